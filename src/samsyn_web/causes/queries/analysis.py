"""Reads of causes, what speaks for and against them, and of the chain of events."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from samsyn_web.base.scope import Scope
from samsyn_web.causes.models import (
    Cause,
    CauseDecision,
    ChainStep,
    Evidence,
    Problem,
    ProblemState,
    Side,
)
from samsyn_web.causes.queries.problems import problems


@dataclass(frozen=True, kw_only=True)
class Analysed:
    """How far the analysis of a problem has come: its causes, and those that nothing speaks for yet."""

    causes: int = 0
    without_evidence: int = 0


def causes_of(scope: Scope, problem: Problem) -> QuerySet[Cause]:
    """Return the causes of a problem that are not withdrawn, in the order among those under the same parent."""
    return _causes(scope).filter(problem=problem)


def workable_causes(scope: Scope) -> QuerySet[Cause]:
    """Return the causes that an action may be aimed at: of open problems, not withdrawn and not left."""
    found = _causes(scope).filter(problem__state=ProblemState.OPEN).exclude(decision=CauseDecision.LEAVE)
    return found.order_by("problem__title", "problem", "position", "pk")


def cause(scope: Scope, cause_id: int) -> Cause | None:
    """Return one cause, also a withdrawn one, or none."""
    return (
        Cause.objects.filter(pk=cause_id, problem__in=problems(scope))
        .select_related("problem", "parent", "stated_by")
        .first()
    )


def withdrawn_causes(scope: Scope, problem: Problem) -> QuerySet[Cause]:
    """Return the causes that were withdrawn, the newest first; those that went with another stand under it."""
    found = Cause.objects.filter(problem=problem, problem__in=problems(scope), withdrawn_at__isnull=False)
    return found.select_related("parent").order_by("-withdrawn_at", "position", "pk")


def evidence_of(scope: Scope, problem: Problem) -> QuerySet[Evidence]:
    """Return what speaks for and against the causes of a problem, withdrawn evidence too, the strongest first."""
    found = Evidence.objects.filter(cause__problem=problem, cause__problem__in=problems(scope))
    return found.select_related("finding__picture", "judged_by", "cause").order_by("-strength", "pk")


def evidence(scope: Scope, evidence_id: int) -> Evidence | None:
    """Return one piece of evidence, or none."""
    found = Evidence.objects.filter(pk=evidence_id, cause__problem__in=problems(scope))
    return found.select_related("cause__problem").first()


def chain(scope: Scope, problem: Problem) -> QuerySet[ChainStep]:
    """Return the steps of a problem's chain of events, first things first, withdrawn ones too."""
    found = ChainStep.objects.filter(problem=problem, problem__in=problems(scope))
    return found.select_related("told_by").order_by("position", "pk")


def chain_step(scope: Scope, step_id: int) -> ChainStep | None:
    """Return one step of a chain, or none."""
    found = ChainStep.objects.filter(pk=step_id, problem__in=problems(scope))
    return found.select_related("problem").first()


def analysed(scope: Scope) -> dict[int, Analysed]:
    """Return how far each problem's analysis has come, by the problem's key."""
    rows = _causes(scope).values_list("problem_id", "pk")
    spoken = Q(side=Side.FOR, withdrawn_at=None, cause__problem__in=problems(scope))
    supported = set(Evidence.objects.filter(spoken).values_list("cause_id", flat=True))
    found: dict[int, Analysed] = {}
    for problem_id, key in rows:
        before = found.get(problem_id, Analysed())
        found[problem_id] = Analysed(
            causes=before.causes + 1, without_evidence=before.without_evidence + (key not in supported)
        )
    return found


def _causes(scope: Scope) -> QuerySet[Cause]:
    found = Cause.objects.filter(problem__in=problems(scope), withdrawn_at=None)
    return found.select_related("problem", "parent", "stated_by").order_by("position", "pk")
