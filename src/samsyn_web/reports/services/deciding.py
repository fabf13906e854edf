"""Writes of what the municipality has decided about its editions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from samsyn_web.base import audit
from samsyn_web.base.scope import Scope
from samsyn_web.findings.models import Picture
from samsyn_web.reports import policies
from samsyn_web.reports.models import Partner, PublicDecision, SecrecyDecision


@dataclass(frozen=True, kw_only=True)
class PublicChoice:
    """What was decided about the public edition: by which body or function, and with which limits."""

    decided_on: date
    decided_by: str
    reference: str
    delay_days: int
    smallest_count: int
    valid_from: date


@dataclass(frozen=True, kw_only=True)
class SecrecyChoice:
    """Which function decided that a private partner may be given an edition, and on what legal ground."""

    decided_by: str
    ground: str


@transaction.atomic
def record_public_decision(*, by: Scope, at: datetime, choice: PublicChoice) -> PublicDecision:
    """Keep a decision that the public edition may be made; the newest valid one is in force."""
    decision = PublicDecision(
        organisation_id=by.organisation_id,
        decided_on=choice.decided_on,
        decided_by=" ".join(choice.decided_by.split()),
        reference=" ".join(choice.reference.split()),
        delay_days=choice.delay_days,
        smallest_count=choice.smallest_count,
        valid_from=choice.valid_from,
        recorded_by_id=by.user_id,
        recorded_at=at,
    )
    policies.check_decision(by, decision, policies.local_day(at))
    decision.save(force_insert=True)
    detail = {
        "delay_days": decision.delay_days,
        "smallest_count": decision.smallest_count,
        "valid_from": decision.valid_from.isoformat(),
    }
    audit.record(
        organisation_id=by.organisation_id,
        by=by,
        at=at,
        verb="public_edition.decided",
        target=decision,
        detail=detail,
    )
    return decision


@transaction.atomic
def withdraw_public_decision(*, by: Scope, at: datetime, decision: PublicDecision) -> PublicDecision:
    """End a decision; what is published already stays, and a new decision can be recorded."""
    policies.check_can_set_up(by)
    decision = PublicDecision.objects.select_for_update().get(
        pk=decision.pk, organisation_id=by.organisation_id
    )
    if decision.withdrawn_at is None:
        decision.withdrawn_by_id, decision.withdrawn_at = by.user_id, at
        decision.save(update_fields=["withdrawn_by", "withdrawn_at"])
        audit.record(
            organisation_id=by.organisation_id,
            by=by,
            at=at,
            verb="public_edition.withdrawn",
            target=decision,
        )
    return decision


@transaction.atomic
def decide_secrecy(
    *,
    by: Scope,
    at: datetime,
    picture: Picture,
    partner: Partner,
    areas: Mapping[str, str],
    choice: SecrecyChoice,
) -> SecrecyDecision:
    """Keep the decision to hand out to a private partner, before anything is made for it."""
    decided_by, ground = (" ".join(text.split()) for text in (choice.decided_by, choice.ground))
    policies.check_can_publish(by, picture)
    policies.check_secrecy(by, partner, decided_by, ground)
    decision = SecrecyDecision.objects.create(
        organisation_id=by.organisation_id,
        picture=picture,
        partner=partner,
        areas=dict(areas),
        decided_by=decided_by,
        ground=ground,
        recorded_by_id=by.user_id,
        recorded_at=at,
    )
    detail = {"picture": picture.pk, "partner": partner.pk, "kind": str(partner.kind), "areas": sorted(areas)}
    audit.record(
        organisation_id=by.organisation_id,
        by=by,
        at=at,
        verb="secrecy.decided",
        target=decision,
        detail=detail,
    )
    return decision
