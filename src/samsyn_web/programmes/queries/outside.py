"""Reads about participants without a place here: their links, how their reports came, and what a link opens."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

from django.db.models import QuerySet

from samsyn_web.base.scope import Scope
from samsyn_web.programmes.models import QuarterlyPart, QuarterlyVersion, ReportLink
from samsyn_web.programmes.queries.quarters import report, reports


def report_links(scope: Scope, programme_id: int) -> QuerySet[ReportLink]:
    """Return the links in force to reports of a programme, for whoever coordinates it."""
    return ReportLink.objects.filter(
        report__in=reports(scope, programme_id).values("pk"),
        report__participant__programme__organisation_id=scope.organisation_id,
        revoked_at=None,
    ).order_by("report_id")


def ways(scope: Scope, programme_id: int, report_ids: Iterable[int]) -> dict[int, QuarterlyVersion]:
    """Return the newest version handed in, without its text, of each of some reports that the person may read."""
    readable = reports(scope, programme_id).filter(pk__in=list(report_ids))
    found = QuarterlyVersion.objects.filter(report__in=readable.values("pk"))
    return {one.report_id: one for one in found.defer("content").order_by("report_id", "number")}


def report_parts(scope: Scope, report_id: int) -> QuerySet[QuarterlyPart]:
    """Return what a report that the person may read says of each focus area so far."""
    if report(scope, report_id) is None:
        return QuarterlyPart.objects.none()
    return QuarterlyPart.objects.filter(report_id=report_id).order_by("focus_area")


def link_of_token(token: str) -> ReportLink | None:
    """Return the link with this token, also one that opens nothing more; none where it is unknown."""
    found = ReportLink.objects.filter(digest=sha256(token.encode()).hexdigest())
    return found.select_related("report__participant__programme__organisation").first()


def parts_of_link(link: ReportLink) -> QuerySet[QuarterlyPart]:
    """Return what the report of a link says of each focus area so far."""
    return QuarterlyPart.objects.filter(report_id=link.report_id).order_by("focus_area")


def handed_in_by_link(link: ReportLink) -> QuerySet[QuarterlyVersion]:
    """Return the versions of the report of a link that were handed in, the newest first."""
    return QuarterlyVersion.objects.filter(report_id=link.report_id).order_by("-number")
