"""Agreements are added, changed in a new version, and ended; what was agreed before stays readable."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from samsyn_web.base import audit
from samsyn_web.base.scope import Scope
from samsyn_web.governance import policies
from samsyn_web.governance.models import Agreement, AgreementParty, AgreementVersion

Parties = Sequence[tuple[str, str]]


@transaction.atomic
def add_agreement(
    *,
    by: Scope,
    at: datetime,
    name: str,
    purposes: str,
    areas: str,
    parties: Parties,
    reference: str,
    valid_from: date,
    valid_until: date | None,
    renewal: str,
) -> Agreement:
    """Add an agreement with its first version."""
    policies.check_can_keep_duties(by)
    made = Agreement.objects.create(organisation_id=by.organisation_id, added_by_id=by.user_id, added_at=at)
    said = {"name": name, "purposes": purposes, "areas": areas, "reference": reference, "renewal": renewal}
    _write(by, at, made, 1, said, parties, valid_from, valid_until)
    _record(by, at, "agreement.added", made, {"number": 1})
    return made


@transaction.atomic
def change_agreement(
    *,
    by: Scope,
    at: datetime,
    agreement: Agreement,
    seen: int,
    name: str,
    purposes: str,
    areas: str,
    parties: Parties,
    reference: str,
    valid_from: date,
    valid_until: date | None,
    renewal: str,
) -> AgreementVersion:
    """Write a new version, a renewal or a correction; `seen` is the number of the version that was read."""
    agreement = _locked(by, agreement)
    policies.check_not_ended(agreement)
    newest = _versions(agreement).order_by("-number").values_list("number", flat=True)[0]
    policies.check_newest(seen, newest)
    said = {"name": name, "purposes": purposes, "areas": areas, "reference": reference, "renewal": renewal}
    made = _write(by, at, agreement, newest + 1, said, parties, valid_from, valid_until)
    _record(by, at, "agreement.changed", agreement, {"number": newest + 1})
    return made


@transaction.atomic
def end_agreement(*, by: Scope, at: datetime, agreement: Agreement, last_day: date, why: str) -> Agreement:
    """Say that it ends, or ended, before its own last day."""
    agreement = _locked(by, agreement)
    why = " ".join(why.split())
    policies.check_not_ended(agreement)
    policies.check_end(_versions(agreement).order_by("valid_from")[0], last_day, why)
    agreement.ended_on, agreement.ended_why = last_day, why
    agreement.ended_by_id, agreement.ended_at = by.user_id, at
    agreement.save(update_fields=["ended_on", "ended_why", "ended_by", "ended_at"])
    _record(by, at, "agreement.ended", agreement, {"last_day": last_day.isoformat()})
    return agreement


@transaction.atomic
def reopen_agreement(*, by: Scope, at: datetime, agreement: Agreement) -> Agreement:
    """Take back that it was ended."""
    agreement = _locked(by, agreement)
    if agreement.ended_on is None:
        return agreement  # somebody was first
    agreement.ended_on = agreement.ended_by = agreement.ended_at = None
    agreement.ended_why = ""
    agreement.save(update_fields=["ended_on", "ended_why", "ended_by", "ended_at"])
    _record(by, at, "agreement.reopened", agreement, {})
    return agreement


def _versions(agreement: Agreement) -> QuerySet[AgreementVersion]:
    return AgreementVersion.objects.filter(agreement=agreement)


def _locked(by: Scope, agreement: Agreement) -> Agreement:
    policies.check_can_keep_duties(by)
    policies.check_own(by, agreement.organisation_id)
    return Agreement.objects.select_for_update().get(pk=agreement.pk)


def _write(
    by: Scope,
    at: datetime,
    agreement: Agreement,
    number: int,
    said: dict[str, str],
    parties: Parties,
    valid_from: date,
    valid_until: date | None,
) -> AgreementVersion:
    said = {key: "\n".join(_lines(text)) for key, text in said.items()}
    given = [(" ".join(party.split()), " ".join(function.split())) for party, function in parties]
    policies.check_agreement_words(said["name"], said["purposes"], said["areas"], said["reference"])
    policies.check_parties(given)
    policies.check_validity(valid_from, valid_until)
    made = AgreementVersion.objects.create(
        agreement=agreement,
        number=number,
        **said,
        valid_from=valid_from,
        valid_until=valid_until,
        written_by_id=by.user_id,
        written_at=at,
    )
    AgreementParty.objects.bulk_create(
        AgreementParty(version=made, place=place, party=party, function=function)
        for place, (party, function) in enumerate(given, start=1)
    )
    return made


def _lines(text: str) -> list[str]:
    """Return the lines that say something."""
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def _record(by: Scope, at: datetime, verb: str, target: Agreement, detail: dict[str, Any]) -> None:
    audit.record(organisation_id=by.organisation_id, by=by, at=at, verb=verb, target=target, detail=detail)
