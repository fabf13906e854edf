"""Notes in the invented programme of the demonstration who supports whom; two ask the same unit, all is invented."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils.timezone import localdate

from samsyn_web.base import clock
from samsyn_web.base.scope import Role, Scope
from samsyn_web.people.models import Membership
from samsyn_web.programmes import services
from samsyn_web.programmes.models import NationalInitiative, Participant, Programme

# place of the participant: supporter, what, unit, area, focus area, first day, days (none: goes on), source
INITIATIVES: tuple[tuple[int, str, str, str, str, int | None, int, int | None, str], ...] = (
    (0, "Exempelmyndigheten", "Stöd till SSPF i skolan", "Utbildningsförvaltningen", "Bergshöjden", 2, -60, 200,
     "Påhittat uppdrag 2026"),
    (0, "Länsstyrelsen i Exempellän", "Kampanj om skolnärvaro", "Utbildningsförvaltningen", "", None, 14, 90,
     "Påhittat möte med kommunen"),
    (0, "Skenverket", "Stöd till föräldrar i utsatta områden", "Socialförvaltningen", "Bergshöjden", 2, -20, None,
     "Påhittat regleringsbrev"),
    (1, "Exempelmyndigheten", "Stöd till SSPF i skolan", "Barn- och utbildning", "", 2, -60, 200,
     "Påhittat uppdrag 2026"),
    (1, "Skenverket", "Granskning av föreningsbidrag", "Kultur och fritid", "", 4, -120, 100, "Påhittat brev"),
    (2, "Länsstyrelsen i Exempellän", "Nätverk för samordnare", "Säkerhetsenheten", "", 1, -200, None,
     "Påhittat möte med kommunen"),
)  # fmt: skip


class Command(BaseCommand):
    """Add what is not there yet; without an invented programme, or a second time, nothing changes."""

    help = "Note in the demonstration's invented programme who supports whom."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """Let whoever leads the programme note them."""
        programme = (
            Programme.objects.filter(is_fictional=True, organisation__is_demo=True).order_by("pk").first()
        )
        lead = (
            programme
            and Membership.objects.filter(
                organisation=programme.organisation, role=Role.COORDINATOR, is_active=True
            ).first()
        )
        if (
            not programme
            or not lead
            or NationalInitiative.objects.filter(participant__programme=programme).exists()
        ):
            return
        by = Scope(
            user_id=lead.user_id,
            organisation_id=lead.organisation_id,
            role=Role.COORDINATOR,
            membership_id=lead.pk,
        )
        now = clock.now()
        places = list(Participant.objects.filter(programme=programme).order_by("position"))
        for place, supporter, title, unit, area, focus, first, days, source in INITIATIVES:
            starts = localdate(now) + timedelta(days=first)
            written = services.InitiativeWritten(
                supporter=supporter,
                title=title,
                source=source,
                unit=unit,
                area=area,
                focus_area=focus,
                starts=starts,
                ends=None if days is None else starts + timedelta(days=days),
            )
            services.add_initiative(by=by, at=now, participant=places[place], written=written)
