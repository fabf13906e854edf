"""The police's published events as context: where they are fetched, and those of the own municipality."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.table import Sensitivity

HARMLESS, PERSONAL, FREE_TEXT = Sensitivity.HARMLESS, Sensitivity.PERSONAL, Sensitivity.FREE_TEXT
ADDRESS = "https://polisen.se/api/events"


class PoliceFeed(models.Model):
    """
    Whether an organisation has the police's events fetched every day, off until somebody turns it on.

    `kinds` holds what the organisation has said that a kind of event is: a category, or "-" for none.
    """

    organisation = models.OneToOneField("people.Organisation", models.CASCADE, related_name="+")
    is_on = models.BooleanField(_("hämtas varje dag"), default=False)
    address = models.URLField(_("adress"), max_length=300, default=ADDRESS)
    kinds = models.JSONField(_("egna kategorier för slagen"), default=dict, blank=True)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    set_at = models.DateTimeField()
    run_at = models.DateTimeField(null=True, blank=True)
    result = models.CharField(_("senaste hämtningen gav"), max_length=300, blank=True)
    error = models.CharField(_("fel vid senaste hämtningen"), max_length=500, blank=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "organisation": HARMLESS,
        "is_on": HARMLESS,
        "address": HARMLESS,
        "kinds": HARMLESS,
        "set_by": PERSONAL,
        "set_at": HARMLESS,
        "run_at": HARMLESS,
        "result": HARMLESS,
        "error": FREE_TEXT,
    }

    class Meta:
        verbose_name = _("polisens händelser")
        verbose_name_plural = _("polisens händelser")

    def __str__(self) -> str:
        return self.address


class PoliceItem(models.Model):
    """
    One event that the police have published about the own municipality: a press item, never a report or an offence.

    Only when, of what kind and where to read it; never its text or its coordinate, which is a centre point.
    """

    organisation = models.ForeignKey("people.Organisation", models.CASCADE, related_name="+")
    number = models.PositiveBigIntegerField(_("polisens nummer"))
    at = models.DateTimeField(_("när"))
    kind = models.CharField(_("slag"), max_length=120)
    place = models.CharField(_("plats"), max_length=120)
    address = models.URLField(_("adress"), max_length=300)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "organisation": HARMLESS,
        "number": HARMLESS,
        "at": HARMLESS,
        "kind": HARMLESS,
        "place": HARMLESS,
        "address": HARMLESS,
    }

    class Meta:
        verbose_name = _("händelse från polisen")
        verbose_name_plural = _("händelser från polisen")
        constraints = (models.UniqueConstraint(fields=["organisation", "number"], name="police_item_once"),)
        indexes = (models.Index(fields=["organisation", "-at"], name="police_item_latest"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"
