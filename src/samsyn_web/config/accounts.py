"""How allauth behaves here: nobody signs up on their own, and where people land."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest, HttpResponse

from samsyn_web.base import clock
from samsyn_web.people import services as people
from samsyn_web.people.models import User


class Accounts(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by an administrator of an organisation."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Keep sign-up closed."""
        return False

    def post_login(self, request: HttpRequest, user: User, **how: Any) -> HttpResponse:
        """Write the sign-in into the trail, then go where the person was going."""
        people.record_sign_in(by=user, at=clock.now())
        answer: HttpResponse = super().post_login(request, user, **how)
        return answer

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Write a wrong password into the trail of the organisations of the person whose address was given."""
        people.record_failed_sign_in(email=str(credentials.get("email") or ""), by=None, at=clock.now())

    def set_password(self, user: User, password: str) -> None:
        """Write a new password into the trail."""
        super().set_password(user, password)
        people.record_new_password(by=user, at=clock.now())
