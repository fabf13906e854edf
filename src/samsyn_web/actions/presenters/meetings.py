"""What the pages about decisions show."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samsyn_web.actions.models import DecisionNote, DecisionStatus, MeetingDecision
from samsyn_web.actions.policies import can_tell
from samsyn_web.base import words
from samsyn_web.base.scope import Scope


@dataclass(frozen=True, kw_only=True)
class DecisionLine:
    """A decision in a list."""

    what: str
    where: str
    who: str
    until: str
    due: str
    is_late: bool
    status: str
    status_word: str
    result: str
    period: str
    href: str
    verb: str


def decision_lines(scope: Scope, some: Iterable[MeetingDecision], today: date) -> tuple[DecisionLine, ...]:
    """Return decisions as lines."""
    return tuple(decision_line(scope, one, today) for one in some)


def decision_line(scope: Scope, one: MeetingDecision, today: date) -> DecisionLine:
    """Return a decision as a line."""
    return DecisionLine(
        what=one.what,
        where=", ".join(part for part in (one.place, one.area_name) if part),
        who=one.function,
        until=words.day(one.until),
        due=due(one, today),
        is_late=one.is_live and one.until < today,
        status=one.status,
        status_word=str(one.get_status_display()),
        result=one.result,
        period=words.period(one.period),
        href=reverse("actions:decision", args=[one.pk]),
        verb=_("Berätta hur det går") if can_tell(scope, one) and one.is_live else _("Läs mer"),
    )


def due(one: MeetingDecision, today: date) -> str:
    """Return in words how long is left; nothing for what is over."""
    if not one.is_live:
        return ""
    days = (one.until - today).days
    if days < 0:
        return ngettext(
            "skulle ha varit klart i går", "skulle ha varit klart för %(n)s dagar sedan", -days
        ) % {"n": -days}
    if days == 0:
        return _("senast i dag")
    return ngettext("en dag kvar", "%(n)s dagar kvar", days) % {"n": days}


@dataclass(frozen=True, kw_only=True)
class NoteLine:
    """What was told at one time."""

    status: str
    text: str
    who: str
    when: str


def note_lines(some: Iterable[DecisionNote]) -> tuple[NoteLine, ...]:
    """Return what was told, the newest first."""
    return tuple(
        NoteLine(
            status=str(one.get_status_display()),
            text=one.text,
            who=str(one.written_by),
            when=words.day(one.written_at.date()),
        )
        for one in some
    )


def in_parts(lines: Iterable[DecisionLine]) -> tuple[tuple[str, str, tuple[DecisionLine, ...]], ...]:
    """Return decisions in parts with headings: late, to be done, done, not done; empty parts left out."""
    parts: dict[str, list[DecisionLine]] = {"sena": [], "kvar": [], "gjorda": [], "inte": []}
    for one in lines:
        live = one.status in (DecisionStatus.DECIDED, DecisionStatus.UNDER_WAY)
        key = ("sena" if one.is_late else "kvar") if live else "gjorda"
        parts["inte" if one.status == DecisionStatus.NOT_DONE else key].append(one)
    headings = {
        "sena": _("Skulle ha varit klart"),
        "kvar": _("Att göra"),
        "gjorda": _("Gjort"),
        "inte": _("Blev inte av"),
    }
    return tuple((key, headings[key], tuple(found)) for key, found in parts.items() if found)
