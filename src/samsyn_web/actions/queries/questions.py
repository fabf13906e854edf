"""Reads of what the steering group is asked and has answered."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from samsyn_web.actions.models import Action, SteeringQuestion
from samsyn_web.actions.policies import can_read_all
from samsyn_web.base.scope import Permission, Scope
from samsyn_web.causes.models import Problem


def questions(scope: Scope) -> QuerySet[SteeringQuestion]:
    """
    Return the questions that the person may read, the newest first, those taken back left out.

    All of them for those who read the week or the picture, or answer; to others those about their own actions, and
    those that they asked themselves.
    """
    found = SteeringQuestion.objects.filter(organisation_id=scope.organisation_id, withdrawn_at=None)
    if not (can_read_all(scope) or scope.can(Permission.ANSWER)):
        if not scope.can(Permission.CARRY_OUT) or not scope.membership_id:
            return SteeringQuestion.objects.none()
        own = Q(action__owner_id=scope.membership_id) | Q(action__deputy_id=scope.membership_id)
        found = found.filter(own | Q(asked_by_id=scope.user_id))
    return found.select_related("action", "problem", "asked_by", "answered_by").order_by("-asked_at", "-pk")


def question(scope: Scope, question_id: int) -> SteeringQuestion | None:
    """Return one question, or none."""
    return questions(scope).filter(pk=question_id).first()


def waiting_questions(scope: Scope) -> QuerySet[SteeringQuestion]:
    """Return the questions that wait for an answer, the most urgent first."""
    return questions(scope).filter(answer="").order_by("until", "pk")


def action_questions(scope: Scope, action: Action) -> QuerySet[SteeringQuestion]:
    """Return what was asked about an action."""
    return questions(scope).filter(action=action)


def problem_questions(scope: Scope, problem: Problem) -> QuerySet[SteeringQuestion]:
    """Return what was asked about a problem, or about an action for it."""
    return questions(scope).filter(Q(problem=problem) | Q(action__problem=problem))
