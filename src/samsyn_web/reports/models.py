"""What was published: an edition of a picture, frozen."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from samsyn.table import Sensitivity
from samsyn_web.base.models import AppendOnly
from samsyn_web.findings.models import EDITIONS, Picture

HARMLESS, PERSONAL = Sensitivity.HARMLESS, Sensitivity.PERSONAL


class Publication(models.Model):
    """A frozen edition; a correction is a new publication that names the one it replaces."""

    organisation = models.ForeignKey("people.Organisation", models.CASCADE, related_name="+")
    picture = models.ForeignKey(Picture, models.PROTECT, related_name="+")
    edition = models.CharField("upplaga", max_length=10, choices=EDITIONS)
    period = models.CharField("period", max_length=30)
    title = models.CharField("rubrik", max_length=300)
    version = models.PositiveIntegerField("version")
    supersedes = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="ersätter"
    )
    note = models.CharField("vad som är rättat", max_length=500, blank=True)
    document = models.TextField("dokument som JSON")
    html = models.TextField("dokument som HTML")
    pdf = models.BinaryField("dokument som PDF")
    digest = models.CharField("digest", max_length=64)
    html_digest = models.CharField("digest för HTML", max_length=64)
    pdf_digest = models.CharField("digest för PDF", max_length=64)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    published_at = models.DateTimeField()

    objects = AppendOnly.as_manager()  # type: ignore[django-manager-missing, unused-ignore]

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "organisation": HARMLESS,
        "picture": HARMLESS,
        "edition": HARMLESS,
        "period": HARMLESS,
        "title": HARMLESS,
        "version": HARMLESS,
        "supersedes": HARMLESS,
        "note": Sensitivity.FREE_TEXT,
        "document": HARMLESS,
        "html": HARMLESS,
        "pdf": HARMLESS,
        "digest": HARMLESS,
        "html_digest": HARMLESS,
        "pdf_digest": HARMLESS,
        "published_by": PERSONAL,
        "published_at": HARMLESS,
    }

    class Meta:
        verbose_name = "publicering"
        verbose_name_plural = "publiceringar"
        indexes = (models.Index(fields=["organisation", "-published_at"], name="publication_latest"),)
        constraints = (
            models.UniqueConstraint(
                fields=["organisation", "period", "edition", "version"], name="publication_version_once"
            ),
            models.CheckConstraint(condition=Q(version__gte=1), name="publication_version_from_1"),
            models.CheckConstraint(condition=Q(digest__gt=""), name="publication_has_digest"),
            models.CheckConstraint(
                condition=Q(supersedes__isnull=True, version=1) | Q(supersedes__isnull=False, version__gt=1),
                name="publication_correction_names_the_old",
            ),
            models.CheckConstraint(
                condition=Q(supersedes__isnull=True) | ~Q(supersedes=F("id")),
                name="publication_replaces_another",
            ),
        )

    def __str__(self) -> str:
        return f"{self.title}, version {self.version}"
