"""The final report is asked for, made by the worker in every format, and kept as it was made."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256

from django.db import transaction
from django.utils.translation import gettext as _

from samsyn.cycle import Edition, Section
from samsyn.documents import Document, document
from samsyn.programme import Programme as Facts
from samsyn.programme import activity_counts, final_report
from samsyn_web.base import jobs
from samsyn_web.base.models import Job
from samsyn_web.base.scope import Scope
from samsyn_web.programmes import policies, queries
from samsyn_web.programmes.models import FinalReport, FinalReportFile, Programme, ReportText
from samsyn_web.programmes.queries.final_reports import KIND
from samsyn_web.programmes.services.recording import record


def programme_notice(facts: Facts) -> str:
    """Return what a reader of a programme must know first."""
    if facts.is_fictional:
        return _("Uppdiktat program: inget här är verkligt.")
    return _(
        "Ur offentliga dokument, med källa för varje uppgift. Det som dokumenten inte anger står som ej angivet."
    )


def final_sections(facts: Facts, texts: Mapping[str, ReportText]) -> tuple[Section, ...]:
    """Return the final report with what people have written."""
    return final_report(facts, {key: one.text for key, one in texts.items()})


def final_document(facts: Facts, sections: tuple[Section, ...]) -> Document:
    """Return the final report as a document."""
    counts = activity_counts(facts)
    return document(
        title="Slutrapport",
        subtitle=f"{facts.name}: {counts.total} aktiviteter i {len(facts.municipalities)} kommuner",
        edition=Edition.INTERNAL,
        sections=sections,
        meta={"notice": programme_notice(facts)},
        kind=("Ur programmets data", "Alla tal är räknade ur data med angiven källa."),
    )


@transaction.atomic
def ask_for_final_report(*, by: Scope, at: datetime, programme: Programme) -> Job:
    """Ask the worker to make the report; while it is being made, asking again gives the same work."""
    policies.check_runs(by, programme)
    Programme.objects.select_for_update().get(pk=programme.pk)  # two who ask at once are given the same
    running = queries.final_work(by, programme.pk)
    if running is not None and running.is_live:
        return running
    return jobs.enqueue(
        organisation_id=by.organisation_id,
        by=by,
        at=at,
        function="samsyn_web.programmes.tasks.make_final_report",
        kind=KIND,
        key=f"{KIND}:{programme.pk}:{at.isoformat()}",
        arguments={"programme_id": programme.pk, "role": by.role.value, "at": at.isoformat()},
    )


@transaction.atomic
def keep_final_report(
    *, by: Scope, at: datetime, programme: Programme, work: str, files: Mapping[str, bytes]
) -> FinalReport:
    """Keep every format as it was made; the same work again gives what it gave before."""
    policies.check_runs(by, programme)
    there = FinalReport.objects.filter(work=work).first()
    if there is not None:
        return there
    made = FinalReport.objects.create(programme=programme, work=work, made_by_id=by.user_id, made_at=at)
    FinalReportFile.objects.bulk_create(
        FinalReportFile(
            report=made, form=form, content=content, size=len(content), digest=sha256(content).hexdigest()
        )
        for form, content in files.items()
    )
    record(by=by, at=at, verb="programme.final_report_made", programme=programme)
    return made
