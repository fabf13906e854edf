"""Workbooks as people keep them: titles, merged cells, several sheets, real dates, formulas."""

from __future__ import annotations

import gzip
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from samsyn.errors import MissingColumn, UnreadableFile
from samsyn.files import read
from samsyn.table import TimePrecision


def workbook(path: Path, sheets: dict[str, list[list[Any]]], merged: tuple[Any, ...] = ()) -> Path:
    """Write a workbook; datetimes become real date cells."""
    book = xlsxwriter.Workbook(str(path), {"in_memory": True})
    when = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for r, row in enumerate(rows):
            for c, cell in enumerate(row):
                if isinstance(cell, datetime):
                    sheet.write_datetime(r, c, cell, when)
                elif isinstance(cell, date):
                    sheet.write_datetime(r, c, cell, day)
                elif isinstance(cell, str) and cell.startswith("="):
                    sheet.write_formula(r, c, cell, None, "sparat värde")
                elif cell is not None:
                    sheet.write(r, c, cell)
        for top, left, bottom, right, value in merged:
            sheet.merge_range(top, left, bottom, right, value)
    book.close()
    return path


HEAD = ["Tidpunkt", "Kategori", "Kommunkod", "Latitud", "Longitud"]


def at(day: int, hour: int = 14) -> datetime:
    return datetime(2024, 2, day, hour, 5)  # noqa: DTZ001  (a cell has no zone)


def test_reads_real_date_cells_codes_and_numbers(tmp_path: Path) -> None:
    rows = [HEAD, [at(28), "Bråk", "0182", 59.3, 18.1], [at(29), "Brand", "0182", 59.31, 18.11]]
    reading = read(workbook(tmp_path / "a.xlsx", {"Blad1": rows}))
    assert (reading.format, reading.sheet) == ("xlsx", "Blad1")
    assert reading.table.frame["time_from"][1] == datetime(2024, 2, 29, 13, 5, tzinfo=UTC)
    assert reading.table.frame["area"].to_list() == ["0182", "0182"]
    assert reading.table.frame["x_m"].null_count() == 0
    assert reading.source.time_precision is TimePrecision.EXACT


def test_reads_serial_numbers_of_days(tmp_path: Path) -> None:
    rows = [["Datum", "Kategori"], [45351, "A"], [45352.5, "B"], [45353.75, "C"], [45353.25, "D"]]
    reading = read(workbook(tmp_path / "a.xlsx", {"Blad1": rows}))
    assert reading.table.frame["day"].to_list()[:2] == [date(2024, 2, 29), date(2024, 3, 1)]
    assert reading.table.frame["time_from"][1] == datetime(2024, 3, 1, 11, 0, tzinfo=UTC)


def test_passes_titles_by_and_fills_merged_cells_downwards(tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        [],
        [],
        ["Datum", "Kategori", "Område"],
        [None, "A", "Åsen"],
        [None, "B", "Ön"],
        ["2024-10-02", "C", "Ön"],
    ]
    merged = ((0, 0, 0, 2, "Rapporter hösten 2024"), (3, 0, 4, 0, "2024-10-01"))
    reading = read(workbook(tmp_path / "a.xlsx", {"Blad1": rows}, merged))
    assert reading.table.frame["day"].to_list() == [date(2024, 10, 1), date(2024, 10, 1), date(2024, 10, 2)]
    assert reading.table.frame["row"].to_list() == [4, 5, 6]
    assert any(each.meaning == "heading" and each.column == "rad 3" for each in reading.guesses)


def test_chooses_the_sheet_with_the_reports_and_says_so(tmp_path: Path) -> None:
    info = [["Om filen"], ["Gjord av Anna"]]
    rows = [["Datum", "Kategori"], ["2024-10-01", "A"], ["2024-10-02", "B"]]
    reading = read(workbook(tmp_path / "a.xlsx", {"Läs mig": info, "Rapporter": rows, "Tomt": []}))
    assert reading.sheet == "Rapporter"
    guess = next(each for each in reading.guesses if each.meaning == "sheet")
    assert guess.column == "Rapporter"
    assert "Läs mig" in guess.why


def test_a_formula_is_not_computed(tmp_path: Path) -> None:
    rows = [["Datum", "Kategori"], ["2024-10-01", '=HYPERLINK("http://x","y")'], ["2024-10-02", "B"]]
    reading = read(workbook(tmp_path / "a.xlsx", {"Blad1": rows}))
    assert reading.table.frame["category"].to_list() == ["sparat värde", "B"]


def test_a_gzipped_workbook_under_another_name(tmp_path: Path) -> None:
    rows = [["Datum", "Kategori"], ["2024-10-01", "A"]]
    path = workbook(tmp_path / "a.xlsx", {"Blad1": rows})
    packed = tmp_path / "b.csv"
    packed.write_bytes(gzip.compress(path.read_bytes()))
    reading = read(packed)
    assert (reading.format, reading.gzipped, reading.rows_used) == ("xlsx", True, 1)


ODS = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 office:version="1.3"><office:body><office:spreadsheet><table:table table:name="Blad">{rows}</table:table>
</office:spreadsheet></office:body></office:document-content>"""


def test_reads_ods(tmp_path: Path) -> None:
    def cell(text: str) -> str:
        return f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'

    table = [["Datum", "Kategori", "Område"], ["2024-10-01", "Bråk", "Åsen"], ["2024-10-02", "Brand", "Ön"]]
    rows = "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in table)
    with zipfile.ZipFile(tmp_path / "a.ods", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", ODS.format(rows=rows))
        archive.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
    reading = read(tmp_path / "a.ods")
    assert reading.format == "ods"
    assert reading.table.frame["area"].to_list() == ["Åsen", "Ön"]


def test_an_empty_workbook_and_one_without_headings(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="tom"):
        read(workbook(tmp_path / "a.xlsx", {"Blad1": []}))
    with pytest.raises(MissingColumn, match="rubriker"):
        read(workbook(tmp_path / "b.xlsx", {"Blad1": [[45351, 1], [45352, 2]]}))


def test_a_broken_workbook(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"Blad1": [["Datum", "Kategori"], ["2024-10-01", "A"]]})
    path.write_bytes(path.read_bytes()[:-900])
    with pytest.raises(UnreadableFile, match="skadad"):
        read(path)
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        archive.writestr("rapporter.csv", "Datum;Kategori\n")
    with pytest.raises(UnreadableFile, match="zip"):
        read(tmp_path / "b.zip")
