"""Gives the demonstration's municipality functions that are out in the evenings."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from samsyn_web.actions import queries as actions
from samsyn_web.actions import services as acting
from samsyn_web.base import clock
from samsyn_web.base.scope import Role, Scope
from samsyn_web.people.models import Membership
from samsyn_web.places import queries as places

EXEMPELKOPING = "Exempelköping"


class Command(BaseCommand):
    """Add who is out when."""

    help = "Give the demonstration's municipality functions that are out in the evenings."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """Do nothing where somebody is out already."""
        held = Membership.objects.filter(
            organisation__name=EXEMPELKOPING, organisation__is_demo=True, role=Role.COORDINATOR.value
        ).first()
        if held is None:
            return
        anna = Scope(
            user_id=held.user_id,
            organisation_id=held.organisation_id,
            role=Role.COORDINATOR,
            membership_id=held.pk,
        )
        if not actions.presence(anna).exists():
            _presence(anna, clock.now())


def _presence(anna: Scope, at: datetime) -> None:
    names = dict(places.newest_areas(anna))
    keys = {name: key for key, name in names.items()}
    for function, area, weekday, starts, ends in (
        ("Trygghetsvärdar", "Stationsstaden", 4, time(17), time(23)),
        ("Trygghetsvärdar", "Köpingstorget", 5, time(17), time(23)),
        ("Fältgruppen", "Hammarvallen", 3, time(18), time(22)),
        ("Ordningsvakter", "Stationsstaden", 5, time(20), time(2)),
        ("Fritidsgården", "Hammarvallen", 4, time(18), time(22)),
    ):
        acting.add_presence(
            by=anna, at=at, function=function, weekday=weekday, starts=starts, ends=ends,
            area=keys.get(area, ""), area_name=area,
        )  # fmt: skip
