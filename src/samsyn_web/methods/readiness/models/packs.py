"""Texts of the instrument that an organisation has loaded and may use in its measurements."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samsyn.table import Sensitivity
from samsyn_web.methods.readiness.models.measurements import NAME, TEXT

HARMLESS, FREE_TEXT, PERSONAL = Sensitivity.HARMLESS, Sensitivity.FREE_TEXT, Sensitivity.PERSONAL


class TextPack(models.Model):
    """
    A loaded text (textpaket), whole and as it was read; it is never changed, only put aside.

    A measurement keeps its own copy from when it started, so that what happens here changes nothing in it.
    """

    organisation = models.ForeignKey("people.Organisation", models.CASCADE, related_name="+")
    name = models.CharField(_("textens namn"), max_length=NAME)
    version = models.PositiveSmallIntegerField(_("version"))
    source = models.CharField(_("källa"), max_length=TEXT)
    source_status = models.CharField(_("vems ord"), max_length=12)
    permission = models.CharField(_("tillstånd"), max_length=TEXT, blank=True)
    content = models.JSONField(_("texter"))
    digest = models.CharField(_("kontrollsumma"), max_length=64)
    loaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    loaded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "organisation": HARMLESS,
        "name": FREE_TEXT,
        "version": HARMLESS,
        "source": FREE_TEXT,
        "source_status": HARMLESS,
        "permission": FREE_TEXT,
        "content": HARMLESS,
        "digest": HARMLESS,
        "loaded_by": PERSONAL,
        "loaded_at": HARMLESS,
        "withdrawn_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("textpaket")
        verbose_name_plural = _("textpaket")
        constraints = (
            models.UniqueConstraint(fields=["organisation", "name", "version"], name="text_pack_once"),
            models.CheckConstraint(
                condition=~Q(source_status="original") | ~Q(permission=""), name="text_pack_permitted"
            ),
        )

    def __str__(self) -> str:
        return f"{self.name}, version {self.version}"
