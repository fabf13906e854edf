"""Rounds in which several people judge the risks, each without seeing the others until all have locked."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samsyn.table import Sensitivity
from samsyn_web.methods.crimeproofing.models.cases import TEXT, Case
from samsyn_web.methods.crimeproofing.models.risks import Risk

HARMLESS, FREE_TEXT, PERSONAL = Sensitivity.HARMLESS, Sensitivity.FREE_TEXT, Sensitivity.PERSONAL
STEPS = tuple(range(1, 5))


class Sitting(models.Model):
    """A round of judging: which risks is settled when it begins. It opens to all when the last one has locked."""

    RESTRICTED: ClassVar = True

    case = models.ForeignKey(Case, models.CASCADE, related_name="+")
    number = models.PositiveSmallIntegerField(_("omgång"))
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    opened_at = models.DateTimeField(_("öppnad för alla"), null=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "case": HARMLESS,
        "number": HARMLESS,
        "begun_by": PERSONAL,
        "begun_at": HARMLESS,
        "opened_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("bedömningsomgång")
        verbose_name_plural = _("bedömningsomgångar")
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=["case", "number"], name="proof_sitting_once"),
            models.UniqueConstraint(
                fields=["case"], condition=Q(opened_at=None), name="proof_sitting_one_at_a_time"
            ),
        )

    def __str__(self) -> str:
        return str(self.number)


class Assessor(models.Model):
    """Somebody who judges in a round, and when they locked; or were excused, with the reason."""

    RESTRICTED: ClassVar = True

    sitting = models.ForeignKey(Sitting, models.CASCADE, related_name="+")
    membership = models.ForeignKey("people.Membership", models.PROTECT, related_name="+")
    locked_at = models.DateTimeField(_("låst"), null=True)
    excused_at = models.DateTimeField(_("avstår"), null=True)
    excused_reason = models.CharField(_("varför"), max_length=TEXT, blank=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "sitting": HARMLESS,
        "membership": PERSONAL,
        "locked_at": HARMLESS,
        "excused_at": HARMLESS,
        "excused_reason": FREE_TEXT,
    }

    class Meta:
        verbose_name = _("bedömare")
        verbose_name_plural = _("bedömare")
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=["sitting", "membership"], name="proof_assessor_once"),
            models.CheckConstraint(
                condition=Q(excused_at=None) | Q(locked_at=None) & ~Q(excused_reason=""),
                name="proof_assessor_excused_with_reason",
            ),
        )

    def __str__(self) -> str:
        return str(self.pk)


def _step(what: str | Promise) -> models.PositiveSmallIntegerField[int, int]:
    return models.PositiveSmallIntegerField(what)  # type: ignore[arg-type]


class Assessment(models.Model):
    """One assessor's view of a risk: likelihood and three consequences, without and with the protection there is."""

    RESTRICTED: ClassVar = True

    assessor = models.ForeignKey(Assessor, models.CASCADE, related_name="+")
    risk = models.ForeignKey(Risk, models.PROTECT, related_name="+")
    likelihood_before = _step(_("sannolikhet utan skydd"))
    money_before = _step(_("pengar utan skydd"))
    person_before = _step(_("människor utan skydd"))
    trust_before = _step(_("tillit utan skydd"))
    likelihood_after = _step(_("sannolikhet med skydd"))
    money_after = _step(_("pengar med skydd"))
    person_after = _step(_("människor med skydd"))
    trust_after = _step(_("tillit med skydd"))
    reason = models.CharField(_("skäl"), max_length=TEXT)
    saved_at = models.DateTimeField()

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "assessor": HARMLESS,
        "risk": HARMLESS,
        **{
            f"{what}_{side}": HARMLESS
            for side in ("before", "after")
            for what in ("likelihood", "money", "person", "trust")
        },
        "reason": FREE_TEXT,
        "saved_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("bedömning av en risk")
        verbose_name_plural = _("bedömningar av risker")
        constraints = (
            models.UniqueConstraint(fields=["assessor", "risk"], name="proof_assessment_once"),
            models.CheckConstraint(
                condition=Q(
                    likelihood_before__in=STEPS,
                    money_before__in=STEPS,
                    person_before__in=STEPS,
                    trust_before__in=STEPS,
                    likelihood_after__in=STEPS,
                    money_after__in=STEPS,
                    person_after__in=STEPS,
                    trust_after__in=STEPS,
                )
                & ~Q(reason=""),
                name="proof_assessment_on_scale",
            ),
        )

    def __str__(self) -> str:
        return str(self.pk)
