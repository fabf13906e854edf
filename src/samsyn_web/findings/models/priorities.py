"""What an analysis period puts first: need and possibility to influence per area, and what is chosen and left."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samsyn.table import Sensitivity
from samsyn_web.base.models import AppendOnly
from samsyn_web.findings.models.judgements import TEXT

HARMLESS, PERSONAL, FREE_TEXT = Sensitivity.HARMLESS, Sensitivity.PERSONAL, Sensitivity.FREE_TEXT
HIGHEST, MOST_PRIORITISED = 3, 3
NEED = [
    (0, _("0: inget särskilt behov")),
    (1, _("1: litet behov")),
    (2, _("2: tydligt behov")),
    (3, _("3: stort behov")),
]
INFLUENCE = [
    (0, _("0: går inte att påverka nu")),
    (1, _("1: svårt att påverka")),
    (2, _("2: går att påverka")),
    (3, _("3: lätt att påverka")),
]


class AreaChoice(models.TextChoices):
    """What is chosen for an area; to leave an area is a choice with a reason too."""

    NONE = "", _("varken eller")
    PRIORITISED = "prioritised", _("prioriteras")
    LEFT = "left", _("lämnas den här perioden")


class Prioritisation(models.Model):
    """One version of what was decided for an analysis period; a change is a new version that names the old."""

    organisation = models.ForeignKey("people.Organisation", models.CASCADE, related_name="+")
    period = models.CharField(_("period"), max_length=30)
    start = models.DateField()
    end = models.DateField()
    version = models.PositiveIntegerField(_("version"))
    supersedes = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="+")
    area_version = models.CharField(_("områdesversion"), max_length=200)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    objects = AppendOnly.as_manager()  # type: ignore[django-manager-missing, unused-ignore]

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "organisation": HARMLESS,
        "period": HARMLESS,
        "start": HARMLESS,
        "end": HARMLESS,
        "version": HARMLESS,
        "supersedes": HARMLESS,
        "area_version": HARMLESS,
        "decided_by": PERSONAL,
        "decided_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("prioritering av områden")
        verbose_name_plural = _("prioriteringar av områden")
        constraints = (
            models.UniqueConstraint(
                fields=["organisation", "period", "version"], name="prioritisation_version_once"
            ),
            models.CheckConstraint(
                condition=Q(supersedes__isnull=True, version=1) | Q(supersedes__isnull=False, version__gt=1),
                name="prioritisation_names_the_one_before",
            ),
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="prioritisation_has_days"),
        )

    def __str__(self) -> str:
        return f"{self.period}, version {self.version}"


class AreaPriority(models.Model):
    """What was said of one area: need, possibility to influence, each with its ground, and what was chosen."""

    prioritisation = models.ForeignKey(Prioritisation, models.PROTECT, related_name="+")
    position = models.PositiveIntegerField(_("plats"))
    area = models.CharField(_("område"), max_length=120)
    area_name = models.CharField(_("områdets namn"), max_length=200)
    need = models.PositiveSmallIntegerField(_("behov"), choices=NEED)
    need_ground = models.CharField(_("vad behovet bygger på"), max_length=TEXT)
    influence = models.PositiveSmallIntegerField(_("påverkbarhet"), choices=INFLUENCE)
    influence_ground = models.CharField(_("vad påverkbarheten bygger på"), max_length=TEXT)
    choice = models.CharField(_("val"), max_length=12, choices=AreaChoice, blank=True)
    reason = models.CharField(_("skäl"), max_length=TEXT, blank=True)

    objects = AppendOnly.as_manager()  # type: ignore[django-manager-missing, unused-ignore]

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "prioritisation": HARMLESS,
        "position": HARMLESS,
        "area": HARMLESS,
        "area_name": HARMLESS,
        "need": HARMLESS,
        "need_ground": FREE_TEXT,
        "influence": HARMLESS,
        "influence_ground": FREE_TEXT,
        "choice": HARMLESS,
        "reason": FREE_TEXT,
    }

    class Meta:
        verbose_name = _("områdets prioritering")
        verbose_name_plural = _("områdenas prioritering")
        constraints = (
            models.UniqueConstraint(fields=["prioritisation", "area"], name="area_priority_once"),
            models.CheckConstraint(
                condition=Q(need__lte=HIGHEST, influence__lte=HIGHEST), name="area_priority_on_the_scale"
            ),
            models.CheckConstraint(
                condition=~Q(need_ground="") & ~Q(influence_ground=""), name="area_priority_has_grounds"
            ),
            models.CheckConstraint(
                condition=Q(choice="") | ~Q(reason=""), name="area_priority_choice_has_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(choice__in=AreaChoice.values), name="area_priority_choice_known"
            ),
        )

    def __str__(self) -> str:
        return self.area_name
