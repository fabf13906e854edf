"""Measurements: listed, started, filled with interviews, asked whether they can be compared, and closed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samsyn.errors import SamsynError
from samsyn.instruments.load import readiness
from samsyn_web.base import clock
from samsyn_web.base.scope import ScopedRequest
from samsyn_web.methods.readiness import policies, presenters, queries, services
from samsyn_web.methods.readiness.forms import InterviewForm, MeasurementForm, NotesForm, ValidityForm
from samsyn_web.methods.readiness.views.found import interview_of, measurement_of, reads, works


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
    data = request.POST if request.method == "POST" else None
    packs = {str(one.pk): one for one in queries.text_packs(request.scope).filter(withdrawn_at=None)}
    form = MeasurementForm(members, earlier.values(), data, request.GET.get("vad", ""), packs.values())
    if form.is_bound and form.is_valid():
        said = dict(form.cleaned_data)
        chosen: dict[str, Any] = {
            name: people.get(said.pop(name)) for name in ("first_scorer", "second_scorer")
        }
        chosen |= {
            "previous": earlier.get(said.pop("previous")),
            "text_pack": packs.get(said.pop("text_pack")),
        }
        try:
            made = services.start(by=request.scope, at=clock.now(), **chosen, **said)
            messages.success(request, _("Mätningen är startad. Lägg till intervjuerna."))
            return redirect("readiness:measurement", made.pk)
        except SamsynError as error:
            form.add_error(None, error.message)
    return render(request, "readiness/start.html", {"form": form}, status=422 if form.is_bound else 200)


@reads
@require_safe
def measurement(request: ScopedRequest, measurement_id: int) -> HttpResponse:
    """Show a measurement: the profile first, then interviews, agreement and change."""
    one = measurement_of(request, measurement_id)
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
    advice = presenters.advice_lines(scope, shown.profile, queries.figures_of(scope, one))
    told = {"page": shown, "pictures": pictures, "advice": advice}
    return render(request, "readiness/measurement.html", told)


@works
@require_http_methods(["GET", "HEAD", "POST"])
def add_interview(request: ScopedRequest, measurement_id: int) -> HttpResponse:
    """Add an interview."""
    one = measurement_of(request, measurement_id)
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
    one = interview_of(request, interview_id)
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


@works
@require_http_methods(["GET", "HEAD", "POST"])
def validity(request: ScopedRequest, measurement_id: int) -> HttpResponse:
    """Answer what must be known before two measurements are compared."""
    one = measurement_of(request, measurement_id)
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
    one = measurement_of(request, measurement_id)
    try:
        services.close(by=request.scope, at=clock.now(), measurement=one)
        messages.success(request, _("Mätningen är avslutad."))
    except SamsynError as error:
        messages.error(request, error.message)
    return redirect("readiness:measurement", one.pk)


def _person(membership: Any) -> str:
    title = membership.function_title
    return f"{membership.user} ({title})" if title else str(membership.user)
