"""What was found: a picture, its editions and each of its figures."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samsyn.cycle import Edition, Status
from samsyn.table import Sensitivity
from samsyn_web.observations.models import Round

HARMLESS, PERSONAL = Sensitivity.HARMLESS, Sensitivity.PERSONAL
EDITIONS = [
    (Edition.INTERNAL.value, _("intern upplaga")),
    (Edition.PARTNER.value, _("partnerupplaga")),
    (Edition.PUBLIC.value, _("publik upplaga")),
]


class PictureState(models.TextChoices):
    """How far a picture has come."""

    DRAFT = "draft", _("utkast")
    JUDGED = "judged", _("bedömd")
    PUBLISHED = "published", _("publicerad")


class Picture(models.Model):
    """The situational picture of one round."""

    organisation = models.ForeignKey("people.Organisation", models.CASCADE, related_name="+")
    round = models.OneToOneField(Round, models.PROTECT, related_name="+")
    method = models.CharField(_("metod"), max_length=40)
    version = models.CharField(_("metodens version"), max_length=60)
    period = models.CharField(_("period"), max_length=30)
    start = models.DateField(_("första dagen"))
    end = models.DateField(_("dagen efter den sista"))
    title = models.CharField(_("rubrik"), max_length=300)
    sentence = models.TextField(_("vad bilden säger"))
    state = models.CharField(
        _("läge"), max_length=10, choices=PictureState.choices, default=PictureState.DRAFT
    )
    digest = models.CharField(_("digest"), max_length=64)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    judged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    judged_at = models.DateTimeField(null=True, blank=True)
    discarded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    discarded_at = models.DateTimeField(null=True, blank=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "organisation": HARMLESS,
        "round": HARMLESS,
        "method": HARMLESS,
        "version": HARMLESS,
        "period": HARMLESS,
        "start": HARMLESS,
        "end": HARMLESS,
        "title": HARMLESS,
        "sentence": HARMLESS,
        "state": HARMLESS,
        "digest": HARMLESS,
        "created_by": PERSONAL,
        "created_at": HARMLESS,
        "judged_by": PERSONAL,
        "judged_at": HARMLESS,
        "discarded_by": PERSONAL,
        "discarded_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("lägesbild")
        verbose_name_plural = _("lägesbilder")
        indexes = (models.Index(fields=["organisation", "-start"], name="picture_latest"),)
        constraints = (
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="picture_holds_a_day"),
            models.CheckConstraint(condition=Q(digest__gt=""), name="picture_has_digest"),
            models.CheckConstraint(
                condition=Q(discarded_at__isnull=True, discarded_by__isnull=True)
                | Q(discarded_at__isnull=False, discarded_by__isnull=False, state=PictureState.DRAFT),
                name="picture_only_drafts_discarded",
            ),
            models.CheckConstraint(
                condition=Q(judged_at__isnull=True, judged_by__isnull=True) & ~Q(state=PictureState.JUDGED)
                | Q(judged_at__isnull=False, judged_by__isnull=False) & ~Q(state=PictureState.DRAFT),
                name="picture_judged_by_somebody",
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def is_draft(self) -> bool:
        """Whether the picture may still be discarded."""
        return self.state == PictureState.DRAFT


class PictureEdition(models.Model):
    """What a picture shows one kind of reader: sections as value objects, and the document that they come from."""

    picture = models.ForeignKey(Picture, models.CASCADE, related_name="+")
    edition = models.CharField(_("upplaga"), max_length=10, choices=EDITIONS)
    sentence = models.TextField(_("vad upplagan säger"))
    sections = models.TextField(_("avsnitt som JSON"))
    document = models.TextField(_("dokument som JSON"))
    digest = models.CharField(_("digest"), max_length=64)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "picture": HARMLESS,
        "edition": HARMLESS,
        "sentence": HARMLESS,
        "sections": HARMLESS,
        "document": HARMLESS,
        "digest": HARMLESS,
    }

    class Meta:
        verbose_name = _("upplaga")
        verbose_name_plural = _("upplagor")
        constraints = (models.UniqueConstraint(fields=["picture", "edition"], name="picture_edition_once"),)

    def __str__(self) -> str:
        return f"{self.get_edition_display()}, {self.picture_id}"


class FindingRecord(models.Model):
    """One figure of a picture, as the library stated it; never changed."""

    picture = models.ForeignKey(Picture, models.CASCADE, related_name="+")
    digest = models.CharField(_("digest"), max_length=32)
    method = models.CharField(_("metod"), max_length=40)
    key = models.CharField(_("siffra"), max_length=80)
    label = models.CharField(_("vad siffran är"), max_length=300)
    area = models.CharField(_("område"), max_length=120, null=True, blank=True)
    area_name = models.CharField(_("områdets namn"), max_length=200, blank=True)
    category = models.CharField(_("kategori"), max_length=200, null=True, blank=True)
    category_name = models.CharField(_("kategorins namn"), max_length=200, blank=True)
    start = models.DateField(_("första dagen"))
    end = models.DateField(_("dagen efter den sista"))
    period = models.CharField(_("period"), max_length=30)
    value = models.FloatField(_("värde"), null=True, blank=True)
    low = models.FloatField(_("nedre gräns"), null=True, blank=True)
    high = models.FloatField(_("övre gräns"), null=True, blank=True)
    level = models.FloatField(_("konfidensgrad"))
    unit = models.CharField(_("enhet"), max_length=120)
    n = models.BigIntegerField(_("antal händelser"))
    status = models.CharField(
        _("vad siffran säger"), max_length=20, choices=[(s.value, s.value) for s in Status]
    )
    reason = models.TextField(_("skäl"), blank=True)
    detail = models.JSONField(_("siffror bakom"), default=dict, blank=True)
    provenance = models.JSONField(_("ursprung"))

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "picture": HARMLESS,
        "digest": HARMLESS,
        "method": HARMLESS,
        "key": HARMLESS,
        "label": HARMLESS,
        "area": HARMLESS,
        "area_name": HARMLESS,
        "category": HARMLESS,
        "category_name": HARMLESS,
        "start": HARMLESS,
        "end": HARMLESS,
        "period": HARMLESS,
        "value": HARMLESS,
        "low": HARMLESS,
        "high": HARMLESS,
        "level": HARMLESS,
        "unit": HARMLESS,
        "n": HARMLESS,
        "status": HARMLESS,
        "reason": HARMLESS,
        "detail": HARMLESS,
        "provenance": HARMLESS,
    }

    class Meta:
        verbose_name = _("resultat")
        verbose_name_plural = _("resultat")
        indexes = (models.Index(fields=["digest"], name="finding_digest"),)
        constraints = (
            models.UniqueConstraint(fields=["picture", "digest"], name="finding_once"),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="finding_holds_a_day"),
            models.CheckConstraint(condition=Q(level__gt=0, level__lt=1), name="finding_level_in_0_1"),
        )

    def __str__(self) -> str:
        return f"{self.key} {self.digest}"
