"""A case of crime proofing as plain values: what its memo is made of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from samsyn.methods.crimeproofing.scale import Weighed


@dataclass(frozen=True, kw_only=True)
class ReviewedText:
    """A rule that was read: its title, whose it is, how many passages, and what the language analysis found."""

    title: str
    owner: str
    passages: int
    findings: tuple[
        tuple[str, str, str, str], ...
    ] = ()  # place, words, why it was marked, what a person said


@dataclass(frozen=True, kw_only=True)
class Protected:
    """A protection and whether it exists, partly or not."""

    label: str
    state: str
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Decided:
    """What was decided of a proposal, why, and when it is followed up."""

    word: str
    reason: str
    on: date
    follow_up_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Proposed:
    """A new wording of a passage, who decides, and what it does to those who apply honestly."""

    place: str
    kind: str
    old: str
    new: str
    decider: str
    side_effect: str = ""
    decided: Decided | None = None


@dataclass(frozen=True, kw_only=True)
class ReviewedRisk:
    """A risk: where in the rules, of which type, who could do what, why it is possible, and how it was judged."""

    number: int
    place: str
    type: str
    actor: str
    modus: str
    factors: tuple[str, ...] = ()
    protections: tuple[Protected, ...] = ()
    before: Weighed | None = None
    after: Weighed | None = None
    proposals: tuple[Proposed, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Review:
    """All of a case that its memo tells."""

    title: str
    object: str
    trigger: str
    purpose: str = ""
    target_group: str = ""
    volume: str = ""
    texts: tuple[ReviewedText, ...] = ()
    screening: tuple[tuple[str, str, str], ...] = ()  # question, answer, note
    flow: tuple[tuple[str, str, str], ...] = ()  # who, does, what
    risks: tuple[ReviewedRisk, ...] = ()
