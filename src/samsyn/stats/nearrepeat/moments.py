"""The exact mean and variance of Knox's count over every permutation, and p-values that rest on them."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import ArrayLike, NDArray


@dataclass(frozen=True, kw_only=True)
class Moments:
    """Mean and variance, exact but for the last rounding."""

    mean: float
    variance: float


def permutation_moments(space_degree: ArrayLike, time_degree: ArrayLike) -> Moments:
    """
    Return mean and variance of the number of pairs close in both, over all ways to share times among places.

    Parameters
    ----------
    space_degree, time_degree : array_like of int, shape (events,)
        How many other events each one is close to, in space and in time; the order does not matter.

    Notes
    -----
    With S and T close pairs of the N = n (n - 1) / 2 the mean is S T / N. For the mean of the square two close pairs
    are the same, share one event, or share none; the degrees tell how many there are of each.

    References
    ----------
    D. E. Barton & F. N. David (1966), The random intersection of two graphs, in F. N. David (ed.), Research Papers in
    Statistics, Wiley, 445-459.

    Examples
    --------
    >>> permutation_moments([1, 1, 0], [1, 1, 0])
    Moments(mean=0.3333333333333333, variance=0.2222222222222222)
    """
    space, time = np.asarray(space_degree, dtype=np.int64), np.asarray(time_degree, dtype=np.int64)
    return moments_of_sums(space.size, *_sums(space), *_sums(time))


def moments_of_sums(n: int, space: int, space_paths: int, time: int, time_paths: int) -> Moments:
    """Return the moments from the sums of degrees, and of degrees times one less, of both."""
    if n < 2:
        return Moments(mean=0.0, variance=0.0)
    pairs, threes = n * (n - 1), n * (n - 1) * (n - 2)
    mean = Fraction(space * time, 2 * pairs)
    square = mean
    if threes:
        square += Fraction(space_paths * time_paths, threes)
    if n > 3:
        rest = [
            (total // 2) ** 2 - total // 2 - paths
            for total, paths in ((space, space_paths), (time, time_paths))
        ]
        square += Fraction(4 * rest[0] * rest[1], threes * (n - 3))
    return Moments(mean=float(mean), variance=float(square - mean**2))


def _sums(degree: NDArray[np.int64]) -> tuple[int, int]:
    return int(degree.sum()), int((degree * (degree - 1)).sum())


def upper_tail(observed: ArrayLike, mean: ArrayLike, variance: ArrayLike) -> NDArray[np.float64]:
    """
    Return the chance of at least so many, from the distribution of counts with this mean and variance.

    Notes
    -----
    Negative binomial where the variance is above the mean, binomial where it is below; they meet in Poisson's. Where
    the mean is above 1,000 it is normal, with half a pair as correction of continuity. P(X >= observed), not
    P(X > observed).
    """
    from scipy.special import betainc  # noqa: PLC0415
    from scipy.stats import nbinom, norm, poisson  # noqa: PLC0415

    x, m, v = (np.asarray(one, dtype=np.float64) for one in (observed, mean, variance))
    result = np.where(x <= m, 1.0, 0.0)  # what is certain: no variance
    with np.errstate(all="ignore"):
        excess = (v - m) / np.where(m > 0, m, 1)
        trials = -m / excess  # of a binomial, whole or not
        binomial = np.where(x <= 0, 1.0, np.where(x > trials + 1, 0.0, betainc(x, trials - x + 1, -excess)))
        random = (m > 0) & (v > 1e-12 * m)
        forms = (
            (random & (m > 1000), norm.sf((x - 0.5 - m) / np.sqrt(v))),
            (random & (m <= 1000) & (np.abs(excess) < 1e-6), poisson.sf(x - 1, m)),
            (random & (m <= 1000) & (excess >= 1e-6), nbinom.sf(x - 1, m / excess, 1 / (1 + excess))),
            (random & (m <= 1000) & (excess <= -1e-6), binomial),
        )
    for where, value in forms:
        result = np.where(where, value, result)
    return np.asarray(result, dtype=np.float64)
