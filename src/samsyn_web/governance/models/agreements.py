"""Written agreements on working together (9 §): what they are for, with whom, and how long they hold."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samsyn.table import Sensitivity

HARMLESS, FREE_TEXT, PERSONAL = Sensitivity.HARMLESS, Sensitivity.FREE_TEXT, Sensitivity.PERSONAL
NAME, WHERE, WORDS, PARTY, WHY = 200, 200, 2000, 120, 300


class Renewal(models.TextChoices):
    """What happens on the last day."""

    ENDS = "ends", _("den slutar gälla den dagen")
    EXTENDS = "extends", _("den förlängs om ingen säger upp den")


class Agreement(models.Model):
    """
    An agreement on working together (överenskommelse om samverkan); what it says stands in its versions.

    `ended_on` is the last day on which it held, where it was ended.
    """

    organisation = models.ForeignKey("people.Organisation", models.CASCADE, related_name="+")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    ended_on = models.DateField(_("sista dag"), null=True, blank=True)
    ended_why = models.CharField(_("varför den avslutades"), max_length=WHY, blank=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "organisation": HARMLESS,
        "added_by": PERSONAL,
        "added_at": HARMLESS,
        "ended_on": HARMLESS,
        "ended_why": FREE_TEXT,
        "ended_by": PERSONAL,
        "ended_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("överenskommelse")
        verbose_name_plural = _("överenskommelser")
        constraints = (
            models.CheckConstraint(
                condition=Q(ended_on=None, ended_at=None, ended_by=None, ended_why="")
                | Q(ended_on__isnull=False, ended_at__isnull=False, ended_by__isnull=False),
                name="agreement_ended_whole",
            ),
        )

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


class AgreementVersion(models.Model):
    """What an agreement says from one day on; purposes and areas are one line each, as the law asks for both."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="+")
    number = models.PositiveSmallIntegerField(_("version"))
    name = models.CharField(_("namn"), max_length=NAME)
    purposes = models.TextField(_("syften"), max_length=WORDS)
    areas = models.TextField(_("områden för samverkan"), max_length=WORDS)
    reference = models.CharField(_("handling"), max_length=WHERE)
    valid_from = models.DateField(_("gäller från och med"))
    valid_until = models.DateField(_("gäller till och med"), null=True, blank=True)
    renewal = models.CharField(_("vad som händer sista dagen"), max_length=8, choices=Renewal)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "agreement": HARMLESS,
        "number": HARMLESS,
        "name": FREE_TEXT,
        "purposes": FREE_TEXT,
        "areas": FREE_TEXT,
        "reference": FREE_TEXT,
        "valid_from": HARMLESS,
        "valid_until": HARMLESS,
        "renewal": HARMLESS,
        "written_by": PERSONAL,
        "written_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("version av överenskommelse")
        verbose_name_plural = _("versioner av överenskommelser")
        ordering = ("agreement_id", "number")
        constraints = (
            models.UniqueConstraint(fields=["agreement", "number"], name="agreement_version_once"),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(purposes="") & ~Q(areas="") & ~Q(reference=""),
                name="agreement_says_what_the_law_asks",
            ),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                name="agreement_ends_after",
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} ({self.number})"


class AgreementParty(models.Model):
    """Another organisation that agreed, and which function of it answers; never a person."""

    version = models.ForeignKey(AgreementVersion, models.CASCADE, related_name="+")
    place = models.PositiveSmallIntegerField(_("plats i listan"))
    party = models.CharField(_("part"), max_length=PARTY)
    function = models.CharField(_("ansvarig funktion"), max_length=PARTY)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "version": HARMLESS,
        "place": HARMLESS,
        "party": FREE_TEXT,
        "function": FREE_TEXT,
    }

    class Meta:
        verbose_name = _("part i överenskommelse")
        verbose_name_plural = _("parter i överenskommelser")
        ordering = ("version_id", "place")
        constraints = (
            models.UniqueConstraint(fields=["version", "place"], name="agreement_party_place_once"),
        )

    def __str__(self) -> str:
        return self.party
