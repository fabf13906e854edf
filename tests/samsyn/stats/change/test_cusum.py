"""Cumulative sums: against R, against a slow program, by hand, and by their properties."""

import json
from pathlib import Path

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st

from samsyn.errors import BadInput
from samsyn.stats.change import cusum
from samsyn.stats.change.harmonic import seasonal_mean
from tests.support.count_series import KINDS, series

REFERENCE = json.loads((Path(__file__).parents[1] / "reference" / "change.json").read_text())["cusum"]
CASES = [(trans, mean) for trans in REFERENCE for mean in REFERENCE[trans]]


@pytest.mark.parametrize(("transformation", "mean"), CASES)
@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "empty"])
def test_compatibility_is_as_r_surveillance(transformation, mean, kind):
    """R surveillance 1.20.3, weeks 157 to 312, k 1.04, h 2.26."""
    told = REFERENCE[transformation][mean][kind]
    when = np.array(told["judged"]) - 1
    options = {"assessed": when, "mean": mean, "transformation": transformation}
    found = cusum([series(kind)], **options, compat="surveillance")
    np.testing.assert_allclose(found.bound[0], told["upper"], rtol=1e-6, atol=1e-7)
    np.testing.assert_array_equal(found.alarm[0], np.array(told["alarm"]) == 1)
    np.testing.assert_array_equal(cusum([series(kind)], **options).alarm, found.alarm)


def test_surveillance_squares_a_negative_root():
    """Mean 1, a sum of 4.9 before, limit 2: even no event alarms, so the bound is 0, where R shows 0.135."""
    options = {"assessed": [10, 11], "k": 1.1, "h": 2.0, "mean": [1.0, 1.0]}
    counts = [[1] * 10 + [9, 0]]
    right, peer = cusum(counts, **options), cusum(counts, **options, compat="surveillance")
    assert right.statistic[0] == pytest.approx([4.9, 2.3])
    assert right.alarm[0].all()
    assert right.bound[0, 1] == 0
    assert peer.bound[0, 1] == pytest.approx((np.sqrt(0.4) - 1) ** 2)


def test_by_hand():
    """Standardised by the mean 4: (6 - 4) / 2 = 1, less 0.5; then (8 - 4) / 2 = 2, less 0.5: sums 0.5 and 2."""
    found = cusum([[4, 4, 6, 8, 0]], assessed=slice(2, 5), transformation="standard", k=0.5, h=2)
    np.testing.assert_allclose(found.statistic[0], [0.5, 2.0, 0.0])
    assert found.alarm[0].tolist() == [False, True, False]
    np.testing.assert_allclose(found.bound[0], [4 + 2 * 2.5, 4 + 2 * 2.0, 4 + 2 * 0.5])
    again = cusum(
        [[4, 4, 6, 8, 8]], assessed=slice(2, 5), transformation="standard", k=0.5, h=2, restart=True
    )
    np.testing.assert_allclose(again.statistic[0], [0.5, 2.0, 1.5])


def slow_cusum(counts, first, k, h):
    mean = sum(counts[:first]) / first
    total, alarms, sums = 0.0, [], []
    for y in counts[first:]:
        z = (y - 3 * mean + 2 * (y * mean) ** 0.5) / (2 * mean**0.5)
        total = max(0.0, total + z - k)
        sums.append(total)
        alarms.append(total >= h)
    return sums, alarms


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 30), min_size=20, max_size=60).filter(lambda y: sum(y[:10]) > 0))
def test_the_slow_program_and_the_bound_agree(counts):
    found = cusum([counts], assessed=slice(10, None))
    sums, alarms = slow_cusum(counts, 10, 1.04, 2.26)
    np.testing.assert_allclose(found.statistic[0], sums, rtol=1e-9, atol=1e-9)
    assert found.alarm[0].tolist() == alarms
    reached = np.array(counts[10:]) >= found.bound[0] - 1e-9
    near = np.abs(found.statistic[0] - 2.26) < 1e-9
    np.testing.assert_array_equal(reached[~near], found.alarm[0][~near])


@pytest.mark.parametrize("kind", ["busy", "seasonal", "large", "outbreaks"])
def test_the_wave_is_statsmodels_poisson_regression(kind):
    counts = np.array(series(kind), dtype=float)
    angle = 2 * np.pi * np.arange(312) / 52
    x = np.column_stack([np.ones(312), np.cos(angle), np.sin(angle)])
    fitted = sm.GLM(counts[:200], x[:200], family=sm.families.Poisson()).fit(tol=1e-12)
    found = seasonal_mean(counts[None, :200], np.arange(200, 312), 52)
    np.testing.assert_allclose(found[0], np.exp(x[200:] @ fitted.params), rtol=1e-8)


def test_a_missing_week_stands_still():
    counts = np.array([4.0, 4, 7, np.nan, 7])
    found = cusum([counts], assessed=slice(2, 5))
    alone = cusum([[4, 4, 7, 7]], assessed=slice(2, 4))
    assert np.isnan(found.statistic[0, 1])
    assert not found.alarm[0, 1]
    assert found.statistic[0, 2] == alone.statistic[0, 1]


def test_streams_do_not_know_each_other_and_nothing_is_half_an_event():
    rng = np.random.default_rng(3)
    counts = np.vstack([rng.poisson(5, 200), np.zeros(200), rng.poisson(0.2, 200)])
    for mean in ("constant", "seasonal"):
        together = cusum(counts, assessed=slice(150, 200), mean=mean)
        alone = cusum(counts[2], assessed=slice(150, 200), mean=mean)
        np.testing.assert_allclose(together.bound[2], alone.bound[0], rtol=1e-9)
        assert together.expected[1, 0] == pytest.approx(0.5 / 150)
        assert not together.alarm[1].any()


def test_what_cannot_be_summed_is_refused():
    with pytest.raises(BadInput, match="inga tidigare"):
        cusum([[1, 2, 3]], assessed=slice(0, 3))
    with pytest.raises(BadInput, match="minst ett år"):
        cusum([[1] * 60], assessed=slice(40, 60), mean="seasonal")
    with pytest.raises(BadInput, match="negativt"):
        cusum([[1, -2, 3]], assessed=2)
    with pytest.raises(ValueError, match="follow each other"):
        cusum([[1] * 9], assessed=[3, 5])
    assert cusum([[1, 2, 3]], assessed=slice(2, 2)).bound.shape == (1, 0)
    missing = cusum([[np.nan, np.nan, 3]], assessed=2)
    assert np.isnan(missing.bound).all()
    assert not missing.alarm.any()
