"""What happens to every request: who asks for which organisation, and that private pages are not kept by caches."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from samsyn_web.people import queries as people

GetResponse = Callable[[HttpRequest], HttpResponseBase]
CHOSEN = "organisation_id"


class ScopeMiddleware:
    """Set `request.scope`: a Scope, or none for visitors and for people who have not chosen an organisation."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Find the membership in the database each time, so that one who is removed is out at once."""
        request.scope = None  # type: ignore[attr-defined]
        if request.user.is_authenticated:
            request.scope = people.scope_of(request.user.pk, request.session.get(CHOSEN))  # type: ignore[attr-defined]
        return self.get_response(request)


class PrivateMiddleware:
    """Keep the pages of signed-in people out of shared caches and of the browser's own."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer; then say that nobody may store it, unless the view has decided otherwise."""
        response = self.get_response(request)
        if request.user.is_authenticated and "Cache-Control" not in response.headers:
            response.headers["Cache-Control"] = "no-store, private"
        return response
