"""Polygons against polygons: by hand, by a raster of points, against set algebra, and by properties."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from samsyn.stats.borders import overlaps, redrawn


def box(x: int, y: int, w: int, h: int):
    return shapely.box(x, y, x + w, y + h)


boxes = st.builds(box, *(st.integers(0, 20),) * 2, *(st.integers(1, 20),) * 2)


def counted(inside, outside) -> int:
    """Count square metres one by one: their middles that one holds and the other does not."""
    return sum(
        inside.contains(middle) and not (outside is not None and outside.contains(middle))
        for middle in (shapely.Point(x + 0.5, y + 0.5) for x in range(40) for y in range(40))
    )


def test_by_hand():
    moved = redrawn(box(0, 0, 10, 10), box(3, 0, 10, 10))
    assert (moved.gained_m2, moved.lost_m2, moved.is_same) == (30, 30, False)
    assert redrawn(box(0, 0, 10, 10), box(0, 0, 10, 10)).is_same
    assert redrawn(None, None).is_same
    assert redrawn(None, box(0, 0, 2, 3)).gained_m2 == 6


@pytest.mark.parametrize("seed", range(3))
def test_a_count_of_square_metres_agrees(seed):
    rng = np.random.default_rng(seed)
    one, other = (box(*rng.integers(0, 20, 2), *rng.integers(1, 20, 2)) for _ in range(2))
    found = redrawn(one, other)
    assert found.gained_m2 == pytest.approx(counted(other, one))
    assert found.lost_m2 == pytest.approx(counted(one, other))


@given(boxes, boxes)
def test_what_is_gained_less_what_is_lost_is_the_difference_in_size(one, other):
    there, back = redrawn(one, other), redrawn(other, one)
    assert there.gained_m2 - there.lost_m2 == pytest.approx(other.area - one.area)
    assert (there.gained_m2, there.lost_m2) == pytest.approx((back.lost_m2, back.gained_m2))


@given(st.lists(boxes, max_size=6))
def test_every_pair_is_found_and_neighbours_are_not_pairs(shapes):
    named = {f"{n}": one for n, one in enumerate(shapes)}
    slow = {
        (a, b): named[a].intersection(named[b]).area
        for a in named
        for b in named
        if int(a) < int(b) and named[a].intersection(named[b]).area >= 5
    }
    found = overlaps(named, least_m2=5)
    assert {(one.first, one.second): one.area_m2 for one in found} == pytest.approx(slow)
    assert [one.area_m2 for one in found] == sorted((one.area_m2 for one in found), reverse=True)


def test_areas_without_a_border_lie_over_nothing():
    assert overlaps({"A": None, "B": box(0, 0, 50, 50)}) == ()
    assert overlaps({"A": box(0, 0, 50, 50), "B": box(50, 0, 50, 50)}) == ()
