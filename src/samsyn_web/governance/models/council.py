"""The council for strategic questions (10 §): who sits in it as functions, when it meets, and who was there."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samsyn.table import Sensitivity

HARMLESS, FREE_TEXT, PERSONAL = Sensitivity.HARMLESS, Sensitivity.FREE_TEXT, Sensitivity.PERSONAL
COUNCIL, PARTY, PLACE, GUESTS, WHY = 120, 120, 200, 500, 300
SOURCE = 200


class SeatLevel(models.TextChoices):
    """Whether a function leads where it comes from, or works there."""

    STRATEGIC = "strategic", _("strategisk: i ledande ställning")
    OPERATIVE = "operative", _("operativ")


class MeetingForm(models.TextChoices):
    """How one meets."""

    PLACE = "place", _("på plats")
    REMOTE = "remote", _("på distans")
    BOTH = "both", _("på plats och på distans")


class Council(models.Model):
    """The organisation's council (rådet): what it is called, since when, and where that was decided."""

    organisation = models.OneToOneField("people.Organisation", models.CASCADE, related_name="+")
    name = models.CharField(_("rådets namn"), max_length=COUNCIL)
    since = models.DateField(_("finns sedan"))
    reference = models.CharField(_("var det är beslutat"), max_length=SOURCE)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "organisation": HARMLESS,
        "name": FREE_TEXT,
        "since": HARMLESS,
        "reference": FREE_TEXT,
        "changed_by": PERSONAL,
        "changed_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("råd")
        verbose_name_plural = _("råd")
        constraints = (
            models.CheckConstraint(condition=~Q(name="") & ~Q(reference=""), name="council_says_where"),
        )

    def __str__(self) -> str:
        return self.name


class CouncilSeat(models.Model):
    """
    A function that sits in the council from one day to another; never a person's name.

    `is_own` says that it is the municipality's own, `is_chair` that it leads the meetings.
    """

    council = models.ForeignKey(Council, models.CASCADE, related_name="+")
    party = models.CharField(_("organisation"), max_length=PARTY)
    is_own = models.BooleanField(_("kommunens egen"), default=False)
    function = models.CharField(_("funktion"), max_length=PARTY)
    level = models.CharField(_("nivå"), max_length=10, choices=SeatLevel)
    is_chair = models.BooleanField(_("leder rådet"), default=False)
    starts = models.DateField(_("från och med"))
    ends = models.DateField(_("till och med"), null=True, blank=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "council": HARMLESS,
        "party": FREE_TEXT,
        "is_own": HARMLESS,
        "function": FREE_TEXT,
        "level": HARMLESS,
        "is_chair": HARMLESS,
        "starts": HARMLESS,
        "ends": HARMLESS,
        "changed_by": PERSONAL,
        "changed_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("plats i råd")
        verbose_name_plural = _("platser i råd")
        constraints = (
            models.CheckConstraint(condition=~Q(party="") & ~Q(function=""), name="council_seat_says_who"),
            models.CheckConstraint(
                condition=Q(ends=None) | Q(ends__gte=F("starts")), name="council_seat_ends_after"
            ),
        )

    def __str__(self) -> str:
        return f"{self.party}, {self.function}"


class CouncilMeeting(models.Model):
    """
    A meeting of the council: planned, then held or cancelled.

    It is held once somebody has noted who was there (`held_at`); `guests` are others, as functions.
    """

    council = models.ForeignKey(Council, models.CASCADE, related_name="+")
    day = models.DateField(_("dag"))
    begins = models.TimeField(_("klockan"), null=True, blank=True)
    form = models.CharField(_("form"), max_length=6, choices=MeetingForm)
    place = models.CharField(_("plats"), max_length=PLACE, blank=True)
    guests = models.CharField(_("övriga närvarande, som funktioner"), max_length=GUESTS, blank=True)
    planned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    planned_at = models.DateTimeField()
    held_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    held_at = models.DateTimeField(null=True, blank=True)
    cancelled_why = models.CharField(_("varför det ställdes in"), max_length=WHY, blank=True)
    cancelled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    cancelled_at = models.DateTimeField(null=True, blank=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "council": HARMLESS,
        "day": HARMLESS,
        "begins": HARMLESS,
        "form": HARMLESS,
        "place": FREE_TEXT,
        "guests": FREE_TEXT,
        "planned_by": PERSONAL,
        "planned_at": HARMLESS,
        "held_by": PERSONAL,
        "held_at": HARMLESS,
        "cancelled_why": FREE_TEXT,
        "cancelled_by": PERSONAL,
        "cancelled_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("möte i råd")
        verbose_name_plural = _("möten i råd")
        constraints = (
            models.UniqueConstraint(fields=["council", "day"], name="council_meets_once_a_day"),
            models.CheckConstraint(
                condition=Q(held_at=None, held_by=None) | Q(held_at__isnull=False, held_by__isnull=False),
                name="council_meeting_held_whole",
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at=None, cancelled_by=None, cancelled_why="")
                | (~Q(cancelled_why="") & Q(cancelled_at__isnull=False, cancelled_by__isnull=False)),
                name="council_meeting_cancelled_whole",
            ),
            models.CheckConstraint(
                condition=Q(held_at=None) | Q(cancelled_at=None), name="council_meeting_held_or_cancelled"
            ),
        )

    def __str__(self) -> str:
        return f"{self.day}"


class CouncilPresence(models.Model):
    """Whether a function was at a meeting; one row for each that sat in the council that day."""

    meeting = models.ForeignKey(CouncilMeeting, models.CASCADE, related_name="+")
    seat = models.ForeignKey(CouncilSeat, models.PROTECT, related_name="+")
    was_there = models.BooleanField(_("var med"))

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "meeting": HARMLESS,
        "seat": HARMLESS,
        "was_there": HARMLESS,
    }

    class Meta:
        verbose_name = _("närvaro vid råd")
        verbose_name_plural = _("närvaro vid råd")
        constraints = (models.UniqueConstraint(fields=["meeting", "seat"], name="council_presence_once"),)

    def __str__(self) -> str:
        return f"{self.meeting_id}: {self.seat_id}"
