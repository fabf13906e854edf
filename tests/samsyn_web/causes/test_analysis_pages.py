"""The page of an analysis, its changing part, its drawings and its documents say the same."""

from __future__ import annotations

import pytest
from lxml import html

from samsyn_web.causes import presenters, queries, services
from samsyn_web.causes.models import Cause, Problem
from tests.support.opened_word import Word
from tests.support.story import AT, Person

HX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def problem(anna: Person) -> Problem:
    """Return a problem with three causes, one of them behind another, and a chain of events."""
    made = services.open_problem(by=anna.scope, at=AT, title="Samlingar vid torget")
    told = {"by": anna.scope, "at": AT, "problem": made}
    a = services.add_cause(**told, statement="Torget töms när butikerna stänger", perspective="place")
    services.add_cause(**told, statement="Ingen har ansvaret", perspective="place", parent=a)
    services.add_cause(**told, statement="Hållplatsen ligger under taket", perspective="target")
    services.add_evidence(
        by=anna.scope, at=AT, cause=a, side="for", strength=2, text="Få passerar", source="Räkning"
    )
    services.add_step(**told, text="Mötesplatsen stänger", breakable="yes", how="Öppna längre")
    return made


def inner(page: str) -> str:
    """The changing part of a page, as text in order."""
    (part,) = html.fromstring(page).xpath("//*[@id='analys']")
    return " ".join(part.text_content().split())


def test_the_swapped_part_is_what_a_fresh_page_shows(anna: Person, problem: Problem) -> None:
    client = anna.client()
    last = Cause.objects.get(statement__startswith="Hållplatsen")
    swapped = client.post(f"/problem/orsak/{last.pk}/flytta/", {"way": "up"}, **HX).content.decode()
    said = "”Hållplatsen ligger under taket” är flyttad ett steg upp."
    assert "<html" not in swapped
    assert said in swapped
    fresh = client.get(f"/problem/{problem.pk}/orsaker/").content.decode()
    assert inner(swapped).replace(said, "").split() == inner(fresh).split()
    opened_controls = html.fromstring(swapped).xpath(f"//li[@id='orsak-{last.pk}']/div/details/@open")
    assert len(opened_controls) == 1  # the controls that were used stay open, and keep the focus


def test_it_works_without_a_script(anna: Person, problem: Problem) -> None:
    client = anna.client()
    last = Cause.objects.get(statement__startswith="Hållplatsen")
    answer = client.post(f"/problem/orsak/{last.pk}/flytta/", {"way": "in"})
    assert answer.headers["Location"] == f"/problem/{problem.pk}/orsaker/#orsak-{last.pk}"
    assert "står nu bakom orsaken ovanför" in client.get(f"/problem/{problem.pk}/orsaker/").content.decode()
    told = {"statement": "", "perspective": "place"}
    address = f"/problem/{problem.pk}/orsaker/ny/"
    assert client.post(address, told).status_code == 422
    assert "Skriv vad orsaken är." in client.post(address, told, **HX).content.decode()
    parent = Cause.objects.get(statement="Ingen har ansvaret")
    told = {"statement": "Avtalet slutar klockan 19", "perspective": "place", "bakom": parent.pk}
    assert client.post(address, told).status_code == 302
    assert Cause.objects.get(statement=told["statement"]).parent == parent


def test_a_cause_of_another_problem_is_no_parent(anna: Person, cecilia: Person, problem: Problem) -> None:
    other = services.open_problem(by=anna.scope, at=AT, title="Annat")
    cause = Cause.objects.get(statement="Ingen har ansvaret")
    told = {"statement": "Fel", "perspective": "place", "bakom": cause.pk}
    assert anna.client().post(f"/problem/{other.pk}/orsaker/ny/", told).status_code == 422
    told_after = {"statement": "Fel", "perspective": "place", "efter": cause.pk}
    assert anna.client().post(f"/problem/{other.pk}/orsaker/ny/", told_after).status_code == 422
    theirs = services.open_problem(by=cecilia.scope, at=AT, title="Deras")
    assert cecilia.client().post(f"/problem/{theirs.pk}/orsaker/ny/", told).status_code == 404
    assert not Cause.objects.filter(statement="Fel").exists()


def test_the_drawings_hold_every_cause_inside_their_frame(anna: Person, problem: Problem) -> None:
    tree = presenters.nodes(
        queries.causes_of(anna.scope, problem), queries.evidence_of(anna.scope, problem), ()
    )
    drawn = presenters.tree(problem.title, tree)
    assert len(drawn.boxes) == 1 + 3
    assert len(drawn.lines) == 3  # two direct, one behind
    for one in drawn.boxes:
        assert 0 <= one.x <= one.x + one.width <= drawn.width
        assert 0 <= one.y <= one.y + one.height <= drawn.height
    causes = [one for one in drawn.boxes if one.kind != "head"]
    for n, one in enumerate(causes):
        for other in causes[n + 1 :]:
            apart = one.y + one.height <= other.y or other.y + other.height <= one.y or one.x != other.x
            assert apart, "two boxes lie on each other"
    fish = presenters.fishbone(problem.title, tree)
    words = " ".join(text.text for text in fish.texts)
    assert all(one.statement.split()[0] in words for one in presenters.flat(tree))
    assert all(0 <= text.y <= fish.height for text in fish.texts)
    assert "2 direkta orsaker och 1 bakom dem." in drawn.description
    page = anna.client().get(f"/problem/{problem.pk}/orsaker/").content.decode()
    for picture in html.fromstring(page).xpath("//*[local-name()='svg'][@role='img']")[:2]:
        named = picture.get("aria-labelledby").split()
        assert all(html.fromstring(page).xpath(f"//*[@id='{one}']") for one in named)


def test_the_documents_tell_the_analysis(anna: Person, cecilia: Person, problem: Problem) -> None:
    client = anna.client()
    address = f"/problem/{problem.pk}/orsaker/orsaksanalys"
    word = client.get(f"{address}.docx")
    text = _text(word.content)
    for said in (
        "Orsaksträd: Samlingar vid torget",
        "Fiskben: Samlingar vid torget",
        "Torget töms när butikerna stänger",
        "1.1",
        "Få passerar",
        "Räkning",
        "Mötesplatsen stänger",
    ):
        assert said in text
    assert client.get(f"{address}.pdf").content.startswith(b"%PDF")
    assert client.get("/problem/prioritering/prioritering.xlsx").content.startswith(b"PK")
    assert "Samlingar vid torget" in _text(client.get("/problem/prioritering/prioritering.docx").content)
    assert cecilia.client().get(f"{address}.docx").status_code == 404


def _text(word: bytes) -> str:
    return " ".join(Word(word).xml().itertext())


def test_two_who_describe_a_problem_are_told(anna: Person, bo: Person, problem: Problem) -> None:
    told = {"title": problem.title, "when": "Fredagar", "seen": problem.version}
    address = f"/problem/{problem.pk}/andra/"
    assert anna.client().post(address, told).status_code == 302
    late = bo.client().post(address, {**told, "when": "Lördagar"})
    assert late.status_code == 422
    assert "När: Fredagar" in late.content.decode()
    page = anna.client().get(f"/problem/{problem.pk}/").content.decode()
    assert "Fredagar" in page
    assert "Inte beskrivet än: vilka situationer som drabbas, konsekvenser, omfattning." in " ".join(
        page.split()
    )
