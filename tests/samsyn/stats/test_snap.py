"""Points and the nearest line: by hand, as every line one by one gives it, and what lies far off."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from samsyn.errors import BadInput
from samsyn.stats.snap import snap

STREETS = shapely.from_wkt(
    ["LINESTRING (0 0, 100 0)", "LINESTRING (0 50, 100 50, 100 150)", "LINESTRING (0 0, 0 50)"]
)


def test_by_hand():
    found = snap([30.0, 30.0, 120.0, 500.0], [10.0, 30.0, 100.0, 500.0], STREETS, most_m=60)
    assert found.line.tolist() == [0, 1, 1, -1]
    assert found.distance_m[:3] == pytest.approx([10, 20, 20])
    assert (found.x[2], found.y[2]) == (100, 100)
    assert np.isnan([found.distance_m[3], found.x[3], found.y[3]]).all()


def test_where_several_are_as_near_the_first_is_taken():
    """The corner (0, 0) is an end of lines 0 and 2; a point exactly as far as allowed belongs still."""
    assert snap([0.0, -30.0], [0.0, -40.0], STREETS, most_m=50).line.tolist() == [0, 0]
    assert snap([-30.0], [-40.0], STREETS, most_m=49.999).line.tolist() == [-1]
    turned = snap([0.0], [0.0], STREETS[::-1], most_m=50)
    assert turned.line.tolist() == [0]


@given(st.integers(0, 10**6), st.integers(1, 25), st.sampled_from([5.0, 80.0, 1e5]))
@settings(max_examples=60, deadline=None)
def test_as_every_line_one_by_one_gives_it(seed, lines, most_m):
    rng = np.random.default_rng(seed)
    steps = rng.normal(0, rng.choice([3, 40, 400]), (lines, 4, 2))
    streets = shapely.linestrings(rng.uniform(0, 1000, (lines, 1, 2)) + np.cumsum(steps, axis=1))
    x, y = rng.uniform(-400, 1400, (2, 40))
    found = snap(x, y, streets, most_m=most_m)
    apart = shapely.distance(shapely.points(x, y)[:, None], streets)
    near = apart.min(axis=1)
    expected = np.where(near <= most_m, apart.argmin(axis=1), -1)
    np.testing.assert_array_equal(found.line, expected)
    np.testing.assert_allclose(found.distance_m[expected >= 0], near[expected >= 0], atol=1e-9)
    some = expected >= 0
    on_line = shapely.distance(shapely.points(found.x[some], found.y[some]), streets[expected[some]])
    np.testing.assert_allclose(on_line, 0, atol=1e-9)


def test_threads_change_nothing():
    rng = np.random.default_rng(1)
    x, y = rng.uniform(-100, 300, (2, 1000))
    one, four = (snap(x, y, STREETS, threads=n) for n in (1, 4))
    np.testing.assert_array_equal(one.line, four.line)
    np.testing.assert_array_equal(one.distance_m, four.distance_m)


def test_bundles_missing_and_empty_lines():
    lines = np.array(
        [
            None,
            shapely.from_wkt("LINESTRING EMPTY"),
            shapely.from_wkt("MULTILINESTRING ((0 0, 9 0), (0 90, 9 90))"),
        ],
        dtype=object,
    )
    assert snap([5.0, 5.0], [80.0, 1.0], lines).line.tolist() == [2, 2]
    assert snap([5.0], [80.0], lines[:2]).line.tolist() == [-1]
    assert snap([5.0], [80.0], np.array([], dtype=object)).line.tolist() == [-1]
    assert snap([], [], STREETS).line.size == 0


@pytest.mark.parametrize(
    ("x", "lines", "most_m", "message"),
    [
        ([np.nan], STREETS, 50, "koordinat är inget tal"),
        ([1.0], STREETS, 0, "större än 0"),
        ([1.0], np.array([shapely.Point(1, 1)]), 50, "ingen linje"),
    ],
)
def test_what_cannot_be_used_is_said(x, lines, most_m, message):
    with pytest.raises(BadInput, match=message):
        snap(x, [1.0], lines, most_m=most_m)
