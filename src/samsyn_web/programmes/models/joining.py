"""How a municipality that has a place here comes to take part: by a code that the programme gives it."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samsyn.table import Sensitivity
from samsyn_web.programmes.models.programmes import Participant
from samsyn_web.programmes.models.sizes import HARMLESS, PERSONAL


class JoiningCode(models.Model):
    """
    A secret by which an organisation takes a participant's place; only its digest is kept.

    It works once, through `until`, unless it is revoked before: the programme never sees which organisations there are.
    """

    participant = models.ForeignKey(
        Participant, models.CASCADE, related_name="+", verbose_name=_("deltagare i program")
    )
    digest = models.CharField(max_length=64, unique=True)
    until = models.DateField(_("gäller till och med"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(_("använd"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("återkallad"), null=True, blank=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "participant": HARMLESS,
        "digest": Sensitivity.SENSITIVE,
        "until": HARMLESS,
        "made_by": PERSONAL,
        "made_at": HARMLESS,
        "used_at": HARMLESS,
        "revoked_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("anslutningskod")
        verbose_name_plural = _("anslutningskoder")
        constraints = (
            models.UniqueConstraint(
                fields=["participant"],
                condition=Q(revoked_at=None, used_at=None),
                name="joining_code_one_in_force",
            ),
        )

    def __str__(self) -> str:
        return f"{self.participant_id}"
