"""What people tell of the law's duties, who answers for each, and which body leads the work."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samsyn.table import Sensitivity

HARMLESS, FREE_TEXT, PERSONAL = Sensitivity.HARMLESS, Sensitivity.FREE_TEXT, Sensitivity.PERSONAL
FUNCTION, REFERENCE, NOTE, ADDRESS = 120, 200, 500, 300


class RecordOutcome(models.TextChoices):
    """What came of it; an attempt counts only where the law asks for an effort."""

    RESULT = "result", _("det finns eller är gjort")
    BEGUN = "begun", _("det är påbörjat")
    ATTEMPT = "attempt", _("ett försök är gjort")
    NOTHING = "nothing", _("det är inte påbörjat, och varför")


class DutyRecord(models.Model):
    """
    What somebody tells of one part of a paragraph: a document, a decision, an attempt, or why nothing is begun.

    `reference` is the document or the decision, or the reason; `body` who decided. One that was wrong is taken back and
    stays readable.
    """

    organisation = models.ForeignKey("people.Organisation", models.CASCADE, related_name="+")
    paragraph = models.CharField(_("paragraf"), max_length=4)
    slot = models.CharField(_("del"), max_length=30)
    outcome = models.CharField(_("vad som hände"), max_length=8, choices=RecordOutcome)
    day = models.DateField(_("dag"))
    until = models.DateField(_("gäller till och med"), null=True, blank=True)
    reference = models.CharField(_("handling, beslut eller skäl"), max_length=REFERENCE)
    body = models.CharField(_("beslutat av"), max_length=FUNCTION, blank=True)
    address = models.CharField(_("länk"), max_length=ADDRESS, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "organisation": HARMLESS,
        "paragraph": HARMLESS,
        "slot": HARMLESS,
        "outcome": HARMLESS,
        "day": HARMLESS,
        "until": HARMLESS,
        "reference": FREE_TEXT,
        "body": HARMLESS,
        "address": HARMLESS,
        "recorded_by": PERSONAL,
        "recorded_at": HARMLESS,
        "withdrawn_by": PERSONAL,
        "withdrawn_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("anteckning om skyldighet")
        verbose_name_plural = _("anteckningar om skyldigheter")
        indexes = (models.Index(fields=["organisation", "paragraph", "-day"], name="duty_record_latest"),)
        constraints = (
            models.CheckConstraint(condition=~Q(reference=""), name="duty_record_says_where"),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("day")), name="duty_record_ends_after"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="duty_record_withdrawn_whole",
            ),
        )

    def __str__(self) -> str:
        return f"{self.paragraph} § {self.reference}"


class DutyOwner(models.Model):
    """Which function answers for a paragraph, and which member is reminded of it."""

    organisation = models.ForeignKey("people.Organisation", models.CASCADE, related_name="+")
    paragraph = models.CharField(_("paragraf"), max_length=4)
    function = models.CharField(_("ansvarig funktion"), max_length=FUNCTION)
    owner = models.ForeignKey("people.Membership", models.PROTECT, null=True, blank=True, related_name="+")
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "organisation": HARMLESS,
        "paragraph": HARMLESS,
        "function": PERSONAL,
        "owner": PERSONAL,
        "changed_by": PERSONAL,
        "changed_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("ansvarig för skyldighet")
        verbose_name_plural = _("ansvariga för skyldigheter")
        constraints = (
            models.UniqueConstraint(fields=["organisation", "paragraph"], name="duty_owner_once"),
            models.CheckConstraint(condition=~Q(function=""), name="duty_owner_has_function"),
        )

    def __str__(self) -> str:
        return f"{self.paragraph} § {self.function}"


class LeadingBody(models.Model):
    """The body that leads the work and reports to the assembly: kommunstyrelsen, or the committee that it chose."""

    organisation = models.OneToOneField("people.Organisation", models.CASCADE, related_name="+")
    name = models.CharField(_("ansvarigt organ"), max_length=FUNCTION)
    decided_on = models.DateField(_("sedan"))
    reference = models.CharField(_("beslut eller reglemente"), max_length=REFERENCE)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "organisation": HARMLESS,
        "name": HARMLESS,
        "decided_on": HARMLESS,
        "reference": FREE_TEXT,
        "changed_by": PERSONAL,
        "changed_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("ansvarigt organ")
        verbose_name_plural = _("ansvariga organ")
        constraints = (
            models.CheckConstraint(condition=~Q(name="") & ~Q(reference=""), name="leading_body_says_where"),
        )

    def __str__(self) -> str:
        return self.name
