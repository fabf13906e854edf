"""Reads of quarterly reports."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from samsyn_web.base.scope import Scope
from samsyn_web.programmes.models import QuarterlyPart, QuarterlyReport, QuarterlyVersion
from samsyn_web.programmes.queries.programmes import programmes


def reports(scope: Scope, programme_id: int) -> QuerySet[QuarterlyReport]:
    """Return quarterly reports: all of them to the coordinator, its own to a participant."""
    found = QuarterlyReport.objects.filter(
        participant__programme_id=programme_id, participant__programme__in=programmes(scope).values("pk")
    )
    own = Q(participant__programme__organisation_id=scope.organisation_id) | Q(
        participant__organisation_id=scope.organisation_id
    )
    return (
        found.filter(own)
        .select_related("participant__programme")
        .order_by("-quarter", "participant__position")
    )


def report(scope: Scope, report_id: int) -> QuarterlyReport | None:
    """Return one quarterly report that the person may read, or none."""
    found = QuarterlyReport.objects.select_related("participant__programme").filter(pk=report_id).first()
    if found is None or not reports(scope, found.participant.programme_id).filter(pk=report_id).exists():
        return None
    return found


def parts(scope: Scope, programme_id: int) -> QuerySet[QuarterlyPart]:
    """Return what the reports that the person may read say of each focus area."""
    return QuarterlyPart.objects.filter(report__in=reports(scope, programme_id).values("pk")).order_by(
        "report_id", "focus_area"
    )


def obstacles(scope: Scope, programme_id: int) -> list[list[str]]:
    """Return the obstacles that each part of a report names, of the reports that the person may read."""
    named = parts(scope, programme_id).exclude(obstacles=[]).order_by()
    return list(named.values_list("obstacles", flat=True))


def versions(scope: Scope, report_id: int) -> QuerySet[QuarterlyVersion]:
    """Return the versions of a report that were handed in, the newest first."""
    if report(scope, report_id) is None:
        return QuarterlyVersion.objects.none()
    return (
        QuarterlyVersion.objects.filter(report_id=report_id)
        .select_related("submitted_by")
        .order_by("-number")
    )
