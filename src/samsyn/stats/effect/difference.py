"""Difference in differences of counts: a ratio of ratios, with standard errors that know which unit a row is of."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from samsyn.errors import BadInput
from samsyn.stats.effect.contrast import Interval, contrast_of, interval_of
from samsyn.stats.effect.regression import Floats, count_regression

Codes = NDArray[np.int64]


@dataclass(frozen=True, kw_only=True)
class Clustered:
    """
    Intervals that let the rows of a unit depend on each other.

    Parameters
    ----------
    treated_units, control_units : int
    sandwich : Interval
        The usual one, with the factor G / (G - 1) and normal quantiles; too short for few units.
    jackknife : Interval
        Leaves out one unit at a time; t distribution with Satterthwaite's degrees of freedom.
    freedom : float
    """

    treated_units: int
    control_units: int
    sandwich: Interval
    jackknife: Interval
    freedom: float


@dataclass(frozen=True, kw_only=True)
class RatioOfRatios:
    """
    The change where something was done, divided by the change elsewhere.

    Parameters
    ----------
    ratio, log : float
    counts, exposures : ndarray, shape (2, 2)
        Sums by treated (no, yes) and after (no, yes).
    poisson : Interval
        Counts vary as Poisson.
    quasi : Interval, optional
        ... as many times more as rows of the same cell do, never less; t distribution. None with four rows.
    dispersion : float
        NaN with four rows.
    clustered : Clustered, optional
        Where units are known and there are at least two on either side.
    """

    ratio: float
    log: float
    counts: Floats
    exposures: Floats
    poisson: Interval
    quasi: Interval | None
    dispersion: float
    clustered: Clustered | None
    reading: str = (
        "Kvoten är ändringen där något gjordes delad med ändringen i jämförelsen. 0,80 är 20 procent färre än om "
        "det hade gått som i jämförelsen."
    )
    not_when: str = (
        "Använd inte när grupperna gick åt olika håll redan före, när åtgärden spillde över på jämförelsen, eller "
        "när platserna valdes för att antalet just då var högt."
    )


def ratio_of_ratios(
    counts: ArrayLike,
    treated: ArrayLike,
    after: ArrayLike,
    *,
    exposure: ArrayLike | None = None,
    unit: ArrayLike | None = None,
    level: float = 0.95,
) -> RatioOfRatios:
    """
    Compare the change of treated rows with that of the others.

    Parameters
    ----------
    counts : array_like, shape (rows,)
    treated, after : array_like, shape (rows,)
        0 or 1.
    exposure : array_like, shape (rows,), optional
        What the counts are proportional to.
    unit : array_like of int, shape (rows,), optional
        Which unit the row is of; its rows are all treated or all not.
    level : float, default 0.95

    Returns
    -------
    RatioOfRatios

    Raises
    ------
    BadInput
        If a cell has no row or no event, a unit is both treated and not, or a flag is neither 0 nor 1.

    Notes
    -----
    The Poisson model with treated, after and their product fits the four sums exactly, so the estimate is closed;
    with every unit at every time it is also the estimate of the model with a level per unit and per time. The
    jackknife is done within each side and its degrees of freedom are those of Welch's test, since the units of the
    two sides vary by different amounts.

    References
    ----------
    .. [1] J. M. Wooldridge (2023), Simple approaches to nonlinear difference-in-differences with panel data,
       Econometrics Journal 26(3), C31-C66 (Poisson).
    .. [2] J. G. MacKinnon, M. O. Nielsen & M. D. Webb (2023), Cluster-robust inference: a guide to empirical
       practice, Journal of Econometrics 232(2), 272-299 (jackknife, few clusters).
    """
    y = np.asarray(counts, dtype=np.float64)
    if not np.isfinite(y).all():
        raise BadInput("Minst ett antal saknas eller är oändligt; ta bort raden eller ge den ett antal.")
    size = np.ones_like(y) if exposure is None else np.asarray(exposure, dtype=np.float64)
    cell = 2 * _flag(treated, "åtgärd") + _flag(after, "efter")
    events, units = (
        np.bincount(cell, one, minlength=4).astype(np.float64).reshape(2, 2) for one in (y, size)
    )
    if len(set(cell.tolist())) < 4:
        raise BadInput("Det behövs rader före och efter, både med och utan åtgärd.")
    if np.any(events <= 0):
        raise BadInput(
            "Inga händelser före eller efter i någon av grupperna: då finns ingen kvot att räkna på."
        )
    design = np.column_stack([np.ones(len(y)), cell >= 2, cell % 2, cell == 3]).astype(np.float64)
    found = contrast_of(model := count_regression(y, design, size), [0, 0, 0, 1], level=level)
    quasi = found.t if len(y) > 4 else None
    log = float(found.log[0])
    return RatioOfRatios(
        ratio=float(found.ratio[0]),
        log=log,
        counts=events,
        exposures=units,
        poisson=_only(found.poisson),
        quasi=None if quasi is None else _only(quasi),
        dispersion=float(model.dispersion[0]),
        clustered=None
        if unit is None
        else _clustered(log, y, size, cell, np.asarray(unit, dtype=np.int64), level),
    )


def _only(found: Interval) -> Interval:
    """Return the interval of the one series."""
    return Interval(
        standard_error=found.standard_error[0], low=found.low[0], high=found.high[0], p=found.p[0]
    )


def _flag(values: ArrayLike, what: str) -> Codes:
    """Return 0 and 1 as whole numbers."""
    flags = np.asarray(values, dtype=np.float64)
    if not np.all((flags == 0) | (flags == 1)):
        raise BadInput(f"Kolumnen för {what} har 0 (nej) eller 1 (ja) på varje rad.")
    return flags.astype(np.int64)


def _clustered(
    log: float, y: Floats, size: Floats, cell: Codes, unit: Codes, level: float
) -> Clustered | None:
    """Return the intervals by unit, or none where a side has one unit."""
    count = int(unit.max()) + 1
    side = np.full(count, -1)
    side[unit] = cell // 2
    if np.any(side[unit] != cell // 2):
        raise BadInput("En enhet har både åtgärd och ingen; den som fick åtgärden har 1 på alla sina rader.")
    present = np.flatnonzero(side >= 0)
    sides = [present[side[present] == one] for one in (0, 1)]
    if min(map(len, sides)) < 2:
        return None
    events, units = (
        np.bincount(unit * 2 + cell % 2, one, minlength=2 * count).reshape(-1, 2) for one in (y, size)
    )
    variances = [_jackknife(events[of], units[of]) for of in sides]
    weighed = sum(one**2 / (len(of) - 1) for one, of in zip(variances, sides, strict=True))
    freedom = sum(variances) ** 2 / weighed if 0 < weighed < float("inf") else 1.0
    groups = len(present)
    scores = sum(_influence(events[of], units[of]) for of in sides) * groups / (groups - 1)
    return Clustered(
        treated_units=len(sides[1]),
        control_units=len(sides[0]),
        sandwich=interval_of(log, np.sqrt(scores), level=level),
        jackknife=interval_of(log, np.sqrt(sum(variances)), level=level, freedom=freedom),
        freedom=float(freedom),
    )


def _jackknife(events: Floats, units: Floats) -> float:
    """Return the jackknife variance of the log ratio after/before of one side; infinite if a unit holds all events."""
    with np.errstate(divide="ignore", invalid="ignore"):
        left = np.log((events.sum(axis=0) - events) / (units.sum(axis=0) - units))
        change = left[:, 1] - left[:, 0]
    if not np.all(np.isfinite(change)):
        return float("inf")
    n = len(change)
    return float((n - 1) / n * ((change - change.mean()) ** 2).sum())


def _influence(events: Floats, units: Floats) -> float:
    """Return the sum of squares of each unit's influence on the log ratio of its side."""
    total = events.sum(axis=0)
    left = (events - units * total / units.sum(axis=0)) / total
    return float(((left[:, 1] - left[:, 0]) ** 2).sum())


@dataclass(frozen=True, kw_only=True)
class Trends:
    """
    How the two sides moved before anything was done.

    Parameters
    ----------
    ratio_per_time : float
        How many times faster the treated side grew, per time.
    low, high, p : float
    times : int
    over_the_period : float
        The same over all times before: how far apart the sides had drifted.
    """

    ratio_per_time: float
    low: float
    high: float
    p: float
    times: int
    over_the_period: float


def parallel_trends(
    counts: ArrayLike,
    treated: ArrayLike,
    time: ArrayLike,
    *,
    exposure: ArrayLike | None = None,
    level: float = 0.95,
) -> Trends | None:
    """
    Compare the slopes of the two sides over the times before.

    Parameters
    ----------
    counts, treated, time : array_like, shape (rows,)
        Rows from before only; `time` is a whole number.
    exposure : array_like, shape (rows,), optional
    level : float, default 0.95

    Returns
    -------
    Trends or None
        None with fewer than three times, or where a side has no event.

    Notes
    -----
    The rows are added up by side and time. A p-value above the limit does not show that the sides moved alike: see
    how wide the interval is.
    """
    y, side = np.asarray(counts, dtype=np.float64), _flag(treated, "åtgärd")
    if not np.isfinite(y).all():
        raise BadInput("Minst ett antal saknas eller är oändligt; ta bort raden eller ge den ett antal.")
    size = np.ones_like(y) if exposure is None else np.asarray(exposure, dtype=np.float64)
    moments, place = np.unique(np.asarray(time, dtype=np.int64), return_inverse=True)
    key = side * len(moments) + place
    width = 2 * len(moments)
    events, units = (np.bincount(key, one, minlength=width) for one in (y, size))
    held = np.bincount(key, minlength=width) > 0
    if len(moments) < 3 or any(
        events[held & (np.arange(width) // len(moments) == one)].sum() == 0 for one in (0, 1)
    ):
        return None
    group, when = np.arange(width) // len(moments), np.tile(moments - moments.mean(), 2)
    design = np.column_stack([np.ones(width), group, when, group * when]).astype(np.float64)[held]
    found = contrast_of(count_regression(events[held], design, units[held]), [0, 0, 0, 1], level=level)
    return Trends(
        ratio_per_time=float(found.ratio[0]),
        low=float(found.t.low[0]),
        high=float(found.t.high[0]),
        p=float(found.t.p[0]),
        times=len(moments),
        over_the_period=float(np.exp(found.log[0] * (moments[-1] - moments[0]))),
    )
