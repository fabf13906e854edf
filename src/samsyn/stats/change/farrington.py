"""Farrington's flexible method: a week against the same season of earlier years."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from samsyn.stats.change import fit as model
from samsyn.stats.change import surveillance
from samsyn.stats.change.design import design
from samsyn.stats.change.judgement import Judged, Threshold, predictive_range, with_few_events
from samsyn.stats.change.result import Assessed, ChangeResult, Floats, read_assessed, read_counts

CHUNK = 256  # streams at a time, so that a week's arrays stay in the cache
MIN_YEARS_FOR_TREND = 3
COMPILED_FROM = 5000  # streams x assessed times from which loading the compiler pays


@dataclass(frozen=True)
class Options:
    """What `farrington_flexible` was asked for."""

    weights_threshold: float
    trend_p: float
    level: float
    threshold: Threshold
    surveillance: bool
    compiled: bool


def farrington_flexible(
    counts: ArrayLike,
    *,
    assessed: Assessed,
    frequency: int = 52,
    years_back: int = 5,
    half_window: int = 3,
    periods: int = 10,
    weights_threshold: float = 2.58,
    excluded_recent: int = 26,
    exposure: ArrayLike | None = None,
    trend_p: float = 1.0,
    level: float = 0.95,
    threshold: Threshold | None = None,
    compat: Literal["surveillance"] | None = None,
) -> ChangeResult:
    """
    Judge counts against what season, trend and earlier years lead one to expect, for many streams at once.

    Parameters
    ----------
    counts : array_like, shape (streams, times)
        Events per week (or month). NaN means missing: never read as zero, and left out of the baseline.
    assessed : slice, int or array of int
        The time indices to judge.
    frequency : int, default 52
        Times per year.
    years_back : int, default 5
        Earlier years in the baseline; where there are fewer, those that there are.
    half_window : int, default 3
        Weeks on both sides of the same week in earlier years that count as the same season.
    periods : int, default 10
        Seasons of a year, the window included; 1 uses the windows only.
    weights_threshold : float, default 2.58
        Anscombe residuals above this are weighed down as past outbreaks; infinity turns it off.
    excluded_recent : int, default 26
        Weeks just before the assessed one that are left out, so that a slow rise does not hide itself.
    exposure : array_like, shape (streams, times), optional
        What the counts are proportional to (inhabitants, open hours). Zero or NaN: the week says nothing.
    trend_p : float, default 1.0
        A trend is kept when its p-value is below this: 1 always (Noufaily), 0.05 (Farrington 1996), 0 never.
        It also needs three years of history and may not expect more than was ever seen.
    level : float, default 0.95
        Of the central predictive range; a one-sided alarm at alpha has level 1 - 2 alpha.
    threshold : {"predictive", "negative_binomial", "mean_uncertain", "two_thirds"}, optional
        How the range is made. "predictive" (default): negative binomial whose variance is phi mu plus that of
        the estimated mean. "negative_binomial" (default in compatibility mode): variance phi mu.
        "mean_uncertain": as that one, around the confidence limits of the mean. "two_thirds": normal in the
        power 2/3 (Farrington 1996).
    compat : "surveillance", optional
        Repeat R surveillance 1.20.3, its standard errors after reweighting included, and without the rule for
        few events.

    Returns
    -------
    ChangeResult
        Shape (streams, assessed). phi is never below 1: counts are at least as variable as Poisson counts.

    Raises
    ------
    BadInput
        If a count is negative.

    Notes
    -----
    Few events: where the baseline of the season holds fewer than 5 events, its mean comes from Jeffreys'
    prior, (events + 1/2) / exposure, without trend; for phi = 1 the predictive distribution is then exactly
    the negative binomial of the Poisson-gamma model. An area in which nothing ever happened is thus expected
    to have nearly nothing, a first event is unusual but possible, and no p-value is zero.

    The standard errors of the peer are wrong after reweighting (its prior weights replace the working
    weights); here they are right unless `compat` asks otherwise.

    References
    ----------
    .. [1] A. Noufaily, D. G. Enki, C. P. Farrington, P. Garthwaite, N. Andrews & A. Charlett (2013), An
       improved algorithm for outbreak detection in multiple surveillance systems, Statistics in Medicine
       32(7), 1206-1222.
    .. [2] C. P. Farrington, N. J. Andrews, A. D. Beale & M. A. Catchpole (1996), A statistical algorithm for
       the early detection of outbreaks of infectious disease, JRSS A 159(3), 547-563.
    .. [3] M. Salmon, D. Schumacher & M. Höhle (2016), Journal of Statistical Software 70(10), 1-35.
    """
    array, units = read_counts(counts, exposure)
    when = read_assessed(assessed, array.shape[1])
    options = Options(
        weights_threshold=weights_threshold,
        trend_p=trend_p,
        level=level,
        threshold=threshold or ("negative_binomial" if compat else "predictive"),
        surveillance=compat == "surveillance",
        compiled=array.shape[0] * when.size >= COMPILED_FROM,
    )
    result = ChangeResult.unknown(array.shape[0], when.size)
    present = np.where(np.isnan(array), 0.0, 1.0)
    filled = np.nan_to_num(array)
    power = np.cbrt(filled) ** 2
    for column, time in enumerate(when):
        plan = design(
            int(time),
            frequency=frequency,
            years_back=years_back,
            half_window=half_window,
            periods=periods,
            excluded_recent=excluded_recent,
        )
        for first in range(0, array.shape[0], CHUNK):
            rows = slice(first, first + CHUNK)
            base = model.Baseline(
                plan=plan,
                counts=filled[rows, plan.weeks],
                power=power[rows, plan.weeks],
                used=present[rows, plan.weeks],
                exposure=None if units is None else units[rows, plan.weeks],
            )
            now = None if units is None else units[rows, time]
            _assess(result, rows, column, array[rows, time], base, now, options)
    return result


def _assess(
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
        if not options.surveillance:
            judged = with_few_events(base, units, judged)
        history = base.used.sum(axis=1)
        silent = (history == 0) | np.isnan(observed)
        expected = np.where(silent, np.nan, judged.expected)
        low, high, p_above, p_below = predictive_range(
            observed, expected, judged, options.threshold, options.level, options.surveillance
        )
    result.expected[rows, column] = expected
    result.low[rows, column], result.high[rows, column] = low, high
    result.p_above[rows, column], result.p_below[rows, column] = p_above, p_below
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
    solve = _solved_compiled if options.compiled else _solved
    level, slope, variance, slope_variance, freedom, phi, error, first, second = solve(base, options, trend)
    expected = np.where(first > 0, level * units, np.nan)
    judged = Judged(
        expected=expected,
        variance=variance * error,
        phi=phi,
        trend=slope.copy() if trend else np.full(len(phi), np.nan),
    )
    if not trend:
        return judged, np.ones(len(phi), dtype=bool)
    p = _trend_p(slope, slope_variance * error, freedom)
    keep = (first > 0) & (second > 0) & (p < options.trend_p)
    return judged, keep & (expected <= _most_seen(base, units, options))


def _solved(base: model.Baseline, options: Options, trend: bool) -> tuple[Floats, ...]:
    """Level, slope, their variances, freedom, dispersion, that of the errors, and if the two fits converged."""
    solve = surveillance.fit if options.surveillance else model.fit
    first = fitted = solve(base, base.used, trend=trend)
    phi = error = model.dispersion(base, fitted)
    if np.isfinite(options.weights_threshold):
        weights = model.reweight(base, fitted, phi, options.weights_threshold)
        fitted = solve(base, weights, trend=trend)
        phi = error = model.dispersion(base, fitted)
        if options.surveillance:
            error = model.working_dispersion(base, fitted)
    both = (first.converged.astype(np.float64), fitted.converged.astype(np.float64))
    return (
        fitted.level,
        fitted.slope,
        fitted.variance,
        fitted.slope_variance,
        fitted.freedom,
        phi,
        error,
        *both,
    )


def _solved_compiled(base: model.Baseline, options: Options, trend: bool) -> tuple[Floats, ...]:
    """The same by the compiled fit."""
    from samsyn.stats.change import kernel

    plan, out = base.plan, np.empty((len(base.counts), 9))
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
        options.surveillance,
        options.weights_threshold,
        out,
    )
    return tuple(out.T)


def _trend_p(slope: Floats, variance: Floats, freedom: Floats) -> Floats:
    """Two-sided p-value of the slope by Student's t."""
    from scipy.special import stdtr

    t = np.abs(slope) / np.sqrt(np.maximum(variance, model.TINY))
    return np.asarray(2 * stdtr(np.maximum(freedom, 1), -t))


def _most_seen(base: model.Baseline, units: Floats, options: Options) -> Floats:
    """The largest count in the baseline, as a count at the assessed exposure."""
    if base.exposure is None or options.surveillance:
        return np.asarray((base.counts * base.used).max(axis=1, initial=0.0))
    return np.asarray((base.counts / base.exposure * base.used).max(axis=1, initial=0.0) * units)
