"""What a municipality has shared with a programme: a copy of a figure, or a published report."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samsyn.table import Sensitivity
from samsyn_web.programmes.models.programmes import Participant
from samsyn_web.programmes.models.sizes import FREE_TEXT, HARMLESS, NAME, PERSONAL
from samsyn_web.reports.models import Publication


class Share(models.Model):
    """
    One thing that is shared, until it is revoked.

    `content` holds a figure as it was shared, and nothing that it was counted from; a report is its `publication`. When
    a share is revoked both are emptied: that it was shared stays, what it said does not.
    """

    organisation = models.ForeignKey(
        "people.Organisation", models.CASCADE, related_name="+", verbose_name=_("den som delar")
    )
    participant = models.ForeignKey(
        Participant, models.CASCADE, related_name="+", verbose_name=_("deltagare i program")
    )
    key = models.CharField(_("vad som delas"), max_length=120)
    title = models.CharField(_("rubrik"), max_length=500)
    origin = models.CharField(_("var det står"), max_length=NAME, blank=True)
    content = models.JSONField(_("siffran"), default=dict, blank=True)
    publication = models.ForeignKey(
        Publication, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("publicering")
    )
    digest = models.CharField(max_length=64)
    note = models.CharField(_("kommentar"), max_length=500, blank=True)
    shared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("vem som delade")
    )
    shared_at = models.DateTimeField(_("delad"))
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("vem som återkallade"),
    )
    revoked_at = models.DateTimeField(_("återkallad"), null=True, blank=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "organisation": HARMLESS,
        "participant": HARMLESS,
        "key": HARMLESS,
        "title": HARMLESS,
        "origin": HARMLESS,
        "content": HARMLESS,
        "publication": HARMLESS,
        "digest": HARMLESS,
        "note": FREE_TEXT,
        "shared_by": PERSONAL,
        "shared_at": HARMLESS,
        "revoked_by": PERSONAL,
        "revoked_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("delning med program")
        verbose_name_plural = _("delningar med program")
        indexes = (models.Index(fields=["organisation", "-shared_at"], name="share_latest"),)
        constraints = (
            models.UniqueConstraint(
                fields=["participant", "key"], condition=Q(revoked_at=None), name="share_once"
            ),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True, revoked_by__isnull=True)
                | Q(revoked_at__isnull=False, revoked_by__isnull=False, publication=None, content={}),
                name="share_revoked_is_empty",
            ),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=False)
                | Q(publication__isnull=False, content={})
                | Q(publication__isnull=True) & ~Q(content={}),
                name="share_is_figure_or_report",
            ),
        )

    def __str__(self) -> str:
        return self.title
