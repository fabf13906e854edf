"""A programme, and who takes part in it."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samsyn.programme import Programme as Facts
from samsyn.table import Sensitivity
from samsyn_web.programmes.models.sizes import HARMLESS, NAME, PERSONAL


def programme_notice(facts: Facts) -> str:
    """Return what a reader of a programme must know first."""
    if facts.is_fictional:
        return gettext("Uppdiktat program: inget här är verkligt.")
    if not facts.more.get("documents"):
        return gettext(
            "Skrivet i Samsyn av dem som deltar i programmet. Det som ingen har skrivit står som ej angivet."
        )
    return gettext(
        "Ur offentliga dokument, med källa för varje uppgift. Det som dokumenten inte anger står som ej angivet."
    )


class Programme(models.Model):
    """A programme with the facts that it was loaded from; each of them keeps its source."""

    organisation = models.ForeignKey("people.Organisation", models.CASCADE, related_name="+")
    name = models.CharField(_("program"), max_length=NAME)
    short_name = models.CharField(_("kort namn"), max_length=60)
    reference = models.CharField(_("diarienummer"), max_length=60, blank=True)
    is_fictional = models.BooleanField(_("uppdiktat"), default=False)
    facts = models.JSONField(_("uppgifter"))
    digest = models.CharField(max_length=64)
    loaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    loaded_at = models.DateTimeField()

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "organisation": HARMLESS,
        "name": HARMLESS,
        "short_name": HARMLESS,
        "reference": HARMLESS,
        "is_fictional": HARMLESS,
        "facts": HARMLESS,
        "digest": HARMLESS,
        "loaded_by": PERSONAL,
        "loaded_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("program")
        verbose_name_plural = _("program")
        constraints = (models.UniqueConstraint(fields=["organisation", "short_name"], name="programme_once"),)

    def __str__(self) -> str:
        return self.name


class Participant(models.Model):
    """Who takes part in a programme."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="+")
    key = models.CharField(_("nyckel"), max_length=60)
    name = models.CharField(_("namn"), max_length=NAME)
    position = models.PositiveSmallIntegerField(_("plats"), default=0)
    county = models.CharField(_("länskod"), max_length=2, blank=True)
    group = models.CharField(_("grupp att jämföra i"), max_length=60, blank=True)
    organisation = models.ForeignKey(
        "people.Organisation", models.SET_NULL, null=True, blank=True, related_name="+"
    )

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "programme": HARMLESS,
        "key": HARMLESS,
        "name": HARMLESS,
        "position": HARMLESS,
        "county": HARMLESS,
        "group": HARMLESS,
        "organisation": HARMLESS,
    }

    class Meta:
        verbose_name = _("deltagare i program")
        verbose_name_plural = _("deltagare i program")
        constraints = (models.UniqueConstraint(fields=["programme", "key"], name="participant_once"),)

    def __str__(self) -> str:
        return self.name
