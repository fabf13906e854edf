"""Problems: what many reports are about, worked on until it is solved or left."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samsyn.table import Sensitivity

HARMLESS, FREE_TEXT, PERSONAL = Sensitivity.HARMLESS, Sensitivity.FREE_TEXT, Sensitivity.PERSONAL
TITLE, TEXT = 120, 500


class ProblemState(models.TextChoices):
    """Whether anybody works on a problem."""

    OPEN = "open", _("öppet")
    CLOSED = "closed", _("avslutat")


class Problem(models.Model):
    """Something that comes back in a place: one, however many report it. Never about a person."""

    organisation = models.ForeignKey("people.Organisation", models.CASCADE, related_name="+")
    title = models.CharField(_("problem"), max_length=TITLE)
    text = models.CharField(_("beskrivning"), max_length=TEXT, blank=True)
    when = models.CharField(_("när"), max_length=200, blank=True)
    affected = models.CharField(_("vilka situationer som drabbas"), max_length=TEXT, blank=True)
    consequences = models.CharField(_("konsekvenser"), max_length=TEXT, blank=True)
    extent = models.CharField(_("omfattning"), max_length=TEXT, blank=True)
    area = models.CharField(_("område"), max_length=120, blank=True)
    area_name = models.CharField(_("områdets namn"), max_length=200, blank=True)
    category = models.CharField(_("kategori"), max_length=40, blank=True)
    state = models.CharField(_("läge"), max_length=10, choices=ProblemState, default=ProblemState.OPEN)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)
    reason = models.CharField(_("varför det avslutades"), max_length=TEXT, blank=True)
    version = models.PositiveIntegerField(default=1)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "organisation": HARMLESS,
        "title": FREE_TEXT,
        "text": FREE_TEXT,
        "when": FREE_TEXT,
        "affected": FREE_TEXT,
        "consequences": FREE_TEXT,
        "extent": FREE_TEXT,
        "area": HARMLESS,
        "area_name": HARMLESS,
        "category": HARMLESS,
        "state": HARMLESS,
        "opened_by": PERSONAL,
        "opened_at": HARMLESS,
        "closed_by": PERSONAL,
        "closed_at": HARMLESS,
        "reason": FREE_TEXT,
        "version": HARMLESS,
    }

    class Meta:
        verbose_name = _("problem")
        verbose_name_plural = _("problem")
        indexes = (models.Index(fields=["organisation", "state", "-opened_at"], name="problem_latest"),)
        constraints = (
            models.CheckConstraint(condition=~Q(title=""), name="problem_has_title"),
            models.CheckConstraint(
                condition=Q(state=ProblemState.OPEN, closed_at=None, closed_by=None)
                | Q(state=ProblemState.CLOSED, closed_at__isnull=False, closed_by__isnull=False)
                & ~Q(reason=""),
                name="problem_closed_with_reason",
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        """Whether it is worked on."""
        return self.state == ProblemState.OPEN
