"""Finds actions in a plan: filters, search and order, the choices there are, and who has how much to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from samsyn_web.actions.models import Action, ActionCause, ActionStatus, Plan
from samsyn_web.actions.policies import LIVE_ACTION, can_plan
from samsyn_web.actions.queries.actions import actions, actions_of
from samsyn_web.base.scope import Scope
from samsyn_web.causes.models import Cause, Problem, ProblemState

LATE = "late"
ORDERS = {
    "plats": ("position", "pk"),
    "atgard": ("title", "pk"),
    "borjar": ("starts", "pk"),
    "klar": ("ends", "pk"),
    "ansvarig": ("function", "ends", "pk"),
    "lage": ("status", "ends", "pk"),
}


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Which actions are asked for; what is empty does not limit. `order` is a name of `ORDERS`, with "-" backwards."""

    area: str = ""
    function: str = ""
    status: str = ""
    problem: int = 0
    text: str = ""
    order: str = ""

    @property
    def limits(self) -> bool:
        """Whether anything is left out."""
        return bool(self.area or self.function or self.status or self.problem or self.text)


def found_actions(scope: Scope, plan: Plan, wanted: Wanted, today: date) -> QuerySet[Action]:
    """Return the actions of a plan that are asked for, in the order asked for."""
    found = actions_of(scope, plan)
    if wanted.area:
        found = found.filter(area_name=wanted.area)
    if wanted.function:
        found = found.filter(function=wanted.function)
    if wanted.status == LATE:
        found = found.filter(status__in=LIVE_ACTION, ends__lt=today)
    elif wanted.status:
        found = found.filter(status=wanted.status)
    if wanted.problem:
        by_cause = ActionCause.objects.filter(cause__problem_id=wanted.problem).values("action_id")
        found = found.filter(Q(problem_id=wanted.problem) | Q(pk__in=by_cause))
    for word in wanted.text.split()[:6]:
        by_cause = ActionCause.objects.filter(cause__statement__icontains=word).values("action_id")
        said = Q(title__icontains=word) | Q(goal__icontains=word) | Q(indicator__icontains=word)
        found = found.filter(
            said | Q(function__icontains=word) | Q(steps__icontains=word) | Q(pk__in=by_cause)
        )
    names = ORDERS.get(wanted.order.removeprefix("-"), ORDERS["plats"])
    backwards = wanted.order.startswith("-")
    return found.order_by(*(f"-{name}" if backwards else name for name in names))


def changed_since(scope: Scope, plan: Plan, at: datetime) -> int:
    """Return how many decided actions of a plan were changed, told of or added after an instant."""
    return actions_of(scope, plan).exclude(status=ActionStatus.DRAFT).filter(changed_at__gt=at).count()


def areas_in(scope: Scope, plan: Plan) -> list[str]:
    """Return the names of the areas that a plan's actions are in."""
    found = actions_of(scope, plan).exclude(area_name="").order_by("area_name")
    return list(found.values_list("area_name", flat=True).distinct())


def functions_in(scope: Scope, plan: Plan) -> list[str]:
    """Return the functions that answer for a plan's actions."""
    found = actions_of(scope, plan).exclude(function="").order_by("function")
    return list(found.values_list("function", flat=True).distinct())


def problems_in(scope: Scope, plan: Plan) -> list[tuple[int, str]]:
    """Return key and name of the problems that a plan's actions are about."""
    keys = actions_of(scope, plan).exclude(problem=None).order_by().values("problem_id")
    found = Problem.objects.filter(organisation_id=scope.organisation_id, pk__in=keys)
    return list(found.order_by("title").values_list("pk", "title"))


def choosable_causes(scope: Scope, chosen: Sequence[int] = ()) -> QuerySet[Cause]:
    """Return the causes that an action may be meant for: of open problems, not withdrawn, and those chosen before."""
    if not can_plan(scope):
        return Cause.objects.none()
    found = Cause.objects.filter(problem__organisation_id=scope.organisation_id, withdrawn_at=None)
    found = found.filter(Q(problem__state=ProblemState.OPEN) | Q(pk__in=list(chosen)))
    return found.select_related("problem").order_by("problem__title", "problem", "statement", "pk")


def busy(scope: Scope) -> list[tuple[str, date, date]]:
    """Return function, first and last day of every action that is decided or under way."""
    found = actions(scope).filter(status__in=LIVE_ACTION).exclude(function="").order_by("function", "pk")
    return [
        (who, start, end)
        for who, start, end in found.values_list("function", "starts", "ends")
        if start and end
    ]


def number_of_drafts(scope: Scope, plan: Plan) -> int:
    """Return how many actions of a plan are drafts, which no decided version holds."""
    return actions_of(scope, plan).filter(status=ActionStatus.DRAFT).count()
