"""What is done in each municipality of a programme."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samsyn.table import Sensitivity
from samsyn_web.programmes.models.programmes import Participant, Programme
from samsyn_web.programmes.models.sizes import FREE_TEXT, HARMLESS, NAME, PERSONAL


def numbers_in(text: str) -> tuple[int, ...]:
    """Return the numbers of ",1,3,"."""
    return tuple(int(one) for one in text.split(",") if one)


def between_commas(numbers: Iterable[int]) -> str:
    """Return numbers as ",1,3,"; empty for none."""
    listed = list(numbers)
    return f",{','.join(map(str, listed))}," if listed else ""


class ActivityStatus(models.TextChoices):
    """How far an activity has come."""

    PLANNED = "planned", _("planerad")
    DONE = "done", _("genomförd")
    MOVED = "moved", _("flyttad")
    CANCELLED = "cancelled", _("inställd")


class Activity(models.Model):
    """
    An activity of a programme.

    One that a document states keeps its source, and is changed only where the document is read again. `formats` and
    `also_in`, the focus areas beside the first one, hold numbers between commas, as ",1,3,", so that every database
    can look for one of them; `partners` holds names
    between semicolons, and `asks` whose time it takes, as "Grundskolan: rektor; Socialtjänsten".
    """

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="+")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="+", verbose_name=_("kommun"))
    key = models.CharField(_("nyckel"), max_length=60)
    position = models.PositiveIntegerField(_("plats"), default=0)
    focus_area = models.PositiveSmallIntegerField(_("fokusområde"))
    also_in = models.CharField(_("hör också till fokusområde"), max_length=200, blank=True)
    heading = models.CharField(_("rubrik som den är tryckt"), max_length=NAME, blank=True)
    title = models.CharField(_("aktivitet"), max_length=300)
    formats = models.CharField(_("format, vår klassning"), max_length=60)
    is_listed = models.BooleanField(_("står i bilagan"), default=True)
    is_bulleted = models.BooleanField(_("tryckt som punkt"), default=False)
    when = models.CharField(_("när, som det är angivet"), max_length=60, blank=True)
    starts = models.DateField(_("första dag"), null=True, blank=True)
    ends = models.DateField(_("sista dag"), null=True, blank=True)
    status = models.CharField(
        _("läge"), max_length=10, choices=ActivityStatus, default=ActivityStatus.PLANNED
    )
    provider = models.CharField(_("genomförs av"), max_length=NAME, blank=True)
    partners = models.CharField(_("medverkande"), max_length=500, blank=True)
    asks = models.CharField(_("enheter och funktioner som den kräver tid av"), max_length=500, blank=True)
    times = models.PositiveIntegerField(_("antal tillfällen"), null=True, blank=True)
    participants = models.PositiveIntegerField(_("antal deltagare"), null=True, blank=True)
    units = models.PositiveIntegerField(_("antal enheter"), null=True, blank=True)
    source_document = models.CharField(_("dokument"), max_length=60, blank=True)
    source_section = models.CharField(_("avsnitt"), max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField()

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "programme": HARMLESS,
        "participant": HARMLESS,
        "key": HARMLESS,
        "position": HARMLESS,
        "focus_area": HARMLESS,
        "also_in": HARMLESS,
        "heading": HARMLESS,
        "title": FREE_TEXT,
        "formats": HARMLESS,
        "is_listed": HARMLESS,
        "is_bulleted": HARMLESS,
        "when": FREE_TEXT,
        "starts": HARMLESS,
        "ends": HARMLESS,
        "status": HARMLESS,
        "provider": FREE_TEXT,
        "partners": FREE_TEXT,
        "asks": FREE_TEXT,
        "times": HARMLESS,
        "participants": HARMLESS,
        "units": HARMLESS,
        "source_document": HARMLESS,
        "source_section": HARMLESS,
        "version": HARMLESS,
        "written_by": PERSONAL,
        "written_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("aktivitet i program")
        verbose_name_plural = _("aktiviteter i program")
        indexes = (
            models.Index(
                fields=["programme", "is_listed", "status", "participant", "focus_area", "also_in"],
                name="activity_counted",
            ),
        )
        constraints = (
            models.UniqueConstraint(fields=["programme", "key"], name="activity_once"),
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(starts__isnull=False, ends__gte=F("starts")),
                name="activity_days_in_order",
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def is_sourced(self) -> bool:
        """Whether a document states it, so that it is not changed here."""
        return bool(self.source_document)

    @property
    def format_numbers(self) -> tuple[int, ...]:
        """The numbers of its formats."""
        return numbers_in(self.formats)

    @property
    def focus_areas(self) -> tuple[int, ...]:
        """Every focus area that it belongs to, the first one first."""
        return (self.focus_area, *numbers_in(self.also_in))

    @property
    def partner_names(self) -> tuple[str, ...]:
        """Who took part beside the municipality."""
        return tuple(one.strip() for one in self.partners.split(";") if one.strip())


class ChangeKind(models.TextChoices):
    """What was done to an activity."""

    ADDED = "added", _("lades till")
    CHANGED = "changed", _("ändrades")
    MOVED = "moved", _("flyttades")
    CANCELLED = "cancelled", _("ställdes in")
    RESTORED = "restored", _("ställdes inte längre in")


class ActivityChange(models.Model):
    """One change of an activity: what it was before, by whom, and why where that is asked for."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="+")
    kind = models.CharField(_("vad som hände"), max_length=10, choices=ChangeKind)
    reason = models.CharField(_("varför"), max_length=300, blank=True)
    before = models.JSONField(_("som det var"), default=dict)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "activity": HARMLESS,
        "kind": HARMLESS,
        "reason": FREE_TEXT,
        "before": FREE_TEXT,
        "changed_by": PERSONAL,
        "changed_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("ändring av aktivitet")
        verbose_name_plural = _("ändringar av aktiviteter")

    def __str__(self) -> str:
        return str(ChangeKind(self.kind).label)
