"""What an evaluation will be able to see, told before it is decided."""

from __future__ import annotations

from dataclasses import dataclass
from math import isnan

import numpy as np

from samsyn.cycle import format_number
from samsyn.outcomes.counts import Counts, dispersion
from samsyn.outcomes.evaluation import SEASON
from samsyn.outcomes.plans import YEAR, Design, Plan
from samsyn.stats.effect import (
    Power,
    difference_power,
    interrupted_design,
    interrupted_power,
    two_period_power,
    weighted_difference_power,
)

ASKED = 0.8
"""The change whose power is told: a fifth less."""


@dataclass(frozen=True, kw_only=True)
class Detectable:
    """
    What a design can see.

    Parameters
    ----------
    events : int
        In the treated areas in the period before.
    weeks : int
        How long that is.
    per_year : float
        The same per 52 weeks.
    decrease : float
        Smallest ratio below 1 that is seen with power 0.8; NaN where none is.
    power : float
        Of a fifth less.
    dispersion : float
        How many times more than chance the counts were taken to vary.
    sentence : str
        Swedish.
    """

    events: int
    weeks: int
    per_year: float
    decrease: float
    power: float
    dispersion: float
    sentence: str


def detectable(counts: Counts, plan: Plan) -> Detectable:
    """
    Say which decrease a plan will be able to see.

    Parameters
    ----------
    counts : Counts
    plan : Plan
        Its period before is counted; its period after need not have begun.

    Returns
    -------
    Detectable

    Raises
    ------
    BadInput
        If an area or category is not known, or the period before has no week in the counts.
    """
    early = counts.window(plan.before)
    weeks = early.stop - early.start
    here = float(counts.of(plan.treated, plan.categories)[:, early].sum())
    there = float(counts.of(plan.comparison, plan.categories)[:, early].sum()) if plan.comparison else 0.0
    spread = max(dispersion(counts, [*plan.treated, *plan.comparison], plan.categories, early), 1.0)
    enough = weeks > 0 and here > 0 and (there > 0 or not plan.design.compares)
    found = _power(plan, here, there, weeks, spread) if enough else None
    decrease = float("nan") if found is None else found.decrease
    per_year = here / weeks * YEAR if weeks else 0.0
    return Detectable(
        events=int(here),
        weeks=weeks,
        per_year=per_year,
        decrease=decrease,
        power=0.0 if found is None else found.power,
        dispersion=spread,
        sentence=_sentence(per_year, decrease),
    )


def _power(plan: Plan, here: float, there: float, weeks: int, spread: float) -> Power:
    length = (plan.after[1] - plan.after[0]).days / 7 / weeks
    if plan.design is Design.DIFFERENCE:
        return difference_power(here, there, ratio=ASKED, length=length, dispersion=spread)
    if plan.design is Design.WEIGHTED:
        return weighted_difference_power(here, there, ratio=ASKED, dispersion=spread)
    after = (plan.after[1] - plan.after[0]).days // 7
    if plan.design is Design.INTERRUPTED and weeks + after > 8:  # noqa: PLR2004  (coefficients need weeks)
        step = np.repeat([0.0, 1.0], [weeks, after])
        design, names = interrupted_design(step, harmonics=SEASON if weeks >= YEAR else 0, period=YEAR)
        contrast = np.eye(len(names))[names.index("step")]
        return interrupted_power(design, contrast, mean=here / weeks, ratio=ASKED, dispersion=spread)
    return two_period_power(here, ratio=ASKED, length=length, dispersion=spread)


def _sentence(per_year: float, decrease: float) -> str:
    count = format_number(per_year, 0)
    if isnan(decrease):
        return f"{count} händelser om året är för få: ingen minskning kan synas säkert med det här upplägget."
    percent = format_number(100 * (1 - decrease), 0)
    return f"{count} händelser om året: bara en minskning med mer än {percent} % kan synas säkert."
