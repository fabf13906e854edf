"""Takes out of a file what may be kept: no cell that may name or describe a person."""

from __future__ import annotations

import polars as pl

from samsyn.files.columns import Chosen
from samsyn.files.raw import Raw
from samsyn.files.reading import Kept, Opening
from samsyn.files.sensitive import identifying
from samsyn.table import Sensitivity


def kept_of(raw: Raw, chosen: Chosen, opening: Opening, reason: pl.Series, identities: pl.DataFrame) -> Kept:
    """Return what may be kept of a file whose columns have been chosen; `reason` as in `Kept`, one per row."""
    used = set(chosen.columns.values())
    withheld = {
        name: look.sensitivity
        for name, look in chosen.looks.items()
        if name not in used and look.sensitivity is not Sensitivity.HARMLESS
    }
    return Kept(
        cells=raw.frame.select(
            _kept_cells(raw.frame[name], gone=name in withheld) for name in raw.frame.columns
        ),
        rows=raw.rows,
        content=raw.row_content,
        reason=reason,
        withheld=withheld,
        opening=opening,
        identities=identities,
        crs=raw.crs,
        coordinates=raw.coordinates,
    )


def _kept_cells(column: pl.Series, *, gone: bool) -> pl.Series:
    if gone:
        return pl.repeat(None, column.len(), dtype=pl.String, eager=True).alias(column.name)
    personal = identifying(column)
    return column.set(personal, None) if personal.any() else column
