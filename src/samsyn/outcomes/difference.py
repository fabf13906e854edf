"""Difference in differences and its verdict."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from samsyn.cycle import Estimate
from samsyn.outcomes.judged import FEW, MARGIN, Judged
from samsyn.outcomes.verdict import Code, holding, judge, ratio_margin, read_change
from samsyn.stats.effect import Interval, RatioOfRatios, Trends, parallel_trends, ratio_of_ratios

ALPHA = 0.05
VARIED = 1.5
MANY_UNITS = 10
"""On a side with fewer units the interval is adjusted, and approximate."""


@dataclass(frozen=True, kw_only=True)
class Compared:
    """The ratio of ratios, and how the sides moved before where times are known."""

    did: RatioOfRatios
    trends: Trends | None


def difference(
    counts: ArrayLike,
    treated: ArrayLike,
    after: ArrayLike,
    *,
    exposure: ArrayLike | None = None,
    unit: ArrayLike | None = None,
    time: ArrayLike | None = None,
    margin: float = MARGIN,
    chosen_high: bool = False,
    level: float = 0.95,
) -> Judged[Compared]:
    """
    Judge an action by its places and others, before and after.

    Parameters
    ----------
    counts, treated, after, exposure, unit : array_like, shape (rows,)
        As of `ratio_of_ratios`.
    time : array_like of int, shape (rows,), optional
        For the check that the sides moved alike before.
    margin : float, default 0.2
        Changes smaller than this do not matter.
    chosen_high : bool
        Whether the places were chosen for their high counts before.
    level : float, default 0.95

    Returns
    -------
    Judged
        The verdict rests on the interval by unit where there are units, else on the quasi-Poisson one, else on the
        Poisson one.

    Raises
    ------
    BadInput
        As `ratio_of_ratios`.
    """
    y, side = np.asarray(counts, dtype=np.float64), np.asarray(treated, dtype=np.float64)
    found = ratio_of_ratios(y, side, after, exposure=exposure, unit=unit, level=level)
    trends = None
    if time is not None:
        early = np.asarray(after) == 0
        size = None if exposure is None else np.asarray(exposure, dtype=np.float64)[early]
        trends = parallel_trends(y[early], side[early], np.asarray(time)[early], exposure=size, level=level)
    name, used = _interval(found)
    low, high = float(used.low), float(used.high)
    return Judged(
        design="difference",
        estimate=Estimate(value=found.ratio, low=low, high=high, unit="kvot", n=int(y.sum()), level=level),
        interval=name,
        verdict=judge(
            read_change(low, high, none=1.0, within=ratio_margin(margin)),
            refusals=_stops(found, trends),
            doubts=_doubts(found, trends, known_units=unit is not None),
            chosen_high=chosen_high,
        ),
        found=Compared(did=found, trends=trends),
    )


def _interval(found: RatioOfRatios) -> tuple[str, Interval]:
    """Return the name of the interval that the verdict rests on, and the interval."""
    if found.clustered is not None:
        return "jackknife", found.clustered.jackknife
    return ("poisson", found.poisson) if found.quasi is None else ("quasi", found.quasi)


def _stops(found: RatioOfRatios, trends: Trends | None) -> list[Code]:
    return holding(
        {
            Code.FEW_EVENTS: bool(found.counts.min() < FEW),
            Code.NOT_PARALLEL: trends is not None and trends.p < ALPHA,
        }
    )


def _doubts(found: RatioOfRatios, trends: Trends | None, *, known_units: bool) -> list[Code]:
    units = found.clustered
    least = MANY_UNITS if units is None else min(units.treated_units, units.control_units)
    alone = units is None
    return holding(
        {
            Code.TRENDS_UNCHECKED: trends is None,
            Code.ONE_UNIT: known_units and alone,
            Code.FEW_UNITS: least < MANY_UNITS,
            Code.VARIATION_UNKNOWN: alone and found.quasi is None,
            Code.MORE_VARIATION: alone and found.quasi is not None and found.dispersion > VARIED,
        }
    )
