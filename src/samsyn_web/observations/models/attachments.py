"""Files, known by the digest of their bytes."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samsyn.table import Sensitivity

HARMLESS, PERSONAL, FREE_TEXT = Sensitivity.HARMLESS, Sensitivity.PERSONAL, Sensitivity.FREE_TEXT


class AttachmentKind(models.TextChoices):
    """What an attached file is."""

    REPORTS = "reports", _("fil med rapporter")
    ROWS = "rows", _("tabell")


class Attachment(models.Model):
    """A file, known by the digest of its bytes; emptied when the bytes are no longer needed."""

    organisation = models.ForeignKey("people.Organisation", models.CASCADE, related_name="+")
    kind = models.CharField(_("slag"), max_length=10, choices=AttachmentKind.choices)
    name = models.CharField(_("namn"), max_length=255)
    sha256 = models.CharField(_("digest"), max_length=64)
    size = models.PositiveBigIntegerField(_("storlek"))
    file = models.FileField(_("innehåll"), max_length=200, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "organisation": HARMLESS,
        "kind": HARMLESS,
        "name": FREE_TEXT,
        "sha256": HARMLESS,
        "size": HARMLESS,
        "file": FREE_TEXT,
        "added_by": PERSONAL,
        "added_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("fil")
        verbose_name_plural = _("filer")
        constraints = (
            models.UniqueConstraint(fields=["organisation", "kind", "sha256"], name="attachment_once"),
            models.CheckConstraint(
                condition=Q(kind=AttachmentKind.REPORTS) | ~Q(file=""), name="attachment_emptied_is_reports"
            ),
        )

    def __str__(self) -> str:
        return self.name
