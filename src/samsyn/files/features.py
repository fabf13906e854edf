"""From features (properties and a geometry) to rows of text with points or shapes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import polars as pl
import shapely
from numpy.typing import NDArray

from samsyn.files.raw import Raw, headings

EAST, NORTH = "geometri öst", "geometri nord"
"""Headings of the columns that a file's points are put in."""


def as_text(value: Any) -> str | None:
    """Return a property as text; lists and objects are not read."""
    if value is None or isinstance(value, dict | list | tuple | bytes):
        return None
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return str(value)


def raw_of(
    properties: Sequence[Mapping[str, Any]],
    geometry: NDArray[Any],
    *,
    format: str,  # noqa: A002
    crs: str | None,
) -> Raw:
    """Return features as rows; the first is row 2, as in a spreadsheet. Points also stand in two columns."""
    seen: dict[str, None] = {}
    for entry in properties:
        seen.update(dict.fromkeys(entry))
    names = headings([str(key) for key in seen])
    columns = {
        name: [as_text(entry.get(key)) for entry in properties] for name, key in zip(names, seen, strict=True)
    }
    frame = pl.DataFrame(columns, schema=dict.fromkeys(names, pl.String()))
    return with_points(_blanked(frame, len(properties)), geometry, format=format, crs=crs)


def _blanked(frame: pl.DataFrame, height: int) -> pl.DataFrame:
    if not frame.width:
        return pl.DataFrame({"nr": [str(number + 1) for number in range(height)]}, schema={"nr": pl.String})
    text = pl.all().str.strip_chars(" \t\r\n\x00\ufeff\xa0")
    return frame.select(text).with_columns(pl.when(pl.all().str.len_bytes() > 0).then(pl.all()).name.keep())


def usable(geometry: NDArray[Any]) -> NDArray[Any]:
    """Return the shapes, none where a shape is empty or has a coordinate that is no number."""
    coordinates, of = shapely.get_coordinates(geometry, return_index=True)
    wrong = np.asarray(shapely.is_empty(geometry))
    wrong[of[~np.isfinite(coordinates).all(axis=1)]] = True
    kept = geometry.copy()
    kept[wrong] = None
    return kept


def with_points(frame: pl.DataFrame, geometry: NDArray[Any], *, format: str, crs: str | None) -> Raw:  # noqa: A002
    """Return a text frame with its geometry."""
    rows = pl.int_range(2, frame.height + 2, dtype=pl.Int64, eager=True)
    geometry = usable(geometry)
    kinds = shapely.get_type_id(geometry)
    real = kinds >= 0
    coordinates = None
    if real.any() and np.isin(kinds[real], (0, 4)).all():
        middle = shapely.centroid(geometry)
        east = pl.Series(EAST, shapely.get_x(middle)).fill_nan(None).cast(pl.String)
        north = pl.Series(NORTH, shapely.get_y(middle)).fill_nan(None).cast(pl.String)
        frame = frame.with_columns(east, north)
        coordinates = (EAST, NORTH)
    return Raw(frame=frame, rows=rows, format=format, geometry=geometry, crs=crs, coordinates=coordinates)
