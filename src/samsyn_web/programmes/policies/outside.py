"""Who lets a participant without a place here report, and what its link opens."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils.translation import gettext as _

from samsyn.errors import BadInput, Refused
from samsyn_web.base.scope import Scope
from samsyn_web.findings.policies import check_text
from samsyn_web.programmes.models import NAME, Participant, QuarterlyReport, QuarterState, ReportLink
from samsyn_web.programmes.policies.programmes import check_runs, runs
from samsyn_web.programmes.policies.quarters import check_reports

LONGEST = timedelta(days=366)
USUAL = timedelta(days=30)
"""How long after the day it is due a report can be written by its link, where nothing else is said."""

Writer = Scope | ReportLink
"""Who writes a quarterly report: a member, or whoever holds the report's link."""


def is_outside(scope: Scope, participant: Participant) -> bool:
    """Whether the person runs the programme and the participant has no place in this installation."""
    return runs(scope, participant.programme) and participant.organisation_id is None


def check_outside(scope: Scope, participant: Participant) -> None:
    """Raise unless the person runs the programme and the participant has no place in this installation."""
    check_runs(scope, participant.programme)
    if participant.organisation_id is not None:
        raise Refused(_("Deltagaren har en egen plats i Samsyn och rapporterar själv där."))


def check_gives_link(scope: Scope, report: QuarterlyReport, until: date, today: date) -> None:
    """Raise unless the person may give a link to the report, for so long."""
    check_outside(scope, report.participant)
    if report.state == QuarterState.SUBMITTED:
        raise Refused(_("Rapporten är inlämnad. Skicka tillbaka den först om något ska ändras."))
    if not today <= until <= today + LONGEST:
        raise BadInput(_("Välj en dag från och med i dag och högst ett år framåt."))


def shut(link: ReportLink, today: date) -> str:
    """Return why a link opens nothing more, or nothing where it does."""
    if link.report.participant.organisation_id is not None:
        return _("Kommunen har nu en egen plats i Samsyn. Logga in och skriv rapporten där.")
    if link.revoked_at is not None:
        return _("Länken är återkallad, eller ersatt av en nyare.")
    if link.until < today:
        return _("Länken har gått ut.")
    return ""


def check_writes(by: Writer, report: QuarterlyReport, today: date) -> None:
    """Raise unless the member, or the link, writes this report and it is not handed in."""
    if isinstance(by, Scope):
        check_reports(by, report)
        return
    if by.report_id != report.pk or (why := shut(by, today)):
        raise Refused(why if by.report_id == report.pk else _("Länken hör till en annan rapport."))
    if report.state == QuarterState.SUBMITTED:
        raise Refused(_("Rapporten är redan inlämnad."))


def check_new_name(name: str, taken: list[str]) -> None:
    """Raise unless a participant may be called so."""
    if not name:
        raise BadInput(_("Skriv kommunens namn."))
    check_text(name, _("Namnet"), NAME)
    if name.casefold() in {one.casefold() for one in taken}:
        raise BadInput(_("%(name)s deltar redan i programmet.") % {"name": name})
