"""Lets the demonstration's municipalities share some of what they have with the invented programme."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from samsyn_web.base import clock
from samsyn_web.base.scope import Role, Scope
from samsyn_web.people import queries as people
from samsyn_web.programmes import queries, services
from samsyn_web.programmes.models import Participant, Programme, Share

SHORT = "Exempelprogrammet"
TAKING_PART = {"anna": "Exempelköping", "cecilia": "Annanstad"}
WITHOUT_SAMSYN = "Fantasivik"


class Command(BaseCommand):
    """Share, once: after `demo_example_programme`, which makes the programme."""

    help = "Share figures and a report with the demonstration's invented programme."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """Let Anna and Cecilia share what they have with Dag's programme."""
        made = Programme.objects.filter(organisation__is_demo=True, short_name=SHORT).first()
        if made is None or Share.objects.filter(participant__programme=made).exists():
            return
        for short, name in TAKING_PART.items():
            scope = _scope(short)
            place = Participant.objects.filter(programme=made, name=name, organisation__is_demo=True).first()
            if scope is not None and place is not None:
                _share(scope, clock.now(), place)
        _enter(made)


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


def _enter(made: Programme) -> None:
    """Let Dag's measurement of the municipality without Samsyn stand in the comparison."""
    dag = _scope("dag")
    place = Participant.objects.filter(programme=made, name=WITHOUT_SAMSYN, organisation=None).first()
    if dag is None or place is None:
        return
    keys = [one.key for one in queries.to_share(dag) if one.origin.startswith(WITHOUT_SAMSYN)]
    if keys:
        note = "Kommunens samordnare har sagt ja (påhittat exempel)."
        services.share(by=dag, at=clock.now(), participant=place, keys=keys, note=note)


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
