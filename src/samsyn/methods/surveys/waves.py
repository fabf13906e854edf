"""Before and after, of the same group, where answers cannot be tied to persons: how far a share has moved."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum

from samsyn.cycle import Estimate, Finding
from samsyn.errors import BadInput
from samsyn.instruments.surveys import Item, ItemKind, SurveyForm
from samsyn.methods.round_method import RoundTold
from samsyn.methods.surveys.register import asked
from samsyn.stats.proportion import wilson
from samsyn.stats.recovered import recovered_difference

FEW = 10
"""With fewer answers in a round the interval of a difference spans more than half of all that is possible."""
HALF = 0.5
UNIT = "procentenheter"


class Direction(StrEnum):
    """Which way a share moved: up or down beyond chance, unclear, or refused where too little is known."""

    UP = "up"
    DOWN = "down"
    UNCLEAR = "unclear"
    REFUSED = "refused"


@dataclass(frozen=True, kw_only=True)
class Wave:
    """How many answered a question at the top, of how many who answered it, of how many who were asked."""

    hits: int
    answered: int
    asked: int


@dataclass(frozen=True, kw_only=True)
class WaveChange:
    """
    How one question was answered before and after.

    Parameters
    ----------
    key, text : str
        The question.
    before, after : Wave, optional
        None where the question was not asked then.
    change : Estimate, optional
        After minus before, in percentage points; none where it is refused.
    refused : str
        Why no change is given, in Swedish; empty where it is.
    caution : str
        What to keep in mind where a change is given, in Swedish; may be empty.
    """

    key: str
    text: str
    before: Wave | None = None
    after: Wave | None = None
    change: Estimate | None = None
    refused: str = ""
    caution: str = ""

    @property
    def direction(self) -> Direction:
        """Which way it went, beyond chance."""
        if self.change is None or self.change.low is None or self.change.high is None:
            return Direction.REFUSED
        if self.change.low > 0:
            return Direction.UP
        return Direction.DOWN if self.change.high < 0 else Direction.UNCLEAR


def share_change(before: Wave, after: Wave, *, level: float = 0.95) -> Estimate:
    """
    Return how far a share has moved between two rounds, in percentage points.

    Parameters
    ----------
    before, after : Wave
    level : float, default 0.95

    Returns
    -------
    Estimate
        After minus before, with its interval; `n` is the number of answers in both rounds.

    Raises
    ------
    BadInput
        If nobody answered in a round, more at the top than answered, or more answered than were asked.

    Notes
    -----
    Wilson's limits of each share, put together as for independent groups (Newcombe's method 10). Answers that cannot be
    tied to persons are treated as independent; where the same persons answered both times and held to what they said,
    the interval is wider than it need be, and says no more than it may.

    References
    ----------
    .. [1] R. G. Newcombe (1998), Interval estimation for the difference between independent proportions, Statistics in
       Medicine 17(8), 873-890.

    Examples
    --------
    >>> found = share_change(Wave(hits=4, answered=20, asked=24), Wave(hits=13, answered=18, asked=24))
    >>> round(found.value), round(found.low), round(found.high)
    (52, 21, 72)
    """
    limits = []
    for one in (after, before):
        if not 0 <= one.hits <= one.answered <= one.asked or one.answered == 0:
            raise BadInput("Antalet svar stämmer inte: fler svar än tillfrågade, eller inga svar alls.")
        low, high = wilson(one.hits, one.answered, level=level)
        limits.append((100 * one.hits / one.answered, 100 * float(low), 100 * float(high)))
    value, low_, high_ = recovered_difference(*limits)
    return Estimate(
        value=value, low=low_, high=high_, unit=UNIT, n=before.answered + after.answered, level=level
    )


def wave_changes(before: RoundTold, after: RoundTold) -> tuple[WaveChange, ...]:
    """
    Compare two rounds of a survey, question by question, where the form names top answers.

    A question is compared only where it is the same in both rounds: its text, its scale and its top answers. Nothing is
    compared where the second round began before the first had ended.
    """
    forms = tuple(asked(one.observed.options).form for one in (before, after))
    found = tuple(_tops(one) for one in (before, after))
    wrong = ""
    if after.observed.period.start < before.observed.period.end - timedelta(days=1):
        wrong = "Omgången efter började innan omgången före var slut."
    return tuple(_compared(item, forms, found, wrong) for item in forms[0].items if _has_top(item))


def _has_top(item: Item) -> bool:
    return item.kind is ItemKind.SCALE and bool(item.top)


def _tops(told: RoundTold) -> dict[str, Finding]:
    return {one.category: one for one in told.found.findings if one.key == "top" and one.category}


def _compared(
    item: Item, forms: tuple[SurveyForm, ...], found: tuple[dict[str, Finding], ...], wrong: str
) -> WaveChange:
    before, after = (_wave(one.get(item.key)) for one in found)
    told = WaveChange(key=item.key, text=item.text, before=before, after=after)
    same = next((each for each in forms[1].items if each.key == item.key), None) == item
    if wrong or not same:
        return replace(told, refused=wrong or "Frågan är inte densamma i de två omgångarna.")
    if before is None or after is None or min(before.answered, after.answered) < FEW:
        return replace(told, refused=f"Färre än {FEW} har svarat i någon av omgångarna.")
    silent = any(each.answered < HALF * each.asked for each in (before, after))
    return replace(
        told,
        change=share_change(before, after),
        caution="Färre än hälften svarade i någon av omgångarna." if silent else "",
    )


def _wave(one: Finding | None) -> Wave | None:
    if one is None or not one.detail["answered"]:
        return None
    return Wave(hits=one.detail["count"], answered=one.detail["answered"], asked=one.detail["invited"])
