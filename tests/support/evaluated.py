"""Invented weekly counts that evaluations can be decided and computed on, without any row in the register."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import numpy as np

from samsyn.outcomes import Break, Counts, Design, Plan
from samsyn_web.actions.models import Action, ActionStatus
from samsyn_web.base import registry
from samsyn_web.base.scope import Scope
from samsyn_web.outcomes.models import Evaluation
from samsyn_web.outcomes.services import EvaluationChoice, decide_evaluation
from tests.samsyn_web.conftest import Person

START = date(2024, 1, 1)
STARTS = START + timedelta(weeks=52)
WEEKS = 110
DUE = STARTS + timedelta(weeks=54)
EARLY = datetime(2024, 12, 1, 8, 0, tzinfo=UTC)
LATE = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
SOURCE = "prov:1"


def counts(after: float = 2.0, *, silent: bool = False, late_rows: int = 0) -> Counts:
    """Four areas with about four events a week; `a` has another mean after week 52, and may have nobody who reports."""
    rng = np.random.default_rng(4)
    n = rng.poisson(4.0, (4, 1, WEEKS))
    n[0, 0, 52:] = 0 if silent else rng.poisson(after, WEEKS - 52)
    n[0, 0, 3] += late_rows
    active = np.ones((4, WEEKS), dtype=bool)
    active[0, 52:] = not silent
    told = np.zeros((4, 4, WEEKS), dtype=np.int64)
    for area in range(4):
        told[area, area] = n[area, 0]
    return Counts(
        first=START, areas=("a", "b", "c", "d"), categories=("SKA",), reporters=("ra", "rb", "rc", "rd"),
        n=n, told=told, active=active, rows=int(n.sum()),
    )  # fmt: skip


@contextmanager
def provided(held: Counts, owner: Person, breaks: tuple[Break, ...] = ()) -> Iterator[None]:
    """Let a method give these counts to its owner's organisation, while the block lasts."""

    def own(scope: Scope) -> bool:
        return scope.organisation_id == owner.organisation.pk

    def given(scope: Scope, key: str) -> registry.EventCounts | None:
        if not own(scope) or key != "1":
            return None
        names = {key: f"Område {key.upper()}" for key in held.areas}
        return registry.EventCounts(
            name="Provkällan", counts=held, names=names, labels={"SKA": "Skadegörelse"}, breaks=breaks,
            near={"a": ("d",)},
        )  # fmt: skip

    def sources(scope: Scope) -> list[registry.EventSource]:
        return [registry.EventSource(key="1", name="Provkällan")] if own(scope) else []

    before = dict(registry._providers)
    registry._providers.clear()
    registry.register_events("prov", registry.EventProvider(sources=sources, counts=given))
    try:
        yield
    finally:
        registry._providers.clear()
        registry._providers.update(before)


def an_action(by: Person, **more: Any) -> Action:
    """A decided action in area `a` that starts after 52 weeks."""
    told: dict[str, Any] = {
        "title": "Ljus i parken", "area": "a", "area_name": "Område A", "function": "Parkchefen", "starts": STARTS,
        "status": ActionStatus.DECIDED, "decided_by": by.user, "decided_at": EARLY, "ends": DUE, "goal": "Färre.",
        "indicator": "Rapporter", "no_cause_reason": "Ett uppdrag.",
    }  # fmt: skip
    if more.get("starts", STARTS) is None:  # only a draft may lack a start
        told |= {"status": ActionStatus.DRAFT, "decided_by": None, "decided_at": None}
    return Action.objects.create(
        organisation=by.organisation, written_by=by.user, written_at=EARLY, changed_at=EARLY, **told | more
    )


def a_choice(**more: Any) -> EvaluationChoice:
    """A difference against two areas, a year before and a year after."""
    due = more.pop("due", DUE)
    plan = Plan(
        design=Design.DIFFERENCE,
        treated=("a",),
        comparison=("b", "c"),
        categories=("SKA",),
        before=(START, STARTS),
        after=(STARTS, STARTS + timedelta(weeks=52)),
    )
    return EvaluationChoice(source=SOURCE, plan=replace(plan, **more), due=due)


def decided(by: Person, action: Action, **more: Any) -> Evaluation:
    """An evaluation that is decided in time."""
    return decide_evaluation(by=by.scope, at=EARLY, action=action, choice=a_choice(**more))
