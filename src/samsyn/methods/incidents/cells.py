"""Squares on the ground: how large, which of them are compared, and which stand out."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from samsyn.methods.incidents.findings import Maker
from samsyn.methods.incidents.located import LEAST_EVENTS, Located
from samsyn.stats.hotspot import gi_star
from samsyn.stats.multiplicity import benjamini_hochberg
from samsyn.stats.neighbours import Neighbours, grid_neighbours, neighbours_of_pairs
from samsyn.stats.space import assign
from samsyn.table import LocationPrecision

SIZES = (100, 150, 200, 250)
LEAST_CELLS, MOST_CELLS = 30, 50_000  # compared, and with anything reported
Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class Cells:
    """
    The squares that are compared.

    Parameters
    ----------
    size_m : int
        Side, metres; a square's south-west corner is its column and row times this.
    column, row, n : int64 arrays, shape (cells,)
        Where each lies, and how many events it holds.
    near : Neighbours
    z, q : float64 arrays, shape (cells,)
        How many standard deviations it stands out, alone or with its neighbours (G*), and the adjusted p-value.
    significant : bool array, shape (cells,)
    """

    size_m: int
    column: Ints
    row: Ints
    n: Ints
    near: Neighbours
    z: Floats
    q: Floats
    significant: NDArray[np.bool_]

    @property
    def x_m(self) -> Floats:
        """Easting of each square's middle, metres."""
        return np.asarray((self.column + 0.5) * self.size_m, dtype=np.float64)

    @property
    def y_m(self) -> Floats:
        """Northing of each square's middle, metres."""
        return np.asarray((self.row + 0.5) * self.size_m, dtype=np.float64)

    def boxes(self, members: Ints) -> tuple[tuple[float, float, float, float], ...]:
        """Return west, south, east, north (metres) of some squares, those in a row beside each other as one box."""
        order = members[np.lexsort((self.column[members], self.row[members]))]
        column, row = self.column[order], self.row[order]
        first = np.flatnonzero(np.r_[True, (np.diff(row) != 0) | (np.diff(column) != 1)])
        last = np.r_[first[1:], len(order)] - 1
        edges = np.column_stack([column[first], row[first], column[last] + 1, row[first] + 1]) * self.size_m
        return tuple((float(w), float(s), float(e), float(n)) for w, s, e, n in edges.tolist())


def cell_size(rows: Located, precision: LocationPrecision) -> int:
    """
    Return the side of the squares, metres: 100, 150, 200 or 250.

    The smallest whose area is at least twice the area per event, where the area is that of the squares of 250 m in
    which anything was ever reported. The largest where places are street segments, which are longer than the others.
    (`compared` takes the next size where so many squares hold something that they cannot be compared in a moment.)

    References
    ----------
    D. W. S. Wong & J. Lee (2005), Statistical Analysis of Geographic Information, Wiley: the size of quadrats.
    """
    if precision is LocationPrecision.STREET_SEGMENT:
        return SIZES[-1]
    occupied = len(_codes(rows.seen, SIZES[-1]))
    wanted = sqrt(2 * occupied * SIZES[-1] ** 2 / max(rows.events.height, 1))
    return next((size for size in SIZES if size >= wanted), SIZES[-1])


def _codes(frame: pl.DataFrame, size_m: int) -> pl.DataFrame:
    """Return column, row and how many rows, of each square that holds any."""
    corner = ((pl.col(axis) / size_m).floor().cast(pl.Int64) for axis in ("x_m", "y_m"))
    column, row = corner
    return frame.group_by(column.alias("column"), row.alias("row")).len("n").sort("column", "row")


def compared(maker: Maker, rows: Located) -> Cells | None:
    """
    Return the squares with what each holds and which stand out; none where squares or events in
    them are too few, or squares too many.

    Compared are the squares in which anything was ever reported, and those beside them, whose middle lies in an area
    (where the areas have borders). Forest and water far from every report are no part of it: beside them, every
    built-up square would stand out.
    """
    size = maker.options.cell_m or cell_size(rows, maker.observed.source.location_precision)
    seen = _codes(rows.seen, size)
    while len(seen) > MOST_CELLS:
        if maker.options.cell_m or size >= SIZES[-1]:
            return None
        size = SIZES[SIZES.index(size) + 1]
        seen = _codes(rows.seen, size)
    events = _codes(rows.events, size)
    column, row = _with_ring(seen["column"].to_numpy(), seen["row"].to_numpy())
    inside = _inside(maker, column, row, size)
    column, row = column[inside], row[inside]
    n = (
        pl.DataFrame({"column": column, "row": row})
        .join(events, on=["column", "row"], how="left", maintain_order="left")["n"]
        .fill_null(0)
        .to_numpy()
        .astype(np.int64)
    )
    if len(n) < LEAST_CELLS or n.sum() < LEAST_EVENTS:
        return None
    near = grid_neighbours(column, row)
    z, p = _judged(n, near)
    judged = benjamini_hochberg(p, maker.options.false_discovery)
    return Cells(
        size_m=size,
        column=column,
        row=row,
        n=n,
        near=near,
        z=z,
        q=judged.adjusted,
        significant=judged.rejected,
    )


def _judged(n: Ints, near: Neighbours) -> tuple[Floats, Floats]:
    """
    Return how far each square stands out (z), and the p-value.

    It is asked of the square together with its neighbours (G*), and of the square alone: a single address, however
    full, is thinned out by the empty squares around it. The surer answer counts, its p-value doubled for the two
    chances. Each time the square must stand out in two ways, so the larger p-value counts [1]_: hold more than it would
    if events fell on any square alike (exact for small counts, but true of nearly every built-up square), and more than
    squares differ among themselves (too bold for small counts). A square with no more than the mean one is no hot
    place, whatever lies beside it.

    References
    ----------
    .. [1] R. L. Berger (1982), Multiparameter hypothesis testing and acceptance sampling, Technometrics 24(4), 295-300.
    """
    alone = neighbours_of_pairs([], [], len(n))
    z, p = zip(*(_two_ways(n, beside) for beside in (near, alone)), strict=True)
    return np.maximum(*z), np.where(n > n.mean(), np.minimum(2 * np.minimum(*p), 1), 1.0)


def _two_ways(n: Ints, near: Neighbours) -> tuple[Floats, Floats]:
    by_events, by_squares = gi_star(n, near, null="even"), gi_star(n, near)
    return by_squares.z, np.maximum(by_events.p_above, by_squares.p_above)


def _with_ring(column: Ints, row: Ints) -> tuple[Ints, Ints]:
    """Return squares and those that touch them, each once, in order of column and row."""
    step = np.array([(i, j) for i in (-1, 0, 1) for j in (-1, 0, 1)])
    wide = (column[:, None] + step[:, 0]).ravel(), (row[:, None] + step[:, 1]).ravel()
    low = int(wide[1].min(initial=0))
    tall = int(wide[1].max(initial=0)) - low + 1
    code = np.unique(wide[0] * tall + (wide[1] - low))
    return code // tall, code % tall + low


def _inside(maker: Maker, column: Ints, row: Ints, size_m: int) -> NDArray[np.bool_]:
    areas: Any = maker.observed.areas
    if areas is None or areas.polygons is None or areas.crs != maker.observed.table.crs:
        return np.ones(len(column), dtype=bool)
    inside: NDArray[np.bool_] = assign((column + 0.5) * size_m, (row + 0.5) * size_m, areas.polygons) >= 0
    return inside
