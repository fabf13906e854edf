"""The walk from a file to a published picture, page by page, without a browser."""

from __future__ import annotations

import gzip
import io
import re
import zipfile
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samsyn_web.base import jobs
from samsyn_web.base.models import Job
from samsyn_web.findings.models import FindingRecord, Picture
from samsyn_web.methods.incidents import forms, views
from samsyn_web.observations import queries as observations
from samsyn_web.observations.models import Attachment, Round
from samsyn_web.reports.models import Publication
from tests.samsyn_web.conftest import Person
from tests.support.uploads import EARLIER, PERIOD, compute, csv_bytes, open_round


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def sent(name: str = "rapporter.csv", content: bytes | None = None) -> SimpleUploadedFile:
    """Return a file as a browser sends it."""
    return SimpleUploadedFile(name, csv_bytes() if content is None else content)


def text_of(response) -> str:
    """Return a page's text without its tags."""
    assert b"<c-" not in response.content
    return re.sub(r"<[^>]+>|\s+", " ", response.content.decode())


def test_from_a_file_to_a_published_picture(anna: Person) -> None:
    client = anna.client()
    page = client.post("/rapporter/", {"reports": sent()}, follow=True)
    observed = Round.objects.get()
    assert page.redirect_chain == [(f"/rapporter/{observed.pk}/", 302)]
    assert "rader kan användas" in text_of(page)
    assert "läses inte: fri text" in text_of(page)
    page = client.post(f"/rapporter/{observed.pk}/berakna/", {"period": PERIOD}, follow=True)
    picture = Picture.objects.get()
    assert page.redirect_chain == [(f"/lagesbilder/{picture.pk}/", 302)]
    assert "Uppdiktade data" in text_of(page)
    links = set(re.findall(r'href="(/figurer/[0-9a-f]+/)"', page.content.decode()))
    assert len(links) > 3
    for link in links:
        assert client.get(link).status_code == 200
    page = client.post(
        f"/lagesbilder/{picture.pk}/publicera/", {"edition": "public", "as_proposals": "on"}, follow=True
    )
    one = Publication.objects.get()
    assert page.redirect_chain == [(f"/publiceringar/{one.pk}/", 302)]
    pdf = client.get(f"/publiceringar/{one.pk}/lagesbild.pdf")
    assert pdf.content == bytes(one.pdf)
    assert pdf.headers["Content-Type"] == "application/pdf"
    sealed = client.get(f"/publiceringar/{one.pk}/lagesbild.html").headers["Content-Security-Policy"]
    assert "default-src 'none'" in sealed


def test_the_same_file_again_is_recognised(anna: Person) -> None:
    compute(anna)
    page = anna.client().post("/rapporter/", {"reports": sent("igen.csv")}, follow=True)
    assert "Samma fil har lästs in förut" in text_of(page)
    assert Attachment.objects.filter(kind="reports").count() == 1


def test_several_files_with_areas_and_a_declaration(anna: Person) -> None:
    areas = b"kod;namn;invanare\nA;\xc3\x85sen;1200\nB;Norrby;800\nC;S\xc3\xb6der\xc3\xa4ngen;950\n"
    source = (
        "key: egen\nname: Egen källa\ntime_precision: exact\nlocation_precision: area\n"
        "columns:\n  time_from: Tidpunkt\n  category: Kategori\n  area_name: Område\n"
    )
    second = csv_bytes(weeks=40).replace(b"Buller", b"Oro")
    given = {
        "reports": [sent(), sent("fler.csv", second)],
        "areas": sent("områden.csv", areas),
        "declaration": sent("källa.yaml", source.encode()),
    }
    page = anna.client().post("/rapporter/", given, follow=True)
    assert page.status_code == 200, text_of(page)
    assert "Egen källa" in text_of(page)
    observed = Round.objects.get()
    assert len(observations.round_files(anna.scope, observed)) == 2
    page = anna.client().post(f"/rapporter/{observed.pk}/berakna/", {"period": PERIOD}, follow=True)
    assert page.status_code == 200
    assert FindingRecord.objects.filter(key="rate_per_1000").exists()


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({}, "Välj minst en fil"),
        ({"reports": sent("tom.csv", b"")}, "Filen är tom"),
        ({"reports": sent("bild.xlsx", b"\x89PNG not a table" * 9)}, "bild.xlsx"),
        ({"reports": sent(), "declaration": sent("k.yaml", b"{unreadable: [")}, "YAML"),
        ({"reports": sent(), "areas": sent("o.geojson", b"{")}, "o.geojson"),
    ],
)
def test_what_cannot_be_read_is_said_and_nothing_is_kept(anna: Person, given, says: str) -> None:
    for one in given.values():
        one.seek(0)
    page = anna.client().post("/rapporter/", given)
    assert page.status_code == 422
    assert says in text_of(page)
    assert not Round.objects.exists()
    assert not Attachment.objects.exists()


def test_too_much_is_refused(anna: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forms, "MOST_BYTES", 1000)
    page = anna.client().post("/rapporter/", {"reports": sent()})
    assert page.status_code == 422
    assert "går att läsa in på en gång" in text_of(page)


def test_a_column_is_corrected(anna: Person) -> None:
    observed = open_round(anna)
    client = anna.client()
    meanings = {"c0": "time_from", "c1": "category", "c2": "", "c3": ""}
    asked = client.post(f"/rapporter/{observed.pk}/fil/0/", meanings)
    assert asked.status_code == 422
    assert "Välj filen igen" in text_of(asked)
    wrong = client.post(
        f"/rapporter/{observed.pk}/fil/0/", meanings | {"again": sent(content=b"tid\n2024-01-01\n")}
    )
    assert wrong.status_code == 422
    assert "inte samma fil" in text_of(wrong)
    page = client.post(f"/rapporter/{observed.pk}/fil/0/", meanings | {"again": sent()}, follow=True)
    assert "Filen är läst på nytt" in text_of(page)
    (file,) = observations.round_files(anna.scope, observed)
    assert "area" not in observations.reading_of(anna.scope, file).source.columns
    twice = client.post(f"/rapporter/{observed.pk}/fil/0/", meanings | {"c2": "category"})
    assert twice.status_code == 422
    assert "har redan betydelsen" in text_of(twice)


def test_free_text_can_never_be_chosen(anna: Person) -> None:
    observed = open_round(anna)
    anna.client().post(
        f"/rapporter/{observed.pk}/fil/0/",
        {"c0": "time_from", "c1": "", "c2": "area", "c3": "category"},
    )
    (file,) = observations.round_files(anna.scope, observed)
    assert observations.reading_of(anna.scope, file).source.columns.get("category") != "Beskrivning"


def test_a_file_that_needs_help_is_asked_about(anna: Person) -> None:
    content = csv_bytes(heading="a;b;c;d").replace(b"-", b"~").replace(b":", b"'")
    client = anna.client()
    page = client.post("/rapporter/", {"reports": sent(content=content)}, follow=True)
    assert "Samsyn behöver hjälp med filen" in text_of(page)
    observed = Round.objects.get()
    page = client.post(f"/rapporter/{observed.pk}/fil/0/", {"time_from": "finns inte"})
    assert page.status_code == 422
    page = client.post(f"/rapporter/{observed.pk}/berakna/", {"period": PERIOD})
    assert page.status_code == 422


@pytest.mark.parametrize(
    "asked",
    [
        {"period": "1066-W01"},
        {"period": PERIOD, "other": "i fjol"},
        {"period": PERIOD, "other": "2024-W99"},
        {},
    ],
)
def test_a_period_that_is_none_is_said(anna: Person, asked: dict[str, str]) -> None:
    observed = open_round(anna)
    page = anna.client().post(f"/rapporter/{observed.pk}/berakna/", asked)
    assert page.status_code == 422
    assert not Picture.objects.exists()
    assert not Round.objects.get().is_frozen


def test_another_period_is_computed_of_the_frozen_rows(anna: Person) -> None:
    picture = compute(anna)
    client = anna.client()
    client.post(f"/rapporter/{picture.round_id}/berakna/", {"period": EARLIER})
    assert set(Picture.objects.values_list("period", flat=True)) == {PERIOD, EARLIER}
    page = client.post(f"/rapporter/{picture.round_id}/berakna/", {"period": EARLIER}, follow=True)
    assert "fanns redan" in text_of(page)
    assert Picture.objects.count() == 2


def test_much_is_computed_as_a_job(anna: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "INLINE_ROWS", 10)
    observed = open_round(anna)
    client = anna.client()
    page = client.post(f"/rapporter/{observed.pk}/berakna/", {"period": PERIOD})
    job = Job.objects.get()
    assert page.url == f"/rapporter/arbete/{job.pk}/"
    assert job.state == "done", job.error
    picture = Picture.objects.get()
    assert client.get(page.url).url == f"/lagesbilder/{picture.pk}/"
    onward = client.get(page.url, headers={"HX-Request": "true"})
    assert onward.headers["HX-Redirect"] == f"/lagesbilder/{picture.pk}/"


def test_a_large_file_is_read_as_a_job(anna: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "INLINE_BYTES", 10)
    page = anna.client().post("/rapporter/", {"reports": sent()}, follow=True)
    assert "rader kan användas" in text_of(page)


def test_a_job_that_cannot_read_leaves_nothing(anna: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "INLINE_BYTES", 10)
    page = anna.client().post(
        "/rapporter/", {"reports": sent("b.xlsx", b"PK\x03\x04 broken" * 9)}, follow=True
    )
    assert "Det gick inte" in text_of(page)
    assert not Round.objects.exists()


def test_a_waiting_job_shows_its_progress_and_is_cancelled(
    anna: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "run", SimpleNamespace(enqueue=lambda job_id: None))
    monkeypatch.setattr(views, "INLINE_ROWS", 10)
    observed = open_round(anna)
    client = anna.client()
    here = client.post(f"/rapporter/{observed.pk}/berakna/", {"period": PERIOD}).url
    assert "Väntar på sin tur" in text_of(client.get(here))
    part = client.get(here, headers={"HX-Request": "true"}).content.decode()
    assert part.strip().startswith('<div class="progress" id="framsteg"')
    page = client.post(f"{here}avbryt/", follow=True)
    assert "Arbetet avbröts" in text_of(page)
    assert not Picture.objects.exists()


def test_an_open_round_is_thrown_away(anna: Person) -> None:
    observed = open_round(anna)
    page = anna.client().post(f"/rapporter/{observed.pk}/ta-bort/", follow=True)
    assert "Underlaget är borttaget" in text_of(page)
    assert not Round.objects.exists()


def test_a_frozen_round_is_not_thrown_away(anna: Person) -> None:
    picture = compute(anna)
    page = anna.client().post(f"/rapporter/{picture.round_id}/ta-bort/", follow=True)
    assert "fryst" in text_of(page)
    assert Round.objects.exists()


def test_a_page_reads_few_queries(anna: Person) -> None:
    picture = compute(anna)
    client = anna.client()
    pages = {
        f"/lagesbilder/{picture.pk}/": 16,
        f"/rapporter/{picture.round_id}/": 24,
        "/underlag/": 16,
        "/lagesbilder/": 14,
    }
    for page, most in pages.items():
        client.get(page)
        with CaptureQueriesContext(connection) as read:
            assert client.get(page).status_code == 200
        assert len(read) <= most, f"{page}: {len(read)}"


@pytest.mark.parametrize("kind", ["gzip", "zip"])
def test_what_unpacks_to_much_is_read_by_the_worker(
    anna: Person, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    content = csv_bytes()
    buffer = io.BytesIO()
    if kind == "gzip":
        buffer.write(gzip.compress(content))
    else:
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("xl/workbook.xml", b" " * len(content))
    monkeypatch.setattr(views, "INLINE_BYTES", len(buffer.getvalue()) + 1)
    page = anna.client().post("/rapporter/", {"reports": sent("liten.gz", buffer.getvalue())})
    job = Job.objects.get()
    assert page.headers["Location"] == f"/rapporter/arbete/{job.pk}/"


def test_the_size_of_a_broken_archive_is_that_of_its_bytes() -> None:
    for first in (b"\x1f\x8b", b"PK\x03\x04", b""):
        content = sent("trasig", first + b"no archive at all")
        assert forms.unpacked_size(content, 10**6) == content.size
        assert content.tell() == 0
