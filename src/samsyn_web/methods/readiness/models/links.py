"""A way in for a scorer without an account."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samsyn.table import Sensitivity
from samsyn_web.methods.readiness.models.measurements import HARMLESS, PERSONAL, SEATS, Measurement


class ScorerLink(models.Model):
    """
    A secret address by which one seat of a measurement is scored without an account; only its digest is kept.

    It holds through `until`, or until it is revoked, and opens nothing but that seat.
    """

    measurement = models.ForeignKey(Measurement, models.CASCADE, related_name="+", verbose_name=_("mätning"))
    seat = models.PositiveSmallIntegerField(_("bedömarens nummer"))
    digest = models.CharField(max_length=64, unique=True)
    until = models.DateField(_("gäller till och med"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    used_on = models.DateField(_("senast använd"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("återkallad"), null=True, blank=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "measurement": HARMLESS,
        "seat": HARMLESS,
        "digest": Sensitivity.SENSITIVE,
        "until": HARMLESS,
        "made_by": PERSONAL,
        "made_at": HARMLESS,
        "used_on": HARMLESS,
        "revoked_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("länk till en bedömare")
        verbose_name_plural = _("länkar till bedömare")
        constraints = (
            models.UniqueConstraint(
                fields=["measurement", "seat"], condition=Q(revoked_at=None), name="scorer_link_one_in_force"
            ),
            models.CheckConstraint(condition=Q(seat__in=SEATS), name="scorer_link_has_seat"),
        )

    def __str__(self) -> str:
        return f"{self.measurement_id}"
