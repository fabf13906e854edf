"""What the pages of the review show: reports in a queue, and one of them with what the guard remarks on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from samsyn.instruments.categories import CategoryList
from samsyn.instruments.load import report_fields
from samsyn_web.base import words
from samsyn_web.methods.incidents import policies, queries
from samsyn_web.methods.incidents.models import ReviewStep, Submission, SubmissionState
from samsyn_web.methods.incidents.policies.screening import name_of, remarks

WORD = re.compile(r"\S+")
NAMES = {"place": gettext_lazy("Plats"), "description": gettext_lazy("Beskrivning")}
OPTIONS = ("severity", "basis", "extent", "recurring", "needs")


@dataclass(frozen=True, kw_only=True)
class ReportLine:
    """A report in a list."""

    key: int
    href: str
    about: str
    text: str
    state: str
    state_name: str
    received_at: datetime
    remarks: int
    is_same: bool


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A part of a text: plain, or with a remark of the guard that has a number in the list below it."""

    text: str
    number: int = 0


@dataclass(frozen=True, kw_only=True)
class Word:
    """A word that can be chosen; `value` says which span it is."""

    value: str
    text: str


@dataclass(frozen=True, kw_only=True)
class RemarkLine:
    """What the guard says about a part of a text, and the span that would be masked."""

    number: int
    value: str
    text: str
    name: str
    reason: str
    sure: bool


@dataclass(frozen=True, kw_only=True)
class TextPart:
    """One of a report's texts: as it is read, what is remarked on, and every word of it."""

    field: str
    name: str
    pieces: tuple[Piece, ...]
    remarks: tuple[RemarkLine, ...]
    words: tuple[Word, ...]


@dataclass(frozen=True, kw_only=True)
class ReportPage:
    """One report, as a reviewer reads it."""

    key: int
    about: str
    facts: tuple[tuple[str, str], ...]
    texts: tuple[TextPart, ...]
    masked: int
    state: str
    state_name: str
    answer: str
    steps: tuple[tuple[str, str, datetime], ...]
    can: Mapping[str, bool]

    @property
    def number_of_remarks(self) -> int:
        """How many things the guard remarks on."""
        return sum(len(text.remarks) for text in self.texts)

    @property
    def has_text(self) -> bool:
        """Whether there is anything to mask."""
        return bool(self.texts)


def report_lines(some: Iterable[Submission], known: CategoryList) -> tuple[ReportLine, ...]:
    """Return reports as lines of a list."""
    return tuple(
        ReportLine(
            key=one.pk,
            href=reverse("incidents:review_report", args=[one.pk]),
            about=queries.about(one, known),
            text=one.description,
            state=one.state,
            state_name=str(one.get_state_display()),
            received_at=one.received_at,
            remarks=len(one.doubts),
            is_same=one.same_as_id is not None,
        )
        for one in some
    )


def reviewed_page(
    one: Submission, steps: Sequence[ReviewStep], known: CategoryList, areas: Mapping[str, str]
) -> ReportPage:
    """Return a report as its page shows it."""
    after = {name: policies.can_step(one, state) for name, state in _AFTER.items()}
    return ReportPage(
        key=one.pk,
        about=queries.about(one, known),
        facts=facts(one, known, areas),
        texts=text_parts(one),
        masked=len(one.masked),
        state=one.state,
        state_name=str(one.get_state_display()),
        answer=one.answer,
        steps=tuple(
            (
                str(step.get_after_display()),
                str(step.taken_by) if step.taken_by_id and step.before != SubmissionState.RETURNED else "",
                step.taken_at,
            )
            for step in steps
        ),
        can={
            **after,
            "mask": one.state != SubmissionState.DISPOSED,
            "undo": policies.can_undo(one, steps[0] if steps else None),
            "link": one.kind in policies.LINKABLE and one.intake_id is None and one.state not in _SETTLED,
        },
    )


_AFTER = {
    "accept": SubmissionState.ACCEPTED,
    "return": SubmissionState.RETURNED,
    "reject": SubmissionState.REJECTED,
    "take_up": SubmissionState.RECEIVED,
}
_SETTLED = (SubmissionState.IN_PICTURE, SubmissionState.DISPOSED, SubmissionState.REJECTED)


def facts(one: Submission, known: CategoryList, areas: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Return what was answered with a choice: names and values, without what was left out."""
    form = report_fields()
    rows: list[tuple[str, str]] = [
        (_("Kategori"), known.label_of(one.category) if one.category else str(one.get_kind_display())),
        (_("Underkategori"), known.label_of(one.subcategory) if one.subcategory else ""),
        (_("Plats på listan"), str(one.named_place) if one.named_place_id else ""),
        (_("Område"), areas.get(one.area, one.area)),
        (_("Bostad"), _("ja, platsen visas bara som område") if one.is_dwelling else ""),
        (_("Tid"), when(one)),
    ]
    for code in OPTIONS:
        chosen, field = str(getattr(one, code)), form.get(code)
        labels = {each.code: each.label for each in field.options}
        rows.append((words.swedish(field.label), labels.get(chosen, "")))
    done = {each.code: each.label for each in form.get("done").options}
    rows.append((_("Redan gjort"), ", ".join(done.get(code, code) for code in one.done)))
    rows.append((_("Rapportör"), one.works_as or _("funktionen är inte angiven")))
    came = localtime(one.received_at)
    rows.append((_("Kom in"), f"{words.day(came)}, {came:%H:%M}, {one.get_channel_display()}"))
    return tuple((str(name), str(value)) for name, value in rows if value)


def when(one: Submission) -> str:
    """Return when it happened, as people write it."""
    times = [f"{localtime(each):%H:%M}" for each in (one.time_from, one.time_to) if each]
    clock = "–".join(times)
    return f"{words.day(one.day)}{f', {clock}' if clock else ''} ({one.get_when_display()})"


def text_parts(one: Submission) -> tuple[TextPart, ...]:
    """Return a report's texts that are not empty, with what the guard remarks on in each."""
    found, number = [], 0
    for field, name in NAMES.items():
        text = str(getattr(one, field))
        if not text:
            continue
        lines = _remark_lines(one, field, text, number)
        number += len(lines)
        found.append(
            TextPart(
                field=field,
                name=str(name),
                pieces=_pieces(text, lines),
                remarks=tuple(line for line, _start, _end in lines),
                words=chosen_words(field, text),
            )
        )
    return tuple(found)


def chosen_words(field: str, text: str, prefix: str = "") -> tuple[Word, ...]:
    """Return the words of a text as what can be chosen."""
    return tuple(
        Word(value=f"{prefix}{field}:{each.start()}:{each.end()}", text=each[0])
        for each in WORD.finditer(text)
    )


def _remark_lines(one: Submission, field: str, text: str, number: int) -> list[tuple[RemarkLine, int, int]]:
    """Return what the guard says now, and what it doubted when the report came, where that is something else."""
    said: list[tuple[int, int, str, str, bool]] = [
        (each.start, each.end, each.name, each.reason, each.sure) for each in remarks(text)
    ]
    for name, kind, start, end in one.doubts:
        inside = name == field and 0 <= start < end <= len(text)
        if inside and not any(begin < end and start < stop for begin, stop, *_rest in said):
            said.append((start, end, name_of(str(kind)), "", False))
    lines: list[tuple[RemarkLine, int, int]] = []
    for place, (start, end, name, reason, sure) in enumerate(sorted(said), start=number + 1):
        line = RemarkLine(
            number=place,
            value=f"{field}:{start}:{end}",
            text=text[start:end],
            name=name,
            reason=reason,
            sure=sure,
        )
        lines.append((line, start, end))
    return lines


def _pieces(text: str, lines: Sequence[tuple[RemarkLine, int, int]]) -> tuple[Piece, ...]:
    pieces, at = [], 0
    for line, start, end in lines:
        if start < at:
            continue
        pieces += [Piece(text=text[at:start]), Piece(text=text[start:end], number=line.number)]
        at = end
    return tuple(piece for piece in [*pieces, Piece(text=text[at:])] if piece.text)


def queue_sentence(waiting: int, doubtful: int) -> str:
    """Return what waits, as a sentence."""
    if not waiting:
        return _("Inget väntar på granskning.")
    said = ngettext("En rapport väntar på granskning", "%(n)s rapporter väntar på granskning", waiting) % {
        "n": waiting
    }
    if not doubtful:
        return f"{said}."
    doubts = ngettext("vakten är tveksam till en", "vakten är tveksam till %(n)s", doubtful) % {"n": doubtful}
    return f"{said}; {doubts}."


def suggestion_rows(found: Iterable[queries.Suggestion], known: CategoryList) -> list[dict[str, Any]]:
    """Return the reports that may tell of the same event, each with why."""
    return [
        {
            "key": each.submission.pk,
            "href": reverse("incidents:review_report", args=[each.submission.pk]),
            "about": queries.about(each.submission, known),
            "text": each.submission.description,
            "why": ", ".join(each.alike.reasons),
        }
        for each in found
    ]


def problem_rows(found: Iterable[queries.ProblemSuggestion]) -> list[dict[str, Any]]:
    """Return the problems that a report may be about, each with why."""
    rows = []
    for each in found:
        why = [_("samma plats")] if each.same_place else [_("samma område")]
        why += [_("samma kategori")] if each.same_category else []
        rows.append({"key": each.problem.pk, "title": each.problem.title, "why": ", ".join(why)})
    return rows
