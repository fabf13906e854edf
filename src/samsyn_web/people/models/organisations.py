"""The organisations that own the material, and who works there in which role."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samsyn_web.base.scope import Role
from samsyn_web.people.models.accounts import User

ROLE_CHOICES = Role.choices()


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
    requires_two_steps = models.BooleanField(_("kräver tvåstegsinloggning"), default=False)
    created_at = models.DateTimeField(_("upplagd"))

    SENSITIVITY: ClassVar = {
        "id": "harmless",
        "name": "harmless",
        "kind": "harmless",
        "municipality_code": "harmless",
        "is_demo": "harmless",
        "requires_two_steps": "harmless",
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
    is_function_closed = models.BooleanField(_("funktionen behövs inte"), default=False)
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
        "is_function_closed": "harmless",
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
