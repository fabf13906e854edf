"""What is followed over time: indicators and their readings."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samsyn.outcomes.indicators import Adding, Kind, Rule
from samsyn.outcomes.indicators import Reading as Figure
from samsyn.period import parse
from samsyn.table import Sensitivity
from samsyn_web.actions.models import Action, Direction
from samsyn_web.base.models import AppendOnly
from samsyn_web.findings.models import FindingRecord

HARMLESS, FREE_TEXT, PERSONAL = Sensitivity.HARMLESS, Sensitivity.FREE_TEXT, Sensitivity.PERSONAL
NAME, TEXT = 200, 500
KINDS = [
    (Kind.FLOW.value, _("antal under en period")),
    (Kind.STOCK.value, _("läge vid en tidpunkt")),
    (Kind.SHARE.value, _("andel")),
    (Kind.MEAN.value, _("medelvärde")),
]
ADDINGS = [
    (Adding.SUM.value, _("läggs ihop")),
    (Adding.WEIGHTED.value, _("räknas om ur täljare och nämnare")),
    (Adding.LAST.value, _("det senaste gäller")),
    (Adding.NONE.value, _("läggs inte ihop")),
]


class Origin(models.TextChoices):
    """Where a reading came from."""

    HAND = "hand", _("inskriven")
    FILE = "file", _("inläst fil")
    FINDING = "finding", _("resultat i en lägesbild")


class Indicator(models.Model):
    """
    What is followed to see whether an action, or the work as a whole, goes the right way (indikator).

    `over_time` and `over_areas` say how its readings become one; `baseline` held on `starts` and `target` is for `due`.
    """

    organisation = models.ForeignKey("people.Organisation", models.CASCADE, related_name="+")
    action = models.ForeignKey(Action, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(_("indikator"), max_length=NAME)
    counts = models.CharField(_("vad som räknas"), max_length=TEXT)
    unit = models.CharField(_("enhet"), max_length=60)
    source = models.CharField(_("källa"), max_length=NAME)
    direction = models.CharField(_("riktning"), max_length=4, choices=Direction)
    kind = models.CharField(_("slag av tal"), max_length=5, choices=KINDS)
    over_time = models.CharField(_("perioder"), max_length=8, choices=ADDINGS)
    over_areas = models.CharField(_("områden"), max_length=8, choices=ADDINGS)
    baseline = models.FloatField(_("utgångsvärde"), null=True, blank=True)
    target = models.FloatField(_("målvärde"), null=True, blank=True)
    starts = models.DateField(_("utgångsvärdet gällde"), null=True, blank=True)
    due = models.DateField(_("målet ska nås"), null=True, blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "organisation": HARMLESS,
        "action": HARMLESS,
        "name": FREE_TEXT,
        "counts": FREE_TEXT,
        "unit": HARMLESS,
        "source": FREE_TEXT,
        "direction": HARMLESS,
        "kind": HARMLESS,
        "over_time": HARMLESS,
        "over_areas": HARMLESS,
        "baseline": HARMLESS,
        "target": HARMLESS,
        "starts": HARMLESS,
        "due": HARMLESS,
        "written_by": PERSONAL,
        "written_at": HARMLESS,
        "ended_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("indikator")
        verbose_name_plural = _("indikatorer")
        indexes = (models.Index(fields=["organisation", "ended_at", "name"], name="indicator_by_name"),)
        constraints = (
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(counts="") & ~Q(unit=""), name="indicator_says_what"
            ),
            models.CheckConstraint(
                condition=~Q(kind=Kind.STOCK.value) | ~Q(over_time=Adding.SUM.value),
                name="indicator_stock_not_summed",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=[Kind.SHARE.value, Kind.MEAN.value])
                | ~(Q(over_time=Adding.SUM.value) | Q(over_areas=Adding.SUM.value)),
                name="indicator_share_not_summed",
            ),
            models.CheckConstraint(
                condition=Q(due=None) | Q(starts=None) | Q(due__gt=F("starts")), name="indicator_due_after"
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def rule(self) -> Rule:
        """How its readings become one."""
        return Rule(
            kind=Kind(self.kind), over_time=Adding(self.over_time), over_areas=Adding(self.over_areas)
        )


class IndicatorReading(models.Model):
    """
    One figure of an indicator, of an area and a period (avläsning); never changed.

    A correction is a new row that names the one it `replaces`, with the reason. Shares have `part` and `whole`.
    """

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+")
    area = models.CharField(_("område"), max_length=120, blank=True)
    area_name = models.CharField(_("områdets namn"), max_length=200, blank=True)
    period = models.CharField(_("period"), max_length=30)
    value = models.FloatField(_("värde"), null=True, blank=True)
    part = models.FloatField(_("täljare"), null=True, blank=True)
    whole = models.FloatField(_("nämnare"), null=True, blank=True)
    origin = models.CharField(_("kom från"), max_length=7, choices=Origin)
    finding = models.ForeignKey(FindingRecord, models.PROTECT, null=True, blank=True, related_name="+")
    note = models.CharField(_("anmärkning"), max_length=TEXT, blank=True)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="+")
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    objects = AppendOnly.as_manager()  # type: ignore[django-manager-missing, unused-ignore]

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "indicator": HARMLESS,
        "area": HARMLESS,
        "area_name": HARMLESS,
        "period": HARMLESS,
        "value": HARMLESS,
        "part": HARMLESS,
        "whole": HARMLESS,
        "origin": HARMLESS,
        "finding": HARMLESS,
        "note": FREE_TEXT,
        "replaces": HARMLESS,
        "written_by": PERSONAL,
        "written_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("avläsning")
        verbose_name_plural = _("avläsningar")
        constraints = (
            models.UniqueConstraint(
                fields=["indicator", "area", "period"], condition=Q(replaces=None), name="reading_once"
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=False, part=None, whole=None)
                | Q(value=None, part__isnull=False, whole__gt=0),
                name="reading_is_a_figure",
            ),
            models.CheckConstraint(
                condition=Q(replaces=None) | ~Q(note=""), name="reading_corrected_with_reason"
            ),
        )

    def __str__(self) -> str:
        return f"{self.period} {self.area_name}".strip()

    @property
    def figure(self) -> Figure:
        """The reading as the library adds it up."""
        return Figure(
            area=self.area, period=parse(self.period), value=self.value, part=self.part, whole=self.whole
        )
