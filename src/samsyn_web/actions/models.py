"""What the meeting decided: what, where, who and until when; and how it went."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samsyn.table import Sensitivity
from samsyn_web.base.models import AppendOnly
from samsyn_web.causes.models import Problem

HARMLESS, FREE_TEXT, PERSONAL = Sensitivity.HARMLESS, Sensitivity.FREE_TEXT, Sensitivity.PERSONAL
WHAT, TEXT = 200, 500


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
