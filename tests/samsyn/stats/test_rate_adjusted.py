"""Standardised and smoothed rates, and the likelihood form of the conditional test, four ways."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats import rates as statsmodels_rates

from samsyn.errors import BadInput
from samsyn.stats.rate import likelihood_p, smoothed, standardised

# Fleiss (1981), p. 249: a birth defect by mother's age, for first to fourth children and later ones.
EVENTS = [
    [107, 141, 60, 40, 39, 25],
    [25, 150, 110, 84, 82, 39],
    [3, 71, 114, 103, 108, 75],
    [1, 26, 64, 89, 137, 96],
    [0, 8, 63, 112, 262, 295],
]
BIRTHS = [
    [230061, 329449, 114920, 39487, 14208, 3052],
    [72202, 326701, 208667, 83228, 28466, 5375],
    [15050, 175702, 207081, 117300, 45026, 8660],
    [2293, 68800, 132424, 98301, 46075, 9834],
    [327, 30666, 123419, 149919, 104088, 34392],
]


def test_fay_and_feuers_table_1():
    """Their example for first children: 92.3 (80.4 to 105.8); epitools 0.5-10.1 gives more digits."""
    found = standardised(EVENTS, BIRTHS, np.sum(BIRTHS, axis=0))
    scaled = [1e5 * limit[0] for limit in found]
    np.testing.assert_allclose(scaled, [92.30453, 80.44175, 105.76335], rtol=1e-6)
    assert np.all(found.low < found.rate)
    assert np.all(found.rate < found.high)


def test_as_epitools():
    """epitools 0.5-10.1, ageadjust.direct on counts of our own."""
    found = standardised(
        [[3, 8, 21, 4, 0]], [900, 1500, 2600, 1100, 400], [20000, 25000, 30000, 15000, 10000]
    )
    np.testing.assert_allclose(
        [limit[0] for limit in found],
        [0.00496853146853147, 0.00344250108369491, 0.00709522200445789],
        rtol=1e-10,
    )


def test_standardising_by_hand():
    """Rates of 0.1 and 0.4, and a standard of three to one: 0.75 x 0.1 + 0.25 x 0.4 = 0.175."""
    assert standardised([[10, 8]], [[100, 20]], [3, 1]).rate[0] == pytest.approx(0.175)


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 200), st.floats(0.5, 1e6), st.floats(0.5, 0.99))
def test_one_stratum_is_garwoods_interval(count, exposure, level):
    found = standardised([[count]], [[exposure]], [7], level=level)
    tail = (1 - level) / 2
    assert found.high[0] == pytest.approx(stats.chi2.isf(tail, 2 * count + 2) / 2 / exposure)
    low = stats.chi2.ppf(tail, 2 * count) / 2 / exposure if count else 0.0
    assert found.low[0] == pytest.approx(low)


def test_what_cannot_be_standardised():
    found = standardised([[1, 0], [1, 1]], [[10, 0], [10, 10]], [1, 1])
    assert np.isnan(found.rate[0])
    assert np.isnan(found.high[0])
    assert found.rate[1] == pytest.approx(0.1)
    assert standardised([[1, 0]], [[10, 0]], [1, 0]).rate[0] == pytest.approx(0.1)
    with pytest.raises(BadInput, match="Standardbefolkningen är tom"):
        standardised([[1]], [[1]], [0])
    with pytest.raises(BadInput, match="negativt"):
        standardised([[-1]], [[1]], [1])


def test_marshall_as_esda():
    """esda 2.9.0, Empirical_Bayes on counts of our own."""
    found = smoothed([0, 3, 30, 7, 90, 1, 44], [120, 900, 2500, 800, 9000, 60, 1500])
    expected = [0.008766394660826259, 0.0056993945384687375, 0.011970521853101357, 0.009668710954784422]
    expected += [0.010066149130871114, 0.01247639342739488, 0.02599865910518591]
    np.testing.assert_allclose(found, expected, rtol=1e-10)


def test_esda_lets_the_variance_between_areas_be_negative():
    """It then draws rates past the whole: 0.00472 for an area without an event, above the 0.00471 of all."""
    found = smoothed([0, 3, 12, 7, 40, 1], [120, 900, 2500, 800, 9000, 60])
    np.testing.assert_allclose(found, 63 / 13380)


def test_smoothing_by_hand():
    """Rates 0.1 and 0.3 over 100 each: all 0.2, between 0.01 - 0.2 / 100 = 0.008, trust 0.008 / 0.01."""
    np.testing.assert_allclose(smoothed([10, 30], [100, 100]), [0.2 - 0.08, 0.2 + 0.08])


def slow_smoothed(counts, units):
    pairs = [(x, n) for x, n in zip(counts, units, strict=True) if n > 0]
    total = sum(n for _, n in pairs)
    whole = sum(x for x, _ in pairs) / total
    between = sum(n * (x / n - whole) ** 2 for x, n in pairs) / total - whole / (total / len(pairs))
    between = max(between, 0)
    return [
        whole + between / (between + whole / n) * (x / n - whole) if n > 0 and whole > 0 else whole
        for x, n in zip(counts, units, strict=True)
    ]


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 500)), min_size=1, max_size=8))
def test_smoothed_rates_lie_between_their_own_and_that_of_all(pairs):
    counts, units = (np.array(one, dtype=float) for one in zip(*pairs, strict=True))
    found = smoothed(counts, units)
    if not units.any():
        assert np.isnan(found).all()
        return
    np.testing.assert_allclose(found, slow_smoothed(counts, units), rtol=1e-9, atol=1e-12)
    whole = counts[units > 0].sum() / units.sum()
    rate = np.divide(counts, units, out=np.full(counts.shape, whole), where=units > 0)
    assert np.all((found >= np.minimum(rate, whole) - 1e-12) & (found <= np.maximum(rate, whole) + 1e-12))


@pytest.mark.parametrize(
    ("case", "p", "mid_p"),
    [
        ((7, 52, 19, 104), 0.540812938609234, 0.472973668228327),
        ((20, 4, 10, 2), 1.0, 0.923492378403755),
        ((3, 1, 1, 2.5), 0.0733027905039567, 0.0399833402748854),
        ((0, 2, 5, 1), 0.00411522633744856, 0.00205761316872428),
        ((12, 1, 4, 1), 0.076812744140625, 0.06292724609375),
    ],
)
def test_likelihood_p_is_as_r_and_statsmodels_give_it(case, p, mid_p):
    """R 4.2.2, poisson.test, and that less half the probability of the observed count."""
    found, found_mid = likelihood_p(*case)
    assert found == pytest.approx(p, rel=1e-9)
    assert found_mid == pytest.approx(mid_p, rel=1e-9)
    peer = statsmodels_rates.test_poisson_2indep
    assert found == pytest.approx(peer(*case, method="exact-cond").pvalue, rel=1e-9)
    assert found_mid == pytest.approx(peer(*case, method="cond-midp").pvalue, rel=1e-9)


def test_likelihood_p_of_twenty_against_ten():
    """statsmodels 0.15.0: exact-cond 0.0987, cond-midp 0.0847."""
    p, mid_p = likelihood_p(20, 1, 10, 1)
    assert p == pytest.approx(0.09873714670538905, rel=1e-9)
    assert mid_p == pytest.approx(0.08474634634330873, rel=1e-9)


def slow_likelihood_p(x1, e1, x0, e0):
    n, share = x1 + x0, e1 / (e1 + e0)
    terms = [stats.binom.pmf(k, n, share) for k in range(n + 1)]
    return sum(term for term in terms if term <= terms[x1] * (1 + 1e-7))


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 300), st.integers(0, 300), st.floats(0.2, 5), st.floats(0.2, 5))
def test_likelihood_p_is_the_slow_sum_and_knows_no_order(x1, x0, e1, e0):
    p, _ = likelihood_p(x1, e1, x0, e0)
    assert p == pytest.approx(slow_likelihood_p(x1, e1, x0, e0), rel=1e-6, abs=1e-12)
    assert p == pytest.approx(float(likelihood_p(x0, e0, x1, e1)[0]), rel=1e-6, abs=1e-12)


def test_likelihood_p_of_many_of_large_and_of_none():
    p, _ = likelihood_p([[3, 0], [2_000_000, 5]], 1.0, [0, 0], 2.0)
    assert p.shape == (2, 2)
    assert p[0, 1] == 1
    assert p[1, 0] == 0
    assert np.isnan(likelihood_p(3, 0, 2, 0)[0])
    assert likelihood_p([], 1, [], 1)[0].shape == (0,)
