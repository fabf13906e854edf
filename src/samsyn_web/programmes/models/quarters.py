"""What each participant reports each quarter."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samsyn.programme.quarters import DAYS_AFTER
from samsyn.table import Sensitivity
from samsyn_web.base.models import AppendOnly
from samsyn_web.programmes.models.programmes import Participant, Programme
from samsyn_web.programmes.models.sizes import FREE_TEXT, HARMLESS, PERSONAL, TEXT


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


class Came(models.TextChoices):
    """How a quarterly report came: who wrote it where."""

    SAMSYN = "samsyn", _("skriven i Samsyn")
    WEB = "web", _("webbformulär")
    WORD = "word", _("Word-formulär")
    BEHALF = "behalf", _("antecknad av programmet")


class QuarterRule(models.Model):
    """When a programme's quarterly reports are due, and whether quarters are opened by themselves."""

    programme = models.OneToOneField(Programme, models.CASCADE, related_name="+")
    days_after = models.PositiveSmallIntegerField(_("dagar efter kvartalets slut"), default=DAYS_AFTER)
    opens_itself = models.BooleanField(_("öppnas av sig självt"), default=False)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "programme": HARMLESS,
        "days_after": HARMLESS,
        "opens_itself": HARMLESS,
    }

    class Meta:
        verbose_name = _("regel för kvartalsrapporter")
        verbose_name_plural = _("regler för kvartalsrapporter")
        constraints = (
            models.CheckConstraint(
                condition=Q(days_after__gte=1, days_after__lte=90), name="quarter_rule_days_in_reach"
            ),
        )

    def __str__(self) -> str:
        return f"{self.days_after}"


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
    """A quarterly report as it was handed in; never changed. By a link nobody is signed in, so no user is told."""

    report = models.ForeignKey(QuarterlyReport, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField(_("version"))
    content = models.JSONField(_("innehåll"))
    digest = models.CharField(max_length=64)
    came = models.CharField(_("hur den kom"), max_length=7, choices=Came, default=Came.SAMSYN)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    submitted_at = models.DateTimeField()

    objects = AppendOnly.as_manager()  # type: ignore[django-manager-missing, unused-ignore]

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "report": HARMLESS,
        "number": HARMLESS,
        "content": FREE_TEXT,
        "digest": HARMLESS,
        "came": HARMLESS,
        "submitted_by": PERSONAL,
        "submitted_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("inlämnad kvartalsrapport")
        verbose_name_plural = _("inlämnade kvartalsrapporter")
        constraints = (
            models.UniqueConstraint(fields=["report", "number"], name="quarterly_version_once"),
            models.CheckConstraint(
                condition=Q(came=Came.WEB, submitted_by=None)
                | ~Q(came=Came.WEB) & Q(submitted_by__isnull=False),
                name="quarterly_version_says_who",
            ),
        )

    def __str__(self) -> str:
        return f"{self.number}"
