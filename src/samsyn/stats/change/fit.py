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
STEEPEST = 60.0  # a steeper rise over the baseline than exp(60) means that the slope has no maximum
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
    working : ndarray, shape (streams, weeks)
        Weights times means: the weight of a week's logarithm.
    slope : ndarray, shape (streams,)
        Zero without a trend.
    level : ndarray, shape (streams,)
        Expected count at the assessed time per unit of exposure.
    variance, slope_variance : ndarray, shape (streams,)
        Of log level and slope, to be multiplied by the dispersion; huge where the season has no event.
    leverage : ndarray, shape (streams, weeks)
    freedom : ndarray, shape (streams,)
        Weeks used less coefficients.
    converged : ndarray of bool, shape (streams,)
    """

    mean: Floats
    weights: Floats
    working: Floats
    slope: Floats
    level: Floats
    variance: Floats
    slope_variance: Floats
    leverage: Floats
    freedom: Floats
    converged: Flags


def by_season(plan: Design, values: Floats) -> Floats:
    """Sum over the weeks of each season: (streams, weeks) to (streams, seasons)."""
    if plan.weeks.size == 0:
        return np.zeros((len(values), plan.seasons))
    return np.asarray(np.add.reduceat(values, plan.starts, axis=1))


def arrow(plan: Design, weight: Floats) -> tuple[Floats, Floats, Floats]:
    """Sums of weight, weight x time and weight x time^2 by season."""
    timed = weight * plan.elapsed
    return by_season(plan, weight), by_season(plan, timed), by_season(plan, timed * plan.elapsed)


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
    events, tilted, _ = arrow(plan, weights * base.counts)
    offered = weights if base.exposure is None else weights * base.exposure
    if trend:
        slope, converged = _slope(plan, events, tilted.sum(axis=1), offered)
    else:
        slope, converged = np.zeros(len(weights)), np.ones(len(weights), dtype=bool)
    shape = np.exp(slope[:, None] * plan.elapsed)
    size = by_season(plan, offered * shape)
    level = np.divide(events, size, out=np.zeros_like(events), where=size > 0)
    mean = level[:, plan.season] * (shape if base.exposure is None else shape * base.exposure)
    return finish(
        base,
        weights,
        mean=mean,
        working=weights * mean,
        level=level[:, -1],
        slope=slope,
        trend=trend,
        converged=converged,
    )


def finish(
    base: Baseline,
    weights: Floats,
    *,
    mean: Floats,
    working: Floats,
    level: Floats,
    slope: Floats,
    trend: bool,
    converged: Flags,
) -> Fit:
    """Add variances, leverage and degrees of freedom to a fitted mean."""
    plan = base.plan
    size, first, second = arrow(plan, working)
    sure = 1 / np.maximum(size, TINY)
    leverage, variance = sure[:, plan.season], sure[:, -1].copy()
    slope_variance = np.zeros(len(slope))
    if trend:
        centre = first * sure
        slope_variance = 1 / np.maximum((second - centre * first).sum(axis=1), TINY)
        leverage = leverage + (plan.elapsed - centre[:, plan.season]) ** 2 * slope_variance[:, None]
        variance += centre[:, -1] ** 2 * slope_variance
    present = (by_season(plan, base.used) > 0).sum(axis=1)
    return Fit(
        mean=mean,
        weights=weights,
        working=working,
        slope=slope,
        level=level,
        variance=variance,
        slope_variance=slope_variance,
        leverage=leverage * working,
        freedom=base.used.sum(axis=1) - present - trend,
        converged=converged,
    )


def _slope(plan: Design, events: Floats, score: Floats, offered: Floats) -> tuple[Floats, Flags]:
    """Maximise the profile likelihood; streams that do not settle have converged False and slope 0."""
    slope = np.zeros(len(events))
    converged = np.zeros(len(events), dtype=bool)
    length = max(float(-plan.elapsed.min(initial=0.0)), 1.0)
    active = np.arange(len(events))
    for _ in range(STEPS):
        size, first, second = arrow(plan, offered[active] * np.exp(slope[active, None] * plan.elapsed))
        size = np.maximum(size, TINY)
        centre = first / size
        information = (events[active] * (second / size - centre**2)).sum(axis=1)
        step = (score[active] - (events[active] * centre).sum(axis=1)) / np.maximum(information, TINY)
        step = np.clip(np.where(information > TINY, step, 0.0), -2 / length, 2 / length)
        slope[active] += step
        settled = np.abs(step) * length < CLOSE
        converged[active[settled]] = information[settled] > TINY
        active = active[~settled & (np.abs(slope[active]) * length < STEEPEST)]
        if active.size == 0:
            break
    slope[~converged] = 0.0
    return slope, converged


def dispersion(base: Baseline, model: Fit) -> Floats:
    """Pearson's estimate of the dispersion, never less than 1."""
    return np.asarray(np.maximum(pearson_dispersion(base, model), 1.0))


def pearson_dispersion(base: Baseline, model: Fit) -> Floats:
    """Pearson's estimate of the dispersion, which chance can take below 1."""
    return _squares(base, model, model.working) / np.maximum(model.freedom, 1)


def working_dispersion(base: Baseline, model: Fit) -> Floats:
    """
    The dispersion that R surveillance 1.20.3 uses for standard errors after reweighting.

    It weighs the working residuals by the prior weights instead of the working weights; kept to give the same alarms.
    """
    return _squares(base, model, model.weights) / np.maximum(model.freedom, 1)


def _squares(base: Baseline, model: Fit, weights: Floats) -> Floats:
    relative = np.divide(base.counts, model.mean, out=np.zeros_like(model.mean), where=model.mean > 0) - 1
    return np.asarray((weights * relative**2).sum(axis=1))


def reweight(base: Baseline, model: Fit, phi: Floats, limit: float) -> Floats:
    """
    Weigh down weeks that look like past outbreaks: 1 / s^2 where the Anscombe residual s exceeds the limit.

    The weights of a stream sum to its number of weeks (Farrington et al. 1996; Noufaily et al. 2013, who
    raised the limit from 1 to 2.58).
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
