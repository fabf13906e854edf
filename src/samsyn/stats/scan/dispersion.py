"""How much more counts vary than events that come one by one."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from samsyn.errors import BadInput


def dispersion(counts: ArrayLike) -> float:
    """
    Return how many times more counts vary around what areas and times by themselves give than they would by chance.

    Parameters
    ----------
    counts : array_like of int, shape (areas, times)
        Without what is searched for: a cluster would be taken for variation.

    Returns
    -------
    float
        Pearson's chi-square by its degrees of freedom; about 1 for events that come one by one, and 1 where there is
        too little to tell (fewer than two areas or times with events).

    Raises
    ------
    BadInput
        If counts are no counts.

    References
    ----------
    P. McCullagh & J. A. Nelder (1989), Generalized Linear Models, 2nd ed., Chapman & Hall, 200.

    Examples
    --------
    >>> dispersion([[4, 0], [0, 4]]), dispersion([[2, 2], [2, 2]])
    (8.0, 0.0)
    """
    number = np.asarray(counts, dtype=np.float64)
    if number.ndim != 2 or not np.isfinite(number).all() or np.any(number < 0):
        raise BadInput("Antalen ska vara hela tal från 0, ett för varje område och tid.")
    held = number[number.sum(axis=1) > 0][:, number.sum(axis=0) > 0]
    if min(held.shape) < 2:
        return 1.0
    expected = held.sum(axis=1, keepdims=True) * held.sum(axis=0) / held.sum()
    return float(((held - expected) ** 2 / expected).sum() / ((held.shape[0] - 1) * (held.shape[1] - 1)))
