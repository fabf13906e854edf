"""Gives the demonstration's municipality its governance model; all of it invented, with two honest gaps."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils.timezone import localdate

from samsyn_web.base import clock
from samsyn_web.base.scope import Role, Scope
from samsyn_web.governance import services
from samsyn_web.governance.models import SteeringBody, SteeringModel
from samsyn_web.people.models import Membership, Organisation

EXEMPELKOPING, HOMES = "Exempelköping", "Exempelköpingsbostäder AB (påhittat)"
COUNCIL = "Strategiska rådet"
# name, level, whose, mandate, reference, members, cycle, reports to, kinds of decision, own kinds
BODIES: tuple[dict[str, Any], ...] = (
    {
        "name": "Kommunstyrelsen", "level": "strategic", "whose": "Kommunen",
        "mandate": "Leder arbetet och beslutar åtgärdsplanen. Lämnar rapport till fullmäktige två gånger om året.",
        "reference": "Reglemente för kommunstyrelsen, KF § 41 (påhittat)",
        "members": [("Kommunstyrelsen", "ordförande"), ("Kommunstyrelsen", "andre vice ordförande")],
        "cycle": "en gång i månaden", "matters": ["plan", "money", "report"],
    },
    {
        "name": COUNCIL, "level": "strategic", "whose": "Kommunen och polisen",
        "mandate": "Bereder strategiska frågor, väljer vilka problem som kommer först och ingår överenskommelser.",
        "reference": "KS § 88 (påhittat)", "to": ["Kommunstyrelsen"],
        "members": [
            ("Kommunen", "kommundirektör"), ("Polismyndigheten", "lokalpolischef"),
            (HOMES, "vd"), ("Socialförvaltningen", "förvaltningschef"),
        ],
        "cycle": "fyra gånger om året", "matters": ["priorities", "agreements"],
    },
    {
        "name": "Samordningsgruppen", "level": "coordinating", "whose": "Kommunledningskontoret",
        "mandate": "Fastställer lägesbilden, följer upp planen och lämnar frågor om pengar och mandat till rådet.",
        "reference": "Strategiska rådet, minnesanteckning 3 (påhittad)", "to": [COUNCIL],
        "members": [
            ("Kommunledningskontoret", "samordnare"), ("Skolförvaltningen", "verksamhetschef"),
            ("Socialförvaltningen", "enhetschef"), ("Polismyndigheten", "kommunpolis"),
            (HOMES, "förvaltningschef"),
        ],
        "cycle": "varannan vecka", "matters": ["picture", "follow_up"],
    },
    {
        "name": "Torsdagsgruppen i Ekbacken", "level": "operative", "whose": "Kultur- och fritidsförvaltningen",
        "mandate": "Beslutar om insatser på torget och runt skolan inom den egna budgeten.",
        "reference": "Samordningsgruppen 14 mars (påhittad)", "to": ["Samordningsgruppen"],
        "members": [
            ("Kultur- och fritidsförvaltningen", "fältsekreterare"), ("Ekbackens skola", "rektor"),
            ("Polismyndigheten", "områdespolis"),
        ],
        "cycle": "varje torsdag", "matters": ["everyday"],
    },
    {
        # An honest gap: a company's group that works well, and that nobody above hears from.
        "name": "Bostadsbolagets trygghetsgrupp", "level": "operative", "whose": HOMES,
        "mandate": "Beslutar om belysning, lås och städning i bolagets bestånd.",
        "reference": "Bolagets styrelse § 12 (påhittat)",
        "members": [(HOMES, "trygghetsansvarig"), (HOMES, "bovärd")],
        "cycle": "en gång i månaden", "own": "beslutar om belysning och lås i bolagets hus",
    },
)  # fmt: skip


class Command(BaseCommand):
    """Decide it a year back, where there is none; who decides what is shared is nobody's yet."""

    help = "Give the demonstration's municipality its governance model."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """Do nothing where there is one already."""
        organisation = Organisation.objects.get(name=EXEMPELKOPING, is_demo=True)
        if SteeringModel.objects.filter(organisation=organisation).exists():
            return
        held = Membership.objects.get(organisation=organisation, role=Role.COORDINATOR.value, is_active=True)
        anna = Scope(
            user_id=held.user_id,
            organisation_id=organisation.pk,
            role=Role.COORDINATOR,
            membership_id=held.pk,
        )
        at = clock.now()
        model = services.start_steering(by=anna, at=at)
        kept: dict[str, SteeringBody] = {}
        for one in BODIES:
            said = {key: value for key, value in one.items() if key not in ("to", "own")}
            kept[one["name"]] = services.write_body(
                by=anna,
                at=at,
                model=model,
                reports_to=[kept[name].pk for name in one.get("to", ())],
                own_matters=one.get("own", ""),
                **said,
            )
        services.decide_steering(
            by=anna,
            at=at,
            model=model,
            body="Kommunstyrelsen",
            decided_on=localdate(at) - timedelta(days=320),
            minute_reference="KS § 12 (påhittat)",
        )
