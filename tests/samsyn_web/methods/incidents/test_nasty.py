"""Files as they come, through the whole walk: a right result or a clear sentence, never a crash, nothing half done."""

from __future__ import annotations

import gzip
import io
from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from django.test import Client

from samsyn_web.base.models import Job
from samsyn_web.findings.models import Picture
from samsyn_web.methods.incidents import queries
from samsyn_web.methods.incidents.models import Grain, Part, Report, ReportCount
from samsyn_web.observations.models import Attachment, Intake, Round
from samsyn_web.observations.services import staging
from tests.samsyn_web.conftest import Person
from tests.samsyn_web.methods.incidents.test_pages import PICTURE, UPLOAD, asked, chosen, sent, step, text_of
from tests.support.uploads import csv_bytes, source_of

USUAL = csv_bytes(weeks=3, text="inget").decode()
ROWS = USUAL.count("\n") - 1


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def walk(person: Person, content: bytes, name: str = "rapporter.csv") -> dict[str, Any]:
    """Send a file and go through every step to the receipt, and return its receipt."""
    client = person.client()
    page = client.post(UPLOAD, {"reports": sent(name, content)}, follow=True)
    assert page.status_code == 200, text_of(page)
    intake = Intake.objects.get()
    for name_of_step in ("kolumner", "kategorier", "granska"):
        assert client.get(step(intake, name_of_step), follow=True).status_code == 200
    page = client.post(step(intake, "granska"), follow=True)
    assert page.status_code == 200, text_of(page)
    assert page.redirect_chain[-1][0] == step(intake)
    assert client.get("/rapporter/").status_code == client.get("/rapporter/lagesbild/").status_code == 200
    assert client.get(step(intake) + "utelamnade.csv").status_code == 200
    intake.refresh_from_db()
    receipt: dict[str, Any] = intake.receipt
    assert receipt["new"] == Report.objects.count()
    assert receipt["read"] == receipt["new"] + receipt["left_out"]
    counted = ReportCount.objects.filter(grain=Grain.MONTH, part=Part.ALL).values_list("n", flat=True)
    assert sum(counted) == receipt["new"]
    check_picture(person, client, intake)
    return receipt


def check_picture(person: Person, client: Client, intake: Intake) -> None:
    """Check that a picture is made of what came in, or that the page says why there can be none."""
    source = source_of(intake)
    period, _weeks = queries.proposed_period(person.scope, [intake], (intake.first_day, intake.last_day))
    page = client.post(PICTURE, chosen(source, period), follow=True)
    assert page.status_code in (200, 422), text_of(page)
    made = Picture.objects.first()
    if made is not None:
        assert client.get(f"/lagesbilder/{made.pk}/bedom/").status_code == 200
    else:
        assert page.status_code == 422 or "Det gick inte" in text_of(page)
        assert not Round.objects.exists()


def refused(person: Person, content: bytes, name: str = "rapporter.csv") -> str:
    """Send a file that cannot be read, and return the page's text; nothing may be left of it."""
    page = person.client().post(UPLOAD, {"reports": sent(name, content)})
    assert page.status_code == 422
    assert not Intake.objects.exists()
    assert not Attachment.objects.exists()
    return text_of(page)


def table(*rows: str) -> bytes:
    """Return a text table."""
    return ("\n".join(rows) + "\n").encode()


def workbook(write: Callable[[Any, Any], None]) -> bytes:
    """Return a workbook with one sheet."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        write(book, book.add_worksheet())
    return buffer.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(USUAL.encode("cp1252"), id="cp1252 with semicolons"),
        pytest.param(USUAL.encode("utf-16"), id="utf-16"),
        pytest.param(USUAL.encode("utf-16-be"), id="utf-16 without a mark"),
        pytest.param(USUAL.encode("utf-8-sig"), id="utf-8 with a mark"),
        pytest.param(USUAL.replace(";", "\t").encode(), id="tabs"),
        pytest.param(USUAL.replace("\n", "\r\n").encode(), id="carriage returns"),
        pytest.param(gzip.compress(USUAL.encode(), mtime=0), id="gzip"),
    ],
)
def test_however_it_is_written_it_says_the_same(anna: Person, content: bytes) -> None:
    receipt = walk(anna, content)
    assert receipt["new"] == ROWS
    assert {area for area, _n in receipt["areas"]} == {"Åsen", "Norrby", "Söderängen"}
    assert {one for one, _n in receipt["categories"]} == {"Skadegörelse", "Nedskräpning", "Buller"}


def test_merged_cells_of_a_workbook(anna: Person) -> None:
    def write(book: Any, sheet: Any) -> None:
        sheet.merge_range("A1:C1", "Rapporter från värdarna, kvartal 1")
        sheet.write_row("A3", ["Datum", "Kategori", "Område"])
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for n in range(9):
            sheet.write_datetime(3 + n, 0, date(2024, 1, 1 + n), day)
            sheet.write(3 + n, 1, "Buller")
        sheet.merge_range("C4:C12", "Åsen")

    receipt = walk(anna, workbook(write), "kvartal.xlsx")
    assert receipt["new"] == 9
    assert receipt["areas"] == [["Åsen", 9]]


def test_formulas_are_never_computed(anna: Person) -> None:
    def write(_book: Any, sheet: Any) -> None:
        sheet.write_row("A1", ["Datum", "Kategori", "Område"])
        for n in range(2, 8):
            sheet.write_row(f"A{n}", [f"2024-01-0{n}", "Buller"])
            sheet.write_formula(f"C{n}", '=HYPERLINK("http://example.org","Åsen")', None, "Åsen")

    assert walk(anna, workbook(write), "formler.xlsx")["areas"] == [["Åsen", 6]]


def test_text_that_looks_like_a_formula_is_text(anna: Person) -> None:
    receipt = walk(
        anna,
        table(
            "Tidpunkt;Kategori;Område",
            *[f"2024-01-0{n} 10:00;=cmd|' /C calc'!A0;@SUM(A1)" for n in range(1, 9)],
        ),
    )
    assert receipt["categories"] == [["=cmd|' /C calc'!A0", 8]]


def test_days_that_are_and_are_not(anna: Person) -> None:
    receipt = walk(
        anna,
        table(
            "Tidpunkt;Kategori;Område",
            "2024-02-29 10:00;Buller;A",
            "2023-02-29 10:00;Buller;A",
            "2024-03-31 02:30;Buller;A",  # no such time: the clock goes from two to three
            "2024-03-31 03:00;Buller;A",
            "2024-10-27 02:30;Buller;A",  # twice
            "2024-10-27 02:30;Buller;A",
            "0000-00-00 00:00;Buller;A",
            "-5;Buller;A",
            "1903-01-01 10:00;Buller;A",
            "2199-01-01 10:00;Buller;A",
            "99999-01-01 10:00;Buller;A",
        ),
    )
    days = Counter(str(day) for day in Report.objects.values_list("day", flat=True))
    assert days == {"2024-02-29": 1, "2024-03-31": 2, "2024-10-27": 2}
    assert receipt["left_out"] == 6


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "är tom"),
        (b"\xef\xbb\xbf\n\n", "är tom"),
        (b"Tidpunkt;Kategori\n", "har rubriker men inga rader"),
        (b"\x00" * 5000, "är tom"),
        (b"%PDF-1.7 ...", "är en PDF"),
        (gzip.compress(b"x", mtime=0)[:-6] + b"rest", "skadad"),
        (gzip.compress(gzip.compress(USUAL.encode(), mtime=0), mtime=0), "två gånger"),
        (b"PK\x03\x04" + b"0" * 99, "skadad"),
    ],
)
def test_what_is_no_table_is_said(anna: Person, content: bytes, said: str) -> None:
    assert said in refused(anna, content)


def test_one_row(anna: Person) -> None:
    assert walk(anna, table("Tidpunkt;Kategori;Område", "2024-01-01 10:00;Buller;A"))["new"] == 1


def test_one_column(anna: Person) -> None:
    receipt = walk(anna, table("Datum", *[f"2024-01-{n:02}" for n in range(1, 20)]))
    assert receipt["new"] == 19
    assert receipt["categories"] == [[None, 19]]


@pytest.mark.parametrize("columns", [300, 20_000])
def test_too_many_columns(anna: Person, columns: int) -> None:
    heading = ";".join(["Tidpunkt", *[f"Fråga {n}" for n in range(1, columns)]])
    said = refused(
        anna, table(heading, *[f"2024-01-0{n} 10:00" + ";ja" * (columns - 1) for n in range(1, 5)])
    )
    assert f"har {columns} kolumner" in said
    assert "Högst 200" in said


def test_many_columns_are_read(anna: Person) -> None:
    heading = ";".join(["Tidpunkt", "Kategori", *[f"Fråga {n}" for n in range(1, 199)]])
    rows = [f"2024-01-0{n} 10:00;Buller" + ";ja" * 198 for n in range(1, 9)]
    assert walk(anna, table(heading, *rows))["new"] == 8


def test_empty_columns_far_out_are_no_columns(anna: Person) -> None:
    rows = [f"2024-01-0{n} 10:00;Buller;A" + ";" * 400 for n in range(1, 9)]
    assert walk(anna, table("Tidpunkt;Kategori;Område" + ";" * 400, *rows))["new"] == 8


def test_other_scripts_in_headings_and_cells(anna: Person) -> None:
    rows = [f"2024-01-{n:02} 10:00;ضوضاء;حي الشمال \u202e{n % 2}" for n in range(1, 20)]
    receipt = walk(anna, table("Tidpunkt;Kategori;Område", *rows))
    assert receipt["new"] == 19
    assert receipt["categories"] == [["ضوضاء", 19]]
    assert {area for area, _n in receipt["areas"]} == {"حي الشمال \u202e0", "حي الشمال \u202e1"}, (
        "kept as written"
    )


def test_headings_in_another_script_are_asked_about(anna: Person) -> None:
    content = table("تاریخ;القسم", *[f"2024-01-{n:02} 10:00;å" for n in range(1, 20)])
    client = anna.client()
    page = client.post(UPLOAD, {"reports": sent(content=content)}, follow=True)
    assert page.status_code == 200
    assert "تاریخ" in text_of(page)


def test_a_gzip_that_would_fill_the_memory(anna: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(staging, "MOST_UNPACKED", 10**6)
    said = refused(
        anna, gzip.compress(b"Tidpunkt;Kategori\n" + b"2024-01-01 10:00;Buller\n" * 50_000), "bomb.csv.gz"
    )
    assert "större än 1 MB uppackad" in said


def test_a_gzip_bomb_is_left_to_the_worker_and_ends_in_words(anna: Person) -> None:
    buffer = io.BytesIO()
    with gzip.GzipFile(fileobj=buffer, mode="wb", compresslevel=1) as stream:
        stream.write(b"Tidpunkt;Kategori\n")
        for _ in range(26):
            stream.write(b"2024-01-01 10:00;Buller\n" * 420_000)
    assert len(buffer.getvalue()) < 3 * 10**6
    page = anna.client().post(UPLOAD, {"reports": sent("bomb.csv.gz", buffer.getvalue())}, follow=True)
    assert page.status_code == 200
    assert "större än 250 MB uppackad" in text_of(page)
    assert not Intake.objects.exists()
    assert not Attachment.objects.exists()


def test_names_that_end_in_four_digits_are_no_months(anna: Person) -> None:
    rows = [f"2024-01-{n:02} 10:00;Ärende {1900 + n};Zon {2000 + n % 3}" for n in range(1, 20)]
    receipt = walk(anna, table("Tidpunkt;Kategori;Område", *rows))
    assert receipt["categories"][0] == ["Ärende 1901", 1]
    assert len(receipt["areas"]) == 3


def test_ten_thousand_categories(anna: Person) -> None:
    first = datetime(2024, 1, 1, tzinfo=UTC)
    rows = [f"{first + timedelta(hours=n // 4):%Y-%m-%d %H:%M};Ärende {n // 2};A" for n in range(20_000)]
    receipt = walk(anna, table("Tidpunkt;Kategori;Område", *rows))
    assert receipt["new"] == 20_000
    assert Report.objects.values("category").distinct().count() == 10_000
    assert not Picture.objects.exists()
    assert "10\xa0000 olika kategorier" in Job.objects.get(kind="incidents.compute").error


def test_headings_that_are_the_same(anna: Person) -> None:
    rows = [f"2024-01-{n:02} 10:00;Buller;Klotter;A" for n in range(1, 20)]
    receipt = walk(anna, table("Tidpunkt;Kategori;Kategori;Område", *rows))
    assert receipt["categories"] == [["Buller", 19]]


def test_numbers_that_come_again(anna: Person) -> None:
    receipt = walk(
        anna,
        table(
            "Nr;Tidpunkt;Kategori;Område",
            *[f"{n};2024-01-{n:02} 10:00;Buller;A" for n in range(1, 20)],
            "3;2024-01-03 10:00;Buller;A",  # the same row again
            "4;2024-01-25 10:00;Klotter;A",  # the same number for something else
        ),
    )
    assert receipt["new"] == 20
    assert receipt["left_out"] == 1


def test_columns_may_be_said_to_mean_what_they_cannot(anna: Person) -> None:
    """The time is said to be the category and the category the time: a sentence, and the file as it was."""
    client = anna.client()
    client.post(UPLOAD, {"reports": sent(content=USUAL.encode())})
    intake = Intake.objects.get()
    page = client.post(step(intake, "kolumner"), asked(c0="category", c1="time_from"), follow=True)
    assert page.status_code in (200, 422)
    intake.refresh_from_db()
    assert client.get(step(intake, "granska")).status_code == 200
