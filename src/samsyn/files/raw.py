"""A file as it stands: headings and text, before anything is understood."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import polars as pl

from samsyn.errors import UnreadableFile
from samsyn.table import Sensitivity


@dataclass(frozen=True, kw_only=True)
class Raw:
    """
    A file's cells as text.

    Parameters
    ----------
    frame : polars.DataFrame
        Text columns; an empty cell is null; headings are unique.
    rows : polars.Series
        Row numbers as a spreadsheet shows them, one per row of the frame.
    format : str
    encoding, delimiter, sheet : str, optional
    geometry : array of shapely geometries, optional
        One per row (none where missing).
    crs : str, optional
        System of the geometry, e.g. "EPSG:4326".
    coordinates : tuple of str, optional
        The two columns of the frame that hold the geometry's points, eastward and northward.
    withheld : mapping
        Columns whose cells are gone, since they may name or describe people, and how they were to be handled.
    content : polars.Series, optional
        A number per row for its whole content, where cells are gone; computed from the cells where none.
    """

    frame: pl.DataFrame
    rows: pl.Series
    format: str
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    geometry: np.ndarray[Any, Any] | None = None
    crs: str | None = None
    coordinates: tuple[str, str] | None = None
    withheld: Mapping[str, Sensitivity] = field(default_factory=dict)
    content: pl.Series | None = None

    @property
    def row_content(self) -> pl.Series:
        """A number per row that is equal where the whole rows are."""
        return self.frame.hash_rows(seed=1) if self.content is None else self.content


def cleaned(frame: pl.DataFrame, rows: pl.Series) -> tuple[pl.DataFrame, pl.Series]:
    """Return text with blanks as null, and without rows and unnamed columns that hold nothing."""
    blank = pl.all().str.strip_chars(" \t\r\n\x00\ufeff\xa0")
    frame = frame.select(blank).with_columns(
        pl.when(pl.all().str.len_bytes() > 0).then(pl.all()).otherwise(None).name.keep()
    )
    if frame.width and frame.height:
        keep = frame.select(pl.any_horizontal(pl.all().is_not_null())).to_series()
        if not keep.all():
            frame, rows = frame.filter(keep), rows.filter(keep)
    unnamed = [name for name in frame.columns if name.startswith(UNNAMED) and not frame[name].count()]
    return frame.drop(unnamed), rows


UNNAMED = "Kolumn "
MOST_COLUMNS = 200
"""The largest number of columns that is read: telling what one means takes up to 24 ms."""


def headings(cells: list[str]) -> list[str]:
    """
    Return unique column names for a heading row; a blank heading is called by its letter, as a spreadsheet does.

    Raises
    ------
    UnreadableFile
        If more than `MOST_COLUMNS` have a heading.
    """
    check_number(sum(bool(cell.strip()) for cell in cells))
    names: list[str] = []
    taken: set[str] = set()
    for place, cell in enumerate(cells):
        name = " ".join("".join(c if c.isprintable() else " " for c in cell).split()) or UNNAMED + letters(
            place
        )
        base, number = name, 2
        while name in taken:
            name, number = f"{base} ({number})", number + 1
        names.append(name)
        taken.add(name)
    return names


def check_number(columns: int) -> None:
    """Raise where there are more columns than are read."""
    if columns > MOST_COLUMNS:
        raise UnreadableFile(
            f"Filen har {columns} kolumner med rubrik. Högst {MOST_COLUMNS} kan läsas: ta bort dem som inte behövs, "
            "eller kontrollera att filen har en rad per händelse."
        )


def letters(place: int) -> str:
    """Return a column's letters in a spreadsheet, from its place counted from 0."""
    text = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        text = chr(65 + rest) + text
    return text
