"""Counts and rates: Poisson intervals, and tests of two rates that hold for small counts."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from samsyn.cycle import Estimate
from samsyn.errors import BadInput

Floats = NDArray[np.float64]
Method = Literal["exact", "midp", "byar", "score"]


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
    method : {"exact", "midp", "byar", "score"}
        Garwood's exact interval never covers less than `level`; mid-P covers about `level` on average; Byar's
        is the approximation that public health uses; the score interval is the simplest that holds for small
        counts.

    Returns
    -------
    low, high : ndarray
        In events per unit of exposure. Zero events always have low = 0.

    Raises
    ------
    BadInput
        If a count or an exposure is negative or infinite.

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
    .. [4] L. Barker (2002), A comparison of nine confidence intervals for a Poisson parameter when the
       expected number of events is ≤ 5, The American Statistician 56(2), 85-89 (score).

    Examples
    --------
    >>> [round(float(limit), 2) for limit in poisson_interval(10)]
    [4.8, 18.39]
    """
    events, units = events_of(count), events_of(exposure, "Befolkningen (eller tiden)")
    known, inverse = np.unique(events, return_inverse=True)
    limits = {"exact": _garwood, "midp": _mid_p, "byar": _byar, "score": _score}[method](known, 1.0 - level)
    low, high = (limit[inverse].reshape(events.shape) for limit in limits)
    with np.errstate(divide="ignore", invalid="ignore"):
        low, high = low / units, high / units
    nothing = np.broadcast_to(units == 0, low.shape)
    return np.where(nothing, 0.0, low), np.where(nothing, np.inf, high)


def events_of(value: ArrayLike, what: str = "Antalet") -> Floats:
    array = np.asarray(value, dtype=np.float64)
    if np.any(array < 0):
        raise BadInput(f"{what} får inte vara negativt; det lägsta är {np.nanmin(array):g}.")
    if np.any(np.isinf(array)):
        raise BadInput(f"{what} får inte vara oändligt.")
    return array


def _garwood(x: Floats, alpha: float) -> tuple[Floats, Floats]:
    from scipy.special import gammaincinv

    low = np.where(x > 0, gammaincinv(np.where(x > 0, x, 1.0), alpha / 2), np.where(np.isnan(x), np.nan, 0.0))
    return low, np.asarray(gammaincinv(x + 1, 1 - alpha / 2))


def _byar(x: Floats, alpha: float) -> tuple[Floats, Floats]:
    from scipy.special import ndtri

    z = ndtri(1 - alpha / 2)
    above, under = x + 1, np.where(x == 0, 1.0, x)
    low = under * np.maximum(1 - 1 / (9 * under) - z / (3 * np.sqrt(under)), 0.0) ** 3
    return np.where(x == 0, 0.0, low), above * (1 - 1 / (9 * above) + z / (3 * np.sqrt(above))) ** 3


def _score(x: Floats, alpha: float) -> tuple[Floats, Floats]:
    from scipy.special import ndtri

    z = ndtri(1 - alpha / 2)
    centre, half = x + z**2 / 2, z * np.sqrt(x + z**2 / 4)
    return np.where(x == 0, 0.0, centre - half), centre + half


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
    method : {"exact", "midp", "byar", "score"}

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
