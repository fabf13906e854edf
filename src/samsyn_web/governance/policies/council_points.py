"""What may stand on the council's agenda, and be recorded as its decision."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.utils.translation import gettext as _

from samsyn.errors import BadInput, Refused
from samsyn_web.actions.models import Action, ActionStatus
from samsyn_web.findings.policies import check_text
from samsyn_web.governance.models import CouncilDecision, CouncilMeeting, CouncilPoint
from samsyn_web.governance.models.council_points import (
    ASKED,
    DECIDED,
    DONE,
    FUNCTION,
    POINT,
    SAID,
    Becomes,
)


def check_point(title: str, text: str, said: str, about: str, known: Collection[str]) -> None:
    """Raise unless a point says what it is, points at no person, and is about something that one may choose."""
    if not title:
        raise BadInput(_("Skriv vad punkten gäller."))
    check_text(title, _("Punkten"), POINT)
    check_text(text, _("Underlag"), ASKED)
    check_text(said, _("Minnesanteckning"), SAID)
    if about and about not in known:
        raise BadInput(_("Det som punkten hänvisar till går inte att välja."))


def check_seen(point: CouncilPoint, seen: int) -> None:
    """Raise where somebody else has written in the point since it was opened."""
    if point.version != seen:
        raise Refused(
            _("Någon annan har skrivit i punkten sedan du öppnade den. Läs om sidan och slå ihop texterna.")
        )


def check_point_removable(point: CouncilPoint) -> None:
    """Raise where something was decided in the point."""
    if CouncilDecision.objects.filter(point=point).exists():
        raise Refused(_("Det finns beslut under punkten. Den kan inte tas bort."))


def check_decided_at(meeting: CouncilMeeting) -> None:
    """Raise unless the meeting has been held: nothing is decided before."""
    if meeting.held_at is None:
        raise Refused(_("Anteckna först vilka som var med. Beslut fattas på ett möte."))


def check_council_decision(
    becomes: str, text: str, function: str, due: date, day: date, action: Action | None
) -> None:
    """Raise unless it is said what is decided, who does it and until when."""
    if not text:
        raise BadInput(_("Skriv vad rådet beslutade."))
    if not function:
        raise BadInput(_("Skriv vilken funktion som ansvarar."))
    if due < day:
        raise BadInput(_("Dagen då det ska vara klart är före mötet."))
    check_text(text, _("Beslut"), DECIDED)
    check_text(function, _("Ansvarig funktion"), FUNCTION)
    if becomes == Becomes.CHANGE and action is None:
        raise BadInput(_("Välj vilken åtgärd som ändras."))
    if action is not None and action.status in (ActionStatus.DONE, ActionStatus.STOPPED):
        raise BadInput(_("Åtgärden är avslutad och ändras inte."))


def check_task(one: CouncilDecision, how: str) -> None:
    """Raise unless this is a task that is still to be done."""
    if one.becomes != Becomes.TASK:
        raise Refused(_("Det här följs där åtgärden eller frågan finns."))
    if one.withdrawn_at is not None or one.done_at is not None:
        raise Refused(_("Beslutet väntar inte längre på något."))
    check_text(how, _("Hur det gick"), DONE)
