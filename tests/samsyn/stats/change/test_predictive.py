"""The negative binomial around a mean."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from samsyn.stats.change.predictive import at_least, at_most, quantile

MEANS, SPREADS = st.floats(1e-6, 1e4), st.floats(1, 50)


def right(mean, spread):
    return stats.poisson(mean) if spread - 1 < 1e-9 else stats.nbinom(mean / (spread - 1), 1 / spread)


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 3000), MEANS, SPREADS)
def test_tails_are_scipys(count, mean, spread):
    y, m, s = np.array([count, mean, spread], dtype=float)[:, None]
    expected = right(mean, spread)
    np.testing.assert_allclose(at_most(y, m, s), expected.cdf(count), rtol=1e-6, atol=1e-12)
    np.testing.assert_allclose(at_least(y, m, s), expected.sf(count - 1), rtol=1e-6, atol=1e-12)


@settings(max_examples=100, deadline=None)
@given(MEANS, SPREADS, st.floats(0.001, 0.999))
def test_quantile_is_the_smallest_count_that_reaches(mean, spread, share):
    m, s = np.array([mean]), np.array([spread])
    found = quantile(share, m, s)
    assert at_most(found, m, s) >= share * (1 - 1e-12)
    assert found == 0 or at_most(found - 1, m, s) < share


@pytest.mark.parametrize("mean", [np.nan, np.inf])
def test_what_is_not_a_mean_has_no_quantile(mean):
    assert np.isnan(quantile(0.9, np.array([mean]), np.array([1.0])))


def test_huge_means_end():
    assert np.isfinite(quantile(0.99, np.array([1e200]), np.array([2.0])))
