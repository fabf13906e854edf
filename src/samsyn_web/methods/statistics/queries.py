"""Reads of official statistics."""

from __future__ import annotations

from django.db.models import QuerySet

from samsyn.methods.statistics.find import find
from samsyn.methods.statistics.method import Figures
from samsyn_web.base.scope import Permission, Scope
from samsyn_web.methods.statistics import policies
from samsyn_web.methods.statistics.models import StatisticsFile


def files(scope: Scope) -> QuerySet[StatisticsFile]:
    """Return the organisation's files, the newest first: those kept, and to who reads them in also the others."""
    if not scope.can(Permission.READ_PICTURE):
        return StatisticsFile.objects.none()
    own = StatisticsFile.objects.filter(organisation_id=scope.organisation_id).select_related("read_by")
    if not policies.can_read_in(scope):
        own = own.filter(kept_at__isnull=False, withdrawn_at__isnull=True)
    return own.order_by("-read_at", "-pk")


def file(scope: Scope, file_id: int) -> StatisticsFile | None:
    """Return one file, or none where it is not theirs."""
    return files(scope).filter(pk=file_id).first()


def told(scope: Scope, file_id: int) -> Figures | None:
    """Return what a file says, computed from its frozen rows."""
    found = file(scope, file_id)
    if found is None:
        return None
    observed = policies.observed(found)
    return Figures(observed=observed, found=find(observed))
