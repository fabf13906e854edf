"""People tell what is done, tried or left under the law, who answers for it, and which body leads."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import models, transaction
from django.utils.timezone import localdate

from samsyn.duties import Fact, Outcome
from samsyn_web.base import audit
from samsyn_web.base.scope import Scope
from samsyn_web.governance import policies
from samsyn_web.governance.models import DutyOwner, DutyRecord, LeadingBody
from samsyn_web.people.models import Membership


@transaction.atomic
def record_duty(
    *,
    by: Scope,
    at: datetime,
    paragraph: str,
    slots: list[str],
    outcome: str,
    day: date,
    reference: str,
    body: str = "",
    until: date | None = None,
    address: str = "",
) -> list[DutyRecord]:
    """Tell of a document, a decision, an attempt, or why nothing is begun; one record for each part it is about."""
    reference, body, address = " ".join(reference.split()), " ".join(body.split()), address.strip()
    policies.check_can_keep_duties(by)
    made = []
    for slot in slots:
        fact = Fact(
            paragraph=paragraph,
            kind=slot,
            day=day,
            outcome=Outcome(outcome),
            reference=reference,
            body=body,
            until=until,
        )
        policies.check_duty_record(fact, address, localdate(at))
        made.append(
            DutyRecord.objects.create(
                organisation_id=by.organisation_id,
                paragraph=paragraph,
                slot=slot,
                outcome=outcome,
                day=day,
                until=until,
                reference=reference,
                body=body,
                address=address,
                recorded_by_id=by.user_id,
                recorded_at=at,
            )
        )
    if made:
        detail = {"paragraph": paragraph, "slots": slots, "outcome": outcome}
        _record(by, at, "duty.recorded", made[0], detail)
    return made


@transaction.atomic
def withdraw_duty_record(*, by: Scope, at: datetime, record: DutyRecord) -> DutyRecord:
    """Take back what was told; it no longer counts, and stays readable."""
    return _turn(by, at, record, "duty.withdrawn", at)


@transaction.atomic
def restore_duty_record(*, by: Scope, at: datetime, record: DutyRecord) -> DutyRecord:
    """Let what was taken back count again."""
    return _turn(by, at, record, "duty.restored", None)


def _turn(
    by: Scope, at: datetime, record: DutyRecord, verb: str, withdrawn_at: datetime | None
) -> DutyRecord:
    policies.check_can_keep_duties(by)
    policies.check_own(by, record.organisation_id)
    record = DutyRecord.objects.select_for_update().get(pk=record.pk)
    if (record.withdrawn_at is None) == (withdrawn_at is None):
        return record  # somebody was first
    record.withdrawn_at = withdrawn_at
    record.withdrawn_by_id = by.user_id if withdrawn_at else None
    record.save(update_fields=["withdrawn_at", "withdrawn_by"])
    _record(by, at, verb, record, {"paragraph": record.paragraph})
    return record


@transaction.atomic
def set_duty_owner(
    *, by: Scope, at: datetime, paragraph: str, function: str, owner: Membership | None = None
) -> DutyOwner:
    """Say which function answers for a paragraph, and who is reminded of it."""
    function = " ".join(function.split())
    policies.check_can_keep_duties(by)
    policies.check_duty_owner(paragraph, function, owner, by)
    made, _new = DutyOwner.objects.update_or_create(
        organisation_id=by.organisation_id,
        paragraph=paragraph,
        defaults={"function": function, "owner": owner, "changed_by_id": by.user_id, "changed_at": at},
    )
    _record(by, at, "duty.owned", made, {"paragraph": paragraph})
    return made


@transaction.atomic
def set_leading_body(*, by: Scope, at: datetime, name: str, decided_on: date, reference: str) -> LeadingBody:
    """Say which body leads the work and reports to the assembly."""
    name, reference = " ".join(name.split()), " ".join(reference.split())
    policies.check_can_keep_duties(by)
    policies.check_leading_body(name, decided_on, reference, localdate(at))
    made, _new = LeadingBody.objects.update_or_create(
        organisation_id=by.organisation_id,
        defaults={
            "name": name,
            "decided_on": decided_on,
            "reference": reference,
            "changed_by_id": by.user_id,
            "changed_at": at,
        },
    )
    _record(by, at, "duty.led", made, {"decided_on": decided_on.isoformat()})
    return made


def _record(by: Scope, at: datetime, verb: str, target: models.Model, detail: dict[str, Any]) -> None:
    audit.record(organisation_id=by.organisation_id, by=by, at=at, verb=verb, target=target, detail=detail)
