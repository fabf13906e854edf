"""Writes remarks into a workbook: a first sheet that sums up, a column beside the rows, comments at the cells."""

from __future__ import annotations

import io
import re
from collections import defaultdict
from typing import Any

from samsyn.plans.grid import Grid
from samsyn.plans.opening import contents
from samsyn.plans.remark import Remark
from samsyn.plans.rules import Severity
from samsyn.plans.telling import HEADINGS, TITLE, Summary, line

COLUMN = "Anmärkningar (Samsyn)"
_FILLS = {Severity.ERROR: "F8D7D3", Severity.WARNING: "FBEBC8", Severity.NOTE: "E3ECEE"}
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_LONGEST = 32_000  # characters in a cell


def annotate_sheets(data: bytes, name: str, kind: str, page: Summary, remarks: tuple[Remark, ...]) -> bytes:
    """
    Return a workbook with remarks.

    Parameters
    ----------
    kind : str
        "xlsx" keeps the workbook's looks; of other kinds the cells' texts are written anew.
    remarks : tuple of Remark
        Those that have a row.
    """
    book = _opened(data, name) if kind == "xlsx" else _written(data, name)
    sheets = list(book.worksheets)
    by_sheet: dict[int, list[Remark]] = defaultdict(list)
    for one in remarks:
        by_sheet[one.origin.index].append(one)
    for index, some in by_sheet.items():
        _mark(sheets[index], some)
    _sum_up(book, page)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _opened(data: bytes, name: str) -> Any:
    """Open a workbook with its looks; one that its program wrote in an odd way is written anew without them."""
    try:
        return _valued(data)
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, OSError):
        return _written(data, name)


def _valued(data: bytes) -> Any:
    """Open a workbook with every formula replaced by the value that was saved."""
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(data), keep_links=False)
    saved = load_workbook(io.BytesIO(data), data_only=True, keep_links=False)
    for sheet in book.worksheets:
        values = saved[sheet.title]
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    put(cell, values.cell(cell.row, cell.column).value)
    return book


def _written(data: bytes, name: str) -> Any:
    """Write the texts of a file of another kind into a new workbook."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment

    book = Workbook()
    book.remove(book.active)
    for block in contents(data, name).blocks:
        if not isinstance(block, Grid):
            continue
        title = re.sub(r"[\\/*?:\[\]]", " ", block.part.removeprefix("bladet "))[:31]
        sheet = book.create_sheet(title)
        for n, row in enumerate(block.rows, start=1):
            for m, text in enumerate(row, start=1):
                if text:
                    put(sheet.cell(n, m), text)
                    sheet.cell(n, m).alignment = Alignment(wrap_text=True, vertical="top")
        for m in range(1, len(block.rows[0]) + 1 if block.rows else 1):
            sheet.column_dimensions[_letter(m)].width = 28
    return book


def put(cell: Any, value: Any) -> None:
    """Write a value so that no text can become a formula."""
    if isinstance(value, str):
        cell.value = _CONTROLS.sub("", value)[:_LONGEST]
        cell.data_type = "s"
    else:
        cell.value = value


def _letter(column: int) -> str:
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(column))


def _mark(sheet: Any, remarks: list[Remark]) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill

    column = _free_column(sheet)
    rows: dict[int, list[Remark]] = defaultdict(list)
    for one in remarks:
        rows[one.origin.row].append(one)
    top = sheet.cell(max(min(rows) - 1, 1), column)
    if min(rows) > 1:
        put(top, COLUMN)
        top.font = Font(bold=True)
    sheet.column_dimensions[_letter(column)].width = 70
    for row, some in rows.items():
        cell = sheet.cell(row, column)
        put(cell, "\n".join(line(one) for one in some))
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        worst = next(one for one in Severity if any(mark.severity is one for mark in some))
        cell.fill = PatternFill("solid", fgColor=_FILLS[worst])
        _heighten(sheet, row, str(cell.value), 78)
        _comment(sheet, row, some)


def _free_column(sheet: Any) -> int:
    """Return the column of remarks that an earlier copy has, else the one after the last."""
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value == COLUMN:
                found = int(cell.column)
                sheet.delete_cols(found)
                return found
    return int(sheet.max_column) + 1


def _heighten(sheet: Any, row: int, text: str, width: int) -> None:
    """Make a row high enough for a wrapped text, and never lower than it was."""
    lines = sum(1 + len(one) // width for one in text.split("\n"))
    held = sheet.row_dimensions[row].height or 15
    sheet.row_dimensions[row].height = min(max(held, 15 * lines), 409)


def _comment(sheet: Any, row: int, remarks: list[Remark]) -> None:
    """Write the remarks as comments at the cells that they are about."""
    from openpyxl.comments import Comment

    cells: dict[tuple[int, int], list[str]] = defaultdict(list)
    for one in remarks:
        place = one.origin.column(one.field)
        place = one.origin.column("action") if place is None else place
        cells[_corner(sheet, row, (place or 0) + 1)].append(line(one))
    for (r, c), texts in cells.items():
        cell = sheet.cell(r, c)
        before = [cell.comment.text] if cell.comment else []
        text = "\n\n".join([*before, *texts])
        cell.comment = Comment(text[:_LONGEST], "Samsyn", height=60 + 20 * (len(text) // 45), width=320)


def _corner(sheet: Any, row: int, column: int) -> tuple[int, int]:
    """Return the first cell of the merged cells that a cell is one of, or itself."""
    for span in sheet.merged_cells.ranges:
        if span.min_row <= row <= span.max_row and span.min_col <= column <= span.max_col:
            return span.min_row, span.min_col
    return row, column


def _sum_up(book: Any, page: Summary) -> None:
    from openpyxl.styles import Alignment, Font

    if TITLE in book.sheetnames:  # of an earlier copy
        book.remove(book[TITLE])
    sheet = book.create_sheet(TITLE, 0)
    rows: list[tuple[tuple[str, ...], bool]] = [((TITLE,), True)]
    rows += [((text,), False) for text in page.sentences]
    rows += [((), False), (HEADINGS, True), *((row, False) for row in page.rows)]
    for heading, lines in page.lists:
        rows += [((), False), ((heading,), True), *(((text,), False) for text in lines)]
    for n, (texts, bold) in enumerate(rows, start=1):
        for m, text in enumerate(texts, start=1):
            cell = sheet.cell(n, m)
            put(cell, text)
            cell.font = Font(bold=bold, size=16 if n == 1 else 11)
            cell.alignment = Alignment(wrap_text=m == 1, vertical="top")
        if texts and n > 1:
            _heighten(sheet, n, texts[0], 90)
    for letter, width in (("A", 90), ("B", 22), ("C", 10)):
        sheet.column_dimensions[letter].width = width
    sheet.page_setup.fitToHeight, sheet.sheet_properties.pageSetUpPr.fitToPage = 0, True
    for one in book.worksheets:
        one.sheet_view.tabSelected = one is sheet
    book.active = 0
