"""Those who are given partner editions: organisations, known by name and function, never by a person."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from samsyn.table import Sensitivity

HARMLESS, PERSONAL = Sensitivity.HARMLESS, Sensitivity.PERSONAL


class PartnerKind(models.TextChoices):
    """What a partner is; what may be handed out depends on it."""

    COMPANY = "company", _("Privat företag")
    MUNICIPAL_COMPANY = "municipal_company", _("Kommunalt bolag")
    AUTHORITY = "authority", _("Myndighet eller kommunal verksamhet")
    ASSOCIATION = "association", _("Förening")


class Partner(models.Model):
    """A partner with its own areas; `areas` is name by key."""

    organisation = models.ForeignKey("people.Organisation", models.CASCADE, related_name="+")
    name = models.CharField(_("namn"), max_length=120)
    kind = models.CharField(_("slag"), max_length=20, choices=PartnerKind)
    contact = models.CharField(_("kontaktfunktion"), max_length=120, blank=True)
    areas = models.JSONField(_("egna områden"), default=dict)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "organisation": HARMLESS,
        "name": HARMLESS,
        "kind": HARMLESS,
        "contact": Sensitivity.FREE_TEXT,
        "areas": HARMLESS,
        "added_by": PERSONAL,
        "added_at": HARMLESS,
        "removed_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("partner")
        verbose_name_plural = _("partner")
        constraints = (
            models.UniqueConstraint("organisation", Lower("name"), name="partner_name_once"),
            models.CheckConstraint(condition=Q(kind__in=PartnerKind.values), name="partner_kind_known"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def is_private(self) -> bool:
        """Whether handing out to it is a decision of its own: to an authority or municipal company it is not."""
        return self.kind in (PartnerKind.COMPANY, PartnerKind.ASSOCIATION)

    @property
    def area_names(self) -> list[str]:
        """Names of its areas, in the order of the alphabet."""
        return sorted(self.areas.values())
