"""How unevenly events lie over units."""

from itertools import product
from math import ceil, factorial, prod

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import ks_2samp

from samsyn.errors import BadInput
from samsyn.stats import even
from samsyn.stats.concentration import concentration, gini, gini_corrected, lorenz, units_holding
from samsyn.stats.even import even_spreads

COUNTS = st.lists(st.integers(0, 40), min_size=1, max_size=30).filter(any)
SHARES = st.sampled_from([0.1, 0.25, 1 / 3, 0.5, 0.8, 1.0])


def seeded(seed=1):
    return np.random.default_rng(seed)


def measured(counts, **options):
    return concentration(counts, rng=seeded(), **options)


def slow_gini(counts):
    """Half the mean difference of all pairs, divided by the mean."""
    n, mean = len(counts), sum(counts) / len(counts)
    return sum(abs(a - b) for a, b in product(counts, repeat=2)) / (2 * n * n * mean)


def slow_holding(counts, share):
    """Take the fullest unit again and again."""
    held = taken = 0
    for count in sorted(counts, reverse=True):
        if held >= share * sum(counts) - 1e-9:
            break
        held, taken = held + count, taken + 1
    return taken


def slow_even(events, units, empty):
    """Every way to drop the events, written out; returns the chance of each rising spread."""
    chances = {}
    for spread in product(range(events + 1), repeat=units):
        if sum(spread) == events and (empty or all(spread)):
            ways = factorial(events) / prod(map(factorial, spread))
            chances[tuple(sorted(spread))] = chances.get(tuple(sorted(spread)), 0) + ways
    return {spread: ways / sum(chances.values()) for spread, ways in chances.items()}


def test_five_events_on_ten_places():
    """Bernasco & Steenbeek (2017): places (3, 1, 1, 0 x 7) have a Gini of 0.78, which is 0.56 once corrected."""
    counts = [3, 1, 1, *[0] * 7]
    assert gini(counts) == pytest.approx(0.78)
    assert gini_corrected(counts) == pytest.approx(2 * (0.78 - 1) + 1)


def test_eight_events_on_ten_places():
    """The same formula: 0.80 is 0.75 when there are ten places and eight events."""
    counts = [4, 4, *[0] * 8]
    assert gini(counts) == pytest.approx(0.80)
    assert gini_corrected(counts) == pytest.approx(0.75)


def test_lorenz_by_hand():
    units, events = lorenz([1, 6, 3])
    np.testing.assert_allclose(units, [0, 1 / 3, 2 / 3, 1])
    np.testing.assert_allclose(events, [0, 0.1, 0.4, 1])


def test_holding_by_hand():
    assert [units_holding([4, 3, 2, 1], share) for share in (0.3, 0.4, 0.41, 0.7, 1)] == [1, 1, 2, 2, 4]


def test_one_event_to_a_unit_is_as_even_as_can_be():
    """Three events on ten units cannot lie more evenly."""
    assert gini_corrected([1, 1, 1, *[0] * 7]) == pytest.approx(0)
    assert gini([1, 1, 1, *[0] * 7]) == pytest.approx(0.7)


def one_by_one(values, times):
    """The draws written out, a count for each unit, shape (draws, units)."""
    rows = np.broadcast_shapes(values.shape, times.shape)
    both = zip(np.broadcast_to(values, rows), np.broadcast_to(times, rows), strict=True)
    return np.array([np.repeat(value, many) for value, many in both])


@pytest.mark.parametrize(("many", "high"), [(2_000, 30), (0, 30), (0, 0)])
@pytest.mark.parametrize("events", [4, 7, 9])
@pytest.mark.parametrize("empty", [True, False])
def test_chance_is_every_way_to_drop_the_events(empty, events, many, high, monkeypatch):
    """Each of the ways to draw, by moving the bounds between them."""
    monkeypatch.setattr(even, "MANY", many)
    monkeypatch.setattr(even, "HIGH", high)
    draws = 20_000
    found, often = np.unique(
        one_by_one(*even_spreads(events, 4, rng=seeded(), empty=empty, draws=draws)),
        axis=0,
        return_counts=True,
    )
    expected = slow_even(events, 4, empty)
    shares = {tuple(map(int, one)): n / often.sum() for one, n in zip(found, often, strict=True)}
    assert set(shares) <= set(expected)
    for spread, chance in expected.items():
        assert shares.get(spread, 0) == pytest.approx(chance, abs=0.015)


def slow_drops(events, units, draws):
    """Drop the events one by one, and throw away the draws that leave a unit empty."""
    rng, kept = seeded(8), []
    while len(kept) < draws:
        counts = np.bincount(rng.integers(0, units, events), minlength=units)
        if counts.all():
            kept.append(np.sort(counts))
    return np.array(kept)


@pytest.mark.parametrize(("events", "units"), [(60, 20), (90, 30)])
def test_chance_is_that_of_dropping_the_events_one_by_one(events, units):
    """The ends of the distribution too: the most that a unit has, and Gini's index."""
    ours = one_by_one(*even_spreads(events, units, rng=seeded(), empty=False, draws=4_000))
    slow = slow_drops(events, units, 4_000)
    for measure in (lambda rows: rows.max(axis=1), lambda rows: np.array([gini(row) for row in rows])):
        assert ks_2samp(measure(ours), measure(slow)).statistic < 0.04  # 0.03 is passed once in 20


@given(st.integers(1, 300), st.integers(0, 4_000), st.booleans())
def test_draws_add_up(units, more, empty):
    values, times = even_spreads(units + more, units, rng=seeded(), empty=empty, draws=7)
    rows = one_by_one(values, times)
    assert rows.shape[1] == units
    assert len(rows) in (1, 7)
    assert (rows.sum(axis=1) == units + more).all()
    assert rows.min() >= (0 if empty else 1)


@pytest.mark.parametrize("empty", [True, False])
def test_chance_for_many_units_is_as_for_few(empty):
    """Just below and above where the counts are told by unit."""
    means = []
    for units in (2_000, 2_001):
        values, times = even_spreads(3 * units, units, rng=seeded(2), empty=empty, draws=99)
        means.append(((values == 1) * times).sum(axis=1).mean() / units)
    assert means[0] == pytest.approx(means[1], rel=0.02)


@pytest.mark.parametrize("units", [50, 3_000])
def test_where_each_unit_has_one_event_chance_gives_the_same(units):
    found = measured(np.ones(units, dtype=int), empty_known=False, replicates=99)
    assert found.gini.value == found.chance_gini.high == 0
    assert found.p == 1
    assert not found.beyond_chance


def test_an_even_spread_is_seldom_said_to_be_concentrated():
    """Fewer events than units: a fifth of the units hold all of them, and that means nothing."""
    beyond = 0
    for seed in range(100):
        counts = seeded(seed).multinomial(40, np.full(200, 1 / 200))
        found = concentration(counts, rng=seeded(seed), replicates=199)
        assert found.holding(0.8).observed.value < 0.2
        beyond += found.beyond_chance
    assert beyond <= 12  # 5 expected


def test_places_that_a_list_names_are_seldom_said_to_be_concentrated():
    beyond = 0
    for seed in range(100):
        counts = seeded(seed).multinomial(300, np.full(400, 1 / 400))
        found = concentration(counts[counts > 0], rng=seeded(seed), empty_known=False, replicates=199)
        beyond += found.beyond_chance
    assert beyond <= 12


def test_a_real_concentration_is_seen():
    counts = seeded(4).negative_binomial(0.3, 0.1, 500)
    found = measured(counts)
    assert found.beyond_chance
    assert found.p == pytest.approx(0.001)
    assert found.holding(0.5).observed.high < found.holding(0.5).chance.low
    assert found.corrected.low > found.chance_corrected.high


def test_the_interval_holds_the_truth_about_as_often_as_it_says():
    """Long tails need many units for that; 300 are enough for nine in ten."""
    rng = seeded(5)
    truth = gini(rng.negative_binomial(0.8, 0.2, 400_000))
    inside = 0
    for seed in range(100):
        drawn = rng.negative_binomial(0.8, 0.2, 300)
        one = concentration(drawn, rng=seeded(seed), replicates=299, shares=(0.5,))
        inside += one.gini.low <= truth <= one.gini.high
    assert inside >= 88


def test_numbers_of_one_result_agree():
    found = measured([5, 0, 0, 2, 1])
    assert (found.units, found.occupied, found.events) == (5, 3, 8)
    assert found.holding(0.5).units == 1
    assert found.holding(0.5).observed.value == 0.2
    assert [one.share for one in found.holdings] == [0.25, 0.5, 0.8]


@pytest.mark.parametrize("counts", [[], [0, 0], [1, -1], [0.5, 1]])
def test_what_is_no_count_is_refused(counts):
    with pytest.raises(BadInput, match="hela tal|ingen händelse"):
        measured(counts)


def test_other_mistakes_are_refused():
    with pytest.raises(BadInput, match="inte kända"):
        measured([1, 0], empty_known=False)
    with pytest.raises(ValueError, match="a share"):
        measured([1, 2], shares=(1.5,))
    with pytest.raises(ValueError, match="fewer events"):
        even_spreads(2, 3, rng=seeded(), empty=False, draws=1)


@given(COUNTS)
def test_gini_is_the_mean_difference(counts):
    assert gini(counts) == pytest.approx(slow_gini(counts), abs=1e-9)
    units, events = lorenz(counts)
    assert gini(counts) == pytest.approx(1 - 2 * np.trapezoid(events, units), abs=1e-9)


@given(COUNTS, SHARES)
def test_holding_is_the_fullest_units(counts, share):
    assert units_holding(counts, share) == slow_holding(counts, share)


@given(COUNTS)
def test_corrected_lies_between_none_and_all(counts):
    assert -1e-9 <= gini_corrected(counts) <= gini(counts) + 1e-9 <= 1 + 1e-9


@given(COUNTS, st.integers(2, 5))
def test_gini_knows_no_size(counts, times):
    assert gini(np.array(counts) * times) == pytest.approx(gini(counts), abs=1e-9)
    assert gini(counts * times) == pytest.approx(gini(counts), abs=1e-9)


@given(COUNTS)
def test_ranges_hold_their_value(counts):
    found = concentration(counts, rng=seeded(), replicates=39)
    ranges = [found.gini, found.corrected, found.chance_gini, found.chance_corrected]
    ranges += [r for one in found.holdings for r in (one.observed, one.chance)]
    for one in ranges:
        assert one.low <= one.value <= one.high
    assert 0 < found.p <= 1
    assert all(one.units >= ceil(one.share * found.events / max(counts) - 1e-9) for one in found.holdings)
