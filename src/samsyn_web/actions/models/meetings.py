"""What the meeting decided, what was said in it, and who is where and when."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samsyn.table import Sensitivity
from samsyn_web.base.models import AppendOnly
from samsyn_web.causes.models import Problem

HARMLESS, FREE_TEXT, PERSONAL = Sensitivity.HARMLESS, Sensitivity.FREE_TEXT, Sensitivity.PERSONAL
WHAT, TEXT, MINUTES = 200, 500, 2000


class DecisionStatus(models.TextChoices):
    """How far something that was decided has come."""

    DECIDED = "decided", _("beslutat")
    UNDER_WAY = "under_way", _("pågår")
    DONE = "done", _("gjort")
    NOT_DONE = "not_done", _("blev inte av")


LIVE = (DecisionStatus.DECIDED, DecisionStatus.UNDER_WAY)


class MeetingDecision(models.Model):
    """
    Something that a meeting decided to have done by a function until a day.

    `period` is the reporting period whose picture the meeting looked at; `owner` is who answers for it now, and
    `function` what the owner is called before others. The status in force is that of the newest `DecisionNote`.
    """

    organisation = models.ForeignKey("people.Organisation", models.CASCADE, related_name="+")
    period = models.CharField(_("period"), max_length=30)
    what = models.CharField(_("vad"), max_length=WHAT)
    area = models.CharField(_("område"), max_length=120, blank=True)
    area_name = models.CharField(_("områdets namn"), max_length=200, blank=True)
    place = models.CharField(_("plats"), max_length=200, blank=True)
    function = models.CharField(_("vem, som funktion"), max_length=120)
    owner = models.ForeignKey("people.Membership", models.PROTECT, null=True, blank=True, related_name="+")
    until = models.DateField(_("senast"))
    problem = models.ForeignKey(Problem, models.PROTECT, null=True, blank=True, related_name="+")
    status = models.CharField(
        _("läge"), max_length=10, choices=DecisionStatus, default=DecisionStatus.DECIDED
    )
    result = models.CharField(_("vad det ledde till"), max_length=TEXT, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "organisation": HARMLESS,
        "period": HARMLESS,
        "what": FREE_TEXT,
        "area": HARMLESS,
        "area_name": HARMLESS,
        "place": FREE_TEXT,
        "function": PERSONAL,
        "owner": PERSONAL,
        "until": HARMLESS,
        "problem": HARMLESS,
        "status": HARMLESS,
        "result": FREE_TEXT,
        "decided_by": PERSONAL,
        "decided_at": HARMLESS,
        "changed_at": HARMLESS,
        "withdrawn_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("mötesbeslut")
        verbose_name_plural = _("mötesbeslut")
        indexes = (models.Index(fields=["organisation", "-decided_at"], name="decision_latest"),)
        constraints = (
            models.CheckConstraint(
                condition=~Q(what="") & ~Q(function=""), name="decision_says_what_and_who"
            ),
            models.CheckConstraint(
                condition=~Q(status=DecisionStatus.NOT_DONE) | ~Q(result=""),
                name="decision_not_done_says_why",
            ),
        )

    def __str__(self) -> str:
        return self.what

    @property
    def is_live(self) -> bool:
        """Whether it is still to be done."""
        return self.status in LIVE and self.withdrawn_at is None


class DecisionNote(models.Model):
    """What was said about a decision at one time: how far it has come, and what it led to; never changed."""

    decision = models.ForeignKey(MeetingDecision, models.PROTECT, related_name="+")
    status = models.CharField(_("läge"), max_length=10, choices=DecisionStatus)
    text = models.CharField(_("vad som har hänt"), max_length=TEXT, blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    objects = AppendOnly.as_manager()  # type: ignore[django-manager-missing, unused-ignore]

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "decision": HARMLESS,
        "status": HARMLESS,
        "text": FREE_TEXT,
        "written_by": PERSONAL,
        "written_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("uppföljning av mötesbeslut")
        verbose_name_plural = _("uppföljningar av mötesbeslut")
        indexes = (models.Index(fields=["decision", "-id"], name="decision_note_latest"),)

    def __str__(self) -> str:
        return self.get_status_display()


class MeetingNote(models.Model):
    """
    What was said in a meeting under one item of its agenda: the minutes are all of them in order.

    `version` grows with each change, so that of two who write at once the second is asked and nothing is lost.
    """

    organisation = models.ForeignKey("people.Organisation", models.CASCADE, related_name="+")
    period = models.CharField(_("period"), max_length=30)
    item = models.CharField(_("punkt"), max_length=120)
    title = models.CharField(_("punktens namn"), max_length=250)
    position = models.PositiveSmallIntegerField(_("plats"), default=0)
    text = models.CharField(_("vad som sades"), max_length=MINUTES, blank=True)
    version = models.PositiveIntegerField(default=1)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "organisation": HARMLESS,
        "period": HARMLESS,
        "item": HARMLESS,
        "title": PERSONAL,
        "position": HARMLESS,
        "text": FREE_TEXT,
        "version": HARMLESS,
        "changed_by": PERSONAL,
        "changed_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("minnesanteckning")
        verbose_name_plural = _("minnesanteckningar")
        constraints = (
            models.UniqueConstraint(fields=["organisation", "period", "item"], name="meeting_note_once"),
        )

    def __str__(self) -> str:
        return self.title


class Presence(models.Model):
    """
    That a function is out in an area: on a day of the week (0 is Monday) or on one date, from one time to another.

    A time that ends before it begins, or when it begins, goes on after midnight.
    """

    organisation = models.ForeignKey("people.Organisation", models.CASCADE, related_name="+")
    function = models.CharField(_("funktion"), max_length=120)
    area = models.CharField(_("område"), max_length=120, blank=True)
    area_name = models.CharField(_("områdets namn"), max_length=200, blank=True)
    weekday = models.PositiveSmallIntegerField(_("veckodag"), null=True, blank=True)
    day = models.DateField(_("dag"), null=True, blank=True)
    starts = models.TimeField(_("från klockan"))
    ends = models.TimeField(_("till klockan"))
    first_day = models.DateField(_("från och med"), null=True, blank=True)
    last_day = models.DateField(_("till och med"), null=True, blank=True)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    set_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "organisation": HARMLESS,
        "function": PERSONAL,
        "area": HARMLESS,
        "area_name": HARMLESS,
        "weekday": HARMLESS,
        "day": HARMLESS,
        "starts": HARMLESS,
        "ends": HARMLESS,
        "first_day": HARMLESS,
        "last_day": HARMLESS,
        "set_by": PERSONAL,
        "set_at": HARMLESS,
        "removed_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("närvaro")
        verbose_name_plural = _("närvaro")
        constraints = (
            models.CheckConstraint(
                condition=Q(weekday__isnull=False, weekday__lte=6, day=None)
                | Q(weekday=None, day__isnull=False, first_day=None, last_day=None),
                name="presence_on_a_weekday_or_a_date",
            ),
            models.CheckConstraint(
                condition=Q(last_day=None) | Q(first_day=None) | Q(last_day__gte=F("first_day")),
                name="presence_ends_after",
            ),
            models.CheckConstraint(condition=~Q(function=""), name="presence_of_somebody"),
        )

    def __str__(self) -> str:
        return self.function
