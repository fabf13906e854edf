"""Who may decide, who may tell how it goes, and who may write what was said."""

from __future__ import annotations

from django.utils.translation import gettext as _

from samsyn.errors import BadInput, Refused
from samsyn_web.actions.models import MINUTES, TEXT, WHAT, DecisionStatus, MeetingDecision, MeetingNote
from samsyn_web.base.scope import Permission, Scope
from samsyn_web.findings.policies import check_text


def check_can_decide(scope: Scope, decision: MeetingDecision | None = None) -> None:
    """Raise unless the person decides in the decision's organisation."""
    foreign = decision is not None and decision.organisation_id != scope.organisation_id
    if foreign or not scope.can(Permission.DECIDE):
        raise Refused(_("Din roll ger inte rätt att besluta."))


def can_tell(scope: Scope, decision: MeetingDecision) -> bool:
    """Whether the person may tell how it goes: whoever decides, and the function that answers for it."""
    if decision.organisation_id != scope.organisation_id or decision.withdrawn_at is not None:
        return False
    own = decision.owner_id is not None and decision.owner_id == scope.membership_id
    return scope.can(Permission.DECIDE) or (scope.can(Permission.CARRY_OUT) and own)


def check_can_tell(scope: Scope, decision: MeetingDecision) -> None:
    """Raise unless the person may tell how it goes."""
    if not can_tell(scope, decision):
        raise Refused(_("Bara den som ska göra det, eller den som leder mötet, kan berätta hur det går."))


def check_words(what: str, function: str, place: str = "") -> None:
    """Raise unless a decision says what and who."""
    if not what:
        raise BadInput(_("Skriv vad som ska göras."))
    if not function:
        raise BadInput(_("Skriv vilken funktion som gör det."))
    check_text(what, _("Vad som ska göras"), WHAT)
    check_text(function, _("Funktionen"), 120)
    check_text(place, _("Platsen"), 200)


def check_note(status: str, text: str) -> None:
    """Raise unless a follow-up may say this."""
    if status not in DecisionStatus.values:
        raise BadInput(_("Välj hur långt det har kommit."))
    if status == DecisionStatus.NOT_DONE and not text:
        raise BadInput(_("Skriv varför det inte blev av. Det är lika värdefullt som det som lyckades."))
    check_text(text, _("Vad som har hänt"), TEXT)


class SomebodyElseWrote(Refused):
    """Somebody else has changed what was said under an item; `there` is what they wrote."""

    def __init__(self, message: str, there: MeetingNote) -> None:
        super().__init__(message)
        self.there = there


def check_can_write(scope: Scope) -> None:
    """Raise unless the person may write what is said in the meeting."""
    if not scope.can(Permission.DECIDE):
        raise Refused(_("Bara den som leder mötet skriver minnesanteckningar."))


def check_said(text: str) -> None:
    """Raise where what was said is too long or points at a person."""
    check_text(text, _("Minnesanteckningen"), MINUTES)


def check_can_place(scope: Scope) -> None:
    """Raise unless the person may say who is where."""
    if not scope.can(Permission.DECIDE):
        raise Refused(_("Din roll ger inte rätt att ändra närvaron."))


def check_presence(function: str, weekday: int | None, day: object) -> None:
    """Raise unless a presence says who and when."""
    if not function:
        raise BadInput(_("Skriv vilken funktion som är där."))
    check_text(function, _("Funktionen"), 120)
    if (weekday is None) == (day is None):
        raise BadInput(_("Välj en veckodag eller en dag."))
