"""The council's agenda is written, and what it decides goes to where it is followed."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils.timezone import localdate

from samsyn.period import format_date
from samsyn_web.actions import queries as acting
from samsyn_web.actions import services as actions
from samsyn_web.actions.models import Action, SteeringQuestion
from samsyn_web.base import audit
from samsyn_web.base.scope import Scope
from samsyn_web.governance import policies, queries
from samsyn_web.governance.models import CouncilDecision, CouncilMeeting, CouncilPoint
from samsyn_web.governance.models.council_points import POINT, Becomes

ABOUT = ("picture", "problem", "action", "paper", "agreement")


@transaction.atomic
def write_point(
    *,
    by: Scope,
    at: datetime,
    meeting: CouncilMeeting,
    title: str,
    purpose: str,
    text: str = "",
    about: str = "",
    said: str = "",
    place: int | None = None,
    point: CouncilPoint | None = None,
    seen: int = 0,
) -> CouncilPoint:
    """
    Put a point on the agenda, or change it and what the minutes say of it.

    `about` is one of `queries.subjects`; `seen` is the version that the writer saw, and `place` where it comes.
    """
    title, text, said = " ".join(title.split()), text.strip(), said.strip()
    policies.check_can_keep_council(by, meeting.council)
    policies.check_changeable(meeting)
    known = {key for _kind, key, _name in queries.subjects(by, localdate(at))}
    known |= {_about(point)} if point else set()
    policies.check_point(title, text, said, about, known)
    kind, _colon, key = about.partition(":")
    values: dict[str, Any] = {f"{name}_id": int(key) if name == kind else None for name in ABOUT}
    values |= {"title": title, "purpose": purpose, "text": text, "said": said}
    values |= {"changed_by_id": by.user_id, "changed_at": at}
    if point is None:
        last = CouncilPoint.objects.filter(meeting=meeting).count()
        made = CouncilPoint.objects.create(meeting=meeting, place=last + 1, **values)
        _record(by, at, "council.point_added", made)
    else:
        made = CouncilPoint.objects.select_for_update().get(pk=point.pk, meeting=meeting)
        policies.check_seen(made, seen)
        for name, value in values.items():
            setattr(made, name, value)
        made.version += 1
        made.save()
        _record(by, at, "council.point_changed", made)
    _arrange(meeting, made, place)
    return made


@transaction.atomic
def remove_point(*, by: Scope, at: datetime, point: CouncilPoint) -> None:
    """Take a point off the agenda; one with decisions stays."""
    policies.check_can_keep_council(by, point.meeting.council)
    policies.check_point_removable(point)
    _record(by, at, "council.point_removed", point)
    meeting = point.meeting
    point.delete()
    _arrange(meeting, None, None)


@transaction.atomic
def decide_in_council(
    *,
    by: Scope,
    at: datetime,
    point: CouncilPoint,
    becomes: str,
    text: str,
    function: str,
    due: date,
    action: Action | None = None,
    need: str = "",
    wanted: str = "",
) -> CouncilDecision:
    """
    Record a decision, and do with it what it says: draft an action, change one, or ask the steering group.

    A change gives the action the decision's day and function. A task is followed here until it is done.
    """
    text, function = " ".join(text.split()), " ".join(function.split())
    meeting = point.meeting
    policies.check_can_keep_council(by, meeting.council)
    policies.check_decided_at(meeting)
    action = action if becomes == Becomes.CHANGE else None
    policies.check_council_decision(becomes, text, function, due, meeting.day, action)
    asked: SteeringQuestion | None = None
    if becomes == Becomes.ACTION:
        action = _drafted(by, at, point, text, function, due)
    elif becomes == Becomes.CHANGE and action is not None:
        action = actions.change_action(
            by=by, at=at, action=action, version=action.version, ends=due, function=function
        )
    elif becomes == Becomes.QUESTION:
        asked = actions.ask_steering(
            by=by,
            at=at,
            need=need,
            question=text,
            wanted=wanted,
            until=due,
            asked_of=function,
            action=point.action,
            problem=point.problem,
        )
    is_done = becomes == Becomes.CHANGE
    made = CouncilDecision.objects.create(
        point=point,
        becomes=becomes,
        text=text,
        function=function,
        due=due,
        action=action,
        question=asked,
        recorded_by_id=by.user_id,
        recorded_at=at,
        done_by_id=by.user_id if is_done else None,
        done_at=at if is_done else None,
    )
    _record(by, at, "council.decided", made, becomes=becomes)
    return made


@transaction.atomic
def finish_task(*, by: Scope, at: datetime, decision: CouncilDecision, how: str = "") -> CouncilDecision:
    """Say that a task is done, and how it went."""
    one, how = _locked(by, decision), " ".join(how.split())
    policies.check_task(one, how)
    one.done_how, one.done_by_id, one.done_at = how, by.user_id, at
    one.save(update_fields=["done_how", "done_by", "done_at"])
    _record(by, at, "council.task_done", one)
    return one


@transaction.atomic
def reopen_task(*, by: Scope, at: datetime, decision: CouncilDecision) -> CouncilDecision:
    """Take back that a task was done."""
    one = _locked(by, decision)
    if one.becomes != Becomes.TASK or one.done_at is None:
        return one  # somebody was first, or it is followed elsewhere
    one.done_how, one.done_by, one.done_at = "", None, None
    one.save(update_fields=["done_how", "done_by", "done_at"])
    _record(by, at, "council.task_reopened", one)
    return one


@transaction.atomic
def withdraw_council_decision(*, by: Scope, at: datetime, decision: CouncilDecision) -> CouncilDecision:
    """Take back a decision that was recorded by mistake; what it became stays, and is taken away where it is."""
    return _turn(by, at, decision, "council.withdrawn", at)


@transaction.atomic
def restore_council_decision(*, by: Scope, at: datetime, decision: CouncilDecision) -> CouncilDecision:
    """Let a decision that was taken back count again."""
    return _turn(by, at, decision, "council.restored", None)


def _turn(
    by: Scope, at: datetime, decision: CouncilDecision, verb: str, withdrawn_at: datetime | None
) -> CouncilDecision:
    one = _locked(by, decision)
    if (one.withdrawn_at is None) == (withdrawn_at is None):
        return one  # somebody was first
    one.withdrawn_at, one.withdrawn_by_id = withdrawn_at, by.user_id if withdrawn_at else None
    one.save(update_fields=["withdrawn_at", "withdrawn_by"])
    _record(by, at, verb, one)
    return one


def _drafted(by: Scope, at: datetime, point: CouncilPoint, text: str, function: str, due: date) -> Action:
    """Return a draft in the plan; a text that is too long for a title stands whole in what it consists of."""
    source = f"{point.meeting.council.name}, {format_date(point.meeting.day)}"
    return actions.draft_action(
        by=by,
        at=at,
        plan=acting.plan_in_force(by),
        title=text if len(text) <= POINT else f"{text[: POINT - 2].rsplit(' ', 1)[0]} …",
        steps="" if len(text) <= POINT else text,
        function=function,
        ends=due,
        problem=point.problem,
        source=source,
    )


def _about(point: CouncilPoint) -> str:
    return next(
        (f"{name}:{getattr(point, f'{name}_id')}" for name in ABOUT if getattr(point, f"{name}_id")), ""
    )


def _arrange(meeting: CouncilMeeting, moved: CouncilPoint | None, place: int | None) -> None:
    """Number the points from one on, with a moved one where it is wanted."""
    rows = list(CouncilPoint.objects.select_for_update(of=("self",)).filter(meeting=meeting))
    if moved is not None and place is not None:
        rows = [one for one in rows if one.pk != moved.pk]
        rows.insert(max(place, 1) - 1, moved)
    for number, one in enumerate(rows, start=1):
        if one.place != number:
            CouncilPoint.objects.filter(pk=one.pk).update(place=number)


def _locked(by: Scope, decision: CouncilDecision) -> CouncilDecision:
    policies.check_can_keep_council(by, decision.point.meeting.council)
    return CouncilDecision.objects.select_for_update(of=("self",)).get(pk=decision.pk)


def _record(by: Scope, at: datetime, verb: str, target: Model, **detail: Any) -> None:
    audit.record(organisation_id=by.organisation_id, by=by, at=at, verb=verb, target=target, detail=detail)
