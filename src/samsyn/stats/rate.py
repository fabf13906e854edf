"""Counts and rates: Poisson intervals, and tests of two rates that hold for small counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from samsyn.cycle import Estimate
from samsyn.errors import BadInput

Floats = NDArray[np.float64]
Method = Literal["exact", "midp", "byar"]


def poisson_interval(
    count: ArrayLike, *, exposure: ArrayLike = 1.0, level: float = 0.95, method: Method = "exact"
) -> tuple[Floats, Floats]:
    """
    Interval for the mean of a Poisson count, or for a rate.

    Parameters
    ----------
    count : array_like
        Events, not negative; NaN gives NaN.
    exposure : array_like, default 1.0
        What the count is divided by (inhabitants, weeks), broadcast against `count`. Zero gives (0, inf):
        nothing was observed.
    level : float, default 0.95
    method : {"exact", "midp", "byar"}
        Garwood's exact interval never covers less than `level`; mid-P covers about `level` on average; Byar's
        is the approximation that public health uses.

    Returns
    -------
    low, high : ndarray
        In events per unit of exposure. Zero events always have low = 0.

    Raises
    ------
    BadInput
        If a count or an exposure is negative.

    Notes
    -----
    Some programs give Byar's interval with x + 0.5 in both limits, which imitates mid-P and is negative at x
    = 0; this is the form of Breslow & Day, with x below and x + 1 above.

    References
    ----------
    .. [1] F. Garwood (1936), Fiducial limits for the Poisson distribution, Biometrika 28(3/4), 437-442.
    .. [2] H. O. Lancaster (1961), Significance tests in discrete distributions, JASA 56(294), 223-234
       (mid-P); G. Berry & P. Armitage (1995), Mid-P confidence intervals: a brief review, The Statistician
       44(4), 417-423.
    .. [3] N. E. Breslow & N. E. Day (1987), Statistical Methods in Cancer Research II, IARC, p. 69 (Byar).
    """
    events, units = _events(count), _events(exposure, "Befolkningen (eller tiden)")
    known, inverse = np.unique(events, return_inverse=True)
    limits = {"exact": _garwood, "midp": _mid_p, "byar": _byar}[method](known, 1.0 - level)
    low, high = (limit[inverse].reshape(events.shape) for limit in limits)
    with np.errstate(divide="ignore", invalid="ignore"):
        low, high = low / units, high / units
    nothing = np.broadcast_to(units == 0, low.shape)
    return np.where(nothing, 0.0, low), np.where(nothing, np.inf, high)


def _events(value: ArrayLike, what: str = "Antalet") -> Floats:
    array = np.asarray(value, dtype=np.float64)
    if np.any(array < 0):
        raise BadInput(f"{what} får inte vara negativt; det lägsta är {np.nanmin(array):g}.")
    return array


def _garwood(x: Floats, alpha: float) -> tuple[Floats, Floats]:
    from scipy.special import gammaincinv

    low = np.where(x > 0, gammaincinv(np.where(x > 0, x, 1.0), alpha / 2), np.where(np.isnan(x), np.nan, 0.0))
    return low, np.asarray(gammaincinv(x + 1, 1 - alpha / 2))


def _byar(x: Floats, alpha: float) -> tuple[Floats, Floats]:
    from scipy.special import ndtri

    z = ndtri(1 - alpha / 2)
    above, under = x + 1, np.where(x > 0, x, 1.0)
    low = under * np.maximum(1 - 1 / (9 * under) - z / (3 * np.sqrt(under)), 0.0) ** 3
    return np.where(x == 0, 0.0, low), above * (1 - 1 / (9 * above) + z / (3 * np.sqrt(above))) ** 3


def _mid_p(x: Floats, alpha: float) -> tuple[Floats, Floats]:
    from scipy.special import gammainc, gammaincc, gammaln, xlogy

    def tail(mean: Floats, upper: bool) -> Floats:
        """P(X < x) or P(X > x), plus half of P(X = x)."""
        half = 0.5 * np.exp(xlogy(x, mean) - mean - gammaln(x + 1))
        beyond = (
            gammainc(x + 1, mean) if upper else np.where(x > 0, gammaincc(np.maximum(x, 1e-300), mean), 0.0)
        )
        return np.asarray(beyond + half)

    low, high = _garwood(x, alpha)  # mid-P lies inside the exact interval
    floor, ceiling, middle = low.copy(), x.copy(), x.copy()
    lower_floor, lower_ceiling = middle, high.copy()
    for _ in range(64):
        guess = (floor + ceiling) / 2
        more = tail(guess, True) < alpha / 2
        floor, ceiling = np.where(more, guess, floor), np.where(more, ceiling, guess)
        other = (lower_floor + lower_ceiling) / 2
        more = tail(other, False) > alpha / 2
        lower_floor, lower_ceiling = np.where(more, other, lower_floor), np.where(more, lower_ceiling, other)
    return np.where(x == 0, 0.0, (floor + ceiling) / 2), (lower_floor + lower_ceiling) / 2


def rate(
    count: int,
    exposure: float | None,
    *,
    per: float = 1.0,
    unit: str,
    level: float = 0.95,
    method: Method = "exact",
) -> Estimate:
    """
    A rate with its Poisson interval, as an estimate.

    Parameters
    ----------
    count : int
        Events.
    exposure : float or None
        What the count is divided by; none or zero (unknown or no population) gives an estimate without a
        value.
    per : float, default 1.0
        The rate is per this many units of exposure, e.g. 1000.
    unit : str
        In words, e.g. "rapporter per 1 000 invånare".
    level : float, default 0.95
    method : {"exact", "midp", "byar"}

    Raises
    ------
    BadInput
        If the count or the exposure is negative.
    """
    if not exposure or not np.isfinite(exposure):
        return Estimate(value=None, low=None, high=None, unit=unit, n=int(count), level=level)
    low, high = poisson_interval(count, exposure=exposure, level=level, method=method)
    value = count / exposure * per
    return Estimate(
        value=value, low=float(low) * per, high=float(high) * per, unit=unit, n=int(count), level=level
    )


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
    """

    ratio: Floats
    low: Floats
    high: Floats
    p: Floats
    p_exact: Floats


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
        it is inf.

    Raises
    ------
    BadInput
        If a count or an exposure is negative.

    References
    ----------
    .. [1] J. Przyborowski & H. Wilenski (1940), Homogeneity of results in testing samples from Poisson
       series, Biometrika 31(3/4), 313-323.
    .. [2] N. E. Breslow & N. E. Day (1987), Statistical Methods in Cancer Research II, IARC, pp. 93-95.
    """
    from samsyn.stats.proportion import clopper_pearson

    x1, x0 = np.broadcast_arrays(_events(count_1), _events(count_0))
    e1, e0 = _events(exposure_1, "Exponeringen"), _events(exposure_0, "Exponeringen")
    low, high = clopper_pearson(x1, x1 + x0, level=level)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = (x1 / e1) / (x0 / e0)
        low, high = low / (1 - low) * e0 / e1, high / (1 - high) * e0 / e1
        below, equal, above = _binomial_parts(x1, x1 + x0, e1 / (e1 + e0))
    extreme = np.minimum(below, above)
    return RateRatio(
        ratio=ratio,
        low=low,
        high=high,
        p=np.minimum(2 * extreme + equal, 1.0),
        p_exact=np.minimum(2 * (extreme + equal), 1.0),
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
        P(|T| ≥ |t|) when both counts come from the pooled rate. No events at all: 1.

    Notes
    -----
    For each possible count 1, the counts 0 that are at least as extreme are two tails whose ends solve a
    quadratic equation, so a pair costs one pass over count 1 and not a table of both. Counts 1 rarer than
    1e-16 are left out.

    References
    ----------
    .. [1] K. Krishnamoorthy & J. Thomson (2004), A more powerful test for comparing two Poisson means,
       Journal of Statistical Planning and Inference 119(1), 23-35, eq. 3.4-3.6.
    """
    arrays = np.broadcast_arrays(_events(count_1), _events(exposure_1), _events(count_0), _events(exposure_0))
    flat = [np.ravel(array) for array in arrays]
    result = np.ones(flat[0].size)
    order = np.argsort(flat[0] + flat[2], kind="stable")
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
