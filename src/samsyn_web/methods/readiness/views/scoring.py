"""Interviews are scored by two alone, agreed on, and given as a file."""

from __future__ import annotations

import csv

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from samsyn.errors import SamsynError
from samsyn_web.base import clock
from samsyn_web.base.scope import ScopedRequest
from samsyn_web.methods.readiness import policies, presenters, queries, services
from samsyn_web.methods.readiness.forms import given_scores
from samsyn_web.methods.readiness.views.found import interview_of, measurement_of, reads, said_in, scored_by


@reads
@require_http_methods(["GET", "HEAD", "POST"])
def score(request: ScopedRequest, interview_id: int) -> HttpResponse:
    """Let a scorer score alone; with `lock` among what is sent, the scores are locked too."""
    one = scored_by(request, interview_id)
    seat = policies.seat_of(request.scope, one.measurement)
    own = [row for row in queries.scores(request.scope, one.pk) if row.seat == seat]
    given, error = None, ""
    if request.method == "POST":
        given = given_scores(request.POST, one.measurement.texts.editions[one.measurement.edition])
        try:
            services.score(by=request.scope, at=clock.now(), interview=one, given=given)
            if "lock" in request.POST:
                services.lock(by=request.scope, at=clock.now(), interview=one)
                messages.success(request, _("Dina poäng är låsta."))
            else:
                messages.success(request, _("Utkastet är sparat. Ingen annan ser det."))
            return redirect("readiness:measurement", one.measurement_id)
        except SamsynError as problem:
            error = problem.message
    shown = {
        "interview": one,
        "fields": presenters.score_fields(one.measurement, own, given),
        "notes": said_in(one),
        "error": error,
    }
    return render(request, "readiness/score.html", shown, status=422 if error else 200)


@reads
@require_http_methods(["GET", "HEAD", "POST"])
def agree(request: ScopedRequest, interview_id: int) -> HttpResponse:
    """Let the scorers agree, once both have locked."""
    one = interview_of(request, interview_id)
    if not policies.can_agree(request.scope, one.measurement):
        raise Http404
    if not policies.both_locked(queries.locks(request.scope, one.measurement_id).get(one.pk, {})):
        messages.info(request, _("Konsensus sätts när båda har låst sina poäng."))
        return redirect("readiness:measurement", one.measurement_id)
    given, error = None, ""
    if request.method == "POST":
        given = given_scores(request.POST, one.measurement.texts.editions[one.measurement.edition])
        try:
            services.agree(by=request.scope, at=clock.now(), interview=one, given=given)
            messages.success(request, _("Konsensus är sparad."))
            return redirect("readiness:measurement", one.measurement_id)
        except SamsynError as problem:
            error = problem.message
    both = queries.scores(request.scope, one.pk)
    agreed = [row for row in queries.agreed(request.scope, one.measurement_id) if row.interview_id == one.pk]
    shown = {
        "interview": one,
        "fields": presenters.agree_fields(one.measurement, both, agreed, given),
        "error": error,
    }
    return render(request, "readiness/agree.html", shown, status=422 if error else 200)


@reads
@require_safe
def export(request: ScopedRequest, measurement_id: int) -> HttpResponse:
    """Give the scores that this person may see, as the command `readiness` reads them."""
    one = measurement_of(request, measurement_id)
    agreed = {
        (row.interview_id, row.dimension): presenters.written(row.quarters)
        for row in queries.agreed(request.scope, one.pk)
    }
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="beredskap-{one.pk}.csv"'
    answer.write("\ufeff")
    out = csv.writer(answer, delimiter=";")
    out.writerow(["interview", "dimension", "rater", "score", "wave", "consensus", "sector"])
    for interview in queries.interviews(request.scope, one.pk):
        for row in queries.scores(request.scope, interview.pk):
            out.writerow(
                [
                    interview.code,
                    row.dimension,
                    row.seat,
                    presenters.written(row.quarters),
                    _cell(one.wave),
                    agreed.get((interview.pk, row.dimension), ""),
                    interview.sector,
                ]
            )
    return answer


def _cell(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t")) else text
