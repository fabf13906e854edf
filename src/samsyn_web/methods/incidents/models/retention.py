"""How long each kind of thing is kept, what has been disposed of, and what must wait."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samsyn.table import Sensitivity
from samsyn_web.base.models import AppendOnly
from samsyn_web.methods.incidents.models.submissions import Submission

HARMLESS, PERSONAL, FREE_TEXT = Sensitivity.HARMLESS, Sensitivity.PERSONAL, Sensitivity.FREE_TEXT
DECISION, REASON, LONGEST = 120, 300, 1200


class Kept(models.TextChoices):
    """A kind of thing that is kept for a time."""

    LINK = "link", _("Personliga länkar")
    REPORTER = "reporter", _("Vem som lämnade rapporten")
    TEXT = "text", _("Rapportens text")
    STRUCTURE = "structure", _("Rapportens övriga uppgifter")
    CELLS = "cells", _("Celler ur filer, utanför registret")


DEFAULT_MONTHS = {Kept.LINK: 3, Kept.REPORTER: 3, Kept.TEXT: 24, Kept.STRUCTURE: 120, Kept.CELLS: 3}
"""Proposals, to be decided locally (est 2.4: there is no national rule for these)."""


class Retention(models.Model):
    """
    How long an organisation keeps things of a kind, and its decision about that.

    Without a decision nothing is disposed of; without a row the time is the default, and there is no decision.
    """

    organisation = models.ForeignKey("people.Organisation", models.CASCADE, related_name="+", db_index=False)
    kind = models.CharField(_("slag"), max_length=10, choices=Kept)
    months = models.PositiveSmallIntegerField(_("månader"))
    decision = models.CharField(_("beslutets beteckning"), max_length=DECISION, blank=True)
    decided_on = models.DateField(_("beslutets dag"), null=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "organisation": HARMLESS,
        "kind": HARMLESS,
        "months": HARMLESS,
        "decision": HARMLESS,
        "decided_on": HARMLESS,
        "changed_by": PERSONAL,
        "changed_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("bevarandetid")
        verbose_name_plural = _("bevarandetider")
        constraints = (
            models.UniqueConstraint(fields=["organisation", "kind"], name="retention_once"),
            models.CheckConstraint(
                condition=Q(months__gte=1, months__lte=LONGEST), name="retention_of_some_months"
            ),
            models.CheckConstraint(
                condition=Q(decision="", decided_on=None) | ~Q(decision="") & Q(decided_on__isnull=False),
                name="retention_decision_is_whole",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.months}"

    @property
    def is_decided(self) -> bool:
        """Whether there is a decision to dispose by."""
        return bool(self.decision)


class Hold(models.Model):
    """That disposal waits, for one report or for all: somebody has asked for the document."""

    organisation = models.ForeignKey("people.Organisation", models.CASCADE, related_name="+")
    submission = models.ForeignKey(Submission, models.CASCADE, null=True, related_name="+")
    reason = models.CharField(_("skäl"), max_length=REASON)
    placed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    placed_at = models.DateTimeField()
    lifted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    lifted_at = models.DateTimeField(null=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "organisation": HARMLESS,
        "submission": HARMLESS,
        "reason": FREE_TEXT,
        "placed_by": PERSONAL,
        "placed_at": HARMLESS,
        "lifted_by": PERSONAL,
        "lifted_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("gallringsstopp")
        verbose_name_plural = _("gallringsstopp")
        constraints = (
            models.UniqueConstraint(
                fields=["organisation"], condition=Q(submission=None, lifted_at=None), name="hold_of_all_once"
            ),
            models.UniqueConstraint(
                fields=["submission"], condition=Q(lifted_at=None), name="hold_of_report_once"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="hold_has_reason"),
        )

    def __str__(self) -> str:
        return self.reason


class Disposal(models.Model):
    """How many things of a kind a run has disposed of, how old they were, and by which decision."""

    organisation = models.ForeignKey("people.Organisation", models.CASCADE, related_name="+", db_index=False)
    kind = models.CharField(_("slag"), max_length=10, choices=Kept)
    cutoff = models.DateTimeField(_("äldre än"))
    count = models.PositiveIntegerField(_("antal"))
    decision = models.CharField(_("beslutets beteckning"), max_length=DECISION)
    run_at = models.DateTimeField(_("kört"))

    objects = AppendOnly.as_manager()  # type: ignore[django-manager-missing, unused-ignore]

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "organisation": HARMLESS,
        "kind": HARMLESS,
        "cutoff": HARMLESS,
        "count": HARMLESS,
        "decision": HARMLESS,
        "run_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("gallring")
        verbose_name_plural = _("gallringar")
        indexes = (models.Index(fields=["organisation", "-run_at"], name="disposal_latest"),)
        constraints = (
            models.CheckConstraint(condition=Q(count__gt=0) & ~Q(decision=""), name="disposal_of_something"),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.count}"


class Form(models.TextChoices):
    """What a disclosed document was written as."""

    PDF = "pdf", "PDF"
    DOCX = "docx", "Word"
    CSV = "csv", "CSV"


class Disclosure(models.Model):
    """That reports were disclosed: how many, what was withheld and on what ground; never what stood in them."""

    organisation = models.ForeignKey("people.Organisation", models.CASCADE, related_name="+", db_index=False)
    count = models.PositiveIntegerField(_("antal rapporter"))
    withheld = models.PositiveIntegerField(_("antal uppgifter som inte lämnades ut"))
    ground = models.CharField(_("rättslig grund för det som inte lämnades ut"), max_length=REASON, blank=True)
    reference = models.CharField(_("ärendets beteckning"), max_length=DECISION, blank=True)
    form = models.CharField(_("form"), max_length=4, choices=Form)
    disclosed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    disclosed_at = models.DateTimeField()

    objects = AppendOnly.as_manager()  # type: ignore[django-manager-missing, unused-ignore]

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "organisation": HARMLESS,
        "count": HARMLESS,
        "withheld": HARMLESS,
        "ground": FREE_TEXT,
        "reference": HARMLESS,
        "form": HARMLESS,
        "disclosed_by": PERSONAL,
        "disclosed_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("utlämnande")
        verbose_name_plural = _("utlämnanden")
        indexes = (models.Index(fields=["organisation", "-disclosed_at"], name="disclosure_latest"),)
        constraints = (
            models.CheckConstraint(condition=Q(count__gt=0), name="disclosure_of_something"),
            models.CheckConstraint(
                condition=Q(withheld=0) | ~Q(ground=""), name="disclosure_withholds_with_ground"
            ),
        )

    def __str__(self) -> str:
        return f"{self.count} {self.get_form_display()}"
