"""What the pages of texts show: rules, paragraphs and marks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samsyn_web.methods.crimeproofing.models import LanguageMark, MarkState, Paragraph, RuleText


@dataclass(frozen=True, kw_only=True)
class Part:
    """Some letters of a paragraph: plain, or marked, with the mark's number in the list below it."""

    text: str
    number: int = 0
    state: str = ""


@dataclass(frozen=True, kw_only=True)
class MarkLine:
    """A mark under its paragraph."""

    key: int
    number: int
    words: str
    kind: str
    why: str
    state: str
    reason: str
    alike: int


@dataclass(frozen=True, kw_only=True)
class ParagraphLine:
    """A paragraph with its marks."""

    key: int
    place: str
    heading: str
    parts: tuple[Part, ...]
    marks: tuple[MarkLine, ...]


KINDS: Mapping[str, Promise] = {
    "vague": gettext_lazy("vagt ord"),
    "discretion": gettext_lazy("eget avgörande"),
    "modal": gettext_lazy("hur hårt det binder"),
    "proof": gettext_lazy("egna uppgifter eller intyg"),
    "undefined": gettext_lazy("odefinierat ord"),
    "no_purpose": gettext_lazy("syfte saknas"),
    "conflict": gettext_lazy("möjlig motsägelse"),
}


def place(one: Paragraph | None, several: bool = True) -> str:
    """Return where a paragraph is, in words."""
    if one is None:
        return _("Hela regelverket")
    name = one.label or _("stycke %(n)s") % {"n": one.number}
    return f"{one.rule.title}, {name}" if several else name


def places(paragraphs: Iterable[Paragraph]) -> list[tuple[str, str]]:
    """Return paragraphs as choices: where, and how each begins."""
    return [(str(one.pk), f"{place(one)}: {_short(one.text)}") for one in paragraphs]


def _short(text: str, most: int = 60) -> str:
    return text if len(text) <= most else text[: most - 1].rsplit(" ", 1)[0] + " …"


@dataclass(frozen=True, kw_only=True)
class RuleLine:
    """A rule in the list of texts."""

    key: int
    title: str
    owner: str
    edition: str
    paragraphs: int
    open_marks: int
    findings: int
    notes: tuple[str, ...]
    masked: int
    read_on: date


def rule_lines(
    rules: Iterable[RuleText], paragraphs: Iterable[Paragraph], marks: Iterable[LanguageMark]
) -> list[RuleLine]:
    """Return rules as lines with what has been found in each."""
    of_paragraphs, of_marks = list(paragraphs), list(marks)
    return [
        RuleLine(
            key=one.pk,
            title=one.title,
            owner=one.owner,
            edition=one.edition,
            paragraphs=sum(each.rule_id == one.pk for each in of_paragraphs),
            open_marks=_count(of_marks, one.pk, MarkState.OPEN),
            findings=_count(of_marks, one.pk, MarkState.FINDING),
            notes=tuple(one.notes),
            masked=one.masked,
            read_on=localdate(one.read_at),
        )
        for one in rules
    ]


def _count(marks: Iterable[LanguageMark], rule_id: int, state: str) -> int:
    return sum(one.paragraph.rule_id == rule_id and one.state == state for one in marks)


def paragraph_lines(paragraphs: Iterable[Paragraph], marks: Iterable[LanguageMark]) -> list[ParagraphLine]:
    """Return the paragraphs of a rule with the marks in each."""
    by_paragraph: dict[int, list[LanguageMark]] = {}
    alike: dict[tuple[str, str], int] = {}
    for one in marks:
        by_paragraph.setdefault(one.paragraph_id, []).append(one)
        if one.state == MarkState.OPEN:
            alike[one.kind, one.code] = alike.get((one.kind, one.code), 0) + 1
    found, heading = [], ""
    for each in paragraphs:
        some = by_paragraph.get(each.pk, [])
        found.append(
            ParagraphLine(
                key=each.pk,
                place=place(each, several=False),
                heading=each.heading if each.heading != heading else "",
                parts=_parts(each.text, some),
                marks=tuple(_mark(n, one, each, alike) for n, one in enumerate(some, start=1)),
            )
        )
        heading = each.heading
    return found


def _mark(n: int, one: LanguageMark, paragraph: Paragraph, alike: Mapping[tuple[str, str], int]) -> MarkLine:
    return MarkLine(
        key=one.pk,
        number=n,
        words=paragraph.text[one.start : one.end],
        kind=str(KINDS.get(one.kind, one.kind)),
        why=one.why,
        state=one.state,
        reason=one.reason,
        alike=alike.get((one.kind, one.code), 0)
        if one.state == MarkState.OPEN and one.kind != "conflict"
        else 0,
    )


def _parts(text: str, marks: Sequence[LanguageMark]) -> tuple[Part, ...]:
    """Return a paragraph cut at its marks; of marks that overlap, the first is shown in the text."""
    parts, at = [], 0
    for n, one in enumerate(marks, start=1):
        if one.start >= at and one.end > one.start:
            parts.append(Part(text=text[at : one.start]))
            parts.append(Part(text=text[one.start : one.end], number=n, state=one.state))
            at = one.end
    return tuple(part for part in (*parts, Part(text=text[at:])) if part.text)
