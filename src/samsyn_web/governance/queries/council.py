"""The council as it is kept: its members, its meetings, and what they say of 10 §."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet
from django.urls import reverse

from samsyn.duties import Fact, Outcome
from samsyn.period import format_date
from samsyn_web.base.scope import Scope
from samsyn_web.governance.models import Council as Council
from samsyn_web.governance.models import CouncilMeeting as CouncilMeeting
from samsyn_web.governance.models import CouncilPresence
from samsyn_web.governance.models import CouncilSeat as CouncilSeat
from samsyn_web.governance.models.council import SeatLevel
from samsyn_web.governance.policies import can_keep_duties, can_read_duties


def council(scope: Scope) -> Council | None:
    """The organisation's council, where there is one and the person may read of it."""
    found = Council.objects.filter(organisation_id=scope.organisation_id)
    return found.first() if can_read_duties(scope) else None


def council_seats(scope: Scope) -> QuerySet[CouncilSeat]:
    """Who sits or has sat in the council: the municipality first, the chair before the rest."""
    if not can_read_duties(scope):
        return CouncilSeat.objects.none()
    found = CouncilSeat.objects.filter(council__organisation_id=scope.organisation_id)
    return found.order_by("-is_own", "-is_chair", "party", "starts", "pk")


def council_seat(scope: Scope, seat_id: int) -> CouncilSeat | None:
    """One of them, or none."""
    return council_seats(scope).filter(pk=seat_id).first()


def seats_on(scope: Scope, on: date) -> QuerySet[CouncilSeat]:
    """Who sat in the council on a day."""
    return council_seats(scope).filter(Q(ends=None) | Q(ends__gte=on), starts__lte=on)


def council_meetings(scope: Scope) -> QuerySet[CouncilMeeting]:
    """All meetings, the latest first."""
    if not can_read_duties(scope):
        return CouncilMeeting.objects.none()
    found = CouncilMeeting.objects.filter(council__organisation_id=scope.organisation_id)
    return found.select_related("council", "held_by").order_by("-day", "-pk")


def council_meeting(scope: Scope, meeting_id: int) -> CouncilMeeting | None:
    """One meeting, or none."""
    return council_meetings(scope).filter(pk=meeting_id).first()


def meetings_ahead(scope: Scope, today: date) -> QuerySet[CouncilMeeting]:
    """The meetings to come, for those who keep the record: the next one first."""
    found = council_meetings(scope) if can_keep_duties(scope) else CouncilMeeting.objects.none()
    return found.filter(day__gte=today, cancelled_at=None, held_at=None).order_by("day")


def council_presence(scope: Scope) -> dict[int, tuple[CouncilPresence, ...]]:
    """Who was there and who was not, by the meeting's key."""
    if not can_read_duties(scope):
        return {}
    found: dict[int, list[CouncilPresence]] = {}
    rows = CouncilPresence.objects.filter(meeting__council__organisation_id=scope.organisation_id)
    for one in rows.select_related("seat").order_by("-seat__is_own", "-seat__is_chair", "seat__party", "pk"):
        found.setdefault(one.meeting_id, []).append(one)
    return {key: tuple(some) for key, some in found.items()}


def council_facts(scope: Scope) -> list[Fact]:
    """
    What the council says of 10 §.

    There is a forum once the municipality and another party have met in it; one that has only been set up is begun.
    That other parties are led by somebody in a leading position is said of each whose function is strategic. Both are
    our reading: the statute counts neither meetings nor members.
    """
    one = council(scope)
    if one is None:
        return []
    page = reverse("governance:council")
    set_up = Fact(
        paragraph="10",
        kind="forum",
        day=one.since,
        outcome=Outcome.BEGUN,
        reference=f"{one.name}, {one.reference}",
        href=page,
    )
    seats = [
        Fact(paragraph="10", kind=kind, day=seat.starts, until=seat.ends, reference=str(seat), href=page)
        for seat in council_seats(scope)
        for kind, is_so in (
            ("chair", seat.is_own and seat.is_chair),
            ("leading", not seat.is_own and seat.level == SeatLevel.STRATEGIC),
        )
        if is_so
    ]
    return [set_up, *seats, *_met(scope)]


def _met(scope: Scope) -> list[Fact]:
    """The meetings at which the municipality and another party were."""
    presence = council_presence(scope)
    return [
        Fact(
            paragraph="10",
            kind="forum",
            day=one.day,
            reference=f"{one.council.name}, {format_date(one.day)}",
            href=reverse("governance:council_meeting", args=[one.pk]),
        )
        for one in council_meetings(scope).exclude(held_at=None)
        if {each.seat.is_own for each in presence.get(one.pk, ()) if each.was_there} == {True, False}
    ]
