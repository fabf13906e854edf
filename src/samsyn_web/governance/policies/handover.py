"""Who hands a function over, and what may be written in the dossier."""

from __future__ import annotations

from django.utils.translation import gettext as _

from samsyn.errors import BadInput, Refused
from samsyn_web.base.scope import Scope
from samsyn_web.findings.policies import check_text
from samsyn_web.governance.models import Handover
from samsyn_web.governance.models.handover import CHECK, FUNCTION, NOTE
from samsyn_web.governance.policies.duties import can_keep_duties, check_own
from samsyn_web.knowledge.models import PackKind, ReceivedPack
from samsyn_web.people.models import Membership

MOST_CHECKS = 40


def check_can_hand_over(scope: Scope, handover: Handover | None = None) -> None:
    """Raise unless the person hands functions over in the organisation."""
    if not can_keep_duties(scope):
        raise Refused(_("Din roll ger inte rätt att lämna över en funktion."))
    if handover is not None:
        check_own(scope, handover.organisation_id)


def is_leaving(scope: Scope, handover: Handover) -> bool:
    """Whether the person is who leaves the function, in whatever role they have."""
    own = (
        not scope.by_link
        and scope.membership_id is not None
        and handover.membership_id == scope.membership_id
    )
    return own and handover.organisation_id == scope.organisation_id


def is_arriving(scope: Scope, handover: Handover) -> bool:
    """Whether the person is who comes to the function, in whatever role they have."""
    own = (
        not scope.by_link and scope.membership_id is not None and handover.arriving_id == scope.membership_id
    )
    return own and handover.organisation_id == scope.organisation_id


def check_gives(scope: Scope, handover: Handover) -> None:
    """Raise unless the person leaves the function, or hands functions over in the organisation."""
    if not is_leaving(scope, handover):
        check_can_hand_over(scope, handover)


def check_receives(scope: Scope, handover: Handover) -> None:
    """Raise unless the person comes to the function, or hands functions over in the organisation."""
    if not is_arriving(scope, handover):
        check_can_hand_over(scope, handover)


def check_handover_members(
    handover: Handover, leaving: Membership | None, arriving: Membership | None
) -> None:
    """Raise unless two different members of the organisation leave and come; who leaves stays once it is given."""
    for one in (leaving, arriving):
        if one is not None and one.organisation_id != handover.organisation_id:
            raise Refused(_("Det finns inte i er organisation."))
    if leaving is not None and leaving == arriving:
        raise BadInput(_("Den som slutar och den som tar över kan inte vara samma."))
    if handover.handed_at is not None and handover.membership_id != (leaving.pk if leaving else None):
        raise Refused(_("Funktionen är överlämnad, och underlaget ändras inte."))
    if handover.received_at is not None:
        raise Refused(_("Överlämningen är redan mottagen."))


def check_handover_begun(scope: Scope, function: str, membership: Membership | None) -> None:
    """Raise unless a handing over of this function may begin."""
    check_can_hand_over(scope)
    if not function:
        raise BadInput(_("Skriv vilken funktion som lämnas över."))
    check_text(function, _("Funktion"), FUNCTION)
    if membership is not None:
        check_own(scope, membership.organisation_id)


def check_handover_open(handover: Handover) -> None:
    """Raise where it has been handed over."""
    if handover.handed_at is not None:
        raise Refused(_("Funktionen är överlämnad, och underlaget ändras inte."))


def check_handover_words(note: str, where: str, seen: int, version: int) -> None:
    """Raise where a text points at a person, or somebody else has written since."""
    if seen != version:
        raise BadInput(_("Någon har skrivit i överlämningen sedan du öppnade den. Läs om sidan."))
    check_text(note, _("Vad jag önskar att jag hade vetat"), NOTE)
    check_text(where, _("Var handlingarna finns"), NOTE)


def check_handover_point(text: str, already: int) -> None:
    """Raise unless this may be a point of the checklist."""
    if not text:
        raise BadInput(_("Skriv vad som ska gås igenom."))
    if already >= MOST_CHECKS:
        raise BadInput(_("Högst {most} punkter får plats.").format(most=MOST_CHECKS))
    check_text(text, _("Punkt"), CHECK)


def check_handover_list(scope: Scope, pack: ReceivedPack) -> None:
    """Raise unless it is a checklist that has been taken in to the organisation, and is still here."""
    is_here = pack.accepted_at is not None and pack.withdrawn_at is None
    if pack.organisation_id != scope.organisation_id or pack.kind != PackKind.CHECKLIST or not is_here:
        raise Refused(_("Checklistan är inte intagen, eller gäller inte längre."))


def check_receipt(handover: Handover) -> None:
    """Raise unless it has been handed over and not received."""
    if handover.handed_at is None:
        raise Refused(_("Funktionen är inte överlämnad än."))
    if handover.received_at is not None:
        raise Refused(_("Överlämningen är redan mottagen."))
