"""Finds the row of headings: title rows above it are passed by, data without headings is refused."""

from __future__ import annotations

import re
from collections.abc import Sequence

from samsyn.errors import MissingColumn
from samsyn.files.names import is_known

_VALUE = re.compile(r"[+\-]?[\d\s.,:/\-TZ%]*\d[\d\s.,:/\-TZ%]*")
_LOOKED_AT = 40


def is_value(cell: str) -> bool:
    """Return whether a cell looks like a number, a date or a time rather than a heading."""
    return _VALUE.fullmatch(cell.strip()) is not None


def find_heading(rows: Sequence[Sequence[str]], name: str) -> int:
    """
    Return the index of the heading row.

    Parameters
    ----------
    rows : sequence of rows
        The first rows of the file, cells as text.
    name : str
        The file's name, for the message.

    Raises
    ------
    MissingColumn
        If the first full row holds values: the file has no headings.

    Notes
    -----
    A heading has no numbers or dates, fills at least half as many cells as rows usually do, and is the
    earliest such row, unless a row just below it has more of the known headings (two rows of headings).
    """
    filled = [[cell.strip() for cell in row if cell.strip()] for row in rows[:_LOOKED_AT]]
    usual = sorted(len(row) for row in filled if row)[len([row for row in filled if row]) // 2]
    least = max(1, (usual + 1) // 2) if usual < 3 else max(2, (usual + 1) // 2)
    full = [place for place, row in enumerate(filled) if len(row) >= least]
    fit = [place for place in full if not any(map(is_value, filled[place]))]
    if full and _known(filled[full[0]]):  # headings may be years: "Område; 2022; 2023"
        fit = sorted({full[0], *fit})
    if not fit or (usual > 1 and fit[0] != full[0] and not _known(filled[fit[0]])):
        raise MissingColumn(
            f"Filen {name} verkar sakna rubriker: den första fyllda raden innehåller uppgifter. "
            "Skriv en rad överst med vad varje kolumn innehåller, till exempel Datum; Kategori; Område."
        )
    near = [place for place in fit if place <= fit[0] + 2]
    return max(near, key=lambda place: (_known(filled[place]), -place))


def _known(cells: Sequence[str]) -> int:
    return sum(map(is_known, cells))
