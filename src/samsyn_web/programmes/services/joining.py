"""An organisation of this installation joins a programme by a code, and leaves it again."""

from __future__ import annotations

import secrets
from datetime import date, datetime
from hashlib import sha256

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils.timezone import localdate

from samsyn_web.base import audit
from samsyn_web.base.scope import Scope
from samsyn_web.programmes import policies
from samsyn_web.programmes.models import JoiningCode, Participant, Programme, Share
from samsyn_web.programmes.services.recording import record


@transaction.atomic
def make_joining_code(*, by: Scope, at: datetime, participant: Participant, until: date) -> str:
    """Return a new code to join by; one from before stops working. It is told once."""
    participant = _locked(participant.pk)
    policies.check_gives_code(by, participant, until, localdate(at))
    _in_force(participant).update(revoked_at=at)
    token = secrets.token_urlsafe(24)
    JoiningCode.objects.create(
        participant=participant, digest=_digest(token), until=until, made_by_id=by.user_id, made_at=at
    )
    record(by=by, at=at, verb="programme.joining_code_made", programme=participant.programme)
    return token


@transaction.atomic
def revoke_joining_code(*, by: Scope, at: datetime, participant: Participant) -> int:
    """Stop the code that is in force; returns how many there were."""
    participant = _locked(participant.pk)
    policies.check_runs(by, participant.programme)
    stopped = _in_force(participant).update(revoked_at=at)
    if stopped:
        record(by=by, at=at, verb="programme.joining_code_revoked", programme=participant.programme)
    return stopped


@transaction.atomic
def join_by_code(*, by: Scope, at: datetime, code: str) -> Participant:
    """Let the own organisation take the place that a code opens; links without an account stop with it."""
    codes = JoiningCode.objects.filter(digest=_digest(code))
    found = codes.first()
    place = (
        _locked(found.participant_id) if found else None
    )  # first the place, as who makes and stops codes does
    found = codes.first()  # what it is once nobody else can change it
    there = place is not None and _takes_part(by, place.programme)
    policies.check_joins(by, found, localdate(at), takes_part=there)
    assert found is not None
    assert place is not None
    place.organisation_id = by.organisation_id
    place.save(update_fields=["organisation"])
    JoiningCode.objects.filter(pk=found.pk).update(used_at=at)
    _tell(by, at, "programme.joined", place.programme)
    return place


@transaction.atomic
def end_joining(*, by: Scope, at: datetime, participant: Participant) -> None:
    """Let the place be nobody's here again; what was reported and written from it stays with the programme."""
    place = _locked(participant.pk)
    shared = Share.objects.filter(
        participant=place, organisation=F("participant__organisation"), revoked_at=None
    ).count()
    policies.check_ends_joining(by, place, shared)
    theirs = place.organisation_id
    place.organisation = None
    place.save(update_fields=["organisation"])
    _tell(by, at, "programme.left", place.programme, theirs)


def _digest(code: str) -> str:
    return sha256(code.strip().encode()).hexdigest()


def _in_force(participant: Participant) -> QuerySet[JoiningCode]:
    return JoiningCode.objects.filter(participant=participant, revoked_at=None, used_at=None)


def _locked(participant_id: int) -> Participant:
    found = Participant.objects.select_for_update(of=("self",)).select_related("programme")
    return found.get(pk=participant_id)


def _takes_part(by: Scope, programme: Programme) -> bool:
    return Participant.objects.filter(programme=programme, organisation_id=by.organisation_id).exists()


def _tell(by: Scope, at: datetime, verb: str, programme: Programme, theirs: int | None = None) -> None:
    """Write it in the log of the programme, and in that of the organisation that joins or leaves."""
    record(by=by, at=at, verb=verb, programme=programme)
    joined = theirs or by.organisation_id
    if joined != programme.organisation_id:
        audit.record(organisation_id=joined, by=by, at=at, verb=verb, target=programme, detail={})
