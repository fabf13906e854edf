"""Who asks for support and who answers; and when a participant has too much at once."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from django.utils.translation import gettext as _

from samsyn.errors import BadInput, Refused
from samsyn_web.base.scope import Scope
from samsyn_web.programmes.models import Participant, SupportRequest
from samsyn_web.programmes.models.requests import RequestState, SupportKind
from samsyn_web.programmes.policies.selection import check_works_on

OPEN = (RequestState.NEW, RequestState.ANSWERED, RequestState.HANDED)


def check_request(participant: Participant, kind: str, focus_area: int, question: str) -> None:
    """Raise unless it may be asked for."""
    if kind not in SupportKind.values:
        raise BadInput(_("Välj vad som behövs."))
    if str(focus_area) not in participant.programme.facts["focus_areas"]:
        raise BadInput(_("Välj ett av programmets fokusområden."))
    if not question:
        raise BadInput(_("Skriv vad som behövs."))


def check_answers(scope: Scope, request: SupportRequest, states: Collection[str]) -> None:
    """Raise unless the person leads the programme and the request is in one of the states."""
    check_works_on(scope, request.participant.programme)
    if request.state not in states:
        raise Refused(_("Begäran är %(state)s.") % {"state": request.get_state_display()})


def check_concurrent(
    running: Mapping[tuple[str, date], Collection[int]], name: str, limit: int | None, reason: str
) -> None:
    """Raise where a municipality would have more focus areas at once than the limit and nobody says why."""
    if limit is None or reason:
        return
    over = [(week, areas) for (place, week), areas in running.items() if place == name and len(areas) > limit]
    if over:
        week, areas = over[0]
        said = {"name": name, "n": len(areas), "limit": limit, "week": week.isocalendar().week}
        raise Refused(
            _(
                "%(name)s får %(n)s fokusområden samtidigt vecka %(week)s, och gränsen är %(limit)s. "
                "Välj en annan tid, eller skriv varför det ändå behövs."
            )
            % said
        )
