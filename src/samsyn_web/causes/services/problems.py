"""Problems are opened, changed, closed with a reason, and opened again."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from samsyn_web.base import audit
from samsyn_web.base.scope import Scope
from samsyn_web.causes import policies
from samsyn_web.causes.models import Problem, ProblemState

TOLD = ("title", "text", "when", "affected", "consequences", "extent")


@transaction.atomic
def open_problem(
    *,
    by: Scope,
    at: datetime,
    title: str,
    text: str = "",
    when: str = "",
    affected: str = "",
    consequences: str = "",
    extent: str = "",
    area: str = "",
    area_name: str = "",
    category: str = "",
) -> Problem:
    """Open a problem that reports can be linked to."""
    told = _told(title, text, when, affected, consequences, extent)
    policies.check_can_work(by)
    policies.check_words(**told)
    made = Problem.objects.create(
        organisation_id=by.organisation_id,
        **told,
        area=area,
        area_name=area_name,
        category=category,
        opened_by_id=by.user_id,
        opened_at=at,
    )
    _record(by, at, "problem.opened", made)
    return made


@transaction.atomic
def change_problem(
    *,
    by: Scope,
    at: datetime,
    problem: Problem,
    title: str,
    text: str = "",
    when: str = "",
    affected: str = "",
    consequences: str = "",
    extent: str = "",
    seen: int | None = None,
) -> Problem:
    """Say better what a problem is; `seen` is the version that the person had before them."""
    problem = Problem.objects.select_for_update().get(pk=problem.pk)
    told = _told(title, text, when, affected, consequences, extent)
    policies.check_can_work(by, problem)
    policies.check_words(**told)
    if seen is not None:
        policies.check_unchanged(problem.version, seen)
    if {name: getattr(problem, name) for name in TOLD} != told:
        for name, said in told.items():
            setattr(problem, name, said)
        problem.version += 1
        problem.save(update_fields=[*TOLD, "version"])
        _record(by, at, "problem.changed", problem)
    return problem


@transaction.atomic
def close_problem(*, by: Scope, at: datetime, problem: Problem, reason: str) -> Problem:
    """Close a problem, and say why: solved, or left."""
    problem = Problem.objects.select_for_update().get(pk=problem.pk)
    policies.check_can_work(by, problem)
    policies.check_reason(reason.strip())
    problem.state, problem.reason = ProblemState.CLOSED, reason.strip()
    problem.closed_by_id, problem.closed_at = by.user_id, at
    problem.save()
    _record(by, at, "problem.closed", problem)
    return problem


@transaction.atomic
def reopen_problem(*, by: Scope, at: datetime, problem: Problem) -> Problem:
    """Take up a problem again."""
    problem = Problem.objects.select_for_update().get(pk=problem.pk)
    policies.check_can_work(by, problem)
    problem.state, problem.closed_by, problem.closed_at = ProblemState.OPEN, None, None
    problem.save()
    _record(by, at, "problem.reopened", problem)
    return problem


def _told(title: str, text: str, when: str, affected: str, consequences: str, extent: str) -> dict[str, str]:
    lines = {"title": title, "when": when}
    texts = {"text": text, "affected": affected, "consequences": consequences, "extent": extent}
    return {
        **{name: " ".join(said.split()) for name, said in lines.items()},
        **{name: said.strip() for name, said in texts.items()},
    }


def _record(by: Scope, at: datetime, verb: str, problem: Problem) -> None:
    audit.record(organisation_id=by.organisation_id, by=by, at=at, verb=verb, target=problem, detail={})
