"""Who supports a participant with what, from when to when, and where that is known from."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samsyn.table import Sensitivity
from samsyn_web.programmes.models.programmes import Participant
from samsyn_web.programmes.models.sizes import FREE_TEXT, HARMLESS, NAME, PERSONAL


class NationalInitiative(models.Model):
    """Support that an authority or organisation gives a participant; a withdrawn one stays and is counted nowhere."""

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="+", verbose_name=_("kommun"))
    supporter = models.CharField(_("vem som ger stödet"), max_length=NAME)
    title = models.CharField(_("vad stödet är"), max_length=NAME)
    unit = models.CharField(_("enhet"), max_length=NAME, blank=True)
    area = models.CharField(_("område"), max_length=NAME, blank=True)
    focus_area = models.PositiveSmallIntegerField(_("fokusområde"), null=True, blank=True)
    starts = models.DateField(_("börjar"))
    ends = models.DateField(_("sista dagen"), null=True, blank=True)
    source = models.CharField(_("var uppgiften kommer från"), max_length=NAME)
    is_withdrawn = models.BooleanField(_("borttagen"), default=False)
    version = models.PositiveIntegerField(default=1)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "participant": HARMLESS,
        "supporter": FREE_TEXT,
        "title": FREE_TEXT,
        "unit": FREE_TEXT,
        "area": FREE_TEXT,
        "focus_area": HARMLESS,
        "starts": HARMLESS,
        "ends": HARMLESS,
        "source": FREE_TEXT,
        "is_withdrawn": HARMLESS,
        "version": HARMLESS,
        "written_by": PERSONAL,
        "written_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("nationellt initiativ")
        verbose_name_plural = _("nationella initiativ")
        constraints = (
            models.CheckConstraint(
                condition=Q(ends=None) | Q(ends__gte=F("starts")), name="initiative_days_in_order"
            ),
            models.CheckConstraint(
                condition=~Q(supporter="") & ~Q(title="") & ~Q(source=""),
                name="initiative_says_who_what_and_whence",
            ),
        )

    def __str__(self) -> str:
        return f"{self.supporter}: {self.title}"
