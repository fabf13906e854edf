"""What the pages of readiness are given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, kw_only=True)
class MeasurementLine:
    """A measurement in a list."""

    title: str
    href: str
    started_at: datetime
    is_closed: bool
    is_invented: bool


@dataclass(frozen=True, kw_only=True)
class InterviewLine:
    """An interview with how far its scoring has come; `href` leads to what this person does next."""

    code: str
    sector: str
    held_on: date
    locked: int
    is_agreed: bool
    href: str
    action: str


@dataclass(frozen=True, kw_only=True)
class DimensionLine:
    """One dimension of the profile, with a bar of its width out of 9."""

    key: str
    name: str
    score: str
    interval: str
    n: int
    stage: str
    percent: float
    advice: tuple[str, ...]
    is_lowest: bool


@dataclass(frozen=True, kw_only=True)
class ProfileShown:
    """A profile: the sentence first, the dimensions, the total last."""

    sentence: str
    lines: tuple[DimensionLine, ...]
    total: str
    doubts: tuple[str, ...]
    sectors: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class ChangeLine:
    """How one dimension has changed."""

    name: str
    before: str
    after: str
    change: str
    interval: str
    word: str


@dataclass(frozen=True, kw_only=True)
class ChangeShown:
    """A comparison with the measurement before, or why there is none."""

    before: str
    refusal: str
    lines: tuple[ChangeLine, ...]
    doubts: tuple[str, ...]
    unanswered: bool


@dataclass(frozen=True, kw_only=True)
class AgreementLine:
    """The agreement in one dimension, or over all, each figure with its limits."""

    name: str
    n: int
    exact: str
    within_one: str
    difference: str
    kappa: str
    icc: str


@dataclass(frozen=True, kw_only=True)
class AgreementShown:
    """How well the scorers agree: a sentence, a row for each dimension and one for all, and how it is read."""

    sentence: str
    lines: tuple[AgreementLine, ...]
    reading: str


@dataclass(frozen=True, kw_only=True)
class TextPackLine:
    """A loaded text in the list: where it came from, and why no pack is made of it."""

    key: int
    title: str
    source: str
    whose: str
    permission: str
    loaded_at: datetime
    is_withdrawn: bool
    origin: str
    warning: str
    kept_here: str


@dataclass(frozen=True, kw_only=True)
class MeasurementPage:
    """A measurement on its page."""

    key: int
    title: str
    unit: str
    wave: str
    definition: str
    edition: str
    mode: str
    is_invented: bool
    is_closed: bool
    can_start: bool
    can_pick: bool
    can_answer: bool
    is_scorer: bool
    by_form: bool
    interviews: tuple[InterviewLine, ...]
    sentence: str
    profile: ProfileShown | None
    agreement: AgreementShown | None
    change: ChangeShown | None
    source: str
    texts: str


@dataclass(frozen=True, kw_only=True)
class ScoreField:
    """One dimension of a form of scores: anchors, what stands there, and what went wrong."""

    key: str
    name: str
    question: str
    anchors: tuple[tuple[int, str], ...]
    value: str
    why: str
    first: str = ""
    second: str = ""
    differs: bool = False


@dataclass(frozen=True, kw_only=True)
class SheetRow:
    """One score of a sheet that was read, before it is saved."""

    key: str
    code: str
    name: str
    score: str
    why: str


@dataclass(frozen=True, kw_only=True)
class SeatLine:
    """One of the two scorers: who it is, how far it has come, and whether this person handles its sheet."""

    seat: int
    who: str
    is_outside: bool
    standing: str
    came: str
    can_enter: bool
    link: str
    has_link: bool


@dataclass(frozen=True, kw_only=True)
class LinkedLine:
    """An interview as a scorer's link shows it."""

    key: int
    code: str
    sector: str
    standing: str
    action: str


@dataclass(frozen=True, kw_only=True)
class PairRow:
    """Both scores of an interview in a dimension, of a file that was read; `there` is the interview's name in it."""

    code: str
    there: str
    sector: str
    dimension: str
    first: str
    second: str
    consensus: str
