"""The documents that the law asks for: the list, one of them, writing in it, deciding it, and its files."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from samsyn.documents import docx, html
from samsyn.errors import SamsynError
from samsyn.statutory import Kind
from samsyn_web.base import clock
from samsyn_web.base.scope import ScopedRequest
from samsyn_web.governance import policies, presenters, queries, services
from samsyn_web.governance.forms import DecisionForm, PaperTextForm, StartForm
from samsyn_web.governance.views.found import (
    composes,
    decides_papers,
    reads_papers,
    the_edition,
    the_paper,
    today,
)
from samsyn_web.people import queries as people
from samsyn_web.reports import queries as reports

KINDS = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@reads_papers
@require_safe
def papers(request: ScopedRequest) -> HttpResponse:
    """List the documents, by kind."""
    shown = {
        "rows": presenters.kind_rows(queries.papers(request.scope)),
        "composes": policies.can_compose(request.scope),
    }
    return render(request, "governance/papers.html", shown)


@composes
@require_http_methods(["GET", "HEAD", "POST"])
def start_paper(request: ScopedRequest, kind: str) -> HttpResponse:
    """Start a version of a document."""
    form = StartForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            made = services.start_paper(
                by=request.scope, at=clock.now(), kind=Kind(kind), title=form.cleaned_data["title"]
            )
            messages.success(request, _("Utkastet finns. Siffrorna är hämtade; skriv det som fattas."))
            return redirect("governance:paper", made.pk)
        except SamsynError as error:
            form.add_error(None, error.message)
    row = next(one for one in presenters.kind_rows(queries.papers(request.scope)) if one.kind == kind)
    return _answer(request, "governance/start_paper.html", form, row=row)


@reads_papers
@require_safe
def paper(request: ScopedRequest, paper_id: int) -> HttpResponse:
    """Show a document: what is written in each part, what fails, and how it reads."""
    one, scope, edition = the_paper(request, paper_id), request.scope, the_edition(request)
    empty = queries.lacking_parts(scope, one, today())
    before = queries.previous_decided(scope, one)
    shown = {
        "paper": one,
        "decided": presenters.decided_words(one),
        "decision": queries.decision(scope, one),
        "row": next(row for row in presenters.kind_rows([one]) if row.kind == one.kind),
        "parts": presenters.part_rows(one, queries.parts_of(one), queries.texts(scope, one), empty),
        "empty": empty,
        "editions": presenters.edition_links(one, edition),
        "edition": edition.value,
        "sections": presenters.shown_sections(queries.sections(scope, one, edition, today())),
        "changes": presenters.changes(
            queries.state(scope, before, today()), queries.state(scope, one, today())
        )
        if before
        else (),
        "before": before,
        "resting": presenters.resting_rows(queries.plans_resting_on(scope, one)),
        "is_annex": Kind(one.kind).is_annex,
        "composes": policies.can_compose(scope),
        "decides": policies.can_decide_papers(scope),
    }
    return render(request, "governance/paper.html", shown)


@composes
@require_http_methods(["GET", "HEAD", "POST"])
def write_paper(request: ScopedRequest, paper_id: int, slot: str) -> HttpResponse:
    """Write in a part of a draft."""
    one, scope = the_paper(request, paper_id), request.scope
    part = next((each for each in queries.parts_of(one) if each.key == slot), None)
    if part is None:
        raise Http404
    stands = queries.texts(scope, one).get(slot)
    initial = {"text": stands.text if stands else "", "version": stands.version if stands else 0}
    form = PaperTextForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and form.is_valid():
        try:
            services.write_paper_text(by=scope, at=clock.now(), paper=one, key=slot, **form.cleaned_data)
            messages.success(request, _("Texten är sparad."))
            return redirect("governance:paper", one.pk)
        except SamsynError as error:
            form.add_error(None, error.message)
    made = queries.generated(scope, one, today())
    about = presenters.shown_sections(each for each in made if each.key == part.place)
    return _answer(request, "governance/write_paper.html", form, paper=one, part=part, about=about)


@decides_papers
@require_http_methods(["GET", "HEAD", "POST"])
def decide_paper(request: ScopedRequest, paper_id: int) -> HttpResponse:
    """Record that a body decided a draft; it is then kept as it stands."""
    one = the_paper(request, paper_id)
    form = DecisionForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            services.decide_paper(by=request.scope, at=clock.now(), paper=one, **form.cleaned_data)
            messages.success(request, _("Beslutet är antecknat, och handlingen är sparad som den är."))
            return redirect("governance:paper", one.pk)
        except SamsynError as error:
            form.add_error(None, error.message)
    empty = queries.lacking_parts(request.scope, one, today())
    return _answer(request, "governance/decide_paper.html", form, paper=one, empty=empty)


@composes
@require_http_methods(["GET", "HEAD", "POST"])
def remove_paper(request: ScopedRequest, paper_id: int) -> HttpResponse:
    """Throw away a draft, after a question."""
    one = the_paper(request, paper_id)
    if request.method == "POST":
        try:
            services.remove_paper(by=request.scope, at=clock.now(), paper=one)
            messages.success(request, _("Utkastet är borttaget."))
            return redirect("governance:papers")
        except SamsynError as error:
            messages.error(request, error.message)
            return redirect("governance:paper", paper_id)
    return render(request, "governance/remove_paper.html", {"paper": one})


@reads_papers
@require_safe
def paper_file(request: ScopedRequest, paper_id: int, form: str) -> HttpResponse:
    """Give a document as PDF, Word or a page, the survey also as a workbook, in the edition that is asked for."""
    one, scope, edition = the_paper(request, paper_id), request.scope, the_edition(request)
    if form not in KINDS or (form == "xlsx" and one.kind != Kind.SURVEY):
        raise Http404
    sections, whose = queries.sections(scope, one, edition, today()), people.organisation(scope)
    made = presenters.paper_document(
        one,
        sections,
        edition,
        organisation=whose.name,
        is_demo=whose.is_demo,
        brand=reports.look_of(scope),
        today=today(),
    )
    content = {
        "html": lambda: html(made).encode(),
        "pdf": lambda: presenters.pdf_of(one, made),
        "docx": lambda: docx(made),
        "xlsx": lambda: presenters.answers_xlsx(made, sections),
    }[form]()
    answer = HttpResponse(content, content_type=KINDS[form])
    name = f"{one.kind}_{one.number}_{edition.value}.{form}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _answer(request: ScopedRequest, template: str, form: forms.Form, **more: Any) -> HttpResponse:
    return render(request, template, {"form": form, **more}, status=422 if form.is_bound else 200)
