"""Tells, for the demonstration's municipality, what is done under the law; all of it invented."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils.timezone import localdate

from samsyn_web.base import clock
from samsyn_web.base.scope import Role, Scope
from samsyn_web.governance import services
from samsyn_web.governance.models import DutyRecord
from samsyn_web.people.models import Membership, Organisation

EXEMPELKOPING = "Exempelköping"
DAY = timedelta(days=1)
ALL = ("extent", "consequences", "other_information", "analysis")
PICTURE = "Lägesbild 2024, dnr 2024/318 (påhittad)"
# paragraph, parts, outcome, days ago, reference, body, until in days
TOLD: tuple[tuple[str, tuple[str, ...], str, int, str, str, int | None], ...] = (
    ("4", ALL, "result", 655, PICTURE, "Kommunstyrelsen § 31", None),
    ("7", ("integration",), "begun", 95, "Översiktsplanen: möte om trygghetskapitlet (påhittat)", "", None),
    ("12", ("support",), "result", 640, "Uppdragsbeskrivning för samordnaren, dnr 2024/322 (påhittad)", "", None),
)  # fmt: skip
OWNERS = (
    ("4", "Analytiker, stadsledningskontoret"),
    ("5", "Säkerhetschef"),
    ("6", "Brottsförebyggande samordnare"),
    ("7", "Planchef"),
    ("9", "Brottsförebyggande samordnare"),
    ("10", "Kommundirektör"),
    ("13", "Kommunsekreterare"),
)


class Command(BaseCommand):
    """Tell it where nothing is told."""

    help = "Give the demonstration's municipality its standing under the law."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """Do nothing where something is told already."""
        organisation = Organisation.objects.get(name=EXEMPELKOPING, is_demo=True)
        if DutyRecord.objects.filter(organisation=organisation).exists():
            return
        held = Membership.objects.get(organisation=organisation, role=Role.COORDINATOR.value, is_active=True)
        anna = Scope(
            user_id=held.user_id,
            organisation_id=organisation.pk,
            role=Role.COORDINATOR,
            membership_id=held.pk,
        )
        at = clock.now()
        services.set_leading_body(
            by=anna,
            at=at,
            name="Kommunstyrelsen",
            decided_on=date(2023, 9, 25),
            reference="Reglemente för kommunstyrelsen, KF § 112 (påhittat)",
        )
        for told in TOLD:
            _tell(anna, at, *told)
        for paragraph, function in OWNERS:
            services.set_duty_owner(by=anna, at=at, paragraph=paragraph, function=function)


def _tell(
    by: Scope,
    at: datetime,
    paragraph: str,
    slots: tuple[str, ...],
    outcome: str,
    ago: int,
    reference: str,
    body: str,
    until: int | None,
) -> None:
    today = localdate(at)
    services.record_duty(
        by=by,
        at=at,
        paragraph=paragraph,
        slots=list(slots),
        outcome=outcome,
        day=today - ago * DAY,
        reference=reference,
        body=body,
        until=None if until is None else today + until * DAY,
    )
