"""The scan: by hand, against a slow program and every permutation, and what it says where nothing is."""

from itertools import permutations
from math import log

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from samsyn.errors import BadInput
from samsyn.stats.scan import scan
from samsyn.stats.scan.kernel import likelihood


def seeded(seed=1):
    return np.random.default_rng(seed)


def slow(counts, x, y, *, population=None, prospective=False, most_areas=50, longest=None, most_share=0.5):
    """Every circle and span, written out; returns the highest score."""
    counts = np.asarray(counts)
    areas, times = counts.shape
    total, best = counts.sum(), 0.0
    longest = longest or max(times // 2, 1)
    for a in range(areas):
        away = [((x[a] - x[b]) ** 2 + (y[a] - y[b]) ** 2) ** 0.5 for b in range(areas)]
        for radius in sorted(set(np.round(away, 6))):
            zone = [b for b in range(areas) if away[b] <= radius + 1e-5]
            if population is None:
                inside = counts[zone].sum()
            else:
                inside = total * sum(population[b] for b in zone) / sum(population)
            if len(zone) > most_areas or inside > most_share * total:
                continue
            for first in range(times):
                for end in [times] if prospective else range(first + 1, times + 1):
                    if end - first > longest:
                        continue
                    c = counts[zone, first:end].sum()
                    of_time = (
                        counts[:, first:end].sum() / total if population is None else (end - first) / times
                    )
                    e = inside * of_time
                    if c > e:
                        rest = (total - c) * log((total - c) / (total - e)) if c < total else 0
                        best = max(best, c * log(c / e) + rest)
    return best


def some(seed, areas=8, times=6):
    rng = seeded(seed)
    x, y = rng.permutation(200)[: 2 * areas].reshape(2, areas) * 100.0
    return rng.poisson(1.5, (areas, times)), x, y


def test_by_hand():
    """
    Two areas far apart, two times, 10 events each but for 8 and 2 swapped: 8 where 5 are expected of 20; log likelihood
    ratio 8 log(8/5) + 12 log(12/15).
    """
    found = scan([[8, 2], [2, 8]], [0, 5000], [0, 0], rng=seeded()).clusters[0]
    assert (found.observed, found.expected, found.ratio) == (8, 5, 1.6)
    assert found.score == pytest.approx(8 * log(8 / 5) + 12 * log(12 / 15))
    assert likelihood(20, 5, 20) == pytest.approx(20 * log(4))
    assert likelihood(5, 5, 20) == 0


@given(st.integers(0, 10**6), st.booleans(), st.booleans(), st.integers(1, 6))
@example(33, True, False, 1)  # a score that only rounding errors lift above nothing
@settings(max_examples=60, deadline=None)
def test_as_the_slow_program(seed, prospective, by_population, longest):
    counts, x, y = some(seed)
    people = seeded(seed).integers(50, 500, 8) if by_population else None
    options = {"prospective": prospective, "longest": longest, "most_areas": 5, "population": people}
    found = scan(counts, x, y, rng=seeded(), replications=1, **options)
    expected = slow(counts, x, y, **options)
    assert (found.clusters[0].score if found.clusters else 0.0) == pytest.approx(expected, abs=1e-9)


def test_p_as_every_permutation_gives_it():
    """Seven events in three areas and three times: all 5,040 ways to share the times among the events."""
    area, time = np.array([0, 0, 0, 1, 1, 2, 2]), [0, 0, 1, 1, 2, 2, 2]
    x, y = [0, 1000, 5000], [0, 0, 0]

    def table(times):
        counts = np.zeros((3, 3), dtype=int)
        np.add.at(counts, (area, list(times)), 1)
        return counts

    observed = slow(table(time), x, y)
    ways = np.array([slow(table(way), x, y) for way in permutations(time)])
    found = scan(table(time), x, y, rng=seeded(), replications=20_000)
    assert found.clusters[0].score == pytest.approx(observed)
    assert found.clusters[0].p == pytest.approx(np.mean(ways >= observed - 1e-9), abs=0.015)


def planted(seed=1):
    rng = seeded(seed)
    x, y = rng.uniform(0, 10_000, (2, 60))
    counts = rng.poisson(1.0, (60, 20))
    near = np.argsort(np.hypot(x - x[5], y - y[5]))[:4]
    counts[near, 17:] += 3
    return counts, x, y, set(near.tolist())


@pytest.mark.parametrize("population", [None, np.full(60, 1000)])
@pytest.mark.parametrize("prospective", [False, True])
def test_what_is_planted_is_found(population, prospective):
    counts, x, y, near = planted()
    found = scan(counts, x, y, rng=seeded(), population=population, prospective=prospective)
    first = found.clusters[0]
    assert len(near & set(first.areas)) >= 3
    assert (first.first, first.end) == (17, 20)
    assert first.p == 1 / 1000
    assert first.p_gumbel < 0.001
    held = [area for cluster in found.clusters for area in cluster.areas]
    assert len(held) == len(set(held))
    assert found.clusters[1].p > 0.05
    assert first.observed == counts[list(first.areas), 17:20].sum()


def test_a_place_that_always_has_much_is_found_only_against_a_population():
    counts = np.ones((20, 10), dtype=int)
    counts[3] = 9
    x, y = np.arange(20) * 1000.0, np.zeros(20)
    alone = scan(counts, x, y, rng=seeded(), replications=99)
    assert all(cluster.p > 0.5 for cluster in alone.clusters)
    against = scan(counts, x, y, rng=seeded(), replications=99, population=np.full(20, 100)).clusters[0]
    assert 3 in against.areas
    assert against.p == 0.01


def test_satscan_takes_equidistant_areas_one_at_a_time():
    """Four areas 20 m from the fifth: a circle around it holds one or all five, never some in an order nobody chose."""
    x, y = [0, 20, -20, 0, 0, 9000, 9000, 9050], [0, 0, 0, 20, -20, 0, 9000, 9000]
    three_rise = np.array([[1, 5], [1, 5], [1, 5], [5, 1], [5, 1], [9, 9], [9, 9], [9, 9]])
    found = [one.areas for one in scan(three_rise, x, y, rng=seeded(), replications=9).clusters]
    assert found
    assert not [areas for areas in found if areas[0] == 0 and len(areas) not in (1, 5)]
    assert {0, 1, 2} not in map(set, found)  # what one at a time would give first
    all_rise = np.array([*[[1, 5]] * 5, *[[9, 9]] * 3])
    assert scan(all_rise, x, y, rng=seeded(), replications=9).clusters[0].areas == (0, 1, 2, 3, 4)


def test_the_same_seed_gives_the_same_whatever_the_threads():
    counts, x, y, _ = planted()
    for options in ({}, {"population": np.full(60, 10)}, {"enough": 5}):
        one, four = (
            scan(counts, x, y, rng=seeded(3), replications=150, threads=n, **options) for n in (1, 4)
        )
        assert one == four


def test_early_stop_is_the_same_test_with_less_work():
    """Besag & Clifford: h of l replicates at least as strong gives p = h / l."""
    counts, x, y = some(4, areas=20)
    whole = scan(counts, x, y, rng=seeded(), replications=999)
    early = scan(counts, x, y, rng=seeded(), replications=999, enough=20)
    assert whole.clusters[0].p > 0.1
    assert early.replications < 300
    assert early.clusters[0].p == 20 / early.replications
    assert early.clusters[0].p == pytest.approx(whole.clusters[0].p, abs=0.25)
    counts, x, y, _ = planted()
    assert scan(counts, x, y, rng=seeded(), replications=199, enough=20).clusters[0].p == 1 / 200


def test_gumbel_is_near_many_replicates():
    counts, x, y = some(8, areas=30, times=10)
    found = scan(counts, x, y, rng=seeded(), replications=4000).clusters[0]
    assert found.p_gumbel == pytest.approx(found.p, abs=0.05)


@pytest.mark.parametrize("by_population", [False, True])
def test_nothing_planted_is_seldom_found(by_population):
    alarms = 0
    for seed in range(150):
        counts, x, y = some(seed, areas=15, times=8)
        people = np.full(15, 100) if by_population else None
        found = scan(counts, x, y, rng=seeded(seed), replications=99, population=people)
        alarms += found.clusters[0].p <= 0.05
    assert alarms <= 15  # 7.5 expected; 15 is beyond the 99.5 % limit


@pytest.mark.parametrize("counts", [np.zeros((3, 4), dtype=int), [[1, 0], [0, 0]], [[5, 5]]])
def test_too_little_to_search(counts):
    n = len(counts)
    assert scan(counts, np.arange(n) * 1000, np.zeros(n), rng=seeded(), replications=9).clusters == ()


@pytest.mark.parametrize(
    ("counts", "x", "options", "message"),
    [
        ([[1.5, 1], [1, 1]], [0, 1000], {}, "hela tal"),
        ([[-1, 1], [1, 1]], [0, 1000], {}, "hela tal"),
        ([[np.nan, 1], [1, 1]], [0, 1000], {}, "hela tal"),
        ([1, 2], [0, 1000], {}, "hela tal"),
        ([[1, 1], [1, 1]], [0, 1000, 2000], {}, "2 områden men 3 mittpunkter"),
        ([[1, 1], [1, 1]], [0, np.nan], {}, "koordinat är inget tal"),
        ([[1, 1], [1, 1]], [18.1, 18.3], {}, "grader"),
        ([[1, 1], [1, 1]], [0, 1000], {"population": [10, 0]}, "befolkning 0"),
        ([[1, 1], [1, 1]], [0, 1000], {"population": [10]}, "Befolkningen"),
    ],
)
def test_what_cannot_be_used_is_said(counts, x, options, message):
    with pytest.raises(BadInput, match=message):
        scan(counts, x, np.zeros(len(x)), rng=seeded(), **options)
