"""What happens to every request: who asks for which organisation, and that private pages are not kept by caches."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.utils.translation import gettext as _

from samsyn_web.base import clock
from samsyn_web.base.scope import LINK_COOKIE, Scope
from samsyn_web.people import queries as people
from samsyn_web.people.policies import DIRECTORY

GetResponse = Callable[[HttpRequest], HttpResponseBase]
CHOSEN = "organisation_id"
BEARER = "Bearer "
NOT_ALLOWED = 405
ACCOUNT = "/konto/"
# What one may do on the way to the second step: add it, leave, choose language and theme, read what Samsyn is.
BEFORE_SECOND_STEP = (ACCOUNT, "/sprak/", "/utseende/", "/organisation/", "/om/", "/hjalp/", "/static/")
# What one who came by a directory may do of the account's pages: the rest is the directory's to keep.
WITH_DIRECTORY = (f"{ACCOUNT}login/", f"{ACCOUNT}logout/", f"{ACCOUNT}katalog/")


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
            if DIRECTORY in request.session:
                return _scope_by_directory(request)
            return people.scope_of(request.user.pk, request.session.get(CHOSEN), at=clock.now())
        token = request.COOKIES.get(LINK_COOKIE)
        return people.scope_of_link(token) if token else None


def _scope_by_directory(request: HttpRequest) -> Scope | None:
    """Return the scope in the directory's own organisation: it speaks for no other that the person works in."""
    directory = settings.DIRECTORIES.get(request.session[DIRECTORY])
    own = people.organisation_by_name(directory.organisation) if directory else None
    if own is None or request.user.pk is None:
        return None
    scope = people.scope_of(request.user.pk, own.pk, at=clock.now())
    return scope if scope is not None and scope.organisation_id == own.pk else None


class SecondStepMiddleware:
    """
    Lead who lacks a required second step to add one, before anything else.

    A directory asks for its own second step, so those who came by one are let through; in return they change no
    password and no key here, since that would open what the directory does not speak for.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, or lead elsewhere."""
        if request.user.is_authenticated and DIRECTORY in request.session:
            if request.path.startswith(ACCOUNT) and not request.path.startswith(WITH_DIRECTORY):
                said = _("Du loggade in med organisationens katalog. Där sköter du ditt lösenord.")
                messages.info(request, said)
                return HttpResponseRedirect("/")
            return self.get_response(request)
        scope: Scope | None = getattr(request, "scope", None)
        lacks = request.user.is_authenticated and scope is not None and people.lacks_second_step(scope)
        request.lacks_second_step = lacks  # type: ignore[attr-defined]
        if lacks and not request.path.startswith(BEFORE_SECOND_STEP):
            return HttpResponseRedirect(resolve_url("mfa_index"))
        return self.get_response(request)


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


class WrongMethodMiddleware:
    """
    Say in words that an address only takes what a form sends.

    People come to such addresses by going back, by reloading, and by signing in again after the session has ended.
    The browser would show an empty page.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer; where the method was wrong and nothing is said of it, say it to those who read pages."""
        response = self.get_response(request)
        is_empty = response.status_code == NOT_ALLOWED and not getattr(response, "content", b"")
        if not is_empty or request.method != "GET":
            return response
        said = render(request, "405.html", status=NOT_ALLOWED)
        said.headers["Allow"] = response.headers.get("Allow", "")
        return said
