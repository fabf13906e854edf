"""What the weeks do by themselves: periods are made, people are reminded, and the deadline freezes."""

from __future__ import annotations

from datetime import datetime, timedelta

from samsyn_web.base.scope import Permission, Role, Scope
from samsyn_web.methods.incidents.models import PeriodState, Reminds, ReportingPeriod, Rhythm
from samsyn_web.methods.incidents.policies.rhythm import rules_of
from samsyn_web.methods.incidents.services.reminding import remind
from samsyn_web.methods.incidents.services.rhythm import make_periods
from samsyn_web.methods.incidents.services.week import ask_to_freeze
from samsyn_web.people.models import Membership, Organisation

LATE = timedelta(days=3)  # what was due longer ago than this is left to people


def turn(*, by: None, at: datetime, organisation: Organisation) -> None:
    """Do what is due in an organisation; again gives nothing new."""
    make_periods(by=by, at=at, organisation_id=organisation.pk)
    row = Rhythm.objects.get(organisation=organisation)
    rules, actor = rules_of(row), _in_the_name_of(row)
    if actor is None:
        return
    open_now = ReportingPeriod.objects.filter(
        organisation=organisation, state=PeriodState.OPEN, deadline__gt=at - LATE
    ).order_by("start")
    hours = timedelta(hours=rules.reminder_hours)
    for held in open_now.filter(deadline__gt=at, deadline__lte=at + hours, start__lte=at.date()):
        if rules.reminds != Reminds.NOBODY and hours:
            remind(by=actor, at=at, held=held, everybody=rules.reminds == Reminds.ALL)
    if not rules.freezes_itself:
        return
    for held in open_now.filter(deadline__lte=at, problem=""):
        ask_to_freeze(by=actor, at=at, held=held, organisation=organisation.name)


def _in_the_name_of(row: Rhythm) -> Scope | None:
    """Return who acts when something happens by itself: whoever set the rhythm, or else another who may decide."""
    held = Membership.objects.filter(
        organisation_id=row.organisation_id, is_active=True, user__is_active=True
    ).order_by("pk")
    deciding = [role.value for role in Role if {Permission.DECIDE, Permission.SET_UP} <= role.permissions]
    mine = held.filter(role__in=deciding)
    one = mine.filter(user_id=row.set_by_id).first() or mine.first()
    if one is None:
        return None
    return Scope(
        user_id=one.user_id,
        organisation_id=one.organisation_id,
        role=Role(one.role),
        membership_id=one.pk,
        areas=tuple(map(str, one.areas)),
    )
