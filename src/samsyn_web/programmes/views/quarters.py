"""Quarterly reports at a glance, and one of them."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from samsyn.errors import SamsynError
from samsyn_web.base import clock
from samsyn_web.base.scope import ScopedRequest
from samsyn_web.programmes import policies, presenters, queries, services
from samsyn_web.programmes.forms import BackForm, QuarterForm, ReportForm
from samsyn_web.programmes.views.found import programme_of, reads, report_of, runs

PER_PAGE = 100


@reads
@require_http_methods(["GET", "HEAD", "POST"])
def quarters(request: ScopedRequest, programme_id: int) -> HttpResponse:
    """Show the quarterly reports at a glance; who runs the programme asks for a new quarter."""
    one, facts = programme_of(request, programme_id)
    form = QuarterForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            services.open_quarter(by=request.scope, at=clock.now(), programme=one, **form.cleaned_data)
            messages.success(request, _("Kvartalet är öppnat för alla deltagare."))
            return redirect("programmes:quarters", one.pk)
        except SamsynError as error:
            form.add_error(None, error.message)
    page = Paginator(queries.reports(request.scope, one.pk), PER_PAGE).get_page(request.GET.get("sida"))
    reports = list(page.object_list)
    parts = queries.parts(request.scope, one.pk).filter(report__in=reports)
    shown = {
        "programme": one,
        "fictional": facts.is_fictional,
        "focus_areas": facts.focus_areas,
        "page": page,
        "rows": presenters.quarter_rows(
            reports,
            parts,
            facts.focus_areas,
            localdate(clock.now()),
            queries.ways(request.scope, one.pk),
        ),
        "obstacles": presenters.obstacle_rows(queries.obstacles(request.scope, one.pk)),
        "form": form,
        "runs": policies.runs(request.scope, one),
    }
    return render(request, "programmes/quarters.html", shown, status=422 if form.is_bound else 200)


@reads
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: ScopedRequest, report_id: int) -> HttpResponse:
    """Write a quarterly report, or read it."""
    one = report_of(request, report_id)
    programme_id = one.participant.programme_id
    _found, facts = programme_of(request, programme_id)
    stands = list(queries.parts(request.scope, programme_id).filter(report=one))
    form = ReportForm(
        facts.focus_areas,
        stands,
        request.POST if request.method == "POST" else None,
        presenters.written(one),
    )
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
    one = report_of(request, report_id)
    try:
        services.send_back(by=request.scope, at=clock.now(), report=one, asked=request.POST.get("asked", ""))
        messages.success(request, _("Rapporten är skickad tillbaka."))
    except SamsynError as error:
        messages.error(request, error.message)
    return redirect("programmes:report", one.pk)
