"""Shares with their intervals."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from samsyn.errors import BadInput

Floats = NDArray[np.float64]


def wilson(successes: ArrayLike, n: ArrayLike, *, level: float = 0.95) -> tuple[Floats, Floats]:
    """
    Wilson's score interval for a share.

    Parameters
    ----------
    successes, n : array_like
        How many of how many; broadcast.
    level : float, default 0.95

    Returns
    -------
    low, high : ndarray
        Between 0 and 1; (0, 1) where n is zero.

    Raises
    ------
    BadInput
        If there are more successes than tries, fewer than none, or infinitely many.

    References
    ----------
    .. [1] E. B. Wilson (1927), Probable inference, the law of succession, and statistical inference, JASA
       22(158), 209-212.
    .. [2] L. D. Brown, T. T. Cai & A. DasGupta (2001), Interval estimation for a binomial proportion,
       Statistical Science 16(2), 101-133 (recommended for small n, p. 101).

    Examples
    --------
    >>> [round(float(limit), 4) for limit in wilson(81, 263)]
    [0.2553, 0.3662]
    """
    from scipy.special import ndtri

    x, tries = _counts(successes, n)
    z = ndtri(0.5 + level / 2)
    safe = np.where(tries > 0, tries, 1.0)
    centre = (x + z**2 / 2) / (safe + z**2)
    half = z / (safe + z**2) * np.sqrt(x * (safe - x) / safe + z**2 / 4)
    low = np.where(x == 0, 0.0, np.maximum(centre - half, 0.0))
    high = np.where(x == tries, 1.0, np.minimum(centre + half, 1.0))
    return low, high


def clopper_pearson(successes: ArrayLike, n: ArrayLike, *, level: float = 0.95) -> tuple[Floats, Floats]:
    """
    The exact interval for a share: never covers less than `level`.

    Parameters
    ----------
    successes, n : array_like
        How many of how many; broadcast.
    level : float, default 0.95

    Returns
    -------
    low, high : ndarray
        Between 0 and 1; (0, 1) where n is zero.

    Raises
    ------
    BadInput
        If there are more successes than tries, fewer than none, or infinitely many.

    References
    ----------
    .. [1] C. J. Clopper & E. S. Pearson (1934), The use of confidence or fiducial limits illustrated in the
       case of the binomial, Biometrika 26(4), 404-413.

    Examples
    --------
    >>> [round(float(limit), 4) for limit in clopper_pearson(0, 10)]
    [0.0, 0.3085]
    """
    from scipy.special import betaincinv

    x, tries = _counts(successes, n)
    alpha = 1 - level
    low = np.where(x > 0, betaincinv(np.where(x > 0, x, 1.0), tries - x + 1, alpha / 2), 0.0)
    high = np.where(x < tries, betaincinv(x + 1, np.where(x < tries, tries - x, 1.0), 1 - alpha / 2), 1.0)
    unknown = np.isnan(x) | np.isnan(tries)
    return np.where(unknown, np.nan, low), np.where(unknown, np.nan, high)


def _counts(successes: ArrayLike, n: ArrayLike) -> tuple[Floats, Floats]:
    x, tries = np.broadcast_arrays(np.asarray(successes, dtype=np.float64), np.asarray(n, dtype=np.float64))
    if np.any((x < 0) | (x > tries) | np.isinf(x) | np.isinf(tries)):
        raise BadInput(
            "En andel kan inte räknas: det finns fler träffar än försök, eller ett negativt eller oändligt antal."
        )
    return x, tries
