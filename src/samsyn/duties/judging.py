"""How each paragraph stands on a day, by the facts: what is there, what is missing, and when it runs out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samsyn.duties.days import add_months
from samsyn.duties.facts import Fact, Outcome
from samsyn.duties.telling import reason_of
from samsyn.instruments.statute import DutyKind, Paragraph, Slot, Statute

SOON_DAYS = 180
"""How many days before it runs out something is to be prepared."""


class Status(StrEnum):
    """How a paragraph stands; `attempted` only where the statute asks for an effort."""

    DONE = "done"
    UNDER_WAY = "under_way"
    ATTEMPTED = "attempted"
    NOT_STARTED = "not_started"
    OVERDUE = "overdue"
    NO_DUTY = "no_duty"


@dataclass(frozen=True, kw_only=True)
class SlotState:
    """
    How one slot stands.

    Parameters
    ----------
    slot : Slot
    facts : tuple of Fact
        What is told of it, the latest first.
    is_met : bool
        Whether a result holds.
    due : date, optional
        The last day that it holds, or held.
    is_stale : bool
        Whether something that should go on has stopped.
    waits : bool
        Whether the clock runs for the first time, and nothing had to be done yet.
    tried : date, optional
        The last attempt.
    """

    slot: Slot
    facts: tuple[Fact, ...] = ()
    is_met: bool = False
    due: date | None = None
    is_stale: bool = False
    waits: bool = False
    tried: date | None = None

    @property
    def ran_out(self) -> date | None:
        """The last day that it held, where it no longer does."""
        return None if self.is_met else self.due


@dataclass(frozen=True, kw_only=True)
class Judged:
    """
    How a paragraph stands.

    Parameters
    ----------
    paragraph : Paragraph
    status : Status
    slots : tuple of SlotState
    evidence : tuple of Fact
        Results that hold, the latest first.
    due : date, optional
        The day on which the next thing must have been done.
    days_left : int, optional
        Days from the day that is asked about until `due`; below zero it is late.
    reason : str
        Why, one Swedish sentence.
    """

    paragraph: Paragraph
    status: Status
    slots: tuple[SlotState, ...] = ()
    evidence: tuple[Fact, ...] = ()
    due: date | None = None
    days_left: int | None = None
    reason: str = ""

    @property
    def lacking(self) -> tuple[Slot, ...]:
        """What is not there, or has stopped."""
        return tuple(one.slot for one in self.slots if not one.is_met or one.is_stale)

    @property
    def is_soon(self) -> bool:
        """Whether it holds, and runs out within half a year."""
        return self.days_left is not None and 0 <= self.days_left <= SOON_DAYS


def judge(statute: Statute, facts: Iterable[Fact], *, at: date) -> tuple[Judged, ...]:
    """
    Judge every paragraph.

    Parameters
    ----------
    statute : Statute
    facts : iterable of Fact
        In any order; those after `at`, and those about nothing that the statute asks for, do not count.
    at : date
        The day that is asked about.

    Returns
    -------
    tuple of Judged
        One for each paragraph, in the order of the statute.

    References
    ----------
    Lag (2023:196) om kommuners ansvar för brottsförebyggande arbete, 4–14 §§ and transitional provision 2.
    """
    counted = sorted(
        (one for one in facts if one.day <= at), key=lambda one: (one.day, one.reference), reverse=True
    )
    return tuple(_judge(paragraph, counted, at) for paragraph in statute.paragraphs)


def _judge(paragraph: Paragraph, facts: Sequence[Fact], at: date) -> Judged:
    if not paragraph.kind.binds:
        return Judged(paragraph=paragraph, status=Status.NO_DUTY)
    states = tuple(_slot(paragraph, slot, facts, at) for slot in paragraph.slots)
    status = _status(paragraph, states, at)
    dues = [one.due for one in states if one.due is not None]
    if paragraph.due is not None and not all(one.is_met for one in states):
        dues.append(paragraph.due)
    due = min(dues, default=None)
    own = [one for one in facts if one.paragraph == paragraph.code]
    found = {
        one: None
        for state in states
        for one in state.facts
        if one.outcome is Outcome.RESULT and one.holds(at)
    }
    return Judged(
        paragraph=paragraph,
        status=status,
        slots=states,
        evidence=tuple(sorted(found, key=lambda one: one.day, reverse=True)),
        due=due,
        days_left=None if due is None else (due - at).days,
        reason=reason_of(paragraph, status.value, states, own, due, at),
    )


def _slot(paragraph: Paragraph, slot: Slot, facts: Sequence[Fact], at: date) -> SlotState:
    own = f"{paragraph.code}:{slot.code}"
    told = tuple(one for one in facts if one.key == own or one.key in slot.also)
    results = [one for one in told if one.outcome is Outcome.RESULT]
    tried = next((one.day for one in told if one.outcome is Outcome.ATTEMPT), None)
    if slot.months is not None:
        return _clock(slot, told, results, facts, at)
    holding = [one for one in results if one.holds(at)]
    among = holding or results
    open_ended = any(one.until is None for one in among)
    due = None if open_ended else max((one.until for one in among if one.until), default=None)
    stale = (
        slot.advised_months is not None
        and bool(holding)
        and add_months(holding[0].day, slot.advised_months) < at
    )
    return SlotState(slot=slot, facts=told, is_met=bool(holding), due=due, is_stale=stale, tried=tried)


def _clock(
    slot: Slot, told: tuple[Fact, ...], results: Sequence[Fact], facts: Sequence[Fact], at: date
) -> SlotState:
    """Judge what must be done anew: its clock begins with itself, the first time with what it is done to."""
    starts = [one for one in facts if one.outcome is Outcome.RESULT and one.key in slot.starts_with]
    days = [one.day for one in (*results, *starts)]
    if not days:
        return SlotState(slot=slot, facts=told)
    due = add_months(max(days), slot.months or 0)
    return SlotState(slot=slot, facts=told, is_met=at <= due, due=due, waits=not results and at <= due)


def _status(paragraph: Paragraph, states: Sequence[SlotState], at: date) -> Status:
    met = [one for one in states if one.is_met]
    if len(met) == len(states):
        goes_on = any(one.waits or one.is_stale for one in states)
        return Status.UNDER_WAY if goes_on else Status.DONE
    strives = paragraph.kind is DutyKind.STRIVE
    left = [one for one in states if not one.is_met and not (strives and _tried_since(one))]
    if any(one.ran_out for one in left):
        return Status.OVERDUE
    if paragraph.due is not None and paragraph.due < at:
        return Status.OVERDUE
    if strives and (not left or (not met and len(left) < len(states))):
        return Status.ATTEMPTED
    begun = any(one.outcome is Outcome.BEGUN for state in states for one in state.facts)
    return Status.UNDER_WAY if met or begun else Status.NOT_STARTED


def _tried_since(state: SlotState) -> bool:
    return state.tried is not None and (state.ran_out is None or state.tried > state.ran_out)


def next_steps(judged: Iterable[Judged]) -> tuple[Judged, ...]:
    """
    Return what there is to do, in the order in which it is done well.

    What is late comes first, then what runs out within half a year, then what is not begun, then the rest; but nothing
    before what it rests on: a plan is not decided before there is a picture to decide it by.

    Parameters
    ----------
    judged : iterable of Judged

    Returns
    -------
    tuple of Judged
        Paragraphs where something lacks, or soon will.
    """
    judged = tuple(judged)
    missing = {one.paragraph.code for one in judged if one.status in (Status.NOT_STARTED, Status.OVERDUE)}
    wanted = [one for one in judged if one.status is not Status.NO_DUTY and (one.lacking or one.is_soon)]
    return tuple(sorted(wanted, key=lambda one: _turn(one, missing)))


def _turn(one: Judged, missing: set[str]) -> tuple[bool, int, int]:
    rank = {Status.OVERDUE: 0, Status.NOT_STARTED: 2, Status.UNDER_WAY: 3, Status.ATTEMPTED: 4}
    urgency = 1 if one.is_soon else rank.get(one.status, 5)
    return bool(missing & set(one.paragraph.after)), urgency, one.paragraph.turn
