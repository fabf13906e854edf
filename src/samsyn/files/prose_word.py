"""The text of a Word file: paragraphs and rows of tables in their order, headings by their style."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from typing import Any

from samsyn.errors import UnreadableFile
from samsyn.files.passages import Line

_HEADING = re.compile(r"^(?:heading|rubrik|title|titel|subtitle|underrubrik)\b", re.IGNORECASE)
_CONTENTS = re.compile(r"^(?:toc|innehåll)\b", re.IGNORECASE)


def word_lines(data: bytes, name: str) -> tuple[tuple[Line, ...], tuple[str, ...]]:
    """
    Return the paragraphs of a Word file, and notes on changes that nobody has accepted.

    Raises
    ------
    UnreadableFile
        If the file is broken.
    """
    from docx import Document
    from docx.opc.exceptions import OpcError

    try:
        file = Document(BytesIO(data))
        found = tuple(line for part in file.iter_inner_content() for line in _lines(part))
        changed = bool(file.element.body.xpath(".//w:ins | .//w:del"))
    except (
        OpcError,
        SyntaxError,
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        AttributeError,
        OSError,
        EOFError,
    ):
        raise UnreadableFile(
            f"Filen {name} är en skadad Word-fil och går inte att läsa. Spara den på nytt."
        ) from None
    notes = (
        ["Dokumentet har spårade ändringar. Tillagda ord som ingen har godkänt är inte med."]
        if changed
        else []
    )
    return found, tuple(notes)


def _lines(part: Any) -> list[Line]:
    if hasattr(part, "rows"):
        return [Line(text) for row in part.rows if (text := _row(row))]
    style = str(part.style.name) if part.style is not None else ""
    if _CONTENTS.match(style):
        return []
    return [Line(part.text, is_heading=bool(_HEADING.match(style)))]


def _row(row: Any) -> str:
    """Return a row of a table as text; a cell that spans several columns is told once."""
    cells: list[str] = []
    before = None
    for cell in row.cells:
        if cell._tc is not before:
            cells.append(" ".join(cell.text.split()))
        before = cell._tc
    return " | ".join(filter(None, cells))
