"""
Codebooks of open questions, and what two coders gave each answer.

What one coder has given is read by nobody else until both have locked; `queries.codings` is the only way to it.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samsyn.table import Sensitivity
from samsyn_web.base.models import AppendOnly
from samsyn_web.methods.surveys.models.surveys import TEXT, WRITTEN, OpenAnswer, Survey

HARMLESS, FREE_TEXT, PERSONAL = Sensitivity.HARMLESS, Sensitivity.FREE_TEXT, Sensitivity.PERSONAL
SENSITIVE = Sensitivity.SENSITIVE


class Codebook(models.Model):
    """
    The codes of one open question, in a version that never changes; a change is a new version, coded anew.

    `codes` are key, label and definition in order. `digest` names the codes and all that was given when the coding was
    finished.
    """

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="+")
    item = models.CharField(_("fråga"), max_length=40)
    version = models.PositiveSmallIntegerField(_("version"))
    codes = models.JSONField(_("koder"))
    first_coder = models.ForeignKey("people.Membership", models.PROTECT, related_name="+")
    second_coder = models.ForeignKey("people.Membership", models.PROTECT, related_name="+")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    digest = models.CharField(_("kontrollsumma"), max_length=32, blank=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "survey": HARMLESS,
        "item": HARMLESS,
        "version": HARMLESS,
        "codes": HARMLESS,
        "first_coder": PERSONAL,
        "second_coder": PERSONAL,
        "made_by": PERSONAL,
        "made_at": HARMLESS,
        "finished_at": HARMLESS,
        "digest": HARMLESS,
    }

    class Meta:
        verbose_name = _("kodbok")
        verbose_name_plural = _("kodböcker")
        constraints = (
            models.UniqueConstraint(fields=["survey", "item", "version"], name="codebook_version_once"),
            models.CheckConstraint(condition=~Q(first_coder=F("second_coder")), name="codebook_two_coders"),
            models.CheckConstraint(
                condition=Q(finished_at__isnull=True, digest="")
                | (Q(finished_at__isnull=False) & ~Q(digest="")),
                name="codebook_finished_has_digest",
            ),
        )

    def __str__(self) -> str:
        return f"{self.item}, {self.version}"


class Coding(models.Model):
    """The codes that one coder gave one answer, none where no code fits; a draft until the coder locks."""

    codebook = models.ForeignKey(Codebook, models.CASCADE, related_name="+")
    answer = models.ForeignKey(OpenAnswer, models.CASCADE, related_name="+")
    coder = models.ForeignKey("people.Membership", models.PROTECT, related_name="+")
    codes = models.JSONField(_("givna koder"))

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "codebook": HARMLESS,
        "answer": HARMLESS,
        "coder": PERSONAL,
        "codes": SENSITIVE,
    }

    class Meta:
        verbose_name = _("kodning")
        verbose_name_plural = _("kodningar")
        constraints = (models.UniqueConstraint(fields=["codebook", "answer", "coder"], name="coding_once"),)

    def __str__(self) -> str:
        return str(self.pk)


class CodingLock(models.Model):
    """That a coder is done; from then on the codes never change."""

    codebook = models.ForeignKey(Codebook, models.CASCADE, related_name="+")
    coder = models.ForeignKey("people.Membership", models.PROTECT, related_name="+")
    locked_at = models.DateTimeField()

    objects = AppendOnly.as_manager()  # type: ignore[django-manager-missing, unused-ignore]

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "codebook": HARMLESS,
        "coder": PERSONAL,
        "locked_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("låsning av kodning")
        verbose_name_plural = _("låsningar av kodning")
        constraints = (models.UniqueConstraint(fields=["codebook", "coder"], name="coding_lock_once"),)

    def __str__(self) -> str:
        return f"{self.codebook_id}"


class SettledCoding(models.Model):
    """What the coders agreed on for an answer that they had coded differently, and why."""

    codebook = models.ForeignKey(Codebook, models.CASCADE, related_name="+")
    answer = models.ForeignKey(OpenAnswer, models.CASCADE, related_name="+")
    codes = models.JSONField(_("koder som gäller"))
    reason = models.CharField(_("skäl"), max_length=TEXT)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    settled_at = models.DateTimeField()

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "codebook": HARMLESS,
        "answer": HARMLESS,
        "codes": HARMLESS,
        "reason": FREE_TEXT,
        "settled_by": PERSONAL,
        "settled_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("avgjord kodning")
        verbose_name_plural = _("avgjorda kodningar")
        constraints = (
            models.UniqueConstraint(fields=["codebook", "answer"], name="coding_settled_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="coding_settled_says_why"),
        )

    def __str__(self) -> str:
        return str(self.pk)


class Quotation(models.Model):
    """
    What is quoted of an answer whose writer allowed it: the text as it is printed, and whether it was edited.

    The answer itself stays as it was written; only its writer's consent makes a quotation possible.
    """

    answer = models.OneToOneField(OpenAnswer, models.CASCADE, related_name="+")
    text = models.CharField(_("citat"), max_length=WRITTEN)
    is_edited = models.BooleanField(_("redigerat"))
    chosen_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    chosen_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "answer": HARMLESS,
        "text": FREE_TEXT,
        "is_edited": HARMLESS,
        "chosen_by": PERSONAL,
        "chosen_at": HARMLESS,
        "withdrawn_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("citat")
        verbose_name_plural = _("citat")
        constraints = (models.CheckConstraint(condition=~Q(text=""), name="quotation_says_something"),)

    def __str__(self) -> str:
        return str(self.pk)
