"""Links that let somebody in: one to choose a password by, and personal ones to report by."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate

from samsyn_web.people import policies
from samsyn_web.people.models import AccessLink, Membership, Organisation, User
from samsyn_web.people.services.organisations import _locked, _record


@transaction.atomic
def password_link(*, membership: Membership, by: User | None, at: datetime) -> str:
    """Return the address, without host, where the member chooses a password; it holds for a week, and once."""
    membership = _locked(membership)
    policies.check_may_administer(by, membership.organisation, at)
    if by is not None:
        policies.check_can_be_given_link(membership)
    key = default_token_generator.make_token(membership.user)
    _record(membership.organisation, by, at, "member.link_made", membership, {"user": membership.user_id})
    return reverse(
        "account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(membership.user), "key": key}
    )


@transaction.atomic
def make_access_link(*, membership: Membership, by: User | None, at: datetime) -> str:
    """
    Return a token by which a member reports without a password; links that the member had before stop working.

    The token is told once: only its digest is kept.
    """
    membership = _locked(membership)
    policies.check_may_administer(by, membership.organisation, at)
    policies.check_can_have_access_link(membership)
    AccessLink.objects.filter(membership=membership, revoked_at=None).update(revoked_at=at)
    token = secrets.token_urlsafe(24)
    AccessLink.objects.create(
        membership=membership, digest=sha256(token.encode()).hexdigest(), created_by=by, created_at=at
    )
    _record(membership.organisation, by, at, "link.made", membership, {"user": membership.user_id})
    return token


@transaction.atomic
def revoke_access_link(*, membership: Membership, by: User | None, at: datetime) -> int:
    """Stop the links of a member at once; returns how many."""
    membership = _locked(membership)
    policies.check_may_administer(by, membership.organisation, at)
    stopped = AccessLink.objects.filter(membership=membership, revoked_at=None).update(revoked_at=at)
    if stopped:
        _record(membership.organisation, by, at, "link.revoked", membership, {"user": membership.user_id})
    return stopped


@transaction.atomic
def record_link_use(*, link: AccessLink, by: User, at: datetime) -> None:
    """Remember the day on which a link was last used, and the first use of a day in the trail."""
    today = localdate(at)
    if not AccessLink.objects.filter(pk=link.pk).exclude(last_used_on=today).update(last_used_on=today):
        return
    membership = link.membership
    _record(membership.organisation, by, at, "link.used", membership, {"user": membership.user_id})


@transaction.atomic
def make_access_links(
    *, memberships: Iterable[Membership], by: User | None, at: datetime
) -> list[tuple[Membership, str]]:
    """Return a token for each of some members, as `make_access_link` does; all get one or none does."""
    return [(one, make_access_link(membership=one, by=by, at=at)) for one in memberships]


@transaction.atomic
def revoke_links_of_unit(*, organisation: Organisation, unit: str, by: User | None, at: datetime) -> int:
    """Stop the links of all who work at a workplace at once; returns how many members had one."""
    policies.check_may_administer(by, organisation, at)
    found = AccessLink.objects.filter(
        membership__organisation=organisation, membership__unit=unit, revoked_at=None
    )
    members = found.values("membership").distinct().count()
    if members:
        found.update(revoked_at=at)
        _record(organisation, by, at, "link.unit_revoked", organisation, {"members": members})
    return members
