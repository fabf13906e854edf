"""Why a paragraph stands as it does, in one Swedish sentence."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from samsyn.duties.facts import Fact, Outcome
from samsyn.instruments.statute import Paragraph, Slot
from samsyn.period import format_date


class Stands(Protocol):
    """What is told of a slot."""

    @property
    def slot(self) -> Slot:
        """Which."""

    @property
    def is_met(self) -> bool:
        """Whether a result holds."""

    @property
    def is_stale(self) -> bool:
        """Whether it has stopped."""

    @property
    def waits(self) -> bool:
        """Whether its clock runs for the first time."""

    @property
    def ran_out(self) -> date | None:
        """The last day that it held."""

    @property
    def tried(self) -> date | None:
        """The last attempt."""


def reason_of(
    paragraph: Paragraph,
    status: str,
    states: Sequence[Stands],
    own: Sequence[Fact],
    due: date | None,
    at: date,
) -> str:
    """
    Return the sentence.

    Parameters
    ----------
    paragraph : Paragraph
    status : str
        As `Status` has it.
    states : sequence of Stands
        One for each slot.
    own : sequence of Fact
        The paragraph's own facts, the latest first.
    due : date, optional
    at : date

    Returns
    -------
    str
    """
    lacks = _listed([one.slot for one in states if not one.is_met])
    match status:
        case "done":
            return f"Gäller till och med {format_date(due)}." if due else "Allt som krävs finns."
        case "overdue":
            return _late(paragraph, states, lacks)
        case "attempted":
            tried = max(one.tried for one in states if one.tried is not None)
            return f"Kommunen har försökt, senast {format_date(tried)}. Saknas: {lacks}."
        case "under_way":
            return _under_way(states, lacks, due)
    why = next((one for one in own if one.outcome is Outcome.NOTHING), None)
    if why is not None and why.reference:
        return f"Inte påbörjat: {why.reference.rstrip('.')}."
    return _waits_for(paragraph) or f"Inget är antecknat. Saknas: {lacks}."


def _late(paragraph: Paragraph, states: Sequence[Stands], lacks: str) -> str:
    out = [one for one in states if one.ran_out is not None]
    if out:
        first = min(out, key=lambda one: one.ran_out or date.max)
        day = format_date(first.ran_out) if first.ran_out else ""
        verb = "skulle ha gjorts senast" if first.slot.months else "gällde till och med"
        return f"{_capital(first.slot.name)} {verb} {day}."
    return f"Skulle ha varit klart {format_date(paragraph.due)}. Saknas: {lacks}." if paragraph.due else lacks


def _under_way(states: Sequence[Stands], lacks: str, due: date | None) -> str:
    if lacks:
        return f"Saknas: {lacks}."
    stale = [one.slot for one in states if one.is_stale]
    if stale:
        months = stale[0].advised_months
        return f"{_capital(_listed(stale))}: den senaste är mer än {months} månader gammal."
    waits = _listed([one.slot for one in states if one.waits])
    return (
        f"Inte gjort än, men i tid: {waits}, senast {format_date(due)}."
        if due
        else f"Inte gjort än: {waits}."
    )


def _waits_for(paragraph: Paragraph) -> str:
    """Say what must come first, where a clock has nothing to start with."""
    if not all(slot.starts_with for slot in paragraph.slots):
        return ""
    return f"Klockan börjar gå när {' och '.join(paragraph.after)} § är uppfyllda."


def _listed(slots: Sequence[Slot]) -> str:
    names = [one.name for one in slots]
    return " och ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
