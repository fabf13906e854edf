"""The count cube."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samsyn.stats.cube import count_cube

SHAPE = (3, 4, 2)
EVENTS = st.lists(st.tuples(st.integers(-1, 2), st.integers(-1, 3), st.integers(-1, 1)), max_size=60)


def slow_cube(events):
    cube = np.zeros(SHAPE, dtype=np.int64)
    for area, period, category in events:
        if min(area, period, category) >= 0:
            cube[area, period, category] += 1
    return cube


def codes(events):
    return np.array(events, dtype=np.int32).reshape(-1, 3).T


def test_by_hand():
    cube = count_cube([0, 0, 2, -1], [1, 1, 3, 0], [0, 0, 1, 1], SHAPE)
    assert cube.dtype == np.int64
    assert (cube[0, 1, 0], cube[2, 3, 1], cube.sum()) == (2, 1, 3)


@settings(max_examples=60, deadline=None)
@given(EVENTS, st.randoms())
def test_is_the_loop_in_any_order(events, random):
    expected = slow_cube(events)
    np.testing.assert_array_equal(count_cube(*codes(events), SHAPE), expected)
    random.shuffle(events)
    np.testing.assert_array_equal(count_cube(*codes(events), SHAPE), expected)


@settings(max_examples=60, deadline=None)
@given(EVENTS)
def test_weights_scale(events):
    weighted = count_cube(*codes(events), SHAPE, weights=np.full(len(events), 0.5))
    assert weighted.dtype == np.float64
    np.testing.assert_allclose(weighted, slow_cube(events) / 2)


def test_narrow_codes_do_not_overflow():
    """A flat index beyond what the code's own type holds."""
    cube = count_cube(
        np.array([120], np.int8), np.array([150], np.uint8), np.array([11], np.int8), (600, 157, 12)
    )
    assert cube[120, 150, 11] == cube.sum() == 1


@pytest.mark.parametrize("area", [[3], [-2]])
def test_codes_outside_the_shape_are_refused(area):
    with pytest.raises(ValueError, match="codes must lie in"):
        count_cube(area, [0], [0], SHAPE)


def test_unequal_lengths_are_refused():
    with pytest.raises(ValueError, match="equally long"):
        count_cube([0, 1], [0], [0], SHAPE)
