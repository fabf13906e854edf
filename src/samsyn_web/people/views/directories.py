"""Signing in by the directory of one's own organisation (OpenID Connect)."""

from __future__ import annotations

import secrets
from typing import Any, cast

import jwt
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.providers.base import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from requests import RequestException

SIGNED = ["RS256", "RS384", "RS512", "PS256", "ES256", "ES384"]  # never a shared secret, never unsigned
CLOCKS_DIFFER_S = 60


class DirectoryAdapter(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """The directory's side of a sign-in: its answer is signed, and comes from the issuer that is set."""

    def get_callback_url(self, request: HttpRequest, app: Any) -> str:
        """Return the address that the directory answers to."""
        return request.build_absolute_uri(reverse("people:directory_answer", args=[self.provider_id]))

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **kwargs: Any) -> Any:
        """Read the signed answer; without one there is no sign-in."""
        signed = kwargs["response"].get("id_token")
        if not signed:
            raise OAuth2Error("no id_token")
        return self.get_provider().sociallogin_from_response(request, {"id_token": self._claims(app, signed)})

    def _claims(self, app: Any, signed: str) -> dict[str, Any]:
        try:
            claims: dict[str, Any] = jwt.decode(
                signed,
                self._key(jwt.get_unverified_header(signed).get("kid")),
                algorithms=SIGNED,
                audience=app.client_id,
                issuer=settings.DIRECTORIES[self.provider_id].issuer,
                leeway=CLOCKS_DIFFER_S,
                options={"require": ["exp", "iat", "iss", "aud", "sub"]},
            )
        except jwt.PyJWTError as error:
            raise OAuth2Error(f"id_token: {error}") from error
        return claims

    def _key(self, name: str | None) -> jwt.PyJWK:
        # A directory with several keys names the one it used; one with a single key need not.
        with get_adapter(self.request).get_requests_session() as session:
            found = session.get(self.openid_config["jwks_uri"])
            found.raise_for_status()
        keys = jwt.PyJWKSet.from_dict(found.json()).keys
        wanted = [key for key in keys if name is None or key.key_id == name]
        if len(wanted) != 1:
            raise OAuth2Error("id_token: signed by none of the directory's keys")
        return wanted[0]


@require_safe
@never_cache
def ask_directory(request: HttpRequest, key: str) -> HttpResponseBase:
    """Send the person to the directory, with a question that only this browser can answer."""
    adapter = _adapter(request, key)
    provider = adapter.get_provider()
    provider.oauth2_adapter_class = DirectoryAdapter
    nonce, back = secrets.token_urlsafe(24), request.GET.get("next", "")
    own = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    try:
        answer: HttpResponseBase = provider.redirect(
            request, AuthProcess.LOGIN, back if own else None, None, auth_params={"nonce": nonce}, nonce=nonce
        )
    except ImmediateHttpResponse as stopped:
        return cast(HttpResponseBase, stopped.response)
    except (RequestException, KeyError, ValueError):  # the directory does not answer, or not as one
        return _stopped(request, provider)
    return answer


@require_safe
@never_cache
def directory_answer(request: HttpRequest, key: str) -> HttpResponseBase:
    """Take the directory's answer, once."""
    adapter = _adapter(request, key)
    try:
        answer: HttpResponseBase = OAuth2CallbackView.adapter_view(adapter)(request)
    except (KeyError, ValueError):  # what came back is no answer of a directory
        return _stopped(request, adapter.get_provider())
    return answer


def _adapter(request: HttpRequest, key: str) -> DirectoryAdapter:
    if key not in settings.DIRECTORIES:
        raise Http404
    return DirectoryAdapter(request, key)


def _stopped(request: HttpRequest, provider: Any) -> HttpResponseBase:
    try:
        get_adapter(request).on_authentication_error(request, provider)
    except ImmediateHttpResponse as stopped:
        return cast(HttpResponseBase, stopped.response)
    raise Http404
