"""The figures of a picture as an Excel file, whole, with numbers as numbers and no text that can run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC
from io import BytesIO
from math import ceil
from typing import Any

import xlsxwriter

from samsyn.charts import resolve
from samsyn.charts.format import printable
from samsyn.charts.tokens import LIGHT
from samsyn.cycle import Cell, DataTable
from samsyn.documents.composed import Document, level_table
from samsyn.documents.packed import repacked
from samsyn.documents.printed import UNDATED
from samsyn.documents.sheet_tables import Sheet, about, basis, findings, refusals, series
from samsyn.errors import Refused

ROWS = 1_048_576  # of a sheet
LETTERS = 32_767  # of a cell
NARROW, WIDE = 9, 60  # letters of a column
LINE, LINES = 15, 25  # points of a line, and how many a row shows at most
ON_PAPER = 12  # columns that are printed; those after them are for the screen
FORMULA = ("=", "+", "-", "@", "\t", "\r")
SAFE = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def xlsx(doc: Document, picture: Mapping[str, Any], *, names: Mapping[str, str] | None = None) -> bytes:
    """
    Return the figures of a picture as an Excel file.

    Parameters
    ----------
    doc : Document
        The same as the PDF is made of; its tables stand whole on the sheet "Tabeller".
    picture : mapping
        The picture's document, as `docs/reference/json-contract.md` describes it.
    names : mapping, optional
        Key of a kind of finding → what it is, in Swedish.

    Raises
    ------
    Refused
        If there are more rows than a sheet can hold.

    Notes
    -----
    Equal documents give equal bytes. Withheld figures are empty cells. Text is never computed, also not after it has
    been edited.
    """
    words = names or {}
    file = BytesIO()
    book = xlsxwriter.Workbook(file, SAFE)
    _describe(book, doc)
    writer = _Writer(book, doc)
    for sheet in (about(doc, picture), findings(picture, words), series(picture), basis(picture)):
        writer.write(sheet)
    writer.write(refusals(picture, words))
    writer.stack("Tabeller", list(_tables(doc)))
    book.close()
    return repacked(file.getvalue())


def tables_xlsx(doc: Document) -> bytes:
    """Return the tables of a document as an Excel file with one sheet, with the same care as `xlsx`."""
    file = BytesIO()
    book = xlsxwriter.Workbook(file, SAFE)
    _describe(book, doc)
    _Writer(book, doc).stack("Tabeller", list(_tables(doc)))
    book.close()
    return repacked(file.getvalue())


def _describe(book: Any, doc: Document) -> None:
    at = (doc.generated_at or UNDATED).astimezone(UTC).replace(tzinfo=None, microsecond=0)
    texts = {
        "title": doc.title,
        "subject": doc.subtitle,
        "author": doc.organisation or "Samsyn",
        "company": doc.organisation,
        "category": doc.kind_name,
    }
    book.set_properties({**{name: printable(text)[:255] for name, text in texts.items()}, "created": at})


def _tables(doc: Document) -> Iterator[DataTable]:
    """Yield every table of the document, those of its charts too, each once and whole."""
    seen: list[DataTable] = []
    for section in doc.sections:
        stated = level_table(section)
        given = [stated] if stated else []
        given += [resolve(chart).table for chart in section.charts]
        given += [table for table in section.tables if table != stated]
        for table in given:
            if table.rows and table not in seen:
                seen.append(table)
                yield table


class _Writer:
    """Writes sheets in one book: text as text, numbers as numbers, headings that stay and can be filtered."""

    def __init__(self, book: Any, doc: Document) -> None:
        self.book, self.doc = book, doc
        plain = {"valign": "top", "text_wrap": True}
        self.text = book.add_format(plain)
        self.quoted = book.add_format({**plain, "quote_prefix": True})
        self.head = book.add_format({"bold": True, "bottom": 2, "bottom_color": doc.brand.accent, **plain})
        self.title = book.add_format({"bold": True, "font_size": 12, "font_color": doc.brand.accent})
        self.note = book.add_format({"font_color": LIGHT["quiet"]})
        self.numbers: dict[str, Any] = {}

    def write(self, sheet: Sheet) -> None:
        """Add a sheet with one table."""
        if len(sheet.rows) >= ROWS:
            raise Refused(f"Bladet {sheet.name} skulle få fler rader än Excel rymmer. Använd JSON i stället.")
        page = self._page(sheet.name)
        page.set_landscape()
        widths = _widths([sheet.heads, *sheet.rows])
        self._row(page, 0, sheet.heads, self.head)
        for n, row in enumerate(sheet.rows, start=1):
            if (lines := _lines(row, widths)) > 1:
                page.set_row(n, lines * LINE)
            self._row(page, n, row)
        page.freeze_panes(1, 1)
        page.autofilter(0, 0, max(1, len(sheet.rows)), len(sheet.heads) - 1)
        page.repeat_rows(0)
        for at, width in enumerate(widths):
            page.set_column(at, at, width)
        page.print_area(0, 0, max(1, len(sheet.rows)), min(ON_PAPER, len(widths)) - 1)
        page.fit_to_pages(1, 0)

    def stack(self, name: str, tables: list[DataTable]) -> None:
        """Add a sheet with tables under one another, each with its caption and note."""
        page = self._page(name)
        at = 0
        for table in tables:
            page.write_string(at, 0, _short(table.caption), self.title)
            self._row(page, at + 1, [column.label for column in table.columns], self.head)
            for n, row in enumerate(table.rows, start=at + 2):
                self._row(page, n, row)
            at += 2 + len(table.rows)
            if table.note:
                page.write_string(at, 0, _short(table.note), self.note)
            at += 2
        page.fit_to_pages(1, 0)
        rows = [row for table in tables for row in ([column.label for column in table.columns], *table.rows)]
        for n, width in enumerate(_widths(rows)):
            page.set_column(n, n, width)

    def _page(self, name: str) -> Any:
        page = self.book.add_worksheet(name)
        page.hide_gridlines(2)
        page.set_paper(9)
        page.set_footer(f"&L&8{_footer(self.doc)}&R&8Sida &P av &N")
        return page

    def _row(self, page: Any, n: int, row: Any, look: Any = None) -> None:
        for at, value in enumerate(row):
            if isinstance(value, int | float):
                page.write_number(n, at, value, self._number(value))
            elif value not in (None, ""):
                text = _short(str(value))
                page.write_string(
                    n, at, text, look or (self.quoted if text.startswith(FORMULA) else self.text)
                )

    def _number(self, value: float) -> Any:
        """Return how a number is shown; what is stored is the number itself."""
        whole = float(value).is_integer()
        pattern = "#,##0" if whole else "#,##0.00" if abs(value) >= 1 else "0.0000"
        if pattern not in self.numbers:
            self.numbers[pattern] = self.book.add_format({"valign": "top", "num_format": pattern})
        return self.numbers[pattern]


def _footer(doc: Document) -> str:
    said = f"{printable(doc.title)[:80]} · {doc.kind_name}"
    return said.replace("&", "&&")


def _short(text: str) -> str:
    shown = printable(text)
    return shown if len(shown) <= LETTERS else f"{shown[: LETTERS - 1]}…"


def _widths(rows: list[Any]) -> list[int]:
    """Return the width of each column, in letters."""
    longest: dict[int, int] = {}
    for row in rows:
        for at, value in enumerate(row):
            longest[at] = max(longest.get(at, 0), _length(value))
    return [min(WIDE, max(NARROW, longest[at] + 2)) for at in sorted(longest)]


def _lines(row: Any, widths: list[int]) -> int:
    """Return how many lines a row needs."""
    needed = [ceil(_length(value) / width) for value, width in zip(row, widths, strict=True)]
    return min(LINES, max(needed))


def _length(value: Cell) -> int:
    return 6 if isinstance(value, float) else len(str("" if value is None else value))
