"""Meetings are noted: how they were held, which functions were there, and what was agreed on until it is done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from samsyn_web.base.scope import Scope
from samsyn_web.programmes import policies
from samsyn_web.programmes.models import MeetingPoint
from samsyn_web.programmes.models.participation import PhaseMeeting
from samsyn_web.programmes.services.recording import record


@transaction.atomic
def note_meeting(
    *,
    by: Scope,
    at: datetime,
    meeting: PhaseMeeting,
    form: str = "",
    present: Sequence[tuple[str, int]] = (),
    about: str = "",
) -> PhaseMeeting:
    """Note how a meeting was held and how many were there from each function; then it has been held."""
    policies.check_works_with(by, meeting.participant)
    policies.check_presence(form, present)
    policies.check_words({_("Texten"): about})
    meeting.form, meeting.about, meeting.is_held = form, about.strip(), True
    meeting.present = [{"function": function.strip(), "n": n} for function, n in present]
    meeting.n_present = sum(n for _function, n in present) or meeting.n_present
    meeting.save(update_fields=["form", "about", "is_held", "present", "n_present"])
    record(by=by, at=at, verb="programme.meeting_noted", programme=meeting.participant.programme)
    return meeting


@transaction.atomic
def add_point(
    *, by: Scope, at: datetime, meeting: PhaseMeeting, text: str, function: str, due: date
) -> MeetingPoint:
    """Note what a meeting agreed on; it is open until it is done."""
    policies.check_works_with(by, meeting.participant)
    policies.check_point(text.strip(), function.strip())
    made = MeetingPoint.objects.create(meeting=meeting, text=text.strip(), function=function.strip(), due=due)
    record(by=by, at=at, verb="programme.point_added", programme=meeting.participant.programme)
    return made


@transaction.atomic
def finish_point(*, by: Scope, at: datetime, point: MeetingPoint, done_on: date | None) -> MeetingPoint:
    """Say that a point is done, or with no day that it is not."""
    participant = point.meeting.participant
    policies.check_works_with(by, participant)
    point.done_on = done_on
    point.save(update_fields=["done_on"])
    record(by=by, at=at, verb="programme.point_done", programme=participant.programme)
    return point
