"""Farrington's method of 1996: against R, against the slow program, by hand, and by its properties."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from samsyn.stats.change import enough_events, farrington, farrington_original
from tests.support.count_series import KINDS, series

REFERENCE = json.loads((Path(__file__).parents[1] / "reference" / "change.json").read_text())["original"]
COMPILED = pytest.mark.parametrize("compiled_from", [0, 10**9], ids=["compiled", "plain"])


@COMPILED
@pytest.mark.parametrize("kind", KINDS)
def test_compatibility_is_as_r_surveillance(kind, compiled_from, monkeypatch):
    """R surveillance 1.20.3, farrington with b 5, w 3, alpha 0.1: its limit is 0 where there are few events."""
    monkeypatch.setattr(farrington, "COMPILED_FROM", compiled_from)
    told = REFERENCE[kind]
    when = np.array(told["judged"]) - 1
    counts = np.array(series(kind))
    found = farrington_original([counts], assessed=when, level=0.9, compat="surveillance")
    enough = enough_events([counts], assessed=when)[0]
    upper = np.array([np.nan if value is None else value for value in told["upper"]], dtype=float)
    ours = np.where(enough, found.high[0], 0.0)
    same = np.isclose(ours, upper, rtol=1e-6, atol=1e-9) | (np.isnan(ours) & np.isnan(upper))
    assert same.all()
    np.testing.assert_array_equal((counts[when] > found.high[0]) & enough, np.array(told["alarm"]) == 1)


def slow_limits(counts, now, alpha):
    """Farrington et al. (1996), sections 3.2-3.6, without a trend and one number at a time."""
    past = [counts[now - year * 52 + shift] for year in range(1, 6) for shift in range(-3, 4)]
    weights = [1.0] * len(past)
    for turn in range(2):
        mean = sum(w * y for w, y in zip(weights, past, strict=True)) / sum(weights)
        phi = sum(w * (y - mean) ** 2 / mean for w, y in zip(weights, past, strict=True)) / (len(past) - 1)
        phi = max(phi, 1.0)
        if turn == 0:
            hat = 1 / len(past)
            residuals = [
                1.5 * (y ** (2 / 3) * mean ** (-1 / 6) - mean**0.5) / (phi * (1 - hat)) ** 0.5 for y in past
            ]
            weights = [s**-2 if s > 1 else 1.0 for s in residuals]
            weights = [w * len(past) / sum(weights) for w in weights]
    tau = phi + phi / (sum(weights) * mean) * mean
    z = stats.norm.ppf(1 - alpha / 2)
    return [
        mean * max(1 + sign * 2 / 3 * z * (mean**-2 * mean * tau) ** 0.5, 0) ** 1.5 for sign in (-1, 1)
    ], mean


@pytest.mark.parametrize("seed", range(6))
def test_the_correct_mode_is_the_slow_program(seed):
    counts = np.random.default_rng(seed).negative_binomial(6, 0.4, 300)
    found = farrington_original([counts], assessed=299, level=0.9)
    if np.isnan(found.trend[0, 0]):
        (low, high), mean = slow_limits(counts, 299, 0.1)
        assert found.expected[0, 0] == pytest.approx(mean, rel=1e-9)
        assert found.low[0, 0] == pytest.approx(low, rel=1e-9)
        assert found.high[0, 0] == pytest.approx(high, rel=1e-9)


def test_most_of_the_slow_cases_have_no_trend():
    """The test above compares only those; here it is seen that they are there."""
    flat = [
        np.isnan(
            farrington_original(
                [np.random.default_rng(seed).negative_binomial(6, 0.4, 300)], assessed=299
            ).trend[0, 0]
        )
        for seed in range(6)
    ]
    assert sum(flat) >= 4


def test_by_hand():
    """35 weeks of 4: mean 4, phi 1, tau 1 + 1 / 35; limits in the power 2/3."""
    found = farrington_original([[4] * 300], assessed=-1, level=0.95)
    deviation = np.sqrt(4 / 9 * 4 ** (1 / 3) * (1 + 1 / 35))
    assert found.expected[0, 0] == pytest.approx(4)
    assert found.high[0, 0] == pytest.approx((4 ** (2 / 3) + 1.959963984540054 * deviation) ** 1.5)
    assert found.history[0, 0] == 35
    assert found.error[0, 0] == pytest.approx(np.sqrt(1 / 140))


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 2**32 - 1), st.sampled_from([None, "surveillance"]))
def test_a_missing_week_is_not_a_zero(seed, compat):
    counts = np.random.default_rng(seed).poisson(9, 300).astype(float)
    gap, zero = counts.copy(), counts.copy()
    gap[299 - 52] = np.nan
    zero[299 - 52] = 0
    options = {"assessed": 299, "compat": compat}
    found, lowered = farrington_original([gap], **options), farrington_original([zero], **options)
    assert found.history[0, 0] == lowered.history[0, 0] - 1 == 34
    assert found.expected[0, 0] > lowered.expected[0, 0] or not np.isnan(found.trend[0, 0])
