"""Reads of how long things are kept, what is due to be disposed of, what has been, and what must wait."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max, QuerySet, Sum

from samsyn_web.base.scope import Permission, Scope
from samsyn_web.methods.incidents import policies
from samsyn_web.methods.incidents.models import (
    DEFAULT_MONTHS,
    Disclosure,
    Disposal,
    Hold,
    Kept,
    Retention,
    Submission,
    SubmissionState,
)


@dataclass(frozen=True, kw_only=True)
class Term:
    """How long an organisation keeps things of a kind, and its decision about that; `due` is how many are older."""

    kind: Kept
    months: int
    decision: str = ""
    decided_on: date | None = None
    due: int = 0

    @property
    def is_decided(self) -> bool:
        """Whether things of the kind are disposed of."""
        return bool(self.decision)


@dataclass(frozen=True, kw_only=True)
class DisposalRun:
    """What one run disposed of, of one kind."""

    kind: Kept
    run_at: datetime
    cutoff: datetime
    count: int
    decision: str


def months_decided(scope: Scope) -> dict[str, int]:
    """Return for how many months the organisation keeps things of a kind, where it has set that itself."""
    own = Retention.objects.filter(organisation_id=scope.organisation_id)
    return dict(own.values_list("kind", "months"))


def terms(scope: Scope, at: datetime | None = None) -> list[Term]:
    """Return how long each kind is kept; with `at`, also how many things have been kept long enough then."""
    if not policies.can_read_log(scope):
        return []
    chosen = {one.kind: one for one in Retention.objects.filter(organisation_id=scope.organisation_id)}
    found = []
    for kind in Kept:
        row = chosen.get(kind.value)
        months = row.months if row else DEFAULT_MONTHS[kind]
        old = (
            0
            if at is None
            else policies.due(scope.organisation_id, kind, policies.cutoff(months, at)).count()
        )
        found.append(
            Term(
                kind=kind,
                months=months,
                decision=row.decision if row else "",
                decided_on=row.decided_on if row else None,
                due=old,
            )
        )
    return found


def holds(scope: Scope) -> QuerySet[Hold]:
    """Return what stops disposal now, for those who see the log."""
    if not policies.can_read_log(scope):
        return Hold.objects.none()
    found = Hold.objects.filter(organisation_id=scope.organisation_id, lifted_at=None)
    return found.select_related("placed_by", "submission").order_by("-placed_at", "-pk")


def hold(scope: Scope, hold_id: int) -> Hold | None:
    """Return one stop, or none."""
    return holds(scope).filter(pk=hold_id).first()


def disposals(scope: Scope, most: int = 100) -> list[DisposalRun]:
    """Return what has been disposed of, run by run, the newest first."""
    if not policies.can_read_log(scope):
        return []
    rows = Disposal.objects.filter(organisation_id=scope.organisation_id)
    summed = rows.values("run_at", "kind", "decision").annotate(n=Sum("count"), before=Max("cutoff"))
    return [
        DisposalRun(
            kind=Kept(one["kind"]),
            run_at=one["run_at"],
            cutoff=one["before"],
            count=one["n"],
            decision=one["decision"],
        )
        for one in summed.order_by("-run_at", "kind")[:most]
    ]


def disclosures(scope: Scope) -> QuerySet[Disclosure]:
    """Return what has been disclosed, the newest first, for those who disclose or inspect."""
    if not (scope.can(Permission.DISCLOSE) or scope.can(Permission.INSPECT)):
        return Disclosure.objects.none()
    found = Disclosure.objects.filter(organisation_id=scope.organisation_id)
    return found.select_related("disclosed_by").order_by("-disclosed_at", "-pk")


def disclosable(
    scope: Scope, start: date, end: date, area: str = "", category: str = ""
) -> QuerySet[Submission]:
    """Return the reports of a half-open span of days that can be disclosed, oldest first, for the registrar."""
    if not scope.can(Permission.DISCLOSE):
        return Submission.objects.none()
    found = Submission.objects.filter(organisation_id=scope.organisation_id, day__gte=start, day__lt=end)
    found = found.exclude(state=SubmissionState.DISPOSED)
    if area:
        found = found.filter(area=area)
    if category:
        found = found.filter(category=category)
    return found.select_related("named_place").order_by("day", "pk")


def disclosable_reports(scope: Scope, keys: Sequence[int]) -> list[Submission]:
    """Return chosen reports, oldest first, for the registrar."""
    if not scope.can(Permission.DISCLOSE):
        return []
    found = Submission.objects.filter(organisation_id=scope.organisation_id, pk__in=keys)
    found = found.exclude(state=SubmissionState.DISPOSED)
    return list(found.select_related("named_place").order_by("day", "pk"))


def disclosable_report(scope: Scope, submission_id: int) -> Submission | None:
    """Return one report, or none."""
    return next(iter(disclosable_reports(scope, [submission_id])), None)
