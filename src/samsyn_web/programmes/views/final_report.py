"""The final report: its parts, its texts and its files."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samsyn.errors import SamsynError
from samsyn_web.base import clock, jobs
from samsyn_web.base.scope import ScopedRequest
from samsyn_web.programmes import policies, presenters, queries, services
from samsyn_web.programmes.forms import TextForm
from samsyn_web.programmes.views.found import programme_of, reads, runs

SHOWN = 10
KINDS = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html; charset=utf-8",
}


@reads
@require_safe
def final_report(request: ScopedRequest, programme_id: int) -> HttpResponse:
    """Show the parts of the final report, what is written in each, and the reports that were made."""
    one, facts = programme_of(request, programme_id)
    scope = request.scope
    page = Paginator(queries.final_reports(scope, one.pk), SHOWN).get_page(request.GET.get("sida"))
    newest = queries.final_reports(scope, one.pk).first()
    changed = queries.changed_since(scope, one.pk, newest.made_at) if newest else None
    shown = {
        "programme": one,
        "facts": facts,
        "parts": presenters.final_parts(facts, queries.texts(scope, one.pk)),
        "runs": policies.runs(scope, one),
        "page": page,
        "made": presenters.made_reports(page, queries.final_report_sizes(scope, [made.pk for made in page])),
        "changed": presenters.changed_words(changed) if changed else "",
        "job": queries.final_work(scope, one.pk),
    }
    return render(request, "programmes/final_report.html", shown)


@runs
@require_http_methods(["GET", "HEAD", "POST"])
def write_text(request: ScopedRequest, programme_id: int, part: str) -> HttpResponse:
    """Write in a section of the final report."""
    one, facts = programme_of(request, programme_id)
    if not policies.runs(request.scope, one):
        raise Http404
    texts = queries.texts(request.scope, one.pk)
    stands, titles = texts.get(part), {row.key: row.title for row in presenters.final_parts(facts, texts)}
    if part not in titles:
        raise Http404
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
    shown = {"programme": one, "form": form, "title": titles[part]}
    return render(request, "programmes/write_text.html", shown, status=422 if form.is_bound else 200)


@runs
@require_POST
def make_final_report(request: ScopedRequest, programme_id: int) -> HttpResponse:
    """Ask for the report, and go on to how far it has come."""
    one, _facts = programme_of(request, programme_id)
    try:
        job = services.ask_for_final_report(by=request.scope, at=clock.now(), programme=one)
    except SamsynError as error:
        messages.error(request, error.message)
        return redirect("programmes:final_report", one.pk)
    return redirect("programmes:final_work", job.pk)


@runs
@require_safe
def final_work(request: ScopedRequest, job_id: uuid.UUID) -> HttpResponse:
    """Show how far the report has come, and go on to it when it is there."""
    job = _work(request, job_id)
    back = reverse("programmes:final_report", args=[job.arguments["programme_id"]])
    if not job.is_live and job.result:
        return HttpResponse(headers={"HX-Redirect": back}) if request.htmx else redirect(back)
    template = "programmes/final_work.html#framsteg" if request.htmx else "programmes/final_work.html"
    return render(request, template, {"job": job, "back": back})


@runs
@require_POST
def cancel_final_report(request: ScopedRequest, job_id: uuid.UUID) -> HttpResponse:
    """Ask the work to stop; nothing is kept then."""
    jobs.cancel(request.scope, _work(request, job_id).pk, at=clock.now())
    return redirect("programmes:final_work", job_id)


def _work(request: ScopedRequest, job_id: uuid.UUID) -> Any:
    job = jobs.find(request.scope, job_id)
    if job is None or job.kind != queries.KIND:
        raise Http404
    return job


@reads
@require_safe
def report_file(request: ScopedRequest, programme_id: int, form: str) -> HttpResponse:
    """Give the newest final report as PDF, Word or a page, as it was made; before that, say that none is."""
    one, _facts = programme_of(request, programme_id)
    newest = queries.final_reports(request.scope, one.pk).first()
    if newest is None and form in KINDS:
        messages.info(request, _("Slutrapporten är inte gjord än. Här görs den, och här finns den sedan."))
        return redirect("programmes:final_report", one.pk)
    return _file(request, newest.pk if newest else 0, form)


@reads
@require_safe
def made_file(request: ScopedRequest, final_report_id: int, form: str) -> HttpResponse:
    """Give a final report as it was made one day."""
    return _file(request, final_report_id, form)


def _file(request: ScopedRequest, final_report_id: int, form: str) -> HttpResponse:
    found = queries.final_report_file(request.scope, final_report_id, form)
    if found is None:
        raise Http404
    answer = HttpResponse(bytes(found.content), content_type=KINDS[form])
    answer["Content-Disposition"] = f'attachment; filename="slutrapport.{form}"'
    return answer
