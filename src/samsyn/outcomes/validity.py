"""Whether a comparison may be made at all: what else changed at the same time, by stated rules and with codes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from samsyn.outcomes.counts import Counts, Span
from samsyn.outcomes.judged import MARGIN
from samsyn.outcomes.verdict import Code, holding, ratio_margin
from samsyn.stats.rate import rate_ratio


@dataclass(frozen=True, kw_only=True)
class Effort:
    """
    How much of what is usually reported had its reporters there.

    Parameters
    ----------
    before, after : float
        Share of the usual reports of the areas whose reporter was active, mean over weeks; NaN where reporters are not
        known.
    new : float
        Share of the reports afterwards that came from reporters who sent nothing before.
    """

    before: float
    after: float
    new: float

    @property
    def ratio(self) -> float:
        """How many times as much would be reported afterwards of the same events."""
        if not self.before > 0 or self.new >= 1:
            return float("nan")
        return self.after / self.before / (1 - self.new)


@dataclass(frozen=True, kw_only=True)
class OtherAction:
    """
    Something else that was done.

    Parameters
    ----------
    title : str
    areas : tuple of str
    starts, ends : date
        Half-open; an end that is not known is far away.
    categories : tuple of str
        What it is meant to change; empty where it is not known, and then it may be anything.
    """

    title: str
    areas: tuple[str, ...]
    starts: date
    ends: date = date.max
    categories: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Break:
    """From this day figures of an area mean something else; an empty area is all."""

    day: date
    area: str = ""
    what: str = ""


@dataclass(frozen=True, kw_only=True)
class Surroundings:
    """
    What else is known of the time.

    Parameters
    ----------
    others : tuple of OtherAction
    breaks : tuple of Break
    redrawn : tuple of str
        Areas whose borders have changed during the time.
    decided_afterwards : bool
        Whether the design was chosen when the action had begun.
    reporters_known : bool
        Whether rows say who reported.
    baseline_changed : bool
        Whether the counts before differ from those that were frozen when the design was decided.
    """

    others: tuple[OtherAction, ...] = ()
    breaks: tuple[Break, ...] = ()
    redrawn: tuple[str, ...] = ()
    decided_afterwards: bool = False
    reporters_known: bool = True
    baseline_changed: bool = False


@dataclass(frozen=True, kw_only=True)
class Validity:
    """
    Whether a comparison may be made.

    Parameters
    ----------
    refusals, doubts : tuple of Code
    treated, comparison : Effort
    effort_ratio : float
        Change of the effort in the treated areas, divided by that of the comparison; 1 is alike, NaN unknown.
    others : tuple of str
        Titles of the other actions that disturb.
    """

    refusals: tuple[Code, ...]
    doubts: tuple[Code, ...]
    treated: Effort
    comparison: Effort | None
    effort_ratio: float
    others: tuple[str, ...] = ()
    rule: str = (
        "Varje rapportör väger så mycket som dess andel av områdets rapporter före. Insatsen är andelen av det som var "
        "på plats. Har den ändrats mer än marginalen mot jämförelsen skulle det ensamt se ut som en ändring, och då "
        "görs ingen jämförelse."
    )


def effort(counts: Counts, areas: Sequence[str], before: Span, after: Span) -> Effort:
    """
    Measure how much of what is usually reported in areas had its reporters there.

    Parameters
    ----------
    counts : Counts
    areas : sequence of str
    before, after : (date, date)
        Half-open, whole weeks.

    Returns
    -------
    Effort
        NaN where no report before has a reporter.

    Raises
    ------
    BadInput
        If an area is not known, or a span is not of whole weeks.

    Notes
    -----
    Each reporter weighs as its share of the areas' events before. A reporter with half of the events that falls silent
    takes the effort from 1 to a half, which is what the counts would fall to with nothing changed.
    """
    early, late = counts.window(before), counts.window(after)
    told = counts.told[counts.area_rows(areas)].sum(axis=0)
    weight = told[:, early].sum(axis=1)
    nothing = float("nan")
    if not weight.sum():
        return Effort(before=nothing, after=nothing, new=nothing)
    weight = weight / weight.sum()
    known = counts.active[:, early].any(axis=1)
    events = told[:, late].sum(axis=1)
    return Effort(
        before=_mean(weight @ counts.active[:, early]),
        after=_mean(weight @ counts.active[:, late]),
        new=float(events[~known].sum() / events.sum()) if events.sum() else 0.0,
    )


def _mean(shares: np.ndarray) -> float:
    return float(shares.mean()) if len(shares) else float("nan")


def check(
    counts: Counts,
    *,
    treated: Sequence[str],
    comparison: Sequence[str],
    categories: Sequence[str],
    before: Span,
    after: Span,
    surroundings: Surroundings | None = None,
    margin: float = MARGIN,
) -> Validity:
    """
    Say whether a comparison may be made.

    Parameters
    ----------
    counts : Counts
    treated, comparison, categories : sequence of str
    before, after : (date, date)
        Half-open, whole weeks.
    surroundings : Surroundings, optional
    margin : float, default 0.2
        A change of the effort that is larger than this refuses the comparison; half of it is a doubt.

    Returns
    -------
    Validity

    Raises
    ------
    BadInput
        As `effort`.
    """
    around = surroundings or Surroundings()
    here = effort(counts, treated, before, after)
    there = effort(counts, comparison, before, after) if comparison else None
    ratio = here.ratio if there is None else here.ratio / there.ratio if there.ratio else float("nan")
    whole = (before[0], after[1])
    near, far = (
        [one for one in around.others if _disturbs(one, areas, categories, whole)]
        for areas in (treated, comparison)
    )
    everywhere = {*treated, *comparison}
    known = around.reporters_known and not np.isnan(ratio)
    low, high = ratio_margin(margin)
    less, more = ratio_margin(margin / 2)
    refusals = {
        Code.EFFORT_CHANGED: known and not low <= ratio <= high,
        Code.SOURCE_BREAK: any(
            whole[0] < one.day < whole[1] and (not one.area or one.area in everywhere)
            for one in around.breaks
        ),
        Code.OTHER_ACTION: bool(near),
        Code.OTHER_ACTION_IN_COMPARISON: bool(far),
        Code.AREA_REDRAWN: bool(everywhere & set(around.redrawn)),
        Code.NOT_OVER: after[1] > counts.end,
    }
    doubts = {
        Code.EFFORT_DRIFTED: known and low <= ratio <= high and not less <= ratio <= more,
        Code.EFFORT_UNKNOWN: not known,
        Code.DECIDED_AFTERWARDS: around.decided_afterwards,
        Code.BASELINE_CHANGED: around.baseline_changed,
        Code.BEFORE_CUT_SHORT: before[0] < counts.first,
        Code.HIGH_BEFORE: high_before(counts, treated, categories, before, margin=margin),
    }
    return Validity(
        refusals=tuple(holding(refusals)),
        doubts=tuple(holding(doubts)),
        treated=here,
        comparison=there,
        effort_ratio=ratio,
        others=tuple(dict.fromkeys(one.title for one in (*near, *far))),
    )


def _disturbs(one: OtherAction, areas: Sequence[str], categories: Sequence[str], span: Span) -> bool:
    """Whether another action began or ended during the time; one that went on all of it changes nothing in it."""
    same = not one.categories or not categories or bool(set(one.categories) & set(categories))
    during = any(span[0] < day < span[1] for day in (one.starts, one.ends))
    return same and during and bool(set(one.areas) & set(areas))


def high_before(
    counts: Counts, areas: Sequence[str], categories: Sequence[str], before: Span, *, margin: float = MARGIN
) -> bool:
    """
    Whether the period before stood out upwards from the same length of time before it.

    Parameters
    ----------
    counts : Counts
    areas, categories : sequence of str
    before : (date, date)
    margin : float, default 0.2

    Returns
    -------
    bool
        True where the rate was more than the margin higher and the exact interval excludes no difference; False also
        where less than half that time is known.

    Raises
    ------
    BadInput
        As `effort`.
    """
    now = counts.window(before)
    length = now.stop - now.start
    earlier = slice(max(now.start - length, 0), now.start)
    known = earlier.stop - earlier.start
    if not length or 2 * known < length:
        return False
    series = counts.of(areas, categories).sum(axis=0)
    here, there = float(series[now].sum()), float(series[earlier].sum())
    if not here or not there:
        return False
    found = rate_ratio(here, float(length), there, float(known))
    return bool(float(found.ratio) > 1 + margin and float(found.low) > 1)
