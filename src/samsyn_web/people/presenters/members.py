"""What the pages about members show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from samsyn_web.base.scope import Role
from samsyn_web.people.models import AccessLink, Deputy, Membership
from samsyn_web.people.policies import can_be_given_link, may_have_access_link, works_only_here
from samsyn_web.people.queries import STALE_DAYS


@dataclass(frozen=True, kw_only=True)
class MemberRow:
    """One member, in the list or on a page of their own."""

    id: int
    name: str
    email: str
    function_title: str
    unit: str
    areas: str
    role: str
    role_label: str
    is_active: bool
    has_signed_in: bool
    can_be_given_link: bool
    may_have_access_link: bool
    can_be_renamed: bool
    is_self: bool
    stands_in: str
    has_two_steps: bool


@dataclass(frozen=True, kw_only=True)
class RoleRow:
    """One role as it is explained."""

    value: str
    label: str
    description: str
    permissions: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class DeputyRow:
    """One who stands in for another."""

    id: int
    who: str
    absent: str
    works_as: str
    role_label: str
    first_day: date
    last_day: date
    runs: bool


@dataclass(frozen=True, kw_only=True)
class VacantRow:
    """A function that nobody holds, and who held it last."""

    id: int
    function_title: str
    unit: str
    last: str
    role_label: str


@dataclass(frozen=True, kw_only=True)
class LinkRow:
    """One who may report by a personal link, and how the link is doing."""

    id: int
    name: str
    works_as: str
    unit: str
    made_on: date | None
    last_used_on: date | None
    is_stale: bool


def member_rows(
    memberships: Iterable[Membership],
    user_id: int,
    *,
    deputies: Iterable[Deputy] = (),
    today: date = date.min,
    areas: Mapping[str, str] | None = None,
    two_steps: Iterable[int] = (),
) -> tuple[MemberRow, ...]:
    """Return members as one of them sees them."""
    now = [one for one in deputies if one.runs_on(today)]
    with_two, names = set(two_steps), areas or {}
    return tuple(
        MemberRow(
            id=one.pk,
            name=str(one.user),
            email=one.user.email or "",
            function_title=one.function_title,
            unit=one.unit,
            areas=", ".join(names.get(key, key) for key in one.areas),
            role=one.role,
            role_label=Role(one.role).label,
            is_active=one.is_active and one.user.is_active,
            has_signed_in=one.user.last_login is not None,
            can_be_given_link=one.user_id != user_id and can_be_given_link(one),
            may_have_access_link=may_have_access_link(one),
            can_be_renamed=works_only_here(one),
            is_self=one.user_id == user_id,
            stands_in=", ".join(
                f"{held.absent.user} ({Role(held.absent.role).label.lower()})"
                for held in now
                if held.deputy_id == one.pk
            ),
            has_two_steps=one.user_id in with_two,
        )
        for one in memberships
    )


def role_rows() -> tuple[RoleRow, ...]:
    """Return all roles with what each may do."""
    return tuple(
        RoleRow(
            value=role.value,
            label=role.label,
            description=role.description,
            permissions=tuple(sorted(permission.label for permission in role.permissions)),
        )
        for role in Role
    )


def deputy_rows(deputies: Iterable[Deputy], today: date) -> tuple[DeputyRow, ...]:
    """Return those who stand in, now or later."""
    return tuple(
        DeputyRow(
            id=one.pk,
            who=str(one.deputy.user),
            absent=str(one.absent.user),
            works_as=one.absent.works_as,
            role_label=Role(one.absent.role).label,
            first_day=one.first_day,
            last_day=one.last_day,
            runs=one.runs_on(today),
        )
        for one in deputies
    )


def vacant_rows(memberships: Iterable[Membership]) -> tuple[VacantRow, ...]:
    """Return functions that wait for somebody."""
    return tuple(
        VacantRow(
            id=one.pk,
            function_title=one.function_title,
            unit=one.unit,
            last=str(one.user),
            role_label=Role(one.role).label,
        )
        for one in memberships
    )


def link_rows(
    memberships: Iterable[Membership], links: Iterable[AccessLink], today: date
) -> tuple[LinkRow, ...]:
    """Return those who may have a personal link, with the one that works now."""
    held: dict[int, AccessLink] = {}
    for link in links:
        held.setdefault(link.membership_id, link)
    return tuple(_link_row(one, held.get(one.pk), today) for one in memberships)


def _link_row(one: Membership, link: AccessLink | None, today: date) -> LinkRow:
    made_on = link.created_at.date() if link else None
    used = link.last_used_on if link else None
    seen = used or made_on
    return LinkRow(
        id=one.pk,
        name=str(one.user),
        works_as=one.works_as or Role(one.role).label,
        unit=one.unit,
        made_on=made_on,
        last_used_on=used,
        is_stale=seen is not None and today - seen >= timedelta(days=STALE_DAYS),
    )


def row_problem(in_use: bool) -> str:
    """Return why an address of a list cannot be added: it is a member's here already, or an account elsewhere."""
    if in_use:
        return _("Adressen är redan en medlems, eller har varit det.")
    return _(
        "Adressen har ett konto i en annan organisation. Den som driver Samsyn kan lägga till medlemskapet."
    )
