"""Programmes are loaded, and organisations of this installation take part."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from json import dumps

from django.db import transaction

from samsyn.programme import Programme as Facts
from samsyn.programme import to_plain
from samsyn_web.base.scope import Scope
from samsyn_web.people.models import Organisation
from samsyn_web.programmes import policies
from samsyn_web.programmes.models import Participant, Programme
from samsyn_web.programmes.services.founding import keep_facts
from samsyn_web.programmes.services.joint_activities import load_joint_activities
from samsyn_web.programmes.services.loading import load_activities
from samsyn_web.programmes.services.money import load_money
from samsyn_web.programmes.services.partners import load_partners
from samsyn_web.programmes.services.recording import record


@transaction.atomic
def load(*, by: Scope | None, at: datetime, organisation: Organisation, facts: Facts) -> Programme:
    """Load a programme, or bring it up to date; the same facts again change nothing."""
    plain = to_plain(facts)
    digest = sha256(dumps(plain, sort_keys=True).encode()).hexdigest()
    more = {name: value for name, value in plain["more"].items() if name != "conferences"}  # rows
    before = Programme.objects.filter(organisation=organisation, short_name=facts.short_name).first()
    if before and before.digest == digest:
        return before
    if before and by is not None:
        policies.check_runs(by, before)
    if before:
        keep_facts(by=by, at=at, programme=before, facts=plain)
    made, _created = Programme.objects.update_or_create(
        organisation=organisation,
        short_name=facts.short_name,
        defaults={
            "name": facts.name,
            "reference": facts.reference,
            "is_fictional": facts.is_fictional,
            "facts": {**plain, "activities": [], "additions": [], "money": [], "more": more},
            "digest": digest,
            "loaded_by_id": by.user_id if by else None,
            "loaded_at": at,
        },
    )
    for position, one in enumerate(facts.municipalities):
        Participant.objects.update_or_create(
            programme=made,
            key=one.key,
            defaults={"name": one.name, "position": position, "county": one.code[:2]},
        )
    load_activities(by=by, at=at, programme=made, facts=facts)
    load_joint_activities(by=by, at=at, programme=made, facts=facts)
    load_money(by=by, at=at, programme=made, facts=facts)
    load_partners(by=by, at=at, programme=made, facts=facts)
    record(by=by, at=at, verb="programme.loaded", programme=made)
    return made


@transaction.atomic
def join(*, by: Scope | None, at: datetime, participant: Participant, organisation: Organisation) -> None:
    """Let an organisation of this installation report as a participant."""
    if by is not None:
        policies.check_runs(by, participant.programme)
    participant.organisation = organisation
    participant.save(update_fields=["organisation"])
    record(by=by, at=at, verb="programme.joined", programme=participant.programme)
