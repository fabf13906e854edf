"""
The key that this installation signs with, and the keys of others that an organisation trusts.

The secret is a file of 32 bytes that only Samsyn's own account may read (`SAMSYN_SIGNING_KEY`). It is in no table and
no backup, and is never shown. The table holds the public half, so that a lost or exchanged file is noticed.
"""

from __future__ import annotations

import os
import secrets
import stat
import tempfile
from collections.abc import Collection
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from samsyn.bundle.keys import fingerprint, public_key
from samsyn.errors import BadInput, Refused
from samsyn_web.base import audit
from samsyn_web.base.scope import Scope
from samsyn_web.people import policies
from samsyn_web.people.models import InstallationKey, RevokedPackage, TrustedKey

SIZE = 32


class KeyLost(Refused):
    """The file with the secret is gone, is another than the one that was signed with, or is not kept secret."""


@transaction.atomic
def installation_seed(*, by: Scope | None, at: datetime) -> bytes:
    """Return the secret that packages are signed with; the first time it is made."""
    held = InstallationKey.objects.select_for_update(of=("self",)).filter(ended_at=None).first()
    path = Path(settings.SIGNING_KEY)
    if held is not None and not path.exists():
        raise KeyLost(
            _(
                "Installationens signeringsnyckel saknas. Den som sköter servern lägger tillbaka filen eller gör "
                "en ny nyckel."
            )
        )
    if not path.exists():
        _make(path)
    seed = _read(path)
    if held is None:
        InstallationKey.objects.get_or_create(key=public_key(seed), defaults={"made_at": at})
    elif held.key != public_key(seed):
        raise KeyLost(
            _(
                "Installationens signeringsnyckel är en annan än förut. Den som sköter servern lägger tillbaka "
                "den rätta filen eller gör en ny nyckel."
            )
        )
    return seed


@transaction.atomic
def renew_installation_key(*, by: None, at: datetime, told: Collection[int] = ()) -> str:
    """
    End the key and make a new one; returns the new public key.

    Who trusted the old one must compare fingerprints again, and what it has signed can no longer be revoked by a list.
    It is told to the organisations given, which have signed something.
    """
    InstallationKey.objects.filter(ended_at=None).update(ended_at=at)
    path = Path(settings.SIGNING_KEY)
    path.unlink(missing_ok=True)
    key = public_key(installation_seed(by=by, at=at))
    for organisation_id in sorted(set(told)):
        target = f"people.organisation:{organisation_id}"
        audit.record(organisation_id=organisation_id, by=by, at=at, verb="package.key_renewed", target=target)
    return key


@transaction.atomic
def trust_key(*, by: Scope, at: datetime, sharer: str, key: str, told: str) -> TrustedKey:
    """Accept the key of a sender, after its fingerprint was compared with what the sender has told."""
    policies.check_may_trust(by)
    policies.check_fingerprint(key, told)
    known = list(
        TrustedKey.objects.select_for_update(of=("self",)).filter(organisation_id=by.organisation_id)
    )
    doubt = policies.key_doubt(sharer, key, known)
    if doubt in (policies.Why.CHANGED, policies.Why.ENDED):
        raise Refused(policies.why_text(doubt))
    if doubt is None:
        raise Refused(_("Nyckeln är redan godkänd."))
    made = TrustedKey.objects.create(
        organisation_id=by.organisation_id, sharer=sharer, key=key, accepted_by_id=by.user_id, accepted_at=at
    )
    _record(by, at, "package.key_trusted", made)
    return made


@transaction.atomic
def end_key(*, by: Scope, at: datetime, trusted: TrustedKey) -> TrustedKey:
    """Trust a key no longer: new packages by it are refused; what was taken in before stays."""
    policies.check_may_trust(by)
    found = TrustedKey.objects.select_for_update(of=("self",)).get(pk=trusted.pk)
    if found.organisation_id != by.organisation_id or found.ended_at is not None:
        raise Refused(_("Nyckeln godkänns redan inte längre."))
    found.ended_by_id, found.ended_at = by.user_id, at
    found.save(update_fields=["ended_by", "ended_at"])
    _record(by, at, "package.key_ended", found)
    return found


@transaction.atomic
def note_revoked(*, by: Scope, at: datetime, whose: str, identities: Collection[str]) -> list[str]:
    """
    Keep which packages a sender's signed list takes back; returns the keys of that sender that are known here.

    `whose` is the fingerprint of the key that the list is signed with: a list by a key that nobody has accepted is
    not kept.
    """
    policies.check_may_trust(by)
    known = TrustedKey.objects.filter(organisation_id=by.organisation_id).values_list("key", flat=True)
    theirs = sorted({key for key in known if fingerprint(key) == whose})
    if not theirs:
        raise Refused(_("Listan är signerad med en nyckel som ingen har godkänt här. Den läses inte in."))
    if any(len(one) != policies.IDENTITY for one in identities):
        raise BadInput(_("Listan nämner något som inte är ett paket."))
    for identity in sorted(identities):
        RevokedPackage.objects.get_or_create(
            organisation_id=by.organisation_id,
            fingerprint=whose,
            identity=identity,
            defaults={"listed_at": at},
        )
    return theirs


def _make(path: Path) -> None:
    """Write a new secret, whole and for its owner only from the first moment."""
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=".signing_key.")
    with os.fdopen(handle, "wb") as file:
        file.write(secrets.token_bytes(SIZE))
    with suppress(FileExistsError):  # of two at once, one wins
        os.link(draft, path)
    os.unlink(draft)


def _read(path: Path) -> bytes:
    try:
        mode, seed = path.stat().st_mode, path.read_bytes()
    except OSError:
        raise KeyLost(_("Installationens signeringsnyckel går inte att läsa.")) from None
    if mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise KeyLost(
            _(
                "Installationens signeringsnyckel kan läsas av andra konton på servern. Den som sköter servern "
                "rättar det (chmod 600)."
            )
        )
    if len(seed) != SIZE:
        raise KeyLost(_("Filen med installationens signeringsnyckel är skadad."))
    return seed


def _record(by: Scope, at: datetime, verb: str, target: TrustedKey) -> None:
    audit.record(organisation_id=by.organisation_id, by=by, at=at, verb=verb, target=target, detail={})
