"""Reads of final reports as they were made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db.models import QuerySet

from samsyn_web.base import jobs
from samsyn_web.base.models import LIVE, Job, JobState
from samsyn_web.base.scope import Scope
from samsyn_web.programmes.models import (
    Activity,
    FactsChange,
    FinalReport,
    FinalReportFile,
    JointActivity,
    MoneyRow,
    QuarterlyVersion,
    ReportText,
)
from samsyn_web.programmes.queries.programmes import programmes

KIND = "programmes.final_report"
TOLD = (*LIVE, JobState.FAILED)


def final_reports(scope: Scope, programme_id: int) -> QuerySet[FinalReport]:
    """Return the final reports that were made of a programme, the newest first."""
    readable = programmes(scope).filter(pk=programme_id)
    found = FinalReport.objects.filter(programme__in=readable.values("pk"))
    return found.select_related("made_by").order_by("-made_at", "-pk")


def final_report_file(scope: Scope, final_report_id: int, form: str) -> FinalReportFile | None:
    """Return one format of a final report, or none."""
    readable = FinalReport.objects.filter(pk=final_report_id, programme__in=programmes(scope).values("pk"))
    return FinalReportFile.objects.filter(report__in=readable.values("pk"), form=form).first()


def final_report_sizes(scope: Scope, made_ids: Sequence[int]) -> Mapping[int, Mapping[str, int]]:
    """Return how large each format is, in bytes, of reports that were made; the contents are not read."""
    readable = FinalReport.objects.filter(pk__in=made_ids, programme__in=programmes(scope).values("pk"))
    found: dict[int, dict[str, int]] = {}
    files = FinalReportFile.objects.filter(report__in=readable.values("pk"))
    for report, form, size in files.values_list("report_id", "form", "size"):
        found.setdefault(report, {})[form] = size
    return found


def changed_since(scope: Scope, programme_id: int, written_after: datetime) -> Mapping[str, int]:
    """Return how much of what the final report is made of was written after an instant, by what it is."""
    read = programmes(scope).filter(pk=programme_id)
    of = {"programme__in": read.values("pk")}
    counted = {
        "records": read.filter(loaded_at__gt=written_after).count()
        + FactsChange.objects.filter(**of, changed_at__gt=written_after, changed_by__isnull=False).count(),
        "activities": Activity.objects.filter(**of, written_at__gt=written_after).count(),
        "together": JointActivity.objects.filter(**of, written_at__gt=written_after).count(),
        "money": MoneyRow.objects.filter(**of, written_at__gt=written_after).count(),
        "reports": QuarterlyVersion.objects.filter(
            report__participant__programme__in=read.values("pk"), submitted_at__gt=written_after
        ).count(),
        "texts": ReportText.objects.filter(**of, changed_at__gt=written_after).count(),
    }
    return {name: n for name, n in counted.items() if n}


def final_work(scope: Scope, programme_id: int) -> Job | None:
    """Return the newest work on a programme's final report where it is not over or did not succeed, or none."""
    newest = jobs.latest(scope, kind=KIND).filter(arguments__programme_id=programme_id).first()
    return newest if newest is not None and newest.state in TOLD else None
