"""The people who sign in, or report by a personal link."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager["User"]):
    """How users come to be: with an e-mail address in lower case, or with none and so no way to sign in."""

    def create_user(self, email: str | None, password: str | None = None, **fields: Any) -> User:
        """Add a user; without a password nobody can sign in until one is chosen by a link."""
        user = self.model(email=self.normal_form(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    @staticmethod
    def normal_form(email: str | None) -> str | None:
        """Return an address as it is stored; none for an empty one."""
        return (email or "").strip().lower() or None


class User(AbstractBaseUser):
    """A person who signs in by e-mail address, or, without one, only reports by a personal link."""

    email = models.EmailField(_("e-postadress"), unique=True, null=True, blank=True)
    name = models.CharField(_("namn"), max_length=120, blank=True)
    is_active = models.BooleanField(_("aktiv"), default=True)
    created_at = models.DateTimeField(_("upplagd"), null=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar = []
    SENSITIVITY: ClassVar = {
        "id": "harmless",
        "email": "personal",
        "name": "personal",
        "is_active": "harmless",
        "created_at": "personal",
        "password": "sensitive",
        "last_login": "personal",
    }

    class Meta:
        verbose_name = _("användare")
        verbose_name_plural = _("användare")
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_once_in_any_case")]

    def __str__(self) -> str:
        return self.name or self.email or gettext("användare {number}").format(number=self.pk)

    def get_full_name(self) -> str:
        """Return the name that is shown."""
        return str(self)
