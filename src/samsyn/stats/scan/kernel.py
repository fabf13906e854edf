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
def _may_beat(held, share, of_zone, total, end, low, best):  # type: ignore[no-untyped-def]
    """
    Return how many windows up to end may beat the best, without logarithms or divisions.

    With d = observed - expected > 0 the score is at most d² (1 / (2 expected) + 1 / (total - expected)), for
    (1 + u) log(1 + u) - u <= u² / 2 and (1 - v) log(1 - v) + v <= v² for 0 <= v <= 1.
    """
    here, until, twice, hits = held[end], share[end], 2 * best, 0
    for s in range(low, end):
        expected = of_zone * (until - share[s])
        more = here - held[s] - expected
        far = more * more * (total + expected) > twice * expected * (total - expected)
        hits += np.int64(far & (more > 0))  # type: ignore[assignment]
    return hits


@njit(cache=True, nogil=True)
def _best_window(held, share, of_zone, total, longest, prospective, best):  # type: ignore[no-untyped-def]
    """Return the highest score of a zone's windows, and the window; the score given where none beats it."""
    times = len(held) - 1
    first, last = -1, -1
    for end in range(times if prospective else 1, times + 1):
        low = max(0, end - longest)
        if _may_beat(held, share, of_zone, total, end, low, best) == 0:
            continue
        for s in range(low, end):
            score = likelihood(held[end] - held[s], of_zone * (share[end] - share[s]), total)
            if score > best:
                best, first, last = score, s, end
    return best, first, last


@njit(cache=True, nogil=True)
def strongest(held, nearest, allowed, rows, share, total, longest, prospective):  # type: ignore[no-untyped-def]
    """Return the highest score of all cylinders; `held` is the running number of events of each area."""
    areas, reach = nearest.shape
    running = np.empty(held.shape[1])
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
                best = _best_window(running, share, of_zone, total, longest, prospective, best)[0]
    return best


@njit(cache=True, nogil=True)
def every_zone(held, nearest, allowed, rows, share, total, longest, prospective):  # type: ignore[no-untyped-def]
    """Return the highest score of each zone, and its window."""
    areas, reach = nearest.shape
    running = np.empty(held.shape[1])
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
                found = _best_window(running, share, of_zone, total, longest, prospective, 0.0)
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
