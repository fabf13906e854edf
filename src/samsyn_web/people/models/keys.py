"""Keys that files between installations are signed with, which of them an organisation trusts, and what was revoked."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samsyn.table import Sensitivity
from samsyn_web.people.models.organisations import Organisation

HARMLESS, PERSONAL = Sensitivity.HARMLESS, Sensitivity.PERSONAL
KEY, SHARER = 64, 200


class InstallationKey(models.Model):
    """The public half of the key that this installation signs with; the secret half is a file outside the database."""

    key = models.CharField(_("publik nyckel"), max_length=KEY, unique=True)
    made_at = models.DateTimeField(_("skapad"))
    ended_at = models.DateTimeField(_("slutade användas"), null=True, blank=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "key": HARMLESS,
        "made_at": HARMLESS,
        "ended_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("installationens nyckel")
        verbose_name_plural = _("installationens nycklar")

    def __str__(self) -> str:
        return self.key


class TrustedKey(models.Model):
    """A key that an organisation has accepted for a sender, by comparing its fingerprint; until it is ended."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    sharer = models.CharField(_("avsändare"), max_length=SHARER)
    key = models.CharField(_("publik nyckel"), max_length=KEY)
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    accepted_at = models.DateTimeField(_("godkänd"))
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_at = models.DateTimeField(_("godkänns inte längre"), null=True, blank=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "organisation": HARMLESS,
        "sharer": HARMLESS,
        "key": HARMLESS,
        "accepted_by": PERSONAL,
        "accepted_at": HARMLESS,
        "ended_by": PERSONAL,
        "ended_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("godkänd nyckel")
        verbose_name_plural = _("godkända nycklar")
        constraints = (
            models.UniqueConstraint(
                fields=["organisation", "sharer"], condition=Q(ended_at=None), name="trusted_key_one_in_force"
            ),
        )

    def __str__(self) -> str:
        return self.sharer


class RevokedPackage(models.Model):
    """A package that its sender's signed list takes back, whether it has come here or not."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    fingerprint = models.CharField(_("fingeravtryck"), max_length=KEY)
    identity = models.CharField(_("kontrollsumma"), max_length=64)
    listed_at = models.DateTimeField(_("inläst"))

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "organisation": HARMLESS,
        "fingerprint": HARMLESS,
        "identity": HARMLESS,
        "listed_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("återkallat delningspaket")
        verbose_name_plural = _("återkallade delningspaket")
        constraints = (
            models.UniqueConstraint(
                fields=["organisation", "fingerprint", "identity"], name="revoked_package_once"
            ),
        )

    def __str__(self) -> str:
        return self.identity
