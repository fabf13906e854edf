"""What an evaluation gives when its day has come."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np

from samsyn.cycle import Estimate
from samsyn.errors import BadInput
from samsyn.outcomes.before_after import before_after
from samsyn.outcomes.counts import Array, Counts, dispersion
from samsyn.outcomes.difference import difference
from samsyn.outcomes.displacement import weighted_displacement
from samsyn.outcomes.interrupted import interrupted
from samsyn.outcomes.judged import Judged
from samsyn.outcomes.plans import YEAR, Design, Plan
from samsyn.outcomes.validity import Surroundings, Validity, check
from samsyn.outcomes.verdict import Change, Code, Verdict, judge, reasons

SEASON = 1
"""Pairs of waves of a year in an interrupted series."""


@dataclass(frozen=True, kw_only=True)
class Group:
    """Events of one group of areas: in all before and after, and week by week over both periods and between."""

    name: str
    areas: tuple[str, ...]
    before: int
    after: int
    series: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class Evaluated:
    """
    What an evaluation gave.

    Parameters
    ----------
    plan : Plan
    judged : Judged
        With the verdict after the checks of validity.
    validity : Validity
    groups : tuple of Group
        Treated, comparison and buffer, those that there are.
    buffer : Judged, optional
        The areas around against the comparison; None without both.
    weeks : tuple of date
        Mondays of the series.
    n_before, n_after : int
        Weeks that were compared.
    """

    plan: Plan
    judged: Judged[Any]
    validity: Validity
    groups: tuple[Group, ...]
    buffer: Judged[Any] | None
    weeks: tuple[date, ...]
    n_before: int
    n_after: int

    @property
    def verdict(self) -> Verdict:
        """What can be said."""
        return self.judged.verdict


def evaluate(counts: Counts, plan: Plan, *, surroundings: Surroundings | None = None) -> Evaluated:
    """
    Compute what an action gave, and refuse where the comparison is not valid.

    Parameters
    ----------
    counts : Counts
    plan : Plan
    surroundings : Surroundings, optional
        What else happened.

    Returns
    -------
    Evaluated
        With the effect as the design computes it. A code of `Validity.refusals` makes the verdict unassessable whatever
        the interval says.

    Raises
    ------
    BadInput
        If an area or category is not in the counts, or a period has no week in them.

    Notes
    -----
    The difference in differences has one row per area and week, and the interval by area where there are at least two
    areas on both sides. The interrupted series is weekly, with one wave a year where a whole year is known before.
    """
    early, late = counts.window(plan.before), counts.window(plan.after)
    if early.stop <= early.start or late.stop <= late.start:
        raise BadInput("Underlaget har ingen vecka i någon av perioderna.")
    judged = _judged(counts, plan, early, late)
    validity = check(
        counts,
        treated=plan.treated,
        comparison=plan.comparison,
        categories=plan.categories,
        before=plan.before,
        after=plan.after,
        surroundings=surroundings,
        margin=plan.margin,
    )
    return Evaluated(
        plan=plan,
        judged=_with(judged, validity),
        validity=validity,
        groups=_groups(counts, plan, early, late),
        buffer=_around(counts, plan, early, late),
        weeks=counts.mondays()[early.start : late.stop],
        n_before=early.stop - early.start,
        n_after=late.stop - late.start,
    )


def _judged(counts: Counts, plan: Plan, early: slice, late: slice) -> Judged[Any]:
    told: dict[str, Any] = {"margin": plan.margin, "chosen_high": plan.chosen_high}
    here = counts.of(plan.treated, plan.categories)
    if plan.design is Design.DIFFERENCE:
        return _difference(here, counts.of(plan.comparison, plan.categories), early, late, told)
    if plan.design is Design.WEIGHTED:
        pairs = [
            _pair(counts.of(group, plan.categories), early, late) for group in (plan.comparison, plan.treated)
        ]
        around = _pair(counts.of(plan.buffer, plan.categories), early, late) if plan.buffer else None
        spread = dispersion(counts, [*plan.treated, *plan.comparison], plan.categories, early)
        return weighted_displacement(*pairs, displacement=around, dispersion=max(spread, 1.0), **told)
    if plan.design is Design.INTERRUPTED:
        series = np.concatenate([here[:, part].sum(axis=0) for part in (early, late)])
        lengths = [part.stop - part.start for part in (early, late)]
        step = np.repeat([0, 1], lengths)
        waves = SEASON if lengths[0] >= YEAR else 0
        try:
            return interrupted(series, step, harmonics=waves, period=YEAR, **told)
        except BadInput:
            return _impossible(plan.design, int(series.sum()))
    return _plain(here, early, late, told)


def _plain(here: Array, early: slice, late: slice, told: dict[str, Any]) -> Judged[Any]:
    lengths = (float(early.stop - early.start), float(late.stop - late.start))
    return before_after(*_pair(here, early, late), lengths=lengths, **told)


def _difference(here: Array, there: Array, early: slice, late: slice, told: dict[str, Any]) -> Judged[Any]:
    """Judge one row per area and week; areas that had nothing at all say nothing and are left out."""
    table = np.concatenate([here, there])
    side = np.repeat([1, 0], [len(here), len(there)])
    weeks = np.r_[early, late]
    chosen = table[:, weeks]
    kept = chosen.sum(axis=1) > 0
    if not all(_pair(one, early, late)[at] for one in (here, there) for at in (0, 1)):
        return _impossible(Design.DIFFERENCE, int(chosen.sum()))
    chosen, side = chosen[kept], side[kept]
    after = (weeks >= late.start).astype(np.int64)
    shape = chosen.shape
    return difference(
        chosen.ravel(),
        np.repeat(side, shape[1]),
        np.tile(after, shape[0]),
        unit=np.repeat(np.arange(shape[0]), shape[1]),
        time=np.tile(weeks, shape[0]),
        **told,
    )


def _impossible(design: Design, n: int) -> Judged[Any]:
    """Return what there is to say where a count is zero, and no ratio can be formed."""
    nothing = float("nan")
    return Judged(
        design=design.value,
        estimate=Estimate(value=nothing, low=nothing, high=nothing, unit="kvot", n=n, level=0.95),
        interval="none",
        verdict=judge(Change.UNASSESSABLE, refusals=[Code.ZERO_COUNT]),
        found=None,
    )


def _pair(table: Array, early: slice, late: slice) -> tuple[float, float]:
    return float(table[:, early].sum()), float(table[:, late].sum())


def _around(counts: Counts, plan: Plan, early: slice, late: slice) -> Judged[Any] | None:
    if not plan.buffer or not plan.comparison:
        return None
    told = {"margin": plan.margin, "chosen_high": False}
    near, far = (counts.of(group, plan.categories) for group in (plan.buffer, plan.comparison))
    return _difference(near, far, early, late, told)


def _with(judged: Judged[Any], validity: Validity) -> Judged[Any]:
    """Add what the checks of validity say to the verdict of the design."""
    stops = [*validity.refusals, *(one.code for one in judged.verdict.refusals)]
    if validity.refusals:
        stops = [code for code in stops if code is not Code.TOO_UNCERTAIN]
    change = Change.UNASSESSABLE if stops else judged.verdict.change
    doubts = [*validity.doubts, *(one.code for one in judged.verdict.doubts)]
    verdict = Verdict(change=change, word=change.word, refusals=reasons(stops), doubts=reasons(doubts))
    return replace(judged, verdict=verdict)


def _groups(counts: Counts, plan: Plan, early: slice, late: slice) -> tuple[Group, ...]:
    found = []
    for name, areas in (("treated", plan.treated), ("comparison", plan.comparison), ("buffer", plan.buffer)):
        if areas:
            table = counts.of(areas, plan.categories)
            series = table[:, early.start : late.stop].sum(axis=0)
            before, after = _pair(table, early, late)
            found.append(
                Group(
                    name=name,
                    areas=areas,
                    before=int(before),
                    after=int(after),
                    series=tuple(series.tolist()),
                )
            )
    return tuple(found)
