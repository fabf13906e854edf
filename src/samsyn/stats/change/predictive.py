"""
Counts around a mean with a variance that is a multiple of it: negative binomial, Poisson where the multiple
is 1.

`spread` is variance divided by mean. With mean m and spread s > 1 the count is negative binomial of size m /
(s - 1) and success probability 1 / s (Noufaily et al. 2013).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
NEAR_POISSON = 1e-9  # closer to 1 than this the two distributions cannot be told apart in double precision
HUGE = 1e12  # no count varies that much; the first guess is left as it is


def at_most(count: Floats, mean: Floats, spread: Floats) -> Floats:
    """P(Y <= count)."""
    from scipy.special import betainc, pdtr

    count, mean, spread = np.broadcast_arrays(count, mean, spread)
    poisson = spread - 1 <= NEAR_POISSON
    whole = np.floor(np.maximum(count, 0))
    over = np.where(poisson, 2.0, spread)
    size = np.maximum(mean, 1e-300) / (over - 1)
    value = np.where(poisson, pdtr(whole, mean), betainc(size, whole + 1, 1 / over))
    return np.where(np.isnan(count) | np.isnan(mean), np.nan, np.where(count < 0, 0.0, value))


def at_least(count: Floats, mean: Floats, spread: Floats) -> Floats:
    """P(Y >= count)."""
    from scipy.special import betainc, pdtrc

    count, mean, spread = np.broadcast_arrays(count, mean, spread)
    poisson = spread - 1 <= NEAR_POISSON
    least = np.maximum(np.ceil(count), 1)
    over = np.where(poisson, 2.0, spread)
    size = np.maximum(mean, 1e-300) / (over - 1)
    value = np.where(poisson, pdtrc(least - 1, mean), betainc(least, size, 1 - 1 / over))
    return np.where(np.isnan(count) | np.isnan(mean), np.nan, np.where(count <= 0, 1.0, value))


def quantile(share: float, mean: Floats, spread: Floats) -> Floats:
    """Return the smallest count y with P(Y <= y) >= share."""
    from scipy.special import ndtri

    mean, spread = np.broadcast_arrays(mean, spread)
    m, s = mean.ravel(), spread.ravel()
    known = np.flatnonzero(np.isfinite(m * s) & (m * s < HUGE))
    z = ndtri(share)
    start = m + z * np.sqrt(m * s) + (2 * s - 1) * (z * z - 1) / 6  # Cornish & Fisher's first correction
    guess = np.maximum(np.floor(np.nan_to_num(start)), 0.0)
    share = share * (1 - 64 * np.finfo(np.float64).eps)  # a share that is reached but for rounding is reached
    moving = known
    while moving.size:  # up until the share is reached
        moving = moving[at_most(guess[moving], m[moving], s[moving]) < share]
        guess[moving] += 1
    moving = known
    while moving.size:  # down while one less would do
        moving = moving[guess[moving] > 0]
        moving = moving[at_most(guess[moving] - 1, m[moving], s[moving]) >= share]
        guess[moving] -= 1
    guess[~np.isfinite(m * s)] = np.nan
    return np.asarray(guess.reshape(mean.shape))
