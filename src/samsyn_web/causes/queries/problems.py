"""Reads of problems."""

from __future__ import annotations

from django.db.models import QuerySet

from samsyn_web.base.scope import Permission, Scope
from samsyn_web.causes.models import Problem, ProblemState

READING = (Permission.READ_WEEK, Permission.READ_PICTURE, Permission.JUDGE)


def problems(scope: Scope) -> QuerySet[Problem]:
    """Return the organisation's problems, open ones first, for those who read the week or the picture."""
    if not any(scope.can(one) for one in READING):
        return Problem.objects.none()
    found = Problem.objects.filter(organisation_id=scope.organisation_id)
    return found.order_by("-state", "-opened_at", "-pk")


def open_problems(scope: Scope) -> QuerySet[Problem]:
    """Return the problems that are worked on, the newest first."""
    return problems(scope).filter(state=ProblemState.OPEN)


def problem(scope: Scope, problem_id: int) -> Problem | None:
    """Return one problem, or none."""
    return problems(scope).filter(pk=problem_id).first()
