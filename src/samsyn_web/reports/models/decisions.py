"""What the municipality has decided: that the public edition may be made, and that a company may be given one."""

from __future__ import annotations

from datetime import date, timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samsyn.disclosure import THRESHOLD
from samsyn.table import Sensitivity
from samsyn_web.base.models import AppendOnly
from samsyn_web.findings.models import Picture
from samsyn_web.reports.models.partners import Partner

HARMLESS, PERSONAL, FREE_TEXT = Sensitivity.HARMLESS, Sensitivity.PERSONAL, Sensitivity.FREE_TEXT
DELAY_DAYS, LONGEST_DELAY, SMALLEST_COUNT, LARGEST_COUNT = 7, 365, 3, 100
GROUND = 200  # letters of a legal ground


class PublicDecision(models.Model):
    """That the public edition may be made, and how; the newest valid one that is not withdrawn is in force."""

    organisation = models.ForeignKey("people.Organisation", models.CASCADE, related_name="+")
    decided_on = models.DateField(_("beslutsdag"))
    decided_by = models.CharField(_("beslutat av"), max_length=120)
    reference = models.CharField(_("diarienummer"), max_length=60)
    delay_days = models.PositiveIntegerField(_("fördröjning i dagar"), default=DELAY_DAYS)
    smallest_count = models.PositiveIntegerField(_("minsta antal som visas"), default=THRESHOLD)
    valid_from = models.DateField(_("gäller från"))
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "organisation": HARMLESS,
        "decided_on": HARMLESS,
        "decided_by": FREE_TEXT,
        "reference": FREE_TEXT,
        "delay_days": HARMLESS,
        "smallest_count": HARMLESS,
        "valid_from": HARMLESS,
        "recorded_by": PERSONAL,
        "recorded_at": HARMLESS,
        "withdrawn_by": PERSONAL,
        "withdrawn_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("beslut om den publika upplagan")
        verbose_name_plural = _("beslut om den publika upplagan")
        constraints = (
            models.CheckConstraint(
                condition=Q(delay_days__gte=1, delay_days__lte=LONGEST_DELAY), name="public_decision_delay"
            ),
            models.CheckConstraint(
                condition=Q(smallest_count__gte=SMALLEST_COUNT), name="public_decision_smallest_count"
            ),
            models.CheckConstraint(
                condition=~Q(decided_by="") & ~Q(reference=""), name="public_decision_says_who_and_where"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="public_decision_withdrawn_by_someone",
            ),
        )

    def __str__(self) -> str:
        return f"{self.reference}, {self.decided_on}"

    def earliest(self, picture: Picture) -> date:
        """Return the first day on which a picture may go public."""
        return picture.end + timedelta(days=self.delay_days)


class SecrecyDecision(models.Model):
    """That a private company or association may be given a picture's figures about its areas, and on what ground."""

    organisation = models.ForeignKey("people.Organisation", models.CASCADE, related_name="+")
    picture = models.ForeignKey(Picture, models.PROTECT, related_name="+")
    partner = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    areas = models.JSONField(_("områden"), default=dict)
    decided_by = models.CharField(_("beslutat av"), max_length=120)
    ground = models.CharField(_("rättslig grund"), max_length=GROUND)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects = AppendOnly.as_manager()  # type: ignore[django-manager-missing, unused-ignore]

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "organisation": HARMLESS,
        "picture": HARMLESS,
        "partner": HARMLESS,
        "areas": HARMLESS,
        "decided_by": FREE_TEXT,
        "ground": FREE_TEXT,
        "recorded_by": PERSONAL,
        "recorded_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("sekretessbeslut")
        verbose_name_plural = _("sekretessbeslut")
        constraints = (
            models.CheckConstraint(
                condition=~Q(decided_by="") & ~Q(ground=""), name="secrecy_decision_says_who_and_why"
            ),
        )

    def __str__(self) -> str:
        return _("sekretessbeslut %(n)s") % {"n": self.pk}
