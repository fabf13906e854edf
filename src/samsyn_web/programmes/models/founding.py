"""What is written of a programme itself, and what it was before."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.table import Sensitivity
from samsyn_web.programmes.models.programmes import Programme
from samsyn_web.programmes.models.sizes import FREE_TEXT, HARMLESS, PERSONAL


class FactsChange(models.Model):
    """
    One change of a programme's own facts: what those that changed were before, and by whom.

    `changed_by` is empty where the facts were read again by a command.
    """

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="+", verbose_name=_("program"))
    before = models.JSONField(_("som det var"), default=dict)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField()

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "programme": HARMLESS,
        "before": FREE_TEXT,
        "changed_by": PERSONAL,
        "changed_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("ändring av ett programs uppgifter")
        verbose_name_plural = _("ändringar av programs uppgifter")

    def __str__(self) -> str:
        return f"{self.programme_id} {self.changed_at:%Y-%m-%d}"
