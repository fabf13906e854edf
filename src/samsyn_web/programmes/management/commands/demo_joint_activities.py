"""Lets the demonstration's invented programme plan a meeting between its municipalities, and move it once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils.timezone import localdate

from samsyn_web.base import clock
from samsyn_web.base.scope import Role, Scope
from samsyn_web.people.models import Membership, OrganisationKind
from samsyn_web.programmes import services
from samsyn_web.programmes.models import JointActivity, Participant, Programme

TITLE = "Nätverksmöte om föräldrastöd (påhittat)"


class Command(BaseCommand):
    """Once: after `demo_example_programme`, which makes the programme."""

    help = "Let the demonstration's invented programme plan a meeting between its municipalities."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """Plan it some weeks ahead, then move it a week."""
        made = Programme.objects.filter(
            is_fictional=True, organisation__is_demo=True, organisation__kind=OrganisationKind.PROGRAMME
        )
        programme = made.order_by("pk").first()
        if programme is None or JointActivity.objects.filter(programme=programme, title=TITLE).exists():
            return
        held = Membership.objects.filter(
            organisation=programme.organisation, role=Role.COORDINATOR, is_active=True
        ).first()
        if held is None:
            return
        lead = Scope(
            user_id=held.user_id,
            organisation_id=programme.organisation_id,
            role=Role.COORDINATOR,
            membership_id=held.pk,
        )
        now = clock.now()
        first = localdate(now) + timedelta(weeks=6)
        places = Participant.objects.filter(programme=programme).order_by("position")
        row = services.add_joint_activity(
            by=lead,
            at=now,
            programme=programme,
            written=services.JointWritten(
                kind="network",
                title=TITLE,
                place="Annanstad",
                starts=first,
                ends=first + timedelta(days=1),
                attended=tuple(places.values_list("key", flat=True)[:3]),
                partners="Exempelmyndigheten för föräldraskap",
            ),
        )
        later = first + timedelta(weeks=1)
        why = "Två kommuner hade lov samma vecka."
        services.move_joint_activity(
            by=lead, at=now, joint_activity=row, starts=later, ends=later + timedelta(days=1), reason=why
        )
