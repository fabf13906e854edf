"""What may be said of the coordination function, and when its contact point may be published."""

from __future__ import annotations

import re
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from samsyn.errors import BadInput, Refused
from samsyn_web.findings.policies import check_text
from samsyn_web.governance.models import ContactPoint, CoordinationPost
from samsyn_web.governance.models.coordination import ADDRESS, INFORMATION, TITLE, WHERE

SLUG, PHONE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*"), re.compile(r"[+0-9][0-9 ()/–-]{3,39}")


def subject_of(kind: str) -> str:
    """Return the key of a post's periods."""
    return f"coordination/{kind}"


def check_post(
    title: str, share: int, reference: str, mandate: str, mandate_on: date | None, today: date
) -> None:
    """Raise unless a function may be described so: no person, a share, and who appointed it."""
    if not title or not reference:
        raise BadInput(_("Skriv vilken funktion det är, och var det är beslutat."))
    if not 1 <= share <= 100:
        raise BadInput(_("Andelen av heltid är 1 till 100 procent."))
    if bool(mandate) != (mandate_on is not None):
        raise BadInput(_("Skriv både uppdragsbeskrivningen och dess dag, eller ingetdera."))
    if mandate_on is not None and mandate_on > today:
        raise BadInput(_("Dagen har inte varit än. Anteckna det när det är gjort."))
    check_text(title, _("Funktion"), TITLE)
    check_text(reference, _("Utsedd genom"), WHERE)
    check_text(mandate, _("Uppdragsbeskrivning"), WHERE)


def check_reach(email: str, phone: str) -> None:
    """Raise unless this is how one reaches an office."""
    if email:
        try:
            validate_email(email)
        except ValidationError as error:
            raise BadInput(_("E-postadressen är inte skriven som en adress.")) from error
    if phone and not PHONE.fullmatch(phone):
        raise BadInput(_("Telefonnumret är inte skrivet som ett nummer."))


def check_vacant(is_held: bool) -> None:
    """Raise where the function is held already."""
    if is_held:
        raise Refused(_("Funktionen är redan besatt de dagarna. Ange först när den blev vakant."))


def check_contact(address: str, information: str) -> None:
    """Raise unless the public page may stand at this address and say this."""
    if not SLUG.fullmatch(address) or len(address) > ADDRESS:
        raise BadInput(
            _("Adressen skrivs med a till z, siffror och bindestreck, till exempel ”exempelkoping”.")
        )
    check_text(information, _("Information till invånarna"), INFORMATION)


def check_address_is_free(taken: bool) -> None:
    """Raise where another organisation has the address."""
    if taken:
        raise BadInput(_("Adressen är upptagen. Välj en annan."))


def check_publishable(point: ContactPoint | None, post: CoordinationPost | None) -> None:
    """Raise unless there is something to publish: an address of the page, and a way to reach the function."""
    if point is None:
        raise Refused(_("Skriv först vad sidan ska säga."))
    if post is None or not (post.email or post.phone):
        raise Refused(_("Skriv först hur man når samordningsfunktionen: e-post eller telefon till kontoret."))
