"""When a function is held and when it is vacant, as dated facts: never who held it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samsyn_web.people.models.accounts import User
from samsyn_web.people.models.organisations import Organisation


class FunctionPeriod(models.Model):
    """
    That somebody held a function from one day to another, or still does; the days between are when it was vacant.

    `subject` says what the function is for, by a key of whoever asks, and `organisation` who keeps the facts.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    subject = models.CharField(_("vad funktionen hör till"), max_length=120)
    function = models.CharField(_("funktion"), max_length=120)
    starts = models.DateField(_("första dagen"))
    ends = models.DateField(_("sista dagen"), null=True, blank=True)
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(_("antecknad"))

    SENSITIVITY: ClassVar = {
        "id": "harmless",
        "organisation": "harmless",
        "subject": "harmless",
        "function": "harmless",
        "starts": "harmless",
        "ends": "harmless",
        "created_by": "personal",
        "created_at": "harmless",
    }

    class Meta:
        verbose_name = _("tid som en funktion är besatt")
        verbose_name_plural = _("tider som funktioner är besatta")
        ordering = ["starts", "pk"]
        indexes = [models.Index(fields=["organisation", "subject"], name="function_period_subject")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends=None) | Q(ends__gte=F("starts")), name="function_period_days_in_order"
            ),
            models.UniqueConstraint(
                fields=["organisation", "subject", "function"],
                condition=Q(ends=None),
                name="function_period_one_running",
            ),
        ]

    def __str__(self) -> str:
        return self.function
