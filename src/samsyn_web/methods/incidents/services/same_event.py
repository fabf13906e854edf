"""Reports that tell of the same event are linked, so that it is counted once; and reports are linked to problems."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from samsyn.errors import Refused
from samsyn_web.base import audit
from samsyn_web.base.scope import Scope
from samsyn_web.causes.models import Problem
from samsyn_web.causes.policies import check_can_work
from samsyn_web.methods.incidents import policies
from samsyn_web.methods.incidents.models import ProblemReport, Submission


@transaction.atomic
def link_same(*, by: Scope, at: datetime, submission: Submission, main: Submission) -> list[int]:
    """
    Say that a report tells of the event that another has told of.

    There is one main report of an event: a chain is flattened, and what was linked to the report follows it. Returns
    the keys of those that followed, which `unlink_same` takes to put back exactly what was.
    """
    main = Submission.objects.select_for_update().get(pk=main.pk)
    if main.same_as_id is not None:
        main = Submission.objects.select_for_update().get(pk=main.same_as_id)
    submission = Submission.objects.select_for_update().get(pk=submission.pk)
    policies.check_can_review(by, submission)
    policies.check_can_link(submission, main)
    behind = Submission.objects.filter(same_as=submission)
    if behind.exclude(intake=None).exists():
        raise Refused(_("En rapport som redan ingår i en lägesbild är länkad hit. Länka åt andra hållet."))
    followers = list(behind.order_by("pk").values_list("pk", flat=True))
    behind.update(same_as=main)
    submission.same_as = main
    submission.save(update_fields=["same_as"])
    audit.record(
        organisation_id=by.organisation_id, by=by, at=at, verb="report.linked_same", target=submission,
        detail={"main": main.pk, "followers": len(followers)},
    )  # fmt: skip
    return followers


@transaction.atomic
def unlink_same(
    *, by: Scope, at: datetime, submission: Submission, followers: Sequence[int] = ()
) -> Submission:
    """Let a report tell of an event of its own again, and bring back those that had followed it."""
    submission = Submission.objects.select_for_update().get(pk=submission.pk)
    policies.check_can_review(by, submission)
    if submission.same_as_id is None:
        return submission
    if submission.intake_id is not None:
        raise Refused(_("Rapporten ingår redan i en lägesbild, där den är räknad som berättad igen."))
    main_id, submission.same_as = submission.same_as_id, None
    submission.save(update_fields=["same_as"])
    back = Submission.objects.filter(
        pk__in=list(followers), same_as_id=main_id, organisation_id=by.organisation_id, intake=None
    )
    back.exclude(pk=submission.pk).update(same_as=submission)
    audit.record(
        organisation_id=by.organisation_id, by=by, at=at, verb="report.unlinked_same", target=submission,
        detail={"main": main_id},
    )  # fmt: skip
    return submission


@transaction.atomic
def link_problem(*, by: Scope, at: datetime, submission: Submission, problem: Problem) -> ProblemReport:
    """Say that a report is about a problem; the same again changes nothing."""
    policies.check_can_review(by, submission)
    check_can_work(by, problem)
    if not problem.is_open:
        raise Refused(_("Problemet är avslutat. Öppna det igen om det har kommit tillbaka."))
    made, is_new = ProblemReport.objects.get_or_create(
        problem=problem, submission=submission, defaults={"linked_by_id": by.user_id, "linked_at": at}
    )
    if is_new:
        audit.record(
            organisation_id=by.organisation_id, by=by, at=at, verb="problem.report_linked", target=problem,
            detail={"report": submission.pk},
        )  # fmt: skip
    return made


@transaction.atomic
def unlink_problem(*, by: Scope, at: datetime, submission: Submission, problem: Problem) -> bool:
    """Take back that a report is about a problem; returns whether it was."""
    policies.check_can_review(by, submission)
    check_can_work(by, problem)
    count, _each = ProblemReport.objects.filter(problem=problem, submission=submission).delete()
    if count:
        audit.record(
            organisation_id=by.organisation_id, by=by, at=at, verb="problem.report_unlinked", target=problem,
            detail={"report": submission.pk},
        )  # fmt: skip
    return bool(count)
