"""What was published: an edition of a picture, frozen, in every format."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samsyn.cycle import Edition
from samsyn.table import Sensitivity
from samsyn_web.base.models import AppendOnly
from samsyn_web.findings.models import EDITIONS, Picture
from samsyn_web.reports.models.decisions import PublicDecision, SecrecyDecision
from samsyn_web.reports.models.partners import Partner

HARMLESS, PERSONAL = Sensitivity.HARMLESS, Sensitivity.PERSONAL


class Publication(models.Model):
    """A frozen edition; a correction is a new publication that names the one it replaces."""

    organisation = models.ForeignKey("people.Organisation", models.CASCADE, related_name="+")
    picture = models.ForeignKey(Picture, models.PROTECT, related_name="+")
    edition = models.CharField(_("upplaga"), max_length=10, choices=EDITIONS)
    partner = models.ForeignKey(
        Partner, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("partner")
    )
    partner_name = models.CharField(_("partnerns namn då"), max_length=120, blank=True)
    areas = models.JSONField(_("partnerns områden då"), default=dict, blank=True)
    reason = models.CharField(
        _("varför den lämnas ut"), max_length=500, blank=True
    )  # before secrecy decisions
    decision = models.ForeignKey(
        PublicDecision,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("beslut om den publika upplagan"),
    )
    secrecy = models.ForeignKey(
        SecrecyDecision,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("sekretessbeslut"),
    )
    chain = models.CharField(_("versionskedja"), max_length=400)
    period = models.CharField(_("period"), max_length=30)
    title = models.CharField(_("rubrik"), max_length=300)
    version = models.PositiveIntegerField(_("version"))
    supersedes = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("ersätter")
    )
    note = models.CharField(_("vad som är rättat"), max_length=500, blank=True)
    document = models.TextField(_("dokument som JSON"))
    digest = models.CharField(_("digest"), max_length=64)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    published_at = models.DateTimeField()

    objects = AppendOnly.as_manager()  # type: ignore[django-manager-missing, unused-ignore]

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "organisation": HARMLESS,
        "picture": HARMLESS,
        "edition": HARMLESS,
        "partner": HARMLESS,
        "partner_name": HARMLESS,
        "areas": HARMLESS,
        "reason": Sensitivity.FREE_TEXT,
        "decision": HARMLESS,
        "secrecy": HARMLESS,
        "chain": HARMLESS,
        "period": HARMLESS,
        "title": HARMLESS,
        "version": HARMLESS,
        "supersedes": HARMLESS,
        "note": Sensitivity.FREE_TEXT,
        "document": HARMLESS,
        "digest": HARMLESS,
        "published_by": PERSONAL,
        "published_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("publicering")
        verbose_name_plural = _("publiceringar")
        indexes = (models.Index(fields=["organisation", "-published_at"], name="publication_latest"),)
        constraints = (
            models.UniqueConstraint(
                fields=["organisation", "chain", "version"], name="publication_version_of_chain_once"
            ),
            models.CheckConstraint(
                condition=Q(partner__isnull=True) | Q(edition=Edition.PARTNER.value),
                name="publication_only_partner_edition_has_partner",
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


class FileKind(models.TextChoices):
    """The formats beside the JSON document, in the order that they are offered."""

    PDF = "pdf", _("PDF")
    DOCX = "docx", _("Word")
    XLSX = "xlsx", _("Excel")
    HTML = "html", _("webbsida")
    ZIP = "zip", _("paket")


class PublishedFile(models.Model):
    """One format of a publication, byte for byte as it was made then."""

    publication = models.ForeignKey(Publication, models.CASCADE, related_name="+")
    kind = models.CharField(_("format"), max_length=4, choices=FileKind)
    content = models.BinaryField(_("innehåll"))
    size = models.PositiveIntegerField(_("storlek"))
    digest = models.CharField(_("digest"), max_length=64)

    objects = AppendOnly.as_manager()  # type: ignore[django-manager-missing, unused-ignore]

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "publication": HARMLESS,
        "kind": HARMLESS,
        "content": HARMLESS,
        "size": HARMLESS,
        "digest": HARMLESS,
    }

    class Meta:
        verbose_name = _("publicerad fil")
        verbose_name_plural = _("publicerade filer")
        constraints = (
            models.UniqueConstraint(fields=["publication", "kind"], name="published_file_once"),
            models.CheckConstraint(condition=Q(kind__in=FileKind.values), name="published_file_kind_known"),
        )

    def __str__(self) -> str:
        return _("%(kind)s av %(publication)s") % {
            "kind": self.get_kind_display(),
            "publication": self.publication_id,
        }
