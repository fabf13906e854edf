"""Other plans with what they are joined to, and what they say of 7 §."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta

from django.db.models import F, Q, QuerySet
from django.urls import reverse

from samsyn.duties import Fact
from samsyn_web.actions.queries import actions
from samsyn_web.base import audit
from samsyn_web.base.models import AuditEvent
from samsyn_web.base.scope import Scope
from samsyn_web.causes.queries import problems
from samsyn_web.governance.models import NeighbourChange, NeighbourLink
from samsyn_web.governance.models import NeighbourPlan as NeighbourPlan
from samsyn_web.governance.policies import can_keep_duties, can_read_duties


def neighbours(scope: Scope) -> QuerySet[NeighbourPlan]:
    """All other plans that are listed: the one that is revised first on top, those withdrawn last."""
    if not can_read_duties(scope):
        return NeighbourPlan.objects.none()
    found = NeighbourPlan.objects.filter(organisation_id=scope.organisation_id)
    return found.select_related("added_by").order_by(
        F("withdrawn_at").asc(nulls_first=True), F("revised_on").asc(nulls_last=True), "name", "pk"
    )


def neighbour(scope: Scope, neighbour_id: int) -> NeighbourPlan | None:
    """One of them, or none."""
    return neighbours(scope).filter(pk=neighbour_id).first()


def neighbour_links(scope: Scope) -> dict[int, tuple[NeighbourLink, ...]]:
    """Return the problems and actions that each concerns, by the plan's key."""
    found: dict[int, list[NeighbourLink]] = defaultdict(list)
    seen = Q(problem__in=problems(scope).order_by()) | Q(action__in=actions(scope).order_by())
    rows = NeighbourLink.objects.filter(seen, neighbour__in=neighbours(scope).order_by())
    for one in rows.select_related("problem", "action").order_by("pk"):
        found[one.neighbour_id].append(one)
    return {key: tuple(some) for key, some in found.items()}


def revised_soon(scope: Scope, today: date, within: timedelta) -> QuerySet[NeighbourPlan]:
    """Those that are to be revised before a day, or should have been, for those who keep the list."""
    found = neighbours(scope) if can_keep_duties(scope) else NeighbourPlan.objects.none()
    return found.filter(withdrawn_at=None, revised_on__lte=today + within)


def neighbour_history(scope: Scope, neighbour_id: int) -> QuerySet[AuditEvent]:
    """What was done to one and when, the newest first, for those who keep the list."""
    one = neighbour(scope, neighbour_id)
    if one is None or not can_keep_duties(scope):
        return AuditEvent.objects.none()
    found = AuditEvent.objects.filter(organisation_id=scope.organisation_id, target=audit.name_of(one))
    return found.order_by("-sequence")


def neighbour_changes(scope: Scope, neighbour_id: int) -> QuerySet[NeighbourChange]:
    """What stood before each version of one, for those who keep the list."""
    if not can_keep_duties(scope):
        return NeighbourChange.objects.none()
    found = NeighbourChange.objects.filter(neighbour__organisation_id=scope.organisation_id)
    found = found.filter(neighbour=neighbour_id)
    return found.order_by("version", "pk")


def neighbour_facts(scope: Scope) -> list[Fact]:
    """What other plans say of 7 §: that the work is joined with each from the day that it was agreed how."""
    found = neighbours(scope).filter(withdrawn_at=None).exclude(agreed_on=None)
    return [
        Fact(
            paragraph="7",
            kind="integration",
            day=max(one.agreed_on, one.valid_from),
            until=one.valid_until,
            reference=f"{one.name}, {one.reference}",
            body=one.body,
            href=reverse("governance:neighbour", args=[one.pk]),
        )
        for one in found.filter(Q(valid_until=None) | Q(valid_until__gte=F("agreed_on")))
        if one.agreed_on is not None
    ]
