"""A cylinder that is pointed out, and how much counts vary: by hand, by every permutation, beside other programs."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import chi2_contingency, fisher_exact

from samsyn.errors import BadInput
from samsyn.stats.scan import cylinder_tail, dispersion, scan

counts = st.lists(st.integers(0, 9), min_size=2, max_size=6)


def test_by_hand():
    """Ten events, four of them here and four of them now: at least three are both in 25 of 210 ways."""
    expected, p = cylinder_tail([3, 1], [1, 5], [0])
    assert expected == 1.6
    assert p == pytest.approx(25 / 210)


def test_as_every_permutation_gives_it():
    """Seven events with a place and a time each; all ways to deal the times out."""
    place, now = [0, 0, 0, 1, 1, 2, 2], [1, 1, 0, 0, 1, 0, 0]
    here, then = (
        [sum(t == when for p, t in zip(place, now, strict=True) if p == k) for k in range(3)]
        for when in (1, 0)
    )
    drawn = [sum(t for p, t in zip(place, dealt, strict=True) if p == 0) for dealt in permutations(now)]
    expected, p = cylinder_tail(here, then, [0])
    assert expected == pytest.approx(np.mean(drawn))
    assert p == pytest.approx(np.mean(np.array(drawn) >= 2))


def test_as_fishers_exact_test():
    _, p = cylinder_tail([12, 30, 8], [20, 90, 70], [0, 2])
    assert p == pytest.approx(fisher_exact([[20, 30], [90, 90]], alternative="greater").pvalue)


@given(now=counts, seed=st.integers(0, 99))
@settings(max_examples=50, deadline=None)
def test_the_tail_is_a_chance_and_all_areas_tell_nothing(now, seed):
    before = np.random.default_rng(seed).integers(0, 9, len(now))
    expected, p = cylinder_tail(now, before, [0])
    assert 0 <= p <= 1
    assert expected <= now[0] + before[0]
    assert cylinder_tail(now, before, [0, 0]) == (expected, p)
    assert cylinder_tail(now, before, range(len(now)))[1] == pytest.approx(1)
    assert cylinder_tail(now, before, [0], dispersion=2)[1] >= p or now[0] <= expected


def test_nothing_at_all():
    assert cylinder_tail([0, 0], [0, 0], [1]) == (0, 1)


def test_the_dispersion_is_pearsons_chi_square_by_its_degrees_of_freedom():
    table = np.random.default_rng(1).poisson(3, (6, 9))
    peer = chi2_contingency(table, correction=False)
    assert dispersion(table) == pytest.approx(peer.statistic / peer.dof)
    assert (
        dispersion([[4, 0], [0, 4]]) == 8
    )  # by hand: each of four cells is 2 from 2, by one degree of freedom


def test_events_one_by_one_have_dispersion_1_and_clumps_their_size():
    rng = np.random.default_rng(2)
    single = rng.poisson(rng.gamma(3, 1, (40, 1)) * np.ones(50))
    assert dispersion(single) == pytest.approx(1, abs=0.1)
    assert dispersion(single * 3) == pytest.approx(3 * dispersion(single))


@pytest.mark.parametrize("few", [np.zeros((3, 3)), [[1, 2, 3]], [[1], [2]], [[0, 0], [1, 2]]])
def test_too_little_to_tell_how_counts_vary(few):
    assert dispersion(few) == 1


def test_what_varies_more_is_a_weaker_cluster():
    counts = np.random.default_rng(3).poisson(2, (10, 12))
    counts[2, -2:] += 6
    x, y = np.arange(10) * 1000.0, np.zeros(10)

    def p(spread):
        made = scan(counts, x, y, rng=np.random.default_rng(4), prospective=True, dispersion=spread)
        return made.clusters[0].p

    assert p(1.0) < p(2.0) < p(6.0)


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (lambda: cylinder_tail([1, 2], [1], [0]), "2 områden nu men 1"),
        (lambda: cylinder_tail([1.5, 2], [1, 1], [0]), "hela tal"),
        (lambda: cylinder_tail([np.nan, 2], [1, 1], [0]), "hela tal"),
        (lambda: cylinder_tail([1, 2], [1, 1], [0], dispersion=0.5), "mindre än 1"),
        (lambda: dispersion([1, 2]), "hela tal"),
        (lambda: dispersion([[-1, 2], [1, 1]]), "hela tal"),
        (
            lambda: scan([[1, 2], [2, 1]], [0, 1000], [0, 0], rng=np.random.default_rng(1), dispersion=0.9),
            "mindre än 1",
        ),
    ],
)
def test_what_cannot_be_used_is_said(ask, message):
    with pytest.raises(BadInput, match=message):
        ask()
