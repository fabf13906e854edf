"""Gives the demonstration's municipality its council; all of it invented."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils.timezone import localdate

from samsyn_web.base import clock
from samsyn_web.base.scope import Role, Scope
from samsyn_web.governance import services
from samsyn_web.governance.management.council import (
    ADJUSTED,
    DECIDED,
    INFORMATION,
    MEETINGS,
    POINTS,
    POSTS,
    SEATS,
    WANTED,
)
from samsyn_web.governance.models import Council, CouncilMeeting
from samsyn_web.people.models import Membership

EXEMPELKOPING, DAY = "Exempelköping", timedelta(days=1)


class Command(BaseCommand):
    """Set it up where there is none."""

    help = "Give the demonstration's municipality its council."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """Do nothing where there is a council already."""
        held = Membership.objects.filter(
            organisation__name=EXEMPELKOPING,
            organisation__is_demo=True,
            role=Role.COORDINATOR.value,
            is_active=True,
        ).first()
        if held is None or Council.objects.filter(organisation=held.organisation_id).exists():
            return
        anna = Scope(
            user_id=held.user_id,
            organisation_id=held.organisation_id,
            role=Role.COORDINATOR,
            membership_id=held.pk,
        )
        fill(anna, clock.now())
        _coordinate(anna, clock.now())


def fill(by: Scope, at: datetime) -> None:
    """Set it up, with who sits in it and its meetings."""
    today = localdate(at)
    council = services.set_council(
        by=by,
        at=at,
        name="Exempelköpings trygghetsråd",
        since=today - 700 * DAY,
        reference="Kommunstyrelsen § 44 (påhittat)",
    )
    seats = [
        services.write_seat(
            by=by,
            at=at,
            council=council,
            party=party,
            is_own=is_own,
            function=function,
            level=level,
            is_chair=is_chair,
            starts=today - came * DAY,
            ends=None if left is None else today - left * DAY,
        ).pk
        for party, is_own, function, level, is_chair, came, left in SEATS
    ]
    meetings = []
    for ago, begins, place, form, there, guests in MEETINGS:
        meeting = services.plan_meeting(
            by=by,
            at=at,
            council=council,
            day=today - ago * DAY,
            begins=time.fromisoformat(begins),
            form=form,
            place=place,
        )
        if there:
            services.hold_meeting(
                by=by, at=at, meeting=meeting, there=[seats[one] for one in there], guests=guests
            )
        meetings.append(meeting)
    _decide(by, at, meetings)
    for number, after, who in ADJUSTED:
        meeting = meetings[number]
        services.adjust_minutes(
            by=by, at=at, meeting=meeting, adjusted_on=meeting.day + after * DAY, adjusters=who
        )


def _coordinate(by: Scope, at: datetime) -> None:
    """Tell of the coordination function and its deputy, and publish the contact point."""
    today = localdate(at)
    for kind, title, share, since, reference, email in POSTS:
        services.set_post(
            by=by,
            at=at,
            kind=kind,
            title=title,
            share=share,
            starts=today - since * DAY,
            reference=reference,
            email=email,
        )
    services.write_contact(by=by, at=at, address="exempelkoping", information=INFORMATION)
    services.publish_contact(by=by, at=at)


def _decide(by: Scope, at: datetime, meetings: list[CouncilMeeting]) -> None:
    """Write the agendas and what was decided; one of the decisions is late."""
    points = []
    for number, title, purpose, text, said in POINTS:
        meetings[number].refresh_from_db()
        points.append(
            services.write_point(
                by=by,
                at=at,
                meeting=meetings[number],
                title=title,
                purpose=purpose,
                text=text,
                said=said,
            )
        )
    for number, becomes, text, function, after, how in DECIDED:
        point = points[number]
        made = services.decide_in_council(
            by=by,
            at=at,
            point=point,
            becomes=becomes,
            text=text,
            function=function,
            due=point.meeting.day + after * DAY,
            need="owner" if becomes == "question" else "",
            wanted=WANTED if becomes == "question" else "",
        )
        if how:
            services.finish_task(by=by, at=at, decision=made, how=how)
