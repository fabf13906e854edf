"""The register of incident reports, and the counts of them that pages read."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samsyn.table import KINDS, Sensitivity
from samsyn_web.observations.models import Intake, IntakeState, Source

HARMLESS = Sensitivity.HARMLESS


class Reports(models.QuerySet["Report"]):
    """Rows of the register."""

    def counting(self) -> Reports:
        """Those that count: of an intake that is committed, and not replaced by a later delivery."""
        return self.filter(intake__state=IntakeState.COMMITTED, replaced_by=None)


class Report(models.Model):
    """
    One report in the register, columns as in `samsyn.table.INCIDENTS`; never free text, never a person.

    `identity` is what the row is called wherever it comes again and `digest` what it says, see
    `samsyn.files.identity`. A row that its source has changed is replaced by a new one, which undoing brings back.
    """

    source = models.ForeignKey(Source, models.PROTECT, related_name="+", db_index=False)
    intake = models.ForeignKey(Intake, models.PROTECT, related_name="+")
    row = models.PositiveIntegerField(_("rad i filen"))
    identity = models.BinaryField(_("radens namn"))
    digest = models.BinaryField(_("vad raden säger"))
    day = models.DateField(_("dag"))
    time_from = models.DateTimeField(_("tid, eller början"), null=True)
    time_to = models.DateTimeField(_("slut"), null=True)
    category = models.CharField(_("kategori, som källan skriver"), max_length=200, null=True)
    area = models.CharField(_("område"), max_length=200, null=True)
    x_m = models.FloatField(_("östlig koordinat, meter"), null=True)
    y_m = models.FloatField(_("nordlig koordinat, meter"), null=True)
    reporter = models.CharField(_("rapporterande funktion"), max_length=200, null=True)
    kind = models.CharField(_("slag"), max_length=10, choices=[(kind, kind) for kind in KINDS])
    severity = models.SmallIntegerField(_("allvarlighet"), null=True)
    replaced_by = models.ForeignKey(Intake, models.PROTECT, null=True, related_name="+", db_index=False)

    objects = Reports.as_manager()

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "source": HARMLESS,
        "intake": HARMLESS,
        "row": HARMLESS,
        "identity": HARMLESS,
        "digest": HARMLESS,
        "day": HARMLESS,
        "time_from": HARMLESS,
        "time_to": HARMLESS,
        "category": HARMLESS,
        "area": HARMLESS,
        "x_m": HARMLESS,
        "y_m": HARMLESS,
        "reporter": HARMLESS,
        "kind": HARMLESS,
        "severity": HARMLESS,
        "replaced_by": HARMLESS,
    }

    class Meta:
        verbose_name = _("rapport")
        verbose_name_plural = _("rapporter")
        indexes = (
            models.Index(fields=["source", "day"], name="report_by_day"),
            models.Index(
                fields=["replaced_by"], name="report_replaced", condition=Q(replaced_by__isnull=False)
            ),
        )
        constraints = (
            models.UniqueConstraint(
                fields=["source", "identity"], condition=Q(replaced_by=None), name="report_once"
            ),
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="report_kind_known"),
        )

    def __str__(self) -> str:
        return _("rapport %(n)s") % {"n": self.pk}


class Grain(models.TextChoices):
    """How long the bins of a count are."""

    WEEK = "week", _("vecka")
    MONTH = "month", _("månad")


class Part(models.TextChoices):
    """Which sides a count is summed over; a side that is summed over is empty."""

    CELL = "cell", _("område och kategori")
    AREA = "area", _("område")
    CATEGORY = "category", _("kategori")
    ALL = "all", _("allt")


class ReportCount(models.Model):
    """
    How many rows of a source that count, per bin: what pages read instead of a million rows.

    An empty `area` or `category` of a part that holds that side means rows without one. Categories are those of the
    source's mapping. The counts of an intake's days are made anew from the rows in the transaction that writes it.
    """

    source = models.ForeignKey(Source, models.CASCADE, related_name="+", db_index=False)
    grain = models.CharField(_("upplösning"), max_length=5, choices=Grain)
    part = models.CharField(_("del"), max_length=8, choices=Part)
    start = models.DateField(_("första dagen"))
    area = models.CharField(_("område"), max_length=200, blank=True)
    category = models.CharField(_("kategori"), max_length=200, blank=True)
    kind = models.CharField(_("slag"), max_length=10, choices=[(kind, kind) for kind in KINDS])
    n = models.PositiveIntegerField(_("antal"))

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "source": HARMLESS,
        "grain": HARMLESS,
        "part": HARMLESS,
        "start": HARMLESS,
        "area": HARMLESS,
        "category": HARMLESS,
        "kind": HARMLESS,
        "n": HARMLESS,
    }

    class Meta:
        verbose_name = _("antal rapporter")
        verbose_name_plural = _("antal rapporter")
        constraints = (
            models.UniqueConstraint(
                fields=["source", "grain", "part", "start", "area", "category", "kind"],
                name="report_count_once",
            ),
            models.CheckConstraint(condition=Q(n__gt=0), name="report_count_of_something"),
        )

    def __str__(self) -> str:
        return f"{self.n} {self.kind} {self.start}"


class ReporterCount(models.Model):
    """How many reporters of a source sent anything in a bin, zero reports included: what silence is told by."""

    source = models.ForeignKey(Source, models.CASCADE, related_name="+", db_index=False)
    grain = models.CharField(_("upplösning"), max_length=5, choices=Grain)
    start = models.DateField(_("första dagen"))
    n = models.PositiveIntegerField(_("antal"))

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "source": HARMLESS,
        "grain": HARMLESS,
        "start": HARMLESS,
        "n": HARMLESS,
    }

    class Meta:
        verbose_name = _("antal rapportörer")
        verbose_name_plural = _("antal rapportörer")
        constraints = (
            models.UniqueConstraint(fields=["source", "grain", "start"], name="reporter_count_once"),
        )

    def __str__(self) -> str:
        return f"{self.n} {self.start}"
