"""Notes on time lines, and saved views."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samsyn.table import Sensitivity
from samsyn_web.observations.models import Source

HARMLESS, PERSONAL, FREE_TEXT = Sensitivity.HARMLESS, Sensitivity.PERSONAL, Sensitivity.FREE_TEXT


class AnnotationKind(models.TextChoices):
    """What kind of thing a note on a time line is about."""

    BREAK = "break", _("avbrott i källan")
    EVENT = "event", _("händelse")
    ACTION = "action", _("åtgärd")
    OTHER = "other", _("annat")


class Annotation(models.Model):
    """
    A dated note on the organisation's time lines; a break is one that figures are not compared across.

    Without a source it is about all of them, without an area about the whole municipality.
    """

    organisation = models.ForeignKey("people.Organisation", models.CASCADE, related_name="+")
    source = models.ForeignKey(Source, models.CASCADE, null=True, blank=True, related_name="+")
    area = models.CharField(_("område"), max_length=200, blank=True)
    first_day = models.DateField(_("dag, eller första dagen"))
    last_day = models.DateField(_("sista dagen"), null=True, blank=True)
    kind = models.CharField(_("slag"), max_length=6, choices=AnnotationKind)
    what = models.CharField(_("vad"), max_length=200)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "organisation": HARMLESS,
        "source": HARMLESS,
        "area": HARMLESS,
        "first_day": HARMLESS,
        "last_day": HARMLESS,
        "kind": HARMLESS,
        "what": FREE_TEXT,
        "written_by": PERSONAL,
        "written_at": HARMLESS,
        "removed_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("anteckning")
        verbose_name_plural = _("anteckningar")
        indexes = (models.Index(fields=["organisation", "first_day"], name="annotation_by_day"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(last_day=None) | Q(last_day__gte=models.F("first_day")),
                name="annotation_ends_after",
            ),
            models.CheckConstraint(condition=Q(kind__in=AnnotationKind.values), name="annotation_kind_known"),
            models.CheckConstraint(condition=~Q(what=""), name="annotation_says_something"),
        )

    def __str__(self) -> str:
        return _("anteckning %(n)s") % {"n": self.pk}

    @property
    def is_break(self) -> bool:
        """Whether figures before and after cannot be compared."""
        return self.kind == AnnotationKind.BREAK


class SavedView(models.Model):
    """A named set of choices on the everyday page: its owner's, or shared within the organisation."""

    organisation = models.ForeignKey("people.Organisation", models.CASCADE, related_name="+")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    name = models.CharField(_("namn"), max_length=80)
    is_shared = models.BooleanField(_("delas i organisationen"), default=False)
    is_default = models.BooleanField(_("visas först"), default=False)
    choices = models.JSONField(_("val"))
    saved_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "organisation": HARMLESS,
        "owner": PERSONAL,
        "name": FREE_TEXT,
        "is_shared": HARMLESS,
        "is_default": HARMLESS,
        "choices": HARMLESS,
        "saved_at": HARMLESS,
        "removed_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("sparad vy")
        verbose_name_plural = _("sparade vyer")
        constraints = (
            models.UniqueConstraint(
                fields=["organisation", "owner", "name"],
                condition=Q(removed_at=None),
                name="saved_view_named_once",
            ),
            models.UniqueConstraint(
                fields=["organisation", "owner"],
                condition=Q(is_default=True, removed_at=None),
                name="saved_view_one_first",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="saved_view_has_a_name"),
        )

    def __str__(self) -> str:
        return f"sparad vy {self.pk}"
