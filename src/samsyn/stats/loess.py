"""Loess over regular times as a matrix: the smoothed values are a linear function of the values."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


class Loess(NamedTuple):
    """Points in the window, degree of the local polynomial (0 or 1), and steps between the times that are fitted."""

    window: int
    degree: int
    jump: int


def smoother(times: int, loess: Loess, *, ends: bool = False) -> Any:
    """
    Return the operator of a loess smoother.

    Parameters
    ----------
    times : int
        How many values there are, at 0, 1, 2, ...
    loess : Loess
    ends : bool
        Whether the values just before the first time and just after the last are smoothed as well.

    Returns
    -------
    scipy.sparse.csr_array, shape (times, times), or (times + 2, times) with `ends`

    Notes
    -----
    Where a window is wider than the series its tricube weights are as for a wider one. The last time, where
    the jumps do not reach it, is fitted in the window of the last that was reached, as in the published
    program.

    References
    ----------
    .. [1] W. S. Cleveland & S. J. Devlin (1988), Locally weighted regression, JASA 83(403), 596-610.
    .. [2] R. B. Cleveland et al. (1990), Journal of Official Statistics 6(1), 3-73, section 2.
    """
    from scipy import sparse

    jump = max(min(loess.jump, times - 1), 1)
    size = min(loess.window, times)
    at = np.arange(0, times, jump)
    left = np.clip(at - ((loess.window + 1) // 2 - 1), 0, times - size)
    if at[-1] != times - 1:
        at, left = np.append(at, times - 1), np.append(left, left[-1])
    fitted = _between(times, at) @ _fits(times, loess, at.astype(np.float64), left, size)
    if not ends:
        return fitted.tocsr()
    outside = _fits(times, loess, np.array([-1.0, times]), np.array([0, times - size]), size)
    return sparse.vstack([outside[[0]], fitted, outside[[1]]]).tocsr()


def _fits(times: int, loess: Loess, at: Floats, left: Ints, size: int) -> Any:
    """Return the local fits at some times, each in its window."""
    from scipy import sparse

    places = left[:, None] + np.arange(size)
    reach = np.maximum(at - left, left + size - 1 - at) + max(loess.window - times, 0) // 2
    reach = np.maximum(reach, 1e-12)[:, None]
    distance = np.abs(places - at[:, None])
    weight = (1 - np.minimum(distance / reach, 1) ** 3) ** 3
    weight = np.where(distance <= 0.001 * reach, 1.0, np.where(distance <= 0.999 * reach, weight, 0.0))
    weight /= weight.sum(axis=1, keepdims=True)
    if loess.degree:
        centre = (weight * places).sum(axis=1, keepdims=True)
        spread = (weight * (places - centre) ** 2).sum(axis=1, keepdims=True)
        sloped = np.sqrt(spread) > 0.001 * (times - 1)
        slope = np.where(sloped, (at[:, None] - centre) / np.where(sloped, spread, 1.0), 0.0)
        weight *= 1 + slope * (places - centre)
    rows = np.repeat(np.arange(at.size), size)
    return sparse.csr_array((weight.ravel(), (rows, places.ravel())), shape=(at.size, times))


def _between(times: int, at: Ints) -> Any:
    """Return the straight lines between the times that are fitted."""
    from scipy import sparse

    if at.size == times:
        return sparse.eye_array(times, format="csr")
    every = np.arange(times)
    low = np.clip(np.searchsorted(at, every, side="right") - 1, 0, at.size - 2)
    part = (every - at[low]) / (at[low + 1] - at[low])
    cells = (np.concatenate([every, every]), np.concatenate([low, low + 1]))
    return sparse.csr_array((np.concatenate([1 - part, part]), cells), shape=(times, at.size))
