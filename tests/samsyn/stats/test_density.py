"""Density: by hand, against a slow program, in any unit of length, and its volume."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samsyn.errors import BadInput
from samsyn.stats.density import Grid, adaptive_bandwidths, density, grid_around

GRID = Grid(west=0, south=0, side_m=50, columns=40, rows=30)


def slow(x, y, grid, wide, kernel):
    """Every event at every cell."""
    found = np.zeros((grid.rows, grid.columns))
    wide = np.broadcast_to(wide, np.shape(x))
    for r, north in enumerate(grid.y):
        for c, east in enumerate(grid.x):
            for px, py, h in zip(x, y, wide, strict=True):
                u = ((px - east) ** 2 + (py - north) ** 2) / h**2
                if kernel == "gaussian":
                    found[r, c] += np.exp(-u / 2) / (2 * np.pi * h**2)
                elif u < 1:
                    power = 2 if kernel == "quartic" else 1
                    found[r, c] += (power + 1) / np.pi * (1 - u) ** power / h**2
    return found


def some(n=30, seed=1):
    rng = np.random.default_rng(seed)
    return rng.uniform(-100, 2100, n), rng.uniform(-100, 1600, n)


def test_by_hand():
    """One event in the middle of a cell, radius 100 m: 3 / (π 100²) there, and (1 - 1/4)² of that 50 m away."""
    found = density([1025], [725], GRID, bandwidth_m=100, kernel="quartic")
    assert found[14, 20] == pytest.approx(3 / (np.pi * 100**2))
    assert found[14, 21] == pytest.approx(3 / (np.pi * 100**2) * 0.75**2)
    assert found[14, 22] == 0


@pytest.mark.parametrize("kernel", ["quartic", "epanechnikov"])
@given(st.integers(0, 10**6), st.floats(20, 600))
@settings(max_examples=15, deadline=None)
def test_kernels_that_end_are_exact(kernel, seed, wide):
    x, y = some(seed=seed)
    expected = slow(x, y, GRID, wide, kernel)
    np.testing.assert_allclose(density(x, y, GRID, bandwidth_m=wide, kernel=kernel), expected, atol=1e-13)


@given(st.integers(0, 10**6), st.floats(50, 400))
@settings(max_examples=15, deadline=None)
def test_gaussian_is_within_two_thousandths_of_one_events_peak(seed, wide):
    x, y = some(3, seed)
    found, expected = density(x, y, GRID, bandwidth_m=wide), slow(x, y, GRID, wide, "gaussian")
    assert np.abs(found - expected).max() <= 0.002 * 3 / (2 * np.pi * wide**2)


def test_gaussian_of_many_is_within_two_thousandths_of_the_peak():
    rng = np.random.default_rng(5)
    x, y = rng.normal(1000, 300, 400), rng.normal(700, 300, 400)
    found, expected = density(x, y, GRID, bandwidth_m=120), slow(x, y, GRID, 120, "gaussian")
    assert np.abs(found - expected).max() <= 0.002 * expected.max()


def test_a_bandwidth_for_each_event():
    x, y = some()
    wide = np.random.default_rng(2).uniform(50, 300, x.size)
    found = density(x, y, GRID, bandwidth_m=wide)
    np.testing.assert_allclose(found, slow(x, y, GRID, wide, "gaussian"), atol=1e-5 * found.max())


@pytest.mark.parametrize("kernel", ["gaussian", "quartic", "epanechnikov"])
@pytest.mark.parametrize("unit", [1e-3, 1.0, 1000.0])
def test_kdepy_depends_on_the_unit_of_length(kernel, unit):
    """KDEpy cuts kernels off at a density, so in metres it is 3 to 10 % low; here any unit gives the same picture."""
    x, y = some(200)
    grid = Grid(west=0, south=0, side_m=50 * unit, columns=40, rows=30)
    plain = density(x, y, GRID, bandwidth_m=300, kernel=kernel)
    other = density(x * unit, y * unit, grid, bandwidth_m=300 * unit, kernel=kernel)
    np.testing.assert_allclose(other * unit**2, plain, rtol=1e-6, atol=1e-9 * plain.max())


@pytest.mark.parametrize("kernel", ["gaussian", "quartic", "epanechnikov"])
def test_volume_is_the_number_of_events(kernel):
    x, y = [900.0, 1010.0, 1033.0], [700.0, 710.0, 777.0]
    found = density(x, y, GRID, bandwidth_m=200, kernel=kernel, weights=[1, 2, 0.5])
    assert found.sum() * 50**2 == pytest.approx(3.5, rel=0.02)


def test_threads_change_nothing():
    x, y = some(2000)
    for options in ({}, {"kernel": "quartic"}):
        one, four = (density(x, y, GRID, bandwidth_m=90, threads=n, **options) for n in (1, 4))
        np.testing.assert_array_equal(one, four)


def test_adaptive_is_narrow_where_dense_and_wide_where_sparse():
    rng = np.random.default_rng(3)
    x = np.concatenate([rng.normal(500, 50, 300), rng.uniform(0, 2000, 30)])
    y = np.concatenate([rng.normal(500, 50, 300), rng.uniform(0, 1500, 30)])
    wide = adaptive_bandwidths(x, y, bandwidth_m=150)
    assert np.median(wide[:300]) < 150 < np.median(wide[300:])
    assert wide.max() <= 600
    assert wide.min() >= 150 / 4
    even = adaptive_bandwidths([100.0, 9000.0], [0.0, 0.0], bandwidth_m=150)
    assert even == pytest.approx([150, 150], rel=0.01)


def test_the_grid_holds_every_point():
    grid = grid_around([674_010.0, 674_999.9, 675_000.0], [6_580_000.0, 6_580_001.0, 6_580_777.0], 250)
    assert (grid.west, grid.south, grid.columns, grid.rows) == (674_000, 6_580_000, 5, 4)


def test_no_event_is_no_density():
    assert (density([], [], GRID, bandwidth_m=100) == 0).all()


@pytest.mark.parametrize(
    ("x", "wide", "message"),
    [
        ([1.0], 0, "Bandbredden"),
        ([1.0], np.nan, "Bandbredden"),
        ([np.nan], 100, "inget tal"),
        ([1.0], [1, 2], "bandbredd"),
    ],
)
def test_what_cannot_be_used_is_said(x, wide, message):
    with pytest.raises(BadInput, match=message):
        density(x, [1.0], GRID, bandwidth_m=wide)


def test_one_point_far_off_is_told():
    with pytest.raises(BadInput, match="utspridda"):
        grid_around([0, 1e9], [0, 1e9], 100)
    with pytest.raises(BadInput, match="ingen punkt"):
        grid_around([], [], 100)
