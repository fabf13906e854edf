"""What of the reports has been brought into the register, and what it said then."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.table import Sensitivity
from samsyn_web.methods.incidents.models.submissions import Submission
from samsyn_web.observations.models import Intake

HARMLESS = Sensitivity.HARMLESS


class GatheredSubmission(models.Model):
    """The row that a submission became: in which intake, and the digest of what it said."""

    submission = models.OneToOneField(Submission, models.CASCADE, primary_key=True, related_name="+")
    intake = models.ForeignKey(Intake, models.CASCADE, related_name="+")
    said = models.CharField(_("digest av raden"), max_length=32)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "submission": HARMLESS,
        "intake": HARMLESS,
        "said": HARMLESS,
    }

    class Meta:
        verbose_name = _("rapport i registret")
        verbose_name_plural = _("rapporter i registret")

    def __str__(self) -> str:
        return f"{self.submission_id}"
