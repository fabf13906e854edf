"""Which decided situational picture a decided version of the plan rests on."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.table import Sensitivity
from samsyn_web.governance.models.papers import Paper

HARMLESS, PERSONAL = Sensitivity.HARMLESS, Sensitivity.PERSONAL


class PlanTie(models.Model):
    """That a decided version of the plan rests on a decided picture (5 §); a version rests on one."""

    organisation = models.ForeignKey("people.Organisation", models.CASCADE, related_name="+")
    plan_version = models.OneToOneField(
        "actions.PlanVersion", models.PROTECT, related_name="+", verbose_name=_("beslutad plan")
    )
    picture = models.ForeignKey(Paper, models.PROTECT, related_name="+", verbose_name=_("lägesbild"))
    tied_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    tied_at = models.DateTimeField()

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "organisation": HARMLESS,
        "plan_version": HARMLESS,
        "picture": HARMLESS,
        "tied_by": PERSONAL,
        "tied_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("koppling mellan plan och lägesbild")
        verbose_name_plural = _("kopplingar mellan planer och lägesbilder")

    def __str__(self) -> str:
        return f"{self.plan_version} – {self.picture}"
