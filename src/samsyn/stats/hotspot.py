"""Where values gather: the local statistic of Getis and Ord, with p-values from theory, events or permutations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from samsyn.stats.autocorrelation import checked_values
from samsyn.stats.neighbours import Neighbours

Floats = NDArray[np.float64]
Null = Literal["normal", "even", "conditional"]
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
    null : {"normal", "even", "conditional"}
        What chance alone is taken to be. "normal": z is normal, as in most programs; too bold for small counts and long
        tails. "even": values are counts, and every event falls on any unit alike; exact, so it is right for small
        counts too, but says only that events are not spread evenly. "conditional": the unit keeps its value and its
        neighbours draw theirs among all other units, so it asks whether the *surroundings* of a unit are high; a lonely
        peak, however high, is not found.
    rng : numpy.random.Generator
        Needed for "conditional".
    permutations : int
        How many; no p-value is below 1 / (permutations + 1).

    Raises
    ------
    BadInput
        If the values and the neighbours are not as many, or a value is no number.
    ValueError
        If "even" gets what is no count, or "conditional" no `rng`.

    Notes
    -----
    By permutation p = (r + 1) / (permutations + 1), where r permutations give as high a sum [4]_. Units alike (the same
    value, as many neighbours) are set against the same draws: each p-value is right, but the errors of drawing are
    shared. With "even" a unit and its neighbours hold a binomial number of the events. Neighbouring sums share values,
    so p-values depend positively on each other, which `benjamini_hochberg` allows [3]_.

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

    Examples
    --------
    >>> from samsyn.stats.neighbours import neighbours_of_pairs
    >>> line = neighbours_of_pairs([0, 1, 2], [1, 2, 3], 4)
    >>> round(float(gi_star([1, 2, 6, 3], line).z[2]), 3)
    1.069
    """
    x = checked_values(values, near)
    lag = np.bincount(near.owner, x[near.index], minlength=x.size).astype(np.float64)
    z = standardised(x, lag + x, near.count + 1)
    match null:
        case "normal":
            from scipy.special import ndtr  # noqa: PLC0415

            return HotSpots(z=z, p_above=ndtr(-z), p_below=ndtr(z))
        case "even":
            above, below = _even(x, lag + x, near.count + 1)
            return HotSpots(z=z, p_above=above, p_below=below)
    if rng is None:
        raise ValueError("permutations need rng")
    from samsyn.stats.hotspot_kernel import conditional  # noqa: PLC0415

    slack = EQUAL * max(float(np.abs(x).max(initial=0)), 1e-300)
    more, fewer = conditional(x, lag, near.count, int(rng.integers(2**63)), permutations, slack)
    return HotSpots(z=z, p_above=(more + 1) / (permutations + 1), p_below=(fewer + 1) / (permutations + 1))


def _even(x: Floats, summed: Floats, members: NDArray[np.int64]) -> tuple[Floats, Floats]:
    """Return the chance of at least, and of at most, each sum, where events are dropped on any unit alike."""
    from scipy.stats import binom  # noqa: PLC0415

    if np.any(x < 0) or np.any(x != np.floor(x)):
        raise ValueError("an even spread needs counts")
    share = members / max(x.size, 1)
    return binom.sf(summed - 1, x.sum(), share), binom.cdf(summed, x.sum(), share)


def standardised(x: Floats, summed: Floats, members: NDArray[np.int64]) -> Floats:
    """
    Return sums less their mean, divided by their standard deviation, where every order of the values is as likely.

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
