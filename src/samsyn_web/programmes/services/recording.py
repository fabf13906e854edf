"""What is done in a programme stands in the log."""

from __future__ import annotations

from datetime import datetime

from samsyn_web.base import audit
from samsyn_web.base.scope import Scope
from samsyn_web.programmes.models import Programme


def record(*, by: Scope | None, at: datetime, verb: str, programme: Programme) -> None:
    """Write a line in the log of whoever coordinates the programme."""
    audit.record(
        organisation_id=programme.organisation_id, by=by, at=at, verb=verb, target=programme, detail={}
    )
