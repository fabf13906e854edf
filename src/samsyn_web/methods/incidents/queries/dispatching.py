"""Who gets what after a meeting, before it is sent and afterwards."""

from __future__ import annotations

from dataclasses import dataclass

from samsyn.cycle import Edition
from samsyn_web.base.scope import Permission, Scope
from samsyn_web.methods.incidents.models import ReportingPeriod
from samsyn_web.methods.incidents.policies.dispatching import INTERNAL, PARTNER
from samsyn_web.methods.incidents.queries.answers import sent_in
from samsyn_web.people import queries as people
from samsyn_web.people.models import Membership
from samsyn_web.reports import queries as reports
from samsyn_web.reports.models import Partner


@dataclass(frozen=True, kw_only=True)
class Recipients:
    """Who gets what: a link to the picture, a partner edition, the link to one, or an answer to what they told."""

    group: tuple[Membership, ...] = ()
    partners: tuple[Partner, ...] = ()
    by_themselves: tuple[Partner, ...] = ()
    partner_readers: tuple[Membership, ...] = ()
    reporters: tuple[Membership, ...] = ()


def recipients(scope: Scope, held: ReportingPeriod) -> Recipients:
    """Who gets what of a period; nobody for those who do not publish."""
    if not scope.can(Permission.PUBLISH) or held.organisation_id != scope.organisation_id:
        return Recipients()
    active = people.members(scope).filter(is_active=True, user__is_active=True).exclude(user=scope.user_id)
    told = set(sent_in(scope, held).values_list("membership_id", flat=True))
    partners = [
        one
        for one in reports.partners(scope)
        if held.picture is not None and reports.areas_of(scope, one, held.picture)
    ]
    return Recipients(
        group=tuple(active.filter(role__in=INTERNAL)),
        partners=tuple(one for one in partners if not one.is_private),
        by_themselves=tuple(one for one in partners if one.is_private),
        partner_readers=tuple(active.filter(role__in=PARTNER)),
        reporters=tuple(active.filter(pk__in=told)),
    )


def is_published(
    scope: Scope, held: ReportingPeriod, edition: Edition, partner: Partner | None = None
) -> bool:
    """Whether an edition of the period's picture is out."""
    if held.picture is None:
        return False
    found = reports.of_picture(scope, held.picture)
    key = partner.pk if partner else None
    return any((one.edition, one.partner_id) == (edition.value, key) for one in found)
