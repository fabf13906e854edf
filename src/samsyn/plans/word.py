"""Reads a plan in Word: its tables, and its running text with headings and lists, in order."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from zipfile import BadZipFile

from samsyn.errors import UnreadableFile
from samsyn.plans.grid import Block, Contents, Grid, Paragraph, grid

_BULLET = re.compile(r"^\s*(?:[•\-–*▪◦·]|\d{1,2}[.)])\s+")
_SHORT = 90  # characters; a bold paragraph that is longer is no heading
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass(frozen=True, kw_only=True)
class Box:
    """A cell of a Word table: its element, its column from 0, how many it spans, and whether it goes on from above."""

    element: Any
    column: int
    span: int
    goes_on: bool


def open_word(data: bytes, name: str) -> Any:
    """
    Return a Word file as python-docx's document.

    Raises
    ------
    UnreadableFile
        If it is broken.
    """
    import docx
    from docx.opc.exceptions import PackageNotFoundError

    try:
        return docx.Document(io.BytesIO(data))
    except (PackageNotFoundError, BadZipFile, KeyError, ValueError, AttributeError, SyntaxError):
        raise UnreadableFile(f"Filen {name} är skadad. Öppna den i Word och spara den på nytt.") from None


def read_word(data: bytes, name: str) -> Contents:
    """
    Return the tables and paragraphs of a Word file; inserted text is read, deleted text is not.

    Raises
    ------
    UnreadableFile
        If it is broken, or a table too large.
    """
    document = open_word(data, name)
    pictures = len(document.element.body.xpath(".//pic:pic"))
    return Contents(format="docx", blocks=tuple(_blocks(document, name)), pictures=pictures)


def elements(document: Any) -> Iterator[Any]:
    """Yield the paragraphs and tables of the body in order, those in content controls too."""
    yield from _unwrapped(document.element.body, ("p", "tbl"))


def _unwrapped(parent: Any, tags: tuple[str, ...]) -> Iterator[Any]:
    for child in parent:
        if child.tag in {f"{_W}{tag}" for tag in tags}:
            yield child
        elif child.tag in (f"{_W}sdt", f"{_W}ins"):
            content = child.find(f"{_W}sdtContent") if child.tag == f"{_W}sdt" else child
            if content is not None:
                yield from _unwrapped(content, tags)


def boxes(table: Any) -> list[list[Box]]:
    """Return the cells of a table's element, row by row."""
    found = []
    for row in _unwrapped(table, ("tr",)):
        column = _number(row, "trPr/w:gridBefore", 0)
        cells = []
        for cell in _unwrapped(row, ("tc",)):
            span = max(_number(cell, "tcPr/w:gridSpan", 1), 1)
            merges = cell.xpath("./w:tcPr/w:vMerge")
            goes_on = bool(merges) and merges[0].get(f"{_W}val", "continue") == "continue"
            cells.append(Box(element=cell, column=column, span=span, goes_on=goes_on))
            column += span
        found.append(cells)
    return found


def _number(element: Any, path: str, other: int) -> int:
    found = element.xpath(f"./w:{path}/@w:val")
    return int(found[0]) if found and str(found[0]).isdigit() else other


def text_of(element: Any) -> str:
    """Return the text of a paragraph, or of all paragraphs in a cell, one a line."""
    paragraphs = [element] if element.tag == f"{_W}p" else list(element.iter(f"{_W}p"))
    return "\n".join(_line(paragraph) for paragraph in paragraphs)


def _line(paragraph: Any) -> str:
    parts = []
    for one in paragraph.iter(f"{_W}t", f"{_W}tab", f"{_W}br", f"{_W}cr", f"{_W}noBreakHyphen"):
        if one.tag == f"{_W}t":
            parts.append(one.text or "")
        else:
            parts.append("-" if one.tag == f"{_W}noBreakHyphen" else "\t" if one.tag == f"{_W}tab" else "\n")
    return "".join(parts)


def _blocks(document: Any, name: str) -> Iterator[Block]:
    tables = paragraphs = 0
    for element in elements(document):
        if element.tag == f"{_W}tbl":
            yield _table(element, tables, name)
            tables += 1
            continue
        paragraphs += 1
        yield from _paragraph(document, element, paragraphs)


def _paragraph(document: Any, element: Any, number: int) -> Iterator[Paragraph]:
    from docx.text.paragraph import Paragraph as Styled

    text = text_of(element).strip()
    if not text:
        return
    styled = Styled(element, document)
    style = (styled.style.name or "").casefold() if styled.style is not None else ""
    listed = "list" in style or bool(element.xpath("./w:pPr/w:numPr")) or bool(_BULLET.match(text))
    level = _level(styled, style, text, listed)
    for line in text.split("\n"):
        if said := _BULLET.sub("", line).strip():
            yield Paragraph(text=" ".join(said.split()), number=number, level=level, is_item=listed)


def _level(styled: Any, style: str, text: str, listed: bool) -> int:
    if found := re.match(r"(?:heading|rubrik)\s*(\d)", style):
        return int(found[1])
    if style in ("title", "rubrik", "titel"):
        return 1
    runs = [run for run in styled.runs if run.text.strip()]
    bold = bool(runs) and all(run.bold for run in runs)
    plain = len(text) <= _SHORT and not listed and not text.endswith((".", ":")) and ": " not in text
    return 5 if bold and plain else 0


def _table(table: Any, index: int, name: str) -> Grid:
    rows: list[list[str]] = []
    merged = set()
    for n, cells in enumerate(boxes(table)):
        row = [""] * max((box.column + box.span for box in cells), default=0)
        for box in cells:
            above = rows[n - 1] if n else []
            held = above[box.column] if box.goes_on and box.column < len(above) else ""
            row[box.column] = held or text_of(box.element)
            merged |= {n} if box.span > 1 else set()
        rows.append(row)
    return grid(f"tabell {index + 1}", "table", index, rows, merged, name=name)
