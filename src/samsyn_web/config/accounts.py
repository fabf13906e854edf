"""How allauth behaves here: nobody signs up on their own, where people land, and who a directory may let in."""

from __future__ import annotations

import base64
import logging
from typing import Any, ClassVar

import qrcode
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from qrcode.image.svg import SvgPathFillImage

from samsyn.errors import SamsynError
from samsyn_web.base import clock
from samsyn_web.people import policies, queries
from samsyn_web.people import services as people
from samsyn_web.people.models import User
from samsyn_web.people.policies import DIRECTORY

log = logging.getLogger(__name__)


class Accounts(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by an administrator of an organisation; what happens to them is in its trail."""

    STEPS: ClassVar = {
        "mfa/email/totp_activated": "user.second_step_added",
        "mfa/email/webauthn_added": "user.second_step_added",
        "mfa/email/totp_deactivated": "user.second_step_removed",
        "mfa/email/webauthn_removed": "user.second_step_removed",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Keep sign-up closed."""
        return False

    def post_login(self, request: HttpRequest, user: User, **how: Any) -> HttpResponse:
        """Write the sign-in into the trail, remember a directory's word, then go where the person was going."""
        people.record_sign_in(by=user, at=clock.now())
        if key := directory_of(request, user):
            request.session[DIRECTORY] = key
        else:
            request.session.pop(DIRECTORY, None)
        answer: HttpResponse = super().post_login(request, user, **how)
        return answer

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Write a wrong password into the trail of the organisations of the person whose address was given."""
        people.record_failed_sign_in(email=str(credentials.get("email") or ""), by=None, at=clock.now())

    def set_password(self, user: User, password: str) -> None:
        """Write a new password into the trail."""
        super().set_password(user, password)
        people.record_new_password(by=user, at=clock.now())

    def send_notification_mail(self, template_prefix: str, user: User, *args: Any, **options: Any) -> None:
        """Write into the trail that somebody got or lost a second step, beside what is mailed."""
        if verb := self.STEPS.get(template_prefix):
            people.record_second_step(verb=verb, by=user, at=clock.now())
        super().send_notification_mail(template_prefix, user, *args, **options)


def directory_of(request: HttpRequest, user: User) -> str:
    """Return the key of the directory that a sign-in rests on; empty where it rests on a password or a passkey."""
    records = get_authentication_records(request, user)
    last = records[-1] if records else {}
    return str(last.get("provider", "")) if last.get("method") == "socialaccount" else ""


class SecondSteps(DefaultMFAAdapter):  # type: ignore[misc]
    """The second step of signing in: its secrets are kept encrypted."""

    def encrypt(self, text: str) -> str:
        """Return a secret as it is stored: only the key of this installation opens it."""
        return _lock().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return a stored secret; where the installation's key has been changed, no code is right."""
        try:
            return _lock().decrypt(encrypted_text.encode()).decode()
        except InvalidToken as error:
            log.error("A second step cannot be read: the secret key is not the one that it was kept with.")
            raise self.validation_error("incorrect_code") from error

    def build_totp_svg(self, url: str) -> str:
        """Return the square on white, so that a camera reads it on a dark page too."""
        drawn = qrcode.make(url, image_factory=SvgPathFillImage).to_string()
        return drawn.decode() if isinstance(drawn, bytes) else str(drawn)

    def is_mfa_enabled(self, user: User, types: Any = None) -> bool:
        """Ask for the second step, but not of those whom a directory has just let in: it has asked already."""
        request = context.request
        if request is not None and not request.user.is_authenticated and directory_of(request, user):
            return False
        return bool(super().is_mfa_enabled(user, types))


def _lock() -> Fernet:
    derived = HKDF(SHA256(), 32, salt=None, info=b"samsyn second step").derive(settings.SECRET_KEY.encode())
    return Fernet(base64.urlsafe_b64encode(derived))


class Directories(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """
    Who comes in by the directory of their organisation: an active member there, by an address that is verified.

    Nothing is stored of the directory's account: each sign-in is judged anew.
    """

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Keep sign-up closed."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Let the member in whom the directory names, or say why not."""
        directory = settings.DIRECTORIES[sociallogin.account.provider]
        claims = sociallogin.account.extra_data.get("id_token") or {}
        try:
            policies.check_answers_us(claims, directory.issuer, sociallogin.state.get("nonce"))
            address = policies.vouched_address(claims, directory.vouches_for_addresses)
            sociallogin.user = queries.member_by_directory(directory.organisation, address)
        except SamsynError as error:
            people.record_directory_refusal(
                organisation_name=directory.organisation, reason=type(error).__name__, by=None, at=clock.now()
            )
            raise ImmediateHttpResponse(refused(request, error.message)) from error

    def on_authentication_error(
        self, request: HttpRequest, provider: Any, *args: Any, **options: Any
    ) -> None:
        """Say that the directory's answer did not hold: too old, used already, or not an answer to this browser."""
        log.warning("Directory %s: %r", getattr(provider, "sub_id", ""), options.get("exception"))
        raise ImmediateHttpResponse(
            refused(
                request,
                _(
                    "Svaret från katalogen gick inte att använda: det var för gammalt, redan använt eller avbrutet. "
                    "Börja om från inloggningen."
                ),
            )
        )


def refused(request: HttpRequest, why: str) -> HttpResponse:
    """Return the page that says why nobody came in."""
    return render(request, "people/directory_refused.html", {"why": why}, status=403)
