"""
What people say about a picture: levels, why something deviates, notes from the field, priorities.

A level or an answer that is changed is a new row, so that all that was said before is kept. The database takes rows
only while the picture is a draft, and lets none be taken away once it is published.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from samsyn.cycle import Status
from samsyn.documents.judged import JudgedAlarm, JudgedLevel
from samsyn.table import Sensitivity
from samsyn_web.base.models import AppendOnly
from samsyn_web.findings.models.pictures import FindingRecord, Picture

HARMLESS, FREE_TEXT, PERSONAL = Sensitivity.HARMLESS, Sensitivity.FREE_TEXT, Sensitivity.PERSONAL
LEVELS = [
    (Status.GREY.value, _("grå, underlag saknas")),
    (Status.GREEN.value, _("grön, normalläge")),
    (Status.YELLOW.value, _("gul, avvikelse, följ")),
    (Status.ORANGE.value, _("orange, samordnad insats")),
    (Status.RED.value, _("röd, allvarligt läge")),
]
# What each is called where people choose among them.
LEVEL_WORDS = [
    (Status.GREY.value, _("underlag saknas")),
    (Status.GREEN.value, _("normalläge")),
    (Status.YELLOW.value, _("avvikelse, följ")),
    (Status.ORANGE.value, _("samordnad insats")),
    (Status.RED.value, _("allvarligt läge")),
]
TEXT, PRIORITIES = 500, 3


class Decision(models.TextChoices):
    """What people did with a proposed level."""

    ACCEPTED = "accepted", _("godtagen")
    CHANGED = "changed", _("ändrad")
    DISMISSED = "dismissed", _("avfärdad")


class Answer(models.TextChoices):
    """Why something deviates from what was expected."""

    REAL = "real", _("verklig förändring")
    REPORTING = "reporting", _("fler eller färre som rapporterar")
    ROUTINE = "routine", _("ändrad rutin eller källa")
    SINGLE = "single", _("enstaka händelse")
    SEASON = "season", _("känd säsong")
    WRONG = "wrong", _("felaktig uppgift")
    UNKNOWN = "unknown", _("vet inte än")


class LevelJudgement(models.Model):
    """What people decided about the proposed level of one area; the newest is the one in force."""

    picture = models.ForeignKey(Picture, models.CASCADE, related_name="+")
    finding = models.ForeignKey(FindingRecord, models.CASCADE, related_name="+")
    proposed = models.CharField(_("föreslagen nivå"), max_length=10, choices=LEVELS)
    decision = models.CharField(_("beslut"), max_length=10, choices=Decision.choices)
    level = models.CharField(_("beslutad nivå"), max_length=10, choices=LEVELS)
    reason = models.CharField(_("skäl"), max_length=TEXT, blank=True)
    judged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    judged_at = models.DateTimeField()

    objects = AppendOnly.as_manager()  # type: ignore[django-manager-missing, unused-ignore]

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "picture": HARMLESS,
        "finding": HARMLESS,
        "proposed": HARMLESS,
        "decision": HARMLESS,
        "level": HARMLESS,
        "reason": FREE_TEXT,
        "judged_by": PERSONAL,
        "judged_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("bedömning av nivå")
        verbose_name_plural = _("bedömningar av nivåer")
        indexes = (models.Index(fields=["picture", "finding", "-id"], name="judgement_in_force"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(decision=Decision.ACCEPTED, level=F("proposed"))
                | (Q(decision=Decision.CHANGED, reason__gt="") & ~Q(level=F("proposed")))
                | Q(decision=Decision.DISMISSED, level=Status.GREY.value, reason__gt=""),
                name="judgement_differs_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(level__in=[level for level, _ in LEVELS]), name="judgement_level_known"
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_level_display()} ({self.get_decision_display()})"


class AlarmAnswer(models.Model):
    """Why a figure deviates, as people see it; the newest is the one in force."""

    picture = models.ForeignKey(Picture, models.CASCADE, related_name="+")
    finding = models.ForeignKey(FindingRecord, models.CASCADE, related_name="+")
    answer = models.CharField(_("vad det beror på"), max_length=10, choices=Answer.choices)
    text = models.CharField(_("förklaring"), max_length=TEXT, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    answered_at = models.DateTimeField()

    objects = AppendOnly.as_manager()  # type: ignore[django-manager-missing, unused-ignore]

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "picture": HARMLESS,
        "finding": HARMLESS,
        "answer": HARMLESS,
        "text": FREE_TEXT,
        "answered_by": PERSONAL,
        "answered_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("svar på avvikelse")
        verbose_name_plural = _("svar på avvikelser")
        indexes = (models.Index(fields=["picture", "finding", "-id"], name="answer_in_force"),)
        constraints = (models.CheckConstraint(condition=Q(answer__in=Answer.values), name="answer_known"),)

    def __str__(self) -> str:
        return self.get_answer_display()


class FieldNote(models.Model):
    """What somebody knows from the field, that no figure says."""

    picture = models.ForeignKey(Picture, models.CASCADE, related_name="+")
    text = models.CharField(_("från fältet"), max_length=TEXT)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "picture": HARMLESS,
        "text": FREE_TEXT,
        "written_by": PERSONAL,
        "written_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("notering från fältet")
        verbose_name_plural = _("noteringar från fältet")
        constraints = (models.CheckConstraint(condition=Q(text__gt=""), name="note_says_something"),)

    def __str__(self) -> str:
        return self.text


class Priority(models.Model):
    """One of the few things that come first until the next picture."""

    picture = models.ForeignKey(Picture, models.CASCADE, related_name="+")
    position = models.PositiveSmallIntegerField(_("plats"))
    area = models.CharField(_("område"), max_length=120, blank=True)
    area_name = models.CharField(_("områdets namn"), max_length=200, blank=True)
    problem = models.CharField(_("problem"), max_length=200)
    why = models.CharField(_("varför"), max_length=TEXT)
    chosen_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    chosen_at = models.DateTimeField()

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "picture": HARMLESS,
        "position": HARMLESS,
        "area": HARMLESS,
        "area_name": HARMLESS,
        "problem": FREE_TEXT,
        "why": FREE_TEXT,
        "chosen_by": PERSONAL,
        "chosen_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("prioritering")
        verbose_name_plural = _("prioriteringar")
        constraints = (
            models.UniqueConstraint(fields=["picture", "position"], name="priority_position_once"),
            models.CheckConstraint(
                condition=Q(position__gte=1, position__lte=PRIORITIES), name="priority_at_most_three"
            ),
            models.CheckConstraint(condition=Q(problem__gt="", why__gt=""), name="priority_says_why"),
        )

    def __str__(self) -> str:
        return self.problem


@dataclass(frozen=True, kw_only=True)
class ProposedLevel:
    """The proposed level of an area, with all that people have decided about it, newest first."""

    finding: FindingRecord
    history: tuple[LevelJudgement, ...]

    @property
    def current(self) -> LevelJudgement | None:
        """What is in force."""
        return self.history[0] if self.history else None

    @property
    def current_choice(self) -> tuple[str, str, str] | None:
        """What is in force, as it was chosen."""
        one = self.current
        return (one.decision, one.level, one.reason) if one else None

    @property
    def value(self) -> JudgedLevel:
        """The proposal and what is in force, as documents state it."""
        one = self.current
        return JudgedLevel(
            finding=self.finding.digest,
            area=self.finding.area or "",
            area_name=self.finding.area_name,
            proposed=Status(self.finding.status),
            decision=one.decision if one else "",
            level=Status(one.level if one else self.finding.status),
            reason=one.reason if one else "",
            by=str(one.judged_by) if one else "",
            at=one.judged_at.isoformat() if one else "",
        )


@dataclass(frozen=True, kw_only=True)
class Alarm:
    """A figure that deviates, with all answers to why, newest first."""

    finding: FindingRecord
    history: tuple[AlarmAnswer, ...]

    @property
    def current(self) -> AlarmAnswer | None:
        """What is in force."""
        return self.history[0] if self.history else None

    @property
    def value(self) -> JudgedAlarm | None:
        """What is in force, as documents state it; none where nobody has answered."""
        one = self.current
        if one is None:
            return None
        with override("sv"):  # documents are Swedish, whoever has them made
            words = one.get_answer_display()
        return JudgedAlarm(
            finding=self.finding.digest,
            answer=one.answer,
            answer_words=str(words),
            text=one.text,
            by=str(one.answered_by),
            at=one.answered_at.isoformat(),
        )
