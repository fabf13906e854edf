"""
What each of the two scorers gave an interview, alone, and what they then agreed on.

Scores are kept in quarter points as whole numbers: 13 is 3.25. What is given from one seat is read by nobody else
until both seats have locked their scores of the interview; `queries.scores` is the only way to them.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samsyn.table import Sensitivity
from samsyn_web.base.models import AppendOnly
from samsyn_web.methods.readiness.models.measurements import (
    FREE_TEXT,
    HARMLESS,
    PERSONAL,
    SEATS,
    SENSITIVE,
    TEXT,
    Interview,
)

LOWEST, HIGHEST = 4, 36
IN_RANGE = Q(quarters__gte=LOWEST, quarters__lte=HIGHEST)
IS_SEAT = Q(seat__in=SEATS)


class Came(models.TextChoices):
    """How locked scores came in."""

    SAMSYN = "samsyn", _("satta i Samsyn")
    LINK = "link", _("satta genom länk")
    WORD = "word", _("inlästa ur Word-formulär")
    FILE = "file", _("inlästa ur fil från en mätning på annat håll")


class DimensionScore(models.Model):
    """What was given one interview in one dimension from one seat; a draft until the seat is locked."""

    interview = models.ForeignKey(Interview, models.CASCADE, related_name="+")
    seat = models.PositiveSmallIntegerField(_("bedömarens nummer"))
    dimension = models.CharField(_("dimension"), max_length=1)
    quarters = models.PositiveSmallIntegerField(_("poäng i kvartspoäng"))
    note = models.CharField(_("skäl"), max_length=TEXT, blank=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "interview": HARMLESS,
        "seat": HARMLESS,
        "dimension": HARMLESS,
        "quarters": SENSITIVE,
        "note": SENSITIVE,
    }

    class Meta:
        verbose_name = _("poäng")
        verbose_name_plural = _("poäng")
        constraints = (
            models.UniqueConstraint(fields=["interview", "seat", "dimension"], name="readiness_score_once"),
            models.CheckConstraint(condition=IN_RANGE, name="readiness_score_in_range"),
            models.CheckConstraint(condition=IS_SEAT, name="readiness_score_has_seat"),
        )

    def __str__(self) -> str:
        return self.dimension


class ScoreLock(models.Model):
    """That one seat is done with an interview; from then on its scores never change."""

    interview = models.ForeignKey(Interview, models.PROTECT, related_name="+")
    seat = models.PositiveSmallIntegerField(_("bedömarens nummer"))
    came = models.CharField(_("hur de kom in"), max_length=6, choices=Came, default=Came.SAMSYN)
    locked_at = models.DateTimeField()

    objects = AppendOnly.as_manager()  # type: ignore[django-manager-missing, unused-ignore]

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "interview": HARMLESS,
        "seat": HARMLESS,
        "came": HARMLESS,
        "locked_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("låsning av poäng")
        verbose_name_plural = _("låsningar av poäng")
        constraints = (
            models.UniqueConstraint(fields=["interview", "seat"], name="score_lock_once"),
            models.CheckConstraint(condition=IS_SEAT, name="score_lock_has_seat"),
        )

    def __str__(self) -> str:
        return f"{self.interview_id}"


class Consensus(models.Model):
    """
    What both scorers agreed on in one dimension of one interview; where they differed by a point or more, why.

    Who wrote it down is nobody where it came by a scorer's link.
    """

    interview = models.ForeignKey(Interview, models.PROTECT, related_name="+")
    dimension = models.CharField(_("dimension"), max_length=1)
    quarters = models.PositiveSmallIntegerField(_("poäng i kvartspoäng"))
    reason = models.CharField(_("skäl"), max_length=TEXT, blank=True)
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    agreed_at = models.DateTimeField()

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "interview": HARMLESS,
        "dimension": HARMLESS,
        "quarters": HARMLESS,
        "reason": FREE_TEXT,
        "agreed_by": PERSONAL,
        "agreed_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("konsensus")
        verbose_name_plural = _("konsensus")
        constraints = (
            models.UniqueConstraint(fields=["interview", "dimension"], name="consensus_once"),
            models.CheckConstraint(condition=IN_RANGE, name="consensus_in_range"),
        )

    def __str__(self) -> str:
        return self.dimension
