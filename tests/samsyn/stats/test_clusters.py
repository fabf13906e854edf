"""Density clusters: by hand, against a slow program written from the definition, and their properties."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samsyn.errors import BadInput
from samsyn.stats.clusters import density_clusters


def slow(x, y, t, within_m, within_days, least):
    """Ester et al.'s algorithm, one event after the other; borders go to the first cluster that reaches them."""
    n = len(x)
    near = [
        [
            j
            for j in range(n)
            if (x[i] - x[j]) ** 2 + (y[i] - y[j]) ** 2 <= within_m**2 and abs(t[i] - t[j]) <= within_days
        ]
        for i in range(n)
    ]
    label, number = [-1] * n, 0
    for i in range(n):
        if label[i] >= 0 or len(near[i]) < least:
            continue
        label[i], waiting = number, [i]
        while waiting:
            for j in near[waiting.pop()]:
                if label[j] < 0:
                    label[j] = number
                    if len(near[j]) >= least:
                        waiting.append(j)
        number += 1
    return label


def test_by_hand():
    """A row of four 10 m apart, a lonely one, and a pair: with at least three near, only the row holds together."""
    x, y = [0, 10, 20, 30, 500, 900, 905], [0] * 7
    found = density_clusters(x, y, within_m=10, least=3)
    assert found.label.tolist() == [0, 0, 0, 0, -1, -1, -1]
    assert found.core.tolist() == [False, True, True, False, False, False, False]
    assert density_clusters(x, y, within_m=9.99, least=2).label.tolist() == [-1, -1, -1, -1, -1, 0, 0]
    assert density_clusters(x, y, [0, 1, 2, 30, 0, 0, 0], within_m=10, within_days=1, least=2).number == 2


@given(
    st.integers(0, 10**6),
    st.integers(1, 60),
    st.sampled_from([30.0, 75.0, 150.0]),
    st.integers(0, 10),
    st.integers(1, 5),
)
@settings(max_examples=80, deadline=None)
def test_as_the_slow_program(seed, n, within_m, within_days, least):
    rng = np.random.default_rng(seed)
    x, y = rng.integers(0, 12, (2, n)) * 30.0
    t = rng.integers(0, 20, n)
    found = density_clusters(x, y, t, within_m=within_m, within_days=within_days, least=least)
    assert found.label.tolist() == slow(x, y, t, within_m, within_days, least)
    plain = density_clusters(x, y, within_m=within_m, least=least)
    assert plain.label.tolist() == slow(x, y, [0] * n, within_m, 0, least)


def test_instants_and_days_are_the_same_question():
    rng = np.random.default_rng(1)
    x, y, t = *rng.uniform(0, 500, (2, 100)), rng.integers(0, 30, 100)
    options = {"within_m": 60, "within_days": 4, "least": 3}
    days = np.datetime64("2024-01-01") + t
    for times in (days, days.astype("datetime64[us]"), t + 0.0):
        np.testing.assert_array_equal(
            density_clusters(x, y, times, **options).label, density_clusters(x, y, t, **options).label
        )


def test_many_events_at_one_address_cost_no_more_than_one():
    """A million events at three places: were every pair looked at, it would take days."""
    x = np.repeat([0.0, 50.0, 5000.0], [500_000, 499_998, 2])
    found = density_clusters(x, np.zeros(x.size), within_m=50, least=3)
    assert found.number == 1
    assert (found.label[:-2] == 0).all()
    assert (found.label[-2:] == -1).all()


def test_nothing():
    assert density_clusters([], [], within_m=10).number == 0
    assert density_clusters([5.0], [5.0], within_m=10, least=1).label.tolist() == [0]


@pytest.mark.parametrize(
    ("x", "t", "options", "message"),
    [
        ([1, 2], None, {"within_m": 0}, "större än 0 meter"),
        ([1, 2], None, {"within_m": 10, "least": 0}, "minst 1"),
        ([1, 2], [1, 2], {"within_m": 10}, "hör ihop"),
        ([1, 2], None, {"within_m": 10, "within_days": 3}, "hör ihop"),
        ([1, 2], [1, np.nan], {"within_m": 10, "within_days": 3}, "tid är inget tal"),
        ([1, 2], [1], {"within_m": 10, "within_days": 3}, "2 punkter men 1 tider"),
        ([1, 2], [1, 2], {"within_m": 10, "within_days": -1}, "minst 0"),
        ([1, np.nan], None, {"within_m": 10}, "koordinat är inget tal"),
    ],
)
def test_what_cannot_be_used_is_said(x, t, options, message):
    with pytest.raises(BadInput, match=message):
        density_clusters(x, [590, 600], t, **options)


def test_degrees_are_refused():
    with pytest.raises(BadInput, match="grader"):
        density_clusters([18.1, 18.2], [59.3, 59.4], within_m=75)
