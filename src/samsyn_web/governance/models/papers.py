"""The documents that the law asks for: their versions, what people have written in them, and who decided them."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samsyn.statutory import Kind
from samsyn.table import Sensitivity
from samsyn_web.base.models import AppendOnly

HARMLESS, FREE_TEXT, PERSONAL = Sensitivity.HARMLESS, Sensitivity.FREE_TEXT, Sensitivity.PERSONAL
TITLE, BODY, REFERENCE, LONG = 200, 120, 120, 20_000
KINDS = [
    (Kind.PICTURE.value, _("lägesbild enligt lagen")),
    (Kind.FOLLOW_UP.value, _("uppföljning av åtgärdsplanen")),
    (Kind.ASSEMBLY.value, _("rapport till kommunfullmäktige")),
    (Kind.GRANT.value, _("bilaga till bidragsansökan")),
    (Kind.SURVEY.value, _("svar till Brås enkät")),
]


class PaperDecision(models.Model):
    """That a body decided a document as it stood: its content in every edition, and where it is minuted."""

    organisation = models.ForeignKey("people.Organisation", models.CASCADE, related_name="+")
    body = models.CharField(_("beslutat av"), max_length=BODY)
    decided_on = models.DateField(_("beslutsdag"))
    minute_reference = models.CharField(_("protokoll och paragraf"), max_length=REFERENCE)
    # Text, not a JSON column: databases sort the keys, and their order is part of how a chart is drawn.
    content = models.TextField(_("innehåll som JSON"))
    digest = models.CharField(max_length=64)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects = AppendOnly.as_manager()  # type: ignore[django-manager-missing, unused-ignore]

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "organisation": HARMLESS,
        "body": FREE_TEXT,
        "decided_on": HARMLESS,
        "minute_reference": FREE_TEXT,
        "content": FREE_TEXT,
        "digest": HARMLESS,
        "recorded_by": PERSONAL,
        "recorded_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("beslut om handling")
        verbose_name_plural = _("beslut om handlingar")
        indexes = (models.Index(fields=["organisation", "-decided_on"], name="paper_decided_latest"),)
        constraints = (
            models.CheckConstraint(
                condition=~Q(body="") & ~Q(minute_reference=""), name="paper_decision_says_who_and_where"
            ),
        )

    def __str__(self) -> str:
        return f"{self.body}, {self.decided_on}"


class Paper(models.Model):
    """
    A version of a document that the law on crime prevention asks for (handling enligt lagen).

    While it is a draft its figures are made again from the data each time it is read; what people write in it is kept
    beside them. Once it has a `PaperDecision`, its content is that of the decision.
    """

    organisation = models.ForeignKey("people.Organisation", models.CASCADE, related_name="+")
    kind = models.CharField(_("slag"), max_length=12, choices=KINDS)
    number = models.PositiveSmallIntegerField(_("version"))
    title = models.CharField(_("rubrik"), max_length=TITLE)
    decision = models.OneToOneField(
        PaperDecision, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("beslut")
    )
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    started_at = models.DateTimeField()

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "organisation": HARMLESS,
        "kind": HARMLESS,
        "number": HARMLESS,
        "title": FREE_TEXT,
        "decision": HARMLESS,
        "started_by": PERSONAL,
        "started_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("handling enligt lagen")
        verbose_name_plural = _("handlingar enligt lagen")
        constraints = (
            models.UniqueConstraint(fields=["organisation", "kind", "number"], name="paper_version_once"),
            models.CheckConstraint(condition=~Q(title=""), name="paper_has_title"),
        )

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"


class PaperText(models.Model):
    """What people have written in one part of a document; making the figures again never touches it."""

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="+")
    key = models.CharField(_("avsnitt"), max_length=40)
    text = models.CharField(_("egen text"), max_length=LONG, blank=True)
    version = models.PositiveIntegerField(default=1)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "paper": HARMLESS,
        "key": HARMLESS,
        "text": FREE_TEXT,
        "version": HARMLESS,
        "changed_by": PERSONAL,
        "changed_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("text i handling")
        verbose_name_plural = _("texter i handlingar")
        constraints = (models.UniqueConstraint(fields=["paper", "key"], name="paper_text_once"),)

    def __str__(self) -> str:
        return self.key
