"""Who may decide, and who may tell how it goes."""

from __future__ import annotations

from django.utils.translation import gettext as _

from samsyn.errors import BadInput, Refused
from samsyn_web.actions.models import TEXT, WHAT, DecisionStatus, MeetingDecision
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
