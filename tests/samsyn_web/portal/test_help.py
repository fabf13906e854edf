"""Words are explained from one source, keys lead where the help says, and a new organisation sees what is next."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.test import Client
from django.utils.translation import override

from samsyn_web.base import terms
from samsyn_web.findings import services
from samsyn_web.methods.incidents import services as incidents
from samsyn_web.portal import presenters
from tests.architecture.tree import WEB, templates
from tests.support.uploads import AT, bring_in, compute, source_of, stage

COTTON = WEB / "templates/cotton"


def test_every_word_that_a_page_asks_for_is_there_and_every_word_is_asked_for():
    asked = set()
    for path in templates():
        text = path.read_text(encoding="utf-8")
        for keys in re.findall(r'<c-terms? keys?="([a-z_ ]+)"', text):
            asked |= set(keys.split())
    assert asked <= set(terms.TERMS)
    assert len(asked) >= 12


def test_the_help_lists_every_word_in_the_order_of_the_language(db):
    page = Client().get("/hjalp/").content.decode()
    assert re.findall(r'<div id="(\w+)"><dt>', page) == [one.key for one in terms.in_order()]
    assert set(re.findall(r'<div id="(\w+)"><dt>', page)) == set(terms.TERMS)
    with override("sv"):
        words = [str(one.word) for one in terms.in_order()]
    assert words[0].startswith("a")
    assert words.index("källa") > words.index("intervall")
    assert words.index("väntat antal") > words.index("visas inte")
    with override("en"):
        assert [str(one.word) for one in terms.in_order()] == sorted(
            str(one.word) for one in terms.in_order()
        )


@pytest.mark.parametrize(("asked", "found"), [("TYST", {"silent_reporter"}), ("finnsinte", set())])
def test_words_are_found_by_what_is_asked(db, asked, found):
    page = Client().get("/hjalp/", {"q": asked}).content.decode()
    shown = set(re.findall(r'<div id="(\w+)"><dt>', page))
    assert found <= shown
    assert len(shown) < 4
    assert bool(shown) is bool(found)
    assert ("Pröva ett kortare ord" in page) is not bool(found)


def test_what_is_asked_is_text(db):
    assert "<script>x" not in Client().get("/hjalp/", {"q": "<script>x"}).content.decode()


def test_keys_are_those_that_the_role_may_use(anna, lars, rut):
    def keys(scope):
        return [one.keys for one in presenters.shortcuts(scope)]

    assert keys(anna.scope) == ["?", "/", "g s", "g v", "g r", "g o", "g l", "g p"]
    assert keys(lars.scope) == ["?", "/", "g s", "g l", "g p"]
    assert keys(rut.scope) == ["?", "/", "g s"]
    assert keys(None) == ["?", "/"]


def test_keys_are_turned_off_and_on_by_a_cookie(db):
    client = Client()
    assert client.post("/hjalp/tangenter/", {"shortcuts": "off"}).url == "/hjalp/#tangenter"
    page = client.get("/hjalp/").content.decode()
    assert 'data-shortcuts="off"' in page
    assert "Slå på kortkommandona" in page
    client.post("/hjalp/tangenter/", {"shortcuts": "on"})
    assert "data-shortcuts" not in client.get("/hjalp/").content.decode()
    assert client.get("/hjalp/tangenter/").status_code == 405


def steps(page: str) -> list[tuple[str, str]]:
    """Return the state and the address of each step on the start page."""
    return re.findall(r'guide__step--(\w+)"[^>]*><strong>(?:<a href="([^"]*)")?', page)


def test_the_way_to_the_first_picture_says_what_is_done_and_what_is_next(anna, bo, settings, tmp_path: Path):
    settings.MEDIA_ROOT = tmp_path
    assert steps(anna.client().get("/").content.decode())[0] == ("here", "/rapporter/")
    intake = stage(anna)
    at_intake = steps(anna.client().get("/").content.decode())
    assert [state for state, _ in at_intake] == ["done", "here", "next", "next", "next"]
    assert at_intake[1][1].endswith(f"/inlasning/{intake.pk}/")
    intake = incidents.commit(by=anna.scope, at=AT, intake=intake)
    assert steps(anna.client().get("/").content.decode())[2] == ("here", "/rapporter/lagesbild/")
    picture = compute(anna, source_of(intake))
    assert steps(anna.client().get("/").content.decode())[3] == ("here", f"/lagesbilder/{picture.pk}/bedom/")
    services.accept_green(by=anna.scope, at=AT, picture=picture)
    services.mark_judged(by=anna.scope, at=AT, picture=picture)
    assert steps(anna.client().get("/").content.decode())[4] == (
        "here",
        f"/lagesbilder/{picture.pk}/publicera/",
    )
    assert steps(bo.client().get("/").content.decode())[4] == ("here", "")  # an analyst does not publish
    services.mark_published(by=anna.scope, at=AT, picture=picture)
    assert steps(anna.client().get("/").content.decode()) == []


def test_a_stranger_sees_nothing_of_anothers_way(anna, cecilia, settings, tmp_path: Path):
    settings.MEDIA_ROOT = tmp_path
    compute(anna, source_of(bring_in(anna)))
    assert [state for state, _ in steps(cecilia.client().get("/").content.decode())] == [
        "here",
        "next",
        "next",
        "next",
        "next",
    ]


def test_the_gallery_shows_every_component_with_its_source():
    shown = presenters.gallery()
    files = {path.name for path in (WEB / "portal/templates/gallery").glob("*.html")}
    assert {Path(one.template).name for one in shown} == files
    for path in COTTON.glob("*.html"):
        assert any(f"<c-{path.stem.replace('_', '-')}" in one.source for one in shown), path.stem
    assert all(one.about and one.source for one in shown)
