"""Reads of plans and of their decided versions."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from samsyn_web.actions.models import Action, ActionStatus, Plan, PlanState, PlanVersion
from samsyn_web.actions.policies import can_plan, can_read_all
from samsyn_web.actions.queries.actions import (
    UNFINISHED,
    actions_of,
    causes_by_action,
    milestones_by_action,
)
from samsyn_web.base.scope import Scope

FROZEN = (
    *(
        "id",
        "title",
        "steps",
        "no_cause_reason",
        "mechanism",
        "kind",
        "reach",
        "is_ordinary",
        "area_name",
        "place",
    ),
    *("function", "deputy_function", "partners", "cost", "hours", "funding", "goal", "indicator", "unit"),
    *("direction", "baseline", "target", "starts", "ends", "follow_up_on", "follow_up", "status"),
)


def plans(scope: Scope) -> QuerySet[Plan]:
    """Return the organisation's plans, the newest first; drafts only to those who write plans."""
    if not can_read_all(scope):
        return Plan.objects.none()
    found = Plan.objects.filter(organisation_id=scope.organisation_id)
    if not can_plan(scope):
        found = found.exclude(state=PlanState.DRAFT)
    return found.select_related("replaces").order_by("-starts", "-pk")


def plan(scope: Scope, plan_id: int) -> Plan | None:
    """Return one plan, or none."""
    return plans(scope).filter(pk=plan_id).first()


def plan_in_force(scope: Scope) -> Plan | None:
    """Return the plan that was decided last and is not replaced; without one the newest draft that one may read."""
    found = plans(scope)
    return found.filter(state=PlanState.DECIDED).first() or found.filter(state=PlanState.DRAFT).first()


def plan_versions(scope: Scope, plan: Plan) -> QuerySet[PlanVersion]:
    """Return the decided versions of a plan, the newest first."""
    found = PlanVersion.objects.filter(plan=plan, plan__in=plans(scope).order_by())
    return found.select_related("plan", "recorded_by").order_by("-number")


def plan_version(scope: Scope, plan: Plan, number: int) -> PlanVersion | None:
    """Return one decided version, or none."""
    return plan_versions(scope, plan).filter(number=number).first()


def carried_over(scope: Scope, plan: Plan) -> QuerySet[Action]:
    """Return what a plan takes over, when it is decided, from the plan that it replaces: all that is not finished."""
    if plan.replaces_id is None:
        return Action.objects.none()
    return actions_of(scope, plan).filter(plan_id=plan.replaces_id, status__in=UNFINISHED)


def content_of(scope: Scope, plan: Plan) -> dict[str, Any]:
    """Return the whole plan as plain values, as it stands now, drafts left out: what a decided version keeps."""
    if not plans(scope).filter(pk=plan.pk).exists():
        return {}
    decided = list(actions_of(scope, plan).exclude(status=ActionStatus.DRAFT))
    causes, steps = causes_by_action(scope, decided), milestones_by_action(scope, decided)
    return {
        "title": plan.title,
        "text": plan.text,
        "starts": plan.starts.isoformat(),
        "ends": plan.ends.isoformat(),
        "actions": [
            {
                **{name: _plain(getattr(one, name)) for name in FROZEN},
                "problem": one.problem.title if one.problem else "",
                "causes": [
                    {"id": cause.pk, "statement": cause.statement, "problem": cause.problem.title}
                    for cause in causes.get(one.pk, [])
                ],
                "milestones": [
                    {"title": step.title, "due": step.due.isoformat(), "done_on": _plain(step.done_on)}
                    for step in steps.get(one.pk, [])
                ],
            }
            for one in decided
        ],
    }


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value
