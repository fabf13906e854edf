"""Ways in for a participant that has no place in this installation."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samsyn.table import Sensitivity
from samsyn_web.programmes.models.quarters import QuarterlyReport
from samsyn_web.programmes.models.sizes import HARMLESS, PERSONAL


class ReportLink(models.Model):
    """
    A secret address by which one quarterly report is written without an account; only its digest is kept.

    It holds through `until`, or until it is revoked, and opens nothing but its own report.
    """

    report = models.ForeignKey(
        QuarterlyReport, models.CASCADE, related_name="+", verbose_name=_("kvartalsrapport")
    )
    digest = models.CharField(max_length=64, unique=True)
    until = models.DateField(_("gäller till och med"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    used_on = models.DateField(_("senast använd"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("återkallad"), null=True, blank=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "report": HARMLESS,
        "digest": Sensitivity.SENSITIVE,
        "until": HARMLESS,
        "made_by": PERSONAL,
        "made_at": HARMLESS,
        "used_on": HARMLESS,
        "revoked_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("länk till en kvartalsrapport")
        verbose_name_plural = _("länkar till kvartalsrapporter")
        constraints = (
            models.UniqueConstraint(
                fields=["report"], condition=Q(revoked_at=None), name="report_link_one_in_force"
            ),
        )

    def __str__(self) -> str:
        return f"{self.report_id}"
