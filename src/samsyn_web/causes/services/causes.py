"""Causes are stated, changed, moved in their tree, judged, withdrawn and put back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction

from samsyn.instruments.load import typical_causes
from samsyn_web.base import audit
from samsyn_web.base.scope import Scope
from samsyn_web.causes import policies
from samsyn_web.causes.models import Cause, Level, Problem

WAYS = ("up", "down", "in", "out")


@transaction.atomic
def add_cause(
    *,
    by: Scope,
    at: datetime,
    problem: Problem,
    statement: str,
    perspective: str = "",
    level: str = Level.SITUATION,
    parent: Cause | None = None,
    after: Cause | None = None,
    code: str = "",
    source_status: str = "local",
) -> Cause:
    """
    State a cause; an empty `perspective` says that nobody has judged it yet.

    It stands behind `parent`, or directly of the problem; after `after` among those beside it, else last.
    """
    statement = " ".join(statement.split())
    problem = Problem.objects.select_for_update().get(pk=problem.pk)
    policies.check_can_work(by, problem)
    policies.check_statement(statement, perspective, level)
    if after is not None:
        policies.check_can_stand(after, after, 0, problem)
        parent = after.parent
    policies.check_can_stand(None, parent, _depth(parent) + 1, problem)
    beside = list(_beside(problem, parent))
    place = next((n + 1 for n, one in enumerate(beside) if after and one.pk == after.pk), len(beside))
    made = Cause.objects.create(
        problem=problem,
        parent=parent,
        position=place,
        statement=statement,
        perspective=perspective,
        level=level,
        code=code,
        source_status=source_status,
        stated_by_id=by.user_id,
        stated_at=at,
    )
    _number([*beside[:place], made, *beside[place:]])
    _record(by, at, "cause.stated", made)
    return made


@transaction.atomic
def add_typical(
    *, by: Scope, at: datetime, problem: Problem, codes: Sequence[str], parent: Cause | None = None
) -> list[Cause]:
    """Take causes from the library of typical ones, as something to examine; which they were is kept."""
    known = {cause.code: cause for kind in typical_causes().kinds for cause in kind.causes}
    policies.check_can_work(by, problem)
    policies.check_typical(codes, known)
    return [
        add_cause(
            by=by,
            at=at,
            problem=problem,
            statement=known[code].statement,
            perspective=known[code].perspective,
            level=known[code].level,
            parent=parent,
            code=code,
            source_status=known[code].source_status,
        )
        for code in codes
    ]


@transaction.atomic
def change_cause(
    *, by: Scope, at: datetime, cause: Cause, statement: str, perspective: str, level: str, seen: int
) -> Cause:
    """Say a cause better; `seen` is the version that the person had before them. Words of one's own are local."""
    statement = " ".join(statement.split())
    cause = _locked(by, cause)
    policies.check_statement(statement, perspective, level)
    if (cause.statement, cause.perspective, cause.level) == (statement, perspective, level):
        return cause
    policies.check_unchanged(cause.version, seen)
    if cause.statement != statement:
        cause.source_status = "local"
    cause.statement, cause.perspective, cause.level = statement, perspective, level
    return _changed(by, at, cause, "cause.changed")


@transaction.atomic
def judge_cause(
    *,
    by: Scope,
    at: datetime,
    cause: Cause,
    influence: str,
    influenced_by: str = "",
    decision: str,
    decision_reason: str = "",
    counter_sought: str = "",
    seen: int,
) -> Cause:
    """Say whether a cause can be influenced and by whom, how counter-evidence was sought, and what is decided."""
    said = {
        "influence": influence,
        "influenced_by": " ".join(influenced_by.split()),
        "decision": decision,
        "decision_reason": decision_reason.strip(),
        "counter_sought": counter_sought.strip(),
    }
    cause = _locked(by, cause)
    policies.check_judgement(
        influence, said["influenced_by"], decision, said["decision_reason"], said["counter_sought"]
    )
    if {name: getattr(cause, name) for name in said} == said:
        return cause
    policies.check_unchanged(cause.version, seen)
    for name, value in said.items():
        setattr(cause, name, value)
    return _changed(by, at, cause, "cause.judged")


@transaction.atomic
def move_cause(*, by: Scope, at: datetime, cause: Cause, way: str) -> bool:
    """Move a cause up, down, in (behind the one above) or out (beside the one it stands behind); whether it could."""
    cause = _locked(by, cause)
    beside = list(_beside(cause.problem, cause.parent))
    place = [one.pk for one in beside].index(cause.pk)
    moved = False
    if way in ("up", "down"):
        moved = _swap(beside, place, -1 if way == "up" else 1)
    elif way == "in" and place > 0:
        moved = _stand(cause, beside[place - 1], None)
    elif way == "out" and cause.parent is not None:
        moved = _stand(cause, cause.parent.parent, cause.parent)
    if moved:
        _record(by, at, "cause.moved", cause)
    return moved


@transaction.atomic
def withdraw_cause(*, by: Scope, at: datetime, cause: Cause) -> int:
    """Withdraw a cause and those behind it; returns how many went. They can be put back."""
    cause = _locked(by, cause)
    gone = [cause.pk, *_behind(cause)]
    Cause.objects.filter(pk__in=gone, withdrawn_at=None).update(withdrawn_at=at)
    _record(by, at, "cause.withdrawn", cause)
    return len(gone)


@transaction.atomic
def restore_cause(*, by: Scope, at: datetime, cause: Cause) -> Cause:
    """Put back a cause and those that went with it; where it no longer fits where it stood it comes back as direct."""
    cause = Cause.objects.select_for_update(of=("self",)).select_related("problem", "parent").get(pk=cause.pk)
    policies.check_can_work(by, cause.problem)
    if cause.withdrawn_at is None:
        return cause
    together = [cause.pk, *_behind(cause, cause.withdrawn_at)]
    Cause.objects.filter(pk__in=together).update(withdrawn_at=None)
    cause.withdrawn_at = None
    too_deep = _depth(cause.parent) + _height(cause) > policies.DEEPEST
    if cause.parent is not None and (cause.parent.withdrawn_at is not None or too_deep):
        cause.parent = None
        cause.save(update_fields=["parent"])
    _number(_beside(cause.problem, cause.parent))
    _record(by, at, "cause.restored", cause)
    return cause


def _locked(by: Scope, cause: Cause) -> Cause:
    """Return a cause as it is now, held with its problem so that two who move at once take turns."""
    problem = Problem.objects.select_for_update().get(pk=cause.problem_id)
    policies.check_can_work(by, problem)
    cause = Cause.objects.select_related("problem", "parent__parent").get(pk=cause.pk)
    policies.check_can_stand(cause, None, 0, problem)
    return cause


def _changed(by: Scope, at: datetime, cause: Cause, verb: str) -> Cause:
    cause.version += 1
    cause.save()
    _record(by, at, verb, cause)
    return cause


def _beside(problem: Problem, parent: Cause | None) -> Iterable[Cause]:
    return Cause.objects.filter(problem=problem, parent=parent, withdrawn_at=None).order_by("position", "pk")


def _behind(cause: Cause, withdrawn_at: datetime | None = None) -> list[int]:
    """The keys of all causes behind one, however deep, that are (or went) with it."""
    found: list[int] = []
    layer = [cause.pk]
    while layer:
        rows = Cause.objects.filter(parent__in=layer, withdrawn_at=withdrawn_at)
        layer = list(rows.values_list("pk", flat=True))
        found += layer
    return found


def _height(cause: Cause) -> int:
    """How many layers a cause and those behind it make."""
    layers, layer = 0, [cause.pk]
    while layer:
        layers += 1
        layer = list(Cause.objects.filter(parent__in=layer, withdrawn_at=None).values_list("pk", flat=True))
    return layers


def _depth(cause: Cause | None) -> int:
    depth = 0
    while cause is not None:
        depth, cause = depth + 1, cause.parent
    return depth


def _swap(beside: list[Cause], place: int, step: int) -> bool:
    if not 0 <= place + step < len(beside):
        return False
    beside[place], beside[place + step] = beside[place + step], beside[place]
    _number(beside)
    return True


def _stand(cause: Cause, parent: Cause | None, after: Cause | None) -> bool:
    policies.check_can_stand(cause, parent, _depth(parent) + _height(cause), cause.problem)
    beside = [one for one in _beside(cause.problem, parent) if one.pk != cause.pk]
    place = next((n + 1 for n, one in enumerate(beside) if after and one.pk == after.pk), len(beside))
    cause.parent = parent
    cause.save(update_fields=["parent"])
    _number([*beside[:place], cause, *beside[place:]])
    return True


def _number(causes: Iterable[Cause]) -> None:
    """Give causes that stand beside each other their places, in this order."""
    moved = []
    for place, one in enumerate(causes):
        if one.position != place:
            one.position = place
            moved.append(one)
    Cause.objects.bulk_update(moved, ["position"])


def _record(by: Scope, at: datetime, verb: str, cause: Cause) -> None:
    audit.record(organisation_id=by.organisation_id, by=by, at=at, verb=verb, target=cause, detail={})
