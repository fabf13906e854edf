"""Who is a member of what, and what has been done."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from hashlib import sha256

from allauth.mfa.models import Authenticator
from django.db.models import QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from samsyn.bundle.keys import fingerprint
from samsyn_web.base import audit
from samsyn_web.base.models import AuditEvent
from samsyn_web.base.scope import Permission, Role, Scope
from samsyn_web.people import policies
from samsyn_web.people.models import (
    AccessLink,
    Deputy,
    FunctionPeriod,
    InstallationKey,
    Membership,
    Organisation,
    OrganisationKind,
    RevokedPackage,
    TrustedKey,
    User,
)
from samsyn_web.people.policies import NotMember, running
from samsyn_web.places import queries as places

SECOND_STEPS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)  # recovery codes come with either
STALE_DAYS = 90  # a personal link that has lain unused so long is asked about


def scope_of(user_id: int, chosen: int | None = None, *, at: datetime | None = None) -> Scope | None:
    """
    Return a user's scope in the organisation that was chosen, or in the only one; none where they must choose.

    Those whom the person stands in for are counted on the Swedish day of `at`; without an instant, nobody is.
    """
    memberships = list(memberships_of(user_id)[:2] if chosen is None else memberships_of(user_id, chosen)[:1])
    if chosen is not None and not memberships:
        return scope_of(user_id, at=at)
    if len(memberships) != 1:
        return None
    one = memberships[0]
    if at is None:
        return _scope(one)
    return _scope(one, stood_in=list(running(localdate(at)).filter(deputy=one).select_related("absent")))


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


def _scope(one: Membership, *, by_link: bool = False, stood_in: Iterable[Deputy] = ()) -> Scope:
    return Scope(
        user_id=one.user_id,
        organisation_id=one.organisation_id,
        role=Role(one.role),
        membership_id=one.pk,
        areas=tuple(map(str, one.areas)),
        stands_in=tuple(Role(held.absent.role) for held in stood_in),
        covers=tuple(tuple(map(str, held.absent.areas)) for held in stood_in),
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


def is_programme(scope: Scope) -> bool:
    """Whether the organisation runs programmes and is no municipality."""
    return Organisation.objects.filter(pk=scope.organisation_id, kind=OrganisationKind.PROGRAMME).exists()


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


def deputies(scope: Scope, *, today: date) -> list[Deputy]:
    """Return those who stand in, or will: of whose time something is left, by the first day."""
    own = Deputy.objects.filter(absent__organisation_id=scope.organisation_id, ended_at=None)
    found = own.filter(last_day__gte=today, deputy__is_active=True)
    return list(found.select_related("absent__user", "deputy__user"))


def deputy(scope: Scope, deputy_id: int) -> Deputy | None:
    """Return one deputy of the organisation, or none."""
    found = Deputy.objects.filter(absent__organisation_id=scope.organisation_id, pk=deputy_id)
    return found.select_related("absent__user", "deputy__user").first()


def vacant(scope: Scope, *, today: date) -> list[Membership]:
    """
    Return, for each function that nobody holds and no deputy covers, the membership of whoever held it last.

    A function is known by its title, whatever the case; one that was closed is no longer needed.
    """
    rows = list(members(scope).exclude(function_title="").order_by("pk"))
    active = {row.function_title.casefold() for row in rows if row.is_active and row.user.is_active}
    covered = {
        one.absent.function_title.casefold() for one in deputies(scope, today=today) if one.runs_on(today)
    }
    last = {row.function_title.casefold(): row for row in rows if not row.is_function_closed}
    return [row for title, row in sorted(last.items()) if title not in active | covered]


def area_names(scope: Scope) -> dict[str, str]:
    """Return the areas that a member can be kept to: names by key, of the organisation's newest set."""
    return dict(places.newest_areas(scope))


def taken_addresses(scope: Scope, emails: Iterable[str]) -> dict[str, bool]:
    """Return which of some addresses have an account: true where it is a membership here, false where elsewhere."""
    asked = {User.objects.normal_form(one) for one in emails} - {None}
    held = Membership.objects.filter(user__email__in=asked).values_list("user__email", "organisation_id")
    found: dict[str, bool] = {}
    for email, organisation_id in held:
        key = str(email)
        found[key] = found.get(key, False) or organisation_id == scope.organisation_id
    return found


def with_two_steps(scope: Scope) -> set[int]:
    """Return the keys of the organisation's users who have a second step for signing in."""
    keys = members(scope).values("user_id")
    return set(
        Authenticator.objects.filter(user_id__in=keys, type__in=SECOND_STEPS).values_list(
            "user_id", flat=True
        )
    )


def lacks_second_step(scope: Scope) -> bool:
    """
    Return whether the person must add a second step before anything else.

    So it is where the organisation requires it of those who may do more than report, and they have none.
    """
    if scope.by_link or scope.permissions <= {Permission.REPORT}:
        return False
    asked = Organisation.objects.filter(pk=scope.organisation_id, requires_two_steps=True)
    return asked.exists() and scope.user_id not in with_two_steps(scope)


def reporters(scope: Scope) -> QuerySet[Membership]:
    """Return the members who may report, and so have a personal link, by workplace and name."""
    may = [role.value for role in Role if Permission.REPORT in role.permissions]
    found = members(scope).filter(is_active=True, user__is_active=True, role__in=may)
    return found.order_by("unit", "user__name", "pk")


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


def member_by_directory(organisation_name: str, email: str) -> User:
    """Return the active member of an organisation with an address that its directory vouches for, or say why not."""
    own, user = organisation_by_name(organisation_name), user_by_email(email)
    if own is None or user is None or not memberships_of(user.pk, own.pk).exists():
        raise NotMember(
            _(
                "{email} är inte medlem i {organisation}. Be den som sköter medlemmar att lägga till dig."
            ).format(email=email, organisation=organisation_name)
        )
    return user


def function_periods(scope: Scope, subject: str) -> QuerySet[FunctionPeriod]:
    """Return when the functions of a subject, or of several that begin so, were held, as the organisation keeps it."""
    if not scope.can(Permission.READ_PICTURE):
        return FunctionPeriod.objects.none()
    return FunctionPeriod.objects.filter(organisation_id=scope.organisation_id, subject__startswith=subject)


def own_fingerprint(scope: Scope) -> str:
    """Return the fingerprint of the key that this installation signs with, or nothing before there is one."""
    if not scope.can(Permission.READ_PICTURE):
        return ""
    found = InstallationKey.objects.filter(ended_at=None).first()
    return fingerprint(found.key) if found else ""


def trusted_keys(scope: Scope) -> QuerySet[TrustedKey]:
    """Return the keys that the asker's organisation trusts or has trusted."""
    if not scope.can(Permission.READ_PICTURE):
        return TrustedKey.objects.none()
    own = TrustedKey.objects.filter(organisation_id=scope.organisation_id)
    return own.select_related("accepted_by", "ended_by").order_by("sharer", "-accepted_at")


def signed_doubts(
    scope: Scope, *, sharer: str, signed_key: str, identity: str, number: int, newest: int
) -> tuple[policies.Why, ...]:
    """Return why something that came signed is not taken in by the asker's organisation; nothing where it may be."""
    revoked = RevokedPackage.objects.filter(
        organisation_id=scope.organisation_id, fingerprint=fingerprint(signed_key), identity=identity
    )
    return policies.signed_doubts(
        sharer=sharer,
        key=signed_key,
        identity=identity,
        number=number,
        known=trusted_keys(scope),
        revoked=set(revoked.values_list("identity", flat=True)),
        newest=newest,
    )
