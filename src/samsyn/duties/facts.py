"""A fact: what was done, tried or left about a paragraph, on which day, and where that is written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samsyn.errors import BadInput
from samsyn.instruments.statute import DutyKind, Statute


class Outcome(StrEnum):
    """What came of it."""

    RESULT = "result"
    BEGUN = "begun"
    ATTEMPT = "attempt"
    NOTHING = "nothing"  # not begun, and why


@dataclass(frozen=True, kw_only=True)
class Fact:
    """
    A dated fact about one paragraph.

    Parameters
    ----------
    paragraph, kind : str
        Number of the paragraph, and code of the slot that it is about.
    day : date
        When it was done, tried or said.
    outcome : Outcome
    reference : str
        The document or decision, or the reason where nothing was begun.
    body : str
        Who decided, where somebody did.
    until : date, optional
        The last day that it holds.
    href : str
        Where it can be opened.
    """

    paragraph: str
    kind: str
    day: date
    outcome: Outcome = Outcome.RESULT
    reference: str = ""
    body: str = ""
    until: date | None = None
    href: str = ""

    @property
    def key(self) -> str:
        """What it is about, as "paragraph:slot"."""
        return f"{self.paragraph}:{self.kind}"

    def holds(self, at: date) -> bool:
        """Whether it has come and not run out."""
        return self.day <= at and (self.until is None or at <= self.until)


def check_fact(statute: Statute, fact: Fact) -> None:
    """
    Refuse a fact that is about nothing that the statute asks for.

    Parameters
    ----------
    statute : Statute
    fact : Fact

    Raises
    ------
    BadInput
        If there is no such paragraph or slot, an attempt is told of where a result is asked for, or it ends before it
        begins.
    """
    paragraph = statute.paragraph(fact.paragraph)
    if paragraph is None or not paragraph.kind.binds:
        known = ", ".join(one.code for one in statute.duties)
        raise BadInput(f"Paragraf {fact.paragraph!r} ställer inget krav. De som gör det: {known}.")
    if paragraph.slot(fact.kind) is None:
        known = ", ".join(slot.code for slot in paragraph.slots)
        raise BadInput(f"{paragraph.sign} har ingen del som heter {fact.kind!r}. De som finns: {known}.")
    if fact.outcome is Outcome.ATTEMPT and paragraph.kind is not DutyKind.STRIVE:
        raise BadInput(
            f"{paragraph.sign} kräver ett resultat. Ett försök räcker bara där kommunen ska verka för något."
        )
    if fact.until is not None and fact.until < fact.day:
        raise BadInput(f"{paragraph.sign}: sista dagen {fact.until} är före dagen {fact.day}.")
