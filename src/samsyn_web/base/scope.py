"""Who asks, for which organisation, in which role; and what each role may do, readable without reading code."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

LINK_COOKIE = "samsyn_link"  # holds the token of a personal link


class Permission(StrEnum):
    """One thing that a person may do; the texts are shown beside each role."""

    REPORT = "report"
    REVIEW = "review"
    READ_WEEK = "read_week"
    READ_PICTURE = "read_picture"
    READ_PARTNER = "read_partner"
    CARRY_OUT = "carry_out"
    WORK_WITH_DATA = "work_with_data"
    JUDGE = "judge"
    DECIDE = "decide"
    PUBLISH = "publish"
    SET_UP = "set_up"
    ADMINISTER = "administer"
    READ_AUDIT = "read_audit"
    DISCLOSE = "disclose"
    INSPECT = "inspect"

    @property
    def label(self) -> str:
        """What the permission lets a person do."""
        return str(_PERMISSION_TEXTS[self])


_PERMISSION_TEXTS = {
    Permission.REPORT: _("lämna rapporter"),
    Permission.REVIEW: _("granska inkomna rapporter och svara rapportören"),
    Permission.READ_WEEK: _("läsa veckans rapporter, mötets dagordning och besluten"),
    Permission.READ_PICTURE: _("läsa lägesbilder i den interna upplagan"),
    Permission.READ_PARTNER: _("läsa partnerupplagan för sina områden"),
    Permission.CARRY_OUT: _("berätta hur det går med det som den egna funktionen ska göra"),
    Permission.WORK_WITH_DATA: _("läsa in underlag, ta fram lägesbilder och öppna rader bakom siffror"),
    Permission.JUDGE: _("bedöma resultat och föreslå nivåer"),
    Permission.DECIDE: _("besluta om nivåer och om vad som ska göras, och frysa underlag"),
    Permission.PUBLISH: _("fastställa lägesbilder och lämna ut dem i upplagor för partner och allmänhet"),
    Permission.SET_UP: _("ställa in rytm, rapportörer, platser och kategorier"),
    Permission.ADMINISTER: _("lägga till och ta bort medlemmar och ändra deras roller"),
    Permission.READ_AUDIT: _("läsa händelseloggen och kontrollera att den är orörd"),
    Permission.DISCLOSE: _("pröva och lämna ut handlingar, med maskning, och se vad som har lämnats ut"),
    Permission.INSPECT: _("söka i fritext efter personuppgifter, se gallringen och behandlingarna"),
}


class Role(StrEnum):
    """What a member is to an organisation; each member has one role there."""

    REPORTER = "reporter"
    REVIEWER = "reviewer"
    MEMBER = "member"
    OWNER = "owner"
    READER = "reader"
    ANALYST = "analyst"
    COORDINATOR = "coordinator"
    POLICE = "police"
    PROPERTY = "property"
    REGISTRAR = "registrar"
    PROTECTION = "protection"
    ADMINISTRATOR = "administrator"

    @property
    def label(self) -> str:
        """The role's name."""
        return str(_ROLES[self].label)

    @property
    def description(self) -> str:
        """Who the role is meant for."""
        return str(_ROLES[self].description)

    @property
    def permissions(self) -> frozenset[Permission]:
        """What the role may do."""
        return _ROLES[self].permissions

    @classmethod
    def choices(cls) -> list[tuple[str, Promise]]:
        """The roles for a field: value, and name in the language of whoever reads it."""
        return [(role.value, _ROLES[role].label) for role in cls]


@dataclass(frozen=True)
class _RoleText:
    label: Promise
    description: Promise
    permissions: frozenset[Permission]


_ROLES = {
    Role.REPORTER: _RoleText(
        _("Rapportör"),
        _(
            "Lämnar rapporter från sin vardag, till exempel en fastighetsvärd, en fältsekreterare eller en skolvärd. "
            "Ser sina egna rapporter, inte andras."
        ),
        frozenset({Permission.REPORT}),
    ),
    Role.REVIEWER: _RoleText(
        _("Granskare"),
        _(
            "Läser det som kommer in, maskerar det som pekar ut en person och svarar rapportören. "
            "Tar inte fram lägesbilder."
        ),
        frozenset({Permission.REPORT, Permission.REVIEW, Permission.READ_WEEK}),
    ),
    Role.MEMBER: _RoleText(
        _("Gruppmedlem"),
        _(
            "Sitter med på veckans möte, till exempel från fritid, skola eller park. Läser veckan och lägesbilden "
            "och berättar hur det går med det som den egna funktionen ska göra."
        ),
        frozenset({Permission.REPORT, Permission.READ_WEEK, Permission.READ_PICTURE, Permission.CARRY_OUT}),
    ),
    Role.OWNER: _RoleText(
        _("Åtgärdsansvarig"),
        _(
            "Gör det som mötet har beslutat, till exempel lagar belysning. Ser de egna besluten och berättar hur det "
            "går; ser inte rapporterna."
        ),
        frozenset({Permission.REPORT, Permission.CARRY_OUT}),
    ),
    Role.READER: _RoleText(
        _("Läsare"),
        _("Läser fastställda lägesbilder, till exempel en ledamot i rådet. Ändrar ingenting."),
        frozenset({Permission.READ_PICTURE}),
    ),
    Role.ANALYST: _RoleText(
        _("Analytiker"),
        _("Läser in underlag, tar fram lägesbilder och bedömer resultat. Beslutar inte."),
        frozenset(
            {
                Permission.REPORT,
                Permission.READ_WEEK,
                Permission.READ_PICTURE,
                Permission.WORK_WITH_DATA,
                Permission.JUDGE,
            }
        ),
    ),
    Role.COORDINATOR: _RoleText(
        _("Samordnare"),
        _(
            "Leder det lokala arbetet: gör allt som analytikern gör, beslutar dessutom om nivåer, fryser underlag, "
            "fastställer lägesbilder och sköter medlemmar."
        ),
        frozenset(Permission),
    ),
    Role.POLICE: _RoleText(
        _("Kommunpolis"),
        _(
            "Samverkar för polisens del: lämnar rapporter, läser partnerupplagan och berättar hur det går med polisens "
            "beslut. Läser inte andras rapporter."
        ),
        frozenset({Permission.REPORT, Permission.READ_PARTNER, Permission.CARRY_OUT}),
    ),
    Role.PROPERTY: _RoleText(
        _("Fastighetsägare"),
        _(
            "Samverkar för ett bostads- eller fastighetsbolag: lämnar rapporter och läser partnerupplagan för bolagets "
            "egna områden, inga andra."
        ),
        frozenset({Permission.REPORT, Permission.READ_PARTNER, Permission.CARRY_OUT}),
    ),
    Role.REGISTRAR: _RoleText(
        _("Registrator"),
        _("Prövar och lämnar ut allmänna handlingar med maskning. Ändrar ingenting i arbetet."),
        frozenset({Permission.DISCLOSE}),
    ),
    Role.PROTECTION: _RoleText(
        _("Dataskyddsombud"),
        _(
            "Ser efter att inga personuppgifter finns där de inte ska finnas: söker i fritext, ser gallring och logg."
        ),
        frozenset({Permission.INSPECT, Permission.READ_AUDIT}),
    ),
    Role.ADMINISTRATOR: _RoleText(
        _("Administratör"),
        _(
            "Sköter medlemmar och roller och läser händelseloggen. Ser inte underlaget och beslutar inte i sakfrågor."
        ),
        frozenset({Permission.ADMINISTER, Permission.READ_AUDIT}),
    ),
}


@dataclass(frozen=True, kw_only=True)
class Scope:
    """
    Who asks, and the one organisation that the answer may be about. Every query takes it first.

    Parameters
    ----------
    membership_id : int
        The membership that the person asks through; 0 where it does not matter.
    areas : tuple of str
        Keys of areas that the person is kept to; empty where to none.
    stands_in, covers : tuple
        Roles that the person has for a time, as a deputy; and the areas that each member stood in for is kept to.
    by_link : bool
        Whether they came by a personal link and no password: then only their own reports are open.
    """

    user_id: int
    organisation_id: int
    role: Role
    membership_id: int = 0
    areas: tuple[str, ...] = ()
    stands_in: tuple[Role, ...] = ()
    covers: tuple[tuple[str, ...], ...] = ()
    by_link: bool = False

    @property
    def permissions(self) -> frozenset[Permission]:
        """What the person may do: by their own role and those they stand in for; by a link only report."""
        held = frozenset[Permission]().union(*(role.permissions for role in (self.role, *self.stands_in)))
        return held & {Permission.REPORT} if self.by_link else held

    def can(self, permission: Permission) -> bool:
        """Whether the person may do it."""
        return permission in self.permissions


def allowed(scope: Scope, *needed: Role | Permission) -> bool:
    """Whether the role is one of those named, or carries one of the permissions named; nothing named allows all."""
    if not needed:
        return not scope.by_link  # a page for everybody is a page for those who have signed in
    return any(
        (scope.role is one and not scope.by_link) if isinstance(one, Role) else scope.can(one)
        for one in needed
    )


class ScopedRequest(HttpRequest):
    """What a view under `requires(...)` gets: a request whose person and scope are known. For type checking only."""

    user: Any
    scope: Scope
    htmx: Any


def sign_in_first(request: HttpRequest) -> HttpResponseRedirect:
    """Send a visitor to sign in and then back here."""
    back = urlencode({"next": request.get_full_path()})
    return HttpResponseRedirect(f"{resolve_url(settings.LOGIN_URL)}?{back}")


View = Callable[..., HttpResponseBase]


def requires(*needed: Role | Permission) -> Callable[[View], View]:
    """
    Let a view be reached only by members with one of these roles or permissions.

    A visitor is sent to sign in, a person without a chosen organisation to choose one, and others get 403. Within the
    view `request.scope` is a Scope.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            scope: Scope | None = getattr(request, "scope", None)
            if scope is None and not request.user.is_authenticated:
                return sign_in_first(request)
            if scope is None:
                return HttpResponseRedirect(reverse("people:choose_organisation"))
            if not allowed(scope, *needed):
                if scope.by_link:
                    return sign_in_first(request)
                raise PermissionDenied(
                    gettext("Din roll i organisationen ger inte tillgång till den här sidan.")
                )
            return view(request, *args, **kwargs)

        guarded.needed = needed  # type: ignore[attr-defined]
        return guarded

    return decorate
