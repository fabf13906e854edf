"""How sure a ratio of observed to expected pairs is: pairs share events, so they vary more than counts."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from samsyn.errors import BadInput
from samsyn.stats.rate import poisson_interval

Floats = NDArray[np.float64]


def ratio_interval(
    observed: ArrayLike, expected: ArrayLike, variance: ArrayLike, *, level: float = 0.95
) -> tuple[Floats, Floats]:
    """
    Return an approximate interval for observed pairs by expected pairs.

    Parameters
    ----------
    observed : array_like of int
        Pairs, not negative.
    expected, variance : array_like of float
        Mean and variance of the pairs over all permutations, as `near_repeat` gives them.
    level : float

    Returns
    -------
    low, high : float64 arrays
        NaN where none can be expected. Low is 0 where there is no pair.

    Raises
    ------
    BadInput
        If a number is negative or not finite.

    Notes
    -----
    Garwood's interval of a count, widened by how much more the pairs vary than counts do: with d = variance / expected,
    and d = 1 where that is smaller, it is the interval of observed / d, times d / expected. d is taken from the
    permutations, that is as if nothing followed on anything; with many near repeats it is a little too narrow.

    References
    ----------
    .. [1] P. McCullagh & J. A. Nelder (1989), Generalized Linear Models, 2nd ed., Chapman & Hall, 198-200
       (over-dispersion by a factor).
    .. [2] F. Garwood (1936), Fiducial limits for the Poisson distribution, Biometrika 28(3/4), 437-442.

    Examples
    --------
    >>> low, high = ratio_interval(10, 5.0, 5.0)
    >>> round(float(low), 3), round(float(high), 3)
    (0.959, 3.678)
    """
    seen, mean, spread = (np.asarray(one, dtype=np.float64) for one in (observed, expected, variance))
    for given in (seen, mean, spread):
        if not np.isfinite(given).all() or np.any(given < 0):
            raise BadInput("Antal par, och hur många som väntas, ska vara tal från 0.")
    some = np.where(mean > 0, mean, 1.0)
    widen = np.maximum(spread / some, 1.0)
    low, high = poisson_interval(seen / widen, level=level)
    known = mean > 0
    return np.where(known, low * widen / some, np.nan), np.where(known, high * widen / some, np.nan)
