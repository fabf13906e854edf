"""Lets an invented county board and an invented authority be partners in the demonstration's invented programme."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils.timezone import localdate

from samsyn_web.base import clock
from samsyn_web.base.scope import Role, Scope
from samsyn_web.people.models import Membership, Organisation, OrganisationKind
from samsyn_web.programmes import services
from samsyn_web.programmes.models import Contribution, Participant, Programme, ProgrammePartner

COUNTY_BOARD, AUTHORITY, COUNTY = "Länsstyrelsen i Exempellän", "Exempelmyndigheten för föräldraskap", "99"


class Command(BaseCommand):
    """Once: after `demo_example_programme`, which makes the programme."""

    help = "Let invented partners take part in the demonstration's invented programme."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """Add both, and let each hand in something."""
        made = Programme.objects.filter(
            is_fictional=True, organisation__is_demo=True, organisation__kind=OrganisationKind.PROGRAMME
        )
        programme = made.order_by("pk").first()
        if programme is None or Contribution.objects.filter(partner__programme=programme).exists():
            return
        lead = _scope(programme.organisation)
        board, authority = (
            Organisation.objects.filter(name=name, is_demo=True).first() for name in (COUNTY_BOARD, AUTHORITY)
        )
        if lead is None or board is None or authority is None:
            return
        now = clock.now()
        since = localdate(now) - timedelta(days=420)
        added: dict[str, Any] = {"by": lead, "at": now, "programme": programme, "name": "", "starts": since}
        theirs = services.add_partner(**added, role="county_board", organisation=board, county=COUNTY)
        other = services.add_partner(**added, role="authority", organisation=authority)
        _hand_in(theirs, other, list(Participant.objects.filter(programme=programme).order_by("position")))


def _hand_in(board: ProgrammePartner, authority: ProgrammePartner, places: list[Participant]) -> None:
    now = clock.now()
    today = localdate(now)
    of_board, of_authority = (
        _scope(one.organisation) if one.organisation else None for one in (board, authority)
    )
    if of_board is None or of_authority is None:
        return
    services.contribute(
        by=of_board,
        at=now,
        partner=board,
        participant=places[1],
        kind="request",
        focus_area=1,
        text="Vi vill ta med kommunens lägesbild i länets sammanställning. När är den klar?",
    )
    by: dict[str, Any] = {"by": of_authority, "at": now, "partner": authority, "focus_area": 2}
    services.contribute(
        **by,
        participant=places[0],
        kind="activity",
        text="Kurs för ledare av föräldragrupper",
        starts=today + timedelta(days=60),
        ends=today + timedelta(days=61),
    )
    given = services.contribute(
        **by,
        participant=places[2],
        kind="advice",
        text="Hur kursen kan hållas när tjänsten är vakant: två kommuner delar på en kursledare.",
        starts=today - timedelta(days=12),
        hours=Decimal(2),
    )
    lead = _scope(board.programme.organisation)
    if lead is not None:
        services.accept_contribution(by=lead, at=now, contribution=given, answer="Tack, det prövar vi.")


def _scope(organisation: Organisation) -> Scope | None:
    wanted = (Role.COORDINATOR, Role.PROGRAMME_PARTNER)
    held = Membership.objects.filter(organisation=organisation, role__in=wanted, is_active=True).first()
    if held is None:
        return None
    return Scope(
        user_id=held.user_id,
        organisation_id=organisation.pk,
        role=Role(held.role),
        membership_id=held.pk,
    )
