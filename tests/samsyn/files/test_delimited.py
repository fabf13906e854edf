"""Text tables as people send them: encodings, delimiters, titles, formulas, ragged rows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from samsyn.files import Reading, read
from samsyn.table import TimePrecision

Write = Callable[..., Path]


def balanced(reading: Reading) -> Reading:
    """Every row is either used or left out with a reason."""
    assert reading.rows_read == reading.rows_used + sum(each.count for each in reading.left_out)
    assert reading.rows_used == len(reading.table)
    return reading


def test_swedish_excel_export_in_windows_encoding(file: Write) -> None:
    text = "Datum;Klockslag;Kategori;Område;Lat;Lon\n2024-02-29;14.05;Skadegörelse;Åsen;59,3079;18,1560\n"
    text += "2024-03-01;23:10;Bråk;Ön;59,3081;18,1577\n"
    reading = balanced(read(file(text.encode("cp1252"))))
    assert (reading.encoding, reading.delimiter) == ("cp1252", ";")
    assert reading.table.frame["category"].to_list() == ["Skadegörelse", "Bråk"]
    assert reading.table.frame["area"].to_list() == ["Åsen", "Ön"]
    assert reading.table.frame["time_from"][0] == datetime(2024, 2, 29, 13, 5, tzinfo=UTC)
    assert reading.table.frame["y_m"][0] == pytest.approx(6_578_600, abs=200)
    assert reading.source.time_precision is TimePrecision.EXACT


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "latin-1"]
)
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_any_encoding_and_delimiter_give_the_same(file: Write, encoding: str, delimiter: str) -> None:
    text = "Datum;Kategori;Område\r\n2024-10-01;Störning;Åsen\r\n2024-10-02;Brand;Örbacken\r\n"
    reading = read(file(text.replace(";", delimiter).encode(encoding)))
    assert reading.delimiter == delimiter
    assert reading.table.frame["category"].to_list() == ["Störning", "Brand"]
    assert reading.table.frame["area"].to_list() == ["Åsen", "Örbacken"]


def test_a_sum_at_the_bottom_is_no_report(file: Write) -> None:
    reading = balanced(read(file("Datum;Kategori;Antal\n2024-10-01;A;1\n2024-10-02;B;1\n;;\nSumma;;2\n")))
    assert reading.rows_used == 2
    assert [(each.key, each.rows) for each in reading.left_out] == [("total", (5,))]


def test_titles_empty_columns_and_doubled_headings(file: Write) -> None:
    text = "Rapporter från Exempelköping;;;;;\n;;;;;\nDatum;Kategori;Kategori;;Område;;\n"
    text += "2024-10-01;A;x;;Åsen;;\n;;;;;\n2024-10-02;B;y;;Ön;;\n;;;;;\n"
    reading = balanced(read(file(text)))
    assert [each.name for each in reading.columns] == ["Datum", "Kategori", "Kategori (2)", "Område"]
    assert reading.table.frame["row"].to_list() == [4, 6]
    assert reading.table.frame["category"].to_list() == ["A", "B"]
    assert any(each.meaning == "heading" and each.column == "rad 3" for each in reading.guesses)


def test_formulas_and_strange_characters_are_text(file: Write) -> None:
    labels = [
        '"=HYPERLINK(""http://x"";""y"")"',
        "+1+cmd|' /C calc'!A0",
        "\u202eشغب\u202c",
        "a\x07b",
        "Bråk 🔥",
    ]
    text = "Datum;Kategori\n" + "\n".join(f"2024-10-0{n + 1};{each}" for n, each in enumerate(labels))
    reading = balanced(read(file(text)))
    assert reading.table.frame["category"].to_list() == ['=HYPERLINK("http://x";"y")', *labels[1:]]


def test_quoted_newlines_do_not_shift_rows(file: Write) -> None:
    text = 'Datum;Beskrivning;Kategori\n2024-10-01;"en\ntext; med ""allt""\n";A\nfel;x;B\n'
    reading = balanced(read(file(text)))
    assert reading.table.frame["category"].to_list() == ["A"]
    assert reading.left_out[0].rows == (3,)


def test_ragged_rows_are_read_as_far_as_they_go(file: Write) -> None:
    text = "Datum;Kategori;Område\n2024-10-01;A\n2024-10-02;B;Ön;extra;mer\n2024-10-03;C;Åsen\n"
    reading = balanced(read(file(text)))
    assert reading.table.frame["area"].to_list() == [None, "Ön", "Åsen"]
    assert any(each.column == "hela raden" and each.row == 3 for each in reading.problems)


def test_a_quote_that_is_never_closed(file: Write) -> None:
    reading = balanced(read(file('Datum;Kategori\n2024-10-01;"A\n2024-10-02;B\n')))
    assert reading.table.frame["category"].to_list() == ["A", "B"]
    assert any("citattecken" in each for each in reading.warnings)


def test_one_row(file: Write) -> None:
    reading = balanced(read(file("Datum;Kategori\n2024-10-01 10:00;A\n")))
    assert reading.rows_used == 1
    assert reading.source.time_precision is TimePrecision.EXACT
