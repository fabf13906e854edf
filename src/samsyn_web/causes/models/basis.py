"""What a problem rests on: findings of any method, statistics and documents, each with who added it."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samsyn.table import Sensitivity
from samsyn_web.causes.models.problems import TEXT, Problem

HARMLESS, FREE_TEXT, PERSONAL = Sensitivity.HARMLESS, Sensitivity.FREE_TEXT, Sensitivity.PERSONAL
SOURCE = 200


class BasisKind(models.TextChoices):
    """Where what a problem rests on comes from."""

    FINDING = "finding", _("resultat ur en lägesbild")
    STATISTICS = "statistics", _("statistik")
    DOCUMENT = "document", _("dokument")


class Basis(models.Model):
    """
    One thing that a problem rests on. A finding keeps its own value and interval; all else says its source.

    What is withdrawn stays, so that it can be put back and so that nobody wonders where it went.
    """

    problem = models.ForeignKey(Problem, models.CASCADE, related_name="+")
    kind = models.CharField(_("slag"), max_length=12, choices=BasisKind)
    finding = models.ForeignKey(
        "findings.FindingRecord", models.PROTECT, null=True, blank=True, related_name="+"
    )
    text = models.CharField(_("vad det säger om problemet"), max_length=TEXT, blank=True)
    source = models.CharField(_("källa"), max_length=SOURCE, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "problem": HARMLESS,
        "kind": HARMLESS,
        "finding": HARMLESS,
        "text": FREE_TEXT,
        "source": FREE_TEXT,
        "added_by": PERSONAL,
        "added_at": HARMLESS,
        "withdrawn_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("underlag")
        verbose_name_plural = _("underlag")
        indexes = (models.Index(fields=["problem", "added_at"], name="basis_of_problem"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(kind=BasisKind.FINDING, finding__isnull=False)
                | ~Q(kind=BasisKind.FINDING) & Q(finding=None) & ~Q(text="") & ~Q(source=""),
                name="basis_is_a_finding_or_says_its_source",
            ),
            models.UniqueConstraint(fields=["problem", "finding"], name="basis_finding_once"),
        )

    def __str__(self) -> str:
        return self.text or str(self.finding)
