"""Meetings and what was agreed on at them, for pages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from samsyn_web.base import words
from samsyn_web.programmes.models import MeetingPoint
from samsyn_web.programmes.models.participation import PhaseMeeting

DONE, LATE, OPEN = "●", "▲", "○"


@dataclass(frozen=True, kw_only=True)
class PointRow:
    """A point from a meeting: a sign and words for how it stands, and the meeting's page."""

    key: int
    text: str
    function: str
    sign: str
    said: str
    is_done: bool
    place: str
    met: str
    href: str


@dataclass(frozen=True, kw_only=True)
class MeetingRow:
    """A meeting in the list, with what is still open from it."""

    key: int
    name: str
    day: str
    is_held: bool
    details: str
    about: str
    href: str


def point_rows(points: Iterable[MeetingPoint], today: date) -> tuple[PointRow, ...]:
    """Return points in the order given."""
    return tuple(_point(one, today) for one in points)


def _point(one: MeetingPoint, today: date) -> PointRow:
    sign, said = OPEN, _("senast %(day)s") % {"day": words.day(one.due)}
    if one.done_on is not None:
        sign, said = DONE, _("klart %(day)s") % {"day": words.day(one.done_on)}
    elif one.due < today:
        sign, said = LATE, _("sen, senast %(day)s") % {"day": words.day(one.due)}
    return PointRow(
        key=one.pk,
        text=one.text,
        function=one.function,
        sign=sign,
        said=said,
        is_done=one.done_on is not None,
        place=one.meeting.participant.name,
        met=f"{one.meeting.get_kind_display()}, {words.day(one.meeting.on)}",
        href=reverse("programmes:meeting", args=[one.meeting_id]),
    )


def meeting_rows(meetings: Iterable[PhaseMeeting], points: Iterable[MeetingPoint]) -> tuple[MeetingRow, ...]:
    """Return meetings in the order given."""
    n_open: dict[int, int] = {}
    for one in points:
        n_open[one.meeting_id] = n_open.get(one.meeting_id, 0) + (one.done_on is None)
    return tuple(_meeting(one, n_open.get(one.pk, 0)) for one in meetings)


def _meeting(one: PhaseMeeting, n_open: int) -> MeetingRow:
    said = [_("hållet") if one.is_held else _("planerat")]
    if one.form:
        said.append(one.get_form_display())
    if one.n_present is not None:
        said.append(_("%(n)s deltagare") % {"n": one.n_present})
    if n_open:
        said.append(_("öppna punkter: %(n)s") % {"n": n_open})
    return MeetingRow(
        key=one.pk,
        name=one.get_kind_display(),
        day=words.day(one.on),
        is_held=one.is_held,
        details=", ".join(said),
        about=". ".join(text for text in (one.functions, one.about) if text),
        href=reverse("programmes:meeting", args=[one.pk]),
    )
