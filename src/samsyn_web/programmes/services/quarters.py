"""Quarterly reports are asked for, written, handed in and sent back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from hashlib import sha256
from json import dumps

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from samsyn.errors import Refused
from samsyn.programme.quarters import DAYS_AFTER, due_date, last_ended, quarter_of
from samsyn_web.base.scope import Scope
from samsyn_web.programmes import policies
from samsyn_web.programmes.models import (
    Came,
    Participant,
    Programme,
    QuarterlyPart,
    QuarterlyReport,
    QuarterlyVersion,
    QuarterRule,
    QuarterState,
    ReportLink,
)
from samsyn_web.programmes.services.quarter_mails import tell_of_changes
from samsyn_web.programmes.services.recording import record

Parts = Mapping[int, tuple[str, str, list[str]]]
"""By focus area: status, comment, obstacles."""


@transaction.atomic
def set_quarter_rule(
    *, by: Scope, at: datetime, programme: Programme, days_after: int, opens_itself: bool = False
) -> QuarterRule:
    """Say when reports are due, and whether quarters open by themselves; what is open already keeps its day."""
    policies.check_rule(by, programme, days_after, opens_itself)
    made, _new = QuarterRule.objects.update_or_create(
        programme=programme, defaults={"days_after": days_after, "opens_itself": opens_itself}
    )
    record(by=by, at=at, verb="programme.quarter_rule_set", programme=programme)
    return made


@transaction.atomic
def open_quarter(
    *, by: Scope, at: datetime, programme: Programme, quarter: str, due: date | None = None
) -> list[QuarterlyReport]:
    """Ask every participant for a report, due by the rule or on a day; those who have one for the quarter keep it."""
    policies.check_works_on(by, programme)
    quarter_of(quarter)
    if due is None:
        rule = QuarterRule.objects.filter(programme=programme).first()
        due = due_date(quarter, rule.days_after if rule else DAYS_AFTER)
    _ask(programme, quarter, due, at)
    record(by=by, at=at, verb="programme.quarter_opened", programme=programme)
    found = QuarterlyReport.objects.filter(participant__programme=programme, quarter=quarter)
    return list(found.select_related("participant__programme").order_by("participant__position"))


def open_ended_quarters(*, by: None, at: datetime) -> int:
    """Open the quarter that has ended, in each programme that lets it open by itself; returns how many programmes."""
    quarter, opened = last_ended(localdate(at)), 0
    for rule in QuarterRule.objects.filter(opens_itself=True).select_related("programme").order_by("pk"):
        with transaction.atomic():
            if _ask(rule.programme, quarter, due_date(quarter, rule.days_after), at):
                record(by=by, at=at, verb="programme.quarter_opened", programme=rule.programme)
                opened += 1
    return opened


def _ask(programme: Programme, quarter: str, due: date, at: datetime) -> int:
    """Ask those participants who were not asked for the quarter; returns how many they were."""
    asked = QuarterlyReport.objects.filter(quarter=quarter).values("participant")
    missing = Participant.objects.filter(programme=programme).exclude(pk__in=asked)
    made = [
        QuarterlyReport(participant=one, quarter=quarter, due=due, opened_at=at)
        for one in missing.order_by("position")
    ]
    QuarterlyReport.objects.bulk_create(made, ignore_conflicts=True)
    return len(made)


@transaction.atomic
def set_report_due(*, by: Scope, at: datetime, report: QuarterlyReport, due: date) -> QuarterlyReport:
    """Give one municipality another day for a report that is not handed in."""
    report = QuarterlyReport.objects.select_for_update(of=("self",)).get(pk=report.pk)
    policies.check_runs(by, report.participant.programme)
    if report.state == QuarterState.SUBMITTED:
        raise Refused(_("Rapporten är inlämnad. Dagen kan ändras när den skickas tillbaka."))
    report.due = due
    report.save(update_fields=["due"])
    record(by=by, at=at, verb="programme.quarter_due_set", programme=report.participant.programme)
    return report


@transaction.atomic
def write_report(
    *,
    by: policies.Writer,
    at: datetime,
    report: QuarterlyReport,
    parts: Parts,
    staffing: str = "",
    needs: str = "",
    agreed: str | None = None,
    is_led: bool = True,
) -> QuarterlyReport:
    """Keep what is written so far, by a member or by whoever holds the report's link; `agreed` is left where none."""
    report = _locked(by, at, report)
    agreed = report.agreed if agreed is None else agreed
    texts = {_("Bemanningen"): staffing, _("Behovet av stöd"): needs, _("Överenskommelserna"): agreed}
    policies.check_words(texts)
    for focus_area, (status, comment, obstacles) in parts.items():
        policies.check_part(status, comment.strip(), obstacles)
        QuarterlyPart.objects.update_or_create(
            report=report,
            focus_area=focus_area,
            defaults={"status": status, "comment": comment.strip(), "obstacles": obstacles},
        )
    report.staffing, report.needs, report.agreed = staffing.strip(), needs.strip(), agreed.strip()
    report.is_led = is_led
    report.save(update_fields=["staffing", "needs", "agreed", "is_led"])
    return report


@transaction.atomic
def submit(
    *, by: policies.Writer, at: datetime, report: QuarterlyReport, by_form: bool = False
) -> QuarterlyVersion:
    """Hand in a report: what it holds is frozen as a version that says how it came."""
    report = _locked(by, at, report)
    parts = list(QuarterlyPart.objects.filter(report=report).order_by("focus_area"))
    wanted = report.participant.programme.facts["focus_areas"]
    if len(parts) < len(wanted):
        raise Refused(_("Fyll i alla fokusområden innan du lämnar in, också dem utan aktivitet."))
    content = {
        "quarter": report.quarter,
        "staffing": report.staffing,
        "is_led": report.is_led,
        "needs": report.needs,
        "agreed": report.agreed,
        "answers": report.asked,
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
        came=_came(by, report, by_form),
        submitted_by_id=by.user_id if isinstance(by, Scope) else None,
        submitted_at=at,
    )
    report.state, report.asked = QuarterState.SUBMITTED, ""
    report.save(update_fields=["state", "asked"])
    programme = report.participant.programme
    if isinstance(by, Scope):
        record(by=by, at=at, verb="programme.quarter_submitted", programme=programme)
    else:
        record(by=None, at=at, verb="programme.quarter_received", programme=programme)
    return made


@transaction.atomic
def send_back(
    *, by: Scope, at: datetime, report: QuarterlyReport, asked: str, due: date | None = None
) -> QuarterlyReport:
    """Ask for changes until a day in what is handed in; the version that was stays, and the new one says why."""
    report = QuarterlyReport.objects.select_for_update(of=("self",)).get(pk=report.pk)
    policies.check_runs(by, report.participant.programme)
    if report.state != QuarterState.SUBMITTED:
        raise Refused(_("Rapporten är inte inlämnad."))
    if not asked.strip():
        raise Refused(_("Skriv vad som ska ändras."))
    policies.check_words({_("Texten"): asked})
    report.state, report.asked, report.due = QuarterState.BACK, asked.strip(), due or report.due
    report.save(update_fields=["state", "asked", "due"])
    record(by=by, at=at, verb="programme.quarter_sent_back", programme=report.participant.programme)
    tell_of_changes(by=by, at=at, report=report)
    return report


def _locked(by: policies.Writer, at: datetime, report: QuarterlyReport) -> QuarterlyReport:
    """Return the report as it is now, for whoever may write it now: a link may have been revoked meanwhile."""
    found = QuarterlyReport.objects.select_for_update(of=("self",)).get(pk=report.pk)
    if isinstance(by, ReportLink):
        by = ReportLink.objects.select_related("report__participant").get(pk=by.pk)
    policies.check_writes(by, found, localdate(at))
    return found


def _came(by: policies.Writer, report: QuarterlyReport, by_form: bool) -> Came:
    if not isinstance(by, Scope):
        return Came.WEB
    if by_form:
        return Came.WORD
    return Came.BEHALF if report.participant.organisation_id is None else Came.SAMSYN
