"""Writes of partners."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from samsyn.errors import BadInput, Refused
from samsyn_web.base import audit
from samsyn_web.base.scope import Scope
from samsyn_web.reports import policies
from samsyn_web.reports.models import Partner, PartnerKind


@dataclass(frozen=True, kw_only=True)
class PartnerChoice:
    """What is known of a partner; `areas` is name by key."""

    name: str
    kind: PartnerKind
    contact: str = ""
    areas: Mapping[str, str] = field(default_factory=dict)


@transaction.atomic
def add_partner(*, by: Scope, at: datetime, choice: PartnerChoice) -> Partner:
    """Keep a partner with its own areas."""
    partner = Partner(organisation_id=by.organisation_id, added_by_id=by.user_id, added_at=at)
    return _saved(by, at, partner, choice, "partner.added")


@transaction.atomic
def change_partner(*, by: Scope, at: datetime, partner: Partner, choice: PartnerChoice) -> Partner:
    """Change what is known of a partner; what is published to it stays as it was."""
    return _saved(by, at, _locked(by, partner), choice, "partner.changed")


@transaction.atomic
def remove_partner(*, by: Scope, at: datetime, partner: Partner) -> Partner:
    """Take a partner off the list; what is published to it stays, and it can be taken back."""
    return _removed(by, at, partner, at, "partner.removed")


@transaction.atomic
def restore_partner(*, by: Scope, at: datetime, partner: Partner) -> Partner:
    """Put a partner back on the list."""
    return _removed(by, at, partner, None, "partner.restored")


def _saved(by: Scope, at: datetime, partner: Partner, choice: PartnerChoice, verb: str) -> Partner:
    policies.check_can_set_up(by)
    policies.check_says_nothing_of_persons(choice.name, choice.contact)
    name = " ".join(choice.name.split())
    if not choice.areas:
        raise BadInput(_("Välj minst ett område. Partnerupplagan visar bara partnerns egna områden."))
    same = Partner.objects.filter(organisation_id=by.organisation_id).exclude(pk=partner.pk)
    if any(one.name.casefold() == name.casefold() for one in same):
        raise Refused(
            _("Det finns redan en partner som heter %(name)s, eller har funnits. Ändra den i stället.")
            % {"name": name}
        )
    partner.name, partner.kind = name, choice.kind
    partner.contact, partner.areas = choice.contact.strip(), dict(choice.areas)
    partner.save()
    _note(by, at, verb, partner)
    return partner


def _removed(by: Scope, at: datetime, partner: Partner, when: datetime | None, verb: str) -> Partner:
    policies.check_can_set_up(by)
    partner = _locked(by, partner)
    if (partner.removed_at is None) != (when is None):
        partner.removed_at = when
        partner.save(update_fields=["removed_at"])
        _note(by, at, verb, partner)
    return partner


def _locked(by: Scope, partner: Partner) -> Partner:
    return Partner.objects.select_for_update().get(pk=partner.pk, organisation_id=by.organisation_id)


def _note(by: Scope, at: datetime, verb: str, partner: Partner) -> None:
    audit.record(
        organisation_id=by.organisation_id,
        by=by,
        at=at,
        verb=verb,
        target=partner,
        detail={"kind": str(partner.kind), "areas": sorted(partner.areas)},
    )
