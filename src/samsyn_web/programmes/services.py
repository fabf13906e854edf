"""Programmes are loaded, quarterly reports written and handed in, and texts of the final report kept."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from hashlib import sha256
from json import dumps

from django.db import transaction
from django.utils.translation import gettext as _

from samsyn.errors import Refused
from samsyn.programme import PARTS, to_plain
from samsyn.programme import Programme as Facts
from samsyn_web.base import audit
from samsyn_web.base.scope import Scope
from samsyn_web.people.models import Organisation
from samsyn_web.programmes import policies
from samsyn_web.programmes.models import (
    Participant,
    Programme,
    QuarterlyPart,
    QuarterlyReport,
    QuarterlyVersion,
    QuarterState,
    ReportText,
)

Parts = Mapping[int, tuple[str, str, list[str]]]
"""By focus area: status, comment, obstacles."""


@transaction.atomic
def load(*, by: Scope | None, at: datetime, organisation: Organisation, facts: Facts) -> Programme:
    """Load a programme, or bring it up to date; the same facts again change nothing."""
    plain = to_plain(facts)
    digest = sha256(dumps(plain, sort_keys=True).encode()).hexdigest()
    before = Programme.objects.filter(organisation=organisation, short_name=facts.short_name).first()
    if before and before.digest == digest:
        return before
    if before and by is not None:
        policies.check_runs(by, before)
    made, _created = Programme.objects.update_or_create(
        organisation=organisation,
        short_name=facts.short_name,
        defaults={
            "name": facts.name,
            "reference": facts.reference,
            "is_fictional": facts.is_fictional,
            "facts": plain,
            "digest": digest,
            "loaded_by_id": by.user_id if by else None,
            "loaded_at": at,
        },
    )
    for position, one in enumerate(facts.municipalities):
        Participant.objects.update_or_create(
            programme=made, key=one.key, defaults={"name": one.name, "position": position}
        )
    _record(by, at, "programme.loaded", made)
    return made


@transaction.atomic
def join(*, by: Scope | None, at: datetime, participant: Participant, organisation: Organisation) -> None:
    """Let an organisation of this installation report as a participant."""
    if by is not None:
        policies.check_runs(by, participant.programme)
    participant.organisation = organisation
    participant.save(update_fields=["organisation"])
    _record(by, at, "programme.joined", participant.programme)


@transaction.atomic
def open_quarter(
    *, by: Scope, at: datetime, programme: Programme, quarter: str, due: date
) -> list[QuarterlyReport]:
    """Ask every participant for a report; those who have one for the quarter keep it."""
    policies.check_runs(by, programme)
    made = [
        QuarterlyReport.objects.get_or_create(
            participant=one, quarter=quarter, defaults={"due": due, "opened_at": at}
        )[0]
        for one in Participant.objects.filter(programme=programme).order_by("position")
    ]
    _record(by, at, "programme.quarter_opened", programme)
    return made


@transaction.atomic
def write_report(
    *,
    by: Scope,
    at: datetime,
    report: QuarterlyReport,
    parts: Parts,
    staffing: str = "",
    needs: str = "",
    is_led: bool = True,
) -> QuarterlyReport:
    """Keep what is written so far."""
    report = QuarterlyReport.objects.select_for_update(of=("self",)).get(pk=report.pk)
    policies.check_reports(by, report)
    policies.check_words({_("Bemanningen"): staffing, _("Behovet av stöd"): needs})
    for focus_area, (status, comment, obstacles) in parts.items():
        policies.check_part(status, comment.strip(), obstacles)
        QuarterlyPart.objects.update_or_create(
            report=report,
            focus_area=focus_area,
            defaults={"status": status, "comment": comment.strip(), "obstacles": obstacles},
        )
    report.staffing, report.needs, report.is_led = staffing.strip(), needs.strip(), is_led
    report.save(update_fields=["staffing", "needs", "is_led"])
    return report


@transaction.atomic
def submit(*, by: Scope, at: datetime, report: QuarterlyReport) -> QuarterlyVersion:
    """Hand in a report: what it holds is frozen as a version."""
    report = QuarterlyReport.objects.select_for_update(of=("self",)).get(pk=report.pk)
    policies.check_reports(by, report)
    parts = list(QuarterlyPart.objects.filter(report=report).order_by("focus_area"))
    wanted = report.participant.programme.facts["focus_areas"]
    if len(parts) < len(wanted):
        raise Refused(_("Fyll i alla fokusområden innan du lämnar in, också dem utan aktivitet."))
    content = {
        "quarter": report.quarter,
        "staffing": report.staffing,
        "is_led": report.is_led,
        "needs": report.needs,
        "parts": [
            {
                "focus_area": one.focus_area,
                "status": one.status,
                "comment": one.comment,
                "obstacles": one.obstacles,
            }
            for one in parts
        ],
    }
    number = QuarterlyVersion.objects.filter(report=report).count() + 1
    made = QuarterlyVersion.objects.create(
        report=report,
        number=number,
        content=content,
        digest=sha256(dumps(content, sort_keys=True).encode()).hexdigest(),
        submitted_by_id=by.user_id,
        submitted_at=at,
    )
    report.state, report.asked = QuarterState.SUBMITTED, ""
    report.save(update_fields=["state", "asked"])
    _record(by, at, "programme.quarter_submitted", report.participant.programme)
    return made


@transaction.atomic
def send_back(*, by: Scope, at: datetime, report: QuarterlyReport, asked: str) -> QuarterlyReport:
    """Ask for changes in a report that is handed in; the version that was stays."""
    report = QuarterlyReport.objects.select_for_update(of=("self",)).get(pk=report.pk)
    policies.check_runs(by, report.participant.programme)
    if report.state != QuarterState.SUBMITTED:
        raise Refused(_("Rapporten är inte inlämnad."))
    if not asked.strip():
        raise Refused(_("Skriv vad som ska ändras."))
    policies.check_words({_("Texten"): asked})
    report.state, report.asked = QuarterState.BACK, asked.strip()
    report.save(update_fields=["state", "asked"])
    _record(by, at, "programme.quarter_sent_back", report.participant.programme)
    return report


@transaction.atomic
def write_text(
    *, by: Scope, at: datetime, programme: Programme, key: str, text: str, version: int = 0
) -> None:
    """Keep what people write in a section of the final report; of two who write at once the second is asked."""
    policies.check_runs(by, programme)
    known = {*PARTS, *(f"focus_{number}" for number in programme.facts["focus_areas"])}
    policies.check_report_text(key, text, known)
    before = ReportText.objects.select_for_update().filter(programme=programme, key=key).first()
    if before and before.version != version:
        raise Refused(
            _("Någon annan har skrivit i avsnittet sedan du öppnade det. Läs om sidan och slå ihop texterna.")
        )
    ReportText.objects.update_or_create(
        programme=programme,
        key=key,
        defaults={
            "text": text.strip(),
            "version": (before.version if before else 0) + 1,
            "changed_by_id": by.user_id,
            "changed_at": at,
        },
    )
    _record(by, at, "programme.text_written", programme)


def _record(by: Scope | None, at: datetime, verb: str, programme: Programme) -> None:
    audit.record(
        organisation_id=programme.organisation_id, by=by, at=at, verb=verb, target=programme, detail={}
    )
