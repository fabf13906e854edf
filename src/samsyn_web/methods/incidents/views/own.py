"""A reporter's own reports: what became of each, and an answer where there is a question."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from samsyn.errors import SamsynError
from samsyn_web.base import clock
from samsyn_web.base.scope import Permission, ScopedRequest, requires
from samsyn_web.methods.incidents import presenters, queries, services
from samsyn_web.methods.incidents.forms import CorrectForm
from samsyn_web.places import queries as places

reports = requires(Permission.REPORT)


@reports
@require_safe
def own_reports(request: ScopedRequest) -> HttpResponse:
    """Show one's own reports with what became of each, what is asked first."""
    found = queries.own_reports(request.scope)
    shown = {
        "asked": [one for one in found if one.question],
        "others": [one for one in found if not one.question],
        "sentence": presenters.own_sentence(found),
    }
    return render(request, "incidents/own_reports.html", shown)


@reports
@require_http_methods(["GET", "HEAD", "POST"])
def own_report(request: ScopedRequest, device_id: UUID) -> HttpResponse:
    """Show one of them; where it came back with a question, it is corrected here."""
    found = queries.own_reports(request.scope, device_id)
    if not found:
        raise Http404
    (one,) = found
    form = None
    if one.question:
        given = request.POST if request.method == "POST" else None
        form = CorrectForm(one.submission, places.newest_areas(request.scope), given)
    elif request.method == "POST":
        messages.info(request, _("Rapporten väntar inte längre på något svar."))
        return redirect("incidents:own_report", device_id)
    if form is not None and form.is_bound and form.is_valid():
        try:
            services.correct(by=request.scope, at=clock.now(), submission=one.submission, **form.cleaned_data)
            messages.success(request, _("Tack. Rapporten är skickad igen och läses på nytt."))
            return redirect("incidents:own_reports")
        except SamsynError as error:
            form.add_error(None, error.message)
    status = 422 if form is not None and form.is_bound else 200
    return render(request, "incidents/own_report.html", {"one": one, "form": form}, status=status)
