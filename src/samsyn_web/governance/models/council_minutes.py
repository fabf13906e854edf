"""Minutes of the council as they were adjusted: kept for good, and corrected by a new version that names the old."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samsyn.table import Sensitivity
from samsyn_web.base.models import AppendOnly
from samsyn_web.governance.models.council import CouncilMeeting

HARMLESS, FREE_TEXT, PERSONAL = Sensitivity.HARMLESS, Sensitivity.FREE_TEXT, Sensitivity.PERSONAL
ADJUSTERS, CORRECTION = 200, 300


class CouncilMinutes(models.Model):
    """The minutes (protokoll) as they stood when they were adjusted, and by which functions."""

    meeting = models.ForeignKey(CouncilMeeting, models.CASCADE, related_name="+")
    number = models.PositiveSmallIntegerField(_("version"))
    corrects = models.ForeignKey("self", models.RESTRICT, null=True, blank=True, related_name="+")
    why = models.CharField(_("vad som är rättat"), max_length=CORRECTION, blank=True)
    adjusted_on = models.DateField(_("justerat"))
    adjusters = models.CharField(_("justerat av, som funktioner"), max_length=ADJUSTERS)
    # Text, not a JSON column: databases sort the keys.
    content = models.TextField(_("innehåll som JSON"))
    digest = models.CharField(max_length=64)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects = AppendOnly.as_manager()  # type: ignore[django-manager-missing, unused-ignore]

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "meeting": HARMLESS,
        "number": HARMLESS,
        "corrects": HARMLESS,
        "why": FREE_TEXT,
        "adjusted_on": HARMLESS,
        "adjusters": FREE_TEXT,
        "content": FREE_TEXT,
        "digest": HARMLESS,
        "recorded_by": PERSONAL,
        "recorded_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("protokoll från råd")
        verbose_name_plural = _("protokoll från råd")
        ordering = ("meeting_id", "number")
        constraints = (
            models.UniqueConstraint(fields=["meeting", "number"], name="council_minutes_once"),
            models.CheckConstraint(condition=~Q(adjusters=""), name="council_minutes_say_by_whom"),
            models.CheckConstraint(
                condition=Q(number=1, corrects=None, why="")
                | (Q(number__gt=1, corrects__isnull=False) & ~Q(why="")),
                name="council_minutes_name_what_they_correct",
            ),
        )

    def __str__(self) -> str:
        return f"{self.meeting} ({self.number})"
