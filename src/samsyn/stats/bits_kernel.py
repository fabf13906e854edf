"""Random bits inside compiled loops, the same on every machine and in every thread."""

from __future__ import annotations

import numpy as np
from numba import njit


@njit(cache=True, nogil=True)
def next_bits(state):  # type: ignore[no-untyped-def]
    """Return 64 random bits (splitmix64; Steele, Lea & Flood 2014) and move the state on."""
    state[0] += np.uint64(0x9E3779B97F4A7C15)
    bits = state[0]
    bits = (bits ^ (bits >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    bits = (bits ^ (bits >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return bits ^ (bits >> np.uint64(31))


@njit(cache=True, nogil=True)
def below(state, n):  # type: ignore[no-untyped-def]
    """Return a whole number from 0 up to but not including n, n below 2 to the 32nd."""
    high = next_bits(state) >> np.uint64(32)
    return np.int64((high * np.uint64(n)) >> np.uint64(32))


@njit(cache=True, nogil=True)
def fraction(state):  # type: ignore[no-untyped-def]
    """Return a number from 0 up to but not including 1, in steps of 2 to the -53rd."""
    return np.float64(next_bits(state) >> np.uint64(11)) / 9007199254740992.0
