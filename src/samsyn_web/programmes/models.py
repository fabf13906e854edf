"""
Programmes that support several municipalities: who takes part, what is done, what is reported each quarter.

A programme belongs to the organisation that coordinates it. A participant may be an organisation of this installation,
which then reads what concerns the programme and writes its own quarterly reports, or only a name.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samsyn.table import Sensitivity
from samsyn_web.base.models import AppendOnly

HARMLESS, FREE_TEXT, PERSONAL = Sensitivity.HARMLESS, Sensitivity.FREE_TEXT, Sensitivity.PERSONAL
NAME, TEXT, LONG = 200, 1000, 20_000


class Programme(models.Model):
    """A programme with the facts that it was loaded from; each of them keeps its source."""

    organisation = models.ForeignKey("people.Organisation", models.CASCADE, related_name="+")
    name = models.CharField(_("program"), max_length=NAME)
    short_name = models.CharField(_("kort namn"), max_length=60)
    reference = models.CharField(_("diarienummer"), max_length=60, blank=True)
    is_fictional = models.BooleanField(_("uppdiktat"), default=False)
    facts = models.JSONField(_("uppgifter"))
    digest = models.CharField(max_length=64)
    loaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    loaded_at = models.DateTimeField()

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "organisation": HARMLESS,
        "name": HARMLESS,
        "short_name": HARMLESS,
        "reference": HARMLESS,
        "is_fictional": HARMLESS,
        "facts": HARMLESS,
        "digest": HARMLESS,
        "loaded_by": PERSONAL,
        "loaded_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("program")
        verbose_name_plural = _("program")
        constraints = (models.UniqueConstraint(fields=["organisation", "short_name"], name="programme_once"),)

    def __str__(self) -> str:
        return self.name


class Participant(models.Model):
    """Who takes part in a programme."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="+")
    key = models.CharField(_("nyckel"), max_length=60)
    name = models.CharField(_("namn"), max_length=NAME)
    position = models.PositiveSmallIntegerField(_("plats"), default=0)
    organisation = models.ForeignKey(
        "people.Organisation", models.SET_NULL, null=True, blank=True, related_name="+"
    )

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "programme": HARMLESS,
        "key": HARMLESS,
        "name": HARMLESS,
        "position": HARMLESS,
        "organisation": HARMLESS,
    }

    class Meta:
        verbose_name = _("deltagare i program")
        verbose_name_plural = _("deltagare i program")
        constraints = (models.UniqueConstraint(fields=["programme", "key"], name="participant_once"),)

    def __str__(self) -> str:
        return self.name


class QuarterState(models.TextChoices):
    """How far a quarterly report has come."""

    OPEN = "open", _("skrivs")
    SUBMITTED = "submitted", _("inlämnad")
    BACK = "back", _("tillbaka för ändring")


class QuarterStatus(models.TextChoices):
    """How a focus area goes, as the participant sees it."""

    ON_PLAN = "on_plan", _("enligt plan")
    DEVIATION = "deviation", _("avvikelse")
    STOPPED = "stopped", _("stopp")
    NONE = "none", _("ingen aktivitet")


class Obstacle(models.TextChoices):
    """What stands in the way, by code, so that it can be counted over quarters."""

    SHORT_TIME = "short_time", _("kort tid")
    TURNOVER = "turnover", _("personalomsättning")
    VACANCY = "vacancy", _("vakans")
    REORGANISATION = "reorganisation", _("omorganisation")
    CALENDARS = "calendars", _("fulla kalendrar")
    MANY_AREAS = "many_areas", _("många områden samtidigt")
    MONEY = "money", _("pengar")
    MANDATE = "mandate", _("mandat saknas")
    OTHER = "other", _("annat")


class QuarterlyReport(models.Model):
    """What one participant reports for one quarter, such as 2027-Q1."""

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="+")
    quarter = models.CharField(_("kvartal"), max_length=7)
    due = models.DateField(_("lämnas senast"))
    state = models.CharField(_("läge"), max_length=10, choices=QuarterState, default=QuarterState.OPEN)
    staffing = models.CharField(_("bemanning"), max_length=TEXT, blank=True)
    is_led = models.BooleanField(_("projektledare på plats"), default=True)
    needs = models.CharField(_("behov av stöd"), max_length=TEXT, blank=True)
    asked = models.CharField(_("vad som ska ändras"), max_length=TEXT, blank=True)
    opened_at = models.DateTimeField()

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "participant": HARMLESS,
        "quarter": HARMLESS,
        "due": HARMLESS,
        "state": HARMLESS,
        "staffing": FREE_TEXT,
        "is_led": HARMLESS,
        "needs": FREE_TEXT,
        "asked": FREE_TEXT,
        "opened_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("kvartalsrapport")
        verbose_name_plural = _("kvartalsrapporter")
        constraints = (
            models.UniqueConstraint(fields=["participant", "quarter"], name="quarterly_report_once"),
        )

    def __str__(self) -> str:
        return f"{self.participant_id} {self.quarter}"


class QuarterlyPart(models.Model):
    """One focus area of a quarterly report: status, comment, and the obstacles by code."""

    report = models.ForeignKey(QuarterlyReport, models.CASCADE, related_name="+")
    focus_area = models.PositiveSmallIntegerField(_("fokusområde"))
    status = models.CharField(_("läge"), max_length=10, choices=QuarterStatus)
    comment = models.CharField(_("kommentar"), max_length=TEXT, blank=True)
    obstacles = models.JSONField(_("hinder"), default=list)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "report": HARMLESS,
        "focus_area": HARMLESS,
        "status": HARMLESS,
        "comment": FREE_TEXT,
        "obstacles": HARMLESS,
    }

    class Meta:
        verbose_name = _("del av kvartalsrapport")
        verbose_name_plural = _("delar av kvartalsrapporter")
        constraints = (
            models.UniqueConstraint(fields=["report", "focus_area"], name="quarterly_part_once"),
            models.CheckConstraint(
                condition=Q(status__in=[QuarterStatus.ON_PLAN, QuarterStatus.NONE]) | ~Q(comment=""),
                name="quarterly_part_explains",
            ),
        )

    def __str__(self) -> str:
        return f"{self.focus_area}"


class QuarterlyVersion(models.Model):
    """A quarterly report as it was handed in; never changed."""

    report = models.ForeignKey(QuarterlyReport, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField(_("version"))
    content = models.JSONField(_("innehåll"))
    digest = models.CharField(max_length=64)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField()

    objects = AppendOnly.as_manager()  # type: ignore[django-manager-missing, unused-ignore]

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "report": HARMLESS,
        "number": HARMLESS,
        "content": FREE_TEXT,
        "digest": HARMLESS,
        "submitted_by": PERSONAL,
        "submitted_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("inlämnad kvartalsrapport")
        verbose_name_plural = _("inlämnade kvartalsrapporter")
        constraints = (models.UniqueConstraint(fields=["report", "number"], name="quarterly_version_once"),)

    def __str__(self) -> str:
        return f"{self.number}"


class ReportText(models.Model):
    """What people have written in one section of the final report; making the rest again never touches it."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="+")
    key = models.CharField(_("avsnitt"), max_length=40)
    text = models.CharField(_("egen text"), max_length=LONG)
    version = models.PositiveIntegerField(default=1)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "programme": HARMLESS,
        "key": HARMLESS,
        "text": FREE_TEXT,
        "version": HARMLESS,
        "changed_by": PERSONAL,
        "changed_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("text i slutrapport")
        verbose_name_plural = _("texter i slutrapport")
        constraints = (models.UniqueConstraint(fields=["programme", "key"], name="report_text_once"),)

    def __str__(self) -> str:
        return self.key
