"""What the work needs from the strategic level, and what the answer was."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samsyn.table import Sensitivity
from samsyn_web.actions.models.actions import Action
from samsyn_web.actions.models.plans import FUNCTION, TEXT
from samsyn_web.causes.models import Problem

HARMLESS, FREE_TEXT, PERSONAL = Sensitivity.HARMLESS, Sensitivity.FREE_TEXT, Sensitivity.PERSONAL


class Need(models.TextChoices):
    """What is missing."""

    MANDATE = "mandate", _("mandat")
    MONEY = "money", _("pengar")
    OWNER = "owner", _("någon som ansvarar")
    PRIORITY = "priority", _("prioritering")
    OTHER = "other", _("annat")


class Answered(models.TextChoices):
    """What the strategic level decided."""

    YES = "yes", _("ja")
    PARTLY = "partly", _("delvis")
    NO = "no", _("nej")
    BACK = "back", _("tillbaka för komplettering")


class SteeringQuestion(models.Model):
    """A question to the steering group (fråga till styrgruppen): what is missing, which decision, until when."""

    organisation = models.ForeignKey("people.Organisation", models.CASCADE, related_name="+")
    action = models.ForeignKey(Action, models.PROTECT, null=True, blank=True, related_name="+")
    problem = models.ForeignKey(Problem, models.PROTECT, null=True, blank=True, related_name="+")
    need = models.CharField(_("vad som saknas"), max_length=10, choices=Need)
    question = models.CharField(_("fråga"), max_length=TEXT)
    wanted = models.CharField(_("beslut som behövs"), max_length=TEXT)
    consequence = models.CharField(_("vad som händer utan beslut"), max_length=TEXT, blank=True)
    until = models.DateField(_("svar behövs senast"))
    asked_of = models.CharField(_("ställd till"), max_length=FUNCTION)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answer = models.CharField(_("svar"), max_length=10, choices=Answered, blank=True)
    answer_text = models.CharField(_("motivering"), max_length=TEXT, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "organisation": HARMLESS,
        "action": HARMLESS,
        "problem": HARMLESS,
        "need": HARMLESS,
        "question": FREE_TEXT,
        "wanted": FREE_TEXT,
        "consequence": FREE_TEXT,
        "until": HARMLESS,
        "asked_of": PERSONAL,
        "asked_by": PERSONAL,
        "asked_at": HARMLESS,
        "answer": HARMLESS,
        "answer_text": FREE_TEXT,
        "answered_by": PERSONAL,
        "answered_at": HARMLESS,
        "withdrawn_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("fråga till styrgruppen")
        verbose_name_plural = _("frågor till styrgruppen")
        indexes = (models.Index(fields=["organisation", "answered_at", "until"], name="question_waiting"),)
        constraints = (
            models.CheckConstraint(condition=~Q(question="") & ~Q(wanted=""), name="question_says_what"),
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None, answered_by=None)
                | (~Q(answer="") & Q(answered_at__isnull=False, answered_by__isnull=False)),
                name="question_answered_whole",
            ),
        )

    def __str__(self) -> str:
        return self.question
