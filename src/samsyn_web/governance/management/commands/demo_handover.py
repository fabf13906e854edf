"""Gives the demonstration's municipality a function that is about to change hands; every word is invented."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from samsyn_web.base import clock
from samsyn_web.base.scope import Role, Scope
from samsyn_web.governance import services
from samsyn_web.governance.models import Handover, HandoverCheck
from samsyn_web.people.models import Membership, Organisation

EXEMPELKOPING = "Exempelköping"
NOTE = """Torsdagsgruppen i Ekbacken fungerar för att den är kort. Låt den inte växa.
Köpmännen svarar inte på brev. Gå dit en förmiddag före klockan tio i stället.
Skolan slutade rapportera i våras när rektorn byttes. Be om en ny rapportör i augusti, inte senare.
Nämnden vill ha planen två veckor före sitt möte, inte en."""
WHERE = """Diariet: dnr 2025/77 och 2026/114 (påhittade)
Gemensam mapp: Trygghet, undermapp per område
Överenskommelsen med polisen: original hos kommunjuristen"""


class Command(BaseCommand):
    """Begin it where there is none, half gone through."""

    help = "Give the demonstration's municipality a function that changes hands."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """Do nothing where there is one already."""
        organisation = Organisation.objects.get(name=EXEMPELKOPING, is_demo=True)
        if Handover.objects.filter(organisation=organisation).exists():
            return
        held = Membership.objects.get(organisation=organisation, role=Role.COORDINATOR.value, is_active=True)
        anna = Scope(
            user_id=held.user_id,
            organisation_id=organisation.pk,
            role=Role.COORDINATOR,
            membership_id=held.pk,
        )
        at = clock.now()
        made = services.start_handover(by=anna, at=at, function="Samordnare")
        services.write_handover(by=anna, at=at, handover=made, note=NOTE, where=WHERE, seen=1)
        for check in HandoverCheck.objects.filter(handover=made, place__lte=2):
            services.tick_point(by=anna, at=at, check=check, is_done=True)
