"""Reads of what is configured, for the documents that lawyers judge; each takes who asks first."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

from samsyn.instruments.load import Kept, kept_kinds
from samsyn_web.base.scope import Permission, Role, Scope
from samsyn_web.methods.incidents import queries as incidents
from samsyn_web.observations.models import Source
from samsyn_web.people.models import Membership
from samsyn_web.reports import policies as editions
from samsyn_web.reports.models import Partner, PublicDecision

# What the page on disposal calls the kinds that it sets the time of.
SET_AS = {"reporter_link": "link", "raw_text": "text", "structured": "structure"}


def may_read(scope: Scope) -> bool:
    """Whether the asker answers for accounts or looks after personal data."""
    return scope.can(Permission.ADMINISTER) or scope.can(Permission.INSPECT)


def role_counts(scope: Scope) -> dict[Role, int]:
    """How many active accounts each role has, those without any left out; nothing for others."""
    own = Membership.objects.filter(
        organisation_id=scope.organisation_id, is_active=True, user__is_active=True
    )
    if not may_read(scope):
        return {}
    found = Counter(own.values_list("role", flat=True))
    return {role: found[role.value] for role in Role if found[role.value]}


def source_names(scope: Scope) -> list[tuple[str, str]]:
    """Name and licence of each source that is declared; nothing for others."""
    own = Source.objects.filter(organisation_id=scope.organisation_id).order_by("name")
    return list(own.values_list("name", "key")) if may_read(scope) else []


def partner_kinds(scope: Scope) -> list[tuple[str, str]]:
    """Name and kind of each partner that is given editions; nothing for others."""
    own = Partner.objects.filter(organisation_id=scope.organisation_id, removed_at=None).order_by("name")
    return [(one.name, str(one.get_kind_display())) for one in own] if may_read(scope) else []


def smallest_count(scope: Scope, today: date) -> int | None:
    """The smallest count that the public edition shows, as decided or by default; none for others."""
    if not may_read(scope):
        return None
    own = PublicDecision.objects.filter(organisation_id=scope.organisation_id)
    return editions.smallest_count(editions.in_force(own, today))


def retention(scope: Scope) -> tuple[Kept, ...]:
    """How long each kind of information is kept, as the organisation has set it; nothing for others."""
    if not may_read(scope):
        return ()
    chosen = incidents.months_decided(scope)
    kinds = kept_kinds().kinds
    return tuple(replace(one, months=chosen.get(SET_AS.get(one.code, ""), one.months)) for one in kinds)
