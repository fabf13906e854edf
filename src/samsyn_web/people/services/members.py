"""Members who come, change and leave."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from samsyn.errors import Refused
from samsyn_web.base.scope import Role, Scope
from samsyn_web.people import policies
from samsyn_web.people.models import AccessLink, Membership, Organisation, User
from samsyn_web.people.queries import area_names, user_by_email
from samsyn_web.people.services.deputies import _end_deputies_of
from samsyn_web.people.services.organisations import _locked, _record


@dataclass(frozen=True, kw_only=True)
class NewMember:
    """What is known of somebody who is to be a member."""

    name: str
    email: str
    role: Role
    function_title: str = ""
    unit: str = ""


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
    unit: str = "",
    areas: Iterable[str] = (),
    password: str | None = None,
) -> Membership:
    """
    Make a person a member, and a user if they are not one yet.

    `by` is none for the operator at the command line. A user without a password gets one by `password_link`; a reporter
    may have no address, and then comes in by a personal link only.
    """
    policies.check_may_administer(by, organisation, at)
    address = User.objects.normal_form(email)
    policies.check_has_address(address, role)
    kept = _known_areas(organisation, areas)
    user = user_by_email(address) if address else None
    if user is None:
        user = User.objects.create_user(email=address, password=password, name=name.strip(), created_at=at)
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
        function_title=_plain(function_title),
        unit=_plain(unit),
        areas=kept,
        created_at=at,
    )
    _record(organisation, by, at, "member.added", membership, {"user": user.pk, "role": role.value})
    return membership


@transaction.atomic
def add_members(
    *, organisation: Organisation, people: Iterable[NewMember], by: User | None, at: datetime
) -> list[Membership]:
    """Make several people members, all or none; each is an event of their own."""
    return [add_member(organisation=organisation, by=by, at=at, **asdict(one)) for one in people]


@transaction.atomic
def change_member(
    *,
    membership: Membership,
    name: str,
    email: str,
    role: Role,
    function_title: str,
    unit: str,
    areas: Iterable[str],
    by: User | None,
    at: datetime,
) -> Membership:
    """
    Change what is known of a member: one event that names the fields, and not what stood in them.

    A name is changed, and a missing address given, only where the person works in no other organisation.
    """
    membership = _locked(membership)
    policies.check_may_administer(by, membership.organisation, at)
    if role not in policies.ADMINISTERING:
        policies.check_somebody_remains(membership)
    user = membership.user
    address = user.email or User.objects.normal_form(email)
    policies.check_has_address(address, role)
    was, fields = membership.role, _changes(membership, name, address)
    kept = _known_areas(membership.organisation, areas, membership.areas)
    new = {"role": role.value, "function_title": _plain(function_title), "unit": _plain(unit), "areas": kept}
    for field, value in new.items():
        if getattr(membership, field) != value:
            setattr(membership, field, value)
            fields.append(field)
    if not fields:
        return membership
    membership.save(update_fields=list(new))
    detail: dict[str, object] = {"user": membership.user_id}
    if "role" in fields:
        detail |= {"from": was, "to": role.value}
    if others := [field for field in fields if field != "role"]:
        detail |= {"fields": others}
    verb = "member.role_changed" if "role" in fields else "member.changed"
    _record(membership.organisation, by, at, verb, membership, detail)
    return membership


@transaction.atomic
def change_address(*, membership: Membership, email: str, by: None, at: datetime) -> User:
    """Change the address that somebody signs in by; for the operator, who knows all organisations of the person."""
    membership = _locked(membership)
    user, address = membership.user, User.objects.normal_form(email)
    policies.check_has_address(address, Role(membership.role))
    if address != user.email and address and user_by_email(address):
        raise Refused(_("{email} har redan ett konto.").format(email=address))
    if address != user.email:
        user.email = address
        user.save(update_fields=["email"])
        detail: dict[str, object] = {"user": user.pk, "fields": ["email"]}
        _record(membership.organisation, by, at, "member.changed", membership, detail)
    return user


@transaction.atomic
def change_role(*, membership: Membership, role: Role, by: User | None, at: datetime) -> Membership:
    """Give a member another role, and change nothing else."""
    now = _locked(membership)
    return change_member(
        membership=now,
        name=now.user.name,
        email=now.user.email or "",
        role=role,
        function_title=now.function_title,
        unit=now.unit,
        areas=now.areas,
        by=by,
        at=at,
    )


@transaction.atomic
def deactivate(*, membership: Membership, by: User | None, at: datetime) -> Membership:
    """End a membership, its links and its deputies; the person is out at the next click."""
    membership = _locked(membership)
    policies.check_may_administer(by, membership.organisation, at)
    policies.check_somebody_remains(membership)
    links = AccessLink.objects.filter(membership=membership, revoked_at=None).update(revoked_at=at)
    ended = _end_deputies_of(membership, at)
    more = {"links": links, "deputies": ended}
    return _set_active(membership, False, by, at, "member.deactivated", more)


@transaction.atomic
def reactivate(*, membership: Membership, by: User | None, at: datetime) -> Membership:
    """Take up an ended membership again, in the role that it had; links and deputies are made anew."""
    membership = _locked(membership)
    policies.check_may_administer(by, membership.organisation, at)
    return _set_active(membership, True, by, at, "member.reactivated", {})


@transaction.atomic
def close_function(*, membership: Membership, by: User | None, at: datetime) -> int:
    """Say that the function of somebody who has left is no longer needed, so that it is not shown as vacant."""
    membership = _locked(membership)
    policies.check_may_administer(by, membership.organisation, at)
    same = Membership.objects.filter(organisation=membership.organisation, is_function_closed=False)
    title = membership.function_title.casefold()
    keys = [one.pk for one in same if title and one.function_title.casefold() == title]
    closed = Membership.objects.filter(pk__in=keys).update(is_function_closed=True)
    if closed:
        _record(membership.organisation, by, at, "member.function_closed", membership, {})
    return closed


def _plain(text: str) -> str:
    return " ".join(text.split())


def _known_areas(organisation: Organisation, areas: Iterable[str], already: Iterable[str] = ()) -> list[str]:
    chosen = list(dict.fromkeys(areas))
    if chosen:
        scope = Scope(user_id=0, organisation_id=organisation.pk, role=Role.ADMINISTRATOR)
        policies.check_areas(chosen, set(area_names(scope)) | set(already))
    return chosen


def _changes(membership: Membership, name: str, address: str | None) -> list[str]:
    user, fields = membership.user, []
    if address != user.email and user_by_email(address or ""):
        raise Refused(_("{email} har redan ett konto.").format(email=address))
    for field, value in (("name", _plain(name)), ("email", address)):
        if getattr(user, field) != value:
            setattr(user, field, value)
            fields.append(field)
    if fields:
        policies.check_works_only_here(membership)
        user.save(update_fields=fields)
    return fields


def _set_active(
    membership: Membership, active: bool, by: User | None, at: datetime, verb: str, more: dict[str, int]
) -> Membership:
    if membership.is_active is not active:
        membership.is_active = active
        membership.save(update_fields=["is_active"])
        detail: dict[str, object] = {"user": membership.user_id, **{k: n for k, n in more.items() if n}}
        _record(membership.organisation, by, at, verb, membership, detail)
    return membership
