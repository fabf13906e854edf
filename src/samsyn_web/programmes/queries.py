"""Reads of programmes: by who coordinates them, and by those who take part."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from samsyn.programme import Programme as Facts
from samsyn.programme import from_plain
from samsyn_web.base.scope import Permission, Scope
from samsyn_web.programmes.models import (
    Participant,
    Programme,
    QuarterlyPart,
    QuarterlyReport,
    QuarterlyVersion,
    ReportText,
)


def programmes(scope: Scope) -> QuerySet[Programme]:
    """Return the programmes that the organisation coordinates or takes part in."""
    if not scope.can(Permission.READ_PICTURE):
        return Programme.objects.none()
    taking_part = Participant.objects.filter(organisation_id=scope.organisation_id).values("programme")
    own = Q(organisation_id=scope.organisation_id) | Q(pk__in=taking_part)
    return Programme.objects.filter(own).order_by("name", "pk")


def programme(scope: Scope, programme_id: int) -> Programme | None:
    """Return one programme, or none."""
    return programmes(scope).filter(pk=programme_id).first()


def facts(scope: Scope, programme_id: int) -> Facts | None:
    """Return the records that a programme was loaded from."""
    found = programme(scope, programme_id)
    return from_plain(found.facts) if found else None


def participants(scope: Scope, programme_id: int) -> QuerySet[Participant]:
    """Return who takes part."""
    return Participant.objects.filter(
        programme_id=programme_id, programme__in=programmes(scope).values("pk")
    ).order_by("position")


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


def versions(scope: Scope, report_id: int) -> QuerySet[QuarterlyVersion]:
    """Return the versions of a report that were handed in, the newest first."""
    if report(scope, report_id) is None:
        return QuarterlyVersion.objects.none()
    return (
        QuarterlyVersion.objects.filter(report_id=report_id)
        .select_related("submitted_by")
        .order_by("-number")
    )


def texts(scope: Scope, programme_id: int) -> dict[str, ReportText]:
    """Return what is written in the final report, by section."""
    found = ReportText.objects.filter(
        programme_id=programme_id, programme__in=programmes(scope).values("pk")
    ).select_related("changed_by")
    return {one.key: one for one in found}
