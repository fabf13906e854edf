"""EARS C1, C2 and C3."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import norm

from samsyn.stats.change import ears
from tests.support.count_series import series

REFERENCE = json.loads((Path(__file__).parents[1] / "reference" / "ears.json").read_text())
VARIANTS = pytest.mark.parametrize("variant", ["C1", "C2", "C3"])


@VARIANTS
def test_as_r_surveillance(variant):
    limit = norm.ppf(1 - REFERENCE["alpha"][variant])
    for kind, reference in REFERENCE["variants"][variant].items():
        found = ears(
            [series(kind)], variant=variant, assessed=slice(19, 312), limit=limit, compat="surveillance"
        )
        upper = np.array([np.nan if value is None else value for value in reference["upper"]], dtype=float)
        told = ~np.isnan(upper)
        np.testing.assert_allclose(found.high[0, told], upper[told], rtol=1e-12, atol=1e-12)
        alarms = (np.array(series(kind))[19:] > found.high[0])[told]
        np.testing.assert_array_equal(alarms, np.array(reference["alarm"])[told].astype(bool))


def test_by_hand():
    """Window 1..7: mean 4, variance 28 / 6. A 12 is 3.70 standard deviations above."""
    counts = [[1, 2, 3, 4, 5, 6, 7, 12]]
    found = ears(counts, assessed=7)
    deviation = np.sqrt(28 / 6)
    assert found.expected[0, 0] == 4
    assert found.high[0, 0] == pytest.approx(4 + 3 * deviation)
    assert found.p_above[0, 0] == pytest.approx(norm.sf(8 / deviation))
    assert found.history[0, 0] == 7


def slow_c3(counts, now):
    """Hutwagner et al. (2003): the sum over three periods of what exceeds one standard deviation."""
    total = 0.0
    for t in (now, now - 1, now - 2):
        window = counts[t - 9 : t - 2]
        total += max(0.0, (counts[t] - np.mean(window)) / np.std(window, ddof=1) - 1)
    return total


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 10**6))
def test_published_c3_counts_the_period_itself(seed):
    counts = np.random.default_rng(seed).poisson(6, 30)
    found = ears([counts], variant="C3", assessed=slice(12, 30))
    statistic = np.array([slow_c3(counts, now) for now in range(12, 30)])
    np.testing.assert_array_equal(counts[12:] > found.high[0], (statistic > 2) & (counts[12:] > 0))
    np.testing.assert_allclose(found.p_above[0], norm.sf(statistic), rtol=1e-9)


@VARIANTS
def test_without_a_whole_window_nothing_is_said(variant):
    found = ears(np.ones((2, 9)), variant=variant, assessed=slice(0, 7))
    assert np.isnan(found.expected).all()
    assert not found.history.any()
    assert ears(np.ones((0, 9)), variant=variant, assessed=8).high.shape == (0, 1)


@VARIANTS
def test_a_flat_window_makes_any_excess_an_alarm(variant):
    counts = np.zeros((2, 20))
    counts[1, -1] = 1
    found = ears(counts, variant=variant, assessed=-1)
    assert (counts[:, -1:] > found.high).ravel().tolist() == [False, True]


def test_too_short_a_baseline_is_refused():
    with pytest.raises(ValueError, match="at least 3"):
        ears([[1, 2, 3]], baseline=2, assessed=-1)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10**6), st.integers(2, 50), st.sampled_from(["C1", "C2", "C3"]))
def test_scale(seed, factor, variant):
    counts = np.random.default_rng(seed).poisson(5, (3, 25)) + np.arange(25) % 2
    once, more = (ears(counts * k, variant=variant, assessed=slice(15, 25)) for k in (1, factor))
    np.testing.assert_allclose(more.high, once.high * factor, rtol=1e-9)
    np.testing.assert_allclose(more.p_above, once.p_above, rtol=1e-6)
