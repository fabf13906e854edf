"""What people write in the final report."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.table import Sensitivity
from samsyn_web.programmes.models.programmes import Programme
from samsyn_web.programmes.models.sizes import FREE_TEXT, HARMLESS, LONG, PERSONAL


class ReportText(models.Model):
    """What people have written in one section of the final report; making the rest again never touches it."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="+")
    key = models.CharField(_("avsnitt"), max_length=40)
    text = models.CharField(_("egen text"), max_length=LONG)
    version = models.PositiveIntegerField(default=1)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "programme": HARMLESS,
        "key": HARMLESS,
        "text": FREE_TEXT,
        "version": HARMLESS,
        "changed_by": PERSONAL,
        "changed_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("text i slutrapport")
        verbose_name_plural = _("texter i slutrapport")
        constraints = (models.UniqueConstraint(fields=["programme", "key"], name="report_text_once"),)

    def __str__(self) -> str:
        return self.key
