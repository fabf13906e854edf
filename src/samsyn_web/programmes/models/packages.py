"""Signed packages between installations: what was sent, and what has come."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samsyn.table import Sensitivity
from samsyn_web.programmes.models.programmes import Participant, Programme
from samsyn_web.programmes.models.sizes import HARMLESS, NAME, PERSONAL

KEY = 64


class SentPackage(models.Model):
    """A package that an organisation has signed for somebody outside; what was in it is told by its titles."""

    organisation = models.ForeignKey("people.Organisation", models.CASCADE, related_name="+")
    receiver = models.CharField(_("mottagare"), max_length=NAME)
    number = models.PositiveIntegerField(_("nummer"))
    key = models.CharField(_("publik nyckel"), max_length=KEY)
    identity = models.CharField(_("kontrollsumma"), max_length=64, unique=True)
    titles = models.JSONField(_("innehåll"), default=list)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("signerat"))
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    revoked_at = models.DateTimeField(_("återkallat"), null=True, blank=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "organisation": HARMLESS,
        "receiver": HARMLESS,
        "number": HARMLESS,
        "key": HARMLESS,
        "identity": HARMLESS,
        "titles": HARMLESS,
        "made_by": PERSONAL,
        "made_at": HARMLESS,
        "revoked_by": PERSONAL,
        "revoked_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("skickat delningspaket")
        verbose_name_plural = _("skickade delningspaket")
        constraints = (
            models.UniqueConstraint(fields=["organisation", "receiver", "number"], name="sent_package_once"),
        )

    def __str__(self) -> str:
        return f"{self.receiver} {self.number}"


class ReceivedPackage(models.Model):
    """
    A package from another installation: it waits until somebody accepts it, and counts until it is withdrawn.

    Where it is withdrawn its figures are emptied and its reports deleted: that it came stays, what it said does not.
    """

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="+")
    participant = models.ForeignKey(Participant, models.SET_NULL, null=True, blank=True, related_name="+")
    key = models.CharField(_("publik nyckel"), max_length=KEY)
    identity = models.CharField(_("kontrollsumma"), max_length=64)
    sharer = models.CharField(_("avsändare"), max_length=NAME)
    receiver = models.CharField(_("mottagare"), max_length=NAME)
    series = models.CharField(_("serie"), max_length=NAME)
    number = models.PositiveBigIntegerField(_("nummer"))
    made_at = models.CharField(_("signerat"), max_length=NAME)
    figures = models.JSONField(_("siffror"), default=list, blank=True)
    received_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    received_at = models.DateTimeField(_("uppladdat"))
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    accepted_at = models.DateTimeField(_("taget emot"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("gäller inte längre"), null=True, blank=True)
    why_withdrawn = models.CharField(_("varför det inte gäller"), max_length=10, blank=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "programme": HARMLESS,
        "participant": HARMLESS,
        "key": HARMLESS,
        "identity": HARMLESS,
        "sharer": HARMLESS,
        "receiver": HARMLESS,
        "series": HARMLESS,
        "number": HARMLESS,
        "made_at": HARMLESS,
        "figures": HARMLESS,
        "received_by": PERSONAL,
        "received_at": HARMLESS,
        "accepted_by": PERSONAL,
        "accepted_at": HARMLESS,
        "withdrawn_at": HARMLESS,
        "why_withdrawn": HARMLESS,
    }

    class Meta:
        verbose_name = _("mottaget delningspaket")
        verbose_name_plural = _("mottagna delningspaket")
        constraints = (
            models.UniqueConstraint(fields=["programme", "identity"], name="received_package_once"),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(figures=[]), name="received_withdrawn_is_empty"
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True, accepted_by__isnull=True)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False),
                name="received_accepted_by_somebody",
            ),
        )

    def __str__(self) -> str:
        return f"{self.sharer} {self.number}"


class ReceivedFile(models.Model):
    """A report of a received package, as it came."""

    package = models.ForeignKey(ReceivedPackage, models.CASCADE, related_name="+")
    name = models.CharField(_("namn"), max_length=40)
    content = models.BinaryField(_("innehåll"))
    size = models.PositiveIntegerField(_("storlek"))

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "package": HARMLESS,
        "name": HARMLESS,
        "content": HARMLESS,
        "size": HARMLESS,
    }

    class Meta:
        verbose_name = _("rapport i mottaget delningspaket")
        verbose_name_plural = _("rapporter i mottagna delningspaket")
        constraints = (models.UniqueConstraint(fields=["package", "name"], name="received_file_once"),)

    def __str__(self) -> str:
        return self.name
