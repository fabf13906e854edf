"""When a local project leader leaves or comes, the function is handed over in the municipality that it belongs to."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from samsyn_web.base.scope import Role, Scope
from samsyn_web.governance import services as governance
from samsyn_web.people.models import Membership
from samsyn_web.programmes import policies
from samsyn_web.programmes.models import Participant


@transaction.atomic
def hand_leader_over(*, by: Scope, at: datetime, subject: str, day: date, is_end: bool) -> None:
    """
    Propose the handing over where the function is: in the municipality's organisation, else in the programme's own.

    Who leaves is the municipality's only local project leader, where it has one and not several.
    """
    place = _participant(subject)
    if place is None or not policies.works_with(by, place):
        return
    organisation_id = place.organisation_id or place.programme.organisation_id
    found = Membership.objects.filter(
        organisation=place.organisation, role=Role.PROJECT_LEADER, is_active=True
    )
    leaders = list(found[:2]) if place.organisation else []
    with translation.override("sv"):
        function = _("Lokal projektledare, {programme}").format(programme=place.programme.short_name)
        if place.organisation_id is None:
            function = f"{function}, {place.name}"
    governance.propose_handover(
        by=by,
        at=at,
        organisation_id=organisation_id,
        subject=subject,
        function=function[:120],
        day=day,
        is_end=is_end,
        leaving=leaders[0] if is_end and len(leaders) == 1 else None,
    )


def _participant(subject: str) -> Participant | None:
    """Return the participant that a subject such as "programme/3/17/" is about."""
    parts = subject.strip("/").split("/")
    if len(parts) != 3 or not parts[2].isdigit():
        return None
    found = Participant.objects.select_related("programme").filter(pk=int(parts[2]))
    return found.first() if policies.subject_of(int(parts[1]), int(parts[2])) == subject else None
