"""A member's secret address of the calendar: made, replaced, revoked."""

from __future__ import annotations

import secrets
from datetime import datetime
from hashlib import sha256

from django.db import transaction
from django.utils.translation import gettext as _

from samsyn.errors import Refused
from samsyn_web.base import audit
from samsyn_web.base.scope import Scope
from samsyn_web.methods.incidents.models import CalendarLink
from samsyn_web.people.models import Membership


@transaction.atomic
def make_link(*, by: Scope, at: datetime) -> str:
    """Return the token of a new address; one from before stops working. It is told once: only its digest is kept."""
    member = Membership.objects.select_for_update().filter(
        pk=by.membership_id, user_id=by.user_id, organisation_id=by.organisation_id
    )
    one = member.first()
    if one is None or by.by_link:
        raise Refused(_("Logga in för att få en kalenderadress."))
    CalendarLink.objects.filter(membership=one, revoked_at=None).update(revoked_at=at)
    token = secrets.token_urlsafe(24)
    made = CalendarLink.objects.create(
        membership=one, digest=sha256(token.encode()).hexdigest(), created_at=at
    )
    audit.record(
        organisation_id=by.organisation_id, by=by, at=at, verb="calendar.made", target=made, detail={}
    )
    return token


@transaction.atomic
def revoke_link(*, by: Scope, at: datetime) -> int:
    """Stop one's own address at once; returns how many there were."""
    stopped = CalendarLink.objects.filter(
        membership_id=by.membership_id, membership__user_id=by.user_id, revoked_at=None
    ).update(revoked_at=at)
    if stopped:
        target = f"people.membership:{by.membership_id}"
        audit.record(
            organisation_id=by.organisation_id,
            by=by,
            at=at,
            verb="calendar.revoked",
            target=target,
            detail={},
        )
    return stopped
