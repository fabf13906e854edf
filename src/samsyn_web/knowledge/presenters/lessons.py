"""Lessons as pages show them: lines of a list, and one card."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samsyn.instruments.load import KnownLessons
from samsyn_web.knowledge.models import FIVE, LessonShare, LessonText, Result
from samsyn_web.knowledge.presenters.packs import Origin, origin_of
from samsyn_web.knowledge.queries import RECEIVED, Entry

SIGNS = {Result.WORKED: "✓", Result.FAILED: "✗", Result.UNCLEAR: "?"}
HEADINGS = {
    "intelligence": _("Problemet och underlaget"),
    "intervention": _("Vad som gjordes"),
    "implementation": _("Hur det genomfördes"),
    "involvement": _("Vilka som var med"),
    "impact": _("Vad det ledde till"),
}
PROOF_WORDS = {
    "action": _("Åtgärd"),
    "verdict": _("Utvärdering"),
    "figure": _("Siffra"),
    RECEIVED: _("Hos avsändaren"),
}
UNASSESSABLE = "unassessable"


@dataclass(frozen=True, kw_only=True)
class Line:
    """A lesson in the list."""

    href: str
    title: str
    sign: str
    word: str
    impact: str
    whose: str
    is_own: bool
    is_invented: bool
    origin: str
    is_draft: bool
    shared: str
    proofs: int


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A number behind a lesson; without an address where the reader may not open it."""

    kind: str | Promise
    said: str
    href: str = ""


@dataclass(frozen=True, kw_only=True)
class Version:
    """One version in the history; `changed` names the parts that differ from the one before."""

    number: int
    by: str
    at: object
    changed: str


@dataclass(frozen=True, kw_only=True)
class Shared:
    """One time that the lesson was shared."""

    number: int
    by: str
    at: object
    reference: str
    revoked_at: object
    revoked_by: str


@dataclass(frozen=True, kw_only=True)
class Card:
    """A lesson on its own page."""

    key: int
    line: Line
    version: int
    shared_version: int
    is_withdrawn: bool
    origin: Origin | None
    parts: tuple[tuple[str | Promise, str], ...]
    proofs: tuple[Shown, ...]
    goes_too_far: bool
    written_at: object
    versions: tuple[Version, ...]
    shares: tuple[Shared, ...]

    @property
    def is_behind(self) -> bool:
        """Whether others read an earlier version than the one in force."""
        return 0 < self.shared_version < self.version


@dataclass(frozen=True, kw_only=True)
class Told:
    """One lesson of the published report."""

    code: str
    title: str
    sign: str
    word: str
    learnt: str
    do: str
    section: str


def lines(entries: Iterable[Entry]) -> list[Line]:
    """The lessons of the list."""
    return [_line(one) for one in entries]


def card(one: Entry, texts: Sequence[LessonText] = (), shares: Iterable[LessonShare] = ()) -> Card:
    """A lesson with its parts, its numbers and, for its own organisation, its history."""
    return Card(
        key=one.lesson.pk,
        line=_line(one),
        version=one.text.number,
        shared_version=one.share.text.number if one.share else 0,
        is_withdrawn=one.lesson.withdrawn_at is not None,
        origin=origin_of(one.lesson.pack) if one.lesson.pack else None,
        parts=tuple((HEADINGS[name], said) for name in FIVE if (said := getattr(one.text, name))),
        proofs=_proofs(one),
        goes_too_far=one.text.result != Result.UNCLEAR
        and any(each.get("change") == UNASSESSABLE for each in one.text.proofs),
        written_at=one.text.written_at,
        versions=_versions(texts),
        shares=tuple(_shared(each) for each in shares),
    )


def told(known: KnownLessons) -> list[Told]:
    """The lessons of the published report."""
    return [
        Told(
            code=one.code,
            title=one.title,
            sign=SIGNS[Result(one.result)],
            word=str(Result(one.result).label),
            learnt=one.learnt,
            do=one.do,
            section=one.section,
        )
        for one in known.lessons
    ]


def figure_addresses(text: LessonText) -> str:
    """The addresses of the figures behind a version, one per line, as the form asks for them."""
    keys = [one["key"] for one in text.proofs if one["kind"] == "figure"]
    return "\n".join(reverse("findings:figure", args=[key]) for key in keys)


def action_of(text: LessonText) -> str:
    """The key of the action behind a version; empty where there is none."""
    return next((one["key"] for one in text.proofs if one["kind"] == "action"), "")


def _line(one: Entry) -> Line:
    whose = one.lesson.organisation
    return Line(
        href=reverse("knowledge:lesson", args=[one.lesson.pk]),
        title=one.text.title,
        sign=SIGNS[Result(one.text.result)],
        word=one.text.get_result_display(),
        impact=one.text.impact,
        whose=whose.name,
        is_own=one.is_own,
        is_invented=whose.is_demo,
        origin=one.lesson.pack.origin if one.lesson.pack else "",
        is_draft=one.lesson.is_draft,
        shared=str(one.share.text.number) if one.share else "",
        proofs=len(one.text.proofs) if one.is_own else len(one.share.proofs if one.share else ()),
    )


def _proofs(one: Entry) -> tuple[Shown, ...]:
    if not one.is_own:
        return tuple(Shown(kind="", said=said) for said in (one.share.proofs if one.share else ()))
    pages = {"action": "actions:action", "verdict": "outcomes:evaluation", "figure": "findings:figure"}
    return tuple(
        Shown(
            kind=PROOF_WORDS[each["kind"]],
            said=each["said"],
            href=reverse(pages[each["kind"]], args=[each["key"]]) if each["kind"] in pages else "",
        )
        for each in one.text.proofs
    )


def _versions(texts: Sequence[LessonText]) -> tuple[Version, ...]:
    before = {one.number + 1: one for one in texts}
    return tuple(
        Version(
            number=one.number,
            by=str(one.written_by),
            at=one.written_at,
            changed=_changed(before[one.number], one) if one.number in before else "",
        )
        for one in texts
    )


def _changed(old: LessonText, new: LessonText) -> str:
    names = ("title", "result", *FIVE, "proofs")
    return ", ".join(
        str(LessonText._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
        for name in names
        if getattr(old, name) != getattr(new, name)
    )


def _shared(one: LessonShare) -> Shared:
    return Shared(
        number=one.text.number,
        by=str(one.shared_by),
        at=one.shared_at,
        reference=one.reference,
        revoked_at=one.revoked_at,
        revoked_by=str(one.revoked_by or ""),
    )
