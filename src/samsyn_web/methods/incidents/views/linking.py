"""Reports are linked to each other, where they tell of one event, and to problems."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samsyn.errors import SamsynError
from samsyn_web.actions import queries as actions
from samsyn_web.base import clock
from samsyn_web.base.scope import Permission, ScopedRequest, requires
from samsyn_web.causes import queries as causes
from samsyn_web.methods.incidents import presenters, queries, services
from samsyn_web.methods.incidents.views.reviewing import reviews

reads_problems = requires(*causes.READING)


@reviews
@require_POST
def link_same(request: ScopedRequest, submission_id: int) -> HttpResponse:
    """Say that a report tells what another has told."""
    one, main = _two(request, submission_id, request.POST.get("main", ""))
    try:
        followed = services.link_same(by=request.scope, at=clock.now(), submission=one, main=main)
        request.session[f"followed-{one.pk}"] = followed
        messages.success(
            request,
            _(
                "Länkad. Händelsen räknas en gång, och rapportören får veta att någon annan också berättat om den."
            ),
        )
    except SamsynError as error:
        messages.error(request, error.message)
    return redirect("incidents:review_report", submission_id)


@reviews
@require_POST
def unlink_same(request: ScopedRequest, submission_id: int) -> HttpResponse:
    """Let a report tell of an event of its own again."""
    one = _one(request, submission_id)
    followed = request.session.pop(f"followed-{one.pk}", [])
    try:
        services.unlink_same(by=request.scope, at=clock.now(), submission=one, followers=followed)
        messages.success(request, _("Länken är borttagen. Rapporten räknas som en egen händelse."))
    except SamsynError as error:
        messages.error(request, error.message)
    return redirect("incidents:review_report", submission_id)


@reviews
@require_POST
def link_problem(request: ScopedRequest, submission_id: int) -> HttpResponse:
    """Say that a report is about a problem."""
    return _problem_step(
        request, submission_id, services.link_problem, _("Rapporten är länkad till problemet.")
    )


@reviews
@require_POST
def unlink_problem(request: ScopedRequest, submission_id: int) -> HttpResponse:
    """Take back that a report is about a problem."""
    return _problem_step(
        request, submission_id, services.unlink_problem, _("Länken till problemet är borttagen.")
    )


@reads_problems
@require_safe
def problem_reports(request: ScopedRequest, problem_id: int) -> HttpResponse:
    """Show the thread of a problem with the reports and decisions on it: a part of its page, or a page of its own."""
    scope = request.scope
    counted, problem = queries.counted_reports(scope, problem_id), causes.problem(scope, problem_id)
    if counted is None or problem is None:
        raise Http404
    known = queries.category_list(scope)
    shown: dict[str, Any] = {
        "problem": problem,
        "counted": counted,
        "weeks": presenters.week_rows(counted),
        "decisions": actions.decisions(scope).filter(problem=problem_id),
        "analysed": causes.analysed(scope).get(problem_id),
        "can_review": scope.can(Permission.REVIEW),
        "lines": presenters.report_lines(queries.reports_of_problem(scope, problem_id), known),
        "candidates": presenters.report_lines(queries.reports_for_problem(scope, problem_id), known),
    }
    part = "#part" if request.headers.get("HX-Request") else ""
    return render(request, f"incidents/problem_reports.html{part}", shown)


def _problem_step(request: ScopedRequest, submission_id: int, step: Any, said: str) -> HttpResponse:
    one = _one(request, submission_id)
    chosen = request.POST.get("problem", "")
    problem = causes.problem(request.scope, int(chosen)) if chosen.isdecimal() else None
    if problem is None:
        messages.info(request, _("Välj ett problem."))
        return redirect("incidents:review_report", submission_id)
    try:
        step(by=request.scope, at=clock.now(), submission=one, problem=problem)
        messages.success(request, said)
    except SamsynError as error:
        messages.error(request, error.message)
    if request.POST.get("from") == "problem":
        return redirect("causes:problem", problem.pk)
    return redirect("incidents:review_report", submission_id)


def _two(request: ScopedRequest, submission_id: int, main: str) -> tuple[Any, Any]:
    other = queries.submission(request.scope, int(main)) if main.isdecimal() else None
    if other is None:
        raise Http404
    return _one(request, submission_id), other


def _one(request: ScopedRequest, submission_id: int) -> Any:
    one = queries.submission(request.scope, submission_id)
    if one is None:
        raise Http404
    return one
