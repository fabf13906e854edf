"""
Conditional permutations compiled. Imported only where they are asked for, for loading the compiler takes a second.
"""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

from samsyn.stats.bits_kernel import next_bits

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@njit(cache=True, nogil=True)
def _draw(pool, size, sums, state):  # type: ignore[no-untyped-def]
    """Fill sums with sums of `size` different members of the pool; the pool is shuffled."""
    n = len(pool)
    for r in range(len(sums)):
        total = 0.0
        for j in range(size):
            high = next_bits(state) >> np.uint64(32)
            k = j + np.int64((high * np.uint64(n - j)) >> np.uint64(32))
            pool[j], pool[k] = pool[k], pool[j]
            total += pool[j]
        sums[r] = total


@njit(cache=True, nogil=True)
def _ranks(x, lag, count, order, first, seed, permutations, slack, above, below):  # type: ignore[no-untyped-def]
    """Fill above and below, group by group: units of one group have the same value and as many neighbours."""
    n = len(x)
    state = np.array([seed], dtype=np.uint64)
    sums = np.empty(permutations)
    for g in range(len(first) - 1):
        one = order[first[g]]
        pool = np.empty(n - 1)
        pool[:one] = x[:one]
        pool[one:] = x[one + 1 :]
        _draw(pool, count[one], sums, state)
        sums.sort()
        for m in range(first[g], first[g + 1]):
            i = order[m]
            above[i] = permutations - np.searchsorted(sums, lag[i] - slack, side="left")
            below[i] = np.searchsorted(sums, lag[i] + slack, side="right")


def conditional(
    x: Floats, lag: Floats, count: Ints, seed: int, permutations: int, slack: float
) -> tuple[Ints, Ints]:
    """
    Return how many permutations give each unit's neighbours at least, and at most, the sum that they have.

    Parameters
    ----------
    x, lag : float64 array, shape (units,)
        Values, and the sums over each unit's neighbours.
    count : int64 array, shape (units,)
        How many neighbours each unit has.
    seed, permutations : int
    slack : float
        Sums this close are equal.
    """
    above, below = np.zeros(x.size, dtype=np.int64), np.zeros(x.size, dtype=np.int64)
    if not x.size:
        return above, below
    order = np.lexsort((x, count))
    new = (np.diff(x[order]) != 0) | (np.diff(count[order]) != 0)
    first = np.concatenate([[0], np.flatnonzero(new) + 1, [x.size]]).astype(np.int64)
    _ranks(x, lag, count, order, first, np.uint64(seed), permutations, slack, above, below)
    return above, below
