"""The users of Samsyn, the organisations they work for, and their role in each. No resident, pupil or client."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from samsyn_web.base.scope import Role

ROLE_CHOICES = Role.choices()


class UserManager(BaseUserManager["User"]):
    """How users come to be: always with an e-mail address in lower case."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """Add a user; without a password nobody can sign in until one is chosen by a link."""
        user = self.model(email=self.normal_form(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    @staticmethod
    def normal_form(email: str) -> str:
        """Return an address as it is stored."""
        return email.strip().lower()


class User(AbstractBaseUser):
    """A person who signs in, by e-mail address."""

    email = models.EmailField(_("e-postadress"), unique=True)
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
        return self.name or self.email

    def get_full_name(self) -> str:
        """Return the name that is shown."""
        return str(self)


class OrganisationKind(models.TextChoices):
    """What an organisation is; a place is something else."""

    MUNICIPALITY = "municipality", _("Kommun")
    DISTRICT = "district", _("Stadsdel eller stadsområde")
    AUTHORITY = "authority", _("Myndighet")
    COMPANY = "company", _("Bolag")
    ASSOCIATION = "association", _("Förening")
    PROGRAMME = "programme", _("Program med flera kommuner")


class Organisation(models.Model):
    """Who owns the material: the tenant. Everything else belongs to exactly one."""

    name = models.CharField(_("namn"), max_length=120, unique=True)
    kind = models.CharField(
        _("slag"), max_length=20, choices=OrganisationKind, default=OrganisationKind.MUNICIPALITY
    )
    municipality_code = models.CharField(_("kommunkod"), max_length=4, blank=True)
    is_demo = models.BooleanField(_("påhittad"), default=False)
    created_at = models.DateTimeField(_("upplagd"))

    SENSITIVITY: ClassVar = {
        "id": "harmless",
        "name": "harmless",
        "kind": "harmless",
        "municipality_code": "harmless",
        "is_demo": "harmless",
        "created_at": "harmless",
    }

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisationer")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=OrganisationKind.values), name="organisation_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(municipality_code="") | Q(municipality_code__regex=r"^[0-9]{4}$"),
                name="organisation_municipality_code_form",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """A user's role in an organisation; ended by making it inactive, so that the trail keeps its meaning."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(_("roll"), max_length=20, choices=ROLE_CHOICES)
    function_title = models.CharField(_("funktion"), max_length=120, blank=True)
    unit = models.CharField(_("arbetsplats"), max_length=120, blank=True)
    areas = models.JSONField(_("egna områden"), default=list, blank=True)
    is_active = models.BooleanField(_("aktiv"), default=True)
    created_at = models.DateTimeField(_("tillagd"))

    SENSITIVITY: ClassVar = {
        "id": "harmless",
        "user": "personal",
        "organisation": "harmless",
        "role": "personal",
        "function_title": "personal",
        "unit": "personal",
        "areas": "harmless",
        "is_active": "harmless",
        "created_at": "harmless",
    }

    class Meta:
        verbose_name = _("medlemskap")
        verbose_name_plural = _("medlemskap")
        ordering = ["user__name", "user__email"]
        constraints = [
            models.UniqueConstraint(fields=["user", "organisation"], name="membership_once"),
            models.CheckConstraint(
                condition=Q(role__in=[role.value for role in Role]), name="membership_role_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} i {self.organisation}"

    @property
    def works_as(self) -> str:
        """The function and where it works: what others see instead of a name."""
        return ", ".join(part for part in (self.function_title, self.unit) if part)


class AccessLink(models.Model):
    """
    A personal link by which a member reports without a password, until it is revoked.

    Only the digest of the link is kept: who has it can report and read their own reports, and nothing else.
    """

    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(_("digest"), max_length=64, unique=True)
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(_("gjord"))
    last_used_on = models.DateField(_("senast använd"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("återkallad"), null=True, blank=True)

    SENSITIVITY: ClassVar = {
        "id": "harmless",
        "membership": "personal",
        "digest": "sensitive",
        "created_by": "personal",
        "created_at": "harmless",
        "last_used_on": "personal",
        "revoked_at": "harmless",
    }

    class Meta:
        verbose_name = _("personlig länk")
        verbose_name_plural = _("personliga länkar")
        indexes = [models.Index(fields=["membership", "-created_at"], name="access_link_latest")]

    def __str__(self) -> str:
        return _("länk %(n)s") % {"n": self.pk}
