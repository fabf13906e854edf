"""An evaluation as it is decided before an action starts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from samsyn.errors import BadInput
from samsyn.outcomes.counts import Span
from samsyn.outcomes.judged import MARGIN

YEAR = 52
"""Weeks."""


class Design(StrEnum):
    """How an action is evaluated."""

    BEFORE_AFTER = "before_after"
    INTERRUPTED = "interrupted"
    DIFFERENCE = "difference"
    WEIGHTED = "weighted_difference"

    @property
    def word(self) -> str:
        """The same in Swedish."""
        return DESIGNS[self]

    @property
    def compares(self) -> bool:
        """Whether areas without the action are needed."""
        return self in (Design.DIFFERENCE, Design.WEIGHTED)


DESIGNS = {
    Design.BEFORE_AFTER: "före och efter",
    Design.INTERRUPTED: "avbruten tidsserie",
    Design.DIFFERENCE: "skillnad i skillnader",
    Design.WEIGHTED: "vägd skillnad med omgivning",
}


@dataclass(frozen=True, kw_only=True)
class Plan:
    """
    How an action is to be evaluated.

    Parameters
    ----------
    design : Design
    treated : tuple of str
        Areas where it is done.
    comparison : tuple of str
        Areas where nothing is done.
    buffer : tuple of str
        Areas around, where events may move.
    categories : tuple of str
        What is counted; empty is everything.
    before, after : (date, date)
        Half-open, whole weeks; the action starts in between.
    margin : float
        Changes smaller than this do not matter.
    chosen_high : bool
        Whether the areas were chosen because the count was high just before.

    Raises
    ------
    BadInput
        If the periods are not whole weeks, or overlap; if an area is in two groups, or a group that is needed is empty.
    """

    design: Design
    treated: tuple[str, ...]
    before: Span
    after: Span
    comparison: tuple[str, ...] = ()
    buffer: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    margin: float = MARGIN
    chosen_high: bool = False

    def __post_init__(self) -> None:
        if any(day.weekday() for span in (self.before, self.after) for day in span):
            raise BadInput("Perioderna är hela veckor: de börjar en måndag och slutar en söndag.")
        if self.before[0] >= self.before[1] or self.after[0] >= self.after[1]:
            raise BadInput("En period har minst en vecka.")
        if self.before[1] > self.after[0]:
            raise BadInput("Perioden före slutar innan perioden efter börjar.")
        if not self.treated:
            raise BadInput("Välj minst ett område där åtgärden görs.")
        every = [*self.treated, *self.comparison, *self.buffer]
        if len(set(every)) < len(every):
            raise BadInput("Ett område är antingen där åtgärden görs, jämförelse eller omgivning.")
        if self.design.compares and not self.comparison:
            raise BadInput(f"Upplägget {self.design.word} behöver minst ett jämförelseområde.")
        if not self.design.compares and self.comparison:
            raise BadInput(f"Upplägget {self.design.word} har inga jämförelseområden. Välj ett som jämför.")
        if self.design is Design.WEIGHTED and _days(self.before) != _days(self.after):
            raise BadInput("Den vägda skillnaden behöver lika långa perioder före och efter.")
        if not 0 < self.margin < 1:
            raise BadInput("Marginalen är en andel mellan 0 och 1, till exempel 0,2.")


def _days(span: Span) -> int:
    return (span[1] - span[0]).days


def monday(day: date) -> date:
    """Return the first Monday on a day or after it."""
    return day + timedelta(days=-day.weekday() % 7)


def usual_spans(starts: date, *, weeks_before: int = YEAR, weeks_after: int = YEAR) -> tuple[Span, Span]:
    """
    Return the periods around a start: whole weeks up to it, and from the first Monday on.

    Examples
    --------
    >>> usual_spans(date(2026, 3, 4), weeks_before=2, weeks_after=1)[1]
    (datetime.date(2026, 3, 9), datetime.date(2026, 3, 16))
    """
    last = starts - timedelta(days=starts.weekday())
    first = monday(starts)
    return (last - timedelta(weeks=weeks_before), last), (first, first + timedelta(weeks=weeks_after))
