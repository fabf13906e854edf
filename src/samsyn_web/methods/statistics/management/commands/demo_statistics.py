"""Adds an invented file of reported offences to the demonstration's municipality, and a picture of some figures."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from samsyn.methods.statistics import STATISTICS, Pick, StatisticsReading
from samsyn.methods.statistics.example import HOME
from samsyn.methods.statistics.figures import COUNT
from samsyn_web.base import clock
from samsyn_web.base.scope import Role, Scope
from samsyn_web.findings import services as judging
from samsyn_web.methods.statistics import services
from samsyn_web.methods.statistics.models import StatisticsFile
from samsyn_web.people.models import Membership

PICKS = tuple(Pick(area=HOME, category=one, kind=COUNT) for one in ("Misshandel", "Skadegörelse", "Rån"))


class Command(BaseCommand):
    """Add a kept file and a judged picture of three of its figures; do nothing where there are files already."""

    help = "Fill the demonstration's municipality with an invented file of statistics."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """Let Anna read the library's invented file in and keep it."""
        anna = (
            Membership.objects.select_related("organisation")
            .filter(organisation__is_demo=True, organisation__name="Exempelköping", role=Role.COORDINATOR)
            .order_by("pk")
            .first()
        )
        if anna is None or StatisticsFile.objects.filter(organisation=anna.organisation).exists():
            return
        scope = Scope(
            user_id=anna.user_id,
            organisation_id=anna.organisation_id,
            role=Role.COORDINATOR,
            membership_id=anna.pk,
        )
        example, at = STATISTICS.example(), clock.now() - timedelta(days=21)
        made = services.read(
            by=scope,
            at=at,
            reading=StatisticsReading(
                table=example.table, source=example.source, sha256=example.sources[0], warnings=()
            ),
            template=example.source.key,
            name="anmalda-brott-uppdiktad.csv",
            options=example.options,
            is_invented=True,
        )
        services.keep(by=scope, at=at + timedelta(minutes=5), one=made)
        picked = services.pick_figures(
            by=scope, at=at + timedelta(minutes=20), one=made, picks=PICKS, year=made.year
        )
        judging.mark_judged(by=scope, at=at + timedelta(minutes=40), picture=picked)
