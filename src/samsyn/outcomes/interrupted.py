"""An interrupted series and its verdict."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from samsyn.cycle import Estimate
from samsyn.outcomes.judged import FEW, MARGIN, Judged
from samsyn.outcomes.verdict import Code, holding, judge, ratio_margin, read_change
from samsyn.stats.effect import Contrast, Interrupted, Interval, interrupted_series

Floats = NDArray[np.float64]
FEWEST_BEFORE, FEWEST_AFTER = 8, 3
ALPHA = 0.05
VARIED = 1.5
"""Dispersion above which the reader is told."""


def interrupted(
    counts: ArrayLike,
    step: ArrayLike,
    *,
    exposure: ArrayLike | None = None,
    harmonics: int = 0,
    period: int = 12,
    slope: bool = False,
    lags: int | None = None,
    margin: float = MARGIN,
    chosen_high: bool = False,
    level: float = 0.95,
) -> Judged[Interrupted]:
    """
    Judge an action by one regular series.

    Parameters
    ----------
    counts, step, exposure : array_like, shape (times,)
        As of `interrupted_series`.
    harmonics, period, slope, lags, level
        As of `interrupted_series`.
    margin : float, default 0.2
        Changes smaller than this do not matter.
    chosen_high : bool
        Whether the place was chosen for its high count just before the step.

    Returns
    -------
    Judged
        The effect is the mean ratio over the times afterwards. The verdict rests on the widest of the
        t interval, the one with the dependence of a time on the one before and, where the residuals are found to depend
        on each other, the robust one.

    Raises
    ------
    BadInput
        As `interrupted_series`.
    """
    y, shift = np.asarray(counts, dtype=np.float64), np.asarray(step, dtype=np.float64)
    found = interrupted_series(
        y,
        shift,
        exposure=exposure,
        harmonics=harmonics,
        period=period,
        slope=slope,
        lags=lags,
        level=level,
    )
    dependent = bool(found.dependence.p[0] < ALPHA)
    name, used = _interval(found.average, dependent)
    low, high = float(used.low[0]), float(used.high[0])
    before, after = y[shift == 0], y[shift == 1]
    doubts = {
        Code.AUTOCORRELATION: dependent,
        Code.MORE_VARIATION: bool(found.model.dispersion[0] > VARIED),
        Code.MISSING_TIMES: bool(np.isnan(y).any()),
        Code.SEASON_UNSEEN: harmonics > 0 and len(before) < 2 * period,
    }
    return Judged(
        design="interrupted",
        estimate=Estimate(
            value=float(found.average.ratio[0]),
            low=low,
            high=high,
            unit="kvot",
            n=int(np.nansum(y)),
            level=level,
        ),
        interval=name,
        verdict=judge(
            read_change(low, high, none=1.0, within=ratio_margin(margin)),
            refusals=_stops(before[~np.isnan(before)], after[~np.isnan(after)]),
            doubts=holding(doubts),
            chosen_high=chosen_high,
        ),
        found=found,
    )


def _interval(found: Contrast, dependent: bool) -> tuple[str, Interval]:
    """Return the name of the interval that the verdict rests on, and the interval: the widest of those that count."""
    every = {"t": found.t, "autoregressive": found.related, "newey_west": found.robust if dependent else None}
    known = {name: one for name, one in every.items() if one is not None}
    name = max(known, key=lambda name: float(np.nan_to_num(known[name].standard_error[0])))
    return name, known[name]


def _stops(before: Floats, after: Floats) -> list[Code]:
    least = min(before.sum(), after.sum())
    return holding(
        {
            Code.FEW_TIMES_BEFORE: len(before) < FEWEST_BEFORE,
            Code.FEW_TIMES_AFTER: len(after) < FEWEST_AFTER,
            Code.ZERO_COUNT: least == 0,
            Code.FEW_EVENTS: 0 < least < FEW,
        }
    )
