"""What participants ask for, what they were given, and how much of it at once."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samsyn.table import Sensitivity
from samsyn_web.programmes.models.programmes import Participant, Programme
from samsyn_web.programmes.models.sizes import FREE_TEXT, HARMLESS, NAME, PERSONAL, TEXT


class RequestState(models.TextChoices):
    """How far a request has come."""

    NEW = "new", _("väntar på svar")
    ANSWERED = "answered", _("besvarad")
    HANDED = "handed", _("lämnad till den som ger stödet")
    DONE = "done", _("klar")
    WITHDRAWN = "withdrawn", _("återtagen")


class SupportKind(models.TextChoices):
    """What is asked for, or was given."""

    ADVICE = "advice", _("rådgivning")
    TUTORIAL = "tutorial", _("handledning")
    LECTURE = "lecture", _("föreläsning eller utbildning")
    METHOD = "method", _("stöd med en metod")
    OTHER = "other", _("annat")


class SupportRequest(models.Model):
    """A request for support: asked, answered, handed on, done."""

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="+")
    kind = models.CharField(_("slag"), max_length=10, choices=SupportKind)
    focus_area = models.PositiveSmallIntegerField(_("fokusområde"))
    question = models.CharField(_("vad som behövs"), max_length=TEXT)
    asked_on = models.DateField(_("frågad"))
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    state = models.CharField(_("läge"), max_length=10, choices=RequestState, default=RequestState.NEW)
    answer = models.CharField(_("svar"), max_length=TEXT, blank=True)
    answered_on = models.DateField(_("besvarad"), null=True, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    provider = models.CharField(_("vem som ger stödet"), max_length=NAME, blank=True)
    closed_on = models.DateField(_("avslutad"), null=True, blank=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "participant": HARMLESS,
        "kind": HARMLESS,
        "focus_area": HARMLESS,
        "question": FREE_TEXT,
        "asked_on": HARMLESS,
        "asked_by": PERSONAL,
        "state": HARMLESS,
        "answer": FREE_TEXT,
        "answered_on": HARMLESS,
        "answered_by": PERSONAL,
        "provider": FREE_TEXT,
        "closed_on": HARMLESS,
    }

    class Meta:
        verbose_name = _("begäran om stöd")
        verbose_name_plural = _("begäran om stöd")
        constraints = (
            models.CheckConstraint(
                condition=Q(answered_on=None) | Q(answered_on__gte=F("asked_on")),
                name="request_answered_after",
            ),
        )

    def __str__(self) -> str:
        return f"{self.pk}"


class SupportGiven(models.Model):
    """Advice or a tutorial that was given, with or without a request before it."""

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="+")
    request = models.ForeignKey(
        SupportRequest, models.SET_NULL, null=True, related_name="+", verbose_name=_("begäran")
    )
    kind = models.CharField(_("slag"), max_length=10, choices=SupportKind)
    focus_area = models.PositiveSmallIntegerField(_("fokusområde"))
    given_on = models.DateField(_("dag"))
    provider = models.CharField(_("vem som gav stödet"), max_length=NAME)
    hours = models.DecimalField(_("timmar"), max_digits=5, decimal_places=1)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "participant": HARMLESS,
        "request": HARMLESS,
        "kind": HARMLESS,
        "focus_area": HARMLESS,
        "given_on": HARMLESS,
        "provider": FREE_TEXT,
        "hours": HARMLESS,
        "noted_by": PERSONAL,
    }

    class Meta:
        verbose_name = _("stöd som har getts")
        verbose_name_plural = _("stöd som har getts")
        constraints = (models.CheckConstraint(condition=Q(hours__gt=0), name="support_given_takes_time"),)

    def __str__(self) -> str:
        return f"{self.pk}"


class Undertaking(models.Model):
    """Something that takes a unit's time from one day to another: of the programme, or a national initiative."""

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="+")
    initiative = models.CharField(_("initiativ"), max_length=NAME)
    unit = models.CharField(_("enhet"), max_length=NAME)
    function = models.CharField(_("funktion"), max_length=NAME)
    focus_area = models.PositiveSmallIntegerField(_("fokusområde"), null=True, blank=True)
    starts = models.DateField(_("börjar"))
    ends = models.DateField(_("sista dagen"))
    hours_per_week = models.DecimalField(_("timmar i veckan"), max_digits=4, decimal_places=1)
    reason = models.CharField(_("varför trots gränsen"), max_length=TEXT, blank=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "participant": HARMLESS,
        "initiative": FREE_TEXT,
        "unit": HARMLESS,
        "function": HARMLESS,
        "focus_area": HARMLESS,
        "starts": HARMLESS,
        "ends": HARMLESS,
        "hours_per_week": HARMLESS,
        "reason": FREE_TEXT,
    }

    class Meta:
        verbose_name = _("åtagande")
        verbose_name_plural = _("åtaganden")
        constraints = (
            models.CheckConstraint(condition=Q(ends__gte=F("starts")), name="undertaking_days_in_order"),
            models.CheckConstraint(condition=Q(hours_per_week__gt=0), name="undertaking_takes_time"),
        )

    def __str__(self) -> str:
        return self.initiative


class OwnLoadLimit(models.Model):
    """How much is too much for a municipality, as it says itself: things a week, and focus areas at once."""

    participant = models.OneToOneField(Participant, models.CASCADE, related_name="+")
    per_week = models.PositiveSmallIntegerField(_("anspråk i veckan"))
    focus_areas = models.PositiveSmallIntegerField(_("fokusområden samtidigt"), null=True, blank=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "participant": HARMLESS,
        "per_week": HARMLESS,
        "focus_areas": HARMLESS,
    }

    class Meta:
        verbose_name = _("kommunens egen gräns för belastning")
        verbose_name_plural = _("kommunernas egna gränser för belastning")
        constraints = (models.CheckConstraint(condition=Q(per_week__gte=1), name="own_limit_lets_something"),)

    def __str__(self) -> str:
        return f"{self.per_week}"


class LoadLimit(models.Model):
    """How much is too much in a programme: hours a week of a function, and focus areas at once."""

    programme = models.OneToOneField(Programme, models.CASCADE, related_name="+")
    hours_per_week = models.DecimalField(_("timmar i veckan"), max_digits=4, decimal_places=1)
    focus_areas = models.PositiveSmallIntegerField(_("fokusområden samtidigt"))

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "programme": HARMLESS,
        "hours_per_week": HARMLESS,
        "focus_areas": HARMLESS,
    }

    class Meta:
        verbose_name = _("gräns för belastning")
        verbose_name_plural = _("gränser för belastning")

    def __str__(self) -> str:
        return f"{self.hours_per_week}"
