"""What an annex is about: the problems and actions that somebody has chosen for it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samsyn.table import Sensitivity
from samsyn_web.actions.models import Action
from samsyn_web.causes.models import Problem
from samsyn_web.governance.models.papers import Paper

HARMLESS = Sensitivity.HARMLESS


class AnnexChoice(models.Model):
    """That a draft annex (bilaga) is about a problem, or applies for an action: one of the two."""

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="+")
    problem = models.ForeignKey(Problem, models.PROTECT, null=True, blank=True, related_name="+")
    action = models.ForeignKey(Action, models.PROTECT, null=True, blank=True, related_name="+")

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "paper": HARMLESS,
        "problem": HARMLESS,
        "action": HARMLESS,
    }

    class Meta:
        verbose_name = _("val till bilaga")
        verbose_name_plural = _("val till bilagor")
        constraints = (
            models.UniqueConstraint(fields=["paper", "problem"], name="annex_problem_once"),
            models.UniqueConstraint(fields=["paper", "action"], name="annex_action_once"),
            models.CheckConstraint(
                condition=Q(problem=None, action__isnull=False) | Q(problem__isnull=False, action=None),
                name="annex_choice_is_one",
            ),
        )

    def __str__(self) -> str:
        return f"{self.paper_id}: {self.problem_id or self.action_id}"
