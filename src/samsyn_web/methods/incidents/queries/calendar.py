"""Reads of what stands in a member's calendar, by its secret address."""

from __future__ import annotations

from datetime import datetime, timedelta
from hashlib import sha256

from django.db.models import QuerySet

from samsyn_web.actions import queries as actions
from samsyn_web.actions.models import MeetingDecision
from samsyn_web.base.scope import Permission, Role, Scope
from samsyn_web.methods.incidents.models import CalendarLink, ReportingPeriod

BACK = timedelta(days=30)


def calendar_link(scope: Scope) -> CalendarLink | None:
    """The asker's own address of the calendar, or none."""
    own = CalendarLink.objects.filter(
        membership_id=scope.membership_id,
        membership__user_id=scope.user_id,
        membership__organisation_id=scope.organisation_id,
    )
    return own.filter(revoked_at=None).first()


def scope_of_calendar(token: str) -> Scope | None:
    """Whose calendar a secret address is; none where it is unknown, revoked or its member has left."""
    link = CalendarLink.objects.filter(
        digest=sha256(token.encode()).hexdigest(),
        revoked_at=None,
        membership__is_active=True,
        membership__user__is_active=True,
    )
    one = link.select_related("membership").first()
    if one is None:
        return None
    return Scope(
        user_id=one.membership.user_id,
        organisation_id=one.membership.organisation_id,
        role=Role(one.membership.role),
        membership_id=one.membership_id,
    )


def dates(scope: Scope, at: datetime) -> QuerySet[ReportingPeriod]:
    """The periods whose dates stand in the asker's calendar: those who report or read the week have them."""
    if not (scope.can(Permission.REPORT) or scope.can(Permission.READ_WEEK)):
        return ReportingPeriod.objects.none()
    own = ReportingPeriod.objects.filter(organisation_id=scope.organisation_id, dispatch__gte=at - BACK)
    return own.order_by("start")


def own_decisions(scope: Scope) -> QuerySet[MeetingDecision]:
    """What the asker's own function is to do and has not done."""
    if not scope.membership_id:
        return MeetingDecision.objects.none()
    return actions.open_decisions(scope).filter(owner_id=scope.membership_id)
