"""A quarterly report as a form in Word: given out, and taken in again when it is filled in."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from samsyn.documents.blank_form import blank_docx
from samsyn.errors import SamsynError
from samsyn_web.base import clock
from samsyn_web.base.scope import ScopedRequest
from samsyn_web.programmes import policies, presenters, queries, services
from samsyn_web.programmes.forms import WordForm
from samsyn_web.programmes.views.found import programme_of, report_of, runs
from samsyn_web.programmes.views.sharing import FILES


@runs
@require_safe
def word_file(request: ScopedRequest, report_id: int) -> HttpResponse:
    """Give the form: with what is written so far, or empty where `tomt` is asked for."""
    one = _outside(request, report_id)
    _found, facts = programme_of(request, one.participant.programme_id)
    parts = () if "tomt" in request.GET else queries.report_parts(request.scope, one.pk)
    content = blank_docx(presenters.quarter_form(one, facts.focus_areas, parts))
    name = f"kvartalsrapport-{one.participant.key}-{one.quarter}.docx"
    headers = {
        "Content-Disposition": content_disposition_header(True, name) or "",
        "Cache-Control": "no-store, private",
    }
    return HttpResponse(content, content_type=FILES["docx"], headers=headers)


@runs
@require_http_methods(["GET", "HEAD", "POST"])
def word_form(request: ScopedRequest, report_id: int) -> HttpResponse:
    """Take in a filled in form: all of it is frozen as a version, or each field that is wrong is told."""
    one = _outside(request, report_id)
    given = (request.POST, request.FILES) if request.method == "POST" else ()
    form = WordForm(*given)
    wrong: Any = ()
    if form.is_bound and form.is_valid():
        try:
            wrong = _taken_in(request, one, form.cleaned_data["file"])
            if not wrong:
                messages.success(request, _("Formuläret är inläst, och rapporten är inlämnad och fryst."))
                return redirect("programmes:report", one.pk)
        except SamsynError as error:
            form.add_error("file", error.message)
    shown = {
        "report": one,
        "form": form,
        "wrong": wrong,
        "is_open": one.state != "submitted",
        "has_parts": queries.report_parts(request.scope, one.pk).exists(),
    }
    return render(request, "programmes/word_form.html", shown, status=422 if form.is_bound else 200)


def _taken_in(request: ScopedRequest, one: Any, file: Any) -> Any:
    """Write and freeze what the form says; or return the fields that are wrong, and leave everything as it is."""
    _found, facts = programme_of(request, one.participant.programme_id)
    form = presenters.quarter_form(one, facts.focus_areas)
    read = presenters.read_quarter_form(file.read(), file.name, form, facts.focus_areas)
    if not read.wrong:
        services.receive_form(by=request.scope, at=clock.now(), report=one, parts=read.parts, **read.said)
    return read.wrong


def _outside(request: ScopedRequest, report_id: int) -> Any:
    """Return a report of a participant without a place here, for whoever runs the programme."""
    one = report_of(request, report_id)
    if not policies.is_outside(request.scope, one.participant):
        raise Http404
    return one
