"""The final report is asked for, made by the worker in every format, and kept as it was made."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from hashlib import sha256

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from samsyn import documents
from samsyn.cycle import Edition, Section
from samsyn.programme import Programme as Facts
from samsyn.programme import activity_counts, final_report
from samsyn.provenance import canonical
from samsyn_web.base import jobs
from samsyn_web.base.models import Job
from samsyn_web.base.scope import Scope
from samsyn_web.programmes import policies, queries
from samsyn_web.programmes.models import FinalReport, FinalReportFile, Programme, programme_notice
from samsyn_web.programmes.queries.final_reports import KIND
from samsyn_web.programmes.services.recording import record

Progress = Callable[[float, str], None]


@dataclass(frozen=True, kw_only=True)
class FinalPress:
    """
    Makes the final report of a programme's records and of what people have written, by the section's key.

    Reads nothing and writes nothing, so that it may take its time outside any transaction.
    """

    facts: Facts
    texts: Mapping[str, str]
    person: str
    at: datetime

    @property
    def sections(self) -> tuple[Section, ...]:
        """The report, as sections."""
        return final_report(self.facts, self.texts)

    @cached_property
    def activities(self) -> int:
        """How many activities it tells of."""
        return activity_counts(self.facts).total

    @cached_property
    def digest(self) -> str:
        """The digest of the records and the texts."""
        plain = canonical({"facts": self.facts, "texts": self.texts})
        return sha256(json.dumps(plain, ensure_ascii=False, sort_keys=True).encode()).hexdigest()

    @property
    def laid_out(self) -> documents.Document:
        """The document that every format is made of."""
        basis = f"{self.activities} aktiviteter i {len(self.facts.municipalities)} kommuner"
        local = localtime(self.at).replace(microsecond=0)
        return documents.document(
            title="Slutrapport",
            subtitle=f"{self.facts.name}: {basis}",
            edition=Edition.INTERNAL,
            sections=self.sections,
            meta={
                "generated_at": local,
                "Framställd av": self.person,
                "Underlag": f"{basis}, {len(self.texts)} egna texter",
                "digest": self.digest,
                "notice": programme_notice(self.facts),
            },
            kind=("Ur programmets data", "Alla tal är räknade ur data med angiven källa."),
        )

    def formats(self, told: Progress) -> dict[str, bytes]:
        """Make every format; `told` hears how far it has come and may stop it."""
        made = self.laid_out
        files: dict[str, bytes] = {}
        told(15, _("Gör webbsidan"))
        files["html"] = documents.html(made).encode()
        told(35, _("Gör Word-filen"))
        files["docx"] = documents.docx(made)
        told(65, _("Gör PDF-filen"))
        files["pdf"] = documents.pdf(made)
        return files


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
        arguments={"programme_id": programme.pk, "role": by.role.value},
    )


@transaction.atomic
def keep_final_report(
    *, by: Scope, at: datetime, programme: Programme, work: str, press: FinalPress, files: Mapping[str, bytes]
) -> FinalReport:
    """Keep every format as it was made; the same work again gives what it gave before."""
    policies.check_runs(by, programme)
    there: FinalReport | None = FinalReport.objects.filter(work=work).first()
    if there is not None:
        return there
    made: FinalReport = FinalReport.objects.create(
        programme=programme,
        work=work,
        made_by_id=by.user_id,
        made_at=at,
        activities=press.activities,
        municipalities=len(press.facts.municipalities),
        texts=len(press.texts),
        digest=press.digest,
    )
    FinalReportFile.objects.bulk_create(
        FinalReportFile(
            report=made, form=form, content=content, size=len(content), digest=sha256(content).hexdigest()
        )
        for form, content in files.items()
    )
    record(by=by, at=at, verb="programme.final_report_made", programme=programme)
    return made
