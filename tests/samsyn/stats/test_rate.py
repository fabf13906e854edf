"""Intervals and tests of Poisson counts, four ways."""

import json
from math import exp, factorial
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats import rates as statsmodels_rates

from samsyn.errors import BadInput
from samsyn.stats import rate

REFERENCE = json.loads((Path(__file__).parent / "reference" / "intervals.json").read_text())
COUNTS = st.integers(0, 2000)
LEVELS = st.floats(0.5, 0.999)


def test_garwood_is_as_r_gives_it():
    for level, key in ((0.95, "garwood"), (0.99, "garwood_99")):
        found = np.transpose(rate.poisson_interval(REFERENCE["counts"], level=level))
        np.testing.assert_allclose(found, REFERENCE[key], rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize(
    ("count", "low", "high"), [(0, 0.0, 3.689), (1, 0.0253, 5.572), (5, 1.623, 11.668), (10, 4.795, 18.390)]
)
def test_garwood_is_as_published(count, low, high):
    """The limits that tables have printed since Garwood (1936), to their decimals."""
    np.testing.assert_allclose(rate.poisson_interval(count), (low, high), atol=6e-4)


def test_byar_is_breslow_and_days_form_and_not_the_half_event_variant():
    low, high = rate.poisson_interval([0, 10], method="byar")
    assert low[0] == 0.0
    np.testing.assert_allclose((low[1], high[1]), (4.79, 18.39), atol=5e-3)
    assert abs(high[1] - 17.74) > 0.5  # x + 0.5 in both limits, as epitools has it


def test_mid_p_by_hand():
    """No events: half of exp(-m) = 0.025 gives m = -log(0.05); the lower limit is 0, not that number too."""
    low, high = rate.poisson_interval([0, 1, 3], method="midp")
    np.testing.assert_allclose(high[0], -np.log(0.05), rtol=1e-10)
    assert low[0] == 0.0
    # statsmodels 0.15.0, confint_poisson(method="midp-c")
    np.testing.assert_allclose(low[1:], [0.050020344867411234, 0.763096296491617], rtol=1e-7)
    np.testing.assert_allclose(high[1:], [4.931860526447705, 8.164469208403002], rtol=1e-7)


def test_mid_p_limits_solve_their_equations():
    x = np.array([1, 4, 30, 400])
    low, high = rate.poisson_interval(x, method="midp", level=0.9)
    np.testing.assert_allclose(stats.poisson.sf(x, low) + stats.poisson.pmf(x, low) / 2, 0.05, rtol=1e-8)
    np.testing.assert_allclose(
        stats.poisson.cdf(x - 1, high) + stats.poisson.pmf(x, high) / 2, 0.05, rtol=1e-8
    )


@pytest.mark.parametrize("mean", [0.3, 2.0, 7.5])
def test_exact_covers_at_least_and_mid_p_covers_about_the_level(mean):
    x = np.arange(200)
    weight = stats.poisson.pmf(x, mean)
    covered = {
        method: weight[(low <= mean) & (mean <= high)].sum()
        for method in ("exact", "midp")
        for low, high in [rate.poisson_interval(x, method=method)]
    }
    assert covered["exact"] >= 0.95
    assert covered["midp"] >= 0.92


@settings(max_examples=60, deadline=None)
@given(COUNTS, st.floats(0.01, 1e6), LEVELS, st.sampled_from(["exact", "midp", "byar"]))
def test_interval_holds_the_rate_and_scales_with_exposure(count, exposure, level, method):
    low, high = rate.poisson_interval(count, exposure=exposure, level=level, method=method)
    assert 0 <= low <= count / exposure <= high
    once_low, once_high = rate.poisson_interval(count, level=level, method=method)
    np.testing.assert_allclose((low * exposure, high * exposure), (once_low, once_high), rtol=1e-9)


@settings(max_examples=60, deadline=None)
@given(st.lists(COUNTS, max_size=20))
def test_interval_of_many_is_the_intervals_of_each(counts):
    low, high = rate.poisson_interval(counts, method="midp")
    assert low.shape == high.shape == (len(counts),)
    for count, one_low, one_high in zip(counts, low, high, strict=True):
        assert (one_low, one_high) == tuple(rate.poisson_interval(count, method="midp"))


def test_interval_broadcasts_and_says_what_it_cannot_know():
    low, high = rate.poisson_interval(np.array([[3], [5]]), exposure=[1.0, 0.0, 2.0])
    assert low.shape == (2, 3)
    assert (low[0, 1], high[0, 1]) == (0.0, np.inf)
    assert np.isnan(rate.poisson_interval(np.nan)[0])


def test_negative_counts_are_refused_in_swedish():
    with pytest.raises(BadInput, match="negativt"):
        rate.poisson_interval([1, -2])


def test_rate_per_thousand():
    found = rate.rate(25, 5000, per=1000, unit="rapporter per 1 000 invånare")
    assert (found.value, found.n, found.level) == (5.0, 25, 0.95)
    np.testing.assert_allclose((found.low, found.high), np.array([16.1787, 36.9049]) / 5, rtol=1e-5)


@pytest.mark.parametrize("exposure", [None, 0, float("nan")])
def test_rate_without_population_has_no_value(exposure):
    found = rate.rate(4, exposure, unit="rapporter per invånare")
    assert (found.value, found.low, found.high, found.n) == (None, None, None, 4)


@pytest.mark.parametrize("case", REFERENCE["ratios"])
def test_rate_ratio_is_as_r_gives_it(case):
    x1, x0, e1, e0 = case["counts"]
    found = rate.rate_ratio(x1, e1, x0, e0)
    assert found.low == pytest.approx(case["low"], rel=1e-7, abs=1e-9)
    assert found.high == pytest.approx(np.inf if case["high"] is None else case["high"], rel=1e-7)
    assert found.p == pytest.approx(case["midp"], rel=1e-9)


def test_rate_ratio_by_hand():
    """3 against 0 with equal exposure: P(3 of 3) = 1/8, so p = 2 x 1/8 exactly and half of that by mid-P."""
    found = rate.rate_ratio(3, 1, 0, 1)
    assert (found.ratio, found.high) == (np.inf, np.inf)
    assert found.p == pytest.approx(0.125)
    assert found.p_exact == pytest.approx(0.25)


def test_mid_p_halves_both_tails():
    """20 against 10: 0.0708. Taking half of one tail only, as statsmodels' cond-midp does, gives 0.0847."""
    found = rate.rate_ratio(20, 1, 10, 1)
    assert found.p == pytest.approx(0.0707555, rel=1e-5)
    assert found.p_exact == pytest.approx(0.09873714670538905, rel=1e-9)


def test_rate_ratio_of_nothing():
    found = rate.rate_ratio(0, 2, 0, 3)
    assert np.isnan(found.ratio)
    assert (found.low, found.high, found.p) == (0.0, np.inf, 1.0)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 60), st.integers(0, 60), st.floats(0.1, 10), st.floats(0.1, 10))
def test_rate_ratio_turned_around(x1, x0, e1, e0):
    found, turned = rate.rate_ratio(x1, e1, x0, e0), rate.rate_ratio(x0, e0, x1, e1)
    assert found.p == pytest.approx(turned.p, rel=1e-7, abs=1e-12)
    assert 0 <= found.p <= found.p_exact <= 1
    if x1 and x0:
        assert found.low == pytest.approx(1 / turned.high, rel=1e-7)
        assert found.low <= found.ratio <= found.high


def slow_e_test(k1, n1, k0, n0):
    """Krishnamoorthy & Thomson's double sum, term by term."""

    def t(x1, x0):
        return abs(x1 / n1 - x0 / n0) / np.sqrt(x1 / n1**2 + x0 / n0**2) if x1 + x0 else 0.0

    def pmf(x, mean):
        return exp(-mean) * mean**x / factorial(x)

    pooled = (k1 + k0) / (n1 + n0)
    seen = t(k1, k0) * (1 - 1e-12)
    cells = ((x1, x0) for x1 in range(90) for x0 in range(90))
    return sum(pmf(x1, n1 * pooled) * pmf(x0, n0 * pooled) for x1, x0 in cells if t(x1, x0) >= seen)


@pytest.mark.parametrize("case", [(3, 1, 0, 1), (7, 2, 1, 1), (4, 1, 9, 3), (0, 1, 6, 2), (5, 1.5, 5, 1)])
def test_e_test_is_the_double_sum(case):
    assert rate.e_test(*case) == pytest.approx(slow_e_test(*case), rel=1e-9)


def test_e_test_is_as_published_and_as_peers_give_it():
    """0.0884 and 0.1749: examples of Krishnamoorthy & Thomson (2004); the others from statsmodels 0.15.0."""
    found = rate.e_test([0, 6, 20, 10, 20], [1, 1, 1, 1, 4], [3, 2, 10, 25, 10], [1, 1, 1, 1, 2])
    np.testing.assert_allclose(
        found, [0.088379009455, 0.17487482094, 0.06883178210810947, 0.01075244763, 1.0], rtol=1e-9
    )


def test_statsmodels_etest_takes_another_statistic_where_exposures_differ():
    """3 over 3.67 against 2 over 0.56: statsmodels 0.15.0 gives 0.07 by "etest" and this p by "etest-wald"."""
    case = (3, 3.66775806390138, 2, 0.555381748847517)
    assert rate.e_test(*case) == pytest.approx(slow_e_test(*case), rel=1e-9)
    peer = statsmodels_rates.test_poisson_2indep
    wald, score = (peer(*case, method=method).pvalue for method in ("etest-wald", "etest"))
    assert rate.e_test(*case) == pytest.approx(wald, rel=1e-9)
    assert score < 0.08 < wald


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 300), st.integers(0, 300), st.floats(0.2, 5), st.floats(0.2, 5), st.floats(0.01, 100))
def test_e_test_knows_neither_order_nor_unit(k1, k0, n1, n0, unit):
    p = float(rate.e_test(k1, n1, k0, n0))
    assert 0 <= p <= 1
    assert p == pytest.approx(float(rate.e_test(k0, n0, k1, n1)), rel=1e-6, abs=1e-9)
    assert p == pytest.approx(float(rate.e_test(k1, n1 * unit, k0, n0 * unit)), rel=1e-6, abs=1e-9)


def test_e_test_of_many_and_of_none():
    rng = np.random.default_rng(4)
    k1, k0 = rng.poisson(8, 700), rng.poisson(11, 700)
    together = rate.e_test(k1, 1.0, k0, 2.0)
    assert together.shape == (700,)
    np.testing.assert_allclose(
        together[::97], [rate.e_test(a, 1, b, 2) for a, b in zip(k1[::97], k0[::97], strict=True)]
    )
    assert rate.e_test([], 1, [], 1).shape == (0,)
    assert rate.e_test(0, 1, 0, 1) == 1.0


def test_score_intervals_and_p_are_as_statsmodels_gives_them():
    """statsmodels 0.15.0: confint_poisson(method="score") and test_poisson_2indep(20, 1, 10, 1, method="score")."""
    low, high = rate.poisson_interval([0, 1, 3, 10, 50], method="score")
    expected = [0.0, 0.17652455493515307, 1.02027072836432, 5.431986105614364, 37.92922689980594]
    np.testing.assert_allclose(low, expected, rtol=1e-9)
    expected = [
        3.841458820694127,
        5.6649342657589745,
        8.821188092329807,
        18.409472715079765,
        65.91223192088819,
    ]
    np.testing.assert_allclose(high, expected, rtol=1e-9)
    assert rate.rate_ratio(20, 1, 10, 1).p_score == pytest.approx(0.06788915486182899, rel=1e-9)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 60), st.integers(0, 60), st.floats(0.1, 10), st.floats(0.1, 10))
def test_the_score_interval_holds_what_its_test_accepts(x1, x0, e1, e0):
    """The limits are the ratios whose score test has p = 0.05: x1 - x0 r against its standard error."""
    found = rate.rate_ratio(x1, e1, x0, e0)
    for limit in (found.score_low, found.score_high):
        if 0 < limit < np.inf:
            r = limit * e1 / e0
            assert (x1 - x0 * r) ** 2 / ((x1 + x0) * r) == pytest.approx(1.959963984540054**2, rel=1e-6)
    inside = bool(found.score_low <= 1 <= found.score_high)
    assert inside == bool(found.p_score >= 0.05) or found.p_score == pytest.approx(0.05, abs=1e-6)


def test_epitools_byar_is_the_half_event_variant():
    """epitools' pois.byar gives 5.13-17.74 at ten events and a negative limit at none; Breslow & Day's does neither."""
    low, high = rate.poisson_interval([0, 10], method="byar")
    np.testing.assert_allclose((low[1], high[1]), (4.79, 18.39), atol=0.005)
    assert low[0] == 0


def test_statsmodels_mid_p_has_no_lower_end_above_zero_events():
    """statsmodels 0.15.0 gives 2.9957 as both ends at no events; the lower end is 0."""
    low, high = rate.poisson_interval(0, method="midp")
    assert low == 0
    assert high == pytest.approx(2.9957322735, rel=1e-8)
