"""How often a municipality gathers, who is expected to report, and each period that comes of it."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samsyn.table import Sensitivity
from samsyn_web.findings.models import Picture
from samsyn_web.observations.models import Round
from samsyn_web.people.models import Membership

HARMLESS, PERSONAL, FREE_TEXT = Sensitivity.HARMLESS, Sensitivity.PERSONAL, Sensitivity.FREE_TEXT
REASON = 120


class Every(models.TextChoices):
    """How long a period is."""

    WEEK = "week", _("varje vecka")
    FORTNIGHT = "fortnight", _("varannan vecka")
    MONTH = "month", _("varje månad")


class Analysis(models.TextChoices):
    """How long the periods of the longer analysis are."""

    QUARTER = "quarter", _("kvartal")
    TERTIAL = "tertial", _("tertial")


class Reminds(models.TextChoices):
    """Who is reminded before the deadline."""

    NOBODY = "nobody", _("ingen")
    SILENT = "silent", _("de som väntas och inte har svarat")
    ALL = "all", _("alla som väntas")


class Weekday(models.IntegerChoices):
    """A day of the week, Monday first as in `date.weekday`."""

    MONDAY = 0, _("måndag")
    TUESDAY = 1, _("tisdag")
    WEDNESDAY = 2, _("onsdag")
    THURSDAY = 3, _("torsdag")
    FRIDAY = 4, _("fredag")
    SATURDAY = 5, _("lördag")
    SUNDAY = 6, _("söndag")


class Rhythm(models.Model):
    """
    An organisation's rhythm; without a row that of `policies.rhythm.USUAL` holds, and nothing happens by itself.

    Days of the week and times are local. `agenda` is the meeting's items in order, `sources` keys of sources that are
    counted together with the reports of Samsyn. What happens by itself happens in the name of `set_by`.
    """

    organisation = models.OneToOneField("people.Organisation", models.CASCADE, related_name="+")
    every = models.CharField(_("hur ofta"), max_length=10, choices=Every)
    anchor = models.DateField(_("en måndag då två veckor börjar"))
    deadline_weekday = models.PositiveSmallIntegerField(_("sista dagen att rapportera"), choices=Weekday)
    deadline_time = models.TimeField(_("klockan"))
    meeting_weekday = models.PositiveSmallIntegerField(_("mötet"), choices=Weekday)
    meeting_time = models.TimeField(_("klockan"))
    dispatch_weekday = models.PositiveSmallIntegerField(_("utskicket"), choices=Weekday)
    dispatch_time = models.TimeField(_("klockan"))
    freezes_itself = models.BooleanField(_("frys automatiskt"), default=False)
    analysis = models.CharField(_("den längre analysen"), max_length=8, choices=Analysis)
    reminder_hours = models.PositiveSmallIntegerField(_("timmar före"))
    reminds = models.CharField(_("vem som påminns"), max_length=8, choices=Reminds)
    tells_owner = models.BooleanField(_("mejla den som ska göra det"), default=True)
    sources = models.JSONField(_("fler källor"), default=list, blank=True)
    agenda = models.JSONField(_("dagordning"), default=list, blank=True)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "organisation": HARMLESS,
        "every": HARMLESS,
        "anchor": HARMLESS,
        "deadline_weekday": HARMLESS,
        "deadline_time": HARMLESS,
        "meeting_weekday": HARMLESS,
        "meeting_time": HARMLESS,
        "dispatch_weekday": HARMLESS,
        "dispatch_time": HARMLESS,
        "freezes_itself": HARMLESS,
        "analysis": HARMLESS,
        "reminder_hours": HARMLESS,
        "reminds": HARMLESS,
        "tells_owner": HARMLESS,
        "sources": HARMLESS,
        "agenda": HARMLESS,
        "set_by": PERSONAL,
        "set_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("rytm")
        verbose_name_plural = _("rytmer")
        constraints = (
            models.CheckConstraint(
                condition=Q(deadline_weekday__lte=6) & Q(meeting_weekday__lte=6) & Q(dispatch_weekday__lte=6),
                name="rhythm_days_of_the_week",
            ),
            models.CheckConstraint(condition=Q(every__in=Every.values), name="rhythm_every_known"),
        )

    def __str__(self) -> str:
        return self.get_every_display()


class Expectation(models.Model):
    """That a member is expected to report in every period from a day, and to another."""

    membership = models.ForeignKey(Membership, models.CASCADE, related_name="+")
    first_day = models.DateField(_("från och med"))
    last_day = models.DateField(_("till och med"), null=True, blank=True)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "membership": PERSONAL,
        "first_day": HARMLESS,
        "last_day": HARMLESS,
        "set_by": PERSONAL,
        "set_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("väntad rapportör")
        verbose_name_plural = _("väntade rapportörer")
        constraints = (
            models.CheckConstraint(
                condition=Q(last_day=None) | Q(last_day__gte=F("first_day")), name="expectation_ends_after"
            ),
            models.UniqueConstraint(
                fields=["membership"], condition=Q(last_day=None), name="expectation_open_once"
            ),
        )

    def __str__(self) -> str:
        return _("väntad rapportör %(n)s") % {"n": self.membership_id}


class Pause(models.Model):
    """Days on which a member, or nobody at all, is expected to report: a school's holiday is not silence."""

    organisation = models.ForeignKey("people.Organisation", models.CASCADE, related_name="+")
    membership = models.ForeignKey(Membership, models.CASCADE, null=True, blank=True, related_name="+")
    first_day = models.DateField(_("från och med"))
    last_day = models.DateField(_("till och med"))
    reason = models.CharField(_("skäl"), max_length=REASON)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    set_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "organisation": HARMLESS,
        "membership": PERSONAL,
        "first_day": HARMLESS,
        "last_day": HARMLESS,
        "reason": FREE_TEXT,
        "set_by": PERSONAL,
        "set_at": HARMLESS,
        "removed_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("uppehåll")
        verbose_name_plural = _("uppehåll")
        constraints = (
            models.CheckConstraint(condition=Q(last_day__gte=F("first_day")), name="pause_ends_after"),
            models.CheckConstraint(condition=~Q(reason=""), name="pause_says_why"),
        )

    def __str__(self) -> str:
        return _("uppehåll %(n)s") % {"n": self.pk}


class PeriodState(models.TextChoices):
    """How far a period has come."""

    OPEN = "open", _("samlar in")
    FROZEN = "frozen", _("fryst")
    DECIDED = "decided", _("beslutad")
    SENT = "sent", _("utskickad")


class ReportingPeriod(models.Model):
    """
    One turn of the rhythm: what is gathered until the deadline, looked at in the meeting, decided and sent.

    `period` names its days as `samsyn.period` does. Reports that come after the freeze belong to the next one.
    Round and picture are those of the latest freeze.
    """

    organisation = models.ForeignKey("people.Organisation", models.CASCADE, related_name="+")
    period = models.CharField(_("period"), max_length=30)
    start = models.DateField(_("första dagen"))
    end = models.DateField(_("dagen efter den sista"))
    deadline = models.DateTimeField(_("sista tid att rapportera"))
    meeting = models.DateTimeField(_("mötet"))
    dispatch = models.DateTimeField(_("utskicket"))
    state = models.CharField(_("läge"), max_length=8, choices=PeriodState, default=PeriodState.OPEN)
    round = models.ForeignKey(Round, models.PROTECT, null=True, blank=True, related_name="+")
    picture = models.ForeignKey(Picture, models.PROTECT, null=True, blank=True, related_name="+")
    stated = models.JSONField(_("väntade rapportörer vid frysningen"), default=dict, blank=True)
    problem = models.CharField(_("varför den inte kunde frysas"), max_length=500, blank=True)
    frozen_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    sent_at = models.DateTimeField(null=True, blank=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "organisation": HARMLESS,
        "period": HARMLESS,
        "start": HARMLESS,
        "end": HARMLESS,
        "deadline": HARMLESS,
        "meeting": HARMLESS,
        "dispatch": HARMLESS,
        "state": HARMLESS,
        "round": HARMLESS,
        "picture": HARMLESS,
        "stated": PERSONAL,
        "problem": FREE_TEXT,
        "frozen_at": HARMLESS,
        "decided_at": HARMLESS,
        "decided_by": PERSONAL,
        "sent_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("rapportperiod")
        verbose_name_plural = _("rapportperioder")
        ordering = ("-start",)
        constraints = (
            models.UniqueConstraint(fields=["organisation", "start"], name="reporting_period_start_once"),
            models.UniqueConstraint(fields=["organisation", "period"], name="reporting_period_once"),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="reporting_period_holds_a_day"),
            models.CheckConstraint(
                condition=Q(deadline__lt=F("meeting")) & Q(meeting__lt=F("dispatch")),
                name="reporting_period_in_order",
            ),
            models.CheckConstraint(
                condition=Q(state=PeriodState.OPEN, round=None)
                | Q(round__isnull=False, picture__isnull=False, frozen_at__isnull=False),
                name="reporting_period_frozen_has_picture",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[PeriodState.DECIDED, PeriodState.SENT])
                | Q(decided_at__isnull=False, decided_by__isnull=False),
                name="reporting_period_decided_by_somebody",
            ),
        )

    def __str__(self) -> str:
        return self.period
