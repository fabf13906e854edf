"""Many tests at once: keep the share of false discoveries down."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray


@dataclass(frozen=True)
class Discoveries:
    """Which hypotheses are rejected, and the adjusted p-values (q-values); both in the shape of the p-values."""

    rejected: NDArray[np.bool_]
    adjusted: NDArray[np.float64]


def benjamini_hochberg(p: ArrayLike, q: float = 0.05) -> Discoveries:
    """
    Control the false discovery rate.

    Parameters
    ----------
    p : array_like
        p-values of any shape. NaN means that nothing was tested: it is never rejected and does not count as a
        test.
    q : float, default 0.05
        The expected share of false alarms among the alarms.

    Returns
    -------
    Discoveries
        A hypothesis is rejected where its adjusted p-value is at most `q`.

    Raises
    ------
    ValueError
        If a p-value is outside 0 to 1.

    Notes
    -----
    Holds for independent tests and for tests that depend positively on each other.

    References
    ----------
    .. [1] Y. Benjamini & Y. Hochberg (1995), Controlling the false discovery rate, JRSS B 57(1), 289-300, eq.
       1.
    .. [2] Y. Benjamini & D. Yekutieli (2001), The control of the false discovery rate in multiple testing
       under dependency, Annals of Statistics 29(4), 1165-1188, theorem 1.2.

    Examples
    --------
    >>> benjamini_hochberg([0.01, 0.02, 0.5], 0.05).rejected.tolist()
    [True, True, False]
    """
    values = np.asarray(p, dtype=np.float64)
    if np.any((values < 0) | (values > 1)):
        raise ValueError("p-values lie between 0 and 1")
    adjusted = np.full(values.shape, np.nan)
    tested = ~np.isnan(values)
    given = values[tested]
    order = np.argsort(given, kind="stable")
    scaled = given[order] * given.size / np.arange(1, given.size + 1)
    stepped = np.minimum.accumulate(scaled[::-1])[::-1]
    kept = np.empty(given.size)
    kept[order] = np.minimum(stepped, 1.0)
    adjusted[tested] = kept
    return Discoveries(rejected=np.nan_to_num(adjusted, nan=np.inf) <= q, adjusted=adjusted)
