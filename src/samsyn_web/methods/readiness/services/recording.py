"""What every change to a measurement does: it takes hold of one that is open, and writes an event."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext as _

from samsyn.errors import Refused
from samsyn_web.base import audit
from samsyn_web.base.scope import Scope
from samsyn_web.methods.readiness.models import Measurement
from samsyn_web.methods.readiness.policies import Scorer


def _opened(measurement: Measurement) -> Measurement:
    """Lock a measurement that is not closed."""
    found = Measurement.objects.select_for_update().get(pk=measurement.pk)
    if found.closed_at is not None:
        raise Refused(_("Mätningen är avslutad och ändras inte."))
    return found


def _record(
    by: Scorer, at: datetime, verb: str, measurement: Measurement, detail: Mapping[str, str] | None = None
) -> None:
    """Write an event; a score is never in it, and by a link there is nobody to name."""
    audit.record(
        organisation_id=measurement.organisation_id,
        by=by if isinstance(by, Scope) else None,
        at=at,
        verb=verb,
        target=measurement,
        detail=dict(detail or {}),
    )
