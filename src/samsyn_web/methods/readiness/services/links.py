"""Secret links by which a scorer without an account scores."""

from __future__ import annotations

import secrets
from datetime import date, datetime
from hashlib import sha256

from django.db import transaction
from django.utils.timezone import localdate

from samsyn_web.base.scope import Scope
from samsyn_web.methods.readiness import policies
from samsyn_web.methods.readiness.models import Measurement, ScorerLink
from samsyn_web.methods.readiness.services.recording import _opened, _record


@transaction.atomic
def make_scorer_link(*, by: Scope, at: datetime, measurement: Measurement, seat: int, until: date) -> str:
    """Return the token of a new link to a seat; one from before stops working. It is told once."""
    measurement = _opened(measurement)
    policies.check_gives_link(by, measurement, seat, until, localdate(at))
    ScorerLink.objects.filter(measurement=measurement, seat=seat, revoked_at=None).update(revoked_at=at)
    token = secrets.token_urlsafe(24)
    ScorerLink.objects.create(
        measurement=measurement,
        seat=seat,
        digest=sha256(token.encode()).hexdigest(),
        until=until,
        made_by_id=by.user_id,
        made_at=at,
    )
    _record(by, at, "measurement.link_made", measurement, {"seat": str(seat)})
    return token


@transaction.atomic
def revoke_scorer_link(*, by: Scope, at: datetime, measurement: Measurement, seat: int) -> int:
    """Stop the link to a seat at once; returns how many there were. What was scored by it stays."""
    policies.check_looks_after(by, measurement, seat)
    stopped = ScorerLink.objects.filter(measurement=measurement, seat=seat, revoked_at=None).update(
        revoked_at=at
    )
    if stopped:
        _record(by, at, "measurement.link_revoked", measurement, {"seat": str(seat)})
    return stopped


def note_scorer_link_use(*, by: None, at: datetime, link: ScorerLink) -> None:
    """Remember the day on which a link was last used; who used it is not known."""
    today = localdate(at)
    ScorerLink.objects.filter(pk=link.pk).exclude(used_on=today).update(used_on=today)
