"""Intakes: one file on its way into the register, with how it was read, and what came of it."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samsyn.table import Sensitivity
from samsyn_web.observations.models.attachments import Attachment
from samsyn_web.observations.models.sources import Source
from samsyn_web.places.models import AreaVersion

HARMLESS, PERSONAL, FREE_TEXT = Sensitivity.HARMLESS, Sensitivity.PERSONAL, Sensitivity.FREE_TEXT


class IntakeState(models.TextChoices):
    """How far an intake has come."""

    STAGED = "staged", _("påbörjad")
    COMMITTING = "committing", _("läses in")
    COMMITTED = "committed", _("inläst")
    UNDONE = "undone", _("ångrad")


class Intake(models.Model):
    """
    One file: read and looked over (staged), then brought into the register, and possibly taken out again.

    While it is staged, `declaration` is the draft of what its source says, `cells` what may be kept of the file and
    `rows` the rows as they were read. When it has been committed those are let go, since the register holds the rows;
    `left_out` keeps the rows that could not be used. Rows of an intake count only while it is committed.
    `turn` tells the process that writes from one that was cut off, or was only slow, and has lost its turn.
    """

    organisation = models.ForeignKey("people.Organisation", models.CASCADE, related_name="+")
    method = models.CharField(_("metod"), max_length=40)
    attachment = models.ForeignKey(Attachment, models.PROTECT, related_name="+")
    source = models.ForeignKey(Source, models.PROTECT, null=True, blank=True, related_name="+")
    area_version = models.ForeignKey(AreaVersion, models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(_("läge"), max_length=10, choices=IntakeState, default=IntakeState.STAGED)
    declaration = models.TextField(_("utkast till källdeklaration"), blank=True)
    corrections = models.JSONField(_("rättade kolumner"), default=dict, blank=True)
    reading = models.JSONField(_("läsning"), null=True, blank=True)
    opening = models.JSONField(_("vad som sades när filen öppnades"), default=dict, blank=True)
    cells = models.ForeignKey(Attachment, models.PROTECT, null=True, blank=True, related_name="+")
    rows = models.ForeignKey(Attachment, models.PROTECT, null=True, blank=True, related_name="+")
    left_out = models.ForeignKey(Attachment, models.PROTECT, null=True, blank=True, related_name="+")
    crs = models.CharField(_("koordinatsystem"), max_length=40, blank=True)
    first_day = models.DateField(_("första dagen"), null=True, blank=True)
    last_day = models.DateField(_("sista dagen"), null=True, blank=True)
    problem = models.TextField(_("varför den inte kunde läsas"), blank=True)
    receipt = models.JSONField(_("kvitto"), default=dict, blank=True)
    turn = models.PositiveIntegerField(_("gånger som rader har börjat skrivas"), default=0)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    committed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    committed_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    undone_at = models.DateTimeField(null=True, blank=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "organisation": HARMLESS,
        "method": HARMLESS,
        "attachment": HARMLESS,
        "source": HARMLESS,
        "area_version": HARMLESS,
        "state": HARMLESS,
        "declaration": FREE_TEXT,
        "corrections": HARMLESS,
        "reading": HARMLESS,
        "opening": HARMLESS,
        "cells": HARMLESS,
        "rows": HARMLESS,
        "left_out": HARMLESS,
        "crs": HARMLESS,
        "first_day": HARMLESS,
        "last_day": HARMLESS,
        "problem": FREE_TEXT,
        "receipt": HARMLESS,
        "turn": HARMLESS,
        "opened_by": PERSONAL,
        "opened_at": HARMLESS,
        "committed_by": PERSONAL,
        "committed_at": HARMLESS,
        "undone_by": PERSONAL,
        "undone_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("inläsning")
        verbose_name_plural = _("inläsningar")
        indexes = (models.Index(fields=["organisation", "-opened_at"], name="intake_latest"),)
        constraints = (
            models.UniqueConstraint(
                fields=["organisation", "attachment"],
                condition=Q(state=IntakeState.STAGED),
                name="intake_staged_once",
            ),
            models.UniqueConstraint(
                fields=["source"],
                condition=Q(state=IntakeState.COMMITTING),
                name="intake_one_writes_a_source",
            ),
            models.CheckConstraint(
                condition=Q(reading__isnull=True) | Q(problem=""), name="intake_read_or_problem"
            ),
            models.CheckConstraint(
                condition=Q(state=IntakeState.STAGED)
                | Q(source__isnull=False, reading__isnull=False, committed_by__isnull=False),
                name="intake_written_is_whole",
            ),
            models.CheckConstraint(
                condition=~Q(state=IntakeState.COMMITTED) | Q(committed_at__isnull=False),
                name="intake_committed_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True, undone_by__isnull=True) & ~Q(state=IntakeState.UNDONE)
                | Q(undone_at__isnull=False, undone_by__isnull=False, state=IntakeState.UNDONE),
                name="intake_undone_by_somebody",
            ),
        )

    def __str__(self) -> str:
        return _("inläsning %(n)s") % {"n": self.pk}

    @property
    def is_staged(self) -> bool:
        """Whether nothing of it has reached the register."""
        return self.state == IntakeState.STAGED

    @property
    def is_read(self) -> bool:
        """Whether the file has been read, or waits for a person to point out a column."""
        return self.reading is not None or bool(self.problem)

    @property
    def rows_used(self) -> int:
        """How many rows of the file can be used; 0 before it has been read."""
        return int((self.reading or {}).get("rows_used", 0))
