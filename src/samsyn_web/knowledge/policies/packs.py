"""Who makes and takes in packs, and when one may go out."""

from __future__ import annotations

from django.utils.translation import gettext as _

from samsyn.bundle.packs import Pack
from samsyn.errors import BadInput, Refused
from samsyn_web.base.scope import Permission, Scope
from samsyn_web.findings.policies import check_text
from samsyn_web.knowledge.models import PACK_LINE, Lesson, MadePack, ReceivedPack, SourceStatus, Terms
from samsyn_web.knowledge.policies.lessons import can_write

MOST_WAITING_PACKS = 50
LONGEST_TEXT = 2000


def can_take_in(scope: Scope) -> bool:
    """Whether the person may open packs of others and take them in as drafts."""
    return can_write(scope)


def can_make_packs(scope: Scope) -> bool:
    """Whether the person may decide that something is given to others as a pack."""
    return scope.can(Permission.DECIDE)


def check_can_take_in(scope: Scope, pack: ReceivedPack | None = None) -> None:
    """Raise unless the person may, and the pack came to the organisation."""
    if not can_take_in(scope) or (pack is not None and pack.organisation_id != scope.organisation_id):
        raise Refused(_("Din roll ger inte rätt att ta in paket."))


def check_can_make_packs(scope: Scope, made: MadePack | None = None) -> None:
    """Raise unless the person may decide, for the organisation that made the pack."""
    if not can_make_packs(scope) or (made is not None and made.organisation_id != scope.organisation_id):
        raise Refused(_("Din roll ger inte rätt att göra paket åt andra."))


def check_terms(terms: str, came: ReceivedPack | None) -> None:
    """Raise unless it may go out on these terms; what came on narrower ones stays here."""
    if terms not in Terms.values:
        raise BadInput(_("Välj på vilka villkor andra får använda det."))
    check_may_go_on(came)
    if came is not None and came.terms == Terms.NAMED and terms == Terms.FREE:
        raise BadInput(_("Det bygger på något som kräver att avsändaren anges. Välj CC BY 4.0."))


def check_may_go_on(came: ReceivedPack | None) -> None:
    """Raise where something came in a pack that may not be spread."""
    if came is not None and came.terms == Terms.OWN_USE:
        raise Refused(
            _(
                "Det kommer från {origin}, som inte låter det spridas vidare. Be dem om ett paket åt mottagaren."
            ).format(origin=came.origin)
        )


def check_whose_words(source_status: str) -> None:
    """Raise where the words are somebody else's original: whoever holds the right to them gives them out."""
    if source_status == SourceStatus.ORIGINAL:
        raise Refused(_("Texten är originalets ord. Den som har rätten till den lämnar ut den."))


def check_pack_words(pack: Pack) -> None:
    """Raise where a text in a pack is too long or points at a person: then it is not kept."""
    check_text(pack.origin, _("Avsändaren"), PACK_LINE)
    check_text(pack.source, _("Källan"), PACK_LINE)
    check_text(pack.based_on, _("Det som paketet bygger på"), PACK_LINE)
    for one in pack.lines:
        check_text(one.said, one.where, LONGEST_TEXT)


def check_number_waiting(number: int) -> None:
    """Raise where more packs wait than anybody reads."""
    if number >= MOST_WAITING_PACKS:
        raise Refused(_("Många paket väntar redan. Ta in dem eller släng dem först."))


def check_no_draft(lesson: Lesson) -> None:
    """Raise where a lesson is somebody else's still: a draft goes to nobody."""
    if lesson.is_draft:
        raise Refused(_("Lärdomen är ett utkast ur ett paket. Godkänn den först."))
