"""Pairs counted by compiled loops. Imported only where there is something to count: the compiler loads in a second."""

from __future__ import annotations

import numpy as np
from numba import njit

LANES = 64
"""Permutations side by side: their times lie next to each other, so one instruction compares many."""

FLUSH = 32_000
"""Counts of the narrow type are moved on before they can overflow."""


@njit(cache=True, nogil=True)
def close_pairs(x, y, time, start, stop, end, space, steps, manhattan, first, last):  # type: ignore[no-untyped-def]
    """
    Return how many pairs are below each edge of distance and each of time; the first of a pair lies from first to last.

    Events of a cell are in time order, so only those near in time are looked at.
    """
    found = np.zeros((len(space), len(steps)), dtype=np.int64)
    longest = steps[-1]
    for i in range(first, last):
        for run in range(1, 3):  # its own row and the one above; the row below counts the pair from there
            j = i + 1 if run == 1 else start[i, run]
            while j < stop[i, run]:
                cell_end = end[j]
                j += np.searchsorted(time[j:cell_end], time[i] - longest + 1)
                while j < cell_end and time[j] - time[i] < longest:
                    dx, dy = abs(x[j] - x[i]), abs(y[j] - y[i])
                    far = dx + dy if manhattan else dx * dx + dy * dy
                    if far < space[-1]:
                        _count(far, abs(time[j] - time[i]), space, steps, found)
                    j += 1
                j = cell_end
    return found


@njit(cache=True, nogil=True)
def _count(far, apart, space, steps, found):  # type: ignore[no-untyped-def]
    for s in range(len(space) - 1, -1, -1):
        if far >= space[s]:
            break
        for t in range(len(steps) - 1, -1, -1):
            if apart >= steps[t]:
                break
            found[s, t] += 1


@njit(cache=True, nogil=True)
def degrees(x, y, weight, start, stop, space, manhattan, first, last, below):  # type: ignore[no-untyped-def]
    """Fill below: the weight nearer to each place than each edge, for the places from first to last."""
    for i in range(first, last):
        for s in range(len(space)):
            edge, total = space[s], 0
            for run in range(3):
                for j in range(start[i, run], stop[i, run]):
                    dx, dy = abs(x[j] - x[i]), abs(y[j] - y[i])
                    far = dx + dy if manhattan else dx * dx + dy * dy
                    total += weight[j] if far < edge else 0
            below[s, i] = total


@njit(cache=True, nogil=True)
def _flush(held, found, s):  # type: ignore[no-untyped-def]
    for t in range(held.shape[1]):
        for lane in range(LANES):
            found[s, t, lane] += held[s, t, lane]
            held[s, t, lane] = 0


def _of(kind):  # type: ignore[no-untyped-def]  # noqa: C901
    """Return the loop compiled for times of one unsigned kind: the narrower, the more side by side."""

    @njit(cache=True, nogil=True)
    def permuted(x, y, lanes, start, stop, space, shift, width, manhattan, found):  # type: ignore[no-untyped-def]  # noqa: C901
        """
        Add the pairs in each band of distance and below each edge of time, for every lane.

        `found` has the shape (edges of distance, edges of time, LANES). `shift` is edge - 1 and `width` 2 edge - 1 in
        the unsigned form of the times: |a - b| < edge where a - b + edge - 1, wrapped around, is below 2 edge - 1; so
        no sign has to be looked at.
        """
        bands, spans = len(space), len(shift)
        held = np.zeros((bands, spans, LANES), dtype=lanes.dtype)
        waiting = np.zeros(bands, dtype=np.int64)
        for i in range(len(x)):
            for run in range(1, 3):
                begin, end = start[i, run], stop[i, run]
                if run == 1:
                    begin = i + 1
                for j in range(begin, end):
                    dx, dy = abs(x[j] - x[i]), abs(y[j] - y[i])
                    far = dx + dy if manhattan else dx * dx + dy * dy
                    s = 0
                    while s < bands and far >= space[s]:
                        s += 1
                    if s == bands:
                        continue
                    for t in range(spans):
                        plus, wide = shift[t], width[t]
                        for lane in range(LANES):
                            gap = kind(lanes[i, lane] - lanes[j, lane] + plus)
                            held[s, t, lane] += gap < wide
                    waiting[s] += 1
                    if waiting[s] == FLUSH:
                        _flush(held, found, s)
                        waiting[s] = 0
        for s in range(bands):
            _flush(held, found, s)

    return permuted


PERMUTED = {np.dtype(kind): _of(kind) for kind in (np.uint16, np.uint32, np.uint64)}  # type: ignore[no-untyped-call]
