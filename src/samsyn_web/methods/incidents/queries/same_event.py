"""Reports that may tell of the same event, and problems that a report may be about."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, QuerySet

from samsyn_web.base.scope import Scope
from samsyn_web.causes import queries as causes
from samsyn_web.causes.models import Problem
from samsyn_web.methods.incidents import policies
from samsyn_web.methods.incidents.models import ProblemReport, Submission, SubmissionState
from samsyn_web.methods.incidents.queries.submissions import submission as one_submission
from samsyn_web.methods.incidents.queries.submissions import submissions

MOST = 5
NOT_TOLD = (SubmissionState.REJECTED, SubmissionState.WITHDRAWN, SubmissionState.DISPOSED)
DAYS = timedelta(days=2)


@dataclass(frozen=True, kw_only=True)
class Suggestion:
    """A report that may tell of the same event, and what speaks for it."""

    submission: Submission
    alike: policies.Alike


@dataclass(frozen=True, kw_only=True)
class ProblemSuggestion:
    """An open problem that a report may be about; `same_place` and `same_category` are what speaks for it."""

    problem: Problem
    same_place: bool
    same_category: bool


@dataclass(frozen=True, kw_only=True)
class ReportsOf:
    """The reports about a problem: how many, of how many events, and per week."""

    reports: int
    events: int
    in_pictures: int
    first: date | None
    last: date | None
    weeks: tuple[tuple[date, int], ...]


def suggestions(scope: Scope, submission_id: int) -> list[Suggestion]:
    """Return the reports that may tell of the same event as one, the most alike first."""
    one = one_submission(scope, submission_id)
    if one is None or one.kind not in policies.LINKABLE:
        return []
    near = submissions(scope).filter(
        kind=one.kind, category=one.category, day__gte=one.day - DAYS, day__lte=one.day + DAYS
    )
    near = near.exclude(pk=one.pk).exclude(state__in=NOT_TOLD)
    near = near.exclude(same_as=one.pk)
    if one.same_as_id is not None:
        near = near.exclude(pk=one.same_as_id).exclude(same_as=one.same_as_id)
    found = [(each, policies.alike(one, each)) for each in near]
    told = [Suggestion(submission=each, alike=like) for each, like in found if like is not None]
    told.sort(key=lambda each: (each.alike.apart, each.alike.distance_m or 0.0, each.submission.pk))
    mains = {each.submission.same_as_id or each.submission.pk: each for each in reversed(told)}
    return [each for each in told if each in mains.values()][:MOST]


def told_again(scope: Scope, submission_id: int) -> QuerySet[Submission]:
    """Return the reports that tell what one has told, the oldest first."""
    return submissions(scope).filter(same_as=submission_id).order_by("received_at", "pk")


def problems_of(scope: Scope, submission_id: int) -> QuerySet[Problem]:
    """Return the problems that a report is about, for those who review."""
    linked = ProblemReport.objects.filter(submission__in=submissions(scope), submission=submission_id)
    return causes.problems(scope).filter(pk__in=linked.values("problem"))


def problem_suggestions(scope: Scope, submission_id: int) -> list[ProblemSuggestion]:
    """Return the open problems that a report may be about: at its place or area, or of its category there."""
    one = one_submission(scope, submission_id)
    if one is None:
        return []
    linked = set(problems_of(scope, submission_id).values_list("pk", flat=True))
    at_place = set()
    if one.named_place_id is not None:
        there = ProblemReport.objects.filter(
            submission__organisation_id=scope.organisation_id, submission__named_place=one.named_place_id
        )
        at_place = set(there.values_list("problem", flat=True))
    found = []
    for problem in causes.open_problems(scope):
        same_place = problem.pk in at_place
        same_area = bool(one.area) and problem.area == one.area
        same_category = bool(problem.category) and problem.category == one.category
        fits = same_place or (same_area and (same_category or not problem.category))
        if problem.pk not in linked and fits:
            found.append(
                ProblemSuggestion(problem=problem, same_place=same_place, same_category=same_category)
            )
    found.sort(key=lambda each: (not each.same_place, not each.same_category))
    return found[:MOST]


def reports_of_problem(scope: Scope, problem_id: int) -> QuerySet[Submission]:
    """Return the reports about a problem, the latest first, for those who review."""
    linked = ProblemReport.objects.filter(problem__organisation_id=scope.organisation_id, problem=problem_id)
    found = submissions(scope).filter(pk__in=linked.values("submission"))
    return found.order_by("-day", "-received_at", "-pk")


def reports_for_problem(scope: Scope, problem_id: int) -> QuerySet[Submission]:
    """Return late reports that may be about a problem: of its category in its area, and not linked to it."""
    problem = causes.problem(scope, problem_id)
    if problem is None or not problem.is_open or not (problem.area or problem.category):
        return Submission.objects.none()
    found = submissions(scope).exclude(state__in=NOT_TOLD)
    if problem.area:
        found = found.filter(area=problem.area)
    if problem.category:
        found = found.filter(category=problem.category)
    linked = ProblemReport.objects.filter(problem=problem_id).values("submission")
    return found.exclude(pk__in=linked).order_by("-day", "-pk")[:MOST]


def counted_reports(scope: Scope, problem_id: int) -> ReportsOf | None:
    """Return how many reports are about a problem, and in which weeks, for whoever may see the problem."""
    if causes.problem(scope, problem_id) is None:
        return None
    rows = list(
        ProblemReport.objects.filter(problem=problem_id)
        .order_by("submission__day")
        .values_list("submission__day", "submission__same_as", "submission", "submission__state")
    )
    weeks: dict[date, int] = defaultdict(int)
    for day, *_rest in rows:
        weeks[day - timedelta(days=day.weekday())] += 1
    return ReportsOf(
        reports=len(rows),
        events=len({main or key for _day, main, key, _state in rows}),
        in_pictures=sum(state == SubmissionState.IN_PICTURE for *_rest, state in rows),
        first=rows[0][0] if rows else None,
        last=rows[-1][0] if rows else None,
        weeks=_filled(weeks),
    )


def counts_by_problem(scope: Scope) -> dict[int, int]:
    """Return how many reports each of the organisation's problems has, for whoever may see the problems."""
    rows = ProblemReport.objects.filter(problem__in=causes.problems(scope)).order_by().values_list("problem")
    return dict(rows.annotate(n=Count("pk")))


def _filled(weeks: dict[date, int]) -> tuple[tuple[date, int], ...]:
    if not weeks:
        return ()
    monday, last = min(weeks), max(weeks)
    found = []
    while monday <= last:
        found.append((monday, weeks.get(monday, 0)))
        monday += timedelta(days=7)
    return tuple(found)
