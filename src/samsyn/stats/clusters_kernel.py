"""Neighbours of events by compiled loops. Imported only where there are any: the compiler loads in a second."""

from __future__ import annotations

import numpy as np
from numba import njit

# Events are sorted by cell, and by time within each: `start` and `stop` are the three runs of cells around each event,
# `end` where its own cell ends, `longest` the largest difference of time.


@njit(cache=True, nogil=True)
def _next_near(x, y, time, i, j, stop, end, within, longest):  # type: ignore[no-untyped-def]
    """Return the first event from j on, before stop, that is near event i; stop where there is none."""
    while j < stop:
        cell_end = min(end[j], stop)
        if time[j] < time[i] - longest:
            j += np.searchsorted(time[j:cell_end], time[i] - longest)
        while j < cell_end and time[j] <= time[i] + longest:
            dx, dy = x[j] - x[i], y[j] - y[i]
            if dx * dx + dy * dy <= within * within:
                return j
            j += 1
        j = cell_end
    return stop


@njit(cache=True, nogil=True)
def near_weight(x, y, time, start, stop, end, within, longest, weight):  # type: ignore[no-untyped-def]
    """Return how many events are near each, itself among them."""
    found = np.zeros(len(x), dtype=np.int64)
    for i in range(len(x)):
        for run in range(3):
            j = _next_near(x, y, time, i, start[i, run], stop[i, run], end, within, longest)
            while j < stop[i, run]:
                found[i] += weight[j]
                j = _next_near(x, y, time, i, j + 1, stop[i, run], end, within, longest)
    return found


@njit(cache=True, nogil=True)
def _root(parent, i):  # type: ignore[no-untyped-def]
    while parent[i] != i:
        parent[i] = parent[parent[i]]
        i = parent[i]
    return i


@njit(cache=True, nogil=True)
def roots(x, y, time, start, stop, end, within, longest, core):  # type: ignore[no-untyped-def]
    """Return one core event for each cluster, the same for all core events that hang together."""
    parent = np.arange(len(x))
    for i in range(len(x)):
        if not core[i]:
            continue
        for run in range(3):
            j = _next_near(x, y, time, i, start[i, run], stop[i, run], end, within, longest)
            while j < stop[i, run]:
                if j > i and core[j]:
                    one, other = _root(parent, i), _root(parent, j)
                    parent[max(one, other)] = min(one, other)
                j = _next_near(x, y, time, i, j + 1, stop[i, run], end, within, longest)
    for i in range(len(x)):
        parent[i] = _root(parent, i)
    return parent


@njit(cache=True, nogil=True)
def taken_in(x, y, time, start, stop, end, within, longest, core, label):  # type: ignore[no-untyped-def]
    """Return labels where events near a core event have the lowest number among those near them."""
    found = label.copy()
    for i in range(len(x)):
        if core[i]:
            continue
        for run in range(3):
            j = _next_near(x, y, time, i, start[i, run], stop[i, run], end, within, longest)
            while j < stop[i, run]:
                if core[j] and (found[i] < 0 or label[j] < found[i]):
                    found[i] = label[j]
                j = _next_near(x, y, time, i, j + 1, stop[i, run], end, within, longest)
    return found
