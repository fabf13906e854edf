"""Who is a member of what, and what has been done."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

from django.db.models import QuerySet

from samsyn_web.base import audit
from samsyn_web.base.models import AuditEvent
from samsyn_web.base.scope import Role, Scope
from samsyn_web.people.models import AccessLink, Membership, Organisation, User


def scope_of(user_id: int, chosen: int | None = None) -> Scope | None:
    """Return a user's scope in the organisation that was chosen, or in the only one; none where they must choose."""
    memberships = list(memberships_of(user_id)[:2] if chosen is None else memberships_of(user_id, chosen)[:1])
    if chosen is not None and not memberships:
        return scope_of(user_id)
    if len(memberships) != 1:
        return None
    return _scope(memberships[0])


def scope_of_link(token: str) -> Scope | None:
    """Return the scope of whoever holds a personal link; none where it is unknown, revoked or its member has left."""
    link = live_link(token)
    return _scope(link.membership, by_link=True) if link else None


def live_link(token: str) -> AccessLink | None:
    """Return the link that a token opens; none where it is unknown, revoked or its member has left."""
    held = AccessLink.objects.filter(
        digest=sha256(token.encode()).hexdigest(),
        revoked_at=None,
        membership__is_active=True,
        membership__user__is_active=True,
    )
    return held.select_related("membership").first()


def _scope(one: Membership, *, by_link: bool = False) -> Scope:
    return Scope(
        user_id=one.user_id,
        organisation_id=one.organisation_id,
        role=Role(one.role),
        membership_id=one.pk,
        areas=tuple(map(str, one.areas)),
        by_link=by_link,
    )


def links(scope: Scope) -> QuerySet[AccessLink]:
    """Return the personal links of the organisation's members that are not revoked, the newest first."""
    found = AccessLink.objects.filter(membership__organisation_id=scope.organisation_id, revoked_at=None)
    return found.select_related("membership__user").order_by("-created_at")


def memberships_of(user_id: int, organisation_id: int | None = None) -> QuerySet[Membership]:
    """Return a user's active memberships, by the organisation's name."""
    found = Membership.objects.filter(user_id=user_id, user__is_active=True, is_active=True)
    if organisation_id is not None:
        found = found.filter(organisation_id=organisation_id)
    return found.select_related("organisation").order_by("organisation__name")


def organisation(scope: Scope) -> Organisation:
    """Return the organisation that the person works in."""
    return Organisation.objects.get(pk=scope.organisation_id)


def members(scope: Scope) -> QuerySet[Membership]:
    """Return all memberships of the organisation, ended ones last."""
    found = Membership.objects.filter(organisation_id=scope.organisation_id).select_related("user")
    return found.order_by("-is_active", "user__name", "user__email")


def member(scope: Scope, membership_id: int) -> Membership | None:
    """Return one membership of the organisation, or none."""
    return members(scope).filter(pk=membership_id).first()


def events(scope: Scope, *, before: int | None = None, limit: int = 100) -> list[AuditEvent]:
    """Return what was done in the organisation, newest first, from just before a place in the chain."""
    found = AuditEvent.objects.filter(organisation_id=scope.organisation_id)
    if before is not None:
        found = found.filter(sequence__lt=before)
    return list(found.order_by("-sequence")[:limit])


def names(scope: Scope, user_ids: Iterable[int]) -> dict[int, str]:
    """Return what the organisation's members, present and past, are called."""
    found = members(scope).filter(user_id__in=set(user_ids))
    return {membership.user_id: str(membership.user) for membership in found}


def chain(scope: Scope) -> audit.Verdict:
    """Return whether the organisation's chain of events holds."""
    return audit.verify(scope.organisation_id)


def organisation_by_name(name: str) -> Organisation | None:
    """Return an organisation by its name, whatever the case, also of å, ä and ö; for services and the command line."""
    wanted = " ".join(name.split()).casefold()
    return next((one for one in Organisation.objects.all() if one.name.casefold() == wanted), None)


def user_by_email(email: str) -> User | None:
    """Return a user by address, whatever the case; for services and the command line, never for a page."""
    return User.objects.filter(email=User.objects.normal_form(email)).first()
