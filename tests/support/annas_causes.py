"""One row of each kind that an analysis of a problem has, for `annas_world`."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from samsyn_web.causes.models import (
    Basis,
    Cause,
    ChainStep,
    CriterionJudgement,
    Evidence,
    Problem,
    ProblemChoice,
)
from samsyn_web.findings.models import FindingRecord


def analyse(problem: Problem, figure: FindingRecord, user: Any, mark: str, at: datetime) -> dict[str, Any]:
    """What a problem rests on, how it is weighed, its causes (one of them withdrawn) and its chain of events."""
    basis = Basis.objects.create(problem=problem, kind="finding", finding=figure, added_by=user, added_at=at)
    CriterionJudgement.objects.create(
        problem=problem, criterion="amount", instrument=mark, ground="strong", why=mark, judged_by=user,
        judged_at=at,
    )  # fmt: skip
    ProblemChoice.objects.create(
        problem=problem, choice="prioritised", reason=mark, decided_by=user, decided_at=at
    )
    said: dict[str, Any] = {"problem": problem, "perspective": "place", "stated_by": user, "stated_at": at}
    cause = Cause.objects.create(**said, statement=mark)
    Cause.objects.create(**said, statement=mark, withdrawn_at=at)
    evidence = Evidence.objects.create(cause=cause, text=mark, finding=figure, judged_by=user, judged_at=at)
    step = ChainStep.objects.create(problem=problem, text=mark, told_by=user, told_at=at)
    return {"basis": basis, "cause": cause, "evidence": evidence, "step": step}
