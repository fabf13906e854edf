"""Reads of what reporters have sent in."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Case, IntegerField, QuerySet, When

from samsyn_web.base.scope import Permission, Scope
from samsyn_web.methods.incidents.models import (
    TO_REVIEW,
    ReviewSetting,
    ReviewStep,
    Submission,
    SubmissionState,
)

MINUTE = timedelta(minutes=1)
LATEST = 60


def own_submissions(scope: Scope) -> QuerySet[Submission]:
    """Return the reports that the person has sent, the newest first."""
    found = Submission.objects.filter(organisation_id=scope.organisation_id)
    own = found.filter(membership_id=scope.membership_id, membership__user_id=scope.user_id)
    return own.select_related("named_place").order_by("-received_at", "-pk")


def own_submission(scope: Scope, device_id: UUID) -> Submission | None:
    """Return one of them by the number that the device gave it, or none."""
    return own_submissions(scope).filter(device_id=device_id).first()


def number_of_questions(scope: Scope) -> int:
    """Return how many of them wait for the person to answer a question."""
    return own_submissions(scope).filter(state=SubmissionState.RETURNED).count()


def number_in_last_minute(scope: Scope, at: datetime) -> int:
    """Return how many reports the person has sent within a minute."""
    found = Submission.objects.filter(membership_id=scope.membership_id, received_at__gt=at - MINUTE)
    return found.filter(organisation_id=scope.organisation_id).count()


def recent_places(scope: Scope, most: int = 6) -> list[int]:
    """Return keys of the named places that the person reported from lately, the last one first."""
    latest = own_submissions(scope).filter(named_place__closed_at=None).exclude(named_place=None)
    return list(dict.fromkeys(latest.values_list("named_place_id", flat=True)[:LATEST]))[:most]


def submissions(scope: Scope) -> QuerySet[Submission]:
    """Return all that has been sent in to the organisation, the newest first, for those who review."""
    if not scope.can(Permission.REVIEW):
        return Submission.objects.none()
    found = Submission.objects.filter(organisation_id=scope.organisation_id)
    return found.select_related("named_place", "membership__user").order_by("-received_at", "-pk")


def submission(scope: Scope, submission_id: int) -> Submission | None:
    """Return one of them, or none."""
    return submissions(scope).filter(pk=submission_id).first()


def to_review(scope: Scope) -> QuerySet[Submission]:
    """Return what nobody has looked at yet, what the guard doubts first, then the oldest."""
    found = submissions(scope).filter(state__in=TO_REVIEW)
    first = Case(When(doubts=[], then=1), default=0, output_field=IntegerField())
    return found.order_by(first, "received_at", "pk")


def waiting_for_reporter(scope: Scope) -> QuerySet[Submission]:
    """Return what has been sent back with a question that is not answered yet, the oldest first."""
    return submissions(scope).filter(state=SubmissionState.RETURNED).order_by("reviewed_at", "pk")


def reviewed(scope: Scope) -> QuerySet[Submission]:
    """Return what has been looked at or accepted as it came, the latest first."""
    waiting = [*TO_REVIEW, SubmissionState.RETURNED]
    return submissions(scope).exclude(state__in=waiting).order_by("-reviewed_at", "-received_at", "-pk")


def steps(scope: Scope, submission: Submission) -> list[ReviewStep]:
    """Return the steps of a report that stand, the last first."""
    found = ReviewStep.objects.filter(
        submission__in=submissions(scope), submission_id=submission.pk, undone_at=None
    )
    return list(found.select_related("taken_by").order_by("-pk"))


def batch(scope: Scope, batch_id: UUID) -> list[Submission]:
    """Return the reports that were accepted together and still are."""
    taken = ReviewStep.objects.filter(batch=batch_id, undone_at=None).values("submission")
    return list(submissions(scope).filter(pk__in=taken))


def review_setting(scope: Scope) -> bool:
    """Return whether reports without free text are accepted as they come."""
    chosen = ReviewSetting.objects.filter(organisation_id=scope.organisation_id).first()
    return chosen is None or chosen.accept_plain
