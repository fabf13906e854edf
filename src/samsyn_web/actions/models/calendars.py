"""The secret address by which a member's own calendar reads what the plan asks of them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samsyn.table import Sensitivity
from samsyn_web.people.models import Membership


class PlanCalendar(models.Model):
    """An address that gives one member's days of the plan; only its digest is kept, and a new one ends the old."""

    membership = models.ForeignKey(Membership, models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": Sensitivity.HARMLESS,
        "membership": Sensitivity.PERSONAL,
        "digest": Sensitivity.SENSITIVE,
        "created_at": Sensitivity.HARMLESS,
        "revoked_at": Sensitivity.HARMLESS,
    }

    class Meta:
        verbose_name = _("kalenderadress för planen")
        verbose_name_plural = _("kalenderadresser för planen")
        constraints = (
            models.UniqueConstraint(
                fields=["membership"], condition=Q(revoked_at=None), name="plan_calendar_one_in_force"
            ),
        )

    def __str__(self) -> str:
        return f"{self.membership_id}"
