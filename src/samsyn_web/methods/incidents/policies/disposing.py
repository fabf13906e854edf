"""What has been kept long enough to be disposed of."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from samsyn_web.methods.incidents.models import DECIDED, Hold, Kept, Submission, SubmissionState
from samsyn_web.observations.models import Intake, IntakeState
from samsyn_web.people.models import AccessLink

GONE = "[gallrat]"


def due(organisation_id: int, kind: Kept, before: datetime) -> QuerySet[Any]:
    """Return what an organisation has of a kind that has been kept since before an instant, and nobody has stopped."""
    held = Hold.objects.filter(organisation_id=organisation_id, lifted_at=None)
    if kind == Kept.LINK:
        links = AccessLink.objects.filter(membership__organisation_id=organisation_id)
        unused = Q(revoked_at=None, last_used_on=None, created_at__lt=before)
        used = Q(revoked_at=None, last_used_on__lt=before.date())
        return links.filter(Q(revoked_at__lt=before) | unused | used)
    if held.filter(submission=None).exists():
        return Submission.objects.none()
    if kind == Kept.CELLS:
        staged = Q(state=IntakeState.STAGED, opened_at__lt=before)
        left = Q(left_out__isnull=False, committed_at__lt=before)
        return Intake.objects.filter(staged | left, organisation_id=organisation_id)
    rows = Submission.objects.filter(organisation_id=organisation_id)
    rows = rows.exclude(pk__in=held.exclude(submission=None).values("submission"))
    if kind == Kept.REPORTER:
        decided = Q(reviewed_at__lt=before) | Q(reviewed_at=None, received_at__lt=before)
        named = Q(membership__isnull=False) | Q(entered_by__isnull=False) | ~Q(works_as="")
        return rows.filter(named & decided, state__in=DECIDED)
    if kind == Kept.TEXT:
        written = ~Q(description="") | ~Q(place="") | ~Q(answer__in=["", GONE])
        return rows.filter(written, received_at__lt=before)
    return rows.filter(received_at__lt=before).exclude(state=SubmissionState.DISPOSED)
