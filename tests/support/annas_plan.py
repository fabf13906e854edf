"""A plan in Exempelköping with its actions, and a question to the steering group: a part of Anna's world."""

from __future__ import annotations

from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

from samsyn_web.actions.models import (
    Action,
    ActionCause,
    ActionChange,
    ActionNote,
    Milestone,
    Plan,
    PlanCalendar,
    PlanVersion,
    SteeringQuestion,
)
from samsyn_web.base.audit import record
from samsyn_web.causes.models import Cause, Problem
from samsyn_web.people.models import Membership

AT = datetime(2024, 10, 7, 8, 0, tzinfo=UTC)
START, END = date(2024, 9, 30), date(2024, 10, 7)
MARK = "annas-eget"


def make(owned: dict[str, Any], user: Any, membership: Membership, problem: Problem) -> dict[str, Any]:
    """Make a plan that replaces another, an action that is late, a draft, and a question that waits."""
    whole: dict[str, Any] = {**owned, "title": MARK, "written_by": user, "written_at": AT}
    dates: dict[str, Any] = {"starts": START, "ends": START}
    old = Plan.objects.create(**whole, **dates, state="decided")
    plan = Plan.objects.create(**whole, **dates, replaces=old)
    PlanVersion.objects.create(
        plan=plan, number=1, content={"title": MARK, "actions": []}, digest=MARK, body=MARK, decided_on=START,
        minute_reference=MARK, recorded_by=user, recorded_at=AT,
    )  # fmt: skip
    cause = Cause.objects.create(
        problem=problem, statement=MARK, perspective="place", stated_by=user, stated_at=AT
    )
    decided: dict[str, Any] = {
        **whole, **dates, "problem": problem, "function": MARK, "owner": membership, "goal": MARK, "indicator": MARK,
        "area": MARK, "area_name": MARK, "no_cause_reason": MARK, "status": "under_way", "decided_by": user,
        "decided_at": AT, "changed_at": AT,
    }  # fmt: skip
    action = Action.objects.create(plan=plan, **decided)
    Action.objects.create(plan=old, **decided)
    draft = Action.objects.create(**whole, plan=plan, changed_at=AT)
    ActionCause.objects.create(action=action, cause=cause)
    ActionChange.objects.create(action=action, version=1, field="goal", was=MARK, became=MARK)
    milestone = Milestone.objects.create(action=action, title=MARK, due=END)
    ActionNote.objects.create(action=action, status="decided", text=MARK, written_by=user, written_at=AT)
    record(
        organisation_id=membership.organisation_id, by=user.pk, at=AT, verb="action.drafted", target=action, detail={}
    )  # fmt: skip
    asked = SteeringQuestion.objects.create(
        **owned, action=action, problem=problem, need="money", question=MARK, wanted=MARK, until=END, asked_of=MARK,
        asked_by=user, asked_at=AT,
    )  # fmt: skip
    PlanCalendar.objects.create(
        membership=membership, digest=sha256(MARK.encode()).hexdigest(), created_at=AT
    )
    return {
        "plan": plan, "action": action, "draft_action": draft, "milestone": milestone, "question": asked,
    }  # fmt: skip
