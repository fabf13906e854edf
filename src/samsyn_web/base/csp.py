"""
The content security policy, with the names that Django 6 has, so that this file falls away on the upgrade.

A view that shows something from an organisation's own server widens one directive for its one answer, by `allow`.

`SECURE_CSP` in the settings maps directives to sources. Where a source is `CSP.NONCE`, each response gets a fresh nonce
if its template asked for one by `{{ csp_nonce }}`; our own scripts and styles are files and need none.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils.functional import SimpleLazyObject, empty

HEADER = "Content-Security-Policy"
ORIGIN = re.compile(r"https?://(?:[A-Za-z0-9._-]+|\[[0-9a-f:]+\])(?::\d{1,5})?")


class CSP(StrEnum):
    """Sources that have a name."""

    SELF = "'self'"
    NONE = "'none'"
    NONCE = "<nonce>"


class CspMiddleware:
    """Set the policy on each response that does not have one of its own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, then set the header."""
        nonce = SimpleLazyObject(lambda: secrets.token_urlsafe(16))
        request.csp_nonce = nonce  # type: ignore[attr-defined]
        response = self.get_response(request)
        if HEADER not in response.headers:
            used = str(nonce) if nonce._wrapped is not empty else None
            directives: Mapping[str, Iterable[str]] = settings.SECURE_CSP  # type: ignore[assignment]
            response.headers[HEADER] = policy(_widened(directives, request), used)
        return response


def allow(request: HttpRequest, directive: str, origins: Iterable[str]) -> None:
    """
    Let the answer to this request load something from these origins too.

    Raises
    ------
    ValueError
        If an origin is not scheme and host and perhaps port: anything else would widen more than it says.
    """
    named = tuple(origins)
    for origin in named:
        if not ORIGIN.fullmatch(origin):
            raise ValueError(f"{origin!r} is no origin")
    extra: dict[str, tuple[str, ...]] = getattr(request, "csp_extra", {})
    request.csp_extra = extra | {directive: (*extra.get(directive, ()), *named)}  # type: ignore[attr-defined]


def _widened(directives: Mapping[str, Iterable[str]], request: HttpRequest) -> Mapping[str, Iterable[str]]:
    extra: dict[str, tuple[str, ...]] = getattr(request, "csp_extra", {})
    return {name: (*sources, *dict.fromkeys(extra.get(name, ()))) for name, sources in directives.items()}


def policy(directives: Mapping[str, Iterable[str]], nonce: str | None) -> str:
    """Return the text of the header."""
    parts = []
    for directive, sources in directives.items():
        named = (_named(source, nonce) for source in sources)
        parts.append(" ".join([directive, *filter(None, named)]))
    return "; ".join(parts)


def _named(source: str, nonce: str | None) -> str:
    if source != CSP.NONCE:
        return str(source)
    return f"'nonce-{nonce}'" if nonce else ""


def csp(request: HttpRequest) -> dict[str, object]:
    """Give templates `csp_nonce`."""
    return {"csp_nonce": getattr(request, "csp_nonce", "")}
