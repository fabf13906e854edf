"""The rules that a case is about, paragraph by paragraph, and what the word list has marked in them."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samsyn.table import Sensitivity
from samsyn_web.methods.crimeproofing.models.cases import LINE, TEXT, TITLE, Case

HARMLESS, FREE_TEXT, PERSONAL = Sensitivity.HARMLESS, Sensitivity.FREE_TEXT, Sensitivity.PERSONAL


class RuleText(models.Model):
    """A rule that was read in. The file itself is not kept: only its digest and its text."""

    RESTRICTED: ClassVar = True

    case = models.ForeignKey(Case, models.CASCADE, related_name="+")
    position = models.PositiveSmallIntegerField(_("plats"))
    title = models.CharField(_("text"), max_length=TITLE)
    owner = models.CharField(_("vems"), max_length=LINE, blank=True)
    edition = models.CharField(_("version"), max_length=LINE, blank=True)
    kind = models.CharField(_("slag"), max_length=10)
    sha256 = models.CharField(_("kontrollsumma"), max_length=64)
    notes = models.JSONField(_("att veta"), default=list)
    masked = models.PositiveIntegerField(_("maskade uppgifter"), default=0)
    read_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    read_at = models.DateTimeField()

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "case": HARMLESS,
        "position": HARMLESS,
        "title": FREE_TEXT,
        "owner": FREE_TEXT,
        "edition": FREE_TEXT,
        "kind": HARMLESS,
        "sha256": HARMLESS,
        "notes": HARMLESS,
        "masked": HARMLESS,
        "read_by": PERSONAL,
        "read_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("text i ett ärende")
        verbose_name_plural = _("texter i ärenden")
        ordering = ("position", "pk")
        constraints = (models.UniqueConstraint(fields=["case", "sha256"], name="proof_text_once"),)

    def __str__(self) -> str:
        return self.title


class Paragraph(models.Model):
    """A paragraph of a rule, as it was read."""

    RESTRICTED: ClassVar = True

    rule = models.ForeignKey(RuleText, models.CASCADE, related_name="+")
    number = models.PositiveIntegerField(_("nummer"))
    label = models.CharField(_("beteckning"), max_length=20, blank=True)
    heading = models.CharField(_("rubrik"), max_length=400, blank=True)
    text = models.TextField(_("text"))
    page = models.PositiveIntegerField(_("sida"), null=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "rule": HARMLESS,
        "number": HARMLESS,
        "label": HARMLESS,
        "heading": FREE_TEXT,
        "text": FREE_TEXT,
        "page": HARMLESS,
    }

    class Meta:
        verbose_name = _("stycke")
        verbose_name_plural = _("stycken")
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=["rule", "number"], name="proof_paragraph_once"),)

    def __str__(self) -> str:
        return self.label or str(self.number)


class MarkState(models.TextChoices):
    """What people have said of a mark."""

    OPEN = "open", _("att granska")
    FINDING = "finding", _("brist")
    DISMISSED = "dismissed", _("avfärdad")


class LanguageMark(models.Model):
    """A place that the word list has marked; a person says whether it is a finding."""

    RESTRICTED: ClassVar = True

    paragraph = models.ForeignKey(Paragraph, models.CASCADE, related_name="+")
    start = models.PositiveIntegerField(_("från tecken"))
    end = models.PositiveIntegerField(_("till tecken"))
    kind = models.CharField(_("slag"), max_length=20)
    code = models.CharField(_("ordlistans post"), max_length=60)
    why = models.CharField(_("varför"), max_length=400)
    state = models.CharField(_("läge"), max_length=10, choices=MarkState, default=MarkState.OPEN)
    reason = models.CharField(_("vad ni säger"), max_length=TEXT, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "paragraph": HARMLESS,
        "start": HARMLESS,
        "end": HARMLESS,
        "kind": HARMLESS,
        "code": FREE_TEXT,
        "why": FREE_TEXT,
        "state": HARMLESS,
        "reason": FREE_TEXT,
        "decided_by": PERSONAL,
        "decided_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("markering i en text")
        verbose_name_plural = _("markeringar i texter")
        constraints = (
            models.UniqueConstraint(fields=["paragraph", "start", "kind", "code"], name="proof_mark_once"),
            models.CheckConstraint(condition=Q(end__gte=F("start")), name="proof_mark_in_order"),
            models.CheckConstraint(
                condition=Q(state=MarkState.OPEN, decided_by=None, decided_at=None)
                | ~Q(state=MarkState.OPEN) & Q(decided_by__isnull=False, decided_at__isnull=False),
                name="proof_mark_decided_by_somebody",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind}: {self.code}"
