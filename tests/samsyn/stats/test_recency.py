"""How near and recent: by hand, against slow programs, as first published, and what it does not depend on."""

from datetime import UTC, datetime

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samsyn.errors import BadInput
from samsyn.stats.density import Grid
from samsyn.stats.recency import recency

GRID = Grid(west=0, south=0, side_m=50, columns=24, rows=17)
SEEDS = st.integers(0, 10**6)


def some(n=40, seed=1):
    rng = np.random.default_rng(seed)
    return rng.uniform(-300, 1500, n), rng.uniform(-300, 1150, n), rng.integers(0, 90, n).astype(float)


def slow(x, y, day, grid, at, *, metres=400.0, days=56.0, step=50.0):
    """Every event at every cell."""
    found = np.zeros((grid.rows, grid.columns))
    for r, north in enumerate(grid.y):
        for c, east in enumerate(grid.x):
            for px, py, when in zip(x, y, day, strict=True):
                away = np.hypot(px - east, py - north)
                if away < metres and 0 <= at - when < days:
                    found[r, c] += 1 / (1 + away / step) / (1 + (at - when) / 7)
    return found


def slow_by_cell(x, y, day, grid, at, *, rings=8, weeks=8):
    """As open_cp does: cells away along the longer side, whole weeks, both below 8."""
    found = np.zeros((grid.rows, grid.columns))
    for r in range(grid.rows):
        for c in range(grid.columns):
            for px, py, when in zip(x, y, day, strict=True):
                away = max(abs(px // grid.side_m - c), abs(py // grid.side_m - r))
                old = (at - when) // 7
                if away < rings and 0 <= old < weeks:
                    found[r, c] += 1 / ((1 + away) * (1 + old))
    return found


def test_by_hand():
    """One event in a cell two weeks ago: a third there, a sixth one cell away, and nothing 400 m away."""
    found = recency([625], [425], [86], GRID, at=100)
    assert found.events == 1
    assert found.surface[8, 12] == pytest.approx(1 / 3)
    assert found.surface[8, 13] == found.surface[7, 12] == pytest.approx(1 / 6)
    assert found.surface[9, 13] == pytest.approx(1 / 3 / (1 + np.sqrt(2)))
    assert found.surface[8, 19] == pytest.approx(1 / 3 / 8)
    assert found.surface[8, 20] == 0
    by_cell = recency([649], [401], [85.5], GRID, at=100, whole=True).surface
    assert by_cell[8, 12] == pytest.approx(1 / 3)
    assert by_cell[9, 13] == by_cell[7, 12] == pytest.approx(1 / 6)
    assert by_cell[15, 19] == pytest.approx(1 / 3 / 8)  # seven cells off both ways
    assert by_cell[8, 20] == by_cell[0, 12] == 0


@given(SEEDS, st.floats(60, 100), st.floats(30, 700))
@settings(max_examples=12, deadline=None)
def test_it_is_the_sum_over_every_event_at_every_cell(seed, at, within):
    x, y, day = some(seed=seed)
    found = recency(x, y, day, GRID, at=at, within_m=within, within_days=40, step_m=70)
    expected = slow(x, y, day, GRID, at, metres=within, days=40, step=70)
    np.testing.assert_allclose(found.surface, expected, atol=1e-12)


@given(SEEDS, st.integers(60, 100))
@settings(max_examples=12, deadline=None)
def test_by_whole_cells_and_weeks_it_is_as_published(seed, at):
    x, y, day = some(seed=seed)
    found = recency(x, y, day, GRID, at=at, whole=True)
    np.testing.assert_allclose(found.surface, slow_by_cell(x, y, day, GRID, at), atol=1e-12)


@pytest.mark.parametrize("whole", [True, False])
def test_what_comes_after_is_not_seen(whole):
    x, y, day = some(200)
    before = day <= 50
    all_of_them = recency(x, y, day, GRID, at=50, whole=whole)
    np.testing.assert_array_equal(
        all_of_them.surface, recency(x[before], y[before], day[before], GRID, at=50, whole=whole).surface
    )
    assert all_of_them.events == before.sum()


@pytest.mark.parametrize("whole", [True, False])
def test_order_twins_threads_and_kind_of_time(whole):
    x, y, day = some(300)
    plain = recency(x, y, day, GRID, at=90, whole=whole, threads=1).surface
    turned = recency(x[::-1], y[::-1], day[::-1], GRID, at=90, whole=whole, threads=4).surface
    np.testing.assert_allclose(turned, plain, rtol=1e-12)
    twice = recency(np.tile(x, 2), np.tile(y, 2), np.tile(day, 2), GRID, at=90, whole=whole).surface
    np.testing.assert_allclose(twice, 2 * plain, rtol=1e-12)
    dated = np.datetime64("2024-01-01") + day.astype(np.int64).astype("timedelta64[D]")
    for at in (np.datetime64("2024-03-31"), datetime(2024, 3, 31), datetime(2024, 3, 31, tzinfo=UTC)):  # noqa: DTZ001
        np.testing.assert_array_equal(recency(x, y, dated, GRID, at=at, whole=whole).surface, plain)


@pytest.mark.parametrize("whole", [True, False])
def test_nothing_and_one_place(whole):
    assert (recency([], [], [], GRID, at=1, whole=whole).surface == 0).all()
    far = recency([1e7], [1e7], [1.0], GRID, at=1, whole=whole)
    assert (far.surface == 0).all()
    same = recency([625.0] * 9, [425.0] * 9, [1.0] * 9, GRID, at=1, whole=whole)
    assert same.surface.max() == same.surface[8, 12] == pytest.approx(9)


@pytest.mark.parametrize(
    ("x", "time", "options", "message"),
    [
        ([np.nan, 1.0], [1.0, 1.0], {}, "inget tal"),
        ([np.inf, 1.0], [1.0, 1.0], {}, "inget tal"),
        ([17.1, 17.2], [1.0, 1.0], {}, "grader"),
        ([1.0, 900.0], [1.0, np.nan], {}, "Minst en tid"),
        ([1.0, 900.0], np.array(["2024-01-01", "NaT"], dtype="M8[D]"), {}, "Minst en tid saknas"),
        ([1.0, 900.0], np.array(["2024-01-01"] * 2, dtype="M8[D]"), {}, "båda"),
        ([1.0, 900.0], [1.0], {}, "1 tider"),
        ([1.0, 900.0], [1.0, 1.0], {"within_m": 0}, "större än 0"),
        ([1.0, 900.0], [1.0, 1.0], {"step_days": np.inf}, "större än 0"),
    ],
)
def test_what_cannot_be_used_is_said(x, time, options, message):
    with pytest.raises(BadInput, match=message):
        recency(x, [59.1, 59.2], time, GRID, at=1, **options)
