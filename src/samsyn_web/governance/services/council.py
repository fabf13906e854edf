"""The council is set up, its members come and go, its meetings are planned, held and cancelled."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils.timezone import localdate

from samsyn_web.base import audit
from samsyn_web.base.scope import Scope
from samsyn_web.governance import policies, queries
from samsyn_web.governance.models import Council, CouncilMeeting, CouncilPresence, CouncilSeat


@transaction.atomic
def set_council(*, by: Scope, at: datetime, name: str, since: date, reference: str) -> Council:
    """Say what the council is called, since when there is one, and where that was decided."""
    name, reference = _line(name), _line(reference)
    policies.check_can_keep_duties(by)
    policies.check_council(name, since, reference, localdate(at))
    made, _new = Council.objects.update_or_create(
        organisation_id=by.organisation_id,
        defaults={
            "name": name,
            "since": since,
            "reference": reference,
            "changed_by_id": by.user_id,
            "changed_at": at,
        },
    )
    _record(by, at, "council.set", made)
    return made


@transaction.atomic
def write_seat(
    *,
    by: Scope,
    at: datetime,
    council: Council,
    party: str,
    is_own: bool,
    function: str,
    level: str,
    is_chair: bool,
    starts: date,
    ends: date | None,
    seat: CouncilSeat | None = None,
) -> CouncilSeat:
    """Say that a function sits in the council, or change what is said of one."""
    party, function = _line(party), _line(function)
    policies.check_can_keep_council(by, council)
    policies.check_seat(party, function, starts, ends)
    said = {
        "party": party,
        "is_own": is_own,
        "function": function,
        "level": level,
        "is_chair": is_chair,
        "starts": starts,
        "ends": ends,
        "changed_by_id": by.user_id,
        "changed_at": at,
    }
    if seat is None:
        made = CouncilSeat.objects.create(council=council, **said)
        _record(by, at, "council.seat_added", made)
        return made
    made = CouncilSeat.objects.select_for_update().get(pk=seat.pk, council=council)
    for name, value in said.items():
        setattr(made, name, value)
    made.save()
    _record(by, at, "council.seat_changed", made)
    return made


@transaction.atomic
def remove_seat(*, by: Scope, at: datetime, seat: CouncilSeat) -> None:
    """Take away a function that was added by mistake; one that has been at a meeting stays."""
    policies.check_can_keep_council(by, seat.council)
    policies.check_removable(seat)
    _record(by, at, "council.seat_removed", seat)
    seat.delete()


@transaction.atomic
def plan_meeting(
    *,
    by: Scope,
    at: datetime,
    council: Council,
    day: date,
    begins: time | None,
    form: str,
    place: str,
    meeting: CouncilMeeting | None = None,
) -> CouncilMeeting:
    """Plan a meeting, or change when and where it is."""
    place = _line(place)
    policies.check_can_keep_council(by, council)
    policies.check_meeting(council, day, form, place, meeting)
    said = {"day": day, "begins": begins, "form": form, "place": place}
    if meeting is None:
        made = CouncilMeeting.objects.create(council=council, planned_by_id=by.user_id, planned_at=at, **said)
        _record(by, at, "council.planned", made)
        return made
    made = _locked(by, meeting)
    policies.check_changeable(made)
    for name, value in said.items():
        setattr(made, name, value)
    made.save(update_fields=list(said))
    _record(by, at, "council.moved", made)
    return made


@transaction.atomic
def hold_meeting(
    *, by: Scope, at: datetime, meeting: CouncilMeeting, there: Iterable[int], guests: str = ""
) -> CouncilMeeting:
    """Note which functions were at a meeting: then it is held. Said again, the later counts."""
    meeting, there, guests = _locked(by, meeting), set(there), _line(guests)
    known = CouncilPresence.objects.filter(meeting=meeting).values_list("seat_id", flat=True)
    sat = {one.pk for one in queries.seats_on(by, meeting.day)} | set(known)
    policies.check_held(meeting, there, sat, guests, localdate(at))
    CouncilPresence.objects.filter(meeting=meeting).delete()
    CouncilPresence.objects.bulk_create(
        CouncilPresence(meeting=meeting, seat_id=key, was_there=key in there) for key in sorted(sat)
    )
    meeting.guests, meeting.held_by_id, meeting.held_at = guests, by.user_id, at
    meeting.save(update_fields=["guests", "held_by", "held_at"])
    _record(by, at, "council.held", meeting, there=len(there), of=len(sat))
    return meeting


@transaction.atomic
def cancel_meeting(*, by: Scope, at: datetime, meeting: CouncilMeeting, why: str) -> CouncilMeeting:
    """Cancel a meeting that has not been, and say why."""
    meeting, why = _locked(by, meeting), _line(why)
    policies.check_cancel(meeting, why)
    meeting.cancelled_why, meeting.cancelled_by_id, meeting.cancelled_at = why, by.user_id, at
    meeting.save(update_fields=["cancelled_why", "cancelled_by", "cancelled_at"])
    _record(by, at, "council.cancelled", meeting)
    return meeting


@transaction.atomic
def reopen_meeting(*, by: Scope, at: datetime, meeting: CouncilMeeting) -> CouncilMeeting:
    """Take back that a meeting was cancelled."""
    meeting = _locked(by, meeting)
    if meeting.cancelled_at is None:
        return meeting  # somebody was first
    meeting.cancelled_why, meeting.cancelled_by, meeting.cancelled_at = "", None, None
    meeting.save(update_fields=["cancelled_why", "cancelled_by", "cancelled_at"])
    _record(by, at, "council.reopened", meeting)
    return meeting


def _locked(by: Scope, meeting: CouncilMeeting) -> CouncilMeeting:
    policies.check_can_keep_council(by, meeting.council)
    return CouncilMeeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)


def _line(text: str) -> str:
    return " ".join(text.split())


def _record(by: Scope, at: datetime, verb: str, target: Model, **detail: Any) -> None:
    audit.record(organisation_id=by.organisation_id, by=by, at=at, verb=verb, target=target, detail=detail)
