"""How the organisation's documents look."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samsyn.table import Sensitivity

HARMLESS, PERSONAL = Sensitivity.HARMLESS, Sensitivity.PERSONAL


class Brand(models.Model):
    """A logo, a colour and a footer line; a change is a new row, so that the one before can be taken back."""

    organisation = models.ForeignKey("people.Organisation", models.CASCADE, related_name="+")
    logo = models.BinaryField(_("logotyp"), null=True, blank=True)
    logo_text = models.CharField(_("vad logotypen visar"), max_length=120, blank=True)
    accent = models.CharField(_("färg"), max_length=7, blank=True)
    footer = models.CharField(_("rad längst ner"), max_length=120, blank=True)
    is_used = models.BooleanField(_("används"), default=True)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "organisation": HARMLESS,
        "logo": HARMLESS,
        "logo_text": Sensitivity.FREE_TEXT,
        "accent": HARMLESS,
        "footer": Sensitivity.FREE_TEXT,
        "is_used": HARMLESS,
        "saved_by": PERSONAL,
        "saved_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("utseende")
        verbose_name_plural = _("utseenden")
        constraints = (
            models.UniqueConstraint(
                fields=["organisation"], condition=Q(is_used=True), name="brand_one_is_used"
            ),
            models.CheckConstraint(
                condition=Q(accent="") | Q(accent__regex=r"^#[0-9A-F]{6}$"), name="brand_accent_form"
            ),
            models.CheckConstraint(
                condition=Q(logo__isnull=True) | ~Q(logo_text=""), name="brand_logo_says_what_it_shows"
            ),
        )

    def __str__(self) -> str:
        return _("utseende %(n)s") % {"n": self.pk}
