"""Measurements: started, interviewed, scored blind, agreed on, compared."""

from __future__ import annotations

import csv
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samsyn.errors import SamsynError
from samsyn.instruments.load import readiness
from samsyn_web.base import clock
from samsyn_web.base.scope import Permission, ScopedRequest, requires
from samsyn_web.methods.readiness import policies, presenters, queries, services
from samsyn_web.methods.readiness.forms import (
    InterviewForm,
    MeasurementForm,
    NotesForm,
    ValidityForm,
    given_scores,
)

reads = requires(Permission.READ_PICTURE)
works = requires(Permission.JUDGE)


@reads
@require_safe
def measurements(request: ScopedRequest) -> HttpResponse:
    """List the measurements."""
    shown = {
        "lines": presenters.lines(queries.measurements(request.scope)),
        "can_start": policies.can_start(request.scope),
        "source_status": readiness().source_status,
    }
    return render(request, "readiness/measurements.html", shown)


@works
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: ScopedRequest) -> HttpResponse:
    """Start a measurement."""
    people = {str(one.pk): one for one in queries.scorers(request.scope)}
    earlier = {str(one.pk): one for one in queries.measurements(request.scope)}
    members = [(key, _person(one)) for key, one in people.items()]
    form = MeasurementForm(members, earlier.values(), request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        said = dict(form.cleaned_data)
        chosen: dict[str, Any] = {name: people[said.pop(name)] for name in ("first_scorer", "second_scorer")}
        before = earlier.get(said.pop("previous"))
        try:
            made = services.start(by=request.scope, at=clock.now(), previous=before, **chosen, **said)
            messages.success(request, _("Mätningen är startad. Lägg till intervjuerna."))
            return redirect("readiness:measurement", made.pk)
        except SamsynError as error:
            form.add_error(None, error.message)
    return render(request, "readiness/start.html", {"form": form}, status=422 if form.is_bound else 200)


@reads
@require_safe
def measurement(request: ScopedRequest, measurement_id: int) -> HttpResponse:
    """Show a measurement: the profile first, then interviews, agreement and change."""
    one = _measurement(request, measurement_id)
    scope = request.scope
    shown = presenters.page(
        scope,
        one,
        queries.interviews(scope, one.pk),
        queries.locks(scope, one.pk),
        queries.agreed(scope, one.pk),
        queries.table(scope, one),
        queries.table(scope, one.previous) if one.previous else None,
    )
    pictures = queries.pictures_of(scope, one)
    return render(request, "readiness/measurement.html", {"page": shown, "pictures": pictures})


@works
@require_http_methods(["GET", "HEAD", "POST"])
def add_interview(request: ScopedRequest, measurement_id: int) -> HttpResponse:
    """Add an interview."""
    one = _measurement(request, measurement_id)
    form = InterviewForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            made = services.add_interview(
                by=request.scope, at=clock.now(), measurement=one, **form.cleaned_data
            )
            messages.success(request, _("Intervju %(code)s är tillagd.") % {"code": made.code})
            return redirect("readiness:measurement", one.pk)
        except SamsynError as error:
            form.add_error(None, error.message)
    shown = {"form": form, "measurement": one}
    return render(request, "readiness/add_interview.html", shown, status=422 if form.is_bound else 200)


@reads
@require_http_methods(["GET", "HEAD", "POST"])
def notes(request: ScopedRequest, interview_id: int) -> HttpResponse:
    """Show and change what was said, for those who may read it."""
    one = _interview(request, interview_id)
    if not policies.can_read_notes(request.scope, one.measurement):
        raise Http404
    form = NotesForm(one, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            services.change_notes(by=request.scope, at=clock.now(), interview=one, notes=form.notes)
            messages.success(request, _("Anteckningarna är sparade."))
            return redirect("readiness:measurement", one.measurement_id)
        except SamsynError as error:
            form.add_error(None, error.message)
    shown = {"form": form, "interview": one, "can_write": policies.can_start(request.scope)}
    return render(request, "readiness/notes.html", shown, status=422 if form.is_bound else 200)


@reads
@require_http_methods(["GET", "HEAD", "POST"])
def score(request: ScopedRequest, interview_id: int) -> HttpResponse:
    """Let a scorer score alone; with `lock` among what is sent, the scores are locked too."""
    one = _scored(request, interview_id)
    own = [s for s in queries.scores(request.scope, one.pk) if s.scorer_id == request.scope.membership_id]
    given, error = None, ""
    if request.method == "POST":
        given = given_scores(request.POST, readiness().editions[one.measurement.edition])
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
        "notes": _said(one),
        "error": error,
    }
    return render(request, "readiness/score.html", shown, status=422 if error else 200)


@reads
@require_http_methods(["GET", "HEAD", "POST"])
def agree(request: ScopedRequest, interview_id: int) -> HttpResponse:
    """Let the scorers agree, once both have locked."""
    one = _scored(request, interview_id)
    if len(queries.locks(request.scope, one.measurement_id).get(one.pk, ())) < 2:
        messages.info(request, _("Konsensus sätts när båda har låst sina poäng."))
        return redirect("readiness:measurement", one.measurement_id)
    given, error = None, ""
    if request.method == "POST":
        given = given_scores(request.POST, readiness().editions[one.measurement.edition])
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


@works
@require_http_methods(["GET", "HEAD", "POST"])
def validity(request: ScopedRequest, measurement_id: int) -> HttpResponse:
    """Answer what must be known before two measurements are compared."""
    one = _measurement(request, measurement_id)
    form = ValidityForm(one, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            services.answer_validity(
                by=request.scope,
                at=clock.now(),
                measurement=one,
                answers=form.answers,
                note=form.cleaned_data["note"],
            )
            messages.success(request, _("Svaren är sparade."))
            return redirect("readiness:measurement", one.pk)
        except SamsynError as error:
            form.add_error(None, error.message)
    shown = {"form": form, "measurement": one}
    return render(request, "readiness/validity.html", shown, status=422 if form.is_bound else 200)


@works
@require_POST
def close(request: ScopedRequest, measurement_id: int) -> HttpResponse:
    """Close a measurement."""
    one = _measurement(request, measurement_id)
    try:
        services.close(by=request.scope, at=clock.now(), measurement=one)
        messages.success(request, _("Mätningen är avslutad."))
    except SamsynError as error:
        messages.error(request, error.message)
    return redirect("readiness:measurement", one.pk)


@reads
@require_safe
def export(request: ScopedRequest, measurement_id: int) -> HttpResponse:
    """Give the scores that this person may see, as the command `readiness` reads them."""
    one = _measurement(request, measurement_id)
    agreed = {
        (row.interview_id, row.dimension): presenters.written(row.quarters)
        for row in queries.agreed(request.scope, one.pk)
    }
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="beredskap-{one.pk}.csv"'
    answer.write("\ufeff")
    out = csv.writer(answer, delimiter=";")
    out.writerow(["interview", "dimension", "rater", "score", "wave", "consensus", "sector"])
    names = {one.first_scorer_id: "1", one.second_scorer_id: "2"}
    for interview in queries.interviews(request.scope, one.pk):
        for row in queries.scores(request.scope, interview.pk):
            out.writerow(
                [
                    interview.code,
                    row.dimension,
                    names[row.scorer_id],
                    presenters.written(row.quarters),
                    _cell(one.wave),
                    agreed.get((interview.pk, row.dimension), ""),
                    interview.sector,
                ]
            )
    return answer


def _measurement(request: ScopedRequest, measurement_id: int) -> Any:
    found = queries.measurement(request.scope, measurement_id)
    if found is None:
        raise Http404
    return found


def _interview(request: ScopedRequest, interview_id: int) -> Any:
    found = queries.interview(request.scope, interview_id)
    if found is None:
        raise Http404
    return found


def _scored(request: ScopedRequest, interview_id: int) -> Any:
    """Return an interview that this person scores; for others the page is not there."""
    found = _interview(request, interview_id)
    if not policies.is_scorer(request.scope, found.measurement):
        raise Http404
    return found


def _said(interview: Any) -> list[tuple[str, str]]:
    questions = {str(one.number): one.text for one in readiness().questions}
    return [(questions[key], text) for key, text in interview.notes.items() if key in questions]


def _cell(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t")) else text


def _person(membership: Any) -> str:
    title = membership.function_title
    return f"{membership.user} ({title})" if title else str(membership.user)
