"""How long things are kept is decided; what has been kept long enough is disposed of, and logged; or it must wait."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError, QuerySet

from samsyn_web.base import audit
from samsyn_web.base.scope import Scope
from samsyn_web.methods.incidents import policies
from samsyn_web.methods.incidents.models import (
    Disposal,
    Hold,
    Kept,
    Retention,
    ReviewStep,
    Submission,
    SubmissionState,
)
from samsyn_web.observations.models import Attachment, IntakeState

BATCH = 500


@transaction.atomic
def set_retention(
    *,
    by: Scope,
    at: datetime,
    kind: str,
    months: int,
    decision: str = "",
    decided_on: date | None = None,
) -> Retention:
    """Say how long things of a kind are kept, and by which decision; without a decision nothing is disposed of."""
    decision = " ".join(decision.split())
    policies.check_can_set_up(by)
    policies.check_retention(kind, months, decision, decided_on, at)
    made, _new = Retention.objects.update_or_create(
        organisation_id=by.organisation_id,
        kind=kind,
        defaults={
            "months": months,
            "decision": decision,
            "decided_on": decided_on,
            "changed_by_id": by.user_id,
            "changed_at": at,
        },
    )
    audit.record(
        organisation_id=by.organisation_id, by=by, at=at, verb="retention.set", target=made,
        detail={"kind": kind, "months": months, "is_decided": made.is_decided},
    )  # fmt: skip
    return made


@transaction.atomic
def place_hold(*, by: Scope, at: datetime, reason: str, submission: Submission | None = None) -> Hold:
    """Stop disposal of a report, or of all; the same again keeps the first."""
    policies.check_can_hold(by)
    if submission is not None:
        policies.check_own(by, submission)
    policies.check_hold(reason.strip())
    made, is_new = Hold.objects.get_or_create(
        organisation_id=by.organisation_id,
        submission=submission,
        lifted_at=None,
        defaults={"reason": reason.strip(), "placed_by_id": by.user_id, "placed_at": at},
    )
    if is_new:
        _record(by, at, "hold.placed", made)
    return made


@transaction.atomic
def lift_hold(*, by: Scope, at: datetime, hold: Hold) -> Hold:
    """Let disposal go on again."""
    hold = Hold.objects.select_for_update().get(pk=hold.pk)
    policies.check_can_lift(by, hold)
    hold.lifted_by_id, hold.lifted_at = by.user_id, at
    hold.save(update_fields=["lifted_by", "lifted_at"])
    _record(by, at, "hold.lifted", hold)
    return hold


def _record(by: Scope, at: datetime, verb: str, hold: Hold) -> None:
    about = {"report": hold.submission_id} if hold.submission_id else {"all": True}
    audit.record(organisation_id=by.organisation_id, by=by, at=at, verb=verb, target=hold, detail=about)


def dispose(*, at: datetime, by: Scope | None = None) -> int:
    """
    Dispose of all that has been kept long enough, in every organisation that has decided so; returns how much.

    Without `by` it comes round by itself. It may be run at any time, again, and after having been killed: each part is
    disposed of and logged in one transaction, and what is gone is not found again.
    """
    decided = Retention.objects.exclude(decision="").order_by("organisation_id", "kind")
    return sum(_dispose_kind(by, one, at) for one in decided)


def _dispose_kind(by: Scope | None, chosen: Retention, at: datetime) -> int:
    count = 0
    while part := _dispose_part(by, chosen, at):
        count += part
    return count


@transaction.atomic
def _dispose_part(by: Scope | None, chosen: Retention, at: datetime) -> int:
    """Dispose of one part of what is due, and log it; nothing where somebody has stopped it or nothing is left."""
    before = policies.cutoff(chosen.months, at)
    rows = policies.due(chosen.organisation_id, Kept(chosen.kind), before)
    keys = list(rows.order_by("pk").values_list("pk", flat=True)[:BATCH])
    if not keys:
        return 0
    some = rows.model._default_manager.filter(pk__in=keys)
    _DISPOSE[Kept(chosen.kind)](some, at)
    made = Disposal.objects.create(
        organisation_id=chosen.organisation_id, kind=chosen.kind, cutoff=before, count=len(keys),
        decision=chosen.decision, run_at=at,
    )  # fmt: skip
    audit.record(
        organisation_id=chosen.organisation_id, by=by, at=at, verb="disposal.done", target=made,
        detail={"kind": chosen.kind, "count": len(keys), "cutoff": before.isoformat()},
    )  # fmt: skip
    return len(keys)


def _links(rows: QuerySet[Any], at: datetime) -> None:
    rows.delete()


def _reporters(rows: QuerySet[Any], at: datetime) -> None:
    rows.update(membership=None, works_as="", entered_by=None)


def _texts(rows: QuerySet[Any], at: datetime) -> None:
    steps = ReviewStep.objects.filter(submission__in=list(rows.values_list("pk", flat=True)))
    steps.exclude(answer="").update(answer="")
    rows.exclude(answer="").update(answer=policies.GONE)  # what was sent back says that there was an answer
    rows.update(description="", place="", masked=[], doubts=[])


def _structure(rows: QuerySet[Any], at: datetime) -> None:
    ReviewStep.objects.filter(submission__in=list(rows.values_list("pk", flat=True))).delete()
    rows.update(
        state=SubmissionState.DISPOSED, membership=None, works_as="", entered_by=None, reviewed_by=None,
        category="", subcategory="", named_place=None, area="", place="", description="", x_m=None, y_m=None,
        time_from=None, time_to=None, severity=None, basis="", extent="", recurring="", done=[], needs="",
        answer="", masked=[], doubts=[],
    )  # fmt: skip


def _cells(rows: QuerySet[Any], at: datetime) -> None:
    for intake in rows.select_related("attachment", "cells", "rows", "left_out"):
        if intake.state == IntakeState.STAGED:
            intake.delete()
            _let_go(intake.attachment, intake.cells, intake.rows)
        else:
            loose, intake.left_out = intake.left_out, None
            intake.save(update_fields=["left_out"])
            _let_go(loose)


def _let_go(*attachments: Attachment | None) -> None:
    """Remove files that nothing rests on any more."""
    for one in dict.fromkeys(attachments):
        if one is None:
            continue
        storage, name = one.file.storage, one.file.name
        try:
            with transaction.atomic():
                one.delete()
        except ProtectedError:
            continue
        if name:
            transaction.on_commit(partial(storage.delete, name))


_DISPOSE: dict[Kept, Callable[[QuerySet[Any], datetime], None]] = {
    Kept.LINK: _links,
    Kept.REPORTER: _reporters,
    Kept.TEXT: _texts,
    Kept.STRUCTURE: _structure,
    Kept.CELLS: _cells,
}
