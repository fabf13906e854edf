"""What municipalities of a programme ask each other, and what they answer."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samsyn.table import Sensitivity
from samsyn_web.programmes.models.programmes import Participant
from samsyn_web.programmes.models.sizes import FREE_TEXT, HARMLESS, NAME, PERSONAL, TEXT


class PeerQuestion(models.Model):
    """A question of one participant to the others; closed with what the asker did, withdrawn or hidden it stays."""

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="+", verbose_name=_("kommun"))
    title = models.CharField(_("frågan i en mening"), max_length=NAME)
    background = models.CharField(_("bakgrund"), max_length=TEXT, blank=True)
    focus_area = models.PositiveSmallIntegerField(_("fokusområde"), null=True, blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(_("frågad"))
    outcome = models.CharField(_("vad ni gjorde"), max_length=TEXT, blank=True)
    closed_at = models.DateTimeField(_("avslutad"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("återtagen"), null=True, blank=True)
    hidden_reason = models.CharField(_("varför den är dold"), max_length=TEXT, blank=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "participant": HARMLESS,
        "title": FREE_TEXT,
        "background": FREE_TEXT,
        "focus_area": HARMLESS,
        "asked_by": PERSONAL,
        "asked_at": HARMLESS,
        "outcome": FREE_TEXT,
        "closed_at": HARMLESS,
        "withdrawn_at": HARMLESS,
        "hidden_reason": FREE_TEXT,
    }

    class Meta:
        verbose_name = _("fråga till andra kommuner")
        verbose_name_plural = _("frågor till andra kommuner")
        constraints = (
            models.CheckConstraint(condition=~Q(title=""), name="peer_question_asks_something"),
            models.CheckConstraint(
                condition=Q(closed_at=None) | ~Q(outcome=""), name="peer_question_closed_with_what_was_done"
            ),
        )

    def __str__(self) -> str:
        return self.title


class PeerAnswer(models.Model):
    """An answer from another participant, or from whoever leads the programme where `participant` is empty."""

    question = models.ForeignKey(PeerQuestion, models.CASCADE, related_name="+", verbose_name=_("fråga"))
    participant = models.ForeignKey(
        Participant, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("kommun")
    )
    text = models.CharField(_("svar"), max_length=TEXT)
    lesson = models.ForeignKey(
        "knowledge.Lesson",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("lärdom"),
    )
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(_("besvarad"))
    withdrawn_at = models.DateTimeField(_("återtagen"), null=True, blank=True)
    hidden_reason = models.CharField(_("varför den är dold"), max_length=TEXT, blank=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "question": HARMLESS,
        "participant": HARMLESS,
        "text": FREE_TEXT,
        "lesson": HARMLESS,
        "answered_by": PERSONAL,
        "answered_at": HARMLESS,
        "withdrawn_at": HARMLESS,
        "hidden_reason": FREE_TEXT,
    }

    class Meta:
        verbose_name = _("svar till en annan kommun")
        verbose_name_plural = _("svar till andra kommuner")
        constraints = (models.CheckConstraint(condition=~Q(text=""), name="peer_answer_says_something"),)

    def __str__(self) -> str:
        return self.text[:80]
