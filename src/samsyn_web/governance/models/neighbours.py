"""Other plans and steering documents that the prevention work is to be joined with (7 §)."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samsyn.table import Sensitivity

HARMLESS, FREE_TEXT, PERSONAL = Sensitivity.HARMLESS, Sensitivity.FREE_TEXT, Sensitivity.PERSONAL
NAME, WORDS = 200, 2000


class NeighbourPlan(models.Model):
    """
    Another plan or steering document (annan plan): whose it is, how long it holds, and how the two are kept in line.

    It counts for 7 § from the day that `agreed` says how, which is `agreed_on`, until it no longer holds.
    """

    organisation = models.ForeignKey("people.Organisation", models.CASCADE, related_name="+")
    name = models.CharField(_("namn"), max_length=NAME)
    body = models.CharField(_("ansvarigt organ"), max_length=NAME)
    reference = models.CharField(_("handling"), max_length=NAME)
    about = models.TextField(_("vad i den som gäller brottsförebyggande arbete"), max_length=WORDS)
    agreed = models.TextField(_("hur planerna hålls ihop"), max_length=WORDS, blank=True)
    agreed_on = models.DateField(_("bestämt den"), null=True, blank=True)
    valid_from = models.DateField(_("gäller från och med"))
    valid_until = models.DateField(_("gäller till och med"), null=True, blank=True)
    revised_on = models.DateField(_("revideras"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "organisation": HARMLESS,
        "name": FREE_TEXT,
        "body": FREE_TEXT,
        "reference": FREE_TEXT,
        "about": FREE_TEXT,
        "agreed": FREE_TEXT,
        "agreed_on": HARMLESS,
        "valid_from": HARMLESS,
        "valid_until": HARMLESS,
        "revised_on": HARMLESS,
        "version": HARMLESS,
        "added_by": PERSONAL,
        "added_at": HARMLESS,
        "withdrawn_by": PERSONAL,
        "withdrawn_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("annan plan")
        verbose_name_plural = _("andra planer")
        constraints = (
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(body="") & ~Q(reference="") & ~Q(about=""),
                name="neighbour_plan_says_what",
            ),
            models.CheckConstraint(
                condition=Q(agreed="", agreed_on=None) | (~Q(agreed="") & Q(agreed_on__isnull=False)),
                name="neighbour_plan_agreed_whole",
            ),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                name="neighbour_plan_ends_after",
            ),
        )

    def __str__(self) -> str:
        return self.name


class NeighbourLink(models.Model):
    """That another plan concerns a problem or an action of one's own."""

    neighbour = models.ForeignKey(
        NeighbourPlan, models.CASCADE, related_name="+", verbose_name=_("annan plan")
    )
    problem = models.ForeignKey(
        "causes.Problem", models.CASCADE, null=True, related_name="+", verbose_name=_("problem")
    )
    action = models.ForeignKey(
        "actions.Action", models.CASCADE, null=True, related_name="+", verbose_name=_("åtgärd")
    )

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "neighbour": HARMLESS,
        "problem": HARMLESS,
        "action": HARMLESS,
    }

    class Meta:
        verbose_name = _("koppling till annan plan")
        verbose_name_plural = _("kopplingar till andra planer")
        constraints = (
            models.CheckConstraint(
                condition=Q(problem=None, action__isnull=False) | Q(problem__isnull=False, action=None),
                name="neighbour_link_to_one",
            ),
            models.UniqueConstraint(fields=["neighbour", "problem"], name="neighbour_problem_once"),
            models.UniqueConstraint(fields=["neighbour", "action"], name="neighbour_action_once"),
        )

    def __str__(self) -> str:
        return f"{self.neighbour_id}: {self.problem_id or self.action_id}"


class NeighbourChange(models.Model):
    """What stood in a field before another plan's row became this version; `links` holds what it concerned, by name."""

    neighbour = models.ForeignKey(
        NeighbourPlan, models.CASCADE, related_name="+", verbose_name=_("annan plan")
    )
    version = models.PositiveIntegerField(_("version"))
    field = models.CharField(_("fält"), max_length=20)
    was = models.TextField(_("förut"), blank=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "neighbour": HARMLESS,
        "version": HARMLESS,
        "field": HARMLESS,
        "was": FREE_TEXT,
    }

    class Meta:
        verbose_name = _("ändring av annan plan")
        verbose_name_plural = _("ändringar av andra planer")
        constraints = (
            models.UniqueConstraint(fields=["neighbour", "version", "field"], name="neighbour_change_once"),
        )

    def __str__(self) -> str:
        return f"{self.neighbour_id}: {self.field} ({self.version})"
