"""Points moved to the nearest line: events to street segments."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray

from samsyn.errors import BadInput
from samsyn.stats.plane import metres
from samsyn.stats.threads import available, in_threads

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
MOST_CELLS = 4_000_000


@dataclass(frozen=True, kw_only=True)
class Snapped:
    """
    The nearest line of each point.

    Parameters
    ----------
    line : int64 array, shape (points,)
        Index of the line, the lowest where several are as near; -1 where none is near enough.
    distance_m : float64 array, shape (points,)
        To the line; NaN where there is none.
    x, y : float64 array, shape (points,)
        The nearest place on the line; NaN where there is none.
    """

    line: Ints
    distance_m: Floats
    x: Floats
    y: Floats


def snap(
    x: ArrayLike, y: ArrayLike, lines: NDArray[Any], *, most_m: float = 100.0, threads: int | None = None
) -> Snapped:
    """
    Find the nearest line of each point.

    Parameters
    ----------
    x, y : array_like, shape (points,)
        Metres.
    lines : array of shapely geometries, shape (lines,)
        Lines or bundles of lines in the same system; missing and empty ones are near nothing.
    most_m : float
        A point farther from every line belongs to none. At exactly this distance it does.
    threads : int, optional

    Raises
    ------
    BadInput
        If a coordinate is no number, coordinates look like degrees, a geometry is no line, or the distance makes no
        sense.

    Notes
    -----
    Pieces of lines are listed by the cells of a grid that they may touch; cells are searched outwards from a point
    until no nearer piece can be left.
    """
    if not (np.isfinite(most_m) and most_m > 0):
        raise BadInput("Längsta avståndet till en linje ska vara större än 0 meter.")
    east, north = metres(x, y, reach_m=most_m)
    piece, owner = _pieces(np.asarray(lines, dtype=object))
    line = np.full(east.size, -1, dtype=np.int64)
    far, at_x, at_y = (np.full(east.size, np.nan) for _ in range(3))
    if not owner.size:
        return Snapped(line=line, distance_m=far, x=at_x, y=at_y)
    from samsyn.stats.snap_kernel import fill, nearest  # noqa: PLC0415

    side, low, shape = _grid(piece)
    number = np.zeros(shape[0] * shape[1] + 1, dtype=np.int64)
    fill(piece, low[0], low[1], side, shape[0], shape[1], number[1:], np.zeros(0, dtype=np.int64))
    first = np.cumsum(number)
    listed = np.empty(first[-1], dtype=np.int64)
    fill(piece, low[0], low[1], side, shape[0], shape[1], first[:-1].copy(), listed)
    edges = np.linspace(0, east.size, (threads or available()) + 1).astype(np.int64)

    def part(place: int) -> None:
        one = slice(edges[place], edges[place + 1])
        grid = (low[0], low[1], side, shape[0], shape[1], first, listed)
        nearest(east[one], north[one], piece, owner, *grid, most_m, line[one], far[one], at_x[one], at_y[one])

    in_threads(part, range(len(edges) - 1), threads)
    return Snapped(line=line, distance_m=far, x=at_x, y=at_y)


def _pieces(lines: NDArray[Any]) -> tuple[Floats, Ints]:
    """Return every straight piece (x, y, x, y), and the line that it is part of, lines in order."""
    known = np.flatnonzero(~(shapely.is_missing(lines) | shapely.is_empty(lines)))
    parts, of = shapely.get_parts(lines[known], return_index=True)
    if not np.isin(shapely.get_type_id(parts), (1, 2)).all():
        raise BadInput("Minst ett av gatusegmenten är ingen linje.")
    place, index = shapely.get_coordinates(parts, return_index=True)
    if not np.isfinite(place.sum()):
        raise BadInput("Minst en koordinat i gatusegmenten är inget tal.")
    together = np.flatnonzero(index[1:] == index[:-1])
    piece = np.hstack([place[together], place[together + 1]])
    return np.ascontiguousarray(piece), known[of[index[together]]].astype(np.int64)


def _grid(piece: Floats) -> tuple[float, tuple[float, float], tuple[int, int]]:
    """Return side, corner and shape (columns, rows) of a grid with about one cell per piece, at least a metre wide."""
    low = np.minimum(piece[:, :2], piece[:, 2:]).min(axis=0)
    high = np.maximum(piece[:, :2], piece[:, 2:]).max(axis=0)
    broad = np.maximum(high - low, 1.0)
    side = max(float(np.sqrt(broad[0] * broad[1] / len(piece))), 1.0, float(broad.max()) / 100_000)
    side = max(side, float(np.sqrt(broad[0] * broad[1] / MOST_CELLS)))
    columns, rows = (int(one) + 1 for one in broad // side)
    return side, (float(low[0]), float(low[1])), (columns, rows)
