"""Where values gather: the local statistic of Getis and Ord, with p-values from theory or from permutations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from samsyn.stats.neighbours import Neighbours

Floats = NDArray[np.float64]
Null = Literal["normal", "conditional", "total"]
EQUAL = 1e-9  # relative: sums this close are the same sum, added in another order


@dataclass(frozen=True, kw_only=True)
class HotSpots:
    """
    How far each unit, with its neighbours, stands out.

    Parameters
    ----------
    z : float64 array, shape (units,)
        Getis and Ord's G*, standardised; above zero where values are high. Zero everywhere where all values are equal.
    p_above, p_below : float64 array, shape (units,)
        One-sided p-values: that chance alone gives as high (as low) a sum.
    """

    z: Floats
    p_above: Floats
    p_below: Floats


def gi_star(
    values: ArrayLike,
    near: Neighbours,
    *,
    null: Null = "normal",
    rng: np.random.Generator | None = None,
    permutations: int = 999,
) -> HotSpots:
    """
    Compute Getis and Ord's local G* for every unit.

    Parameters
    ----------
    values : array_like, shape (units,)
        Counts or other values, all finite.
    near : Neighbours
        Every unit weighs 1 for itself and for each neighbour. (Weights that add up to 1 give the same z.)
    null : {"normal", "conditional", "total"}
        What chance alone is taken to be. "normal": z is normal, good for many neighbours and values without a long
        tail. "conditional": the unit keeps its value and its neighbours draw theirs among all other units, so it asks
        whether the *surroundings* are high. "total": the unit draws too, so it asks whether the unit and its
        surroundings *together* are high; a single unit with very much is found as well.
    rng : numpy.random.Generator
        Needed unless `null` is "normal".
    permutations : int
        How many; no p-value is below 1 / (permutations + 1).

    Raises
    ------
    ValueError
        If the values and the neighbours are not as many, a value is not finite, or `rng` is missing.

    Notes
    -----
    p = (r + 1) / (permutations + 1), where r permutations give as high a sum [4]_. Neighbouring sums share values, so
    p-values depend positively on each other, which `benjamini_hochberg` allows [3]_. Units alike (as many neighbours,
    and for "conditional" the same value) are set against the same draws: each p-value is right, but the errors of
    drawing are shared.

    References
    ----------
    .. [1] A. Getis & J. K. Ord (1992), The analysis of spatial association by use of distance statistics, Geographical
       Analysis 24(3), 189-206.
    .. [2] J. K. Ord & A. Getis (1995), Local spatial autocorrelation statistics, Geographical Analysis 27(4), 286-306,
       eq. 6.
    .. [3] M. Caldas de Castro & B. H. Singer (2006), Controlling the false discovery rate, Geographical Analysis 38(2),
       180-208.
    .. [4] B. V. North, D. Curtis & P. C. Sham (2002), A note on the calculation of empirical P values, American Journal
       of Human Genetics 71(2), 439-441.
    """
    x = np.asarray(values, dtype=np.float64).ravel()
    if x.size != near.units or not np.isfinite(x).all():
        raise ValueError("give one finite value per unit")
    lag = np.bincount(near.owner, x[near.index], minlength=x.size) if near.index.size else np.zeros(x.size)
    z = standardised(x, lag + x, near.count + 1)
    if null == "normal":
        from scipy.special import ndtr  # noqa: PLC0415

        return HotSpots(z=z, p_above=ndtr(-z), p_below=ndtr(z))
    if rng is None:
        raise ValueError("permutations need rng")
    if null == "total":
        above, below = _total(x, lag + x, near.count + 1, rng, permutations)
    else:
        from samsyn.stats.hotspot_kernel import conditional  # noqa: PLC0415

        above, below = conditional(x, lag, near.count, int(rng.integers(2**63)), permutations, _slack(x))
    return HotSpots(z=z, p_above=(above + 1) / (permutations + 1), p_below=(below + 1) / (permutations + 1))


def standardised(x: Floats, summed: Floats, members: NDArray[np.int64]) -> Floats:
    """
    Return sums of values, less their mean and divided by their standard deviation under "total".

    Parameters
    ----------
    x : float64 array, shape (units,)
    summed : float64 array, shape (units,)
        Sum over each unit and its neighbours.
    members : int64 array, shape (units,)
        How many values are in each sum.
    """
    n = x.size
    if n < 2:
        return np.zeros(n)
    deviation = x.std()
    variance = (n * members - members.astype(float) ** 2) / (n - 1)
    spread = deviation * np.sqrt(np.maximum(variance, 0))
    fine = spread > EQUAL * max(float(np.abs(x).max()), 1e-300)
    return np.where(fine, (summed - x.mean() * members) / np.where(fine, spread, 1), 0.0)


def _slack(x: Floats) -> float:
    return EQUAL * max(float(np.abs(x).max(initial=0)), 1e-300)


def _total(
    x: Floats, summed: Floats, members: NDArray[np.int64], rng: np.random.Generator, permutations: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return how many permutations give at least and at most each sum; running sums of one draw serve every size."""
    above, below = np.zeros(x.size, dtype=np.int64), np.zeros(x.size, dtype=np.int64)
    if not x.size:
        return above, below
    drawn = np.cumsum(x[_distinct(x.size, int(members.max()), permutations, rng)], axis=1)
    slack = _slack(x)
    for size in np.unique(members):
        alike = members == size
        reference = np.sort(drawn[:, size - 1])
        above[alike] = permutations - np.searchsorted(reference, summed[alike] - slack, side="left")
        below[alike] = np.searchsorted(reference, summed[alike] + slack, side="right")
    return above, below


def _distinct(units: int, size: int, draws: int, rng: np.random.Generator) -> NDArray[np.int64]:
    """Return draws of different units in random order, shape (draws, size)."""
    if size * size > 4 * units:  # nearly all draws would hold a unit twice
        return rng.permuted(np.tile(np.arange(units), (draws, 1)), axis=1)[:, :size]
    drawn = rng.integers(units, size=(draws, size))
    while True:
        ordered = np.sort(drawn, axis=1)
        twice = np.flatnonzero((ordered[:, 1:] == ordered[:, :-1]).any(axis=1))
        if not twice.size:
            return drawn
        drawn[twice] = rng.integers(units, size=(twice.size, size))
