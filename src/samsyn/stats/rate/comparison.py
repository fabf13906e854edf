"""Two counts or rates against each other, exactly."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from samsyn.stats.rate.interval import Floats, events_of


@dataclass(frozen=True)
class RateRatio:
    """
    Rate 1 divided by rate 0; arrays of one shape.

    Parameters
    ----------
    ratio, low, high : ndarray
        The ratio and its exact interval.
    p : ndarray
        Two-sided mid-P value of equal rates.
    p_exact : ndarray
        Two-sided exact value, never too small; agrees with the interval.
    score_low, score_high, p_score : ndarray
        Interval and two-sided p-value of the score test: closer to `level` than the exact ones, and now and
        then a little below it.
    """

    ratio: Floats
    low: Floats
    high: Floats
    p: Floats
    p_exact: Floats
    score_low: Floats
    score_high: Floats
    p_score: Floats


def rate_ratio(
    count_1: ArrayLike,
    exposure_1: ArrayLike,
    count_0: ArrayLike,
    exposure_0: ArrayLike,
    *,
    level: float = 0.95,
) -> RateRatio:
    """
    Compare two Poisson rates exactly, given their sum.

    Parameters
    ----------
    count_1, exposure_1 : array_like
        The rate above the line, e.g. the period.
    count_0, exposure_0 : array_like
        The rate below the line, e.g. the period before. All four broadcast.
    level : float, default 0.95

    Returns
    -------
    RateRatio
        Clopper-Pearson limits carried over to the ratio, and p = 2 min(P(X < x), P(X > x)) + P(X = x), at
        most 1. With no events at all the ratio is NaN, the interval (0, inf) and p = 1; with no events below
        it is inf. The score limits are Wilson's, carried over in the same way.

    Raises
    ------
    BadInput
        If a count or an exposure is negative.

    References
    ----------
    .. [1] J. Przyborowski & H. Wilenski (1940), Homogeneity of results in testing samples from Poisson
       series, Biometrika 31(3/4), 313-323.
    .. [2] N. E. Breslow & N. E. Day (1987), Statistical Methods in Cancer Research II, IARC, chapter 3.
    .. [3] H. K. T. Ng & M. L. Tang (2005), Testing the equality of two Poisson means using the rate ratio,
       Statistics in Medicine 24(6), 955-965 (score test).

    Examples
    --------
    >>> float(rate_ratio(20, 1, 10, 1).ratio)
    2.0
    """
    from scipy.special import ndtr

    from samsyn.stats.proportion import clopper_pearson, wilson

    x1, x0 = np.broadcast_arrays(events_of(count_1), events_of(count_0))
    e1, e0 = events_of(exposure_1, "Exponeringen"), events_of(exposure_0, "Exponeringen")
    exact, score = (method(x1, x1 + x0, level=level) for method in (clopper_pearson, wilson))
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = (x1 / e1) / (x0 / e0)
        low, high = (share / (1 - share) * e0 / e1 for share in exact)
        score_low, score_high = (share / (1 - share) * e0 / e1 for share in score)
        z = (x1 * e0 - x0 * e1) / np.sqrt((x1 + x0) * e0 * e1)
        below, equal, above = _binomial_parts(x1, x1 + x0, e1 / (e1 + e0))
    extreme = np.minimum(below, above)
    return RateRatio(
        ratio=ratio,
        low=low,
        high=high,
        p=np.minimum(2 * extreme + equal, 1.0),
        p_exact=np.minimum(2 * (extreme + equal), 1.0),
        score_low=score_low,
        score_high=score_high,
        p_score=np.where(x1 + x0 == 0, 1.0, 2 * ndtr(-np.abs(z))),
    )


def _binomial_parts(x: Floats, n: Floats, share: Floats) -> tuple[Floats, Floats, Floats]:
    """P(X < x), P(X = x) and P(X > x)."""
    from scipy.special import betainc, betaln, xlog1py, xlogy

    below = np.where(x > 0, betainc(n - x + 1, np.where(x > 0, x, 1.0), 1 - share), 0.0)
    above = np.where(x < n, betainc(x + 1, np.where(x < n, n - x, 1.0), share), 0.0)
    log_equal = xlogy(x, share) + xlog1py(n - x, -share) - betaln(x + 1, n - x + 1) - np.log(n + 1)
    return below, np.exp(log_equal), above


def e_test(count_1: ArrayLike, exposure_1: ArrayLike, count_0: ArrayLike, exposure_0: ArrayLike) -> Floats:
    """
    Two-sided p-value that two Poisson rates are equal, by the E-test; more powerful than the conditional
    test.

    Parameters
    ----------
    count_1, exposure_1, count_0, exposure_0 : array_like
        Two counts and what each is divided by; all four broadcast. Exposures are positive.

    Returns
    -------
    ndarray
        P(|T| ≥ |t|) when both counts come from the pooled rate. No events at all: 1. NaN where something is missing or
        an exposure is zero.

    Notes
    -----
    For each possible count 1, the counts 0 that are at least as extreme are two tails whose ends solve a
    quadratic equation, so a pair costs one pass over count 1 and not a table of both. Counts 1 rarer than
    1e-16 are left out.

    References
    ----------
    .. [1] K. Krishnamoorthy & J. Thomson (2004), A more powerful test for comparing two Poisson means,
       Journal of Statistical Planning and Inference 119(1), 23-35, section 3.

    Examples
    --------
    >>> round(float(e_test(0, 1, 3, 1)), 4)
    0.0884
    """
    arrays = np.broadcast_arrays(
        events_of(count_1), events_of(exposure_1), events_of(count_0), events_of(exposure_0)
    )
    flat = [np.ravel(array) for array in arrays]
    known = np.isfinite(sum(flat)) & (flat[1] > 0) & (flat[3] > 0)
    result = np.where(known, 1.0, np.nan)
    order = np.argsort(flat[0] + flat[2], kind="stable")
    order = order[known[order]]
    for start in range(0, order.size, 256):
        chunk = order[start : start + 256]
        result[chunk] = _e_test(*(array[chunk] for array in flat))
    return result.reshape(arrays[0].shape)


def _e_test(x1: Floats, n1: Floats, x0: Floats, n0: Floats) -> Floats:
    from scipy.special import pdtr, pdtrc

    pooled = (x1 + x0) / (n1 + n0)
    with np.errstate(divide="ignore", invalid="ignore"):
        t_squared = (x1 / n1 - x0 / n0) ** 2 / (x1 / n1**2 + x0 / n0**2)
    settled = (x1 + x0 == 0) | (t_squared == 0)
    pair, grid, weight = _likely_counts(n1 * pooled)
    units_1, units_0, t2 = n1[pair], n0[pair], np.where(settled, 1.0, t_squared)[pair]
    share, width = grid / units_1, t2 / units_0
    root = np.sqrt(4 * share * width + width**2 + 4 * t2 * grid / units_1**2)
    slack = 1e-9 * (1 + grid)  # counts that tie with the observed ones are as extreme, whatever the rounding
    last = np.floor((2 * share + width - root) / 2 * units_0 + slack)
    first = np.ceil((2 * share + width + root) / 2 * units_0 - slack)
    mean = (n0 * pooled)[pair]
    tails = np.where(first > 0, pdtrc(np.maximum(first - 1, 0), mean), 1.0)
    low = (last >= 0) & (grid > 0)  # no event in either: T is 0, not extreme
    tails[low] += pdtr(last[low], mean[low])
    p = np.bincount(pair, weight * tails, minlength=len(x1))
    return np.where(settled, 1.0, np.minimum(p, 1.0))


def _likely_counts(mean: Floats) -> tuple[NDArray[np.int64], Floats, Floats]:
    """Counts that are not all but impossible around each mean: which mean, the count, its probability."""
    from scipy.special import gammaln, xlogy

    reach = np.ceil(8 * np.sqrt(float(mean.max(initial=0.0))) + 16)
    first = np.maximum(np.floor(mean - reach), 0.0)
    grid = first[:, None] + np.arange(2 * reach + 2)
    weight = np.exp(xlogy(grid, mean[:, None]) - mean[:, None] - gammaln(grid + 1))
    pair, place = np.nonzero(weight > 1e-15)
    return pair, grid[pair, place], weight[pair, place]
