"""Where like values lie beside each other, and where a unit differs from its neighbours: Anselin's local Moran."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from samsyn.stats.autocorrelation import checked_values
from samsyn.stats.hotspot import EQUAL
from samsyn.stats.multiplicity import benjamini_hochberg
from samsyn.stats.neighbours import Neighbours

Floats = NDArray[np.float64]
QUADRANTS = ("high-high", "low-high", "low-low", "high-low")


@dataclass(frozen=True, kw_only=True)
class LocalMoran:
    """
    How like, or unlike, its neighbours each unit is.

    Parameters
    ----------
    value : float64 array, shape (units,)
        Ii with the variance over n, as Anselin and spdep (esda's is (n - 1) / n of it); weights add up to 1 per unit.
    expected, variance, z : float64 array, shape (units,)
        Where the unit keeps its value and the others lie in any order.
    quadrant : int array, shape (units,)
        0 high among high, 1 low among high, 2 low among low, 3 high among low, against the mean.
    p_above, p_below : float64 array, shape (units,)
        One-sided: that the neighbours have at least, or at most, so much by chance. Never folded to the smaller tail.
    p : float64 array, shape (units,)
        Two-sided: twice the smaller of the two, at most 1.
    q : float64 array, shape (units,)
        `p` adjusted over the units (Benjamini & Hochberg).
    """

    value: Floats
    expected: Floats
    variance: Floats
    z: Floats
    quadrant: NDArray[np.int64]
    p_above: Floats
    p_below: Floats
    p: Floats
    q: Floats


def local_moran(
    values: ArrayLike, near: Neighbours, *, rng: np.random.Generator | None = None, permutations: int = 999
) -> LocalMoran:
    """
    Compute local Moran for every unit.

    Parameters
    ----------
    values : array_like, shape (units,)
    near : Neighbours
        The neighbours of each unit weigh 1 together.
    rng : numpy.random.Generator, optional
        For p by conditional permutation; without it p is from the normal distribution of `z`.
    permutations : int

    Raises
    ------
    BadInput
        If the values are not as many as the units, or one is no number.

    Notes
    -----
    The unit's own value is fixed, so its statistic orders permutations as the sum over its neighbours does; units with
    the same value and as many neighbours share their draws, as in `gi_star`. Units without neighbours, and all where
    values are equal, have Ii = 0 and p = 1.

    References
    ----------
    .. [1] L. Anselin (1995), Local indicators of spatial association, Geographical Analysis 27(2), 93-115.
    .. [2] R. R. Sokal, N. L. Oden & B. A. Thomson (1998), Local spatial autocorrelation in a biological model,
       Geographical Analysis 30(4), 331-354.
    """
    x = checked_values(values, near)
    n, count = x.size, near.count
    z = x - x.mean() if n else x
    second = float((z**2).mean()) if n else 0.0
    flat = not second > (EQUAL * max(float(np.abs(x).max(initial=0)), 1e-300)) ** 2
    lag = np.bincount(near.owner, x[near.index], minlength=n).astype(np.float64)
    mean_lag = np.where(
        count > 0, np.bincount(near.owner, z[near.index], minlength=n) / np.maximum(count, 1), 0
    )
    value = np.zeros(n) if flat else z * mean_lag / second
    expected, variance = _moments(z, second, count, flat=flat)
    with np.errstate(all="ignore"):
        standard = np.where(variance > 1e-300, (value - expected) / np.sqrt(variance), 0.0)
    above, below = _chances(x, lag, near, standard * np.sign(z), rng, permutations)
    alone = (count == 0) | flat
    above, below = np.where(alone, 1.0, above), np.where(alone, 1.0, below)
    p = np.minimum(1, 2 * np.minimum(above, below))
    high, among = z > 0, mean_lag > 0
    return LocalMoran(
        value=value,
        expected=expected,
        variance=variance,
        z=standard,
        quadrant=np.select([high & among, ~high & among, ~high & ~among], [0, 1, 2], 3).astype(np.int64),
        p_above=above,
        p_below=below,
        p=p,
        q=benjamini_hochberg(p).adjusted,
    )


def _moments(z: Floats, second: float, count: NDArray[np.int64], *, flat: bool) -> tuple[Floats, Floats]:
    """Return the mean and variance of each unit's statistic where the others lie in any order (Sokal et al., A4-A5)."""
    n = z.size
    if flat or n < 3:
        return np.zeros(n), np.zeros(n)
    has = (count > 0).astype(float)
    squares = has / np.maximum(count, 1)
    expected = -(z**2) * has / ((n - 1) * second)
    rest = np.maximum(second - z**2 / (n - 1), 0)
    variance = (z / second) ** 2 * (n / (n - 2)) * (squares - has / (n - 1)) * rest
    return expected, np.maximum(variance, 0)


def _chances(
    x: Floats,
    lag: Floats,
    near: Neighbours,
    standard: Floats,
    rng: np.random.Generator | None,
    permutations: int,
) -> tuple[Floats, Floats]:
    """Return the chance of at least, and at most, each unit's sum over its neighbours."""
    if rng is None:
        from scipy.special import ndtr  # noqa: PLC0415

        return ndtr(-standard), ndtr(standard)
    from samsyn.stats.hotspot_kernel import conditional  # noqa: PLC0415

    slack = EQUAL * max(float(np.abs(x).max(initial=0)), 1e-300)
    more, fewer = conditional(x, lag, near.count, int(rng.integers(2**63)), permutations, slack)
    return (more + 1) / (permutations + 1), (fewer + 1) / (permutations + 1)
