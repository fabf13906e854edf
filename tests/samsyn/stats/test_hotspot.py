"""Getis and Ord's local G*."""

import json
from itertools import combinations, permutations, product
from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from samsyn.errors import BadInput
from samsyn.stats.hotspot import gi_star
from samsyn.stats.multiplicity import benjamini_hochberg
from samsyn.stats.neighbours import grid_neighbours, neighbours_of_pairs

COLUMBUS = json.loads((Path(__file__).parent / "reference" / "columbus.json").read_text())
LINE = neighbours_of_pairs([0, 1, 2], [1, 2, 3], 4)


def seeded(seed=1):
    return np.random.default_rng(seed)


def square(side):
    row, column = np.divmod(np.arange(side * side), side)
    return grid_neighbours(column, row)


def columbus(**options):
    near = neighbours_of_pairs(*np.array(COLUMBUS["pairs"]).T, 49)
    return gi_star(COLUMBUS["crime"], near, **options)


def slow_z(values, near):
    """Getis and Ord's formula as it is printed, one unit at a time."""
    n, mean = len(values), sum(values) / len(values)
    deviation = (sum(v * v for v in values) / n - mean**2) ** 0.5
    result = []
    for i in range(n):
        weights = [1 if j == i or j in near.index[near.first[i] : near.first[i + 1]] else 0 for j in range(n)]
        total = sum(weights)
        above = sum(w * v for w, v in zip(weights, values, strict=True)) - mean * total
        below = deviation * ((n * sum(w * w for w in weights) - total**2) / (n - 1)) ** 0.5
        result.append(above / below if below > 1e-9 else 0.0)
    return result


def test_by_hand():
    """1, 2, 6, 3 in a line: mean 3, S² = 3.5; the third with both neighbours holds 11, expected 9, variance 3.5."""
    found = gi_star([1, 2, 6, 3], LINE)
    assert found.z[2] == pytest.approx((11 - 9) / np.sqrt(3.5 * (4 * 3 - 9) / 3))
    assert found.p_above[2] == pytest.approx(0.142525, abs=1e-6)
    assert found.p_above + found.p_below == pytest.approx(1)


def test_columbus_as_esda_gives_it():
    np.testing.assert_allclose(columbus().z, COLUMBUS["gi_star"], rtol=1e-9)


def test_columbus_by_permutation_as_esda_gives_it():
    """esda has 999 permutations and gives the smaller tail; four standard errors."""
    found = columbus(null="conditional", rng=seeded(), permutations=99_999)
    smaller = np.minimum(found.p_above, found.p_below)
    error = 4 * np.sqrt(smaller * (1 - smaller) / 999) + 0.002
    assert (np.abs(smaller - COLUMBUS["p_folded"]) < error).all()


def test_every_permutation_counted():
    """A line of five: for each, all 24 orders of the other values written out."""
    values, near = [5, 0, 1, 1, 4], neighbours_of_pairs([0, 1, 2, 3], [1, 2, 3, 4], 5)
    found = gi_star(values, near, null="conditional", rng=seeded(), permutations=99_999)
    for i in range(5):
        around = near.index[near.first[i] : near.first[i + 1]].tolist()
        rest = values[:i] + values[i + 1 :]
        sums = [sum((*p[:i], values[i], *p[i:])[j] for j in around) for p in permutations(rest)]
        observed = sum(values[j] for j in around)
        assert found.p_above[i] == pytest.approx(np.mean([s >= observed for s in sums]), abs=0.008)
        assert found.p_below[i] == pytest.approx(np.mean([s <= observed for s in sums]), abs=0.008)


def test_every_way_to_drop_the_events_counted():
    """Four events on a line of four, all 256 ways."""
    values = [1, 0, 3, 0]
    found = gi_star(values, LINE, null="even")
    ways = [[way.count(unit) for unit in range(4)] for way in product(range(4), repeat=4)]
    for i in range(4):
        around = [i, *LINE.index[LINE.first[i] : LINE.first[i + 1]].tolist()]
        sums, observed = [sum(way[j] for j in around) for way in ways], sum(values[j] for j in around)
        assert found.p_above[i] == pytest.approx(np.mean([s >= observed for s in sums]))
        assert found.p_below[i] == pytest.approx(np.mean([s <= observed for s in sums]))


def test_a_lonely_peak_is_found_among_events_but_not_by_its_surroundings():
    counts = np.ones(400)
    counts[210] = 40
    around = gi_star(counts, square(20), null="conditional", rng=seeded())
    assert around.p_above[210] == 1
    assert gi_star(counts, square(20), null="even").p_above[210] < 1e-12


@pytest.mark.parametrize("null", ["even", "conditional"])
def test_planted_places_are_found_and_few_others(null):
    rng = seeded(3)
    counts = rng.poisson(1.0, (40, 40))
    counts[10:13, 20:23] += rng.poisson(6, (3, 3))
    found = gi_star(counts.ravel(), square(40), null=null, rng=rng, permutations=99_999)
    sure = benjamini_hochberg(found.p_above).rejected.reshape(40, 40)
    assert sure[11, 21]
    assert sure.sum() - sure[9:14, 19:24].sum() <= 2


@pytest.mark.parametrize("null", ["even", "conditional"])
def test_nothing_planted_seldom_raises_anything(null):
    alarms = 0
    for seed in range(60):
        rng = seeded(seed)
        counts = rng.poisson(0.3, 900)
        found = gi_star(counts, square(30), null=null, rng=rng, permutations=9_999)
        alarms += benjamini_hochberg(found.p_above).rejected.any()
    assert alarms <= 8  # 3 expected at 0.05; 8 is beyond the 99 % limit


def test_a_normal_z_is_too_bold_for_small_counts():
    """Why the other two are there."""
    alarms = 0
    for seed in range(60):
        counts = seeded(seed).poisson(0.3, 900)
        alarms += benjamini_hochberg(gi_star(counts, square(30)).p_above).rejected.any()
    assert alarms > 20


def test_the_same_seed_gives_the_same_values():
    counts = seeded(8).poisson(2, 100)
    one, two = (gi_star(counts, square(10), null="conditional", rng=seeded(4)) for _ in range(2))
    np.testing.assert_array_equal(one.p_above, two.p_above)


def test_what_cannot_be_computed_is_refused():
    with pytest.raises(BadInput, match="värde"):
        gi_star([1, 2], LINE)
    with pytest.raises(BadInput, match="värde"):
        gi_star([1, 2, 3, np.nan], LINE)
    with pytest.raises(ValueError, match="rng"):
        gi_star([1, 2, 3, 4], LINE, null="conditional")
    for wrong in ([1, 2, 3, 0.5], [1, 2, 3, -1]):
        with pytest.raises(ValueError, match="needs counts"):
            gi_star(wrong, LINE, null="even")


@pytest.mark.parametrize("null", ["normal", "even", "conditional"])
def test_nothing_and_all_alike(null):
    none = gi_star([], neighbours_of_pairs([], [], 0), null=null, rng=seeded())
    assert none.z.shape == none.p_above.shape == (0,)
    alike = gi_star([2, 2, 2, 2], LINE, null=null, rng=seeded())
    assert alike.z.tolist() == [0] * 4
    assert (alike.p_above >= 0.4).all()


COUNTS = st.lists(st.integers(0, 30), min_size=2, max_size=12)
GRAPHS = COUNTS.flatmap(
    lambda counts: st.tuples(
        st.just(counts), st.sets(st.sampled_from(list(combinations(range(len(counts)), 2))), max_size=20)
    )
)


@given(GRAPHS)
def test_z_is_the_formula(case):
    counts, pairs = case
    near = neighbours_of_pairs(*np.array(sorted(pairs)).reshape(-1, 2).T, len(counts))
    np.testing.assert_allclose(gi_star(counts, near).z, slow_z(counts, near), atol=1e-9)


@given(GRAPHS, st.floats(0.01, 1000), st.integers(-50, 50))
def test_z_knows_no_unit(case, scale, shift):
    counts, pairs = case
    assume(len(set(counts)) > 1)
    near = neighbours_of_pairs(*np.array(sorted(pairs)).reshape(-1, 2).T, len(counts))
    moved = gi_star(np.array(counts) * scale + shift * scale, near)
    np.testing.assert_allclose(moved.z, gi_star(counts, near).z, atol=1e-6)


@settings(max_examples=30)
@given(GRAPHS)
def test_p_values_are_ranks(case):
    counts, pairs = case
    near = neighbours_of_pairs(*np.array(sorted(pairs)).reshape(-1, 2).T, len(counts))
    found = gi_star(counts, near, null="conditional", rng=seeded(), permutations=99)
    for p in (found.p_above, found.p_below):
        assert ((p >= 0.01 - 1e-12) & (p <= 1)).all()
        np.testing.assert_allclose(p * 100, np.round(p * 100), atol=1e-9)
    assert (found.p_above + found.p_below >= 1).all()  # a tie counts on both sides
