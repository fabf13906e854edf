"""Notes on the time line, and saved views: written, changed, removed and taken back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samsyn.errors import SamsynError
from samsyn_web.base import clock
from samsyn_web.base.scope import ScopedRequest
from samsyn_web.methods.incidents import presenters, queries, services
from samsyn_web.methods.incidents.forms import AnnotationForm, ViewForm
from samsyn_web.methods.incidents.views.everyday import look
from samsyn_web.methods.incidents.views.files import works
from samsyn_web.observations import queries as observations


@works
@require_http_methods(["GET", "HEAD", "POST"])
def annotation_list(request: ScopedRequest) -> HttpResponse:
    """List the notes, and write one."""
    form = _note_form(request)
    if form.is_bound and form.is_valid():
        try:
            services.add_annotation(by=request.scope, at=clock.now(), **_said(request, form))
            messages.success(request, _("Anteckningen syns nu på tidslinjerna."))
            return redirect("incidents:annotations")
        except SamsynError as error:
            form.add_error(None, error.message)
    shown = {
        "form": form,
        "notes": presenters.note_rows(
            queries.dated_annotations(request.scope), queries.area_names(request.scope)
        ),
    }
    return render(request, "incidents/annotations.html", shown, status=422 if form.is_bound else 200)


@works
@require_http_methods(["GET", "HEAD", "POST"])
def annotation(request: ScopedRequest, annotation_id: int) -> HttpResponse:
    """Show a note, and change it."""
    note = _note(request, annotation_id)
    form = _note_form(request, note)
    if form.is_bound and form.is_valid():
        try:
            services.change_annotation(by=request.scope, at=clock.now(), note=note, **_said(request, form))
            messages.success(request, _("Anteckningen är ändrad."))
            return redirect("incidents:annotations")
        except SamsynError as error:
            form.add_error(None, error.message)
    return render(
        request,
        "incidents/annotation.html",
        {"form": form, "note": note},
        status=422 if form.is_bound else 200,
    )


@works
@require_POST
def remove_annotation(request: ScopedRequest, annotation_id: int) -> HttpResponse:
    """Take a note off the time lines; its page can take it back."""
    services.remove_annotation(by=request.scope, at=clock.now(), note=_note(request, annotation_id))
    return redirect("incidents:annotation", annotation_id)


@works
@require_POST
def restore_annotation(request: ScopedRequest, annotation_id: int) -> HttpResponse:
    """Take back a note."""
    services.restore_annotation(by=request.scope, at=clock.now(), note=_note(request, annotation_id))
    messages.success(request, _("Anteckningen är tillbaka."))
    return redirect("incidents:annotations")


def _note(request: ScopedRequest, annotation_id: int) -> Any:
    note = queries.annotation(request.scope, annotation_id)
    if note is None:
        raise Http404
    return note


def _note_form(request: ScopedRequest, note: Any = None) -> AnnotationForm:
    named = [(one.pk, one.name) for one in observations.sources(request.scope)]
    areas = queries.area_names(request.scope)
    return AnnotationForm(named, areas, request.POST if request.method == "POST" else None, note)


def _said(request: ScopedRequest, form: AnnotationForm) -> dict[str, Any]:
    source = observations.sources(request.scope).filter(pk=form.source_id or 0).first()
    return {**form.said, "source": source}


@works
@require_safe
def saved_views(request: ScopedRequest) -> HttpResponse:
    """List the saved views."""
    rows = presenters.view_rows(request.scope, queries.saved_views(request.scope))
    return render(request, "incidents/saved_views.html", {"views": rows})


@works
@require_POST
def save_view(request: ScopedRequest) -> HttpResponse:
    """Keep the choices, which the page's own form checks, under a name."""
    looked = look(request, QueryDict(request.POST.get("choices", "")))
    if looked is None or looked.page is None:
        raise Http404
    form = ViewForm(request.POST)
    if form.is_valid():
        try:
            view = services.save_view(
                by=request.scope,
                at=clock.now(),
                choices=looked.form.kept,
                **form.cleaned_data,
            )
            messages.success(request, _("Vyn ”%(name)s” är sparad.") % {"name": view.name})
            return redirect(f"{reverse('incidents:explore')}?{presenters.address(view.choices)}")
        except SamsynError as error:
            form.add_error("name", error.message)
    shown = {"form": form, "choices": looked.page.address, "answer": looked.page.answer}
    return render(request, "incidents/save_view.html", shown, status=422)


@works
@require_http_methods(["GET", "HEAD", "POST"])
def saved_view(request: ScopedRequest, view_id: int) -> HttpResponse:
    """Show one's own view, and rename or share it."""
    view = _view(request, view_id)
    form = ViewForm(request.POST if request.method == "POST" else None, view)
    if form.is_bound and form.is_valid():
        try:
            services.change_view(by=request.scope, at=clock.now(), view=view, **form.cleaned_data)
            messages.success(request, _("Vyn är ändrad."))
            return redirect("incidents:saved_views")
        except SamsynError as error:
            form.add_error("name", error.message)
    return render(
        request,
        "incidents/saved_view.html",
        {"form": form, "view": view},
        status=422 if form.is_bound else 200,
    )


@works
@require_POST
def remove_view(request: ScopedRequest, view_id: int) -> HttpResponse:
    """Take away a view; its page can take it back."""
    services.remove_view(by=request.scope, at=clock.now(), view=_view(request, view_id))
    return redirect("incidents:saved_view", view_id)


@works
@require_POST
def restore_view(request: ScopedRequest, view_id: int) -> HttpResponse:
    """Take back a view."""
    try:
        services.restore_view(by=request.scope, at=clock.now(), view=_view(request, view_id))
        messages.success(request, _("Vyn är tillbaka."))
    except SamsynError as error:
        messages.error(request, error.message)
        return redirect("incidents:saved_view", view_id)
    return redirect("incidents:saved_views")


def _view(request: ScopedRequest, view_id: int) -> Any:
    view = queries.saved_view(request.scope, view_id)
    if view is None:
        raise Http404
    return view
