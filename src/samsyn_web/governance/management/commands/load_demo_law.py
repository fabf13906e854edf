"""Writes the law's documents for the invented municipality, and lets invented bodies decide them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils.timezone import make_aware

from samsyn.statutory import Kind
from samsyn_web.base.scope import Role, Scope
from samsyn_web.governance import queries, services
from samsyn_web.governance.management import invented
from samsyn_web.governance.models import Paper
from samsyn_web.people.models import Membership, Organisation

EXEMPELKOPING = "Exempelköping"
BOARD = "Kommunstyrelsen i Exempelköping"


class Command(BaseCommand):
    """Add what is not there yet; running it again changes nothing."""

    help = "Write the law's documents for the demonstration."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """Write the three documents, have them decided, and begin the next picture."""
        organisation = Organisation.objects.get(name=EXEMPELKOPING, is_demo=True)
        if Paper.objects.filter(organisation=organisation).exists():
            return
        anna = _scope(organisation)
        first = _written(anna, date(2026, 11, 9), Kind.PICTURE, "Lägesbild 2026", invented.PICTURE)
        _decide(anna, first, date(2026, 11, 16), "KS § 203 (påhittat)")
        first.refresh_from_db()
        version = queries.decided_versions(anna).first()
        if version is not None and version.decided_on >= date(2026, 11, 16):
            services.tie_plan(by=anna, at=_morning(version.decided_on), version=version, picture=first)
        followed = _written(
            anna, date(2026, 11, 18), Kind.FOLLOW_UP, "Uppföljning av åtgärdsplanen 2026", invented.FOLLOW_UP
        )
        _decide(anna, followed, date(2026, 11, 23), "KS § 221 (påhittat)")
        told = _written(
            anna,
            date(2026, 11, 24),
            Kind.ASSEMBLY,
            "Trygghetsarbetet 2026: rapport till fullmäktige",
            invented.ASSEMBLY,
        )
        _decide(
            anna, told, date(2026, 11, 25), "KF § 131, anmäld (påhittat)", "Kommunfullmäktige i Exempelköping"
        )
        services.start_paper(
            by=anna, at=_morning(date(2026, 11, 26)), kind=Kind.PICTURE, title="Lägesbild 2027"
        )


def _written(by: Scope, day: date, kind: Kind, title: str, texts: Mapping[str, str]) -> Paper:
    made = services.start_paper(by=by, at=_morning(day), kind=kind, title=title)
    for key, text in texts.items():
        services.write_paper_text(by=by, at=_morning(day), paper=made, key=key, text=text)
    return made


def _decide(by: Scope, paper: Paper, day: date, reference: str, body: str = BOARD) -> None:
    services.decide_paper(
        by=by, at=_morning(day), paper=paper, body=body, decided_on=day, minute_reference=reference
    )


def _scope(organisation: Organisation) -> Scope:
    held = Membership.objects.filter(
        organisation=organisation, role=Role.COORDINATOR.value, is_active=True
    ).first()
    if held is None:
        raise LookupError(f"{organisation} has no coordinator.")
    return Scope(
        user_id=held.user_id, organisation_id=organisation.pk, role=Role.COORDINATOR, membership_id=held.pk
    )


def _morning(day: date) -> datetime:
    return make_aware(datetime.combine(day, time(8)))
