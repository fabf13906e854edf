"""Files of official statistics, as they were read: understood first, then kept, and perhaps withdrawn."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samsyn.table import Sensitivity

HARMLESS, PERSONAL = Sensitivity.HARMLESS, Sensitivity.PERSONAL
NAME = 200


class StatisticsFile(models.Model):
    """
    What one file said. `digest` names its rows, template, year and comparison together; they are never changed.

    Without `kept_at` it has only been understood: it is shown to those who read files in, and to nobody else.
    """

    organisation = models.ForeignKey("people.Organisation", models.CASCADE, related_name="+")
    name = models.CharField(_("filens namn"), max_length=NAME)
    template = models.CharField(_("mall"), max_length=40)
    sha256 = models.CharField(_("filens kontrollsumma"), max_length=64)
    year = models.PositiveSmallIntegerField(_("senaste året"))
    # Text, not a JSON column: databases sort keys and round numbers there, and the digest is of what stands.
    rows = models.TextField(_("rader som JSON"))
    options = models.TextField(_("jämförelsen som JSON"), default="{}")
    doubts = models.JSONField(_("att veta"), default=list, blank=True)
    digest = models.CharField(_("kontrollsumma"), max_length=32)
    is_invented = models.BooleanField(_("uppdiktad"), default=False)
    read_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    read_at = models.DateTimeField()
    kept_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "organisation": HARMLESS,
        "name": HARMLESS,
        "template": HARMLESS,
        "sha256": HARMLESS,
        "year": HARMLESS,
        "rows": HARMLESS,
        "options": HARMLESS,
        "doubts": HARMLESS,
        "digest": HARMLESS,
        "is_invented": HARMLESS,
        "read_by": PERSONAL,
        "read_at": HARMLESS,
        "kept_at": HARMLESS,
        "withdrawn_by": PERSONAL,
        "withdrawn_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("statistikfil")
        verbose_name_plural = _("statistikfiler")
        indexes = (models.Index(fields=["organisation", "-read_at"], name="statistics_latest"),)
        constraints = (
            models.CheckConstraint(condition=~Q(name="") & ~Q(digest=""), name="statistics_named"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False, kept_at__isnull=False),
                name="statistics_only_kept_withdrawn",
            ),
        )

    def __str__(self) -> str:
        return self.name
