"""What may be reported each quarter."""

from __future__ import annotations

from django.utils.translation import gettext as _

from samsyn.errors import BadInput, Refused
from samsyn_web.base.scope import Scope
from samsyn_web.findings.policies import check_text
from samsyn_web.programmes.models import TEXT, Obstacle, Programme, QuarterlyReport, QuarterState
from samsyn_web.programmes.models import QuarterStatus as Status
from samsyn_web.programmes.policies.programmes import check_runs, reports_for
from samsyn_web.programmes.policies.selection import check_works_on


def check_reports(scope: Scope, report: QuarterlyReport) -> None:
    """Raise unless the person writes this report and it is not handed in."""
    if not reports_for(scope, report.participant):
        raise Refused(_("Bara kommunens samordnare skriver kvartalsrapporten."))
    if report.state == QuarterState.SUBMITTED:
        raise Refused(_("Rapporten är inlämnad. Programmets samordnare kan skicka tillbaka den."))


def check_part(status: str, comment: str, obstacles: list[str]) -> None:
    """Raise unless a focus area may be reported so."""
    if status not in Status.values:
        raise BadInput(_("Välj hur det går i varje fokusområde."))
    if status in (Status.DEVIATION, Status.STOPPED) and not comment:
        raise BadInput(_("Skriv en kommentar där något avviker eller har stannat."))
    check_text(comment, _("Kommentaren"), TEXT)
    if unknown := [one for one in obstacles if one not in Obstacle.values]:
        raise BadInput(_("%(what)s är inget hinder i listan.") % {"what": unknown[0]})


def check_rule(scope: Scope, programme: Programme, days_after: int, opens_itself: bool) -> None:
    """Raise unless the person may set when reports are due; of a retold programme nothing is asked by itself."""
    check_runs(scope, programme)
    if not 1 <= days_after <= 90:
        raise BadInput(_("Skriv mellan 1 och 90 dagar."))
    if opens_itself:
        check_works_on(scope, programme)
