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


class Permission(StrEnum):
    """One thing that a person may do; the texts are shown beside each role."""

    REPORT = "report"
    READ_PICTURE = "read_picture"
    WORK_WITH_DATA = "work_with_data"
    JUDGE = "judge"
    DECIDE = "decide"
    PUBLISH = "publish"
    ADMINISTER = "administer"
    READ_AUDIT = "read_audit"

    @property
    def label(self) -> str:
        """What the permission lets a person do."""
        return str(_PERMISSION_TEXTS[self])


_PERMISSION_TEXTS = {
    Permission.REPORT: _("lämna rapporter"),
    Permission.READ_PICTURE: _("läsa lägesbilder i den interna upplagan"),
    Permission.WORK_WITH_DATA: _("läsa in underlag, ta fram lägesbilder och öppna rader bakom siffror"),
    Permission.JUDGE: _("bedöma resultat och föreslå nivåer"),
    Permission.DECIDE: _("besluta om nivåer och om vad som ska göras, och frysa underlag"),
    Permission.PUBLISH: _("fastställa lägesbilder och lämna ut dem i upplagor för partner och allmänhet"),
    Permission.ADMINISTER: _("lägga till och ta bort medlemmar och ändra deras roller"),
    Permission.READ_AUDIT: _("läsa händelseloggen och kontrollera att den är orörd"),
}


class Role(StrEnum):
    """What a member is to an organisation; each member has one role there."""

    REPORTER = "reporter"
    READER = "reader"
    ANALYST = "analyst"
    COORDINATOR = "coordinator"
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
    Role.READER: _RoleText(
        _("Läsare"),
        _(
            "Läser fastställda lägesbilder, till exempel en förvaltningschef eller en ledamot i rådet. "
            "Ändrar ingenting."
        ),
        frozenset({Permission.READ_PICTURE}),
    ),
    Role.ANALYST: _RoleText(
        _("Analytiker"),
        _("Läser in underlag, tar fram lägesbilder och bedömer resultat. Beslutar inte."),
        frozenset({Permission.REPORT, Permission.READ_PICTURE, Permission.WORK_WITH_DATA, Permission.JUDGE}),
    ),
    Role.COORDINATOR: _RoleText(
        _("Samordnare"),
        _(
            "Leder det lokala arbetet: gör allt som analytikern gör, beslutar dessutom om nivåer, fryser underlag, "
            "fastställer lägesbilder och sköter medlemmar."
        ),
        frozenset(Permission),
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
    """Who asks, and the one organisation that the answer may be about. Every query takes it first."""

    user_id: int
    organisation_id: int
    role: Role

    def can(self, permission: Permission) -> bool:
        """Whether the person's role there carries a permission."""
        return permission in self.role.permissions


def allowed(scope: Scope, *needed: Role | Permission) -> bool:
    """Whether the role is one of those named, or carries one of the permissions named; nothing named allows all."""
    return not needed or any(scope.role is one if isinstance(one, Role) else scope.can(one) for one in needed)


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
            if not request.user.is_authenticated:
                return sign_in_first(request)
            if scope is None:
                return HttpResponseRedirect(reverse("people:choose_organisation"))
            if not allowed(scope, *needed):
                raise PermissionDenied(
                    gettext("Din roll i organisationen ger inte tillgång till den här sidan.")
                )
            return view(request, *args, **kwargs)

        guarded.needed = needed  # type: ignore[attr-defined]
        return guarded

    return decorate
