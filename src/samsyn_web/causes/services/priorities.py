"""Criteria are judged problem by problem, and it is recorded which problems come first; rows are only added."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from samsyn.instruments.load import criteria
from samsyn_web.base import audit
from samsyn_web.base.scope import Scope
from samsyn_web.causes import policies, queries
from samsyn_web.causes.models import CriterionJudgement, Problem, ProblemChoice


@transaction.atomic
def judge_criteria(
    *, by: Scope, at: datetime, problem: Problem, judged: Mapping[str, tuple[str, str]], seen: int
) -> list[CriterionJudgement]:
    """
    Say what criteria say about a problem: ground and why, by the criterion's code; what says the same is not repeated.

    `seen` is the key of the newest judgement that the person saw, 0 for none.
    """
    problem = Problem.objects.select_for_update().get(pk=problem.pk)
    known = criteria()
    judged = {code: (ground, " ".join(why.split())) for code, (ground, why) in judged.items()}
    policies.check_can_judge(by, problem)
    policies.check_criteria(judged, {one.code: one.label for one in known.criteria})
    newest = queries.criteria_history(by, problem).first()
    policies.check_unchanged(newest.pk if newest else 0, seen)
    before = queries.criteria_judged(by).get(problem.pk, {})
    made = [
        CriterionJudgement.objects.create(
            problem=problem,
            criterion=code,
            instrument=known.version,
            ground=ground,
            why=why,
            judged_by_id=by.user_id,
            judged_at=at,
        )
        for code, (ground, why) in judged.items()
        if code not in before or (before[code].ground, before[code].why) != (ground, why)
    ]
    if made:
        _record(by, at, "problem.criteria_judged", problem, {"criteria": [one.criterion for one in made]})
    return made


@transaction.atomic
def choose_problem(
    *,
    by: Scope,
    at: datetime,
    problem: Problem,
    choice: str,
    reason: str,
    review_on: date | None = None,
    seen: int,
) -> ProblemChoice:
    """Record whether a problem comes first, waits or is left until a day; `seen` is the newest choice seen, or 0."""
    problem = Problem.objects.select_for_update().get(pk=problem.pk)
    reason = reason.strip()
    policies.check_can_choose(by, problem)
    policies.check_choice(choice, reason, review_on, localdate(at))
    newest = queries.choices_history(by, problem).first()
    policies.check_unchanged(newest.pk if newest else 0, seen)
    made = ProblemChoice.objects.create(
        problem=problem,
        choice=choice,
        reason=reason,
        review_on=review_on,
        decided_by_id=by.user_id,
        decided_at=at,
    )
    _record(by, at, "problem.chosen", problem, {"choice": choice})
    return made


def _record(by: Scope, at: datetime, verb: str, problem: Problem, detail: dict[str, object]) -> None:
    audit.record(organisation_id=by.organisation_id, by=by, at=at, verb=verb, target=problem, detail=detail)
