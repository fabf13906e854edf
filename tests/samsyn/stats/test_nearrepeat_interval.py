"""The interval of observed by expected pairs: by hand, by its definition, beside Garwood's, and how often it covers."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import chi2, nbinom

from samsyn.errors import BadInput
from samsyn.stats.nearrepeat import ratio_interval
from samsyn.stats.rate import poisson_interval


def test_by_hand_with_the_published_limits_of_ten():
    """Garwood's limits of 10 are 4.795 and 18.39 (Garwood 1936, table 1); here by an expected 5."""
    low, high = ratio_interval(10, 5.0, 5.0)
    assert (float(low), float(high)) == pytest.approx((4.795 / 5, 18.39 / 5), abs=1e-3)


def test_pairs_that_vary_no_more_than_counts_have_garwoods_interval():
    low, high = ratio_interval(37, 20.0, 12.0)
    peer = poisson_interval(37, exposure=20.0)
    assert (float(low), float(high)) == pytest.approx([float(one) for one in peer])


def test_as_the_definition_says():
    """With twice the variance a count says half as much: the limits of 18.5, doubled."""
    low, high = ratio_interval(37, 20.0, 40.0, level=0.9)
    slow = chi2.ppf(0.05, 37) / 2 * 2 / 20, chi2.ppf(0.95, 37 + 2) / 2 * 2 / 20
    assert (float(low), float(high)) == pytest.approx(slow)


def test_it_covers_about_as_often_as_it_says():
    rng = np.random.default_rng(1)
    mean, ratio, widen = 30.0, 2.0, 1.8
    seen = nbinom.rvs(mean * ratio / (widen - 1), 1 / widen, size=4_000, random_state=rng)
    low, high = ratio_interval(seen, mean, mean * widen)
    assert np.mean((low <= ratio) & (ratio <= high)) == pytest.approx(0.955, abs=0.015)


@given(st.integers(0, 500), st.floats(0.01, 300), st.floats(0, 2_000))
@settings(max_examples=80, deadline=None)
def test_it_holds_the_ratio_and_is_wider_where_pairs_vary_more(seen, mean, variance):
    low, high = (float(one) for one in ratio_interval(seen, mean, variance))
    wide_low, wide_high = (float(one) for one in ratio_interval(seen, mean, 2 * variance + mean))
    assert 0 <= low <= seen / mean * (1 + 1e-12) <= high * (1 + 1e-12)
    assert wide_low <= low * (1 + 1e-9)
    assert wide_high >= high * (1 - 1e-9)


def test_where_none_can_be_expected_nothing_is_said():
    low, high = ratio_interval([0, 2], [0.0, 0.0], [0.0, 0.0])
    assert np.isnan([low, high]).all()


@pytest.mark.parametrize("given_", [(-1, 1.0, 1.0), (1, np.nan, 1.0), (1, 1.0, np.inf)])
def test_what_is_no_number_is_said(given_):
    with pytest.raises(BadInput, match="par"):
        ratio_interval(*given_)
