"""Reads of what plans rest on."""

from __future__ import annotations

from django.db.models import QuerySet

from samsyn.statutory import Kind
from samsyn_web.actions.models import PlanVersion
from samsyn_web.base.scope import Scope
from samsyn_web.governance.models import Paper, PlanTie
from samsyn_web.governance.policies import can_read_duties


def decided_versions(scope: Scope) -> QuerySet[PlanVersion]:
    """The versions of plans that a body decided, the latest first."""
    if not can_read_duties(scope):
        return PlanVersion.objects.none()
    found = PlanVersion.objects.filter(plan__organisation_id=scope.organisation_id)
    return found.select_related("plan").defer("content").order_by("-decided_on", "-pk")


def decided_papers(scope: Scope) -> QuerySet[Paper]:
    """The documents under the law that a body decided, the latest first, without what stands in them."""
    if not can_read_duties(scope):
        return Paper.objects.none()
    found = Paper.objects.filter(organisation_id=scope.organisation_id).exclude(decision=None)
    return (
        found.select_related("decision").defer("decision__content").order_by("-decision__decided_on", "-pk")
    )


def decided_pictures(scope: Scope) -> QuerySet[Paper]:
    """The situational pictures among them."""
    return decided_papers(scope).filter(kind=Kind.PICTURE.value)


def plan_ties(scope: Scope) -> QuerySet[PlanTie]:
    """Which picture each decided plan rests on, the latest plan first."""
    if not can_read_duties(scope):
        return PlanTie.objects.none()
    found = PlanTie.objects.filter(organisation_id=scope.organisation_id)
    found = found.select_related("plan_version__plan", "picture__decision", "tied_by")
    found = found.defer("plan_version__content", "picture__decision__content")
    return found.order_by("-plan_version__decided_on", "-plan_version__pk")


def plans_resting_on(scope: Scope, picture: Paper) -> QuerySet[PlanTie]:
    """The ties of the decided plans that rest on a picture."""
    return plan_ties(scope).filter(picture=picture.pk)


def plan_tie(scope: Scope, tie_id: int) -> PlanTie | None:
    """One of them, or none."""
    return plan_ties(scope).filter(pk=tie_id).first()
