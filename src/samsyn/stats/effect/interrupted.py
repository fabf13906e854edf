"""Interrupted series: did level or slope change at a known time?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from samsyn.errors import BadInput
from samsyn.stats.effect.contrast import Contrast, contrast_of
from samsyn.stats.effect.dependence import (
    Dependence,
    autocorrelation,
    autoregressive,
    corrected,
    newey_west,
    tested_lags,
    usual_lags,
)
from samsyn.stats.effect.regression import CountModel, Floats, count_regression


@dataclass(frozen=True, kw_only=True)
class Interrupted:
    """
    A series before and after a known time. Arrays have one value per series.

    Parameters
    ----------
    names : tuple of str
        The coefficients of `model`: `intercept`, `step`, `time`, then `slope`, `sin1`, `cos1`, ...
    model : CountModel
    step : Contrast
        Level just after, against what the earlier level, slope and season give.
    slope : Contrast, optional
        How many times more the mean grows per time afterwards.
    average : Contrast
        Mean (geometric) over the times afterwards, against what would have been; `step` where the slope is fixed.
    dependence : Dependence
        Of the residuals.
    correlation : ndarray
        Of a time with the next, corrected for what short series hide; behind the `related` intervals.
    lags : int
        How far back the robust intervals allow for dependence.
    without : ndarray, shape (series, times)
        Expected counts had nothing changed.
    observed_after, expected_after : ndarray
        Sums over the known times afterwards.
    """

    names: tuple[str, ...]
    model: CountModel
    step: Contrast
    slope: Contrast | None
    average: Contrast
    dependence: Dependence
    correlation: Floats
    lags: int
    without: Floats
    observed_after: Floats
    expected_after: Floats
    reading: str = (
        "Kvoten är antalet efteråt delat med det antal som nivån, trenden och årsrytmen före ger anledning att "
        "vänta. 0,90 är 10 procent färre."
    )
    not_when: str = (
        "Använd inte när något annat ändrades samtidigt (väder, registrering, en annan åtgärd), när åtgärden "
        "smög sig in, eller när serien före är kort."
    )


def interrupted_series(
    counts: ArrayLike,
    step: ArrayLike,
    *,
    exposure: ArrayLike | None = None,
    harmonics: int = 0,
    period: int = 12,
    slope: bool = False,
    lags: int | None = None,
    level: float = 0.95,
) -> Interrupted:
    """
    Estimate how one or many series changed at a known time, by quasi-Poisson regression.

    Parameters
    ----------
    counts : array_like, shape (times,) or (series, times)
        At regular times; NaN where unknown.
    step : array_like, shape (times,)
        0 before and 1 after.
    exposure : array_like, optional
        What the counts are proportional to.
    harmonics : int, default 0
        Pairs of sine and cosine for the season.
    period : int, default 12
        Times per season.
    slope : bool, default False
        Whether the slope may change too.
    lags : int, optional
        How far back the robust standard errors allow for dependence; `usual_lags` where none.
    level : float, default 0.95

    Returns
    -------
    Interrupted
        NaN for a series whose counts are all zero before or after.

    Raises
    ------
    BadInput
        If the step is not 0 and 1, both present, or the model has more parts than the series bears.

    References
    ----------
    .. [1] J. Lopez Bernal, S. Cummins & A. Gasparrini (2017), Interrupted time series regression for the
       evaluation of public health interventions: a tutorial, International Journal of Epidemiology 46(1),
       348-355.
    """
    shift = _step(step, np.atleast_2d(np.asarray(counts, dtype=np.float64)).shape[1])
    design, names = interrupted_design(shift, harmonics=harmonics, period=period, slope=slope)
    model = count_regression(counts, design, exposure)
    reach = usual_lags(len(shift)) if lags is None else lags
    dependence = autocorrelation(model.residuals, tested_lags(len(shift), period if harmonics else None))
    correlation = corrected(dependence.first, model)
    covariances = {"robust": newey_west(model, reach), "related": autoregressive(model, correlation)}
    weights = {name: np.eye(len(names))[place] for place, name in enumerate(names)}
    jump, turn = weights["step"], weights.get("slope")
    whole = jump if turn is None else jump + turn * design[shift == 1, names.index("slope")].mean()
    own = design[:, [names.index(one) for one in ("step", "slope") if one in names]]
    lift = model.coefficients[:, [names.index(one) for one in ("step", "slope") if one in names]] @ own.T
    without = model.mean * np.exp(-lift)
    after = model.used & (shift == 1)
    return Interrupted(
        names=names,
        model=model,
        step=contrast_of(model, jump, level=level, **covariances),
        slope=None if turn is None else contrast_of(model, turn, level=level, **covariances),
        average=contrast_of(model, whole, level=level, **covariances),
        dependence=dependence,
        correlation=correlation,
        lags=reach,
        without=without,
        observed_after=np.where(after, model.counts, 0.0).sum(axis=1),
        expected_after=np.where(after, without, 0.0).sum(axis=1),
    )


def interrupted_design(
    step: ArrayLike, *, harmonics: int = 0, period: int = 12, slope: bool = False
) -> tuple[Floats, tuple[str, ...]]:
    """
    Return the design and the names of its columns.

    Parameters
    ----------
    step : array_like, shape (times,)
        0 before and 1 after.
    harmonics, period : int
        Pairs of sine and cosine, and times per season.
    slope : bool
        Whether there is a column of times since the step, 0 at the first time after it.
    """
    shift = np.asarray(step, dtype=np.float64)
    time = np.arange(1.0, len(shift) + 1)
    columns = {"intercept": np.ones_like(time), "step": shift, "time": time}
    if slope:
        columns["slope"] = shift * (time - time[shift == 1][0])
    if harmonics and not 1 <= harmonics <= period / 2:
        raise BadInput(f"En säsong på {period} tider har som mest {period // 2} par av vågor.")
    for wave in range(1, harmonics + 1):
        if 2 * wave < period:  # at two times per wave the sine is zero throughout
            columns[f"sin{wave}"] = np.sin(2 * np.pi * wave * time / period)
        columns[f"cos{wave}"] = np.cos(2 * np.pi * wave * time / period)
    return np.column_stack(list(columns.values())), tuple(columns)


def _step(step: ArrayLike, times: int) -> Floats:
    shift = np.asarray(step, dtype=np.float64)
    if shift.shape != (times,):
        raise ValueError(f"the step has one value per time: {times}, not {shift.shape}")
    if set(np.unique(shift)) != {0.0, 1.0}:
        raise BadInput("Kolumnen som säger när åtgärden gällde har 0 före och 1 efter; båda behöver finnas.")
    return shift
