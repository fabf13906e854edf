"""What a municipality has learnt: each version of its words, which never change, and what others may read."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samsyn.table import Sensitivity
from samsyn_web.base.models import AppendOnly
from samsyn_web.knowledge.models.packs import ReceivedPack

HARMLESS, FREE_TEXT, PERSONAL = Sensitivity.HARMLESS, Sensitivity.FREE_TEXT, Sensitivity.PERSONAL
TITLE, TEXT, REFERENCE = 160, 1500, 200
FIVE = ("intelligence", "intervention", "implementation", "involvement", "impact")
"""The 5Is of Ekblom, in their order; each is a field of `LessonText`."""


class Result(models.TextChoices):
    """What came of it, as those who write the lesson say."""

    WORKED = "worked", _("fungerade")
    FAILED = "failed", _("fungerade inte")
    UNCLEAR = "unclear", _("går inte att bedöma")


class Lesson(models.Model):
    """
    Something that a municipality has learnt (lärdom); its words stand in `LessonText`, newest number in force.

    `pack` is what it came in, where somebody else has learnt it; then it is a draft until somebody here approves it.
    """

    organisation = models.ForeignKey("people.Organisation", models.CASCADE, related_name="+")
    version = models.PositiveIntegerField(_("version"), default=1)
    pack = models.ForeignKey(
        ReceivedPack, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("ur paket")
    )
    is_draft = models.BooleanField(_("utkast"), default=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "organisation": HARMLESS,
        "version": HARMLESS,
        "pack": HARMLESS,
        "is_draft": HARMLESS,
        "made_by": PERSONAL,
        "made_at": HARMLESS,
        "withdrawn_by": PERSONAL,
        "withdrawn_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("lärdom")
        verbose_name_plural = _("lärdomar")
        constraints = (
            models.CheckConstraint(
                condition=Q(is_draft=False) | Q(pack__isnull=False), name="lesson_draft_came_in_pack"
            ),
        )

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


class LessonText(models.Model):
    """
    One version of a lesson as a card of the 5Is.

    `proofs` are the numbers behind it, as they were when it was written: a list of mappings with `kind` (action,
    verdict or figure), `key` (of an action or evaluation, or a figure's digest), `said`, and for a verdict `change`.
    What stood in a pack has the kind `received` and no key.
    """

    lesson = models.ForeignKey(Lesson, models.CASCADE, related_name="+")
    number = models.PositiveIntegerField(_("version"))
    title = models.CharField(_("lärdomen"), max_length=TITLE)
    result = models.CharField(_("omdöme"), max_length=8, choices=Result)
    intelligence = models.CharField(_("problemet och underlaget"), max_length=TEXT, blank=True)
    intervention = models.CharField(_("vad som gjordes"), max_length=TEXT, blank=True)
    implementation = models.CharField(_("hur det genomfördes"), max_length=TEXT, blank=True)
    involvement = models.CharField(_("vilka som var med"), max_length=TEXT, blank=True)
    impact = models.CharField(_("vad det ledde till"), max_length=TEXT, blank=True)
    proofs = models.JSONField(_("siffror bakom"), default=list, blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    objects = AppendOnly.as_manager()  # type: ignore[django-manager-missing, unused-ignore]

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "lesson": HARMLESS,
        "number": HARMLESS,
        "title": FREE_TEXT,
        "result": HARMLESS,
        "intelligence": FREE_TEXT,
        "intervention": FREE_TEXT,
        "implementation": FREE_TEXT,
        "involvement": FREE_TEXT,
        "impact": FREE_TEXT,
        "proofs": FREE_TEXT,
        "written_by": PERSONAL,
        "written_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("version av lärdom")
        verbose_name_plural = _("versioner av lärdomar")
        constraints = (
            models.UniqueConstraint(fields=["lesson", "number"], name="lesson_version_once"),
            models.CheckConstraint(condition=~Q(title=""), name="lesson_has_title"),
            models.CheckConstraint(condition=Q(result__in=Result.values), name="lesson_result_known"),
        )

    def __str__(self) -> str:
        return self.title


class LessonShare(models.Model):
    """
    That one version of a lesson may be read by the other organisations of the installation, until it is revoked.

    `proofs` is what goes out of the numbers, as texts: only what stands in a public edition, never a key.
    """

    lesson = models.ForeignKey(Lesson, models.CASCADE, related_name="+")
    text = models.ForeignKey(LessonText, models.PROTECT, related_name="+")
    reference = models.CharField(_("var beslutet finns"), max_length=REFERENCE, blank=True)
    proofs = models.JSONField(_("siffror som följer med"), default=list, blank=True)
    shared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    shared_at = models.DateTimeField()
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    revoked_at = models.DateTimeField(null=True, blank=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "lesson": HARMLESS,
        "text": HARMLESS,
        "reference": FREE_TEXT,
        "proofs": FREE_TEXT,
        "shared_by": PERSONAL,
        "shared_at": HARMLESS,
        "revoked_by": PERSONAL,
        "revoked_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("delning av lärdom")
        verbose_name_plural = _("delningar av lärdomar")
        constraints = (
            models.UniqueConstraint(
                fields=["lesson"], condition=Q(revoked_at=None), name="lesson_shared_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.text}"
