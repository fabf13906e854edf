"""Who signs and who takes in packages, and why one is not taken in."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from enum import StrEnum

from django.utils.translation import gettext as _

from samsyn.bundle.signed import Package, fingerprint
from samsyn.errors import BadInput, Refused
from samsyn.period import parse
from samsyn.programme import SharedFigure
from samsyn_web.base.scope import Permission, Scope
from samsyn_web.findings.policies import check_text
from samsyn_web.programmes.models import NAME, Participant, Programme, TrustedKey
from samsyn_web.programmes.policies.programmes import check_runs, check_words

MOST_WAITING = 20
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


def doubts(
    package: Package, known: Iterable[TrustedKey], revoked: Collection[str], newest: int
) -> tuple[Why, ...]:
    """Return why a package is not taken in; nothing where it may be. `newest` is the highest number that was."""
    found = [key_doubt(package.sharer, package.key, known)]
    found.append(Why.REVOKED if package.identity in revoked else None)
    found.append(Why.OLDER if package.number <= newest else None)
    return tuple(one for one in found if one is not None)


def check_signs(scope: Scope, receiver: str) -> None:
    """Raise unless the person shares on behalf of the organisation, with somebody who is named."""
    if not scope.can(Permission.PUBLISH):
        raise Refused(_("Bara den som fastställer kommunens lägesbilder delar dem med andra."))
    if not receiver:
        raise BadInput(_("Skriv vem paketet är till."))
    check_text(receiver, _("Mottagaren"), NAME)


def check_fingerprint(key: str, told: str) -> None:
    """Raise unless what the sender has told is the fingerprint of the key."""
    if "".join(told.split()).lower() != fingerprint(key).replace(" ", ""):
        raise BadInput(
            _(
                "Fingeravtrycket stämmer inte med paketets nyckel. Be avsändaren läsa upp det igen. Stämmer det "
                "ändå inte är paketet från någon annan."
            )
        )


def check_points_at_nobody(sharer: str, figures: Sequence[SharedFigure]) -> None:
    """Raise where a text in a package points at a person, or a period is none: then it is not kept."""
    texts = {_("Avsändaren"): sharer}
    for one in figures:
        parse(one.period)  # refuses what is no period
    for n, one in enumerate(figures, 1):
        said = ". ".join(
            (one.label, one.category, one.note, one.why_alone, one.key, one.unit, one.method, one.edition)
        )
        texts[_("Siffra %(n)s i paketet") % {"n": n}] = said[:1000]
    check_words(texts)


def check_stands_for(scope: Scope, programme: Programme, participant: Participant) -> None:
    """Raise unless the person runs the programme, and the participant is one of its own without a place here."""
    check_runs(scope, programme)
    if participant.programme_id != programme.pk:
        raise Refused(_("Deltagaren är inte med i programmet."))
    if participant.organisation_id is not None:
        raise Refused(_("Deltagaren delar själv i Samsyn. Ett paket tas bara emot för den som inte gör det."))


def received_name(name: str) -> str:
    """Return a participant's name with the mark that what it shares came in a package."""
    return _("%(name)s (mottaget paket)") % {"name": name}
