"""
Which problems come first: a judgement per criterion with its ground, and a choice with its reason.

The criteria are those of Brå's guidance on choosing between problems: `samsyn/instruments/prioritising.yaml`.
No number is made of the judgements. Rows are only added: the newest counts, the older ones are the history.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samsyn.table import Sensitivity
from samsyn_web.base.models import AppendOnly
from samsyn_web.causes.models.problems import TEXT, Problem

HARMLESS, FREE_TEXT, PERSONAL = Sensitivity.HARMLESS, Sensitivity.FREE_TEXT, Sensitivity.PERSONAL


class Ground(models.TextChoices):
    """What a criterion says about a problem."""

    STRONG = "strong", _("starkt skäl")
    SOME = "some", _("visst skäl")
    NONE = "none", _("inget skäl")
    UNKNOWN = "unknown", _("vet inte")


class Choice(models.TextChoices):
    """What was chosen for a problem."""

    PRIORITISED = "prioritised", _("prioriteras")
    NOT_NOW = "not_now", _("inte nu")
    DEPRIORITISED = "deprioritised", _("prioriteras bort")


class CriterionJudgement(models.Model):
    """What one criterion was judged to say about a problem, and why; never changed, a newer row replaces it."""

    problem = models.ForeignKey(Problem, models.PROTECT, related_name="+")
    criterion = models.CharField(_("kriterium"), max_length=40)
    instrument = models.CharField(_("kriterielistans version"), max_length=60)
    ground = models.CharField(_("bedömning"), max_length=10, choices=Ground)
    why = models.CharField(_("motivering"), max_length=TEXT, blank=True)
    judged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    judged_at = models.DateTimeField()

    objects = AppendOnly.as_manager()  # type: ignore[django-manager-missing, unused-ignore]

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "problem": HARMLESS,
        "criterion": HARMLESS,
        "instrument": HARMLESS,
        "ground": HARMLESS,
        "why": FREE_TEXT,
        "judged_by": PERSONAL,
        "judged_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("bedömning av ett kriterium")
        verbose_name_plural = _("bedömningar av kriterier")
        indexes = (models.Index(fields=["problem", "criterion"], name="criterion_of_problem"),)
        constraints = (
            models.CheckConstraint(condition=Q(ground__in=Ground.values), name="criterion_ground_known"),
            models.CheckConstraint(
                condition=Q(ground=Ground.UNKNOWN) | ~Q(why=""), name="criterion_judged_with_a_ground"
            ),
        )

    def __str__(self) -> str:
        return f"{self.criterion}: {self.get_ground_display()}"


class ProblemChoice(models.Model):
    """Whether a problem is worked on now, and why; never changed. To leave one actively has a day to look again."""

    problem = models.ForeignKey(Problem, models.PROTECT, related_name="+")
    choice = models.CharField(_("val"), max_length=14, choices=Choice)
    reason = models.CharField(_("skäl"), max_length=TEXT)
    review_on = models.DateField(_("prövas igen"), null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    objects = AppendOnly.as_manager()  # type: ignore[django-manager-missing, unused-ignore]

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "problem": HARMLESS,
        "choice": HARMLESS,
        "reason": FREE_TEXT,
        "review_on": HARMLESS,
        "decided_by": PERSONAL,
        "decided_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("val av problem")
        verbose_name_plural = _("val av problem")
        indexes = (models.Index(fields=["problem", "-decided_at"], name="problem_choice_latest"),)
        constraints = (
            models.CheckConstraint(condition=Q(choice__in=Choice.values), name="problem_choice_known"),
            models.CheckConstraint(condition=~Q(reason=""), name="problem_choice_has_a_reason"),
            models.CheckConstraint(
                condition=~Q(choice=Choice.DEPRIORITISED) | Q(review_on__isnull=False),
                name="problem_left_until_a_day",
            ),
        )

    def __str__(self) -> str:
        return str(self.get_choice_display())
