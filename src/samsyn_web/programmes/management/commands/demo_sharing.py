"""Adds an invented programme that the demonstration's municipalities take part in and share with."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from samsyn.programme import Municipality
from samsyn.programme import Programme as Facts
from samsyn_web.base import clock
from samsyn_web.base.scope import Role, Scope
from samsyn_web.people import queries as people
from samsyn_web.people.models import Organisation, OrganisationKind
from samsyn_web.programmes import queries, services
from samsyn_web.programmes.models import Participant, Programme, Share

SHORT = "Exempelprogrammet"
TAKING_PART = {"anna": "Exempelköping", "cecilia": "Annanstad"}
BY_NAME_ONLY = (
    "Nordvik",
    "Sjöberga",
    "Västanby",
)  # municipalities without a place here, and none of them real
FACTS = Facts(
    name="Trygga platser, exempelprogram (uppdiktat)",
    short_name=SHORT,
    reference="Exempel 2026/7",
    is_fictional=True,
    municipalities=tuple(
        Municipality(
            key=name.lower().translate(str.maketrans("åäö", "aao")), name=name, code="", unit="kommun"
        )
        for name in (*TAKING_PART.values(), *BY_NAME_ONLY)
    ),
    focus_areas={1: "Lägesbild", 2: "Trygga skolvägar", 3: "Förändringsberedskap"},
    formats={1: "Utbildning", 2: "Handledning"},
    activities=(),
)


class Command(BaseCommand):
    """Load the programme, let two take part, and share; do nothing where it is there already."""

    help = "Add an invented programme with shared figures to the demonstration."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """Let Anna and Cecilia share what they have with Dag's programme."""
        led = Organisation.objects.filter(kind=OrganisationKind.PROGRAMME, is_demo=True).first()
        if led is None or Programme.objects.filter(organisation=led, short_name=SHORT).exists():
            return
        at = clock.now()
        made = services.load(by=None, at=at, organisation=led, facts=FACTS)
        for short, name in TAKING_PART.items():
            scope = _scope(short)
            organisation = Organisation.objects.filter(name=name, is_demo=True).first()
            if scope is not None and organisation is not None:
                place = Participant.objects.get(programme=made, name=name)
                services.join(by=None, at=at, participant=place, organisation=organisation)
                _share(scope, at, place)
        dag = _scope("dag")
        if dag is not None:
            services.open_quarter(
                by=dag, at=at, programme=made, quarter=f"{at.year}-Q4", due=date(at.year + 1, 1, 15)
            )


def _share(by: Scope, at: datetime, place: Participant) -> None:
    """Share the newest measurement of readiness and the newest report that is made for others."""
    offered = queries.to_share(by)
    dimensions = [one for one in offered if one.figure.key in "ABCDEF" and len(one.figure.key) == 1]
    first = dimensions[0].origin if dimensions else ""
    keys = [one.key for one in dimensions if one.origin == first]
    keys += [one.key for one in offered if one.figure.key in ("reports_per_reporter", "reporters_answered")]
    keys += [f"publication:{one.pk}" for one in queries.reports_to_share(by)[:1]]
    if not keys:
        return
    services.share(
        by=by, at=at, participant=place, keys=keys, note="Beslutat av styrgruppen (påhittat exempel)."
    )
    taken_back = Share.objects.filter(participant=place, title__contains="väntade rapportörerna").first()
    if taken_back is not None:  # so that the page shows what that looks like
        services.revoke(by=by, at=at, share=taken_back)


def _scope(short: str) -> Scope | None:
    user = people.user_by_email(f"{short}@exempel.se")
    member = people.memberships_of(user.pk).first() if user else None
    if member is None:
        return None
    return Scope(
        user_id=member.user_id,
        organisation_id=member.organisation_id,
        role=Role(member.role),
        membership_id=member.pk,
    )
