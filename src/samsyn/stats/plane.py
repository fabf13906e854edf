"""Points in a plane: coordinates checked before anything is measured, and points sorted into cells."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from samsyn.errors import BadInput

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, kw_only=True)
class Cells:
    """
    Points sorted by square cells, so that all within a cell's side of a point lie in three runs of them.

    Parameters
    ----------
    order : int64 array, shape (points,)
        The points, cell after cell, row by row.
    start, stop : int64 array, shape (points, 3)
        For each point in that order: the runs that hold the cells below, beside (its own with them) and above.
    end : int64 array, shape (points,)
        For each point in that order: where its own cell ends.
    """

    order: Ints
    start: Ints
    stop: Ints
    end: Ints


def metres(x: ArrayLike, y: ArrayLike, *, reach_m: float) -> tuple[Floats, Floats]:
    """
    Return coordinates as arrays, after a look that distances in metres can be taken between them.

    Parameters
    ----------
    x, y : array_like, shape (points,)
        Easting and northing in metres of one projected system.
    reach_m : float
        The largest distance that will be asked about; with it degrees are told from metres.

    Raises
    ------
    BadInput
        If the two are not as many, a coordinate is no number or without end, or they look like degrees.

    Notes
    -----
    Coordinates look like degrees where all lie between -180 and 180, some have decimals, and all points lie within
    `reach_m` of each other if they were metres: an analysis of such metres would have nothing to tell apart.
    """
    east, north = np.asarray(x, dtype=np.float64).ravel(), np.asarray(y, dtype=np.float64).ravel()
    if east.size != north.size:
        raise BadInput(f"Det finns {east.size} x-värden men {north.size} y-värden; varje punkt behöver båda.")
    if not np.isfinite(east.sum() + north.sum()) and not (
        np.isfinite(east).all() and np.isfinite(north).all()
    ):
        raise BadInput("Minst en koordinat är inget tal; ta bort punkter utan känd plats först.")
    if looks_like_degrees(east, north, reach_m=reach_m):
        raise BadInput(
            "Koordinaterna ser ut att vara grader (longitud och latitud). Räkna om dem till meter först, till "
            "exempel till SWEREF 99 TM."
        )
    return east, north


def looks_like_degrees(x: Floats, y: Floats, *, reach_m: float) -> bool:
    """Return whether coordinates must be degrees, not metres, as `metres` says."""
    if x.size < 2 or max(abs(x[0]), abs(y[0])) > 180 or max(np.abs(x).max(), np.abs(y).max()) > 180:
        return False
    broad = max(float(np.ptp(x)), float(np.ptp(y)))
    decimals = bool(np.any(x != np.floor(x)) or np.any(y != np.floor(y)))
    return decimals and 0 < broad <= 30 and np.isfinite(reach_m) and broad <= reach_m


def cells(x: Floats, y: Floats, side: float, within: ArrayLike | None = None) -> Cells:
    """
    Sort points into cells.

    Parameters
    ----------
    x, y : float64 array, shape (points,)
    side : float
        Everything nearer than this is found in the three runs; infinity puts all in one cell.
    within : array_like, shape (points,), optional
        The order of points in the same cell; otherwise as they come.
    """
    code, wide = _codes(x, y, side)
    keys = (code,) if within is None else (np.asarray(within), code)
    order = np.lexsort(keys).astype(np.int64)
    sorted_code = code[order]
    held, first, inverse = np.unique(sorted_code, return_index=True, return_inverse=True)
    edges = np.append(first, sorted_code.size).astype(np.int64)
    steps = np.array([-wide, 0, wide])
    low = edges[np.searchsorted(held, held[:, None] + steps - 1, side="left")]
    high = edges[np.searchsorted(held, held[:, None] + steps + 1, side="right")]
    start, stop, end = low[inverse], high[inverse], edges[1:][inverse]
    return Cells(order=order, start=start, stop=stop, end=end)


def _codes(x: Floats, y: Floats, side: float) -> tuple[Ints, int]:
    """Return each point's cell as one number, and how far apart the numbers of two rows are."""
    if not x.size or not np.isfinite(side):
        return np.zeros(x.size, dtype=np.int64), 3
    broad = max(float(np.ptp(x)), float(np.ptp(y)))
    side = max(
        side * (1 + 1e-9), broad / 1e9, np.finfo(float).tiny
    )  # no point is lost by rounding, no code too large
    column = np.floor((x - x.min()) / side).astype(np.int64) + 1
    row = np.floor((y - y.min()) / side).astype(np.int64) + 1
    wide = int(column.max()) + 2
    return row * wide + column, wide
