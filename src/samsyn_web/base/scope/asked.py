"""Who asks, and for which organisation; and views that only some may reach."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils.translation import gettext

from samsyn_web.base.scope.roles import Permission, Role

LINK_COOKIE = "samsyn_link"  # holds the token of a personal link


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
