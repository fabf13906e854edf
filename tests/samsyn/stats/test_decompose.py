"""STL: against R and statsmodels, against a slow local regression, by hand, and by its properties."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.tsa.seasonal import STL

from samsyn.errors import BadInput
from samsyn.stats.decompose import stl
from samsyn.stats.loess import Loess, smoother
from tests.support.count_series import series

REFERENCE = json.loads((Path(__file__).parent / "reference" / "stl.json").read_text())


@pytest.mark.parametrize("kind", ["busy", "rising", "large"])
def test_as_r(kind):
    told = REFERENCE["weekly"][kind]
    found, wider = stl([series(kind)], period=52), stl([series(kind)], period=52, season=7)
    np.testing.assert_allclose(found.season[0], told["seasonal"], rtol=1e-9, atol=1e-9)
    np.testing.assert_allclose(found.trend[0], told["trend"], rtol=1e-9, atol=1e-9)
    np.testing.assert_allclose(wider.season[0], told["seasonal7"], rtol=1e-9, atol=1e-9)
    np.testing.assert_allclose(wider.trend[0], told["trend7"], rtol=1e-9, atol=1e-9)


def test_months_as_r():
    found = stl([series("seasonal")[:84]], period=12)
    np.testing.assert_allclose(found.season[0], REFERENCE["monthly"]["seasonal"], rtol=1e-9, atol=1e-9)
    np.testing.assert_allclose(found.trend[0], REFERENCE["monthly"]["trend"], rtol=1e-9, atol=1e-9)


@pytest.mark.parametrize("kind", ["busy", "seasonal"])
def test_smoothing_at_every_time_as_statsmodels(kind):
    counts = np.array(series(kind), dtype=float)[:120]
    peer = STL(counts, period=12, seasonal=11, trend=25, low_pass=13, seasonal_deg=0).fit(
        inner_iter=2, outer_iter=0
    )
    found = stl([counts], period=12, season=11, trend=25, exact=True)
    np.testing.assert_allclose(found.season[0], peer.seasonal, rtol=1e-8, atol=1e-8)
    np.testing.assert_allclose(found.trend[0], peer.trend, rtol=1e-8, atol=1e-8)


def test_a_pure_rhythm_by_hand():
    """A level of 5 and a wave that sums to zero come back exactly: all strength is the season's."""
    wave = np.array([3.0, -1, -2, 0])
    found = stl([np.tile(wave, 6) + 5], period=4)
    np.testing.assert_allclose(found.season[0], np.tile(wave, 6), atol=1e-9)
    np.testing.assert_allclose(found.trend[0], 5, atol=1e-9)
    np.testing.assert_allclose(found.remainder, 0, atol=1e-9)
    assert found.season_strength[0] == pytest.approx(1)


def slow_loess(values, at, window, degree):
    """Fit a weighted polynomial in the nearest points, by least squares."""
    places = np.arange(len(values))
    distance = np.sort(np.abs(places - at))
    reach = distance[min(window, len(values)) - 1]
    weights = (1 - np.minimum(np.abs(places - at) / reach, 1) ** 3) ** 3
    x = np.vander(places - at, degree + 1, increasing=True).astype(float)
    return np.linalg.lstsq(x * np.sqrt(weights)[:, None], values * np.sqrt(weights), rcond=None)[0][0]


@pytest.mark.parametrize("degree", [0, 1])
def test_the_smoother_is_a_local_regression(degree):
    """The points within 0.1 and beyond 99.9 % of the window weigh a little otherwise: at most 1e-6 of a value."""
    values = np.random.default_rng(2).normal(0, 1, 40)
    found = smoother(40, Loess(15, degree, 1)) @ values
    slow = [slow_loess(values, at, 15, degree) for at in range(40)]
    np.testing.assert_allclose(found, slow, atol=1e-6)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(2, 12), st.integers(1, 40), st.booleans())
def test_parts_add_up_and_are_linear(seed, period, more, exact):
    rng = np.random.default_rng(seed)
    one, other = rng.normal(10, 3, (2, 2 * period + more))
    a, b = stl(one, period=period, exact=exact), stl(other, period=period, exact=exact)
    both = stl([one, 2 * other + 7], period=period, exact=exact)
    np.testing.assert_allclose(both.trend + both.season + both.remainder, [one, 2 * other + 7], atol=1e-9)
    np.testing.assert_allclose(both.trend, [a.trend[0], 2 * b.trend[0] + 7], atol=1e-8)
    np.testing.assert_allclose(both.season, [a.season[0], 2 * b.season[0]], atol=1e-8)
    assert ((both.season_strength >= 0) & (both.season_strength <= 1)).all()
    np.testing.assert_allclose(both.season[:, period:], both.season[:, :-period], atol=1e-9)


def test_what_cannot_be_decomposed_is_refused():
    with pytest.raises(BadInput, match="mer än två hela perioder"):
        stl([np.ones(24)], period=12)
    with pytest.raises(BadInput, match="1 värden saknas"):
        stl([[1.0, np.nan] + [2.0] * 30], period=4)
    with pytest.raises(ValueError, match="at least 2"):
        stl([np.ones(9)], period=1)
    with pytest.raises(ValueError, match="season is an odd number from 7"):
        stl([np.ones(99)], period=4, season=8)
    with pytest.raises(ValueError, match="trend is an odd number from 3"):
        stl([np.ones(99)], period=4, trend=4)
    with pytest.raises(ValueError, match="shape"):
        stl(np.ones((2, 2, 99)), period=4)


def test_nothing_that_varies_has_no_strength():
    found = stl([np.zeros(30), np.full(30, 4.0)], period=7)
    assert np.isnan(found.season_strength[0])
    np.testing.assert_allclose(found.trend[1], 4)
    assert stl(np.empty((0, 30)), period=7).trend.shape == (0, 30)
