"""
The model behind Farrington's method, fitted to many streams at once: log mean = season + slope x time + log
exposure.

The seasons are a factor, so given the slope each season's level is a ratio of two sums; what is left is one
unknown per stream, found by Newton's method on the profile likelihood. The inverse of the information matrix
has the same arrow shape: a variance is 1 / (weight of the season) + (distance from the season's mean time)^2
/ (information on the slope).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from samsyn.stats.change.design import Design

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
STEPS = 30
CLOSE = 1e-10  # of the slope times the length of the baseline
TINY = 1e-300


@dataclass(frozen=True)
class Baseline:
    """Counts and exposure of the baseline, shape (streams, weeks); `used` is 0 where the week says nothing."""

    plan: Design
    counts: Floats
    power: Floats  # counts to the power 2/3
    used: Floats
    exposure: Floats | None


@dataclass(frozen=True)
class Fit:
    """
    A fitted model.

    Parameters
    ----------
    mean, weights : ndarray, shape (streams, weeks)
    slope : ndarray, shape (streams,)
        Zero without a trend.
    level : ndarray, shape (streams,)
        Expected count at the assessed time per unit of exposure.
    variance, slope_variance : ndarray, shape (streams,)
        Of log level and slope, to be multiplied by the dispersion; infinite where the season has no event.
    leverage : ndarray, shape (streams, weeks)
    freedom : ndarray, shape (streams,)
        Weeks used less coefficients.
    converged : ndarray of bool, shape (streams,)
    """

    mean: Floats
    weights: Floats
    slope: Floats
    level: Floats
    variance: Floats
    slope_variance: Floats
    leverage: Floats
    freedom: Floats
    converged: Flags


def fit(base: Baseline, weights: Floats, *, trend: bool) -> Fit:
    """
    Fit by weighted maximum likelihood.

    Parameters
    ----------
    base : Baseline
    weights : ndarray, shape (streams, weeks)
        Zero where the week is not used.
    trend : bool
        Whether there is a slope.
    """
    plan = base.plan
    seasons = np.eye(plan.seasons)[plan.season]  # (weeks, seasons)
    moments = np.concatenate(
        [seasons, seasons * plan.elapsed[:, None], seasons * plan.elapsed[:, None] ** 2], axis=1
    )
    weighted = weights * base.counts
    events = weighted @ seasons
    offered = weights if base.exposure is None else weights * base.exposure
    slope, converged = _slope(plan, events, weighted @ plan.elapsed, offered, moments, trend)
    shape = np.exp(slope[:, None] * plan.elapsed)
    size, first, second = np.split((offered * shape) @ moments, 3, axis=1)
    level = np.divide(events, size, out=np.zeros_like(events), where=size > 0)
    mean = level[:, plan.season] * (shape if base.exposure is None else shape * base.exposure)
    centre = np.divide(first, size, out=np.zeros_like(size), where=size > 0)
    information = (level * (second - centre * first)).sum(axis=1) if trend else np.zeros(len(slope))
    sure = 1 / np.maximum(information, TINY)
    per_event = 1 / np.maximum(events, TINY)
    leverage = per_event[:, plan.season]
    variance = per_event[:, -1].copy()
    if trend:
        leverage = leverage + (plan.elapsed - centre[:, plan.season]) ** 2 * sure[:, None]
        variance += centre[:, -1] ** 2 * sure
    present = (base.used @ seasons > 0).sum(axis=1)
    return Fit(
        mean=mean,
        weights=weights,
        slope=slope,
        level=level[:, -1],
        variance=variance,
        slope_variance=sure,
        leverage=np.where(mean > 0, leverage * weights * mean, 0.0),
        freedom=base.used.sum(axis=1) - present - trend,
        converged=converged,
    )


def _slope(
    plan: Design, events: Floats, score: Floats, offered: Floats, moments: Floats, trend: bool
) -> tuple[Floats, Flags]:
    """Maximise the profile likelihood; streams that do not settle have converged False and slope 0."""
    slope = np.zeros(len(events))
    if not trend or plan.weeks.size == 0:
        return slope, np.full(len(events), not trend)
    length = float(np.ptp(plan.elapsed)) or 1.0
    active = np.arange(len(events))
    converged = np.zeros(len(events), dtype=bool)
    for _ in range(STEPS):
        shape = offered[active] * np.exp(slope[active, None] * plan.elapsed)
        size, first, second = np.split(shape @ moments, 3, axis=1)
        size = np.maximum(size, TINY)
        information = (events[active] * (second / size - (first / size) ** 2)).sum(axis=1)
        gradient = score[active] - (events[active] * first / size).sum(axis=1)
        step = gradient / np.maximum(information, TINY)
        step = np.clip(np.where(information > TINY, step, 0.0), -2 / length, 2 / length)
        slope[active] += step
        settled = np.abs(step) * length < CLOSE
        converged[active[settled]] = information[settled] > 1e-8
        active = active[~settled & (np.abs(slope[active]) * length < 60)]
        if active.size == 0:
            break
    slope[~converged] = 0.0
    return slope, converged


def dispersion(base: Baseline, model: Fit) -> Floats:
    """Pearson's estimate of the dispersion, never less than 1."""
    squares = model.weights * (base.counts - model.mean) ** 2
    total = np.divide(squares, model.mean, out=np.zeros_like(squares), where=model.mean > 0).sum(axis=1)
    return np.asarray(np.maximum(total / np.maximum(model.freedom, 1), 1.0))


def working_dispersion(base: Baseline, model: Fit) -> Floats:
    """
    The dispersion that R surveillance 1.20.3 uses for standard errors after reweighting.

    Its working residuals are weighted by the prior weights instead of the working weights; kept to give the
    same alarms.
    """
    relative = np.divide(base.counts, model.mean, out=np.zeros_like(model.mean), where=model.mean > 0) - 1
    total = (model.weights * base.used * relative**2).sum(axis=1)
    return np.asarray(total / np.maximum(model.freedom, 1))


def reweight(base: Baseline, model: Fit, phi: Floats, limit: float) -> Floats:
    """
    Weigh down weeks that look like past outbreaks: 1 / s^2 where the Anscombe residual s exceeds the limit.

    The weights of a stream sum to its number of weeks (Farrington et al. 1996, section 3.6; Noufaily et al.
    2013, section 3.3).
    """
    root = np.sqrt(model.mean)
    sixth = np.cbrt(root)
    raw = 1.5 * (np.divide(base.power, sixth, out=np.zeros_like(root), where=sixth > 0) - root)
    spare = np.maximum(phi[:, None] * (1 - model.leverage), 1e-12)
    residual = raw / np.sqrt(spare)
    weights = base.used * np.where(residual > limit, 1 / np.maximum(residual, limit) ** 2, 1.0)
    total = weights.sum(axis=1)
    scale = np.divide(base.used.sum(axis=1), total, out=np.ones_like(total), where=total > 0)
    return np.asarray(weights * scale[:, None])
