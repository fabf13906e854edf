"""What waits for those who take part for a municipality: in all programmes that it is in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet

from samsyn_web.base.scope import Permission, Scope
from samsyn_web.programmes.models import (
    Activity,
    ActivityStatus,
    MeetingPoint,
    Participant,
    PeerAnswer,
    PeerQuestion,
    PhaseMeeting,
    QuarterlyReport,
    QuarterState,
    SupportRequest,
)
from samsyn_web.programmes.models.requests import RequestState

AHEAD = timedelta(days=28)
MOST = 20
ANSWERED = (RequestState.ANSWERED, RequestState.HANDED)


@dataclass(frozen=True, kw_only=True)
class Waits:
    """Something that waits: its kind, what it is, the day, the programme's short name, and the key of its page."""

    kind: str
    what: str
    day: date | None
    programme: str
    key: int


def taking_part(scope: Scope) -> QuerySet[Participant]:
    """Return the places that the person's organisation has in programmes, for those who represent it there."""
    if not scope.can(Permission.TAKE_PART):
        return Participant.objects.none()
    found = Participant.objects.filter(organisation_id=scope.organisation_id)
    return found.select_related("programme").defer("programme__facts").order_by("programme__name", "pk")


def waiting(scope: Scope, today: date) -> list[Waits]:
    """Return what waits: reports to hand in, points and meetings ahead, answers, questions of others, activities."""
    own = taking_part(scope).order_by().values("pk")
    several = (
        _reports(own),
        _points(own),
        _meetings(own, today),
        _answers(own),
        _questions(own),
        _activities(own, today),
    )
    return [one for some in several for one in some]


def _reports(own: Any) -> Iterator[Waits]:
    rows = QuarterlyReport.objects.filter(participant__in=own).exclude(state=QuarterState.SUBMITTED)
    for one in rows.select_related("participant__programme").order_by("due", "pk")[:MOST]:
        kind = "back" if one.state == QuarterState.BACK else "report"
        short = one.participant.programme.short_name
        yield Waits(kind=kind, what=one.quarter, day=one.due, programme=short, key=one.pk)


def _points(own: Any) -> Iterator[Waits]:
    rows = MeetingPoint.objects.filter(meeting__participant__in=own, done_on=None)
    for one in rows.select_related("meeting__participant__programme").order_by("due", "pk")[:MOST]:
        short = one.meeting.participant.programme.short_name
        yield Waits(kind="point", what=one.text, day=one.due, programme=short, key=one.meeting_id)


def _meetings(own: Any, today: date) -> Iterator[Waits]:
    rows = PhaseMeeting.objects.filter(participant__in=own, is_held=False, on__lte=today + AHEAD)
    for one in rows.select_related("participant__programme").order_by("on", "pk")[:MOST]:
        short = one.participant.programme.short_name
        yield Waits(kind="meeting", what=str(one.get_kind_display()), day=one.on, programme=short, key=one.pk)


def _answers(own: Any) -> Iterator[Waits]:
    rows = SupportRequest.objects.filter(participant__in=own, state__in=ANSWERED)
    for one in rows.select_related("participant__programme").order_by("answered_on", "pk")[:MOST]:
        short = one.participant.programme.short_name
        yield Waits(kind="answer", what=one.question, day=one.answered_on, programme=short, key=one.pk)


def _questions(own: Any) -> Iterator[Waits]:
    programmes = Participant.objects.filter(pk__in=own).values("programme")
    answered = PeerAnswer.objects.filter(participant__in=own).values("question")
    rows = PeerQuestion.objects.filter(
        participant__programme__in=programmes, closed_at=None, withdrawn_at=None, hidden_reason=""
    )
    left = rows.exclude(participant__in=own).exclude(pk__in=answered)
    for one in left.select_related("participant__programme").order_by("pk")[:MOST]:
        short = one.participant.programme.short_name
        yield Waits(kind="question", what=one.title, day=None, programme=short, key=one.pk)


def _activities(own: Any, today: date) -> Iterator[Waits]:
    rows = Activity.objects.filter(
        participant__in=own,
        status__in=(ActivityStatus.PLANNED, ActivityStatus.MOVED),
        starts__lte=today + AHEAD,
        source_document="",
    )
    for one in rows.select_related("programme").order_by("starts", "pk")[:MOST]:
        short = one.programme.short_name
        yield Waits(kind="activity", what=one.title, day=one.starts, programme=short, key=one.pk)
