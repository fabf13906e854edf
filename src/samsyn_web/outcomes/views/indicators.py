"""Indicators: listed, added, read by hand or from a file, corrected, given targets and ended."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samsyn.errors import SamsynError
from samsyn.outcomes.indicators import RATIOS
from samsyn_web.base import clock
from samsyn_web.base.scope import ScopedRequest
from samsyn_web.outcomes import policies, presenters, queries, services
from samsyn_web.outcomes.forms import CorrectionForm, FileForm, IndicatorForm, ReadingForm, TargetForm
from samsyn_web.outcomes.views.evaluating import evaluates, reads
from samsyn_web.places import queries as places


@reads
@require_safe
def indicators(request: ScopedRequest) -> HttpResponse:
    """List the indicators with their latest figures and lights."""
    found = list(queries.indicators(request.scope))
    lines = presenters.indicator_lines(found, queries.readings(request.scope, found))
    shown = {
        "lines": lines,
        "sentence": presenters.indicator_sentence(lines),
        "can_add": policies.can_evaluate(request.scope),
    }
    return render(request, "outcomes/indicators.html", shown)


@evaluates
@require_http_methods(["GET", "HEAD", "POST"])
def new_indicator(request: ScopedRequest) -> HttpResponse:
    """Say what is to be followed; `atgard` in the address says which action it belongs to."""
    actions = {one.pk: one for one in queries.actions(request.scope).order_by("title")}
    initial = {
        "action": request.GET.get("atgard", ""),
        "over_time": "sum",
        "over_areas": "sum",
        "kind": "flow",
    }
    form = IndicatorForm(
        [(str(key), one.title) for key, one in actions.items()],
        request.POST if request.method == "POST" else None,
        initial,
    )
    if form.is_bound and form.is_valid():
        said = dict(form.cleaned_data)
        said["action"] = actions.get(said["action"])
        try:
            made = services.add_indicator(by=request.scope, at=clock.now(), **said)
            messages.success(request, _("Indikatorn följs nu. Skriv in den första avläsningen."))
            return redirect("outcomes:indicator", made.pk)
        except SamsynError as error:
            form.add_error(None, error.message)
    return render(
        request, "outcomes/new_indicator.html", {"form": form}, status=422 if form.is_bound else 200
    )


@reads
@require_safe
def indicator(request: ScopedRequest, indicator_id: int) -> HttpResponse:
    """Show an indicator: the latest figure, the rule's light, the chart and the readings."""
    return _page(request, _indicator(request, indicator_id))


@evaluates
@require_POST
def read(request: ScopedRequest, indicator_id: int) -> HttpResponse:
    """Keep one reading."""
    one = _indicator(request, indicator_id)
    form = _reading_form(request, one, request.POST)
    if form.is_valid():
        try:
            figure = services.Figure(**form.figure)
            services.add_readings(by=request.scope, at=clock.now(), indicator=one, figures=[figure])
            messages.success(request, _("Avläsningen är sparad."))
            return redirect("outcomes:indicator", one.pk)
        except SamsynError as error:
            form.add_error(None, error.message)
    return _page(request, one, reading_form=form)


@evaluates
@require_POST
def import_file(request: ScopedRequest, indicator_id: int) -> HttpResponse:
    """Keep the readings of a file, all or none."""
    one = _indicator(request, indicator_id)
    form = FileForm(request.POST, request.FILES)
    if form.is_valid():
        given = form.cleaned_data["file"]
        try:
            made = services.import_readings(
                by=request.scope, at=clock.now(), indicator=one, content=given, name=given.name
            )
            messages.success(request, _("%(n)s avläsningar är sparade.") % {"n": len(made)})
            return redirect("outcomes:indicator", one.pk)
        except SamsynError as error:
            form.add_error("file", error.message)
    return _page(request, one, file_form=form)


@evaluates
@require_http_methods(["GET", "HEAD", "POST"])
def target(request: ScopedRequest, indicator_id: int) -> HttpResponse:
    """Set where an indicator is meant to come."""
    one = _indicator(request, indicator_id)
    initial = {name: getattr(one, name) for name in ("baseline", "target", "starts", "due")}
    form = TargetForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and form.is_valid():
        try:
            services.change_target(by=request.scope, at=clock.now(), indicator=one, **form.cleaned_data)
            messages.success(request, _("Målet är ändrat."))
            return redirect("outcomes:indicator", one.pk)
        except SamsynError as error:
            form.add_error(None, error.message)
    shown = {"form": form, "indicator": one}
    return render(request, "outcomes/target.html", shown, status=422 if form.is_bound else 200)


@evaluates
@require_POST
def end_indicator(request: ScopedRequest, indicator_id: int) -> HttpResponse:
    """Follow an indicator no longer; the page that follows can undo it."""
    services.end_indicator(by=request.scope, at=clock.now(), indicator=_indicator(request, indicator_id))
    messages.success(request, _("Indikatorn följs inte längre. Avläsningarna finns kvar."))
    return redirect("outcomes:indicator", indicator_id)


@evaluates
@require_POST
def restore_indicator(request: ScopedRequest, indicator_id: int) -> HttpResponse:
    """Follow an indicator again."""
    services.restore_indicator(by=request.scope, at=clock.now(), indicator=_indicator(request, indicator_id))
    messages.success(request, _("Indikatorn följs igen."))
    return redirect("outcomes:indicator", indicator_id)


@evaluates
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: ScopedRequest, reading_id: int) -> HttpResponse:
    """Correct a reading by a new one, with the reason."""
    one = queries.reading(request.scope, reading_id)
    if one is None:
        raise Http404
    initial = {name: getattr(one, name) for name in ("value", "part", "whole")}
    form = CorrectionForm(
        is_ratio=one.indicator.rule.kind in RATIOS,
        data=request.POST if request.method == "POST" else None,
        initial=initial,
    )
    if form.is_bound and form.is_valid():
        try:
            services.correct_reading(by=request.scope, at=clock.now(), reading=one, **form.cleaned_data)
            messages.success(request, _("Avläsningen är rättad. Den förra finns kvar."))
            return redirect("outcomes:indicator", one.indicator_id)
        except SamsynError as error:
            form.add_error(None, error.message)
    shown = {"form": form, "reading": one}
    return render(request, "outcomes/correct.html", shown, status=422 if form.is_bound else 200)


def _page(
    request: ScopedRequest,
    one: Any,
    *,
    reading_form: ReadingForm | None = None,
    file_form: FileForm | None = None,
) -> HttpResponse:
    scope = request.scope
    rows = queries.readings(scope, [one]).get(one.pk, [])
    page = presenters.indicator_page(scope, one, rows, list(queries.corrections(scope, one.pk)))
    shown = {
        "page": page,
        "reading_form": reading_form or _reading_form(request, one),
        "file_form": file_form or FileForm(),
    }
    return render(request, "outcomes/indicator.html", shown, status=422 if reading_form or file_form else 200)


def _reading_form(request: ScopedRequest, one: Any, data: Any = None) -> ReadingForm:
    return ReadingForm(places.newest_areas(request.scope), is_ratio=one.rule.kind in RATIOS, data=data)


def _indicator(request: ScopedRequest, indicator_id: int) -> Any:
    found = queries.indicator(request.scope, indicator_id)
    if found is None:
        raise Http404
    return found
