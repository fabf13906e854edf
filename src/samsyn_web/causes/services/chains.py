"""The steps of a chain of events are told, changed, moved, withdrawn and put back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from samsyn_web.base import audit
from samsyn_web.base.scope import Scope
from samsyn_web.causes import policies
from samsyn_web.causes.models import ChainStep, Influence, Problem


@transaction.atomic
def add_step(
    *,
    by: Scope,
    at: datetime,
    problem: Problem,
    text: str,
    breakable: str = Influence.UNKNOWN,
    how: str = "",
) -> ChainStep:
    """Tell one more step, last in the chain."""
    text, how = " ".join(text.split()), how.strip()
    problem = Problem.objects.select_for_update().get(pk=problem.pk)
    policies.check_can_work(by, problem)
    policies.check_step(text, breakable, how)
    made = ChainStep.objects.create(
        problem=problem,
        position=len(_steps(problem)),
        text=text,
        breakable=breakable,
        how=how,
        told_by_id=by.user_id,
        told_at=at,
    )
    _record(by, at, "chain.told", made)
    return made


@transaction.atomic
def change_step(
    *, by: Scope, at: datetime, step: ChainStep, text: str, breakable: str, how: str, seen: int
) -> ChainStep:
    """Tell a step better; `seen` is the version that the person had before them."""
    said = (" ".join(text.split()), breakable, how.strip())
    step = _locked(by, step)
    policies.check_step(*said)
    if (step.text, step.breakable, step.how) == said:
        return step
    policies.check_unchanged(step.version, seen)
    step.text, step.breakable, step.how = said
    step.version += 1
    step.save()
    _record(by, at, "chain.changed", step)
    return step


@transaction.atomic
def move_step(*, by: Scope, at: datetime, step: ChainStep, way: str) -> bool:
    """Move a step one place up or down; whether it could."""
    step = _locked(by, step)
    steps = _steps(step.problem)
    place = [one.pk for one in steps].index(step.pk)
    goal = place + (-1 if way == "up" else 1)
    if not 0 <= goal < len(steps):
        return False
    steps[place], steps[goal] = steps[goal], steps[place]
    for number, one in enumerate(steps):
        one.position = number
    ChainStep.objects.bulk_update(steps, ["position"])
    _record(by, at, "chain.moved", step)
    return True


@transaction.atomic
def withdraw_step(*, by: Scope, at: datetime, step: ChainStep) -> ChainStep:
    """Withdraw a step; it can be put back."""
    step = _locked(by, step)
    step.withdrawn_at = at
    step.save(update_fields=["withdrawn_at"])
    _record(by, at, "chain.withdrawn", step)
    return step


@transaction.atomic
def restore_step(*, by: Scope, at: datetime, step: ChainStep) -> ChainStep:
    """Put back a step that was withdrawn, where it stood."""
    step = ChainStep.objects.select_for_update(of=("self",)).select_related("problem").get(pk=step.pk)
    policies.check_can_work(by, step.problem)
    if step.withdrawn_at is not None:
        step.withdrawn_at = None
        step.save(update_fields=["withdrawn_at"])
        _record(by, at, "chain.restored", step)
    return step


def _locked(by: Scope, step: ChainStep) -> ChainStep:
    problem = Problem.objects.select_for_update().get(pk=step.problem_id)
    policies.check_can_work(by, problem)
    step = ChainStep.objects.select_related("problem").get(pk=step.pk)
    policies.check_there(step.withdrawn_at)
    return step


def _steps(problem: Problem) -> list[ChainStep]:
    return list(ChainStep.objects.filter(problem=problem, withdrawn_at=None).order_by("position", "pk"))


def _record(by: Scope, at: datetime, verb: str, step: ChainStep) -> None:
    audit.record(organisation_id=by.organisation_id, by=by, at=at, verb=verb, target=step, detail={})
