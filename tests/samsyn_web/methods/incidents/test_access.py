"""Who reaches what on the walk from a file to a publication: everybody else meets 403 or 404, never a 500."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from django.test import Client

from samsyn.instruments.load import categories
from samsyn_web.base.models import Job
from samsyn_web.causes import services as causes
from samsyn_web.findings.models import FindingRecord, Picture
from samsyn_web.methods.incidents import services
from samsyn_web.methods.incidents.views import pictures
from samsyn_web.reports.models import Publication
from tests.samsyn_web.conftest import Person
from tests.support.published import add_partner, allow_public
from tests.support.sent import send
from tests.support.uploads import AT, EARLIER, PERIOD, bring_in, csv_bytes, stage


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def text_of(response) -> str:
    """Return a page's text without its tags."""
    return re.sub(r"<[^>]+>|\s+", " ", response.content.decode())


ANNAS = [
    "/rapporter/inlasning/{intake}/",
    "/rapporter/inlasning/{intake}/angra/",
    "/rapporter/inlasning/{intake}/utelamnade.csv",
    "/rapporter/inlasning/{intake}/kalla.yaml",
    "/rapporter/inlasning/{staged}/kolumner/",
    "/rapporter/inlasning/{staged}/kategorier/",
    "/rapporter/inlasning/{staged}/granska/",
    "/rapporter/inlasning/{staged}/ta-bort/",
    "/rapporter/kalla/{source}/",
    "/rapporter/kalla/{source}/kategorier/",
    "/rapporter/kalla/{source}/kalla.yaml",
    "/rapporter/omgang/{round}/",
    "/lagesbilder/{picture}/",
    "/lagesbilder/{picture}/?upplaga=public",
    "/lagesbilder/{picture}/lagesbild.json",
    "/lagesbilder/{picture}/ta-bort/",
    "/lagesbilder/{picture}/publicera/",
    "/lagesbilder/{picture}/publiceringar/",
    "/figurer/{figure}/",
    "/figurer/{figure}/rader.csv",
    "/publiceringar/{publication}/",
    "/publiceringar/{publication}/lagesbild.html",
    "/publiceringar/{publication}/lagesbild.pdf",
    "/publiceringar/{publication}/lagesbild.json",
    "/publiceringar/{publication}/lagesbild.docx",
    "/publiceringar/{publication}/lagesbild.xlsx",
    "/publiceringar/{publication}/lagesbild.zip",
    "/publiceringar/{publication}/rader.parquet",
    "/lagesbilder/{picture}/utkast.pdf",
    "/lagesbilder/{picture}/utkast.docx",
    "/publiceringar/arbete/{publishing}/",
    "/partner/{partner}/",
    "/partner/{partner}/ta-bort/",
    "/publiceringar/upplagor/{decision}/aterkalla/",
    "/rapporter/arbete/{job}/",
    "/rapporter/utforska/?source={source}",
    "/rapporter/utforska/tabeller.csv?source={source}",
    "/rapporter/utforska/tabeller.xlsx?source={source}",
    "/rapporter/utforska/vyer/{view}/",
    "/rapporter/anteckningar/{note}/",
    "/rapporter/kategorier/version/{list}/",
    "/rapporter/kategorier/version/{list}/lista.yaml",
    "/rapporter/kategorier/forslag/{proposal}/",
    "/rapporter/kategorier/forslag/{proposal}/forslag.yaml",
    "/rapporter/kategorier/forslag/{proposal}/prova/",
    "/rapporter/kategorier/forslag/{proposal}/besluta/",
    "/rapporter/kategorier/forslag/{proposal}/ny/",
    "/rapporter/kategorier/forslag/{proposal}/kategori/SKA/",
    "/rapporter/kategorier/forslag/{proposal}/indikator/",
    "/rapporter/granska/{submission}/",
    "/rapporter/problem/{problem}/",
    "/problem/{problem}/",
    "/problem/{problem}/andra/",
    "/problem/{problem}/avsluta/",
]
ANNAS_POSTS = [
    "/rapporter/inlasning/{intake}/angra/",
    "/rapporter/inlasning/{staged}/kolumner/",
    "/rapporter/inlasning/{staged}/kategorier/",
    "/rapporter/inlasning/{staged}/granska/",
    "/rapporter/inlasning/{staged}/ta-bort/",
    "/rapporter/kalla/{source}/",
    "/rapporter/kalla/{source}/kategorier/",
    "/lagesbilder/{picture}/ta-bort/",
    "/lagesbilder/{picture}/angra/",
    "/lagesbilder/{picture}/publicera/",
    "/rapporter/arbete/{job}/avbryt/",
    "/publiceringar/arbete/{publishing}/avbryt/",
    "/partner/{partner}/",
    "/partner/{partner}/ta-bort/",
    "/partner/{partner}/angra/",
    "/publiceringar/upplagor/{decision}/aterkalla/",
    "/rapporter/utforska/vyer/{view}/",
    "/rapporter/utforska/vyer/{view}/ta-bort/",
    "/rapporter/utforska/vyer/{view}/angra/",
    "/rapporter/anteckningar/{note}/",
    "/rapporter/anteckningar/{note}/ta-bort/",
    "/rapporter/anteckningar/{note}/angra/",
    "/rapporter/kategorier/forslag/{proposal}/flytta/",
    "/rapporter/kategorier/forslag/{proposal}/angra/",
    "/rapporter/kategorier/forslag/{proposal}/kommentera/",
    "/rapporter/kategorier/forslag/{proposal}/besluta/",
    "/rapporter/kategorier/forslag/{proposal}/lagg-undan/",
    "/rapporter/kategorier/forslag/{proposal}/ta-upp/",
    "/rapporter/kategorier/forslag/{proposal}/ny/",
    "/rapporter/kategorier/forslag/{proposal}/indikator/",
    "/rapporter/granska/{submission}/",
    "/rapporter/granska/{submission}/angra/",
    "/rapporter/granska/{submission}/samma/",
    "/rapporter/granska/{submission}/samma/ta-bort/",
    "/rapporter/granska/{submission}/problem/",
    "/rapporter/granska/{submission}/problem/ta-bort/",
    "/rapportera/mina/{device}/",
    "/gallringsstopp/{hold}/hav/",
    "/problem/{problem}/andra/",
    "/problem/{problem}/avsluta/",
    "/problem/{problem}/oppna/",
]
LISTS = (
    "/rapporter/",
    "/rapporter/utforska/",
    "/rapporter/utforska/vyer/",
    "/rapporter/anteckningar/",
    "/rapporter/kategorier/",
    "/rapporter/lagesbild/",
    "/underlag/",
    "/lagesbilder/",
    "/publiceringar/",
    "/publiceringar/upplagor/",
    "/rapporter/granska/",
    "/rapporter/granska/?lista=klara",
    "/rapporter/granska/godta/",
    "/rapportera/mina/",
    "/problem/",
    "/gallring/",
    "/utlamnande/?start=2024-01-01&end=2030-01-01",
)


@pytest.fixture
def annas(anna: Person, monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """Return the keys of one of each of Anna's things."""
    monkeypatch.setattr(pictures, "INLINE_ROWS", 10)
    client = anna.client()
    intake = bring_in(anna)
    staged = stage(anna, csv_bytes(weeks=5))
    client.post("/rapporter/lagesbild/", {"sources": intake.source_id, "area_version": "", "period": PERIOD})
    picture = Picture.objects.get()
    client.post(f"/lagesbilder/{picture.pk}/publicera/", {"edition": "internal", "as_proposals": "on"})
    decided, proposal = (
        services.open_proposal(by=anna.scope, at=AT, title=name) for name in ("Ett", "Två 2024")
    )
    heavy = replace(categories().categories[0], weight=5)
    services.put_category(by=anna.scope, at=AT, proposal=decided, one=heavy)
    version = services.decide_categories(
        by=anna.scope, at=AT, proposal=decided, reason="Behövs 2024", valid_from=AT.date()
    )
    one = send(anna, place="Torget 2024")
    problem = causes.open_problem(by=anna.scope, at=AT, title="Problem 2024")
    return {
        "list": version.pk,
        "proposal": proposal.pk,
        "submission": one.pk,
        "device": one.device_id,
        "problem": problem.pk,
        "hold": services.place_hold(by=anna.scope, at=AT, reason="Begärd 2024", submission=one).pk,
        "intake": intake.pk,
        "staged": staged.pk,
        "source": intake.source_id,
        "round": picture.round_id,
        "picture": picture.pk,
        "figure": FindingRecord.objects.filter(key="count").first().digest,
        "publication": Publication.objects.get().pk,
        "job": Job.objects.get(kind="incidents.compute").pk,
        "publishing": Job.objects.get(kind="reports.publish").pk,
        "partner": add_partner(anna).pk,
        "decision": allow_public(anna).pk,
        "note": services.add_annotation(
            by=anna.scope, at=AT, kind="event", what="Något hände 2024", first_day=AT.date()
        ).pk,
        "view": services.save_view(
            by=anna.scope, at=AT, name="Vyn 2024", choices={"period": "2024-W40"}, is_shared=True
        ).pk,
    }


def test_a_stranger_finds_none_of_it(annas: dict[str, object], cecilia: Person) -> None:
    client = cecilia.client()
    for address in ANNAS:
        assert client.get(address.format(**annas)).status_code == 404, address
    for address in ANNAS_POSTS:
        given = {"period": EARLIER, "edition": "public", "note": "x"}
        assert client.post(address.format(**annas), given).status_code == 404, address
    assert Publication.objects.count() == 1
    for listing in LISTS:
        assert "2024" not in text_of(client.get(listing))


def test_nobody_reads_it_without_signing_in(annas: dict[str, object]) -> None:
    for address in [*ANNAS, *LISTS, "/rapporter/las-in/"]:
        response = Client().get(address.format(**annas))
        assert response.status_code == 302, address
        assert response.url.startswith("/konto/login/"), address


def test_a_reader_reads_what_is_published_and_changes_nothing(annas: dict[str, object], lars: Person) -> None:
    client = lars.client()
    for address in (
        "/lagesbilder/{picture}/",
        "/figurer/{figure}/",
        "/publiceringar/{publication}/lagesbild.pdf",
    ):
        assert client.get(address.format(**annas)).status_code == 200, address
    figure = text_of(client.get("/figurer/{figure}/".format(**annas)))
    assert "Raderna visas inte" in figure
    for address in ("/rapporter/", "/underlag/", "/rapporter/omgang/{round}/", "/figurer/{figure}/rader.csv"):
        assert client.get(address.format(**annas)).status_code == 403, address
    for address in (*ANNAS_POSTS, "/rapporter/las-in/", "/rapporter/lagesbild/"):
        assert client.post(address.format(**annas)).status_code == 403, address


def test_an_analyst_computes_but_does_not_publish(annas: dict[str, object], bo: Person) -> None:
    client = bo.client()
    assert client.get("/lagesbilder/{picture}/".format(**annas)).status_code == 200
    assert client.get("/lagesbilder/{picture}/publicera/".format(**annas)).status_code == 403


@pytest.mark.parametrize("who", ["rut", "ada"])
def test_a_reporter_and_an_administrator_see_none_of_it(
    annas: dict[str, object], who: str, request: pytest.FixtureRequest
) -> None:
    client = request.getfixturevalue(who).client()
    for address in ANNAS:
        assert client.get(address.format(**annas)).status_code == 403, address
