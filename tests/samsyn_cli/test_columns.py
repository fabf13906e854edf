"""Tables are read whatever their kind, and what cannot be used is named by row and column."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import xlsxwriter

from samsyn.errors import BadInput, MissingColumn, UnreadableFile
from samsyn_cli.columns import read_columns


def written(path: Path, text: str, encoding: str = "utf-8") -> str:
    path.write_bytes(text.encode(encoding))
    return str(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1", "utf-16"])
def test_a_swedish_file_is_read_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    path = written(tmp_path / "a.csv", "Område;Antal\nÅsen;1,5\nÖn;\nBacken;2\n", encoding)
    columns = read_columns(path)
    assert columns.texts("område").to_list() == ["Åsen", "Ön", "Backen"]
    np.testing.assert_array_equal(columns.numbers("Antal"), [1.5, np.nan, 2])
    assert columns.rows.tolist() == [2, 3, 4]


def test_a_workbook_is_read_as_a_text_file_is(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        for place, row in enumerate([("vecka", "antal"), ("2024-W01", 3), ("2024-W02", 4)]):
            sheet.write_row(place, 0, row)
    columns = read_columns(str(path))
    assert columns.numbers("antal", whole=True).tolist() == [3, 4]
    assert columns.facts["rows"] == 2


@pytest.mark.parametrize(
    ("cell", "options", "expected"),
    [
        ("många", {}, "väntade ett tal"),
        ("-1", {"least": 0}, "väntade ett tal, minst 0"),
        ("1,5", {"whole": True}, "väntade ett helt tal"),
        ("NA", {"missing": False}, "väntade ett tal"),
    ],
)
def test_a_bad_cell_is_named(tmp_path: Path, cell: str, options: dict[str, object], expected: str) -> None:
    path = written(tmp_path / "a.csv", f"namn;antal\na;1\nb;{cell}\nc;{cell}\n")
    with pytest.raises(BadInput) as caught:
        read_columns(path).numbers("antal", **options)
    assert f"a.csv, rad 3, kolumn antal: hittade ”{cell}”, {expected}" in caught.value.message
    assert "(2 rader i allt)" in caught.value.message


def test_a_column_that_is_not_there_is_suggested(tmp_path: Path) -> None:
    columns = read_columns(written(tmp_path / "a.csv", "namn;antal\na;1\n"))
    with pytest.raises(MissingColumn, match="Menade du antal.*De som finns: namn, antal"):
        columns.texts("antall")


def test_instants_know_the_zone_and_its_changes(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", "tid\n2024-07-01 12:00\n2024-01-01 12:00\n2024-07-01T12:00Z\n")
    found = read_columns(path).instants("tid", "Europe/Stockholm")
    expected = np.array(["2024-07-01T10:00", "2024-01-01T11:00", "2024-07-01T12:00"], dtype="datetime64[us]")
    np.testing.assert_array_equal(found, expected)


def test_a_bad_time_and_a_bad_zone_are_refused(tmp_path: Path) -> None:
    columns = read_columns(written(tmp_path / "a.csv", "tid;n\n2024-13-01;1\n"))
    with pytest.raises(BadInput, match="rad 2, kolumn tid: hittade ”2024-13-01”"):
        columns.instants("tid", "Europe/Stockholm")
    with pytest.raises(BadInput, match="Tidszonen ”Stockholm” finns inte"):
        columns.instants("tid", "Stockholm")


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile):
        read_columns(written(tmp_path / "a.csv", ""))
