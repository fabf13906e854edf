"""
Decides how exactly coordinates tell where something happened, from how points are reused and how far apart
they lie.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl
import shapely

from samsyn.files.ledger import Ledger, counted
from samsyn.files.places import Located
from samsyn.files.raw import Raw
from samsyn.table import LocationPrecision

FAR_APART_M = 1000.0
"""Centre points of municipalities and counties lie further apart than this (median distance to the nearest)."""

DETERMINED = 0.95
"""Share of the rows whose area has one point only, for the points to be centre points of the areas."""

MOST_CENTRES = 20_000
"""No set of areas has more centre points than this."""

REUSED = 0.3
"""Share of the rows that share their point with another row, for the points to be moved to a grid of allowed ones."""

_FEW_ROWS = 30


def decide_location(raw: Raw, located: Located, has_area: bool, ledger: Ledger) -> LocationPrecision:
    """
    Return the location precision that the values have, and say why.

    Parameters
    ----------
    raw : Raw
    located : Located
    has_area : bool
        Whether a column names the area.
    ledger : Ledger

    Notes
    -----
    Published incident data has its points moved: to the middle of a municipality or county (Swedish police
    events: 306 points in 23,615 rows, 18 km apart), to the middle of a street or a crossing (police.uk and
    San Francisco: 43 to 86 % of the rows share their point). Both look like points; a density of them is
    false precision, so the careful answer is given where in doubt.
    """
    if not located.known.any():
        if has_area:
            ledger.guess("location_precision", "area", "Platsen anges bara som område.")
            return LocationPrecision.AREA
        ledger.guess("location_precision", "unknown", "Filen säger inte var det hände.")
        return LocationPrecision.UNKNOWN
    points = _points(raw, located)
    column = _determining(raw, points)
    spread = nearest_median_m(points) if column is not None else 0.0
    if column is not None and spread > FAR_APART_M:
        ledger.guess("location_precision", "centroid", _why_centroid(points, column, spread))
        ledger.warn(
            f"Koordinaterna är mittpunkter för områdena i ”{column}”, inte platser. Ingen täthetskarta eller "
            "hotspot kan ritas."
        )
        return LocationPrecision.CENTROID
    return _reused(points, ledger)


def _points(raw: Raw, located: Located) -> pl.DataFrame:
    """
    Return one row per located row: its place in the file, its coordinates rounded to a decimetre, its point's
    number.
    """
    frame = pl.DataFrame({"n": np.arange(raw.frame.height), "x": located.x_m, "y": located.y_m}).filter(
        pl.Series(located.known)
    )
    frame = frame.with_columns(pl.col("x", "y").round(1))
    return frame.with_columns(pl.struct("x", "y").hash(seed=1).alias("point"))


def nearest_median_m(points: pl.DataFrame) -> float:
    """
    Return the median distance (metres) from each different point to the nearest other; 0 where there is one
    point.
    """
    different = points.select("x", "y").unique(maintain_order=True).to_numpy()
    if len(different) < 2:
        return 0.0
    shapes: Any = shapely.points(different)
    _, far = shapely.STRtree(shapes).query_nearest(
        shapes, exclusive=True, return_distance=True, all_matches=False
    )
    return float(np.median(far))


def _determining(raw: Raw, points: pl.DataFrame) -> str | None:
    """Return the column whose value (nearly) always tells the point, and that has several rows to each point."""
    different = points["point"].n_unique()
    if different * 3 > points.height or different > MOST_CENTRES:
        return None
    for name in raw.frame.columns:
        if raw.coordinates and name in raw.coordinates:
            continue
        values = raw.frame[name].gather(points["n"])
        if not values.count() or values.n_unique() > 2 * different or values.n_unique() * 2 < different:
            continue
        if _is_coordinate(values):
            continue
        sizes = pl.DataFrame({"v": values, "p": points["point"]}).drop_nulls().group_by("v", "p").len()
        largest = int(sizes.group_by("v").agg(pl.col("len").max().alias("most"))["most"].sum())
        total = int(sizes["len"].sum())
        if largest >= DETERMINED * total and total * 2 >= points.height:
            return name
    return None


def _is_coordinate(values: pl.Series) -> bool:
    share = values.drop_nulls().head(200).str.contains(r"^[+-]?\d+[.,]\d+$|^\d{6,7}$").mean()
    return isinstance(share, float) and share > 0.9


def _why_centroid(points: pl.DataFrame, column: str, spread: float) -> str:
    return (
        f"{points.height} rader har bara {points['point'].n_unique()} olika punkter, en för varje värde i ”{column}”, "
        f"och punkterna ligger omkring {spread / 1000:.0f} km från varandra."
    )


def _reused(points: pl.DataFrame, ledger: Ledger) -> LocationPrecision:
    sizes = points.group_by("point").len()["len"]
    shared = int(sizes.filter(sizes > 1).sum())
    share = shared / points.height
    if share >= REUSED and points.height >= _FEW_ROWS:
        why = (
            f"{share * 100:.0f} % av raderna delar exakt punkt med en annan rad, så punkterna är flyttade "
            "till ett rutnät eller en gatumitt."
        )
        ledger.guess("location_precision", "snapped_grid", why, sure=share >= 0.6)
        ledger.warn(
            "Koordinaterna är avrundade till återkommande punkter. Platser inom ett område kan inte jämföras."
        )
        return LocationPrecision.SNAPPED_GRID
    different, rows = points["point"].n_unique(), counted(points.height, "rad", "rader")
    why = f"{counted(different, 'punkt', 'olika punkter')} på {rows}."
    ledger.guess("location_precision", "point", why, sure=points.height >= _FEW_ROWS)
    return LocationPrecision.POINT
