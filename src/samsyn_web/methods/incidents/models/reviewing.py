"""How an organisation reviews what comes in, and each step that a report has taken on its way."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samsyn.table import Sensitivity
from samsyn_web.methods.incidents.models.submissions import ANSWER, Submission, SubmissionState

HARMLESS, PERSONAL, FREE_TEXT = Sensitivity.HARMLESS, Sensitivity.PERSONAL, Sensitivity.FREE_TEXT

S = SubmissionState
STEPS: tuple[tuple[SubmissionState, tuple[SubmissionState, ...]], ...] = (
    (S.RECEIVED, (S.ACCEPTED, S.RETURNED, S.MASKED, S.REJECTED)),
    (S.RETURNED, (S.RECEIVED, S.ACCEPTED, S.MASKED, S.REJECTED)),
    (S.ACCEPTED, (S.RETURNED, S.MASKED, S.REJECTED, S.IN_PICTURE)),
    (S.MASKED, (S.RETURNED, S.REJECTED, S.IN_PICTURE)),
    (S.REJECTED, (S.RECEIVED,)),
    (S.IN_PICTURE, ()),
    (S.WITHDRAWN, ()),
    (S.DISPOSED, ()),
)
"""From which state a report may go to which. Disposal, which may come from any, is no step of the review."""

_ALLOWED = Q()
for _before, _afters in STEPS:
    if _afters:
        _ALLOWED |= Q(before=_before, after__in=_afters)


class ReviewSetting(models.Model):
    """How an organisation reviews; one without a row has the defaults."""

    organisation = models.OneToOneField("people.Organisation", models.CASCADE, related_name="+")
    accept_plain = models.BooleanField(_("godta rapporter utan fritext direkt"), default=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "organisation": HARMLESS,
        "accept_plain": HARMLESS,
        "changed_by": PERSONAL,
        "changed_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("inställning för granskning")
        verbose_name_plural = _("inställningar för granskning")

    def __str__(self) -> str:
        return str(self._meta.verbose_name)


class ReviewStep(models.Model):
    """
    One step of a report: from which state to which, and what was said to the reporter.

    It holds nothing of the report itself, so that what is masked is nowhere. `batch` ties together what was accepted at
    once, and `undone_at` tells that the step was taken back.
    """

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="+")
    before = models.CharField(_("läge före"), max_length=10, choices=SubmissionState)
    after = models.CharField(_("läge efter"), max_length=10, choices=SubmissionState)
    answer = models.CharField(_("svar till rapportören"), max_length=ANSWER, blank=True)
    batch = models.UUIDField(_("tillsammans med"), null=True)
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    taken_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": HARMLESS,
        "submission": HARMLESS,
        "before": HARMLESS,
        "after": HARMLESS,
        "answer": FREE_TEXT,
        "batch": HARMLESS,
        "taken_by": PERSONAL,
        "taken_at": HARMLESS,
        "undone_at": HARMLESS,
    }

    class Meta:
        verbose_name = _("steg i granskningen")
        verbose_name_plural = _("steg i granskningen")
        indexes = (
            models.Index(fields=["submission", "-id"], name="review_step_latest"),
            models.Index(fields=["batch"], name="review_step_batch", condition=Q(batch__isnull=False)),
        )
        constraints = (models.CheckConstraint(condition=_ALLOWED, name="review_step_allowed"),)

    def __str__(self) -> str:
        return f"{self.get_before_display()} → {self.get_after_display()}"
