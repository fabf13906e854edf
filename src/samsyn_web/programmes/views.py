"""Programmes: at a glance, activities, quarterly reports, the final report."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samsyn.documents import docx, html, pdf
from samsyn.errors import SamsynError
from samsyn.programme import PARTS
from samsyn_web.base import clock
from samsyn_web.base.scope import Permission, ScopedRequest, requires
from samsyn_web.programmes import policies, presenters, queries, services
from samsyn_web.programmes.forms import BackForm, QuarterForm, ReportForm, TextForm

reads = requires(Permission.READ_PICTURE)
runs = requires(Permission.DECIDE)
KINDS = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html; charset=utf-8",
}


@reads
@require_safe
def programmes(request: ScopedRequest) -> HttpResponse:
    """List the programmes."""
    return render(request, "programmes/programmes.html", {"found": queries.programmes(request.scope)})


@reads
@require_safe
def programme(request: ScopedRequest, programme_id: int) -> HttpResponse:
    """Show a programme at a glance."""
    one, facts = _programme(request, programme_id)
    shown = {"programme": one, "home": presenters.home(facts), "runs": policies.runs(request.scope, one)}
    return render(request, "programmes/programme.html", shown)


@reads
@require_safe
def activities(request: ScopedRequest, programme_id: int) -> HttpResponse:
    """List the activities, by municipality and focus area where asked for."""
    one, facts = _programme(request, programme_id)
    where, focus = request.GET.get("kommun", ""), request.GET.get("fokus", "")
    found = [
        a
        for a in (*facts.activities, *facts.additions)
        if where in ("", a.municipality) and focus in ("", str(a.focus_area))
    ]
    rows = [
        (facts.municipality(a.municipality).name, a, [facts.formats[n] for n in a.formats]) for a in found
    ]
    added = sum(not a.heading for a in found)
    counted = {"listed": len(found) - added, "added": added}
    shown = {**counted, "programme": one, "facts": facts, "rows": rows, "where": where, "focus": focus}
    return render(request, "programmes/activities.html", shown)


@reads
@require_http_methods(["GET", "HEAD", "POST"])
def quarters(request: ScopedRequest, programme_id: int) -> HttpResponse:
    """Show the quarterly reports at a glance; who runs the programme asks for a new quarter."""
    one, facts = _programme(request, programme_id)
    form = QuarterForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            services.open_quarter(by=request.scope, at=clock.now(), programme=one, **form.cleaned_data)
            messages.success(request, _("Kvartalet är öppnat för alla deltagare."))
            return redirect("programmes:quarters", one.pk)
        except SamsynError as error:
            form.add_error(None, error.message)
    parts = list(queries.parts(request.scope, one.pk))
    shown = {
        "programme": one,
        "focus_areas": facts.focus_areas,
        "rows": presenters.quarter_rows(
            queries.reports(request.scope, one.pk), parts, facts.focus_areas, localdate(clock.now())
        ),
        "obstacles": presenters.obstacle_rows(parts),
        "form": form,
        "runs": policies.runs(request.scope, one),
    }
    return render(request, "programmes/quarters.html", shown, status=422 if form.is_bound else 200)


@reads
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: ScopedRequest, report_id: int) -> HttpResponse:
    """Write a quarterly report, or read it."""
    one = _report(request, report_id)
    programme_id = one.participant.programme_id
    _found, facts = _programme(request, programme_id)
    stands = [part for part in queries.parts(request.scope, programme_id) if part.report_id == one.pk]
    initial = {"staffing": one.staffing, "needs": one.needs, "is_led": one.is_led}
    form = ReportForm(facts.focus_areas, stands, request.POST if request.method == "POST" else None, initial)
    if form.is_bound and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("staffing", "needs", "is_led")}
        try:
            services.write_report(by=request.scope, at=clock.now(), report=one, parts=form.parts, **said)
            if "submit" in request.POST:
                services.submit(by=request.scope, at=clock.now(), report=one)
                messages.success(request, _("Kvartalsrapporten är inlämnad och fryst."))
                return redirect("programmes:quarters", programme_id)
            messages.success(request, _("Utkastet är sparat."))
            return redirect("programmes:report", one.pk)
        except SamsynError as error:
            form.add_error(None, error.message)
    shown = {
        "report": one,
        "form": form,
        "back": BackForm(),
        "versions": queries.versions(request.scope, one.pk),
        "parts": [
            (facts.focus_areas[part.focus_area], part, presenters.obstacles_of(part)) for part in stands
        ],
        "can_write": policies.reports_for(request.scope, one.participant) and one.state != "submitted",
        "on_behalf": one.participant.organisation_id is None,
        "can_send_back": policies.runs(request.scope, one.participant.programme) and one.state == "submitted",
    }
    return render(request, "programmes/report.html", shown, status=422 if form.is_bound else 200)


@runs
@require_POST
def send_back(request: ScopedRequest, report_id: int) -> HttpResponse:
    """Ask for changes."""
    one = _report(request, report_id)
    try:
        services.send_back(by=request.scope, at=clock.now(), report=one, asked=request.POST.get("asked", ""))
        messages.success(request, _("Rapporten är skickad tillbaka."))
    except SamsynError as error:
        messages.error(request, error.message)
    return redirect("programmes:report", one.pk)


@reads
@require_safe
def final_report(request: ScopedRequest, programme_id: int) -> HttpResponse:
    """Show the parts of the final report, what is written in each, and the files."""
    one, facts = _programme(request, programme_id)
    texts = queries.texts(request.scope, one.pk)
    titles = {section.key: section.title for section in presenters.sections_of(facts, texts)}
    keys = [*PARTS, *(f"focus_{number}" for number in facts.focus_areas)]
    rows = [(key, titles.get(key, _("Sammanfattning")), texts.get(key)) for key in keys]
    shown = {"programme": one, "rows": rows, "runs": policies.runs(request.scope, one)}
    return render(request, "programmes/final_report.html", shown)


@runs
@require_http_methods(["GET", "HEAD", "POST"])
def write_text(request: ScopedRequest, programme_id: int, part: str) -> HttpResponse:
    """Write in a section of the final report."""
    one, _facts = _programme(request, programme_id)
    if not policies.runs(request.scope, one):
        raise Http404
    stands = queries.texts(request.scope, one.pk).get(part)
    initial = {"text": stands.text if stands else "", "version": stands.version if stands else 0}
    form = TextForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and form.is_valid():
        try:
            services.write_text(
                by=request.scope, at=clock.now(), programme=one, key=part, **form.cleaned_data
            )
            messages.success(request, _("Texten är sparad."))
            return redirect("programmes:final_report", one.pk)
        except SamsynError as error:
            form.add_error(None, error.message)
    shown = {"programme": one, "form": form, "part": part}
    return render(request, "programmes/write_text.html", shown, status=422 if form.is_bound else 200)


@reads
@require_safe
def report_file(request: ScopedRequest, programme_id: int, form: str) -> HttpResponse:
    """Give the final report as PDF, Word or a page."""
    one, facts = _programme(request, programme_id)
    if form not in KINDS:
        raise Http404
    sections = presenters.sections_of(facts, queries.texts(request.scope, one.pk))
    made = presenters.report_document(facts, sections)
    content = html(made).encode() if form == "html" else {"pdf": pdf, "docx": docx}[form](made)
    answer = HttpResponse(content, content_type=KINDS[form])
    answer["Content-Disposition"] = f'attachment; filename="slutrapport.{form}"'
    return answer


def _programme(request: ScopedRequest, programme_id: int) -> tuple[Any, Any]:
    one, facts = queries.programme(request.scope, programme_id), queries.facts(request.scope, programme_id)
    if one is None or facts is None:
        raise Http404
    return one, facts


def _report(request: ScopedRequest, report_id: int) -> Any:
    found = queries.report(request.scope, report_id)
    if found is None:
        raise Http404
    return found
