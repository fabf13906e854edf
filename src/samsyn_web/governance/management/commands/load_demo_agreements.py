"""Gives the demonstration's municipality its agreements on working together; all of them invented."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils.timezone import localdate

from samsyn_web.base import clock
from samsyn_web.base.scope import Role, Scope
from samsyn_web.governance import services
from samsyn_web.governance.models import Agreement, Renewal
from samsyn_web.people.models import Membership, Organisation

EXEMPELKOPING = "Exempelköping"
ASKED = "Köpmannaföreningen i Exempelköping (påhittad) tackade nej, vill vänta till efter ombyggnaden"
# name, parties, purposes, areas, reference, days ago it began, days until its last day, what happens then
AGREED: tuple[
    tuple[str, tuple[tuple[str, str], ...], tuple[str, ...], tuple[str, ...], str, int, int | None, Renewal], ...
] = (
    (
        "Samverkansöverenskommelse kommunen och polisen",
        (("Polismyndigheten, lokalpolisområde Exempelköping (påhittat)", "lokalpolischef"),),
        ("Färre brott och ökad trygghet på de platser där läget är sämst", "En gemensam lägesbild"),
        ("Centrum och stationsområdet", "Unga i riskmiljöer", "Våld i offentlig miljö"),
        "dnr 2024/318 (påhittad)",
        930,
        140,
        Renewal.ENDS,
    ),
    (
        "Överenskommelse om trygga bostadsområden",
        (
            ("Exempelköpingsbostäder AB (påhittat)", "förvaltningschef"),
            ("Fastighetsägare Björkhaga (påhittad)", "ordförande"),
        ),
        ("Mindre skadegörelse och färre inbrott i förråd",),
        ("Björkhaga", "Ekbacken", "Belysning och lås"),
        "dnr 2025/77 (påhittad)",
        540,
        190,
        Renewal.EXTENDS,
    ),
    (
        "Överenskommelse om trygg skolväg",
        (("Vägföreningen i Sjövreten (påhittad)", "styrelsens ordförande"),),
        ("Tryggare väg till skolan under ombyggnaden",),
        ("Sjövreten",),
        "dnr 2023/512 (påhittad)",
        760,
        -30,
        Renewal.ENDS,
    ),
)  # fmt: skip


class Command(BaseCommand):
    """Add them where there are none."""

    help = "Give the demonstration's municipality its agreements."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """Do nothing where there is one already."""
        organisation = Organisation.objects.get(name=EXEMPELKOPING, is_demo=True)
        if Agreement.objects.filter(organisation=organisation).exists():
            return
        held = Membership.objects.get(organisation=organisation, role=Role.COORDINATOR.value, is_active=True)
        anna = Scope(
            user_id=held.user_id,
            organisation_id=organisation.pk,
            role=Role.COORDINATOR,
            membership_id=held.pk,
        )
        at = clock.now()
        today = localdate(at)
        for name, parties, purposes, areas, reference, began, left, renewal in AGREED:
            services.add_agreement(
                by=anna,
                at=at,
                name=name,
                parties=parties,
                purposes="\n".join(purposes),
                areas="\n".join(areas),
                reference=reference,
                valid_from=today - timedelta(days=began),
                valid_until=None if left is None else today + timedelta(days=left),
                renewal=renewal,
            )
        services.record_duty(
            by=anna,
            at=at,
            paragraph="9",
            slots=["agreement"],
            outcome="attempt",
            day=today - timedelta(days=48),
            reference=ASKED,
        )
