"""What of its programmes goes with a function that is handed over: reports, requests, points, meetings, activities."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from samsyn_web.base.registry import HandedLine
from samsyn_web.base.scope import Role, Scope
from samsyn_web.people.models import Membership
from samsyn_web.programmes.models import (
    Activity,
    ActivityStatus,
    MeetingPoint,
    Participant,
    PhaseMeeting,
    Programme,
    QuarterlyReport,
    QuarterState,
    SupportRequest,
)
from samsyn_web.programmes.models.requests import RequestState
from samsyn_web.programmes.queries.programmes import programmes

CLOSED = (RequestState.DONE, RequestState.WITHDRAWN)


def handed(scope: Scope, whose: int | None, today: date) -> list[HandedLine]:
    """Return what the organisation has left to do as a participant: with the whole, or its local project leader's."""
    if whose is not None:
        leads = Membership.objects.filter(pk=whose, organisation_id=scope.organisation_id)
        if not leads.filter(role=Role.PROJECT_LEADER).exists():
            return []
    own = Participant.objects.filter(
        organisation_id=scope.organisation_id, programme__in=programmes(scope).values("pk")
    ).values("pk")
    return [*_reports(own), *_requests(own), *_points(own), *_meetings(own, today), *_activities(own)]


def _reports(own: Any) -> Iterator[HandedLine]:
    rows = QuarterlyReport.objects.filter(participant__in=own).exclude(state=QuarterState.SUBMITTED)
    for one in rows.select_related("participant__programme").order_by("due", "pk"):
        yield HandedLine(
            part=_part(one.participant.programme),
            what=f"Kvartalsrapport {one.quarter}",
            day=one.due,
            said=str(one.get_state_display()),
        )


def _requests(own: Any) -> Iterator[HandedLine]:
    rows = SupportRequest.objects.filter(participant__in=own).exclude(state__in=CLOSED)
    for one in rows.select_related("participant__programme").order_by("asked_on", "pk"):
        yield HandedLine(
            part=_part(one.participant.programme),
            what=f"Begärt stöd: {one.question}",
            day=one.asked_on,
            said=str(one.get_state_display()),
        )


def _points(own: Any) -> Iterator[HandedLine]:
    rows = MeetingPoint.objects.filter(meeting__participant__in=own, done_on=None)
    for one in rows.select_related("meeting__participant__programme").order_by("due", "pk"):
        yield HandedLine(
            part=_part(one.meeting.participant.programme),
            what=f"Överenskommet: {one.text}",
            day=one.due,
            said=one.function,
        )


def _meetings(own: Any, today: date) -> Iterator[HandedLine]:
    rows = PhaseMeeting.objects.filter(participant__in=own, is_held=False, on__gte=today)
    for one in rows.select_related("participant__programme").order_by("on", "pk"):
        yield HandedLine(
            part=_part(one.participant.programme),
            what=str(one.get_kind_display()),
            day=one.on,
            said="Planerat",
        )


def _activities(own: Any) -> Iterator[HandedLine]:
    planned = (ActivityStatus.PLANNED, ActivityStatus.MOVED)
    rows = Activity.objects.filter(participant__in=own, status__in=planned, source_document="")
    for one in rows.select_related("programme").order_by("starts", "pk"):
        yield HandedLine(
            part=_part(one.programme),
            what=f"Aktivitet: {one.title}",
            day=one.starts,
            said=str(one.get_status_display()),
        )


def _part(programme: Programme) -> str:
    return f"Programmet {programme.name}"
