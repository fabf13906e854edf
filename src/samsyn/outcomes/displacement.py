"""Counts before and after with a comparison, and places that events may have moved to."""

from __future__ import annotations

from dataclasses import dataclass

from samsyn.cycle import Estimate
from samsyn.outcomes.judged import FEW, MARGIN, Judged
from samsyn.outcomes.verdict import Code, Reason, holding, judge, read_change, reasons
from samsyn.stats.effect import Quotient, WeightedDifference, displacement_quotient, weighted_difference
from samsyn.stats.effect.weighted import Pair

UNLIKE = 3.0
"""How many times more events a comparison may have before its change in events says little."""


@dataclass(frozen=True, kw_only=True)
class Displaced:
    """
    The weighted displacement difference, and the quotient where a place around is given.

    Parameters
    ----------
    wdd : WeightedDifference
    wdq : Quotient, optional
    wdq_refusals : tuple of Reason
        Why the quotient means nothing.
    """

    wdd: WeightedDifference
    wdq: Quotient | None
    wdq_refusals: tuple[Reason, ...]


def weighted_displacement(
    control: Pair,
    treated: Pair,
    *,
    displacement: Pair | None = None,
    displacement_control: Pair | None = None,
    dispersion: float = 1.0,
    margin: float = MARGIN,
    chosen_high: bool = False,
    level: float = 0.95,
) -> Judged[Displaced]:
    """
    Judge an action by counts before and after in its place, in a comparison and around.

    Parameters
    ----------
    control, treated, displacement, displacement_control : (float, float)
        Events before and after, over periods of equal length. With `displacement` alone only the quotient uses it.
    dispersion : float, default 1
        How many times more the counts vary than Poisson, as known from longer series.
    margin : float, default 0.2
        Differences smaller than this share of the expected count do not matter.
    chosen_high : bool
        Whether the place was chosen for its high count before.
    level : float, default 0.95

    Returns
    -------
    Judged
        The effect in events: the total, local and displaced together.

    Raises
    ------
    BadInput
        If a count is negative or not whole, or the displacement's comparison comes without its displacement.
    """
    whole = displacement is not None and displacement_control is None
    wdd = weighted_difference(
        control,
        treated,
        displacement=None if whole else displacement,
        displacement_control=displacement_control,
        dispersion=dispersion,
        level=level,
    )
    wdq = None if displacement is None else displacement_quotient(treated, displacement, control)
    counts = [*control, *treated]
    small = wdd.expected * margin
    change = read_change(wdd.total.low, wdd.total.high, none=0.0, within=(-small, small))
    return Judged(
        design="weighted_difference",
        estimate=Estimate(
            value=wdd.total.value,
            low=wdd.total.low,
            high=wdd.total.high,
            unit="händelser",
            n=int(sum(sum(one) for one in (control, treated, displacement, displacement_control) if one)),
            level=level,
        ),
        interval="normal",
        verdict=judge(
            change,
            refusals=_stops(counts, wdd),
            doubts=_doubts(control, treated, whole, known=dispersion != 1),
            chosen_high=chosen_high,
        ),
        found=Displaced(wdd=wdd, wdq=wdq, wdq_refusals=reasons(_quotient_stops(wdq, control))),
    )


def _stops(counts: list[float], wdd: WeightedDifference) -> list[Code]:
    return holding(
        {
            Code.ZERO_COUNT: min(counts) == 0,
            Code.FEW_EVENTS: 0 < min(counts) < FEW,
            Code.EXPECTED_BELOW_ZERO: min(counts) > 0 >= wdd.expected,
        }
    )


def _doubts(control: Pair, treated: Pair, whole: bool, *, known: bool) -> list[Code]:
    low, high = sorted((control[0], treated[0]))
    return holding(
        {
            Code.VARIATION_UNKNOWN: not known,
            Code.UNLIKE_LEVELS: low * UNLIKE < high,
            Code.NO_DISPLACEMENT_CONTROL: whole,
        }
    )


def _quotient_stops(wdq: Quotient | None, control: Pair) -> list[Code]:
    if wdq is None:
        return []
    return [Code.NO_CONTROL_EVENTS] if 0 in control else holding({Code.NOT_LESS: wdq.success >= 0})
