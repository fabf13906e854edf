"""Reads workbooks: XLSX, ODS and XLS. Formulas are never computed; the values that were saved are read."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

import polars as pl
import python_calamine

from samsyn.errors import MissingColumn, UnreadableFile
from samsyn.files.heading import find_heading
from samsyn.files.ledger import Ledger
from samsyn.files.names import is_known
from samsyn.files.opening import Opened
from samsyn.files.raw import Raw, cleaned, headings

_ERRORS = {
    "#N/A",
    "#REF!",
    "#VALUE!",
    "#DIV/0!",
    "#NAME?",
    "#NULL!",
    "#NUM!",
    "#SAKNAS!",
    "#REFERENS!",
    "#VÄRDEFEL!",
}


@dataclass(frozen=True, kw_only=True)
class _Sheet:
    """A sheet with headings: its rows as text, where the headings are, how many of them are known."""

    name: str
    rows: list[list[str]]
    heading: int
    known: int


def read_workbook(opened: Opened, ledger: Ledger) -> Raw:
    """
    Read the sheet that holds a table of reports.

    Raises
    ------
    UnreadableFile
        If the workbook is locked, broken or empty.
    MissingColumn
        If no sheet has a row of headings.
    """
    try:
        book = python_calamine.load_workbook(io.BytesIO(opened.data))
        loaded = [_cells(book.get_sheet_by_name(name)) for name in book.sheet_names]
        names = list(book.sheet_names)
    except python_calamine.PasswordError:
        raise UnreadableFile(
            f"Filen {opened.name} är låst med lösenord. Spara den utan lösenord och läs in den igen."
        ) from None
    except (
        python_calamine.CalamineError,
        python_calamine.ZipError,
        python_calamine.XmlError,
        OSError,
        ValueError,
    ):
        raise UnreadableFile(f"Filen {opened.name} är skadad eller avbruten. Spara den på nytt.") from None
    filled = [(name, rows) for name, rows in zip(names, loaded, strict=True) if any(any(row) for row in rows)]
    if not filled:
        raise UnreadableFile(f"Filen {opened.name} är tom.")
    sheet = _chosen(filled, opened.name, ledger)
    first = sheet.heading + 2
    if sheet.heading:
        ledger.guess("heading", f"rad {sheet.heading + 1}", f"Rubrikerna står på rad {sheet.heading + 1}.")
    body = sheet.rows[sheet.heading + 1 :]
    names = headings(sheet.rows[sheet.heading])
    columns = {name: [row[place] or None for row in body] for place, name in enumerate(names)}
    frame = pl.DataFrame(columns, schema=dict.fromkeys(names, pl.String()))
    rows = pl.int_range(first, first + frame.height, dtype=pl.Int64, eager=True)
    frame, rows = cleaned(frame, rows)
    return Raw(frame=frame, rows=rows, format=_format(opened), sheet=sheet.name)


def _format(opened: Opened) -> str:
    if opened.data[:2] != b"PK":
        return "xls"
    with zipfile.ZipFile(io.BytesIO(opened.data)) as archive:
        return "ods" if "content.xml" in archive.namelist() else "xlsx"


def _chosen(filled: list[tuple[str, list[list[str]]]], name: str, ledger: Ledger) -> _Sheet:
    """Return the sheet with most known headings, then with most rows; say which where there are several."""
    found = []
    for sheet, rows in filled:
        try:
            heading = find_heading(rows, name)
        except MissingColumn:
            continue
        known = sum(is_known(cell) for cell in rows[heading] if cell)
        found.append(_Sheet(name=sheet, rows=rows, heading=heading, known=known))
    if not found:
        find_heading(filled[0][1], name)
        raise MissingColumn(f"Inget blad i {name} har en rad med rubriker.")
    best = max(found, key=lambda sheet: (min(sheet.known, 3), len(sheet.rows)))
    if len(filled) > 1:
        others = ", ".join(f"”{sheet}”" for sheet, _ in filled if sheet != best.name)
        ledger.guess(
            "sheet", best.name, f"Bladet ”{best.name}” har rubriker och flest rader; {others} lästes inte."
        )
    return best


def _cells(sheet: Any) -> list[list[str]]:
    """Return a sheet as text; a value that is merged over several rows stands in each of them."""
    rows = sheet.to_python(skip_empty_area=False)
    text = [[_text(cell) for cell in row] for row in rows]
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        if left == right and bottom < len(text):
            for row in range(top + 1, bottom + 1):
                text[row][left] = text[top][left]
    return text


def _text(cell: Any) -> str:
    match cell:
        case str():
            return "" if cell in _ERRORS else cell
        case bool():
            return "ja" if cell else "nej"
        case int():
            return str(cell)
        case float():
            return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
        case datetime() | date() | time():
            return cell.isoformat()
        case timedelta():
            return _clock(cell)
        case _:
            return ""


def _clock(span: timedelta) -> str:
    minutes, seconds = divmod(int(span.total_seconds()), 60)
    return f"{minutes // 60:02d}:{minutes % 60:02d}:{seconds:02d}"
