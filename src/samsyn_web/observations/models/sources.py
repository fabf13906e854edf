"""Sources: what an organisation says about where its rows come from."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.table import Sensitivity
from samsyn_web.places.models import AreaVersion

HARMLESS, PERSONAL, FREE_TEXT = Sensitivity.HARMLESS, Sensitivity.PERSONAL, Sensitivity.FREE_TEXT


class Source(models.Model):
    """What an organisation has declared about one of its sources, and the areas that its rows are placed in."""

    organisation = models.ForeignKey("people.Organisation", models.CASCADE, related_name="+")
    key = models.CharField(_("nyckel"), max_length=80)
    name = models.CharField(_("namn"), max_length=200)
    declaration = models.TextField(_("källdeklaration"))
    declared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    declared_at = models.DateTimeField()
    area_version = models.ForeignKey(AreaVersion, models.PROTECT, null=True, blank=True, related_name="+")

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "organisation": HARMLESS,
        "key": HARMLESS,
        "name": HARMLESS,
        "declaration": FREE_TEXT,
        "declared_by": PERSONAL,
        "declared_at": HARMLESS,
        "area_version": HARMLESS,
    }

    class Meta:
        verbose_name = _("källa")
        verbose_name_plural = _("källor")
        constraints = (models.UniqueConstraint(fields=["organisation", "key"], name="source_key_once"),)

    def __str__(self) -> str:
        return self.name
