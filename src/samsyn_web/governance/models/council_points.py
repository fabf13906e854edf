"""What a council meets about, and what it decides: an action, a change of one, a question, or a task of its own."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samsyn.table import Sensitivity
from samsyn_web.actions.models import Action, SteeringQuestion
from samsyn_web.causes.models import Problem
from samsyn_web.findings.models import Picture
from samsyn_web.governance.models.agreements import Agreement
from samsyn_web.governance.models.council import CouncilMeeting
from samsyn_web.governance.models.papers import Paper

HARMLESS, FREE_TEXT, PERSONAL = Sensitivity.HARMLESS, Sensitivity.FREE_TEXT, Sensitivity.PERSONAL
POINT, ASKED, SAID, DECIDED, FUNCTION, DONE = 200, 1000, 4000, 500, 120, 300


class PointPurpose(models.TextChoices):
    """What is wanted of the council."""

    INFORMATION = "information", _("för kännedom")
    DISCUSSION = "discussion", _("för samtal")
    DECISION = "decision", _("för beslut")


class CouncilPoint(models.Model):
    """A point of the agenda (dagordning), what it is about, and what the minutes say of it; at most one link."""

    meeting = models.ForeignKey(CouncilMeeting, models.CASCADE, related_name="+")
    place = models.PositiveSmallIntegerField(_("plats i dagordningen"))
    title = models.CharField(_("punkt"), max_length=POINT)
    purpose = models.CharField(_("vad rådet ska göra"), max_length=12, choices=PointPurpose)
    text = models.CharField(_("underlag"), max_length=ASKED, blank=True)
    said = models.CharField(_("minnesanteckning"), max_length=SAID, blank=True)
    picture = models.ForeignKey(Picture, models.SET_NULL, null=True, blank=True, related_name="+")
    problem = models.ForeignKey(Problem, models.SET_NULL, null=True, blank=True, related_name="+")
    action = models.ForeignKey(Action, models.SET_NULL, null=True, blank=True, related_name="+")
    paper = models.ForeignKey(Paper, models.SET_NULL, null=True, blank=True, related_name="+")
    agreement = models.ForeignKey(Agreement, models.SET_NULL, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "meeting": HARMLESS,
        "place": HARMLESS,
        "title": FREE_TEXT,
        "purpose": HARMLESS,
        "text": FREE_TEXT,
        "said": FREE_TEXT,
        "picture": HARMLESS,
        "problem": HARMLESS,
        "action": HARMLESS,
        "paper": HARMLESS,
        "agreement": HARMLESS,
        "version": HARMLESS,
        "changed_by": PERSONAL,
        "changed_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("punkt i dagordning")
        verbose_name_plural = _("punkter i dagordningar")
        ordering = ("meeting_id", "place", "pk")
        constraints = (models.CheckConstraint(condition=~Q(title=""), name="council_point_has_title"),)

    def __str__(self) -> str:
        return self.title


class Becomes(models.TextChoices):
    """What a decision becomes."""

    TASK = "task", _("ett uppdrag, som följs här")
    ACTION = "action", _("en ny åtgärd i planen")
    CHANGE = "change", _("en ändring av en åtgärd")
    QUESTION = "question", _("en fråga till styrgruppen")


class CouncilDecision(models.Model):
    """
    What the council decided in a point: which function does what, until when.

    `action` is the one that it became or changed, `question` the one that was asked; how far it has come is theirs to
    say. Only a task is done here.
    """

    point = models.ForeignKey(CouncilPoint, models.CASCADE, related_name="+")
    becomes = models.CharField(_("vad beslutet blir"), max_length=8, choices=Becomes)
    text = models.CharField(_("beslut"), max_length=DECIDED)
    function = models.CharField(_("ansvarig funktion"), max_length=FUNCTION)
    due = models.DateField(_("klart senast"))
    action = models.ForeignKey(Action, models.SET_NULL, null=True, blank=True, related_name="+")
    question = models.ForeignKey(SteeringQuestion, models.PROTECT, null=True, blank=True, related_name="+")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    done_how = models.CharField(_("hur det gick"), max_length=DONE, blank=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    done_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "point": HARMLESS,
        "becomes": HARMLESS,
        "text": FREE_TEXT,
        "function": FREE_TEXT,
        "due": HARMLESS,
        "action": HARMLESS,
        "question": HARMLESS,
        "recorded_by": PERSONAL,
        "recorded_at": HARMLESS,
        "done_how": FREE_TEXT,
        "done_by": PERSONAL,
        "done_at": HARMLESS,
        "withdrawn_by": PERSONAL,
        "withdrawn_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("beslut i råd")
        verbose_name_plural = _("beslut i råd")
        ordering = ("point_id", "pk")
        constraints = (
            models.CheckConstraint(
                condition=~Q(text="") & ~Q(function=""), name="council_decision_says_what_and_who"
            ),
            models.CheckConstraint(
                condition=Q(done_at=None, done_by=None) | Q(done_at__isnull=False, done_by__isnull=False),
                name="council_decision_done_whole",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="council_decision_withdrawn_whole",
            ),
        )

    def __str__(self) -> str:
        return self.text
