"""Two periods of one place: how much it changed, and why that says nothing of the cause."""

from __future__ import annotations

from dataclasses import dataclass

from samsyn.cycle import Estimate
from samsyn.outcomes.judged import MARGIN, Judged
from samsyn.outcomes.verdict import Change, Code, holding, judge, ratio_margin, read_change
from samsyn.stats.rate import e_test, rate_ratio


@dataclass(frozen=True, kw_only=True)
class TwoPeriods:
    """
    Two counts of one place.

    Parameters
    ----------
    ratio, low, high, p : float
        Rate after / rate before, exact interval, exact p-value.
    p_e_test : float
        Of the E-test, more powerful.
    observed : Change
        What happened to the count, whatever it came of.
    """

    ratio: float
    low: float
    high: float
    p: float
    p_e_test: float
    observed: Change
    reading: str = (
        "Kvoten är antalet efter delat med antalet före, per lika lång tid. Den säger vad som hände, inte vad det "
        "berodde på."
    )
    not_when: str = (
        "Använd inte som svar på om en åtgärd hjälpte. Jämför samma årstider, och aldrig med en topp som var skälet "
        "till åtgärden."
    )


def before_after(
    before: float,
    after: float,
    *,
    lengths: tuple[float, float] = (1.0, 1.0),
    margin: float = MARGIN,
    chosen_high: bool = False,
    level: float = 0.95,
) -> Judged[TwoPeriods]:
    """
    Compare two periods of one place.

    Parameters
    ----------
    before, after : float
        Events.
    lengths : (float, float)
        How long the periods are (or what else the counts are divided by).
    margin : float, default 0.2
        Changes smaller than this do not matter.
    chosen_high : bool
        Whether the place was chosen for its high count before.
    level : float, default 0.95

    Returns
    -------
    Judged
        The verdict is always that it cannot be judged: there is no comparison.

    Raises
    ------
    BadInput
        If a count or a length is negative.
    """
    exact = rate_ratio(after, lengths[1], before, lengths[0], level=level)
    low, high = float(exact.low), float(exact.high)
    found = TwoPeriods(
        ratio=float(exact.ratio),
        low=low,
        high=high,
        p=float(exact.p_exact),
        p_e_test=float(e_test(after, lengths[1], before, lengths[0])),
        observed=read_change(low, high, none=1.0, within=ratio_margin(margin)),
    )
    stops = holding({Code.NO_COMPARISON: True, Code.ZERO_COUNT: before == 0})
    return Judged(
        design="before_after",
        estimate=Estimate(
            value=found.ratio, low=low, high=high, unit="kvot", n=int(before + after), level=level
        ),
        interval="exact",
        verdict=judge(
            found.observed, refusals=stops, doubts=[Code.VARIATION_UNKNOWN], chosen_high=chosen_high
        ),
        found=found,
    )
