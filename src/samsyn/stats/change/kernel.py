"""
The two fits of `fit` and `surveillance` compiled, one stream after the other: the same numbers, for thousands of
streams. Imported only where there is enough to do, for loading the compiler takes two seconds.
"""

from __future__ import annotations

import math

import numpy as np
from numba import njit
from numpy.typing import NDArray

from samsyn.stats.change.fit import CLOSE, STEEPEST, TINY
from samsyn.stats.change.fit import STEPS as NEWTON_STEPS
from samsyn.stats.change.surveillance import SETTLED
from samsyn.stats.change.surveillance import STEPS as GLM_STEPS

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@njit(cache=True, nogil=True, error_model="numpy")
def _maximise(y, w, e, season, t, trend, mean, working, events, size, first, second):  # type: ignore[no-untyped-def]  # noqa: C901, PLR0912
    """As fit.fit for one stream; fills mean and working, returns slope, level of the last season, converged."""
    weeks, seasons = len(y), len(events)
    events[:] = 0.0
    tilted, length = 0.0, 1.0
    for i in range(weeks):
        events[season[i]] += w[i] * y[i]
        tilted += w[i] * y[i] * t[i]
        length = max(length, -t[i])
    slope, converged = 0.0, not trend
    for _ in range(NEWTON_STEPS if trend else 0):
        size[:], first[:], second[:] = 0.0, 0.0, 0.0
        for i in range(weeks):
            if w[i] > 0:
                offered = w[i] * e[i] * math.exp(slope * t[i])
                size[season[i]] += offered
                first[season[i]] += offered * t[i]
                second[season[i]] += offered * t[i] * t[i]
        information, gradient = 0.0, tilted
        for g in range(seasons):
            if size[g] > TINY:
                centre = first[g] / size[g]
                information += events[g] * (second[g] / size[g] - centre * centre)
                gradient -= events[g] * centre
        step = 0.0
        if information > TINY:
            step = min(max(gradient / information, -2 / length), 2 / length)
        slope += step
        if abs(step) * length < CLOSE:
            converged = information > TINY
            break
        if abs(slope) * length >= STEEPEST:
            break
    if not converged:
        slope = 0.0
    size[:] = 0.0
    for i in range(weeks):
        mean[i] = e[i] * math.exp(slope * t[i]) if trend else e[i]
        size[season[i]] += w[i] * mean[i]
    for g in range(seasons):
        size[g] = events[g] / size[g] if size[g] > 0 else 0.0
    for i in range(weeks):
        mean[i] *= size[season[i]]
        working[i] = w[i] * mean[i]
    return slope, size[seasons - 1], converged


@njit(cache=True, nogil=True, error_model="numpy")
def _iterate(y, w, offset, entropy, season, t, trend, mean, working, eta, target, size, first, second):  # type: ignore[no-untyped-def]
    """As surveillance.fit for one stream."""
    weeks, seasons = len(y), len(target)
    deviance = 0.0
    for i in range(weeks):
        mean[i] = y[i] + 0.1
        eta[i] = math.log(mean[i])
        deviance += w[i] * (entropy[i] - y[i] * (eta[i] + 1) + mean[i])
    slope, level, converged = 0.0, 0.0, False
    for _ in range(GLM_STEPS):
        size[:], first[:], second[:], target[:] = 0.0, 0.0, 0.0, 0.0
        tilted = 0.0
        for i in range(weeks):
            working[i] = w[i] * mean[i]
            weighted = working[i] * (eta[i] - offset[i] + (y[i] - mean[i]) / mean[i])
            g = season[i]
            size[g] += working[i]
            first[g] += working[i] * t[i]
            second[g] += working[i] * t[i] * t[i]
            target[g] += weighted
            tilted += weighted * t[i]
        if trend:
            information = 0.0
            for g in range(seasons):
                information += second[g] - first[g] * first[g] / size[g]
                tilted -= first[g] * target[g] / size[g]
            slope = tilted / information
        for g in range(seasons):
            target[g] = (target[g] - slope * first[g]) / size[g]
        new = 0.0
        for i in range(weeks):
            eta[i] = target[season[i]] + slope * t[i] + offset[i]
            mean[i] = math.exp(eta[i])
            new += w[i] * (entropy[i] - y[i] * (eta[i] + 1) + mean[i])
        level = math.exp(target[seasons - 1])
        converged = abs(2 * new - 2 * deviance) / (abs(2 * new) + 0.1) < SETTLED
        deviance = new
        if converged:
            break
    return slope, level, converged


@njit(cache=True, nogil=True, error_model="numpy")
def _finish(y, w, used, season, t, trend, mean, working, leverage, size, first, second):  # type: ignore[no-untyped-def]
    """Fill leverage; return variance, slope variance, freedom, Pearson's and the peer's dispersion."""
    weeks, seasons = len(y), len(size)
    size[:], first[:], second[:] = 0.0, 0.0, 0.0
    present = np.zeros(seasons)
    pearson, peer = 0.0, 0.0
    for i in range(weeks):
        g = season[i]
        size[g] += working[i]
        first[g] += working[i] * t[i]
        second[g] += working[i] * t[i] * t[i]
        present[g] += used[i]
        relative = (y[i] / mean[i] if mean[i] > 0 else 0.0) - 1
        pearson += working[i] * relative * relative
        peer += w[i] * relative * relative
    information, freedom = 0.0, -1.0 if trend else 0.0
    for g in range(seasons):
        size[g] = 1 / max(size[g], TINY)
        first[g] *= size[g]
        information += second[g] - first[g] * first[g] / size[g]
        freedom += present[g] - (1.0 if present[g] > 0 else 0.0)
    variance = size[seasons - 1]
    slope_variance = 0.0
    if trend:
        slope_variance = 1 / max(information, TINY)
        variance += first[seasons - 1] ** 2 * slope_variance
    for i in range(weeks):
        g = season[i]
        leverage[i] = working[i] * (size[g] + (t[i] - first[g]) ** 2 * slope_variance)
    return variance, slope_variance, freedom, pearson / max(freedom, 1.0), peer / max(freedom, 1.0)


@njit(cache=True, nogil=True, error_model="numpy")
def _reweight(y, power, used, mean, leverage, phi, limit, w):  # type: ignore[no-untyped-def]
    """As fit.reweight for one stream; fills the weights."""
    total, weeks = 0.0, 0.0
    for i in range(len(y)):
        w[i] = used[i]
        weeks += used[i]
        if mean[i] > 0 and used[i] > 0 and y[i] > mean[i]:
            root = math.sqrt(mean[i])
            spare = max(phi * (1 - leverage[i]), 1e-12)
            residual = 1.5 * (power[i] / np.cbrt(root) - root) / math.sqrt(spare)
            if residual > limit:
                w[i] = 1 / (residual * residual)
        total += w[i]
    for i in range(len(y)):
        w[i] *= weeks / total if total > 0 else 1.0


@njit(cache=True, nogil=True, error_model="numpy")
def fit_streams(counts, power, used, exposure, season, t, seasons, trend, peer, limit, out):  # type: ignore[no-untyped-def]
    """
    Fit, weigh down past outbreaks, fit again, for each stream.

    Fills `out`, shape (streams, 10): level, slope, variance, slope variance, freedom, phi, dispersion of the peer's
    errors, whether the first and the second fit converged, and phi before its floor.
    """
    streams, weeks = counts.shape
    w, mean, working, leverage = np.empty(weeks), np.empty(weeks), np.empty(weeks), np.empty(weeks)
    eta, offset, entropy = np.empty(weeks), np.empty(weeks), np.empty(weeks)
    events, size, first, second = np.empty(seasons), np.empty(seasons), np.empty(seasons), np.empty(seasons)
    for s in range(streams):
        y, offered = counts[s], exposure[s if len(exposure) > 1 else 0]
        w[:] = used[s]
        for i in range(weeks if peer else 0):
            offset[i] = math.log(offered[i])
            entropy[i] = y[i] * math.log(max(y[i], 1.0))
        for turn in range(2):
            if peer:
                slope, level, converged = _iterate(
                    y, w, offset, entropy, season, t, trend, mean, working, eta, events, size, first, second
                )
            else:
                slope, level, converged = _maximise(
                    y, w, offered, season, t, trend, mean, working, events, size, first, second
                )
            variance, slope_variance, freedom, pearson, rough = _finish(
                y, w, used[s], season, t, trend, mean, working, leverage, size, first, second
            )
            phi = max(pearson, 1.0)
            out[s, 7 + turn] = converged
            out[s, 8] = converged
            if limit == np.inf:
                break
            if turn == 0:
                _reweight(y, power[s], used[s], mean, leverage, phi, limit, w)
        out[s, 0], out[s, 1], out[s, 2], out[s, 3] = level, slope, variance, slope_variance
        out[s, 4], out[s, 5] = freedom, phi
        out[s, 6] = rough if peer and limit < np.inf else phi
        out[s, 9] = pearson
