"""The conditional test of two rates by likelihood, as other programs give it."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from samsyn.stats.rate.interval import Floats, events_of

TIES = 1 + 1e-7  # counts as likely as the observed one, whatever the rounding, are as extreme
REACH = 40.0


def likelihood_p(
    count_1: ArrayLike, exposure_1: ArrayLike, count_0: ArrayLike, exposure_0: ArrayLike
) -> tuple[Floats, Floats]:
    """
    Two-sided p-value of equal Poisson rates given their sum: what is no more likely than what was seen.

    Parameters
    ----------
    count_1, exposure_1, count_0, exposure_0 : array_like
        Two counts and what each is divided by; all four broadcast. Exposures are positive.

    Returns
    -------
    p, mid_p : ndarray
        The sum of the probabilities of all counts at most as likely as the observed one; and that less half
        the probability of the observed one. NaN where something is missing or an exposure is zero.

    Raises
    ------
    BadInput
        If a count or an exposure is negative or infinite.

    Notes
    -----
    R's `poisson.test` gives the first, statsmodels ("exact-cond", "cond-midp") both. Unlike those of
    `rate_ratio` they do not always agree with an interval, and may fall when the counts come closer.

    References
    ----------
    .. [1] A. Agresti (1992), A survey of exact inference for contingency tables, Statistical Science 7(1),
       131-153, section 2 (which tables are as extreme).
    """
    arrays = np.broadcast_arrays(*map(events_of, (count_1, exposure_1, count_0, exposure_0)))
    pairs = zip(*(array.ravel().tolist() for array in arrays), strict=True)
    found = np.array([_one(*pair) for pair in pairs], dtype=np.float64).reshape(-1, 2)
    return found[:, 0].reshape(arrays[0].shape), found[:, 1].reshape(arrays[0].shape)


def _one(x1: float, e1: float, x0: float, e0: float) -> tuple[float, float]:
    from scipy.special import gammaln, xlog1py, xlogy

    n, share = x1 + x0, e1 / (e1 + e0) if e1 > 0 and e0 > 0 else np.nan
    if np.isnan(n) or np.isnan(share):
        return np.nan, np.nan
    reach = REACH * np.sqrt(n * share * (1 - share)) + REACH
    low, high = min(x1, max(np.floor(n * share - reach), 0)), max(x1, min(np.ceil(n * share + reach), n))
    counts = np.arange(low, high + 1)
    log_p = xlogy(counts, share) + xlog1py(n - counts, -share)
    log_p += gammaln(n + 1) - gammaln(counts + 1) - gammaln(n - counts + 1)
    p = np.exp(log_p)
    seen = p[int(x1 - low)]
    total = min(float(p[p <= seen * TIES].sum()), 1.0)
    return total, total - float(seen) / 2
