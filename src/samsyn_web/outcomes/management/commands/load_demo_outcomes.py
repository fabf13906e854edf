"""Evaluates the invented municipality's actions, whose truth is known, and follows two invented indicators."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils.timezone import make_aware

from samsyn.methods.incidents.example import PLANTED, Planted
from samsyn.outcomes import Adding, Design, Kind, Plan, Rule, usual_spans
from samsyn_web.actions.models import Action, ActionStatus
from samsyn_web.base import registry
from samsyn_web.base.scope import Role, Scope
from samsyn_web.outcomes import queries, services
from samsyn_web.outcomes.models import Evaluation, Indicator
from samsyn_web.people.models import Membership, Organisation

EXEMPELKOPING = "Exempelköping"
KINDS = ("action_that_works", "action_that_does_not_work", "action_that_cannot_be_judged")
TOLD: dict[str, dict[str, Any]] = {
    "action_that_works": {
        "fidelity": "as_planned", "cause": "yes", "unit": "lampor", "planned": 24.0, "done": 24.0,
        "text": "Alla lampor är bytta och buskarna nedklippta till en halv meter.",
    },
    "action_that_does_not_work": {
        "fidelity": "as_planned", "cause": "no", "unit": "kameror", "planned": 2.0, "done": 2.0,
        "text": "Kamerorna sitter uppe. Skadegörelsen sker på baksidan, som de inte ser.",
    },
    "action_that_cannot_be_judged": {
        "fidelity": "partly", "cause": "unknown", "unit": "kvällar", "planned": 18.0, "done": 11.0,
        "text": "Skolvärden har varit sjuk, och skolan har slutat rapportera under tiden.",
    },
}  # fmt: skip


class Command(BaseCommand):
    """Add what is not there yet; running it again changes nothing."""

    help = "Evaluate the demonstration's actions and follow its indicators."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """Find each planted action, make it where nobody has, and let it be decided and computed in its time."""
        organisation = Organisation.objects.get(name=EXEMPELKOPING, is_demo=True)
        anna = _scope(organisation)
        found = {one.key: queries.counted(anna, one.key) for one in registry.event_sources(anna)}
        known = {key: held for key, held in found.items() if held is not None}
        if known:  # the example itself, which reaches furthest back
            source = min(known, key=lambda key: known[key].counts.first)
            for planted in PLANTED:
                if planted.kind in KINDS:
                    _evaluate(anna, planted, source, known[source])
        if not Indicator.objects.filter(organisation=organisation).exists():
            _follow(anna)


def _scope(organisation: Organisation) -> Scope:
    held = Membership.objects.filter(
        organisation=organisation, role=Role.COORDINATOR.value, is_active=True
    ).first()
    if held is None:
        raise LookupError(f"{organisation} has no coordinator.")
    return Scope(
        user_id=held.user_id, organisation_id=organisation.pk, role=Role.COORDINATOR, membership_id=held.pk
    )


def _evaluate(by: Scope, planted: Planted, source: str, held: registry.EventCounts) -> None:
    keys = {name: key for key, name in held.names.items()}
    treated, comparison = (
        tuple(keys[name] for name in names if name in keys)
        for names in (planted.areas, planted.comparison_areas)
    )
    if not treated or not comparison:
        return
    action = _action(by, planted, treated[0])
    if Evaluation.objects.filter(action=action).exists():
        return
    weeks = (planted.end - planted.start).days // 7
    before, after = usual_spans(planted.start, weeks_after=min(weeks, 52))
    plan = Plan(
        design=Design.DIFFERENCE,
        treated=treated,
        comparison=comparison,
        categories=(planted.category,) if planted.category else (),
        before=before,
        after=after,
    )
    choice = services.EvaluationChoice(source=source, plan=plan, due=after[1])
    decided = _morning(planted.start - timedelta(days=28))
    made = services.decide_evaluation(by=by, at=decided, action=action, choice=choice, counted=held)
    told = TOLD[planted.kind]
    services.tell_process(by=by, at=_morning(after[1]), action=action, **told)
    services.compute_evaluation(by=by, at=_morning(after[1]), evaluation=made, counted=held)


def _action(by: Scope, planted: Planted, area: str) -> Action:
    """Return the planted action; the plan may have it already."""
    own = Action.objects.filter(organisation_id=by.organisation_id, starts=planted.start)
    found = own.filter(title=planted.title).first() or own.filter(area=area).first()
    if found is not None:
        return found
    at = _morning(planted.start - timedelta(days=42))
    return Action.objects.create(
        organisation_id=by.organisation_id,
        title=planted.title,
        area=area,
        area_name=planted.areas[0],
        function="Driftchefen",
        goal=f"Färre händelser i {planted.areas[0]}.",
        starts=planted.start,
        status=ActionStatus.UNDER_WAY,
        decided_by_id=by.user_id,
        decided_at=at,
        written_by_id=by.user_id,
        written_at=at,
        changed_at=at,
    )


def _follow(by: Scope) -> None:
    """Follow a share that goes the right way and a stock that goes too slowly, both invented."""
    safe = services.add_indicator(
        by=by,
        at=_morning(date(2025, 12, 15)),
        name="Andel som känner sig trygga på torget på kvällen",
        counts="Andel av dem som svarar på torget en torsdag i månaden som säger ”mycket” eller ”ganska trygg”",
        unit="andel",
        source="Kommunens korta torgenkät (påhittad)",
        direction="up",
        rule=Rule(kind=Kind.SHARE, over_time=Adding.WEIGHTED, over_areas=Adding.WEIGHTED),
        baseline=0.52,
        target=0.65,
        starts=date(2026, 1, 1),
        due=date(2026, 12, 31),
    )
    asked = (("2026-Q1", 44, 84), ("2026-Q2", 51, 90), ("2026-Q3", 53, 86))
    figures = [
        services.Figure(period=period, part=float(part), whole=float(whole)) for period, part, whole in asked
    ]
    services.add_readings(by=by, at=_morning(date(2026, 10, 5)), indicator=safe, figures=figures)
    dark = services.add_indicator(
        by=by,
        at=_morning(date(2025, 12, 15)),
        name="Gatlampor som inte lyser",
        counts="Lampor som inte lyser vid rundan den sista torsdagen i månaden",
        unit="lampor",
        source="Gatuenhetens runda (påhittad)",
        direction="down",
        rule=Rule(kind=Kind.STOCK, over_time=Adding.LAST, over_areas=Adding.SUM),
        baseline=48.0,
        target=10.0,
        starts=date(2026, 1, 1),
        due=date(2026, 12, 31),
    )
    counted = (48, 45, 46, 41, 39, 38, 38, 36, 34, 33)
    months = [
        services.Figure(period=f"2026-{number:02}", value=float(value))
        for number, value in enumerate(counted, start=1)
    ]
    services.add_readings(by=by, at=_morning(date(2026, 11, 2)), indicator=dark, figures=months)


def _morning(day: date) -> datetime:
    return make_aware(datetime.combine(day, time(8)))
