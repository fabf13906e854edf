"""Polygons made ready for many points: a grid of which most cells lie in one polygon and answer at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from samsyn.stats.threads import available, in_threads

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
FINE, MOST_CELLS = 1_600, 4_000_000
"""Cells to a polygon, and at most in all."""
LEAST_STEP = 1e-7  # of a cell, and of the coordinates: more than rounding moves a point or a border
POLYGON, MULTIPOLYGON = 3, 6


@dataclass(frozen=True, kw_only=True)
class PolygonIndex:
    """
    Polygons and the grid that answers for them; made by `polygon_index`.

    Parameters
    ----------
    near_m : float
        Points so near a border are told to be doubtful.
    west, south, side : float
        The grid's outer corner, and the side of its cells.
    answer, full : int32 array, shape (rows, columns)
        The polygon of every point in the cell, -1 where it has none; or -2 less the first link of the polygons with a
        border in it, and then the lowest polygon that fills it.
    following, held : int32 array, shape (links,)
        The next link, and the polygon of each.
    edges : float64 array, shape (pieces, 4)
        Where the edges begin and end that every row of every polygon meets, one after the other.
    start : int64 array
        Where those of each row of each polygon begin.
    low, offset : int64 array, shape (polygons,)
        The first row of each polygon, and its place in `start`.
    """

    near_m: float
    west: float
    south: float
    side: float
    answer: NDArray[np.int32]
    full: NDArray[np.int32]
    following: NDArray[np.int32]
    held: NDArray[np.int32]
    edges: Floats
    start: Ints
    low: Ints
    offset: Ints

    def look_up(
        self, x: Floats, y: Floats, threads: int | None = None
    ) -> tuple[NDArray[np.int32], Ints, Ints]:
        """Return the lowest polygon that holds each point (-1: none), which lie at a border, and the polygons there."""
        from samsyn.stats.polygons_kernel import look_up  # noqa: PLC0415

        ask = np.zeros(self.low.size, dtype=np.bool_)
        found, doubtful = np.empty(x.size, dtype=np.int32), np.empty(x.size, dtype=np.bool_)
        arrays = (self.answer, self.full, self.following, self.held, self.edges, self.start)
        rest = (self.low, self.offset, self.near_m, found, doubtful, ask)
        many = max(1, min(threads or available(), x.size // 50_000))
        ends = np.linspace(0, x.size, many + 1).astype(np.int64)

        def part(piece: int) -> None:
            look_up(
                x, y, self.west, self.south, self.side, *arrays, *rest, int(ends[piece]), int(ends[piece + 1])
            )

        in_threads(part, range(many), threads)
        return found, np.flatnonzero(doubtful), np.flatnonzero(ask)


def indexable(polygons: NDArray[Any]) -> bool:
    """Return whether there is any polygon, and nothing else that could hold a point or has no bounds."""
    kind, filled = shapely.get_type_id(polygons), ~(shapely.is_empty(polygons) | shapely.is_missing(polygons))
    whole = bool(filled.any()) and bool(np.isfinite(shapely.total_bounds(polygons)).all())
    return whole and bool(np.isin(kind[filled], (POLYGON, MULTIPOLYGON)).all())


def polygon_index(polygons: NDArray[Any], *, near_m: float = 0.001, cells: int = MOST_CELLS) -> PolygonIndex:
    """
    Make polygons ready to be asked about many points.

    Parameters
    ----------
    polygons : array of shapely geometries, shape (polygons,)
        For which `indexable` is true.
    near_m : float
        Points so near a border are told to be doubtful; 0 only those on it, or too near to tell by rounding.
    cells : int
        At most so many cells; about as many as there are points is best.

    Notes
    -----
    A polygon holds what an even number of crossings of its borders does not lead out of, as in GEOS.
    """
    from samsyn.stats.polygons_kernel import by_row, fill, rows_of  # noqa: PLC0415

    edges, first = _edges(polygons)
    west, south, east, north = shapely.total_bounds(polygons)
    wanted = max(1.0, min(float(cells), FINE * len(polygons), MOST_CELLS))
    long, short = max(east - west, north - south), min(east - west, north - south)
    side = max(
        float(np.sqrt(long * short / wanted)),
        long / wanted,
        4 * near_m,
        LEAST_STEP * max(1e-3, np.abs(edges).max()),
    )
    pad = near_m + LEAST_STEP * side
    west, south = float(west) - 2 * pad, float(south) - 2 * pad
    shape = int((north + 2 * pad - south) / side) + 1, int((east + 2 * pad - west) / side) + 1
    full, head = np.full(shape, -1, dtype=np.int32), np.full(shape, -1, dtype=np.int32)
    toggles = np.zeros((shape[0], shape[1] + 1), dtype=np.uint8)
    links = 2 * len(edges) + 4 * (shape[0] + shape[1])
    while True:
        following, held = np.empty(links, dtype=np.int32), np.empty(links, dtype=np.int32)
        needed = fill(edges, first, west, south, side, pad, full, head, following, held, toggles)
        if needed <= links:
            break
        links = needed
        head.fill(-1)
    low, high = np.zeros(len(polygons), dtype=np.int64), np.zeros(len(polygons), dtype=np.int64)
    rows_of(edges, first, south, side, pad, low, high)
    offset = np.concatenate([[0], np.cumsum(high - low + 1)])
    count = np.zeros(offset[-1], dtype=np.int64)
    by_row(edges, first, low, offset, south, side, pad, count, np.empty(0, dtype=np.int64))
    start = np.concatenate([[0], np.cumsum(count)])
    of = np.empty(start[-1], dtype=np.int64)
    by_row(edges, first, low, offset, south, side, pad, start[:-1].copy(), of)
    return PolygonIndex(
        near_m=near_m,
        west=west,
        south=south,
        side=side,
        answer=np.where(head < 0, full, -2 - head),
        full=full,
        following=following[:needed],
        held=held[:needed],
        edges=edges[of],
        start=start,
        low=low,
        offset=offset[:-1],
    )


def _edges(polygons: NDArray[Any]) -> tuple[Floats, Ints]:
    """Return the edges of all polygons, and where those of each begin, with the end."""
    parts, whose = shapely.get_parts(polygons, return_index=True)
    rings, part = shapely.get_rings(parts, return_index=True)
    corner, ring = shapely.get_coordinates(rings, return_index=True)
    same = ring[1:] == ring[:-1]
    edges = np.hstack([corner[:-1], corner[1:]])[same]
    of = whose[part[ring[1:][same]]]
    first = np.searchsorted(of, np.arange(len(polygons) + 1))
    return np.ascontiguousarray(edges), first.astype(np.int64)
