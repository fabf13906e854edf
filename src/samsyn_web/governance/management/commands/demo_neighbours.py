"""Gives the demonstration's municipality its other plans; all of them invented."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils.timezone import localdate

from samsyn_web.base import clock
from samsyn_web.base.scope import Role, Scope
from samsyn_web.causes.queries import open_problems
from samsyn_web.governance import services
from samsyn_web.governance.models import NeighbourPlan
from samsyn_web.people.models import Membership, Organisation

EXEMPELKOPING = "Exempelköping"
# name, body, reference, what in it, how they are kept in line, days until it is revised, how many problems it concerns
PLANS: tuple[tuple[str, str, str, str, str, int | None, int], ...] = (
    (
        "Översiktsplan 2040 (påhittad)", "Kommunstyrelsen", "KF § 61 (påhittat)",
        "Stråk, belysning och verksamhet i bottenvåningar vid stationen och i Ekbacken.",
        "Samordnaren läser förslaget före samråd. Lägesbilden bifogas planeringsunderlaget.", 120, 2,
    ),
    (
        "Plan för barn och unga (påhittad)", "Utbildningsnämnden", "UN § 22 (påhittat)",
        "Närvaro i skolan, övergångar mellan stadier och öppna mötesplatser.",
        "Verksamhetschefen sitter i samordningsgruppen. Planerna följs upp samma månad.", -40, 1,
    ),
    (
        "Handlingsprogram för skydd mot olyckor (påhittat)", "Räddningsnämnden", "RN § 4 (påhittat)",
        "Anlagda bränder i containrar och förråd.", "", None, 0,
    ),
)  # fmt: skip


class Command(BaseCommand):
    """List them where there are none; one is late, and how the last is kept in line is not agreed yet."""

    help = "Give the demonstration's municipality its other plans."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """Do nothing where there is one already."""
        organisation = Organisation.objects.get(name=EXEMPELKOPING, is_demo=True)
        if NeighbourPlan.objects.filter(organisation=organisation).exists():
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
        concerned = list(open_problems(anna).values_list("pk", flat=True))
        for name, body, reference, about, agreed, left, n in PLANS:
            services.write_neighbour(
                by=anna,
                at=at,
                name=name,
                body=body,
                reference=reference,
                about=about,
                valid_from=today - timedelta(days=600),
                revised_on=None if left is None else today + timedelta(days=left),
                agreed=agreed,
                problems=concerned[:n],
                agreed_on=today - timedelta(days=200) if agreed else None,
            )
