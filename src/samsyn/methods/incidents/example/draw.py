"""Random draws for many rows at once."""

from __future__ import annotations

from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]


def choose(chances: Array, row: Array, rng: np.random.Generator) -> Array:
    """
    Draw one option for each element, with the chances of its row.

    Parameters
    ----------
    chances : array, shape (rows, options)
        Not negative; each row has a positive sum.
    row : int array, shape (n,)
        Which row of `chances` each element draws from.
    rng : numpy.random.Generator

    Returns
    -------
    int array, shape (n,)
        Index of the drawn option.
    """
    options = chances.shape[1]
    upto = chances.cumsum(axis=1)
    upto = upto / upto[:, -1:] + np.arange(len(chances))[:, None]
    found = np.searchsorted(upto.ravel(), row + rng.random(len(row)), side="right") - row * options
    last = options - 1 - np.argmax(chances[:, ::-1] > 0, axis=1)
    return np.asarray(np.minimum(found, last[row]))


def overdispersed(means: Array, ratio: float, rng: np.random.Generator) -> Array:
    """Draw negative binomial counts with these means, whose variance is `ratio` (> 1) times the mean."""
    spread = ratio - 1.0
    return np.asarray(rng.poisson(rng.gamma(means / spread) * spread))
