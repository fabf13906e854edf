"""Plans of Samsyn as the logic checker reads them: the same value objects as a plan that was read from a file."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import QuerySet

from samsyn import plans as checker
from samsyn_web.actions.models import Action, ActionCause, ActionStatus, Plan
from samsyn_web.actions.queries.actions import actions, actions_of
from samsyn_web.actions.queries.plans import plans
from samsyn_web.base import words
from samsyn_web.base.scope import Scope
from samsyn_web.causes.models import Cause, CauseDecision, Evidence, Problem, ProblemState, Side

WAYS = {"down": -1, "up": 1}


def plan_as_written(scope: Scope, plan: Plan) -> checker.Plan | None:
    """Return a plan, its problems and all their causes, in the form that the checker reads; none for a stranger."""
    if not plans(scope).filter(pk=plan.pk).exists():
        return None
    found = _written(scope, actions_of(scope, plan), title=plan.title)
    said = (plan.text,) if checker.says_what_is_left(plan.text) else ()
    return checker.Plan(
        title=plan.title,
        problems=found.problems,
        causes=found.causes,
        actions=found.actions,
        deprioritised=(*said, *found.deprioritised),
    )


def action_as_written(scope: Scope, action: Action) -> checker.Plan | None:
    """Return one action and its causes, in the form that the checker reads; none for a stranger."""
    found = actions(scope).filter(pk=action.pk)
    return _written(scope, found, title="") if found.exists() else None


def remarks_on(scope: Scope, action: Action, today: date) -> tuple[checker.Remark, ...]:
    """Return what the logic checker says today of one action; nothing to a stranger."""
    written = action_as_written(scope, action)
    found = checker.check(written, at=today) if written is not None else ()
    return tuple(one for one in found if one.subject == f"a{action.pk}")


def _written(scope: Scope, found: QuerySet[Action], *, title: str) -> checker.Plan:
    rows = list(found)
    links = ActionCause.objects.filter(
        action_id__in=[one.pk for one in rows],
        cause__withdrawn_at=None,
        cause__problem__organisation_id=scope.organisation_id,
    )
    causes_of: dict[int, list[int]] = {}
    about = {one.problem_id for one in rows if one.problem_id}
    for link in links.select_related("cause").order_by("pk"):
        causes_of.setdefault(link.action_id, []).append(link.cause_id)
        about.add(link.cause.problem_id)
    problems = list(
        Problem.objects.filter(pk__in=about, organisation_id=scope.organisation_id).order_by("title", "pk")
    )
    causes = list(
        Cause.objects.filter(problem__in=problems, withdrawn_at=None).order_by("problem", "position")
    )
    met = _met(causes, {cause for several in causes_of.values() for cause in several})
    return checker.Plan(
        title=title,
        problems=tuple(_problem(one) for one in problems),
        causes=_causes(causes, met),
        actions=tuple(_action(one, causes_of.get(one.pk, [])) for one in rows),
        deprioritised=_left(problems, causes),
    )


def _left(problems: Iterable[Problem], causes: Iterable[Cause]) -> tuple[str, ...]:
    closed = [one.reason for one in problems if one.state == ProblemState.CLOSED]
    return (*closed, *(one.decision_reason for one in causes if one.decision == CauseDecision.LEAVE))


def _met(causes: list[Cause], chosen: set[int]) -> set[int]:
    """Return the causes that an action meets: those chosen, those behind them, and those that they are behind."""
    parents = {one.pk: one.parent_id for one in causes}
    met = set(chosen)
    for key in chosen:
        above = parents.get(key)
        while above is not None and above not in met:
            met.add(above)
            above = parents.get(above)
    for one in causes:
        line: list[int] = []
        up: int | None = one.pk
        while up is not None and up not in line:
            line.append(up)
            up = parents.get(up)
        met |= {one.pk} if chosen.intersection(line) else set()
    return met


def _causes(causes: list[Cause], met: set[int]) -> tuple[checker.Cause, ...]:
    found = Evidence.objects.filter(cause__in=causes, side=Side.FOR, withdrawn_at=None)
    evidence = {one.cause_id: f"{one.text} {one.source}".strip() for one in found.order_by("-pk")}
    return tuple(
        checker.Cause(
            key=f"c{one.pk}",
            text=one.statement,
            origin=checker.Origin(part=one.statement, index=one.pk),
            problem=f"p{one.problem_id}",
            kind="direct" if one.is_direct else "indirect",
            evidence=evidence.get(one.pk, ""),
            is_settled=one.decision == CauseDecision.LEAVE or one.pk in met,
        )
        for one in causes
    )


def _problem(one: Problem) -> checker.Problem:
    return checker.Problem(
        key=f"p{one.pk}",
        text=one.title,
        origin=checker.Origin(part=one.title, index=one.pk),
        basis=one.extent or one.consequences,
    )


def _action(one: Action, causes: list[int]) -> checker.Action:
    return checker.Action(
        key=f"a{one.pk}",
        text="\n".join(part for part in (one.title, one.steps) if part),
        origin=checker.Origin(part=one.title, index=one.pk),
        causes=tuple(f"c{key}" for key in causes),
        no_cause_reason=one.no_cause_reason,
        problem=f"p{one.problem_id}" if one.problem_id else "",
        goal=one.goal,
        indicator=one.indicator,
        baseline=_number(one.baseline, one.unit),
        target=_number(one.target, one.unit),
        direction=WAYS.get(one.direction, 0),
        when=checker.When(
            text=" – ".join(words.day(at) for at in (one.starts, one.ends) if at),
            start=one.starts,
            end=one.ends + timedelta(days=1) if one.ends else None,
        ),
        owner=one.function,
        partners=one.partners,
        follow_up=one.follow_up or (words.day(one.follow_up_on) if one.follow_up_on else ""),
        kind=checker.kind_of(one.title),
        status=checker.FINISHED if one.status in (ActionStatus.DONE, ActionStatus.STOPPED) else "",
        resources=one.funding,
    )


def _number(value: float | None, unit: str) -> str:
    return "" if value is None else f"{value:.10g}".replace(".", ",") + (f" {unit}" if unit else "")
