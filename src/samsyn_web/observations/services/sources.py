"""Sources: what an organisation declares about where its rows come from."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from samsyn import files
from samsyn.table import Source as DeclaredSource
from samsyn_web.base import audit
from samsyn_web.base.scope import Scope
from samsyn_web.observations import policies
from samsyn_web.observations.models import Source
from samsyn_web.places.models import AreaVersion


@transaction.atomic
def declare_source(
    *, by: Scope, at: datetime, declared: DeclaredSource, area_version: AreaVersion | None = None
) -> Source:
    """
    Keep what the organisation declares about a source; the same key again replaces it.

    `area_version` is what its rows are placed in; left out, it stays as it was.
    """
    policies.check_can_work_with_data(by)
    said: dict[str, Any] = {
        "name": declared.name,
        "declaration": files.dump_source(declared),
        "declared_by_id": by.user_id,
        "declared_at": at,
    }
    if area_version is not None:
        said["area_version"] = area_version
    before = Source.objects.filter(organisation_id=by.organisation_id, key=declared.key).first()
    compared = [name for name in ("name", "declaration", "area_version") if name in said]
    if before is not None and all(getattr(before, name) == said[name] for name in compared):
        return before  # nothing new is said
    source, _ = Source.objects.update_or_create(
        organisation_id=by.organisation_id, key=declared.key, defaults=said
    )
    audit.record(
        organisation_id=by.organisation_id, by=by, at=at, verb="source.declared", target=source, detail={}
    )
    return source
