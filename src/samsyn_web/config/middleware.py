"""What happens to every request: who asks for which organisation, and that private pages are not kept by caches."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from samsyn_web.base.scope import LINK_COOKIE, Scope
from samsyn_web.people import queries as people

GetResponse = Callable[[HttpRequest], HttpResponseBase]
CHOSEN = "organisation_id"
BEARER = "Bearer "


class ScopeMiddleware:
    """
    Set `request.scope`: a Scope, or none for visitors and for people who have not chosen an organisation.

    Who has no session may hold a personal link: as `Authorization: Bearer …` (then no cookie speaks for it, and
    forgery across sites is impossible), or in the cookie that opening the link has left.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Find the membership in the database each time, so that one who is removed is out at once."""
        request.scope = self._scope(request)  # type: ignore[attr-defined]
        return self.get_response(request)

    @staticmethod
    def _scope(request: HttpRequest) -> Scope | None:
        authorization = request.headers.get("Authorization", "")
        if authorization.startswith(BEARER):
            request._dont_enforce_csrf_checks = True  # type: ignore[attr-defined]
            return people.scope_of_link(authorization[len(BEARER) :].strip())
        if request.user.is_authenticated:
            return people.scope_of(request.user.pk, request.session.get(CHOSEN))
        token = request.COOKIES.get(LINK_COOKIE)
        return people.scope_of_link(token) if token else None


class PrivateMiddleware:
    """Keep the pages of signed-in people out of shared caches and of the browser's own."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer; then say that nobody may store it, unless the view has decided otherwise."""
        response = self.get_response(request)
        known = request.user.is_authenticated or getattr(request, "scope", None) is not None
        if known and "Cache-Control" not in response.headers:
            response.headers["Cache-Control"] = "no-store, private"
        return response
