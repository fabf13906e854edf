"""Who runs a programme, who reports to it, and what may be written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from samsyn.errors import BadInput, Refused
from samsyn_web.base.scope import Permission, Scope
from samsyn_web.findings.policies import check_text
from samsyn_web.programmes.models import (
    LONG,
    TEXT,
    Obstacle,
    Participant,
    Programme,
    QuarterlyReport,
    QuarterState,
)
from samsyn_web.programmes.models import QuarterStatus as Status


def runs(scope: Scope, programme: Programme) -> bool:
    """Whether the person coordinates the programme."""
    return scope.can(Permission.DECIDE) and programme.organisation_id == scope.organisation_id


def check_runs(scope: Scope, programme: Programme) -> None:
    """Raise unless the person coordinates the programme."""
    if not runs(scope, programme):
        raise Refused(_("Bara den som samordnar programmet kan göra det."))


def reports_for(scope: Scope, participant: Participant) -> bool:
    """
    Whether the person reports for a participant.

    Its own coordinator does; where the participant has no organisation here, whoever runs the programme.
    """
    if participant.organisation_id is None:
        return runs(scope, participant.programme)
    return scope.can(Permission.DECIDE) and participant.organisation_id == scope.organisation_id


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


def check_words(texts: Mapping[str, str]) -> None:
    """Raise where a text is too long or points at a person."""
    for name, text in texts.items():
        check_text(text, name, TEXT)


def check_report_text(key: str, text: str, known: Any) -> None:
    """Raise unless the final report has the section and may hold the text."""
    if key not in known:
        raise BadInput(_("Slutrapporten har inget sådant avsnitt."))
    check_text(text, _("Texten"), LONG)
