"""Reads Parquet, and GeoParquet with its shapes."""

from __future__ import annotations

import io
from typing import Any

import numpy as np
import polars as pl
import shapely

from samsyn.errors import UnreadableFile
from samsyn.files.features import with_points
from samsyn.files.ledger import Ledger
from samsyn.files.opening import Opened
from samsyn.files.raw import Raw, cleaned, headings

_GEOMETRY = ("geometry", "geom", "geometri")


def read_parquet(opened: Opened, ledger: Ledger) -> Raw:
    """
    Read a Parquet file as text.

    Raises
    ------
    UnreadableFile
        If it is broken.
    """
    try:
        frame = pl.read_parquet(io.BytesIO(opened.data))
    except (pl.exceptions.PolarsError, OSError, ValueError):
        raise UnreadableFile(
            f"Filen {opened.name} är skadad eller avbruten. Hämta eller spara den på nytt."
        ) from None
    shapes = _shapes(frame)
    text = frame.select(_text(column) for column in frame.iter_columns() if not _unreadable(column.dtype))
    text.columns = headings(text.columns)
    if shapes is not None:
        return with_points(text, shapes, format="parquet", crs="EPSG:4326")
    rows = pl.int_range(2, text.height + 2, dtype=pl.Int64, eager=True)
    text, rows = cleaned(text, rows)
    return Raw(frame=text, rows=rows, format="parquet")


def _unreadable(dtype: Any) -> bool:
    return dtype.is_nested() or dtype in (pl.Binary, pl.Object)


def _text(column: pl.Series) -> pl.Series:
    """Return a column as text: instants in UTC are marked so, whole numbers have no decimals."""
    dtype = column.dtype
    if isinstance(dtype, pl.Datetime):
        if dtype.time_zone is not None:
            return column.dt.convert_time_zone("UTC").dt.to_string("%Y-%m-%dT%H:%M:%S%.6fZ")
        return column.dt.to_string("%Y-%m-%dT%H:%M:%S%.6f")
    if dtype == pl.Boolean:
        return column.replace_strict({True: "ja", False: "nej"}, return_dtype=pl.String)
    if dtype.is_float():
        whole = (column == column.floor()) & (column.abs() < 1e15)
        number = column.cast(pl.Int64, strict=False).cast(pl.String)
        return number.zip_with(whole.fill_null(value=False), column.fill_nan(None).cast(pl.String)).alias(
            column.name
        )
    return column.cast(pl.String)


def _shapes(frame: pl.DataFrame) -> Any:
    name = next(
        (name for name in frame.columns if name.lower() in _GEOMETRY and frame[name].dtype == pl.Binary), None
    )
    if name is None:
        return None
    shapes = shapely.from_wkb(np.array([*frame[name].to_list(), None], dtype=object), on_invalid="ignore")
    return np.asarray(shapes)[:-1]
