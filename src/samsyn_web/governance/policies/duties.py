"""Who reads how the municipality stands under the law, who tells of it, and what may be told."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from samsyn.duties import Fact, check_fact
from samsyn.errors import BadInput, Refused
from samsyn.instruments.load import statute
from samsyn_web.base.scope import Permission, Scope
from samsyn_web.findings.policies import check_text
from samsyn_web.governance.models.duties import ADDRESS, FUNCTION, REFERENCE
from samsyn_web.people.models import Membership


def can_read_duties(scope: Scope) -> bool:
    """Whether the person reads how the municipality stands: those who read the picture, or lead."""
    return scope.can(Permission.READ_PICTURE) or scope.can(Permission.ANSWER)


def can_keep_duties(scope: Scope) -> bool:
    """Whether the person tells of documents and decisions, and says who answers for what."""
    return scope.can(Permission.DECIDE)


def check_can_keep_duties(scope: Scope) -> None:
    """Raise unless the person may."""
    if not can_keep_duties(scope):
        raise Refused(_("Din roll ger inte rätt att anteckna vad som är gjort enligt lagen."))


def check_own(scope: Scope, organisation_id: int) -> None:
    """Raise where a thing is another organisation's."""
    if organisation_id != scope.organisation_id:
        raise Refused(_("Det finns inte i er organisation."))


def check_duty_record(fact: Fact, address: str, today: date) -> None:
    """Raise unless this may be told: of something the law asks for, that has been, and with where it is written."""
    check_fact(statute(), fact)
    if fact.day > today:
        raise BadInput(_("Dagen har inte varit än. Anteckna det när det är gjort."))
    if not fact.reference:
        raise BadInput(_("Skriv vilken handling eller vilket beslut det är, eller skälet."))
    if fact.key == "5:decision" and fact.outcome == "result" and not fact.body:
        raise BadInput(_("Skriv vilket politiskt organ som beslutade om planen."))
    check_text(fact.reference, _("Handling, beslut eller skäl"), REFERENCE)
    check_text(fact.body, _("Beslutat av"), FUNCTION)
    check_address(address)


def check_address(address: str) -> None:
    """Raise unless this is empty or the address of a page."""
    if not address:
        return
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise BadInput(_("Länken ska börja med https://."))
    check_text(address, _("Länk"), ADDRESS)


def check_duty_owner(paragraph: str, function: str, owner: Membership | None, scope: Scope) -> None:
    """Raise unless this function may answer for a paragraph."""
    found = statute().paragraph(paragraph)
    if found is None or not found.kind.binds:
        raise BadInput(_("Paragrafen ställer inget krav."))
    if not function:
        raise BadInput(_("Skriv vilken funktion som ansvarar."))
    check_text(function, _("Ansvarig funktion"), FUNCTION)
    if owner is not None:
        check_own(scope, owner.organisation_id)


def check_leading_body(name: str, decided_on: date, reference: str, today: date) -> None:
    """Raise unless this may be the body that leads the work."""
    if not name or not reference:
        raise BadInput(_("Skriv vilket organ det är, och var det står."))
    if decided_on > today:
        raise BadInput(_("Dagen har inte varit än. Anteckna det när det är gjort."))
    check_text(name, _("Ansvarigt organ"), FUNCTION)
    check_text(reference, _("Beslut eller reglemente"), REFERENCE)
