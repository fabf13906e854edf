"""Lets a package from an invented installation wait in the demonstration's programme, to be looked at and taken in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from secrets import token_bytes
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from samsyn.bundle.signed import sign_package
from samsyn.programme import SharedFigure, figure_from_plain
from samsyn_web.base import clock
from samsyn_web.base.scope import Role, Scope
from samsyn_web.people.models import Membership
from samsyn_web.programmes import services
from samsyn_web.programmes.models import Programme, ReceivedPackage, Share

SHORT = "Exempelprogrammet"
SENDER = "Fantasivik"
"""The participant that has no place in the demonstration, as if it had an installation of its own."""
LOWER = 0.4


class Command(BaseCommand):
    """Once, after `demo_sharing`, whose figures the invented ones stand beside."""

    help = "Leave a signed package from an invented installation to be taken in."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """Sign with a key that nobody keeps, and leave the package with the programme."""
        made = Programme.objects.filter(organisation__is_demo=True, short_name=SHORT).first()
        if made is None or ReceivedPackage.objects.filter(programme=made).exists():
            return
        dag = Membership.objects.filter(organisation=made.organisation, role=Role.COORDINATOR).first()
        shared = Share.objects.filter(participant__programme=made, publication=None, revoked_at=None)
        figures = _lower(figure_from_plain(one.content) for one in shared.order_by("participant", "pk"))
        if dag is None or not figures:
            return
        by = Scope(
            user_id=dag.user_id,
            organisation_id=dag.organisation_id,
            role=Role.COORDINATOR,
            membership_id=dag.pk,
        )
        at = clock.now()
        package = sign_package(
            seed=token_bytes(32),
            sharer=SENDER,
            receiver=made.name,
            series=made.name,
            number=1,
            at=at,
            figures=figures,
        )
        services.look_at(by=by, at=at, programme=made, given=package)


def _lower(figures: Iterable[SharedFigure]) -> list[SharedFigure]:
    """Return the first of each dimension, a little lower, as another municipality could have them."""
    found: dict[str, SharedFigure] = {}
    for one in figures:
        if len(one.key) == 1:
            found.setdefault(one.key, one)
    return [
        replace(one, value=one.value - LOWER, low=one.low - LOWER, high=one.high - LOWER, note="")
        for one in found.values()
        if one.low - LOWER >= 1
    ]
