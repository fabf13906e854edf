"""The final report as it was made: every format, byte for byte."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.table import Sensitivity
from samsyn_web.base.models import AppendOnly
from samsyn_web.programmes.models.programmes import Programme
from samsyn_web.programmes.models.sizes import HARMLESS, PERSONAL


class ReportFormat(models.TextChoices):
    """What a final report is made as."""

    PDF = "pdf", _("PDF")
    DOCX = "docx", _("Word")
    HTML = "html", _("webbsida")


class FinalReport(models.Model):
    """A final report as it was made one day; `work` names the job, so that doing it again gives the same."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="+")
    work = models.CharField(_("arbete"), max_length=36, unique=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    activities = models.PositiveIntegerField(_("antal aktiviteter"))
    municipalities = models.PositiveIntegerField(_("antal kommuner"))
    texts = models.PositiveIntegerField(_("antal egna texter"))
    digest = models.CharField(_("kontrollsumma av underlaget"), max_length=64)

    objects = AppendOnly.as_manager()  # type: ignore[django-manager-missing, unused-ignore]

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "programme": HARMLESS,
        "work": HARMLESS,
        "made_by": PERSONAL,
        "made_at": HARMLESS,
        "activities": HARMLESS,
        "municipalities": HARMLESS,
        "texts": HARMLESS,
        "digest": HARMLESS,
    }

    class Meta:
        verbose_name = _("slutrapport som den gjordes")
        verbose_name_plural = _("slutrapporter som de gjordes")

    def __str__(self) -> str:
        return f"{self.pk}"


class FinalReportFile(models.Model):
    """One format of a final report."""

    report = models.ForeignKey(FinalReport, models.CASCADE, related_name="+", verbose_name=_("slutrapport"))
    form = models.CharField(_("format"), max_length=4, choices=ReportFormat)
    content = models.BinaryField(_("innehåll"))
    size = models.PositiveIntegerField(_("storlek"))
    digest = models.CharField(_("digest"), max_length=64)

    objects = AppendOnly.as_manager()  # type: ignore[django-manager-missing, unused-ignore]

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "report": HARMLESS,
        "form": HARMLESS,
        "content": Sensitivity.FREE_TEXT,
        "size": HARMLESS,
        "digest": HARMLESS,
    }

    class Meta:
        verbose_name = _("fil av slutrapport")
        verbose_name_plural = _("filer av slutrapporter")
        constraints = (models.UniqueConstraint(fields=["report", "form"], name="final_report_format_once"),)

    def __str__(self) -> str:
        return self.form
