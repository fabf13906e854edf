"""One round, every format: the figures on the screen, in PDF, Word, Excel, JSON, bundle and command are the same."""

from __future__ import annotations

import json
import re
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from samsyn import bundle, documents, files
from samsyn.cycle import Edition, Section
from samsyn.instruments.load import sources
from samsyn.methods.incidents import Picture, picture
from samsyn.methods.incidents import example as exempelkoping
from samsyn_cli.__main__ import main
from samsyn_cli.rendering import FORMATS
from tests.support.opened_word import Word
from tests.support.read_pages import html_tables, pdf_text

ROWS_ON_PAPER = 60


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Exempelköping's files, and its picture in every format, as a person makes them."""
    path = tmp_path_factory.mktemp("round")
    assert main(["example", str(path)]) == 0
    for ending in FORMATS:
        given = [str(path / name) for name in exempelkoping.FILES[:2]]
        assert main(["picture", given[0], "--areas", given[1], "-o", str(path / f"bild.{ending}")]) == 0
    return path


@pytest.fixture(scope="module")
def made(folder: Path) -> Picture:
    """The same picture from the library."""
    areas = files.read_areas(folder / exempelkoping.FILES[1])
    return picture([files.read(folder / exempelkoping.FILES[0], areas=areas, known=sources())], areas=areas)


@pytest.fixture(scope="module")
def contract(folder: Path) -> dict[str, Any]:
    """The JSON that the command wrote."""
    document: dict[str, Any] = json.loads((folder / "bild.json").read_text(encoding="utf-8"))
    return document


def swedish(number: float | None, decimals: int) -> str:
    """A number as it is read in Swedish, written without the code that does it."""
    if number is None:
        return "–"
    whole, _, rest = f"{abs(number):.{decimals}f}".partition(".")
    grouped = re.sub(r"(?<=\d)(?=(\d{3})+$)", "\u00a0", whole)
    sign = "\u2212" if number < 0 and float(f"{number:.{decimals}f}") else ""
    return f"{sign}{grouped}{',' + rest if rest else ''}"


def shown_tables(sections: tuple[Section, ...]) -> list[list[list[str]]]:
    """Every table of the sections as texts, without their headings."""
    return [
        [
            [
                swedish(value, column.decimals) if value is None or isinstance(value, int | float) else value
                for column, value in zip(table.columns, row, strict=True)
            ]
            for row in table.rows
        ]
        for section in sections
        for table in section.tables
        if table.rows
    ]


def plain(rows: list[list[str]]) -> list[list[str]]:
    """Rows without the symbols of levels."""
    return [[re.sub(r"^[○●▲◆■] ", "", cell).strip() for cell in row] for row in rows]


def test_the_command_says_what_the_library_says(made: Picture, contract: dict[str, Any]) -> None:
    assert contract == made.document()
    assert len(contract["findings"]) > 300


def test_the_tables_state_the_findings_of_the_json(made: Picture, contract: dict[str, Any]) -> None:
    findings = {one["digest"]: one for one in contract["findings"]}
    checked = 0
    for section in made.sections():
        for table in section.tables:
            for row, link in zip(table.rows, table.links, strict=True):
                if table.key in ("areas", "categories"):
                    assert link is not None
                    assert row[1] == findings[link]["value"]
                    checked += 1
    assert checked > 30


def test_the_screen_and_the_page_show_the_tables(folder: Path, made: Picture) -> None:
    expected = shown_tables(made.sections())
    assert len(expected) > 6
    screen = [
        table
        for section in made.sections()
        for table in html_tables(documents.section_html(section, link=lambda digest: f"/figure/{digest}"))
    ]
    page = html_tables((folder / "bild.html").read_text(encoding="utf-8"))
    for tables in (screen, page):
        shown = [row for table in tables for row in plain(table[1:])]  # a long table is folded into two
        assert [row for rows in expected for row in rows if row not in shown] == []


def test_word_shows_the_tables(folder: Path, made: Picture) -> None:
    shown = [plain(table[1:]) for table in Word((folder / "bild.docx").read_bytes()).tables()]
    for rows in shown_tables(made.sections()):
        assert rows[:ROWS_ON_PAPER] in shown


def test_the_pdf_shows_the_tables(folder: Path, made: Picture) -> None:
    text = pdf_text((folder / "bild.pdf").read_bytes())
    rows = [row for table in shown_tables(made.sections()) for row in table[:ROWS_ON_PAPER]]
    missing = [row for row in rows if re.sub(r"\s", "", "".join(row)) not in text]
    assert len(rows) > 80
    assert missing == []


def test_the_sentence_is_the_same_everywhere(
    folder: Path, contract: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    sentence = contract["sentence"]
    assert Word((folder / "bild.docx").read_bytes()).texts("Subtitle") == [sentence]
    assert f'<p class="says">{sentence}</p>' in (folder / "bild.html").read_text(encoding="utf-8")
    assert re.sub(r"\s", "", sentence) in pdf_text((folder / "bild.pdf").read_bytes())
    book = CalamineWorkbook.from_path(folder / "bild.xlsx")
    assert ["Vad bilden säger", sentence] in [row[:2] for row in book.get_sheet_by_name("Om").to_python()]


def test_excel_holds_the_findings(folder: Path, contract: dict[str, Any]) -> None:
    head, *rows = CalamineWorkbook.from_path(folder / "bild.xlsx").get_sheet_by_name("Resultat").to_python()
    columns = [head.index(name) for name in ("Värde", "Nedre gräns", "Övre gräns", "Kontrollsumma")]
    assert [[row[at] for at in columns] for row in rows] == [
        ["" if one[name] is None else one[name] for name in ("value", "low", "high", "digest")]
        for one in contract["findings"]
    ]


def test_the_bundle_holds_the_same_files(folder: Path, contract: dict[str, Any]) -> None:
    opened = bundle.read(folder / "bild.zip")
    assert opened.document == contract
    for name, content in opened.pages.items():
        assert content == (folder / name.replace("picture", "bild")).read_bytes()
    assert set(opened.pages) == {"picture.html", "picture.pdf", "picture.xlsx"}


def test_an_edition_withholds_the_same_everywhere(made: Picture) -> None:
    document = made.document(Edition.PUBLIC)
    sections = made.sections(Edition.PUBLIC)
    doc = documents.document(
        title=made.title, subtitle=made.sentence(Edition.PUBLIC), edition=Edition.PUBLIC, sections=sections
    )
    shown = [plain(table[1:]) for table in Word(documents.docx(doc)).tables()]
    assert all(rows[:ROWS_ON_PAPER] in shown for rows in shown_tables(sections))
    sheet = CalamineWorkbook.from_filelike(BytesIO(documents.xlsx(doc, document))).get_sheet_by_name(
        "Resultat"
    )
    head, *rows = sheet.to_python()
    values = [row[head.index("Värde")] for row in rows]
    assert values == ["" if one["value"] is None else one["value"] for one in document["findings"]]
    assert "" in values
