"""Reads of what stands in a member's calendar of the plan, by its secret address; and of what is soon due."""

from __future__ import annotations

from datetime import date, timedelta
from hashlib import sha256

from django.db.models import QuerySet

from samsyn_web.actions.models import Action, Milestone, PlanCalendar
from samsyn_web.actions.policies import LIVE_ACTION
from samsyn_web.base.scope import Role, Scope


def plan_calendar(scope: Scope) -> PlanCalendar | None:
    """Return the asker's own address of the calendar, or none."""
    own = PlanCalendar.objects.filter(
        membership_id=scope.membership_id,
        membership__user_id=scope.user_id,
        membership__organisation_id=scope.organisation_id,
    )
    return own.filter(revoked_at=None).first()


def scope_of_plan_calendar(token: str) -> Scope | None:
    """Return whose calendar a secret address is; none where it is unknown, revoked or its member has left."""
    link = PlanCalendar.objects.filter(
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


def actions_due(today: date, within: timedelta) -> QuerySet[Action]:
    """Return, of all organisations, the decided actions with an owner that end soon or should have ended."""
    found = Action.objects.filter(status__in=LIVE_ACTION, ends__lte=today + within, owner__is_active=True)
    return found.select_related("owner__user").order_by("pk")


def milestones_due(today: date, within: timedelta) -> QuerySet[Milestone]:
    """Return, of all organisations, the milestones that are due soon or late, of actions with an owner."""
    found = Milestone.objects.filter(
        done_on=None,
        due__lte=today + within,
        action__status__in=LIVE_ACTION,
        action__owner__is_active=True,
    )
    return found.select_related("action__owner__user").order_by("pk")
