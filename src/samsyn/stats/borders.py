"""Polygons against polygons: what differs between two sets with keys, and which polygons lie over each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely

SLIVER_M2 = 1.0
"""Two drawings of the same border that differ by less than this are the same: coordinates were rounded."""


@dataclass(frozen=True, kw_only=True)
class Redrawn:
    """
    How one polygon differs from another.

    Parameters
    ----------
    gained_m2, lost_m2 : float
        Surface that only the later, and only the earlier, holds; square metres.
    """

    gained_m2: float
    lost_m2: float

    @property
    def is_same(self) -> bool:
        """Whether the two are the same but for rounding."""
        return self.gained_m2 + self.lost_m2 < SLIVER_M2


@dataclass(frozen=True, kw_only=True)
class Overlap:
    """Two polygons, by key, that lie over each other, and by how much (square metres)."""

    first: str
    second: str
    area_m2: float


def redrawn(before: Any, after: Any) -> Redrawn:
    """
    Return what a polygon gained and lost.

    Parameters
    ----------
    before, after : shapely geometry or None
        Surfaces in the same projected system, metres; none counts as empty.

    Examples
    --------
    >>> square = shapely.box(0, 0, 10, 10)
    >>> redrawn(square, shapely.box(0, 0, 10, 12))
    Redrawn(gained_m2=20.0, lost_m2=0.0)
    >>> redrawn(square, None)
    Redrawn(gained_m2=0.0, lost_m2=100.0)
    """
    empty = shapely.Polygon()
    old, new = before if before is not None else empty, after if after is not None else empty
    return Redrawn(
        gained_m2=float(shapely.area(shapely.difference(new, old))),
        lost_m2=float(shapely.area(shapely.difference(old, new))),
    )


def overlaps(polygons: Mapping[str, Any], *, least_m2: float = 100.0) -> tuple[Overlap, ...]:
    """
    Return the pairs of polygons that lie over each other.

    Parameters
    ----------
    polygons : mapping
        Key → surface in a projected system, metres; none is left out.
    least_m2 : float
        Pairs that share less are left out: borders drawn twice seldom meet exactly.

    Returns
    -------
    tuple of Overlap
        The largest first.

    Notes
    -----
    A search tree finds the pairs whose boxes meet, so that a country of areas does not take its square.

    Examples
    --------
    >>> overlaps({"A": shapely.box(0, 0, 20, 20), "B": shapely.box(10, 0, 30, 20)})
    (Overlap(first='A', second='B', area_m2=200.0),)
    """
    known = [(key, shape) for key, shape in polygons.items() if shape is not None]
    shapes = np.array([shape for _, shape in known], dtype=object)
    if len(shapes) < 2:
        return ()
    first, second = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    once = first < second
    first, second = first[once], second[once]
    shared = shapely.area(shapely.intersection(shapes[first], shapes[second]))
    found = [
        Overlap(first=known[a][0], second=known[b][0], area_m2=float(size))
        for a, b, size in zip(first, second, shared, strict=True)
        if size >= least_m2
    ]
    return tuple(sorted(found, key=lambda one: (-one.area_m2, one.first, one.second)))
