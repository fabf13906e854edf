"""The plan, and the versions of it that were decided."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samsyn.table import Sensitivity
from samsyn_web.base.models import AppendOnly

HARMLESS, FREE_TEXT, PERSONAL = Sensitivity.HARMLESS, Sensitivity.FREE_TEXT, Sensitivity.PERSONAL
TITLE, TEXT, LONG, FUNCTION = 200, 500, 2000, 120


class PlanState(models.TextChoices):
    """Whether a plan is written on, in force, or replaced by a newer one."""

    DRAFT = "draft", _("utkast")
    DECIDED = "decided", _("beslutad")
    REPLACED = "replaced", _("ersatt")


class Plan(models.Model):
    """A plan for the actions of an organisation (åtgärdsplan); what a body decided is kept as a `PlanVersion`."""

    organisation = models.ForeignKey("people.Organisation", models.CASCADE, related_name="+")
    title = models.CharField(_("plan"), max_length=TITLE)
    text = models.CharField(_("syfte och avgränsning"), max_length=LONG, blank=True)
    starts = models.DateField(_("gäller från"))
    ends = models.DateField(_("gäller till"))
    state = models.CharField(_("läge"), max_length=10, choices=PlanState, default=PlanState.DRAFT)
    picture = models.ForeignKey("findings.Picture", models.PROTECT, null=True, blank=True, related_name="+")
    replaces = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "organisation": HARMLESS,
        "title": FREE_TEXT,
        "text": FREE_TEXT,
        "starts": HARMLESS,
        "ends": HARMLESS,
        "state": HARMLESS,
        "picture": HARMLESS,
        "replaces": HARMLESS,
        "written_by": PERSONAL,
        "written_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("åtgärdsplan")
        verbose_name_plural = _("åtgärdsplaner")
        indexes = (models.Index(fields=["organisation", "state", "-starts"], name="plan_in_force"),)
        constraints = (
            models.CheckConstraint(condition=~Q(title=""), name="plan_has_title"),
            models.CheckConstraint(condition=Q(ends__gte=F("starts")), name="plan_ends_after"),
        )

    def __str__(self) -> str:
        return self.title


class PlanVersion(models.Model):
    """The plan as a body decided it: its whole content, who decided and where that is minuted; never changed."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField(_("version"))
    content = models.JSONField(_("innehåll"))
    digest = models.CharField(max_length=64)
    body = models.CharField(_("beslutat av"), max_length=FUNCTION)
    decided_on = models.DateField(_("beslutsdag"))
    minute_reference = models.CharField(_("protokoll och paragraf"), max_length=120)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects = AppendOnly.as_manager()  # type: ignore[django-manager-missing, unused-ignore]

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "plan": HARMLESS,
        "number": HARMLESS,
        "content": FREE_TEXT,
        "digest": HARMLESS,
        "body": HARMLESS,
        "decided_on": HARMLESS,
        "minute_reference": HARMLESS,
        "recorded_by": PERSONAL,
        "recorded_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("beslutad version av plan")
        verbose_name_plural = _("beslutade versioner av planer")
        constraints = (
            models.UniqueConstraint(fields=["plan", "number"], name="plan_version_once"),
            models.CheckConstraint(
                condition=~Q(body="") & ~Q(minute_reference=""), name="plan_version_says_who_and_where"
            ),
        )

    def __str__(self) -> str:
        return f"{self.plan} ({self.number})"
