"""The chain of events that ends in a problem, step by step, and where it may be broken."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samsyn.table import Sensitivity
from samsyn_web.causes.models.causes import STATEMENT, Influence
from samsyn_web.causes.models.problems import TEXT, Problem

HARMLESS, FREE_TEXT, PERSONAL = Sensitivity.HARMLESS, Sensitivity.FREE_TEXT, Sensitivity.PERSONAL


class ChainStep(models.Model):
    """One thing that happens before the problem does (händelsekedja); `position` orders the steps."""

    problem = models.ForeignKey(Problem, models.CASCADE, related_name="+")
    position = models.PositiveSmallIntegerField(_("plats"), default=0)
    text = models.CharField(_("vad som händer"), max_length=STATEMENT)
    breakable = models.CharField(
        _("går kedjan att bryta här"), max_length=10, choices=Influence, default=Influence.UNKNOWN
    )
    how = models.CharField(_("hur den kan brytas"), max_length=TEXT, blank=True)
    version = models.PositiveIntegerField(default=1)
    told_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    told_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "problem": HARMLESS,
        "position": HARMLESS,
        "text": FREE_TEXT,
        "breakable": HARMLESS,
        "how": FREE_TEXT,
        "version": HARMLESS,
        "told_by": PERSONAL,
        "told_at": HARMLESS,
        "withdrawn_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("steg i händelsekedja")
        verbose_name_plural = _("steg i händelsekedjor")
        indexes = (models.Index(fields=["problem", "position"], name="chain_in_order"),)
        constraints = (models.CheckConstraint(condition=~Q(text=""), name="chain_step_says_something"),)

    def __str__(self) -> str:
        return self.text
