"""The council on its page: who sits in it, and its meetings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from samsyn_web.base import words
from samsyn_web.governance.models import Council, CouncilMeeting, CouncilPresence, CouncilSeat
from samsyn_web.governance.models.council import SeatLevel
from samsyn_web.governance.presenters.council_points import DecidedRow, decided_row
from samsyn_web.governance.queries import Followed

Presence = Mapping[int, Sequence[CouncilPresence]]


@dataclass(frozen=True, kw_only=True)
class SeatRow:
    """A function in the council."""

    key: int
    function: str
    party: str
    level: str
    says: str  # leads the council, or is the municipality's own
    period: str
    is_past: bool


@dataclass(frozen=True, kw_only=True)
class MeetingRow:
    """A meeting; `status` is the shape that the duties have too."""

    key: int
    day: str
    when: str  # with time, form and place
    href: str
    status: str
    status_word: str
    there: str
    names: tuple[str, ...]
    absent: tuple[str, ...]
    guests: str
    why: str
    is_held: bool
    is_cancelled: bool
    can_be_held: bool


@dataclass(frozen=True, kw_only=True)
class CouncilPage:
    """The council's page."""

    name: str
    set_up: str
    sentence: str
    seats: tuple[SeatRow, ...]
    past: tuple[SeatRow, ...]
    meetings: tuple[MeetingRow, ...]
    lacks: tuple[str, ...]
    decided: tuple[DecidedRow, ...]


def council_page(
    one: Council,
    seats: Sequence[CouncilSeat],
    meetings: Sequence[CouncilMeeting],
    presence: Presence,
    decided: Sequence[Followed],
    today: date,
    *,
    can_keep: bool,
) -> CouncilPage:
    """Return the page."""
    now = [seat for seat in seats if _sits(seat, today)]
    rows = [seat_row(seat, today) for seat in seats]
    return CouncilPage(
        name=one.name,
        set_up=_("Finns sedan %(day)s: %(reference)s")
        % {"day": words.day(one.since), "reference": one.reference},
        sentence=_sentence(meetings, today),
        seats=tuple(row for row in rows if not row.is_past),
        past=tuple(row for row in rows if row.is_past),
        meetings=tuple(meeting_row(meeting, presence, today) for meeting in meetings),
        lacks=tuple(_lacks(now)),
        decided=tuple(decided_row(each, can_keep=can_keep) for each in decided if each.is_open),
    )


def _sits(seat: CouncilSeat, today: date) -> bool:
    return seat.starts <= today and (seat.ends is None or today <= seat.ends)


def _sentence(meetings: Iterable[CouncilMeeting], today: date) -> str:
    ahead = [one.day for one in meetings if one.day >= today and one.held_at is None and not one.cancelled_at]
    if ahead:
        return _("Nästa möte är %(day)s") % {"day": words.day(min(ahead))}
    held = [one.day for one in meetings if one.held_at is not None]
    if held:
        return _("Senaste mötet var %(day)s, och inget nytt är planerat") % {"day": words.day(max(held))}
    return _("Inget möte är planerat")


def _lacks(now: Sequence[CouncilSeat]) -> Iterable[str]:
    """Say what of 10 § is not seen among those who sit in the council today."""
    if not any(one.is_own and one.is_chair for one in now):
        yield _("Ingen av kommunens funktioner leder rådet.")
    others: dict[str, bool] = {}
    for one in now:
        if not one.is_own:
            others[one.party] = others.get(one.party, False) or one.level == SeatLevel.STRATEGIC
    if not others:
        yield _("Ingen annan aktör är med.")
    for party, leads in others.items():
        if not leads:
            yield _("%(party)s företräds inte av någon i ledande ställning.") % {"party": party}


def seat_row(one: CouncilSeat, today: date) -> SeatRow:
    """Return a function as a line."""
    says = _("leder rådet") if one.is_chair else _("kommunen") if one.is_own else ""
    first = words.day(one.starts)
    period = (
        _("sedan %(first)s") % {"first": first}
        if one.ends is None
        else _("%(first)s till och med %(last)s") % {"first": first, "last": words.day(one.ends)}
    )
    return SeatRow(
        key=one.pk,
        function=one.function,
        party=one.party,
        level=_("strategisk") if one.level == SeatLevel.STRATEGIC else _("operativ"),
        says=says,
        period=period,
        is_past=one.ends is not None and one.ends < today,
    )


def meeting_row(one: CouncilMeeting, presence: Presence, today: date) -> MeetingRow:
    """Return a meeting as a line."""
    of = presence.get(one.pk, ())
    there = tuple(str(each.seat) for each in of if each.was_there)
    status, word = _status(one, today)
    return MeetingRow(
        key=one.pk,
        day=words.day(one.day),
        when=_when(one),
        href=reverse("governance:council_meeting", args=[one.pk]),
        status=status,
        status_word=word,
        there=_("%(n)s av %(all)s var med") % {"n": len(there), "all": len(of)} if one.held_at else "",
        names=there,
        absent=tuple(str(each.seat) for each in of if not each.was_there),
        guests=one.guests,
        why=one.cancelled_why,
        is_held=one.held_at is not None,
        is_cancelled=one.cancelled_at is not None,
        can_be_held=one.day <= today and one.cancelled_at is None,
    )


def _when(one: CouncilMeeting) -> str:
    said = [_("kl. %(time)s") % {"time": f"{one.begins:%H.%M}"}] if one.begins else []
    return ", ".join([*said, *([one.place] if one.place else []), str(one.get_form_display())])


def _status(one: CouncilMeeting, today: date) -> tuple[str, str]:
    if one.cancelled_at is not None:
        return "not_started", _("inställt")
    if one.held_at is not None:
        return "done", _("hållet")
    if one.day < today:
        return "overdue", _("närvaron är inte antecknad")
    return "not_started", _("planerat")


def seat_choices(seats: Iterable[CouncilSeat]) -> list[tuple[int, str]]:
    """Return functions as choices."""
    return [(one.pk, str(one)) for one in seats]


def meeting_crumbs(one: CouncilMeeting) -> tuple[tuple[str, str], ...]:
    """Return the way to a meeting's page."""
    return ((words.day(one.day), reverse("governance:council_meeting", args=[one.pk])),)
