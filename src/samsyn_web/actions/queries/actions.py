"""Reads of actions: all for those who read the week or the picture, one's own for those who carry out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Q, QuerySet

from samsyn_web.actions.models import (
    Action,
    ActionCause,
    ActionChange,
    ActionNote,
    ActionStatus,
    Milestone,
    Plan,
    PlanState,
)
from samsyn_web.actions.policies import LIVE_ACTION, can_plan, can_read_all, can_read_problems, live_causes
from samsyn_web.base.models import AuditEvent
from samsyn_web.base.scope import Permission, Scope
from samsyn_web.causes.models import Cause, Problem

UNFINISHED = (ActionStatus.DRAFT, *LIVE_ACTION)


def actions(scope: Scope) -> QuerySet[Action]:
    """
    Return the actions that the person may read, in the order of the plan.

    All of them for those who read the week or the picture, though drafts only for those who write plans; what one
    answers for oneself, decided, for those who carry out; nothing for others.
    """
    found = Action.objects.filter(organisation_id=scope.organisation_id)
    own = Q(owner_id=scope.membership_id) | Q(deputy_id=scope.membership_id)
    if not can_read_all(scope):
        if not scope.can(Permission.CARRY_OUT) or not scope.membership_id:
            return Action.objects.none()
        found = found.filter(own)
    if not can_plan(scope):
        found = found.exclude(status=ActionStatus.DRAFT)
    return found.select_related("problem", "plan").order_by("position", "pk")


def action(scope: Scope, action_id: int) -> Action | None:
    """Return one action, or none."""
    found = actions(scope).select_related(
        "problem", "plan", "owner__user", "deputy__user", "written_by", "decided_by"
    )
    return found.filter(pk=action_id).first()


def actions_of(scope: Scope, plan: Plan) -> QuerySet[Action]:
    """Return the actions of a plan; of a draft that replaces another also what is carried over when it is decided."""
    mine = Q(plan=plan)
    if plan.state == PlanState.DRAFT and plan.replaces_id is not None:
        mine |= Q(plan_id=plan.replaces_id, status__in=UNFINISHED)
    return actions(scope).filter(mine)


def own_actions(scope: Scope) -> QuerySet[Action]:
    """Return the decided actions that the person answers for or is the deputy of, what ends first before the rest."""
    if not scope.membership_id:
        return Action.objects.none()
    own = Q(owner_id=scope.membership_id) | Q(deputy_id=scope.membership_id)
    return actions(scope).filter(own).exclude(status=ActionStatus.DRAFT).order_by("ends", "pk")


def open_own_actions(scope: Scope) -> QuerySet[Action]:
    """Return those of one's own actions that are still to be done."""
    return own_actions(scope).filter(status__in=LIVE_ACTION)


def live_actions(scope: Scope) -> QuerySet[Action]:
    """Return the actions that are decided and not done yet."""
    return actions(scope).filter(status__in=LIVE_ACTION)


def problem_actions(scope: Scope, problem: Problem) -> QuerySet[Action]:
    """Return the actions about a problem: those that name it, and those that name one of its causes."""
    by_cause = ActionCause.objects.filter(cause__problem=problem).values("action_id")
    return actions(scope).filter(Q(problem=problem) | Q(pk__in=by_cause))


def number_by_problem(scope: Scope) -> dict[int, int]:
    """Return how many live actions each problem has, those that name it or one of its causes, in one question."""
    live = live_actions(scope).select_related(None).order_by()
    named = live.filter(problem__isnull=False).values_list("problem_id", "pk")
    by_cause = ActionCause.objects.filter(
        action__in=live.values("pk"), cause__problem__organisation_id=scope.organisation_id
    )
    return dict(
        Counter(key for key, _one in named.union(by_cause.values_list("cause__problem_id", "action_id")))
    )


def late_actions(scope: Scope, today: date) -> QuerySet[Action]:
    """Return the decided actions that should have been done, the oldest first."""
    return actions(scope).filter(status__in=LIVE_ACTION, ends__lt=today).order_by("ends", "pk")


def causes_of(scope: Scope, action: Action) -> list[Cause]:
    """Return the causes that an action is meant to change, withdrawn ones left out."""
    if not actions(scope).filter(pk=action.pk).exists():
        return []
    return live_causes(action)


def problem_of(scope: Scope, action: Action, causes: Sequence[Cause]) -> Problem | None:
    """Return the problem that an action is about: the one it names, else the one that its causes have in common."""
    if action.organisation_id != scope.organisation_id or not can_read_problems(scope):
        return None
    if action.problem is not None:
        return action.problem
    about = {cause.problem_id: cause.problem for cause in causes}
    return next(iter(about.values())) if len(about) == 1 else None


def causes_by_action(scope: Scope, several: Iterable[Action]) -> dict[int, list[Cause]]:
    """Return the causes of many actions, by the action's key, in one question to the database."""
    keys = [one.pk for one in several]
    readable = actions(scope).order_by().values("pk")
    links = ActionCause.objects.filter(
        action_id__in=keys, cause__withdrawn_at=None, cause__problem__organisation_id=scope.organisation_id
    )
    if not can_read_all(scope):
        links = links.filter(action_id__in=readable)
    found: dict[int, list[Cause]] = {}
    for link in links.select_related("cause__problem").order_by("cause__problem_id", "cause__position", "pk"):
        found.setdefault(link.action_id, []).append(link.cause)
    return found


def milestones(scope: Scope, action: Action) -> QuerySet[Milestone]:
    """Return the milestones of an action, by day."""
    found = Milestone.objects.filter(action=action, action__in=actions(scope).order_by())
    return found.order_by("due", "pk")


def milestone(scope: Scope, milestone_id: int) -> Milestone | None:
    """Return one milestone, or none."""
    found = Milestone.objects.filter(pk=milestone_id, action__in=actions(scope).order_by())
    return found.select_related("action").first()


def milestones_by_action(scope: Scope, several: Iterable[Action]) -> dict[int, list[Milestone]]:
    """Return the milestones of many actions, by the action's key."""
    keys = [one.pk for one in several]
    rows = Milestone.objects.filter(action_id__in=keys, action__in=actions(scope).order_by())
    found: dict[int, list[Milestone]] = {}
    for row in rows.order_by("due", "pk"):
        found.setdefault(row.action_id, []).append(row)
    return found


def own_milestones(scope: Scope) -> QuerySet[Milestone]:
    """Return what is left of the milestones of one's own actions, by day."""
    found = Milestone.objects.filter(action__in=own_actions(scope).filter(status__in=LIVE_ACTION).order_by())
    return found.filter(done_on=None).select_related("action").order_by("due", "pk")


def action_notes(scope: Scope, action: Action) -> QuerySet[ActionNote]:
    """Return all that was told about an action, the newest first."""
    found = ActionNote.objects.filter(action=action, action__in=actions(scope).order_by())
    return found.select_related("written_by").order_by("-pk")


def changes(scope: Scope, action: Action) -> QuerySet[ActionChange]:
    """Return what stood in an action's fields and what they were changed to, to those who write plans."""
    if not can_plan(scope):
        return ActionChange.objects.none()
    found = ActionChange.objects.filter(action=action, action__organisation_id=scope.organisation_id)
    return found.order_by("version", "field")


def history(scope: Scope, action: Action) -> QuerySet[AuditEvent]:
    """Return what was done to an action and when, the newest first, to those who write plans."""
    if not can_plan(scope) or action.organisation_id != scope.organisation_id:
        return AuditEvent.objects.none()
    found = AuditEvent.objects.filter(
        organisation_id=scope.organisation_id, target=f"actions.action:{action.pk}"
    )
    return found.order_by("-sequence")
