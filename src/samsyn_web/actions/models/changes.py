"""What stood in an action before it was changed, and what it was changed to."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.table import Sensitivity
from samsyn_web.actions.models.actions import Action

HARMLESS, FREE_TEXT = Sensitivity.HARMLESS, Sensitivity.FREE_TEXT


class ActionChange(models.Model):
    """
    A field of an action that was changed: what it held and what it came to hold, as text; never changed itself.

    `version` is the version of the action that the change made, which the audit trail names too: the trail says who and
    when, without the words. It goes with the action where a draft is removed. Days are kept as 2026-03-01, members by
    their key.
    """

    action = models.ForeignKey(Action, models.CASCADE, related_name="+")
    version = models.PositiveIntegerField(_("version"))
    field = models.CharField(_("fält"), max_length=40)
    was = models.TextField(_("vad som stod"), blank=True)
    became = models.TextField(_("vad det ändrades till"), blank=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "action": HARMLESS,
        "version": HARMLESS,
        "field": HARMLESS,
        "was": FREE_TEXT,
        "became": FREE_TEXT,
    }

    class Meta:
        verbose_name = _("ändring av åtgärd")
        verbose_name_plural = _("ändringar av åtgärder")
        constraints = (
            models.UniqueConstraint(fields=["action", "version", "field"], name="action_change_once"),
        )

    def __str__(self) -> str:
        return f"{self.action_id}, {self.version}: {self.field}"
