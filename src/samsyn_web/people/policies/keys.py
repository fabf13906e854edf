"""Whose keys an organisation trusts, and why something that is signed is not taken in."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from enum import StrEnum

from django.utils.translation import gettext as _

from samsyn.bundle.keys import fingerprint
from samsyn.errors import BadInput, Refused
from samsyn_web.base.scope import Permission, Scope
from samsyn_web.people.models import TrustedKey

IDENTITY = 64


class Why(StrEnum):
    """Why a package is not taken in."""

    UNKNOWN = "unknown"
    CHANGED = "changed"
    ENDED = "ended"
    REVOKED = "revoked"
    OLDER = "older"


def why_text(why: Why) -> str:
    """Return a reason in words, with what to do."""
    return {
        Why.UNKNOWN: _(
            "Nyckeln har ingen godkänt för den här avsändaren. Ring avsändaren, jämför fingeravtrycket och godkänn det."
        ),
        Why.CHANGED: _(
            "Avsändaren har förut signerat med en annan nyckel. Fråga avsändaren varför innan ni gör något: "
            "avsluta i så fall den gamla nyckeln och godkänn den nya."
        ),
        Why.ENDED: _("Nyckeln godkänns inte längre här. Ett paket som är signerat med den tas inte emot."),
        Why.REVOKED: _("Avsändaren har återkallat paketet."),
        Why.OLDER: _("Ett nyare paket från avsändaren är redan taget emot. Ett äldre ersätter det inte."),
    }[why]


def key_doubt(sharer: str, key: str, known: Iterable[TrustedKey]) -> Why | None:
    """Return what is wrong with the key of a sender, or none where it is accepted and in force."""
    own = [one for one in known if one.sharer == sharer]
    if any(one.key == key and one.ended_at is None for one in own):
        return None
    if any(one.key == key for one in own):
        return Why.ENDED
    return Why.CHANGED if any(one.ended_at is None for one in own) else Why.UNKNOWN


def signed_doubts(
    *,
    sharer: str,
    key: str,
    identity: str,
    number: int,
    known: Iterable[TrustedKey],
    revoked: Collection[str],
    newest: int,
) -> tuple[Why, ...]:
    """Return why something signed is not taken in; nothing where it may be. `newest` is the highest number that was."""
    found = [key_doubt(sharer, key, known)]
    found.append(Why.REVOKED if identity in revoked else None)
    found.append(Why.OLDER if number <= newest else None)
    return tuple(one for one in found if one is not None)


def check_may_trust(scope: Scope) -> None:
    """Raise unless the person decides for the organisation whose keys it trusts."""
    if not scope.can(Permission.DECIDE):
        raise Refused(_("Din roll ger inte rätt att bestämma vilka nycklar som godkänns."))


def check_fingerprint(key: str, told: str) -> None:
    """Raise unless what the sender has told is the fingerprint of the key."""
    if "".join(told.split()).lower() != fingerprint(key).replace(" ", ""):
        raise BadInput(
            _(
                "Fingeravtrycket stämmer inte med paketets nyckel. Be avsändaren läsa upp det igen. Stämmer det "
                "ändå inte är paketet från någon annan."
            )
        )
