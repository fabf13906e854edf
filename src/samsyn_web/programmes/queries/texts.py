"""Reads of what is written in the final report."""

from __future__ import annotations

from samsyn_web.base.scope import Scope
from samsyn_web.programmes.models import ReportText
from samsyn_web.programmes.queries.programmes import programmes


def texts(scope: Scope, programme_id: int) -> dict[str, ReportText]:
    """Return what is written in the final report, by section."""
    found = ReportText.objects.filter(
        programme_id=programme_id, programme__in=programmes(scope).values("pk")
    ).select_related("changed_by")
    return {one.key: one for one in found}
