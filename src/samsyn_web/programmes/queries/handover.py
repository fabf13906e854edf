"""What of its programmes goes with a function when it is handed over: quarterly reports to hand in, open requests."""

from __future__ import annotations

from datetime import date

from samsyn_web.base.registry import HandedLine
from samsyn_web.base.scope import Scope
from samsyn_web.programmes.models import QuarterlyReport, QuarterState, SupportRequest
from samsyn_web.programmes.models.requests import RequestState
from samsyn_web.programmes.queries.programmes import programmes

CLOSED = (RequestState.DONE, RequestState.WITHDRAWN)


def handed(scope: Scope, whose: int | None, today: date) -> list[HandedLine]:
    """Return what the organisation has left to do as a participant; it goes with the whole, not with one member's."""
    if whose is not None:
        return []
    own = {
        "participant__organisation_id": scope.organisation_id,
        "participant__programme__in": programmes(scope),
    }
    left = QuarterlyReport.objects.filter(**own).exclude(state=QuarterState.SUBMITTED)
    asked = SupportRequest.objects.filter(**own).exclude(state__in=CLOSED)
    related = "participant__programme"
    return [
        HandedLine(
            part=f"Programmet {one.participant.programme.name}",
            what=f"Kvartalsrapport {one.quarter}",
            day=one.due,
            said=str(one.get_state_display()),
        )
        for one in left.select_related(related).order_by("due")
    ] + [
        HandedLine(
            part=f"Programmet {one.participant.programme.name}",
            what=f"Begärt stöd: {one.question}",
            day=one.asked_on,
            said=str(one.get_state_display()),
        )
        for one in asked.select_related(related).order_by("asked_on")
    ]
