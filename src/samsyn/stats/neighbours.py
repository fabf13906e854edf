"""Which units lie beside each other: cells of a square grid, and polygons that touch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Ints = NDArray[np.int64]


@dataclass(frozen=True, kw_only=True)
class Neighbours:
    """
    The neighbours of each unit, the unit itself not among them.

    Parameters
    ----------
    first : int64 array, shape (units + 1,)
        Where each unit's neighbours begin in `index`; the last is the length of `index`.
    index : int64 array
        The neighbours, unit after unit, rising within each.
    """

    first: Ints
    index: Ints

    @property
    def units(self) -> int:
        """How many units there are."""
        return len(self.first) - 1

    @property
    def count(self) -> Ints:
        """How many neighbours each unit has, shape (units,)."""
        return np.diff(self.first)

    @property
    def owner(self) -> Ints:
        """The unit that each entry of `index` is a neighbour of."""
        return np.repeat(np.arange(self.units), self.count)


def neighbours_of_pairs(one: ArrayLike, other: ArrayLike, units: int) -> Neighbours:
    """
    Return the neighbours that pairs tell of, in both directions.

    Parameters
    ----------
    one, other : array_like of int, shape (pairs,)
        Units, 0 to `units` - 1. A pair may stand once or in both orders; a unit with itself is no pair.
    units : int
    """
    left, right = np.asarray(one, dtype=np.int64), np.asarray(other, dtype=np.int64)
    both = np.unique(np.concatenate([left * units + right, right * units + left]))
    owner, index = np.divmod(both, max(units, 1))
    owner, index = owner[owner != index], index[owner != index]
    first = np.zeros(units + 1, dtype=np.int64)
    np.cumsum(np.bincount(owner, minlength=units), out=first[1:])
    return Neighbours(first=first, index=index)


def grid_neighbours(column: ArrayLike, row: ArrayLike) -> Neighbours:
    """
    Return the neighbours of cells in a square grid: those that share a side or a corner (as a queen moves).

    Parameters
    ----------
    column, row : array_like of int, shape (cells,)
        Where each cell lies; any part of a grid, no cell twice.
    """
    x, y = np.asarray(column, dtype=np.int64), np.asarray(row, dtype=np.int64)
    if not x.size:
        return neighbours_of_pairs([], [], 0)
    wide = int(x.max() - x.min()) + 3
    place = (x - x.min()) + (y - y.min()) * wide
    order = np.argsort(place)
    ranked = place[order]
    ones, others = [], []
    for step in (1, wide - 1, wide, wide + 1):  # the other four are these, seen from the neighbour
        found = np.minimum(np.searchsorted(ranked, place + step), len(ranked) - 1)
        there = np.flatnonzero(ranked[found] == place + step)
        ones.append(there)
        others.append(order[found[there]])
    return neighbours_of_pairs(np.concatenate(ones), np.concatenate(others), len(x))


def touching(polygons: NDArray[Any], *, gap: float = 0.0) -> Neighbours:
    """
    Return the neighbours of polygons: those that share a border or a corner.

    Parameters
    ----------
    polygons : array of shapely geometries, shape (polygons,)
    gap : float
        Polygons within this distance of each other touch too, in the unit of the coordinates.
    """
    import shapely  # noqa: PLC0415

    tree = shapely.STRtree(polygons)
    if gap > 0:
        one, other = tree.query(polygons, predicate="dwithin", distance=gap)
    else:
        one, other = tree.query(polygons, predicate="intersects")
    return neighbours_of_pairs(one, other, len(polygons))
