"""What can be done with organisations and their members; each is one event in the organisation's chain."""

from __future__ import annotations

import secrets
from datetime import datetime
from hashlib import sha256

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from samsyn.errors import BadInput, Refused
from samsyn_web.base import audit
from samsyn_web.base.scope import Role
from samsyn_web.people import policies
from samsyn_web.people.models import AccessLink, Membership, Organisation, OrganisationKind, User
from samsyn_web.people.queries import memberships_of, organisation_by_name, user_by_email


@transaction.atomic
def create_organisation(
    *,
    name: str,
    by: User | None,
    at: datetime,
    kind: OrganisationKind = OrganisationKind.MUNICIPALITY,
    municipality_code: str = "",
    is_demo: bool = False,
) -> Organisation:
    """Add an organisation, the owner of everything that its members will do."""
    name = " ".join(name.split())
    if not name:
        raise BadInput(_("Organisationen behöver ett namn."))
    if organisation_by_name(name):
        raise Refused(_("Det finns redan en organisation som heter {name}.").format(name=name))
    organisation = Organisation.objects.create(
        name=name, kind=kind, municipality_code=municipality_code, is_demo=is_demo, created_at=at
    )
    detail = {"kind": kind.value, "municipality_code": municipality_code, "is_demo": is_demo}
    _record(organisation, by, at, "organisation.created", organisation, detail)
    return organisation


@transaction.atomic
def add_member(
    *,
    organisation: Organisation,
    email: str,
    role: Role,
    by: User | None,
    at: datetime,
    name: str = "",
    function_title: str = "",
    password: str | None = None,
) -> Membership:
    """
    Make a person a member, and a user if they are not one yet.

    `by` is none for the operator at the command line. A user without a password gets one by `password_link`.
    """
    policies.check_may_administer(by, organisation)
    user = user_by_email(email)
    if user is None:
        user = User.objects.create_user(email=email, password=password, name=name.strip(), created_at=at)
    policies.check_can_be_added(by, user, organisation)
    if Membership.objects.filter(user=user, organisation=organisation).exists():
        raise Refused(
            _("{email} är redan medlem, eller har varit det. Ändra medlemskapet i listan i stället.").format(
                email=user.email
            )
        )
    membership = Membership.objects.create(
        user=user,
        organisation=organisation,
        role=role.value,
        function_title=function_title.strip(),
        created_at=at,
    )
    _record(organisation, by, at, "member.added", membership, {"user": user.pk, "role": role.value})
    return membership


@transaction.atomic
def change_role(*, membership: Membership, role: Role, by: User | None, at: datetime) -> Membership:
    """Give a member another role."""
    membership = _locked(membership)
    policies.check_may_administer(by, membership.organisation)
    if membership.role == role:
        return membership
    if role not in policies.ADMINISTERING:
        policies.check_somebody_remains(membership)
    detail = {"user": membership.user_id, "from": membership.role, "to": role.value}
    membership.role = role.value
    membership.save(update_fields=["role"])
    _record(membership.organisation, by, at, "member.role_changed", membership, detail)
    return membership


@transaction.atomic
def deactivate(*, membership: Membership, by: User | None, at: datetime) -> Membership:
    """End a membership; the person is out at the next click."""
    membership = _locked(membership)
    policies.check_may_administer(by, membership.organisation)
    policies.check_somebody_remains(membership)
    return _set_active(membership, False, by, at, "member.deactivated")


@transaction.atomic
def reactivate(*, membership: Membership, by: User | None, at: datetime) -> Membership:
    """Take up an ended membership again, in the role that it had."""
    membership = _locked(membership)
    policies.check_may_administer(by, membership.organisation)
    return _set_active(membership, True, by, at, "member.reactivated")


@transaction.atomic
def password_link(*, membership: Membership, by: User | None, at: datetime) -> str:
    """Return the address, without host, where the member chooses a password; it holds for a week, and once."""
    membership = _locked(membership)
    policies.check_may_administer(by, membership.organisation)
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
    policies.check_may_administer(by, membership.organisation)
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
    policies.check_may_administer(by, membership.organisation)
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
def record_sign_in(*, by: User, at: datetime) -> None:
    """Write in each of the person's organisations that they signed in."""
    for membership in memberships_of(by.pk).order_by("organisation_id"):
        _record(membership.organisation, by, at, "user.signed_in", by, {})


@transaction.atomic
def record_failed_sign_in(*, email: str, by: None, at: datetime) -> None:
    """
    Write in each organisation of the person with an address that somebody tried it with a wrong password.

    Who tried is not known. An address that nobody has is written nowhere: people type passwords in the wrong field.
    """
    user = user_by_email(email)
    if user is None:
        return
    for membership in memberships_of(user.pk).order_by("organisation_id"):
        _record(membership.organisation, by, at, "user.sign_in_failed", user, {})


@transaction.atomic
def record_new_password(*, by: User, at: datetime) -> None:
    """Write in each of the person's organisations that they chose a password."""
    for membership in memberships_of(by.pk).order_by("organisation_id"):
        _record(membership.organisation, by, at, "user.password_chosen", by, {})


def _locked(membership: Membership) -> Membership:
    # All of the organisation's rows, so that of two who end each other's membership at once the second is refused.
    rows = Membership.objects.select_for_update(of=("self",)).filter(
        organisation_id=membership.organisation_id
    )
    return {row.pk: row for row in rows.select_related("organisation", "user").order_by("pk")}[membership.pk]


def _set_active(membership: Membership, active: bool, by: User | None, at: datetime, verb: str) -> Membership:
    if membership.is_active is not active:
        membership.is_active = active
        membership.save(update_fields=["is_active"])
        _record(membership.organisation, by, at, verb, membership, {"user": membership.user_id})
    return membership


def _record(
    organisation: Organisation,
    by: User | None,
    at: datetime,
    verb: str,
    target: Organisation | Membership | User,
    detail: dict[str, object],
) -> None:
    audit.record(organisation_id=organisation.pk, by=by, at=at, verb=verb, target=target, detail=detail)
