"""The governance model of a municipal group: its versions, and the bodies of each."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samsyn.table import Sensitivity

HARMLESS, FREE_TEXT, PERSONAL = Sensitivity.HARMLESS, Sensitivity.FREE_TEXT, Sensitivity.PERSONAL
NAME, MANDATE, PARTY, OWN_MATTER = 120, 2000, 120, 120


class BodyLevel(models.TextChoices):
    """The levels, from the top."""

    STRATEGIC = "strategic", _("strategisk")
    COORDINATING = "coordinating", _("samordnande")
    OPERATIVE = "operative", _("operativ")


class SteeringModel(models.Model):
    """
    A version of the governance model (styrmodell): who decides what in the whole municipal group.

    Its bodies are edited while it is a draft. Once a body has decided it nothing in it changes; `content` is all of it
    as it was decided, and the next version begins as a copy.
    """

    organisation = models.ForeignKey("people.Organisation", models.CASCADE, related_name="+")
    number = models.PositiveSmallIntegerField(_("version"))
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    decided_by = models.CharField(_("beslutat av"), max_length=NAME, blank=True)
    decided_on = models.DateField(_("beslutsdag"), null=True, blank=True)
    minute_reference = models.CharField(_("protokoll och paragraf"), max_length=NAME, blank=True)
    content = models.TextField(_("innehåll som JSON"), blank=True)
    digest = models.CharField(max_length=64, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(null=True, blank=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "organisation": HARMLESS,
        "number": HARMLESS,
        "started_by": PERSONAL,
        "started_at": HARMLESS,
        "decided_by": FREE_TEXT,
        "decided_on": HARMLESS,
        "minute_reference": FREE_TEXT,
        "content": FREE_TEXT,
        "digest": HARMLESS,
        "recorded_by": PERSONAL,
        "recorded_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("styrmodell")
        verbose_name_plural = _("styrmodeller")
        ordering = ("organisation_id", "-number")
        constraints = (
            models.UniqueConstraint(fields=["organisation", "number"], name="steering_version_once"),
            models.UniqueConstraint(
                fields=["organisation"], condition=Q(decided_on=None), name="steering_one_draft"
            ),
            models.CheckConstraint(
                condition=Q(decided_on=None, decided_by="", minute_reference="", content="", digest="")
                | (Q(decided_on__isnull=False) & ~Q(decided_by="") & ~Q(minute_reference="") & ~Q(digest="")),
                name="steering_decided_whole",
            ),
        )

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.number}"


class SteeringBody(models.Model):
    """A body of a version (organ): its level, mandate, meetings, and whose it is; `place` names it in the next too."""

    model = models.ForeignKey(SteeringModel, models.CASCADE, related_name="+", verbose_name=_("styrmodell"))
    place = models.PositiveSmallIntegerField(_("plats i listan"))
    name = models.CharField(_("namn"), max_length=NAME)
    level = models.CharField(_("nivå"), max_length=12, choices=BodyLevel)
    whose = models.CharField(_("hör till"), max_length=NAME, blank=True)
    mandate = models.TextField(_("mandat"), max_length=MANDATE, blank=True)
    reference = models.CharField(_("beslut om mandatet"), max_length=NAME, blank=True)
    cycle = models.CharField(_("möts"), max_length=NAME, blank=True)
    own_matters = models.TextField(_("andra slag av beslut"), max_length=MANDATE, blank=True)
    version = models.PositiveIntegerField(default=1)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "model": HARMLESS,
        "place": HARMLESS,
        "name": FREE_TEXT,
        "level": HARMLESS,
        "whose": FREE_TEXT,
        "mandate": FREE_TEXT,
        "reference": FREE_TEXT,
        "cycle": FREE_TEXT,
        "own_matters": FREE_TEXT,
        "version": HARMLESS,
        "changed_by": PERSONAL,
        "changed_at": HARMLESS,
        "withdrawn_by": PERSONAL,
        "withdrawn_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("organ")
        verbose_name_plural = _("organ")
        ordering = ("model_id", "place")
        constraints = (
            models.UniqueConstraint(fields=["model", "place"], name="steering_body_place_once"),
            models.CheckConstraint(condition=~Q(name=""), name="steering_body_has_name"),
        )

    def __str__(self) -> str:
        return self.name


class SteeringMember(models.Model):
    """An organisation that sits in a body, and by which function; never a person."""

    body = models.ForeignKey(SteeringBody, models.CASCADE, related_name="+", verbose_name=_("organ"))
    place = models.PositiveSmallIntegerField(_("plats i listan"))
    party = models.CharField(_("organisation"), max_length=PARTY)
    function = models.CharField(_("funktion"), max_length=PARTY)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "body": HARMLESS,
        "place": HARMLESS,
        "party": FREE_TEXT,
        "function": FREE_TEXT,
    }

    class Meta:
        verbose_name = _("ledamot i organ")
        verbose_name_plural = _("ledamöter i organ")
        ordering = ("body_id", "place")
        constraints = (models.UniqueConstraint(fields=["body", "place"], name="steering_member_place_once"),)

    def __str__(self) -> str:
        return f"{self.party}, {self.function}"


class SteeringLine(models.Model):
    """That a body reports to another of the same version."""

    body = models.ForeignKey(SteeringBody, models.CASCADE, related_name="+", verbose_name=_("organ"))
    to = models.ForeignKey(SteeringBody, models.CASCADE, related_name="+", verbose_name=_("rapporterar till"))

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {"id": HARMLESS, "body": HARMLESS, "to": HARMLESS}

    class Meta:
        verbose_name = _("rapporteringsväg")
        verbose_name_plural = _("rapporteringsvägar")
        constraints = (
            models.UniqueConstraint(fields=["body", "to"], name="steering_line_once"),
            models.CheckConstraint(condition=~Q(body=F("to")), name="steering_line_to_another"),
        )

    def __str__(self) -> str:
        return f"{self.body_id} → {self.to_id}"


class SteeringMatter(models.Model):
    """That a body takes a kind of decision, by its code."""

    body = models.ForeignKey(SteeringBody, models.CASCADE, related_name="+", verbose_name=_("organ"))
    code = models.CharField(_("slag av beslut"), max_length=20)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {"id": HARMLESS, "body": HARMLESS, "code": HARMLESS}

    class Meta:
        verbose_name = _("slag av beslut i organ")
        verbose_name_plural = _("slag av beslut i organ")
        constraints = (models.UniqueConstraint(fields=["body", "code"], name="steering_matter_once"),)

    def __str__(self) -> str:
        return self.code
