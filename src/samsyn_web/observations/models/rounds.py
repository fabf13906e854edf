"""Rounds: what a picture rests on."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samsyn.table import Sensitivity
from samsyn_web.observations.models.attachments import Attachment
from samsyn_web.observations.models.intakes import Intake
from samsyn_web.places.models import AreaVersion

HARMLESS, PERSONAL = Sensitivity.HARMLESS, Sensitivity.PERSONAL


class RoundState(models.TextChoices):
    """Whether rows may still change."""

    OPEN = "open", _("öppen")
    FROZEN = "frozen", _("fryst")


class Round(models.Model):
    """
    What one picture rests on: the intakes of some sources, frozen with their rows and a period.

    `scope_key` names the sources: pictures of the same period and scope are versions of each other. A round
    whose rows a method has read itself has no intake; `declared` then says what its source is, and what its files are
    called.
    """

    organisation = models.ForeignKey("people.Organisation", models.CASCADE, related_name="+")
    method = models.CharField(_("metod"), max_length=40)
    scope_key = models.CharField(_("källor"), max_length=300, blank=True)
    area_version = models.ForeignKey(AreaVersion, models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(_("läge"), max_length=10, choices=RoundState.choices, default=RoundState.OPEN)
    period = models.CharField(_("period"), max_length=30, blank=True)
    start = models.DateField(_("första dagen"), null=True, blank=True)
    end = models.DateField(_("dagen efter den sista"), null=True, blank=True)
    options = models.JSONField(_("val"), default=dict, blank=True)
    declared = models.JSONField(_("vad källan säger om sig själv"), null=True, blank=True)
    rows = models.ForeignKey(Attachment, models.PROTECT, null=True, blank=True, related_name="+")
    crs = models.CharField(_("koordinatsystem"), max_length=40, blank=True)
    digest = models.CharField(_("digest"), max_length=64, blank=True)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    frozen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    frozen_at = models.DateTimeField(null=True, blank=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "organisation": HARMLESS,
        "method": HARMLESS,
        "scope_key": HARMLESS,
        "area_version": HARMLESS,
        "state": HARMLESS,
        "period": HARMLESS,
        "start": HARMLESS,
        "end": HARMLESS,
        "options": HARMLESS,
        "declared": HARMLESS,
        "rows": HARMLESS,
        "crs": HARMLESS,
        "digest": HARMLESS,
        "opened_by": PERSONAL,
        "opened_at": HARMLESS,
        "frozen_by": PERSONAL,
        "frozen_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("insamlingsomgång")
        verbose_name_plural = _("insamlingsomgångar")
        indexes = (models.Index(fields=["organisation", "-opened_at"], name="round_latest"),)
        constraints = (
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="round_holds_a_day"),
            models.CheckConstraint(
                condition=Q(state=RoundState.OPEN, frozen_at__isnull=True, frozen_by__isnull=True, digest="")
                | Q(
                    state=RoundState.FROZEN,
                    frozen_at__isnull=False,
                    frozen_by__isnull=False,
                    rows__isnull=False,
                    start__isnull=False,
                    end__isnull=False,
                    digest__gt="",
                ),
                name="round_frozen_is_whole",
            ),
        )

    def __str__(self) -> str:
        return _("omgång %(n)s") % {"n": self.pk}

    @property
    def is_frozen(self) -> bool:
        """Whether nothing in the round may change."""
        return self.state == RoundState.FROZEN


class RoundIntake(models.Model):
    """An intake that a round rests on."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="+")
    intake = models.ForeignKey(Intake, models.PROTECT, related_name="+")
    position = models.PositiveIntegerField(_("plats"))

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "round": HARMLESS,
        "intake": HARMLESS,
        "position": HARMLESS,
    }

    class Meta:
        verbose_name = _("inläsning i omgång")
        verbose_name_plural = _("inläsningar i omgång")
        constraints = (
            models.UniqueConstraint(fields=["round", "position"], name="round_intake_position"),
            models.UniqueConstraint(fields=["round", "intake"], name="round_intake_once"),
        )

    def __str__(self) -> str:
        return _("inläsning %(intake)s i omgång %(round)s") % {
            "intake": self.intake_id,
            "round": self.round_id,
        }
