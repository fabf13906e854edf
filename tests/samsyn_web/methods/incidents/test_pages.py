"""The walk from a file to a published picture, page by page, without a browser."""

from __future__ import annotations

import gzip
import io
import re
import zipfile
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samsyn_web.base import jobs
from samsyn_web.base.models import Job
from samsyn_web.findings.models import FindingRecord, Picture
from samsyn_web.methods.incidents.forms import unpacked_size
from samsyn_web.methods.incidents.forms import upload as upload_form
from samsyn_web.methods.incidents.models import Report
from samsyn_web.methods.incidents.views import files, intakes, pictures
from samsyn_web.observations import queries as observations
from samsyn_web.observations.models import Attachment, Intake, Round, Source
from samsyn_web.reports.models import Publication, PublishedFile
from tests.samsyn_web.conftest import Person
from tests.support.published import allow_public
from tests.support.uploads import EARLIER, PERIOD, bring_in, compute, csv_bytes, source_of, stage

UPLOAD = "/rapporter/las-in/"
PICTURE = "/rapporter/lagesbild/"


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


def step(intake: Intake, name: str = "") -> str:
    """Return the address of a step of an intake."""
    return f"/rapporter/inlasning/{intake.pk}/{name}{'/' if name else ''}"


def asked(**changes: Any) -> dict[str, Any]:
    """Return what the page of columns sends for the usual file."""
    meanings = {"c0": "time_from", "c1": "category", "c2": "area", "c3": ""}
    source = {"source": "ny", "name": "rapporter.csv", "counts": "rapport"}
    return meanings | source | {"time_precision": "exact", "location_precision": "area"} | changes


def chosen(source: Source, period: str = PERIOD) -> dict[str, Any]:
    """Return what the page of a new picture sends."""
    return {"sources": [source.pk], "area_version": "", "period": period}


def test_from_a_file_to_a_published_picture(anna: Person) -> None:
    client = anna.client()
    page = client.post(UPLOAD, {"reports": sent()}, follow=True)
    intake = Intake.objects.get()
    assert page.redirect_chain[-1] == (step(intake, "kolumner"), 302)
    assert "rader kan användas" in text_of(page)
    assert "läses inte: fri text" in text_of(page)
    page = client.post(step(intake, "kolumner"), asked(name="Trygghetsvärdarna"), follow=True)
    assert page.redirect_chain == [(step(intake, "kategorier"), 302)]
    assert "Skadegörelse" in text_of(page)
    page = client.post(step(intake, "kategorier"), {"k0": "SKA", "k1": "", "k2": "ORD"}, follow=True)
    assert page.redirect_chain == [(step(intake, "granska"), 302)]
    assert "Inget är inläst ännu." in text_of(page)
    assert not Report.objects.exists()
    page = client.post(step(intake, "granska"), follow=True)
    assert "är nya i registret" in text_of(page)
    assert Report.objects.count() == csv_bytes().count(b"\n") - 1
    source = Source.objects.get()
    assert source.name == "Trygghetsvärdarna"
    assert "ORD" in observations.declared(source).categories.values()
    page = client.post(PICTURE, chosen(source), follow=True)
    picture = Picture.objects.get()
    assert page.redirect_chain == [(f"/lagesbilder/{picture.pk}/", 302)]
    assert "Uppdiktade data" in text_of(page)
    links = set(re.findall(r'href="(/figurer/[0-9a-f]+/)"', page.content.decode()))
    assert len(links) > 3
    for link in links:
        assert client.get(link).status_code == 200
    allow_public(anna)
    page = client.post(
        f"/lagesbilder/{picture.pk}/publicera/", {"edition": "public", "as_proposals": "on"}, follow=True
    )
    one = Publication.objects.get()
    assert page.redirect_chain[-1] == (f"/publiceringar/{one.pk}/", 302)
    pdf = client.get(f"/publiceringar/{one.pk}/lagesbild.pdf")
    assert pdf.content == bytes(PublishedFile.objects.get(publication=one, kind="pdf").content)
    assert pdf.headers["Content-Type"] == "application/pdf"
    sealed = client.get(f"/publiceringar/{one.pk}/lagesbild.html").headers["Content-Security-Policy"]
    assert "default-src 'none'" in sealed


def test_the_next_file_of_a_known_source_goes_straight_to_the_review(anna: Person) -> None:
    bring_in(anna, csv_bytes(weeks=40))
    page = anna.client().post(UPLOAD, {"reports": sent("ny månad.csv", csv_bytes(weeks=45))}, follow=True)
    intake = Intake.objects.get(state="staged")
    assert page.redirect_chain[-1] == (step(intake, "granska"), 302)
    assert f"Finns redan, läses inte in igen {csv_bytes(weeks=40).count(b'Buller')}" not in text_of(page)
    assert "Finns redan, läses inte in igen" in text_of(page)


def test_the_same_file_again_adds_nothing_and_says_so(anna: Person) -> None:
    first = bring_in(anna)
    page = anna.client().post(UPLOAD, {"reports": sent("igen.csv")}, follow=True)
    assert "Filen tillför inget nytt" in text_of(page)
    again = Intake.objects.get(state="staged")
    assert "Samma fil har lästs in förut" in text_of(anna.client().get(step(again, "kolumner")))
    page = anna.client().post(step(again, "granska"), follow=True)
    assert "Inget nytt" in text_of(page)
    assert Report.objects.count() == first.receipt["new"]
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
    client = anna.client()
    page = client.post(UPLOAD, given, follow=True)
    assert page.status_code == 200, text_of(page)
    assert text_of(page).count("väntar") >= 2
    for one in Intake.objects.order_by("pk"):
        client.post(step(one, "granska"))
    assert Source.objects.get().area_version is not None
    page = client.post(
        PICTURE, chosen(Source.objects.get()) | {"area_version": Source.objects.get().area_version_id}
    )
    assert page.status_code == 302, text_of(page)
    assert FindingRecord.objects.filter(key="rate_per_1000").exists()


def test_all_that_wait_are_brought_in_with_one_button(anna: Person) -> None:
    bring_in(anna, csv_bytes(weeks=10))
    for weeks in (20, 30):
        stage(anna, csv_bytes(weeks=weeks))
    page = anna.client().post("/rapporter/las-in/alla/", follow=True)
    assert "2 filer är inlästa" in text_of(page)
    assert Report.objects.count() == csv_bytes(weeks=30).count(b"\n") - 1


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
    page = anna.client().post(UPLOAD, given)
    assert page.status_code == 422
    assert says in text_of(page)
    assert not Intake.objects.exists()
    assert not Attachment.objects.exists()


def test_an_error_in_the_areas_is_said_at_the_areas(anna: Person) -> None:
    page = anna.client().post(UPLOAD, {"reports": sent(), "areas": sent("o.geojson", b"{")})
    assert page.context["form"].errors.keys() == {"areas"}


def test_too_much_is_refused(anna: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upload_form, "MOST_BYTES", 1000)
    page = anna.client().post(UPLOAD, {"reports": sent()})
    assert page.status_code == 422
    assert "går att läsa in på en gång" in text_of(page)


def test_a_column_is_corrected_without_the_file(anna: Person) -> None:
    intake, client = stage(anna), anna.client()
    page = client.post(step(intake, "kolumner"), asked(c2=""), follow=True)
    assert "Filen är läst på nytt" in text_of(page)
    reading = observations.reading_of(anna.scope, Intake.objects.get())
    assert "area" not in reading.source.columns
    twice = client.post(step(intake, "kolumner"), asked(c2="category"))
    assert twice.status_code == 422
    assert "har redan betydelsen" in text_of(twice)


def test_another_precision_reads_the_file_again(anna: Person) -> None:
    intake = stage(anna)
    page = anna.client().post(step(intake, "kolumner"), asked(time_precision="month"), follow=True)
    assert "Filen är läst på nytt" in text_of(page)
    assert observations.draft(Intake.objects.get()).time_precision == "month"


def test_free_text_can_never_be_chosen(anna: Person) -> None:
    intake = stage(anna)
    anna.client().post(step(intake, "kolumner"), asked(c1="", c3="category"))
    assert observations.draft(Intake.objects.get()).columns.get("category") != "Beskrivning"


def test_a_column_that_may_hold_persons_needs_the_file(anna: Person) -> None:
    content = csv_bytes(heading="Tidpunkt;Kategori;Område;Anmälare", text="Vakten")
    intake, client = stage(anna, content), anna.client()
    page = client.post(step(intake, "kolumner"), asked(c3="reporter"))
    assert page.status_code == 422
    assert "Välj filen igen" in text_of(page)
    page = client.post(
        step(intake, "kolumner"), asked(c3="reporter", again=sent(content=content)), follow=True
    )
    assert "Filen är läst på nytt" in text_of(page)


def test_a_file_that_needs_help_is_asked_about(anna: Person) -> None:
    content = csv_bytes(heading="a;b;c;d").replace(b"-", b"~").replace(b":", b"'")
    client = anna.client()
    page = client.post(UPLOAD, {"reports": sent(content=content)}, follow=True)
    assert "Samsyn behöver hjälp med filen" in text_of(page)
    intake = Intake.objects.get()
    page = client.post(step(intake, "kolumner"), {"time_from": "finns inte", "again": sent(content=content)})
    assert page.status_code == 422
    assert client.get(step(intake, "granska")).status_code == 302


def test_a_mixed_file_loads_what_is_right_and_lists_what_is_not(anna: Person) -> None:
    lines = [
        "Tidpunkt;Kategori;Område",
        "2024-01-01 10:00;Buller;A",
        "i går;Buller;A",
        "=1+1;Klotter;B",
        "2024-02-29;Klotter;B",
    ]
    client = anna.client()
    client.post(UPLOAD, {"reports": sent(content="\n".join(lines).encode())})
    intake = Intake.objects.get()
    page = text_of(client.get(step(intake, "granska")))
    assert "2 går inte att använda" in page
    assert "i går" in page
    listed = client.get(step(intake) + "utelamnade.csv").content.decode("utf-8-sig").splitlines()
    assert listed[0] == "rad;varför;Tidpunkt;Kategori;Område"
    assert listed[1].startswith("3;")
    assert "i går" in listed[1]
    assert "'=1+1" in listed[2]
    client.post(step(intake, "granska"))
    assert Report.objects.count() == 2
    assert client.get(step(intake) + "utelamnade.csv").content.decode("utf-8-sig").splitlines() == listed
    assert "Hämta de 2 rader" in text_of(client.get(step(intake)))


def test_what_is_listed_may_be_called_as_the_list_calls_its_own(anna: Person) -> None:
    content = "rad;varför;row;Tidpunkt;Kategori\n7;a;b;i går;Buller\n8;c;d;2024-01-01 10:00;Buller\n"
    client = anna.client()
    client.post(UPLOAD, {"reports": sent(content=content.encode())})
    listed = (
        client.get(step(Intake.objects.get()) + "utelamnade.csv").content.decode("utf-8-sig").splitlines()
    )
    assert listed[0].startswith("rad;varför;rad (fil);varför (fil);row (fil);Tidpunkt")
    assert listed[1].startswith("2;tiden går inte att läsa;7;a;b;i går")


def test_an_intake_is_undone_from_its_receipt(anna: Person) -> None:
    intake, client = bring_in(anna), anna.client()
    assert "Ångra inläsningen" in text_of(client.get(step(intake)))
    assert "räknas inte längre" in text_of(client.get(step(intake, "angra")))
    page = client.post(step(intake, "angra"), follow=True)
    assert "Inläsningen är ångrad" in text_of(page)
    assert not Report.objects.exists()
    assert "finns inget att ångra" in text_of(client.post(step(intake, "angra"), follow=True))


@pytest.mark.parametrize(
    "changed",
    [
        {"period": "1066-W01"},
        {"other": "i fjol"},
        {"other": "2024-W99"},
        {"period": ""},
        {"sources": ["999"]},
        {"area_version": "77"},
    ],
)
def test_a_period_that_is_none_is_said(anna: Person, changed: dict[str, Any]) -> None:
    source = source_of(bring_in(anna))
    page = anna.client().post(PICTURE, chosen(source) | changed)
    assert page.status_code == 422
    assert not Picture.objects.exists()
    assert not Round.objects.exists()


def test_an_empty_register_teaches(anna: Person) -> None:
    assert "Registret är tomt" in text_of(anna.client().get("/rapporter/"))
    assert "Registret är tomt" in text_of(anna.client().get(PICTURE))


def test_another_period_is_computed_and_the_same_is_not(anna: Person) -> None:
    source = source_of(bring_in(anna))
    picture = compute(anna, source)
    client = anna.client()
    client.post(PICTURE, chosen(source, EARLIER))
    assert set(Picture.objects.values_list("period", flat=True)) == {PERIOD, EARLIER}
    page = client.post(PICTURE, chosen(source), follow=True)
    assert "fanns redan" in text_of(page)
    assert page.redirect_chain[-1][0] == f"/lagesbilder/{picture.pk}/"
    assert Picture.objects.count() == Round.objects.count() == 2
    bring_in(anna, csv_bytes(weeks=93), "mer.csv")
    client.post(PICTURE, chosen(source))
    assert Picture.objects.count() == 3


def test_much_is_done_as_a_job(anna: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "INLINE_ROWS", 10)
    monkeypatch.setattr(intakes, "INLINE_ROWS", 10)
    monkeypatch.setattr(files, "INLINE_BYTES", 10)
    client = anna.client()
    page = client.post(UPLOAD, {"reports": sent()})
    assert page.url == f"/rapporter/arbete/{Job.objects.get(kind='incidents.read').pk}/"
    assert client.get(page.url).url == step(Intake.objects.get())
    page = client.post(step(Intake.objects.get(), "granska"))
    assert client.get(page.url).url == step(Intake.objects.get())
    assert Report.objects.exists()
    page = client.post(PICTURE, chosen(Source.objects.get()))
    job = Job.objects.get(kind="incidents.compute")
    assert page.url == f"/rapporter/arbete/{job.pk}/"
    assert job.state == "done", job.error
    picture = Picture.objects.get()
    assert client.get(page.url).url == f"/lagesbilder/{picture.pk}/"
    onward = client.get(page.url, headers={"HX-Request": "true"})
    assert onward.headers["HX-Redirect"] == f"/lagesbilder/{picture.pk}/"


def test_a_job_that_cannot_read_leaves_nothing(anna: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "INLINE_BYTES", 10)
    page = anna.client().post(UPLOAD, {"reports": sent("b.xlsx", b"PK\x03\x04 broken" * 9)}, follow=True)
    assert "Det gick inte" in text_of(page)
    assert not Intake.objects.exists()


def test_a_waiting_job_shows_its_progress_and_is_cancelled(
    anna: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "run", SimpleNamespace(enqueue=lambda job_id: None))
    monkeypatch.setattr(intakes, "INLINE_ROWS", 10)
    intake, client = stage(anna), anna.client()
    here = client.post(step(intake, "granska")).url
    assert "Väntar på sin tur" in text_of(client.get(here))
    part = client.get(here, headers={"HX-Request": "true"}).content.decode()
    assert part.strip().startswith('<div class="progress" id="framsteg"')
    page = client.post(f"{here}avbryt/", follow=True)
    assert "Arbetet avbröts" in text_of(page)
    assert not Report.objects.exists()
    assert Intake.objects.get().is_staged


def test_a_second_click_shows_the_receipt(anna: Person) -> None:
    intake, client = stage(anna), anna.client()
    for _ in range(2):
        page = client.post(step(intake, "granska"), follow=True)
        assert "är nya i registret" in text_of(page)
    for name in ("kolumner", "kategorier", "granska", "ta-bort"):
        assert client.get(step(intake, name)).url == step(intake)
    assert Intake.objects.get().state == "committed"


def test_a_staged_file_is_thrown_away_after_a_question(anna: Person) -> None:
    intake, client = stage(anna), anna.client()
    assert "Ta bort filen?" in text_of(client.get(step(intake, "ta-bort")))
    page = client.post(step(intake, "ta-bort"), follow=True)
    assert "Filen är borttagen" in text_of(page)
    assert not Intake.objects.exists()


def test_a_page_reads_few_queries(anna: Person) -> None:
    source = source_of(bring_in(anna))
    picture = compute(anna, source)
    client = anna.client()
    waiting = stage(anna, csv_bytes(weeks=5))
    pages = {
        f"/lagesbilder/{picture.pk}/": 18,
        f"/rapporter/omgang/{picture.round_id}/": 18,
        "/rapporter/": 18,
        PICTURE: 20,
        step(waiting, "kolumner"): 24,
        step(waiting, "granska"): 24,
        f"/rapporter/kalla/{source.pk}/": 18,
        "/underlag/": 18,
        "/lagesbilder/": 16,
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
    monkeypatch.setattr(files, "INLINE_BYTES", len(buffer.getvalue()) + 1)
    page = anna.client().post(UPLOAD, {"reports": sent("liten.gz", buffer.getvalue())})
    job = Job.objects.get()
    assert page.headers["Location"] == f"/rapporter/arbete/{job.pk}/"


def test_the_size_of_a_broken_archive_is_that_of_its_bytes() -> None:
    for first in (b"\x1f\x8b", b"PK\x03\x04", b""):
        content = sent("trasig", first + b"no archive at all")
        assert unpacked_size(content, 10**6) == content.size
        assert content.tell() == 0
