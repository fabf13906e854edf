"""Plans and actions as tests make them: through the services, whole unless something is left out."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from samsyn_web.actions import services
from samsyn_web.actions.models import Action, Plan, PlanVersion
from samsyn_web.causes import services as causing
from samsyn_web.causes.models import Cause
from tests.support.story import AT, Person

DAY = date(2024, 10, 7)
LATER = AT + timedelta(days=30)
WHOLE: dict[str, Any] = {
    "title": "Bättre ljus vid stationen",
    "function": "Driftledare",
    "goal": "Högst 4 rapporter i månaden",
    "indicator": "Rapporter om skadegörelse",
    "starts": DAY,
    "ends": DAY + timedelta(days=90),
    "follow_up_on": DAY + timedelta(days=120),
}


def make_cause(by: Person, statement: str = "Det är mörkt", **more: Any) -> Cause:
    """Return a cause of a problem that the person opens."""
    problem = causing.open_problem(by=by.scope, at=AT, title="Skadegörelse vid stationen")
    return Cause.objects.create(
        problem=problem, statement=statement, perspective="place", stated_by=by.user, stated_at=AT, **more
    )


def draft(by: Person, *causes: Cause, **values: Any) -> Action:
    """Return a draft that lacks nothing but what is left out."""
    made = services.draft_action(by=by.scope, at=AT, **{**WHOLE, **values})
    services.set_causes(by=by.scope, at=AT, action=made, causes=causes)
    made.refresh_from_db()
    return made


def decided(by: Person, *causes: Cause, **values: Any) -> Action:
    """Return a decided action."""
    return services.decide_action(by=by.scope, at=AT, action=draft(by, *causes, **values), confirmed=True)


def plan_of(by: Person, **values: Any) -> Plan:
    """Return a plan for a year."""
    given = {"title": "Plan 2025", "starts": DAY, "ends": DAY + timedelta(days=365)}
    return services.write_plan(by=by.scope, at=AT, **{**given, **values})


def decide_plan(by: Person, plan: Plan, **values: Any) -> PlanVersion:
    """Record that the board decided a plan."""
    given = {"body": "Kommunstyrelsen", "decided_on": DAY, "minute_reference": "KS 2024-10-07 § 12"}
    return services.decide_plan(by=by.scope, at=AT, plan=plan, **{**given, **values})
