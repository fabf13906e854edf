"""What comes in is reviewed: accepted, sent back with a question, masked or rejected; a step can be taken back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID, uuid4

from django.db import models, transaction

from samsyn_web.base import audit
from samsyn_web.base.scope import Scope
from samsyn_web.methods.incidents import policies
from samsyn_web.methods.incidents.models import ReviewSetting, ReviewStep, Submission, SubmissionState
from samsyn_web.methods.incidents.models.submissions import PLACE, TEXT
from samsyn_web.methods.incidents.policies.screening import screen
from samsyn_web.places import queries as places

MOST = {"place": PLACE, "description": TEXT}
Spans = Mapping[str, Sequence[Sequence[int]]]


@transaction.atomic
def accept(*, by: Scope, at: datetime, submission: Submission, batch: UUID | None = None) -> Submission:
    """Accept a report as it is: from now on it counts."""
    return _step(by, at, submission, SubmissionState.ACCEPTED, batch=batch)


@transaction.atomic
def accept_many(*, by: Scope, at: datetime, submissions: Sequence[Submission]) -> UUID:
    """
    Accept reports that the guard has nothing to say about, all of them or none; returns what undoes them together.

    One that somebody else has taken a step with since, or that the guard doubts, is left as it is.
    """
    batch = uuid4()
    policies.check_can_review(by)
    for one in submissions[: policies.MOST_AT_ONCE]:
        now = _locked(by, one)
        if now.state == SubmissionState.RECEIVED and policies.is_unremarked(now):
            accept(by=by, at=at, submission=now, batch=batch)
    return batch


@transaction.atomic
def send_back(*, by: Scope, at: datetime, submission: Submission, answer: str) -> Submission:
    """Send a report back to its reporter with a question."""
    return _step(by, at, submission, SubmissionState.RETURNED, answer=answer)


@transaction.atomic
def reject(*, by: Scope, at: datetime, submission: Submission, answer: str) -> Submission:
    """Reject a report, with a reason that its reporter reads."""
    return _step(by, at, submission, SubmissionState.REJECTED, answer=answer)


@transaction.atomic
def take_up(*, by: Scope, at: datetime, submission: Submission) -> Submission:
    """Take up a rejected report again, to be reviewed anew."""
    return _step(by, at, submission, SubmissionState.RECEIVED)


@transaction.atomic
def mask(*, by: Scope, at: datetime, submission: Submission, spans: Spans) -> Submission:
    """
    Replace spans of a report's texts for good, and accept it where it was to be reviewed.

    `spans` holds, by "place" and "description", half-open spans of characters. What stood there is kept nowhere; it
    cannot be taken back. A report that a picture rests on keeps its state: pictures hold no text.
    """
    submission = _locked(by, submission)
    policies.check_can_mask(submission)
    count = 0
    for name in policies.TEXTS:
        text, replaced = policies.masked_text(getattr(submission, name), spans.get(name, ()))
        setattr(submission, name, text)
        submission.masked = [*submission.masked, *(["reviewer"] * replaced)]
        count += replaced
    if not count:
        return accept(by=by, at=at, submission=submission)
    submission.doubts = [
        [name, *one]
        for name in policies.TEXTS
        for one in screen(getattr(submission, name), MOST[name]).doubts
    ]
    submission.save(update_fields=[*policies.TEXTS, "masked", "doubts"])
    if policies.can_step(submission, SubmissionState.MASKED):
        return _step(by, at, submission, SubmissionState.MASKED, masked=count)
    audit.record(
        organisation_id=by.organisation_id, by=by, at=at, verb="report.masked", target=submission,
        detail={"masked": count, "state": submission.state},
    )  # fmt: skip
    return submission


@transaction.atomic
def undo_review(*, by: Scope, at: datetime, submission: Submission) -> Submission:
    """Take back the last step, while no picture rests on the report; what is masked stays masked."""
    submission = _locked(by, submission)
    last = _standing(submission).first()
    policies.check_can_undo(submission, last)
    if last is None:
        return submission
    last.undone_at = at
    last.save(update_fields=["undone_at"])
    said = _standing(submission).exclude(answer="").first()
    before, submission.state = submission.state, last.before
    submission.answer = said.answer if said else ""
    submission.save(update_fields=["state", "answer"])
    audit.record(
        organisation_id=by.organisation_id, by=by, at=at, verb="report.review_undone", target=submission,
        detail={"from": before, "to": submission.state},
    )  # fmt: skip
    return submission


@transaction.atomic
def undo_batch(*, by: Scope, at: datetime, batch: UUID) -> int:
    """Take back all that was accepted together and can still be; returns how many."""
    policies.check_can_review(by)
    steps = ReviewStep.objects.filter(
        batch=batch, undone_at=None, submission__organisation_id=by.organisation_id
    )
    count = 0
    for step in steps.select_related("submission").order_by("pk"):
        last = _standing(step.submission).first()
        if last == step and policies.can_undo(step.submission, last):
            undo_review(by=by, at=at, submission=step.submission)
            count += 1
    return count


@transaction.atomic
def correct(
    *,
    by: Scope,
    at: datetime,
    submission: Submission,
    description: str,
    place: str = "",
    area: str | None = None,
) -> Submission:
    """
    Let a reporter change a report that came back with a question; it is then reviewed anew.

    What stood there before is gone; the guard masks what it is sure about. Without `area` the area stays.
    """
    submission = Submission.objects.select_for_update().get(pk=submission.pk)
    policies.check_own_returned(by, submission)
    policies.check_corrected(submission, description, place, area)
    if area:
        policies.check_area_known(area, [key for key, _name in places.newest_areas(by)])
    texts = {"place": screen(place.strip(), PLACE), "description": screen(description.strip(), TEXT)}
    submission.place, submission.description = (texts[name].text for name in policies.TEXTS)
    submission.area = submission.area if area is None else area
    submission.masked = [kind for one in texts.values() for kind in one.masked]
    submission.doubts = [[name, *one] for name, each in texts.items() for one in each.doubts]
    submission.revision += 1
    submission.save(update_fields=[*policies.TEXTS, "area", "masked", "doubts", "revision"])
    _take(by, at, submission, SubmissionState.RECEIVED)
    audit.record(
        organisation_id=by.organisation_id, by=by, at=at, verb="report.corrected", target=submission,
        detail={"revision": submission.revision, "masked": len(submission.masked)},
    )  # fmt: skip
    return submission


@transaction.atomic
def set_review(*, by: Scope, at: datetime, accept_plain: bool) -> ReviewSetting:
    """Say whether reports without free text are accepted as they come."""
    policies.check_can_set_up(by)
    made, _new = ReviewSetting.objects.update_or_create(
        organisation_id=by.organisation_id,
        defaults={"accept_plain": accept_plain, "changed_by_id": by.user_id, "changed_at": at},
    )
    audit.record(
        organisation_id=by.organisation_id, by=by, at=at, verb="review.set", target=made,
        detail={"accept_plain": accept_plain},
    )  # fmt: skip
    return made


def _locked(by: Scope, submission: Submission) -> Submission:
    submission = Submission.objects.select_for_update().get(pk=submission.pk)
    policies.check_can_review(by, submission)
    return submission


def _standing(submission: Submission) -> models.QuerySet[ReviewStep]:
    return ReviewStep.objects.filter(submission=submission, undone_at=None).order_by("-pk")


def _step(
    by: Scope,
    at: datetime,
    submission: Submission,
    after: SubmissionState,
    *,
    answer: str = "",
    batch: UUID | None = None,
    masked: int = 0,
) -> Submission:
    """Take one step of the review, with one event in the trail."""
    answer = answer.strip()
    submission = _locked(by, submission)
    policies.check_step(submission, after)
    policies.check_answer(after, answer)
    before = submission.state
    submission.reviewed_by_id, submission.reviewed_at = by.user_id, at
    _take(by, at, submission, after, answer=answer, batch=batch)
    detail: dict[str, object] = {"from": before, "to": after.value}
    audit.record(
        organisation_id=by.organisation_id, by=by, at=at, verb=f"report.{after.value}", target=submission,
        detail=detail | ({"masked": masked} if masked else {}),
    )  # fmt: skip
    return submission


def _take(
    by: Scope,
    at: datetime,
    submission: Submission,
    after: SubmissionState,
    *,
    answer: str = "",
    batch: UUID | None = None,
) -> None:
    ReviewStep.objects.create(
        submission=submission, before=submission.state, after=after, answer=answer, batch=batch,
        taken_by_id=by.user_id, taken_at=at,
    )  # fmt: skip
    submission.state, submission.answer = after, answer or submission.answer
    submission.save(update_fields=["state", "answer", "reviewed_by", "reviewed_at"])
