"""A programme is begun, and what is written of it is read and changed."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from samsyn.errors import SamsynError
from samsyn_web.base import clock
from samsyn_web.base.scope import ScopedRequest
from samsyn_web.programmes import policies, presenters, queries, services
from samsyn_web.programmes.forms import ProgrammeForm
from samsyn_web.programmes.views.found import programme_of, reads, runs


@runs
@require_http_methods(["GET", "HEAD", "POST"])
def found_programme(request: ScopedRequest) -> HttpResponse:
    """Begin a programme."""
    if not policies.founds(request.scope):
        raise Http404
    data = request.POST if request.method == "POST" else None
    form = ProgrammeForm(data, initial=presenters.new_programme())
    if form.is_bound and form.is_valid():
        try:
            founded = services.Founded(**form.written)
            made = services.found_programme(by=request.scope, at=clock.now(), founded=founded)
            messages.success(request, _("Programmet är startat. Lägg till kommunerna härnäst."))
            return redirect("programmes:programme", made.pk)
        except SamsynError as error:
            form.add_error(None, error.message)
    return render(
        request, "programmes/write_programme.html", {"form": form}, status=422 if form.is_bound else 200
    )


@reads
@require_safe
def programme_facts(request: ScopedRequest, programme_id: int) -> HttpResponse:
    """Show what is written of a programme itself, and what it was before."""
    one, facts = programme_of(request, programme_id)
    shown = {
        "programme": one,
        "fictional": facts.is_fictional,
        "lines": presenters.fact_lines(facts),
        "changes": presenters.facts_change_rows(queries.facts_changes(request.scope, one.pk)),
        "retold": policies.is_retold(one),
        "works": policies.works_on(request.scope, one),
    }
    return render(request, "programmes/facts.html", shown)


@runs
@require_http_methods(["GET", "HEAD", "POST"])
def change_programme(request: ScopedRequest, programme_id: int) -> HttpResponse:
    """Change what is written of a programme; what documents state is not changed here."""
    one, facts = programme_of(request, programme_id)
    if not policies.works_on(request.scope, one):
        raise Http404
    version = queries.facts_changes(request.scope, one.pk).count()
    data = request.POST if request.method == "POST" else None
    form = ProgrammeForm(data, initial=presenters.facts_values(facts, version))
    if form.is_bound and form.is_valid():
        try:
            services.change_programme(
                by=request.scope,
                at=clock.now(),
                programme=one,
                version=form.cleaned_data["version"],
                founded=services.Founded(**form.written),
            )
            messages.success(request, _("Programmets uppgifter är sparade."))
            return redirect("programmes:programme_facts", one.pk)
        except SamsynError as error:
            form.add_error(None, error.message)
    shown = {"form": form, "programme": one, "fictional": facts.is_fictional}
    return render(request, "programmes/write_programme.html", shown, status=422 if form.is_bound else 200)
