"""Cylinders searched by compiled loops. Imported only where there is something to search."""

from __future__ import annotations

import math

import numpy as np
from numba import njit

from samsyn.stats.bits_kernel import below, fraction


@njit(cache=True, nogil=True)
def likelihood(observed, expected, total):  # type: ignore[no-untyped-def]
    """Return the logarithm of Kulldorff's likelihood ratio; 0 where there is no excess."""
    if observed <= expected:
        return 0.0
    score = observed * math.log(observed / expected)
    if observed < total:
        score += (total - observed) * math.log((total - observed) / (total - expected))
    return score


@njit(cache=True, nogil=True)
def _may_beat(more, expected, total, best):  # type: ignore[no-untyped-def]
    """
    Return whether an excess over what is expected may score above the best, without a logarithm or a division.

    With d = observed - expected > 0 the score is at most d² (1 / (2 expected) + 1 / (total - expected)), for
    (1 + u) log(1 + u) - u <= u² / 2 and (1 - v) log(1 - v) + v <= v² for 0 <= v <= 1.
    """
    return more > 0 and more * more * (total + expected) > 2 * best * expected * (total - expected)


@njit(cache=True, nogil=True)
def _best_window(held, share, least, of_zone, total, prospective, best, walk):  # type: ignore[no-untyped-def]  # noqa: C901
    """
    Return the highest score of a zone's windows, and the window; the score given where none beats it.

    The excess of a window is a difference of one walk, so none is above the walk's highest rise; and what is expected
    grows with a window's length. Where the rise cannot beat the best in a window of some length, nor can it in longer
    ones, as long as expected (total - expected) / (total + expected) grows, which it does to 0.41 of the total. `walk`
    is room for the walk.
    """
    times, first, last = len(held) - 1, -1, -1
    for t in range(times + 1):
        walk[t] = held[t] - of_zone * share[t]
    lowest, rise = walk[0], 0.0
    for t in range(times + 1):
        lowest = min(lowest, walk[t])
        if t == times or not prospective:
            rise = max(rise, walk[t] - lowest)
    for length in range(1, len(least)):
        expected = of_zone * least[length]
        needed = 2 * best * expected * (total - expected) / (total + expected) * (1 - 1e-9)
        if of_zone > 0.41 * total:
            needed = 0.0
        if rise * rise <= needed:
            break
        for s in range(times - length if prospective else 0, times - length + 1):
            more = walk[s + length] - walk[s]
            if more <= 0 or more * more <= needed:
                continue
            expected = of_zone * (share[s + length] - share[s])
            observed = held[s + length] - held[s]
            if _may_beat(observed - expected, expected, total, best):
                score = likelihood(observed, expected, total)
                if score > best:
                    best, first, last = score, s, s + length
    return best, first, last


@njit(cache=True, nogil=True)
def strongest(held, nearest, allowed, rows, share, least, total, prospective):  # type: ignore[no-untyped-def]
    """Return the highest score of all cylinders; `held` is the running number of events of each area."""
    areas, reach = nearest.shape
    running, walk = np.empty(held.shape[1]), np.empty(held.shape[1])
    best = 0.0
    for a in range(areas):
        running[:] = 0.0
        of_zone = 0.0
        for k in range(reach):
            b = nearest[a, k]
            of_zone += rows[b]
            for t in range(len(running)):
                running[t] += held[b, t]
            if allowed[a, k]:
                best = _best_window(running, share, least, of_zone, total, prospective, best, walk)[0]
    return best


@njit(cache=True, nogil=True)
def every_zone(held, nearest, allowed, rows, share, least, total, prospective):  # type: ignore[no-untyped-def]
    """Return the highest score of each zone, and its window."""
    areas, reach = nearest.shape
    running, walk = np.empty(held.shape[1]), np.empty(held.shape[1])
    score = np.zeros((areas, reach))
    window = np.full((areas, reach, 2), -1)
    for a in range(areas):
        running[:] = 0.0
        of_zone = 0.0
        for k in range(reach):
            b = nearest[a, k]
            of_zone += rows[b]
            for t in range(len(running)):
                running[t] += held[b, t]
            if allowed[a, k]:
                found = _best_window(running, share, least, of_zone, total, prospective, 0.0, walk)
                score[a, k], window[a, k, 0], window[a, k, 1] = found
    return score, window


@njit(cache=True, nogil=True)
def _accumulate(held):  # type: ignore[no-untyped-def]
    for a in range(held.shape[0]):
        for t in range(1, held.shape[1]):
            held[a, t] += held[a, t - 1]


@njit(cache=True, nogil=True)
def permuted(area, time, seed, areas, times):  # type: ignore[no-untyped-def]
    """Return running numbers of events where the times are dealt out anew among the events."""
    state = np.array([seed], dtype=np.uint64)
    drawn = time.copy()
    held = np.zeros((areas, times + 1))
    for i in range(len(area)):
        j = i + below(state, len(area) - i)
        drawn[i], drawn[j] = drawn[j], drawn[i]
        held[area[i], drawn[i] + 1] += 1
    _accumulate(held)
    return held


@njit(cache=True, nogil=True)
def poisson(upper, share, seed, events):  # type: ignore[no-untyped-def]
    """Return running numbers of events, each dropped on an area by its share (`upper`, summed up) and on a time."""
    state = np.array([seed], dtype=np.uint64)
    areas, times = len(upper), len(share) - 1
    held = np.zeros((areas, times + 1))
    for _ in range(events):
        a = min(np.searchsorted(upper, fraction(state), side="right"), areas - 1)
        t = min(np.searchsorted(share, fraction(state), side="right"), times)
        held[a, t] += 1
    _accumulate(held)
    return held
