"""Reads of which problems come first, and why."""

from __future__ import annotations

from django.db.models import QuerySet

from samsyn_web.base.scope import Scope
from samsyn_web.causes.models import CriterionJudgement, Problem, ProblemChoice
from samsyn_web.causes.queries.problems import problems


def criteria_judged(scope: Scope) -> dict[int, dict[str, CriterionJudgement]]:
    """Return what each criterion is judged to say now, by the problem's key and the criterion's code."""
    rows = CriterionJudgement.objects.filter(problem__in=problems(scope))
    found: dict[int, dict[str, CriterionJudgement]] = {}
    for one in rows.select_related("judged_by").order_by("pk"):
        found.setdefault(one.problem_id, {})[one.criterion] = one  # the newest stays
    return found


def criteria_history(scope: Scope, problem: Problem) -> QuerySet[CriterionJudgement]:
    """Return every judgement of a problem by criterion, the newest first."""
    found = CriterionJudgement.objects.filter(problem=problem, problem__in=problems(scope))
    return found.select_related("judged_by").order_by("-pk")


def choices(scope: Scope) -> dict[int, ProblemChoice]:
    """Return what is chosen for each problem now, by the problem's key."""
    rows = ProblemChoice.objects.filter(problem__in=problems(scope))
    return {one.problem_id: one for one in rows.select_related("decided_by").order_by("pk")}


def choices_history(scope: Scope, problem: Problem) -> QuerySet[ProblemChoice]:
    """Return every choice that was made about a problem, the newest first."""
    found = ProblemChoice.objects.filter(problem=problem, problem__in=problems(scope))
    return found.select_related("decided_by").order_by("-pk")
