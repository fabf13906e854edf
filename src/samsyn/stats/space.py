"""Points and polygons: the working system, projection, and which polygon each point belongs to."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray

from samsyn.stats.polygons import PolygonIndex, indexable, polygon_index

SWEDEN_CRS = "EPSG:3006"
SWEDEN = (10.0, 54.9, 24.3, 69.2)
"""West, south, east, north (degrees) of the box in which SWEREF 99 TM is the working system."""

MANY = 20_000
"""So many points are worth making the polygons ready for."""

BORDER_M = 0.001
"""A point this close to a polygon lies on its border: rounding in a projection moves points by less."""


def in_sweden(lon: ArrayLike, lat: ArrayLike) -> NDArray[np.bool_]:
    """Return which points lie in the box around Sweden (degrees; not a number is outside)."""
    east, north = np.asarray(lon, dtype=float), np.asarray(lat, dtype=float)
    west, south, right, top = SWEDEN
    inside: NDArray[np.bool_] = (east >= west) & (east <= right) & (north >= south) & (north <= top)
    return inside


def working_crs(lon: ArrayLike, lat: ArrayLike) -> str:
    """
    Return the projected system to work in.

    Parameters
    ----------
    lon, lat : array_like, shape (points,)
        WGS 84, degrees. Values that are not finite are ignored.

    Returns
    -------
    str
        "EPSG:3006" (SWEREF 99 TM) where the middle (median) of the points is in the box around Sweden, or
        where there is no point; else the UTM zone of the middle on WGS 84, e.g. "EPSG:32630".

    Notes
    -----
    The exceptions of the UTM grid at western Norway and Svalbard are not made: distances are right without them.

    Examples
    --------
    >>> working_crs([18.06], [59.33]), working_crs([-122.4], [37.8]), working_crs([151.2], [-33.9])
    ('EPSG:3006', 'EPSG:32610', 'EPSG:32756')
    """
    east, north = np.asarray(lon, dtype=float).ravel(), np.asarray(lat, dtype=float).ravel()
    known = np.isfinite(east) & np.isfinite(north)
    if not known.any():
        return SWEDEN_CRS
    middle_lon, middle_lat = float(np.median(east[known])), float(np.median(north[known]))
    if bool(in_sweden(middle_lon, middle_lat)):
        return SWEDEN_CRS
    zone = int((middle_lon + 180) // 6) % 60 + 1
    return f"EPSG:{(32600 if middle_lat >= 0 else 32700) + zone}"


@lru_cache(maxsize=32)
def _transformer(source: str, target: str) -> Any:
    from pyproj import Transformer  # noqa: PLC0415

    return Transformer.from_crs(source, target, always_xy=True)


def transform(
    east: ArrayLike, north: ArrayLike, *, source: str, target: str
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """
    Return points in another system; easting or longitude first in both.

    Parameters
    ----------
    east, north : array_like, shape (points,)
        Degrees or metres, as `source` has them.
    source, target : str
        E.g. "EPSG:4326" and "EPSG:3006".

    Returns
    -------
    tuple of two float64 arrays, shape (points,)
        Not a number where the point is missing or cannot be projected.
    """
    x, y = np.array(east, dtype=float), np.array(north, dtype=float)
    known = np.isfinite(x) & np.isfinite(y)
    out_x, out_y = np.full(x.shape, np.nan), np.full(y.shape, np.nan)
    if known.any():
        moved_x, moved_y = _transformer(source, target).transform(x[known], y[known])
        fine = np.isfinite(moved_x) & np.isfinite(moved_y)
        out_x[known], out_y[known] = np.where(fine, moved_x, np.nan), np.where(fine, moved_y, np.nan)
    return out_x, out_y


def project(lon: ArrayLike, lat: ArrayLike, crs: str) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """
    Return WGS 84 points in a projected system.

    Parameters
    ----------
    lon, lat : array_like, shape (points,)
        Degrees.
    crs : str
        E.g. from `working_crs`.

    Returns
    -------
    tuple of two float64 arrays, shape (points,)
        Easting and northing in metres; not a number where the point is missing.
    """
    return transform(lon, lat, source="EPSG:4326", target=crs)


def assign(
    x: ArrayLike, y: ArrayLike, polygons: NDArray[Any], *, border_m: float = BORDER_M
) -> NDArray[np.int32]:
    """
    Return the one polygon that each point belongs to.

    Parameters
    ----------
    x, y : array_like, shape (points,)
        Metres in the system of the polygons.
    polygons : array of shapely geometries, shape (polygons,)
        Empty and missing ones hold no point.
    border_m : float
        A point that lies in no polygon belongs to the first one within this distance (metres).

    Returns
    -------
    int32 array, shape (points,)
        Index of the polygon, or -1 where there is none.

    Notes
    -----
    A polygon holds its interior and its border. A point on a border that several share, or in an overlap,
    belongs to the polygon with the lowest index; so no point is counted twice, and none on the outer border
    is lost.
    """
    px, py = np.array(x, dtype=float).ravel(), np.array(y, dtype=float).ravel()
    shapes = np.asarray(polygons, dtype=object)
    if px.size < MANY or not indexable(shapes):
        return _one_by_one(px, py, shapes, border_m)
    return assign_by(polygon_index(shapes, near_m=border_m, cells=px.size), px, py, shapes)


def assign_by(index: PolygonIndex, x: ArrayLike, y: ArrayLike, polygons: NDArray[Any]) -> NDArray[np.int32]:
    """
    Return what `assign` does, from polygons that were made ready before.

    Parameters
    ----------
    index : PolygonIndex
        Of the same polygons, from `polygon_index`; its `near_m` is the border.
    x, y, polygons
        As in `assign`.
    """
    px, py = np.asarray(x, dtype=float).ravel(), np.asarray(y, dtype=float).ravel()
    found, doubtful, ask = index.look_up(px, py)
    if doubtful.size:
        shapes = np.asarray(polygons, dtype=object)[ask]
        again = _one_by_one(px[doubtful], py[doubtful], shapes, index.near_m)
        found[doubtful] = np.append(ask, -1)[again]
    return found


def _one_by_one(
    px: NDArray[np.float64], py: NDArray[np.float64], shapes: NDArray[Any], border_m: float
) -> NDArray[np.int32]:
    """Ask one polygon after another about the points in its box."""
    index = np.full(px.shape, -1, dtype=np.int32)
    order = np.flatnonzero(np.isfinite(px) & np.isfinite(py))
    order = order[np.argsort(px[order], kind="stable")]
    sorted_x, sorted_y = px[order], py[order]
    held = np.full(order.shape, -1, dtype=np.int32)
    shapely.prepare(shapes)
    for place, (west, south, east, north) in enumerate(shapely.bounds(shapes)):
        if not np.isfinite(west):
            continue
        first, last = np.searchsorted(sorted_x, west, "left"), np.searchsorted(sorted_x, east, "right")
        strip = slice(int(first), int(last))
        near = (held[strip] < 0) & (sorted_y[strip] >= south) & (sorted_y[strip] <= north)
        tried = first + np.flatnonzero(near)
        inside = shapely.intersects_xy(shapes[place], sorted_x[tried], sorted_y[tried])
        held[tried[inside]] = place
    index[order] = held
    _take_in_border(index, px, py, shapes, border_m)
    return index


def _take_in_border(
    index: NDArray[np.int32],
    x: NDArray[np.float64],
    y: NDArray[np.float64],
    shapes: NDArray[Any],
    border_m: float,
) -> None:
    """Give points that no polygon holds to the first one within `border_m`."""
    left = np.flatnonzero((index < 0) & np.isfinite(x) & np.isfinite(y))
    if border_m <= 0 or not left.size:
        return
    left = left[np.argsort(x[left], kind="stable")]
    left_x, left_y = x[left], y[left]
    for place, (west, south, east, north) in enumerate(shapely.bounds(shapes)):
        if not np.isfinite(west):
            continue
        first = np.searchsorted(left_x, west - border_m, "left")
        last = np.searchsorted(left_x, east + border_m, "right")
        strip = slice(int(first), int(last))
        near = (left_y[strip] >= south - border_m) & (left_y[strip] <= north + border_m)
        tried = first + np.flatnonzero(near & (index[left[strip]] < 0))
        if tried.size:
            points = shapely.points(left_x[tried], left_y[tried])
            index[left[tried[shapely.dwithin(shapes[place], points, border_m)]]] = place
