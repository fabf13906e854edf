"""Reads the sheets of a plan in XLSX, ODS or XLS. Formulas are never computed; the values that were saved are read."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date, datetime, time
from typing import Any

import python_calamine

from samsyn.errors import UnreadableFile
from samsyn.plans.grid import LARGEST_ROWS, Contents, Grid, grid

_FORMULA = re.compile(rb"<f[ >/]|table:formula=")


def read_workbook(data: bytes, name: str, reads: str) -> Contents:
    """
    Return every sheet of a workbook as text, hidden ones too.

    Raises
    ------
    UnreadableFile
        If it is locked, broken, or an OpenDocument that is no workbook.
    """
    try:
        book = python_calamine.load_workbook(io.BytesIO(data))
        sheets = tuple(
            _sheet(book.get_sheet_by_name(sheet), sheet, n, name) for n, sheet in enumerate(book.sheet_names)
        )
    except python_calamine.PasswordError:
        raise UnreadableFile(f"Filen {name} är låst med lösenord. Spara den utan lösenord.") from None
    except (
        python_calamine.CalamineError,
        python_calamine.ZipError,
        python_calamine.XmlError,
        OSError,
        ValueError,
    ):
        raise UnreadableFile(f"Filen {name} är skadad, eller ingen plan. {reads}") from None
    return Contents(format=_format(data), blocks=sheets, formulas=_formulas(data), pictures=_pictures(data))


def _format(data: bytes) -> str:
    if data[:2] != b"PK":
        return "xls"
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return "ods" if "content.xml" in archive.namelist() else "xlsx"


def _formulas(data: bytes) -> int:
    if data[:2] != b"PK":
        return 0
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [n for n in archive.namelist() if n.startswith("xl/worksheets/sheet") or n == "content.xml"]
        return sum(len(_FORMULA.findall(archive.read(part))) for part in parts)


def _pictures(data: bytes) -> int:
    if data[:2] != b"PK":
        return 0
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return sum(name.startswith(("xl/media/", "Pictures/")) for name in archive.namelist())


def _sheet(sheet: Any, title: str, index: int, name: str) -> Grid:
    cells = sheet.to_python(skip_empty_area=False, nrows=LARGEST_ROWS + 1)
    rows = [[_text(cell) for cell in row] for row in cells]
    merged = set()
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        if right > left and top < len(rows):
            merged.add(top)
        for row in range(top + 1, min(bottom + 1, len(rows))):
            rows[row][left] = rows[top][left]
    return grid(f"bladet {title}", "sheet", index, rows, merged, name=name)


def _text(cell: Any) -> str:
    match cell:
        case str():
            return "" if cell.startswith("#") and cell.isupper() else cell
        case bool():
            return "ja" if cell else "nej"
        case int():
            return str(cell)
        case float():
            return (
                str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else f"{cell:.10g}".replace(".", ",")
            )
        case datetime() if cell.time() == time(0):
            return cell.date().isoformat()
        case datetime() | date() | time():
            return cell.isoformat()
        case _:
            return ""
