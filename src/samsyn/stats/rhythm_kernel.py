"""The sums of `rhythm` compiled: one pass over the events. Imported only where there are many."""

from __future__ import annotations

import numpy as np
from numba import njit

HOUR_US = 3_600_000_000
WEEK_US = 168 * HOUR_US


@njit(cache=True, nogil=True, error_model="numpy")
def _add(local, weight, step, ramp):  # type: ignore[no-untyped-def]
    """Add a local time to the running totals; return the whole weeks before it, weighted."""
    week = local // WEEK_US
    rest = local - week * WEEK_US
    hour = rest // HOUR_US
    step[hour] += weight
    ramp[hour] += weight * ((rest - hour * HOUR_US) / HOUR_US)
    return weight * week


@njit(cache=True, nogil=True, error_model="numpy")
def tally(begin, close, at, offsets, since):  # type: ignore[no-untyped-def]
    """
    Sum the intervals.

    Returns the exact events by hour, the weights that end (less those that begin) in each hour, the shares of that hour
    that lie before, the weighted whole weeks, and the weight of the intervals that hold each clock change.
    """
    exact, step, ramp = np.zeros(168), np.zeros(168), np.zeros(168)
    inside = np.zeros(len(at))
    weeks = 0.0
    for i in range(len(begin)):
        first = np.searchsorted(at, begin[i], side="right")
        local = begin[i] + offsets[first] - since
        if close[i] == begin[i]:
            exact[(local % WEEK_US) // HOUR_US] += 1
            continue
        weight = HOUR_US / (close[i] - begin[i])
        weeks += _add(local, -weight, step, ramp)
        last = first
        while last < len(at) and at[last] <= close[i]:
            inside[last] += weight
            last += 1
        weeks += _add(close[i] + offsets[last] - since, weight, step, ramp)
    return exact, step, ramp, weeks, inside
