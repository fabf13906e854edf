"""The final report: its parts, its texts and its files."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from samsyn.documents import docx, html, pdf
from samsyn.errors import SamsynError
from samsyn.programme import PARTS
from samsyn_web.base import clock
from samsyn_web.base.scope import ScopedRequest
from samsyn_web.programmes import policies, presenters, queries, services
from samsyn_web.programmes.forms import TextForm
from samsyn_web.programmes.views.found import programme_of, reads, runs

KINDS = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html; charset=utf-8",
}


@reads
@require_safe
def final_report(request: ScopedRequest, programme_id: int) -> HttpResponse:
    """Show the parts of the final report, what is written in each, and the files."""
    one, facts = programme_of(request, programme_id)
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
    one, _facts = programme_of(request, programme_id)
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
    one, _light = programme_of(request, programme_id)
    facts = queries.whole_facts(request.scope, one.pk)
    if form not in KINDS or facts is None:
        raise Http404
    sections = presenters.sections_of(facts, queries.texts(request.scope, one.pk))
    made = presenters.report_document(facts, sections)
    content = html(made).encode() if form == "html" else {"pdf": pdf, "docx": docx}[form](made)
    answer = HttpResponse(content, content_type=KINDS[form])
    answer["Content-Disposition"] = f'attachment; filename="slutrapport.{form}"'
    return answer
