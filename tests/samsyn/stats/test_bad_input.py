"""What cannot be, is said in Swedish, or has the answer that is right: every analysis, every kind of bad input."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest
import shapely

from samsyn.errors import BadInput
from samsyn.stats import agreement, change, effect, rate
from samsyn.stats.autocorrelation import geary, moran
from samsyn.stats.clusters import density_clusters
from samsyn.stats.concentration import concentration
from samsyn.stats.cube import count_cube
from samsyn.stats.decompose import stl
from samsyn.stats.density import Grid, adaptive_bandwidths, density, grid_around
from samsyn.stats.hotspot import gi_star
from samsyn.stats.local_moran import local_moran
from samsyn.stats.multiplicity import benjamini_hochberg
from samsyn.stats.nearrepeat import near_repeat
from samsyn.stats.neighbours import grid_neighbours
from samsyn.stats.proportion import clopper_pearson, wilson
from samsyn.stats.recency import recency
from samsyn.stats.rhythm import weekday_hour
from samsyn.stats.scan import scan
from samsyn.stats.snap import snap

MANY = 200_000
GRID = Grid(west=0, south=0, side_m=500, columns=10, rows=10)
NEAR = grid_neighbours(*np.divmod(np.arange(25), 5))
LINES = np.array([shapely.LineString([(0, 0), (5000, 5000)])], dtype=object)


@pytest.fixture(autouse=True)
def _no_warning() -> Iterator[None]:
    """A warning from numpy is an answer that nobody meant."""
    with warnings.catch_warnings():
        warnings.simplefilter("error", RuntimeWarning)
        yield


def seeded() -> np.random.Generator:
    return np.random.default_rng(1)


def points(n: int = 40) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    rng = np.random.default_rng(3)
    return rng.uniform(0, 5000, n), rng.uniform(0, 5000, n), rng.integers(0, 90, n).astype(float)


PLACES: dict[str, Callable[[Any, Any, Any], Any]] = {
    "near_repeat": lambda x, y, t: (
        near_repeat(
            x, y, t, space_m=(0, 200), time_days=(0, 14), permutations=19, rng=seeded()
        ).table.observed
    ),
    "density_clusters": lambda x, y, t: (
        density_clusters(x, y, t, within_m=200, within_days=14, least=3).label
    ),
    "recency": lambda x, y, t: recency(x, y, t, GRID, at=90).surface,
    "density": lambda x, y, _: density(x, y, GRID, bandwidth_m=300),
    "adaptive_bandwidths": lambda x, y, _: adaptive_bandwidths(x, y, bandwidth_m=300),
    "grid_around": lambda x, y, _: grid_around(x, y, 100).columns,
    "snap": lambda x, y, _: snap(x, y, LINES).line,
}
TIMED = ("near_repeat", "density_clusters", "recency")


@pytest.mark.parametrize("name", PLACES)
def test_places(name: str) -> None:
    """No number, no end, degrees, one point, all points equal."""
    x, y, day = points()
    call = PLACES[name]
    for wrong in (np.nan, np.inf, -np.inf):
        with pytest.raises(BadInput, match="inget tal"):
            call(np.where(np.arange(40) == 3, wrong, x), y, day)
    with pytest.raises(BadInput, match="grader"):
        call(x / 1e6 + 18, y / 1e6 + 59, day)
    assert np.isfinite(call(x[:1], y[:1], day[:1])).all()
    assert np.isfinite(call(np.full(40, 5.0), np.full(40, 5.0), np.zeros(40))).all()
    with pytest.raises(BadInput, match=r"x-värden|koordinat"):
        call(x, y[:-1], day)


@pytest.mark.parametrize("name", TIMED)
def test_times_of_places(name: str) -> None:
    """Out of order, missing, and every event twice."""
    x, y, day = points(200)
    call, order = PLACES[name], np.argsort(-day)
    plain, turned = call(x, y, day), call(x[order], y[order], day[order])
    if name == "density_clusters":
        assert np.bincount(plain + 1)[0] == np.bincount(turned + 1)[0]
    else:
        np.testing.assert_allclose(plain, turned, rtol=1e-12)
    with pytest.raises(BadInput, match="Minst en tid"):
        call(x, y, np.where(day == day[0], np.nan, day))
    with pytest.raises(BadInput, match="Minst en tid"):
        call(x, y, np.where(np.arange(200) == 3, np.datetime64("NaT"), np.datetime64("2024-01-01", "D")))
    twice = call(np.tile(x, 2), np.tile(y, 2), np.tile(day, 2))
    if name == "near_repeat":
        np.testing.assert_array_equal(twice, 4 * plain + 200)
    if name == "recency":
        np.testing.assert_allclose(twice, 2 * plain)


@pytest.mark.parametrize("call", [moran, geary, gi_star, local_moran])
def test_values_of_units(call: Callable[..., Any]) -> None:
    values = np.arange(25.0)
    for wrong in (np.nan, np.inf):
        with pytest.raises(BadInput, match="inget tal"):
            call(np.where(values == 3, wrong, values), NEAR, rng=seeded(), permutations=19)
    with pytest.raises(BadInput, match="24 värden"):
        call(values[:-1], NEAR, rng=seeded(), permutations=19)
    same = call(np.ones(25), NEAR, rng=seeded(), permutations=19)
    p = getattr(same, "p_above", getattr(same, "p", None))
    assert np.isnan(same.value) if p is None else (np.asarray(p) >= 0.5).all()


STREAMS: dict[str, Callable[..., Any]] = {
    "farrington_flexible": lambda y, **k: change.farrington_flexible(y, assessed=-1, years_back=4, **k),
    "farrington_original": lambda y, **k: change.farrington_original(y, assessed=-1, years_back=4, **k),
    "short_history": lambda y, **k: change.short_history(y, assessed=-1, **k),
    "bayes": lambda y, **k: change.bayes(y, assessed=-1, **k),
    "ears": lambda y: change.ears(y, assessed=-1),
    "cusum": lambda y: change.cusum(y, assessed=-1),
}


@pytest.mark.parametrize("name", STREAMS)
def test_streams(name: str) -> None:
    """What is missing is left out, the endless refused, nothing but noughts no alarm, no history no answer."""
    call, counts = STREAMS[name], np.random.default_rng(2).poisson(5, (2, 300)).astype(float)
    gap = counts.copy()
    gap[0, 280] = np.nan
    assert np.isfinite(call(gap).expected[0, -1])
    for wrong, told in ((np.inf, "oändligt"), (-1, "negativt")):
        bad = counts.copy()
        bad[0, 280] = wrong
        with pytest.raises(BadInput, match=told):
            call(bad)
    for level in (0.0, 7.0, 1e9):
        same = call(np.full((1, 300), level))
        assert same.expected[0, -1] == pytest.approx(level, abs=0.1)
        assert not np.nan_to_num(getattr(same, "p_above", np.ones(1)), nan=1).min() < 0.05
    if name != "cusum":
        short = call(np.ones((1, 3)))
        assert np.isnan(short.p_above).all() or short.p_above.min() > 0.05


@pytest.mark.parametrize("name", list(STREAMS)[:4])
@pytest.mark.parametrize("nobody", [0.0, np.nan])
def test_nobody_there(name: str, nobody: float) -> None:
    """Where nobody is exposed there is no answer; past times of that kind are left out."""
    counts = np.random.default_rng(2).poisson(5, (1, 300)).astype(float)
    exposure = np.full((1, 300), 100.0)
    exposure[0, 240:260] = nobody
    assert np.isfinite(STREAMS[name](counts, exposure=exposure).expected[0, -1])
    exposure[0, -1] = nobody
    assert np.isnan(STREAMS[name](counts, exposure=exposure).expected[0, -1])


@pytest.mark.parametrize("method", ["exact", "midp", "byar", "score"])
def test_intervals_of_rates(method: Any) -> None:
    assert np.isnan(rate.poisson_interval(np.nan, method=method)).all()
    assert np.isnan(rate.poisson_interval(3, exposure=np.nan, method=method)).all()
    assert tuple(map(float, rate.poisson_interval(3, exposure=0, method=method))) == (0, np.inf)
    for options in ({"count": np.inf}, {"count": 3, "exposure": np.inf}):
        with pytest.raises(BadInput, match="oändligt"):
            rate.poisson_interval(method=method, **options)


@pytest.mark.parametrize("call", [rate.e_test, rate.likelihood_p])
def test_tests_of_two_rates(call: Callable[..., Any]) -> None:
    for wrong in ((np.nan, 1), (3, np.nan), (3, 0), (0, 0)):
        assert np.isnan(call(*wrong, 5, 1)).all()
        assert np.isnan(call(5, 1, *wrong)).all()
    told = np.asarray(call([3, np.nan, 0], [1, 1, 1], [5, 5, 0], [1, 1, 1]))
    assert np.isfinite(told[..., [0, 2]]).all()
    with pytest.raises(BadInput, match="oändligt"):
        call(np.inf, 1, 5, 1)


@pytest.mark.parametrize("call", [wilson, clopper_pearson])
def test_shares(call: Callable[..., Any]) -> None:
    assert np.isnan(call(np.nan, 3)).all()
    assert tuple(map(float, call(0, 0))) == (0, 1)
    for wrong in ((4, 3), (-1, 3), (np.inf, np.inf), (3, np.inf)):
        with pytest.raises(BadInput, match="andel"):
            call(*wrong)


def test_counts_of_units() -> None:
    for wrong in ([1, np.nan], [1, np.inf], [1, -1], [0.5]):
        with pytest.raises(BadInput, match="hela tal"):
            concentration(wrong, rng=seeded(), replicates=19)
    for none in ([], [0, 0]):
        with pytest.raises(BadInput, match="ingen händelse"):
            concentration(none, rng=seeded(), replicates=19)
    assert concentration([5], rng=seeded(), replicates=19).p == 1
    assert concentration([2] * 9, rng=seeded(), replicates=19).p == 1


def test_areas_and_weeks_of_a_scan() -> None:
    counts, (x, y) = (
        np.random.default_rng(1).poisson(2, (12, 20)),
        np.random.default_rng(1).uniform(0, 5e3, (2, 12)),
    )

    def call(counts: Any, x: Any, y: Any, population: Any = None) -> Any:
        return scan(counts, x, y, rng=seeded(), population=population, replications=19).clusters

    for wrong in (np.nan, np.inf, -1, 0.5):
        with pytest.raises(BadInput, match="hela tal"):
            call(np.where(np.arange(12)[:, None] == 3, wrong, counts), x, y)
    for wrong in (np.nan, np.inf, -1):
        with pytest.raises(BadInput, match="Befolkningen"):
            call(counts, x, y, np.where(np.arange(12) == 3, wrong, 1.0))
    with pytest.raises(BadInput, match="befolkning 0"):
        call(counts, x, y, (np.arange(12) != 3).astype(float))
    with pytest.raises(BadInput, match="grader"):
        call(counts, x / 1e6 + 18, y / 1e6 + 59)
    assert (
        len(call(counts * 0, x, y))
        == len(call(counts[:1], x[:1], y[:1]))
        == len(call(counts, x * 0, y * 0))
        == 0
    )


def test_series_and_spans() -> None:
    series = np.arange(260.0)
    for wrong in (np.nan, np.inf):
        with pytest.raises(BadInput, match="1 värden saknas"):
            stl(np.where(series == 5, wrong, series), period=52)
    assert np.ptp(stl(np.ones(260), period=52).trend) == pytest.approx(0, abs=1e-12)
    nothing = np.array(["NaT"] * 3, dtype="M8[us]")
    assert weekday_hour(nothing).sum() == weekday_hour(nothing[:0]).sum() == 0
    with pytest.raises(BadInput, match="innan de börjar"):
        weekday_hour([np.datetime64("2024-01-02")], [np.datetime64("2024-01-01")])


def test_effects() -> None:
    flags = ([0, 0, 0, 0, 1, 1, 1, 1], [0, 1] * 4)
    step = (np.arange(60) >= 30).astype(float)
    counts = np.random.default_rng(1).poisson(20, 60).astype(float)
    for wrong in (np.nan, np.inf, -1.0):
        with pytest.raises(BadInput, match=r"oändligt|från 0"):
            effect.ratio_of_ratios([10, wrong, 12, 9, 8, 7, 6, 5], *flags)
        with pytest.raises(BadInput, match="större än 0"):
            effect.ratio_of_ratios([10, 3, 12, 9, 8, 7, 6, 5], *flags, exposure=[1, wrong, *[1] * 6])
        with pytest.raises(BadInput, match="hela tal"):
            effect.weighted_difference((308, wrong), (207, 110))
    for wrong in (np.inf, -1.0):
        with pytest.raises(BadInput, match="från 0"):
            effect.interrupted_series(np.where(np.arange(60) == 4, wrong, counts), step)
    with pytest.raises(BadInput, match="större än 0"):
        effect.interrupted_series(counts, step, exposure=step)


def test_ratings() -> None:
    ratings = np.random.default_rng(1).integers(1, 5, (10, 3)).astype(float)
    ratings[2, 1] = np.inf
    for call in (
        lambda: agreement.krippendorff_alpha(ratings.T, level="nominal"),
        lambda: agreement.intraclass(ratings),
        lambda: agreement.cohen_kappa(ratings[:, 0], ratings[:, 1]),
    ):
        with pytest.raises(BadInput, match="oändligt"):
            call()
    same = np.ones((10, 3))
    assert np.isnan(agreement.krippendorff_alpha(same.T, level="nominal").value)
    assert np.isnan(agreement.cohen_kappa(same[:, 0], same[:, 1]).value)
    assert np.isnan([form.value for form in agreement.intraclass(same).forms]).all()


def test_two_hundred_thousand_categories() -> None:
    """Those that need a table of pairs refuse; the others answer."""
    codes = np.arange(MANY)
    for call in (
        lambda: agreement.cohen_kappa(codes, np.roll(codes, 1)),
        lambda: agreement.krippendorff_alpha(np.stack([codes, codes]), level="nominal"),
    ):
        with pytest.raises(BadInput, match="200000 olika värden"):
            call()
    cube = count_cube(np.zeros(MANY, dtype=int), np.zeros(MANY, dtype=int), codes, (1, 2, MANY))
    assert (cube.sum(), cube[0, 0, -1]) == (MANY, 1)
    assert concentration(np.ones(MANY), rng=seeded(), replicates=19).p == 1
    assert benjamini_hochberg(np.where(codes == 7, 1e-9, 0.5)).rejected.sum() == 1
    weeks = np.tile(np.arange(12.0) % 3, (MANY, 1))
    assert np.isfinite(change.ears(weeks, assessed=-1).p_above).sum() == MANY
