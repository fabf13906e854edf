"""The keys of senders, as whoever coordinates a programme accepts and ends them, and a new key for the installation."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from samsyn_web.base.scope import Scope
from samsyn_web.knowledge.models import MadePack
from samsyn_web.people import services as people
from samsyn_web.people.models import TrustedKey
from samsyn_web.programmes import policies
from samsyn_web.programmes.models import Programme, SentPackage


@transaction.atomic
def renew_installation_key(*, by: None, at: datetime) -> str:
    """End the key and make a new one, and tell it to all who have signed something; returns the new public key."""
    senders = set(SentPackage.objects.values_list("organisation_id", flat=True))
    makers = set(MadePack.objects.values_list("organisation_id", flat=True))
    return people.renew_installation_key(by=by, at=at, told=senders | makers)


@transaction.atomic
def trust_key(
    *, by: Scope, at: datetime, programme: Programme, sharer: str, key: str, told: str
) -> TrustedKey:
    """Accept the key of a sender, after its fingerprint was compared with what the sender has told."""
    policies.check_runs(by, programme)
    return people.trust_key(by=by, at=at, sharer=sharer, key=key, told=told)


@transaction.atomic
def end_key(*, by: Scope, at: datetime, programme: Programme, trusted: TrustedKey) -> TrustedKey:
    """Trust a key no longer: new packages by it are refused; what was taken in before stays."""
    policies.check_runs(by, programme)
    return people.end_key(by=by, at=at, trusted=trusted)
