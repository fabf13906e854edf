"""The Bayes method: against R, against the predictive distribution by simulation and by hand, and by its properties."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from samsyn.errors import BadInput
from samsyn.stats.change import bayes
from tests.support.count_series import KINDS, series

REFERENCE = json.loads((Path(__file__).parents[1] / "reference" / "change.json").read_text())["bayes"]
SETTINGS = {
    "b0w6": {"level": 0.9},
    "b2w4": {"years_back": 2, "half_window": 4, "level": 0.98},
    "b3w3": {"years_back": 3, "half_window": 3, "current_year": False, "level": 0.9},
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", SETTINGS)
def test_as_r_surveillance(name, kind):
    told = REFERENCE[name][kind]
    when = np.array(told["judged"]) - 1
    found = bayes([series(kind)], assessed=when, **SETTINGS[name])
    np.testing.assert_array_equal(found.high[0], told["upper"])
    np.testing.assert_array_equal(np.array(series(kind))[when] > found.high[0], np.array(told["alarm"]) == 1)


def test_by_hand():
    """Six weeks with 12 events in all: the next is negative binomial of size 12.5 and probability 6 / 7."""
    found = bayes([[9, 1, 2, 3, 1, 2, 3, 7]], assessed=7)
    right = stats.nbinom(12.5, 6 / 7)
    assert found.expected[0, 0] == pytest.approx(12.5 / 6)
    assert found.high[0, 0] == right.ppf(0.95)
    assert found.p_above[0, 0] == pytest.approx(right.sf(6))
    assert found.p_below[0, 0] == pytest.approx(right.cdf(7))
    assert found.dispersion[0, 0] == pytest.approx(7 / 6)
    assert found.history[0, 0] == 6


def test_it_is_the_poisson_gamma_mixture():
    """Draw the mean from its gamma and the count from its Poisson: the share at or above agrees within its error."""
    rng = np.random.default_rng(8)
    drawn = rng.poisson(rng.gamma(12.5, 1 / 6, 400_000))
    found = bayes([[1, 2, 3, 1, 2, 3, 5]], assessed=6)
    assert found.p_above[0, 0] == pytest.approx(np.mean(drawn >= 5), abs=4 * np.sqrt(0.05 / 400_000))


def slow_baseline(counts, now, years_back, half_window, current_year, frequency):
    times = list(range(now - half_window, now)) if current_year else []
    for year in range(1, years_back + 1):
        times += range(now - year * frequency - half_window, now - year * frequency + half_window + 1)
    values = [counts[t] for t in times if t >= 0 and not np.isnan(counts[t])]
    return sum(values), len(values)


@settings(max_examples=50, deadline=None)
@given(
    st.integers(0, 2**32 - 1),
    st.integers(0, 3),
    st.integers(1, 4),
    st.booleans(),
    st.integers(0, 59),
)
def test_the_baseline_is_the_slow_one(seed, years_back, half_window, current_year, now):
    rng = np.random.default_rng(seed)
    counts = rng.poisson(3, 60).astype(float)
    counts[rng.random(60) < 0.1] = np.nan
    options = (years_back, half_window, current_year, 12)
    events, periods = slow_baseline(counts, now, *options)
    names = ("years_back", "half_window", "current_year", "frequency")
    found = bayes([counts], assessed=now, **dict(zip(names, options, strict=True)))
    assert found.history[0, 0] == periods
    if periods and not np.isnan(counts[now]):
        assert found.expected[0, 0] == pytest.approx((events + 0.5) / periods)
    else:
        assert np.isnan(found.expected[0, 0])
        assert np.isnan(found.high[0, 0])


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 2**32 - 1), st.floats(0.01, 1000))
def test_the_unit_of_exposure_does_not_matter(seed, unit):
    counts = np.random.default_rng(seed).poisson(4, (3, 20))
    exposure = np.linspace(1, 2, 60).reshape(3, 20)
    found = bayes(counts, assessed=-1, exposure=exposure)
    scaled = bayes(counts, assessed=-1, exposure=exposure * unit)
    np.testing.assert_allclose(found.p_above, scaled.p_above, rtol=1e-9)
    plain = bayes(counts, assessed=-1, exposure=np.full((3, 20), unit))
    np.testing.assert_allclose(plain.expected, bayes(counts, assessed=-1).expected, rtol=1e-9)


def test_negative_counts_are_refused():
    with pytest.raises(BadInput, match="negativt"):
        bayes([[1, -1]], assessed=1)
