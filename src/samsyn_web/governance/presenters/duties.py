"""How the municipality stands under the law: a line for each paragraph, what comes first, and one paragraph's page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samsyn.duties import Judged, SlotState, Status, next_steps
from samsyn.instruments.statute import DutyKind, Statute
from samsyn_web.base import words
from samsyn_web.governance.models import DutyOwner, DutyRecord, LeadingBody, RecordOutcome

NEXT = 3  # steps that are told of
PAPERS = ("4", "6", "13")  # paragraphs whose documents are written here


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """A document or decision, and where it can be opened."""

    text: str
    day: str
    href: str
    what: str = ""
    until: str = ""


@dataclass(frozen=True, kw_only=True)
class DutyRow:
    """One paragraph on the page."""

    code: str
    sign: str
    heading: str
    kind: str
    status: str
    status_word: str
    reason: str
    due: str
    left: str
    is_late: bool
    is_soon: bool
    owner: str
    todo: str
    href: str
    evidence: tuple[Evidence, ...]
    more: int


@dataclass(frozen=True, kw_only=True)
class Overview:
    """The page: a sentence, what comes first, and every paragraph."""

    sentence: str
    rows: tuple[DutyRow, ...]
    first: tuple[DutyRow, ...]
    is_empty: bool
    led_by: str
    others: tuple[tuple[str, str, str, str], ...]  # sign, heading, text, address


@dataclass(frozen=True, kw_only=True)
class SlotRow:
    """One part of a paragraph."""

    name: str
    is_met: bool
    word: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, kw_only=True)
class RecordRow:
    """One thing that was told."""

    key: int
    what: str
    outcome: str
    is_attempt: bool
    text: str
    body: str
    day: str
    until: str
    href: str
    told: str
    is_withdrawn: bool


@dataclass(frozen=True, kw_only=True)
class DutyPage:
    """One paragraph with its parts and what was told of it."""

    row: DutyRow
    text: str
    link: str
    is_reading: bool
    slots: tuple[SlotRow, ...]
    papers_href: str
    records: tuple[RecordRow, ...]


def status_word(status: Status) -> str:
    """What a status is called."""
    return {
        Status.DONE: _("uppfyllt"),
        Status.UNDER_WAY: _("pågår"),
        Status.ATTEMPTED: _("försökt"),
        Status.NOT_STARTED: _("ej påbörjat"),
        Status.OVERDUE: _("försenat"),
    }.get(status, "")


def kind_word(kind: DutyKind) -> str:
    """How far a paragraph binds."""
    return {DutyKind.SHALL: _("ska"), DutyKind.STRIVE: _("verka för"), DutyKind.RIGHT: _("får")}.get(
        kind, _("syfte")
    )


def overview(
    statute: Statute, judged: Sequence[Judged], owners: Mapping[str, DutyOwner], body: LeadingBody | None
) -> Overview:
    """Return the page."""
    binding = [one for one in judged if one.status is not Status.NO_DUTY]
    rows = tuple(_row(one, owners) for one in binding)
    first = tuple(_row(one, owners) for one in next_steps(judged)[:NEXT])
    return Overview(
        sentence=_sentence(binding),
        rows=rows,
        first=first,
        is_empty=not any(one.evidence for one in binding),
        led_by=body.name if body else "",
        others=tuple(
            (one.sign, one.heading, one.text, statute.link(one.code))
            for one in statute.paragraphs
            if not one.kind.binds
        ),
    )


def _sentence(judged: Sequence[Judged]) -> str:
    done = sum(one.status is Status.DONE for one in judged)
    late = sum(one.status is Status.OVERDUE for one in judged)
    said = _("%(done)s av %(all)s skyldigheter är uppfyllda") % {"done": done, "all": len(judged)}
    if done == len(judged):
        said = _("Alla skyldigheter är uppfyllda")
    if late:
        said += ngettext(", en är försenad", ", %(n)s är försenade", late) % {"n": late}
    soon = min((one for one in judged if one.is_soon), key=lambda one: one.days_left or 0, default=None)
    if soon is not None and soon.due is not None and not late:
        said += _(". Nästa går ut %(day)s") % {"day": words.day(soon.due)}
    return said


def _row(one: Judged, owners: Mapping[str, DutyOwner]) -> DutyRow:
    owner = owners.get(one.paragraph.code)
    shown = _evidence(one)
    return DutyRow(
        code=one.paragraph.code,
        sign=one.paragraph.sign,
        heading=one.paragraph.heading,
        kind=kind_word(one.paragraph.kind),
        status=one.status.value,
        status_word=status_word(one.status),
        reason=one.reason,
        due=words.day(one.due) if one.due else "",
        left=left_words(one.days_left),
        is_late=one.days_left is not None and one.days_left < 0,
        is_soon=one.is_soon,
        owner=owner.function if owner else "",
        todo=one.paragraph.todo,
        href=reverse("governance:duty", args=[one.paragraph.code]),
        evidence=shown[:2],
        more=max(0, len(shown) - 2),
    )


def left_words(days: int | None) -> str:
    """How long there is, or how late it is."""
    if days is None:
        return ""
    if days < 0:
        return ngettext("en dag sedan", "%(n)s dagar sedan", -days) % {"n": words.number(-days)}
    if days == 0:
        return _("i dag")
    return ngettext("om en dag", "om %(n)s dagar", days) % {"n": words.number(days)}


def _evidence(one: Judged) -> tuple[Evidence, ...]:
    """Return each document once, however many parts it speaks for."""
    found: dict[tuple[str, date], Evidence] = {}
    for fact in one.evidence:
        found.setdefault(
            (fact.reference, fact.day), Evidence(text=fact.reference, day=words.day(fact.day), href=fact.href)
        )
    return tuple(found.values())


def duty_page(
    statute: Statute, one: Judged, owners: Mapping[str, DutyOwner], records: Iterable[DutyRecord]
) -> DutyPage:
    """Return the page of one paragraph."""
    names = {slot.code: slot.name for slot in one.paragraph.slots}
    return DutyPage(
        row=_row(one, owners),
        text=one.paragraph.text,
        link=statute.link(one.paragraph.code),
        is_reading=one.paragraph.slots_from == "reading",
        slots=tuple(_slot(one, state) for state in one.slots),
        papers_href=reverse("governance:papers") if one.paragraph.code in PAPERS else "",
        records=tuple(_record(record, names) for record in records),
    )


def _slot(one: Judged, state: SlotState) -> SlotRow:
    holds = [fact for fact in state.facts if fact in one.evidence]
    started = not holds and state.due is not None
    word = _("finns") if state.is_met and not started else _("i tid") if state.is_met else _("saknas")
    if state.is_met and state.is_stale:
        word = _("har stannat av")
    if state.ran_out:
        word = _("gick ut %(day)s") % {"day": words.day(state.ran_out)}
    elif state.due:
        word = _("%(word)s, till och med %(day)s") % {"word": word, "day": words.day(state.due)}
    return SlotRow(
        name=state.slot.name,
        is_met=state.is_met,
        word=word,
        evidence=tuple(
            Evidence(text=fact.reference, day=words.day(fact.day), href=fact.href) for fact in holds[:5]
        ),
    )


def _record(one: DutyRecord, names: Mapping[str, str]) -> RecordRow:
    return RecordRow(
        key=one.pk,
        what=names.get(one.slot, one.slot),
        outcome=str(one.get_outcome_display()),
        is_attempt=one.outcome == RecordOutcome.ATTEMPT,
        text=one.reference,
        body=one.body,
        day=words.day(one.day),
        until=words.day(one.until) if one.until else "",
        href=one.address,
        told=str(one.recorded_by),
        is_withdrawn=one.withdrawn_at is not None,
    )


def attempts(records: Iterable[DutyRecord]) -> tuple[RecordRow, ...]:
    """Return the attempts that count, the latest first."""
    found = (one for one in records if one.outcome == RecordOutcome.ATTEMPT and one.withdrawn_at is None)
    return tuple(_record(one, {}) for one in found)
