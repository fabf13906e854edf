"""Judges one assessed time of many streams by the model behind Farrington's methods."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from samsyn.stats.change import fit as model
from samsyn.stats.change import surveillance
from samsyn.stats.change.judgement import Judged, Threshold, predictive_range, with_few_events
from samsyn.stats.change.result import ChangeResult, Floats

MIN_YEARS_FOR_TREND = 3


@dataclass(frozen=True)
class Options:
    """
    What a method of the family was asked for.

    `peer` is "" for the right answer, "flexible" or "original" for that of R surveillance's function of the kind.
    """

    weights_threshold: float
    trend_p: float
    level: float
    threshold: Threshold
    peer: Literal["", "flexible", "original"]
    compiled: bool


@dataclass(frozen=True)
class Solved:
    """
    The fitted model of each stream, shape (streams,).

    Parameters
    ----------
    level, slope : ndarray
        Expected count at the assessed time per unit of exposure, and change of its logarithm per period.
    variance, slope_variance : ndarray
        Of log level and slope, to be multiplied by a dispersion.
    freedom : ndarray
    phi : ndarray
        Dispersion, never below 1.
    error, trend_error : ndarray
        The dispersions that belong to the two variances.
    first, second : ndarray
        Above 0 where the fit before and after reweighting converged.
    """

    level: Floats
    slope: Floats
    variance: Floats
    slope_variance: Floats
    freedom: Floats
    phi: Floats
    error: Floats
    trend_error: Floats
    first: Floats
    second: Floats


def assess(
    result: ChangeResult,
    rows: slice,
    column: int,
    observed: Floats,
    base: model.Baseline,
    now: Floats | None,
    options: Options,
) -> None:
    """Judge one time of some streams, and write the answer into the result."""
    units = np.ones_like(observed) if now is None else now
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        judged = _judge(base, units, options)
        if not options.peer:
            judged = with_few_events(base, units, judged)
        history = base.used.sum(axis=1)
        silent = (history == 0) | np.isnan(observed)
        expected = np.where(silent, np.nan, judged.expected)
        low, high, p_above, p_below = predictive_range(
            observed, expected, judged, options.threshold, options.level, bool(options.peer)
        )
    result.expected[rows, column] = expected
    result.low[rows, column], result.high[rows, column] = low, high
    result.p_above[rows, column], result.p_below[rows, column] = p_above, p_below
    result.error[rows, column] = np.where(silent, np.nan, np.sqrt(judged.variance))
    result.dispersion[rows, column] = np.where(silent, np.nan, judged.phi)
    result.history[rows, column] = history.astype(np.int64)
    result.trend[rows, column] = np.where(silent, np.nan, judged.trend)


def _judge(base: model.Baseline, units: Floats, options: Options) -> Judged:
    """Fit with a trend where one is wanted, and without where it does not hold."""
    if options.trend_p <= 0 or base.plan.years < MIN_YEARS_FOR_TREND or base.plan.weeks.size == 0:
        return _fitted(base, units, options, trend=False)[0]
    with_trend, holds = _fitted(base, units, options, trend=True)
    if holds.all():
        return with_trend
    rest = np.flatnonzero(~holds)
    fewer = model.Baseline(
        plan=base.plan,
        counts=base.counts[rest],
        power=base.power[rest],
        used=base.used[rest],
        exposure=None if base.exposure is None else base.exposure[rest],
    )
    without, _ = _fitted(fewer, units[rest], options, trend=False)
    for name in ("expected", "variance", "phi", "trend"):
        getattr(with_trend, name)[rest] = getattr(without, name)
    return with_trend


def _fitted(
    base: model.Baseline, units: Floats, options: Options, *, trend: bool
) -> tuple[Judged, NDArray[np.bool_]]:
    """Fit, weigh down past outbreaks, fit again; also say where the trend may be kept."""
    found = (_solved_compiled if options.compiled else _solved)(base, options, trend)
    expected = np.where(found.first > 0, found.level * units, np.nan)
    judged = Judged(
        expected=expected,
        variance=found.variance * found.error,
        phi=found.phi,
        trend=found.slope.copy() if trend else np.full(len(found.phi), np.nan),
    )
    if not trend:
        return judged, np.ones(len(found.phi), dtype=bool)
    p = _trend_p(found.slope, found.slope_variance * found.trend_error, found.freedom)
    keep = (found.first > 0) & (found.second > 0) & (p < options.trend_p)
    return judged, keep & (expected <= _most_seen(base, units, options))


def _solved(base: model.Baseline, options: Options, trend: bool) -> Solved:
    """Fit, weigh down past outbreaks, fit again, whole arrays at a time."""
    solve = surveillance.fit if options.peer else model.fit
    first = fitted = solve(base, base.used, trend=trend)
    phi = model.dispersion(base, fitted)
    raw = model.pearson_dispersion(base, fitted)
    rough = phi
    if np.isfinite(options.weights_threshold):
        weights = model.reweight(base, fitted, phi, options.weights_threshold)
        fitted = solve(base, weights, trend=trend)
        phi, raw = model.dispersion(base, fitted), model.pearson_dispersion(base, fitted)
        rough = model.working_dispersion(base, fitted)
    error, trend_error = _errors(options, phi, raw, rough)
    return Solved(
        level=fitted.level,
        slope=fitted.slope,
        variance=fitted.variance,
        slope_variance=fitted.slope_variance,
        freedom=fitted.freedom,
        phi=phi,
        error=error,
        trend_error=trend_error,
        first=first.converged.astype(np.float64),
        second=fitted.converged.astype(np.float64),
    )


def _errors(options: Options, phi: Floats, raw: Floats, rough: Floats) -> tuple[Floats, Floats]:
    """Choose the dispersions of the mean's and the trend's standard errors; `raw` may lie below 1."""
    match options.peer:
        case "flexible":
            return rough, rough
        case "original":
            return phi, raw
        case _:
            return phi, phi


def _solved_compiled(base: model.Baseline, options: Options, trend: bool) -> Solved:
    """The same by the compiled fit."""
    from samsyn.stats.change import kernel

    plan, out = base.plan, np.empty((len(base.counts), 10))
    exposure = np.ones((1, plan.weeks.size)) if base.exposure is None else base.exposure
    kernel.fit_streams(
        base.counts,
        base.power,
        base.used,
        exposure,
        plan.season,
        plan.elapsed,
        plan.seasons,
        trend,
        bool(options.peer),
        options.weights_threshold,
        out,
    )
    level, slope, variance, slope_variance, freedom, phi, rough, first, second, raw = out.T
    error, trend_error = _errors(options, phi, raw, rough)
    return Solved(
        level=level,
        slope=slope,
        variance=variance,
        slope_variance=slope_variance,
        freedom=freedom,
        phi=phi,
        error=error,
        trend_error=trend_error,
        first=first,
        second=second,
    )


def _trend_p(slope: Floats, variance: Floats, freedom: Floats) -> Floats:
    """Two-sided p-value of the slope by Student's t."""
    from scipy.special import stdtr

    t = np.abs(slope) / np.sqrt(np.maximum(variance, model.TINY))
    return np.asarray(2 * stdtr(np.maximum(freedom, 1), -t))


def _most_seen(base: model.Baseline, units: Floats, options: Options) -> Floats:
    """The largest count in the baseline, as a count at the assessed exposure."""
    if base.exposure is None or options.peer:
        return np.asarray((base.counts * base.used).max(axis=1, initial=0.0))
    return np.asarray((base.counts / base.exposure * base.used).max(axis=1, initial=0.0) * units)
