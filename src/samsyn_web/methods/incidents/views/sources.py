"""A source of the register: what it declares, what has come from it, and how its categories are mapped."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from samsyn.errors import SamsynError
from samsyn.instruments.load import categories as known_categories
from samsyn.instruments.suggest import suggested_categories
from samsyn_web.base import clock
from samsyn_web.base.scope import ScopedRequest
from samsyn_web.methods.incidents import presenters, queries, services
from samsyn_web.methods.incidents.forms import CategoriesForm, SourceEditForm, proposed_categories
from samsyn_web.methods.incidents.views.files import works
from samsyn_web.methods.incidents.views.intakes import yaml
from samsyn_web.observations import queries as observations


@works
@require_http_methods(["GET", "HEAD", "POST"])
def source(request: ScopedRequest, source_id: int) -> HttpResponse:
    """Show a source, and keep what is said about it."""
    one = _found(request, source_id)
    declared = observations.declared(one)
    form = SourceEditForm(declared, request.POST) if request.method == "POST" else SourceEditForm(declared)
    if form.is_valid():
        try:
            services.declare(by=request.scope, at=clock.now(), source=one, declared=form.declared())
            messages.success(
                request, _("Källan är sparad. Det gäller lägesbilder som räknas från och med nu.")
            )
            return redirect("incidents:source", one.pk)
        except SamsynError as error:
            form.add_error(None, error.message)
    brought = list(observations.committed(request.scope, [one]))
    shown = {
        "source": one,
        "declared": declared,
        "form": form,
        "intakes": presenters.intake_rows(reversed(brought), presenters.newest_of_sources(brought)),
    }
    return render(request, "incidents/source.html", shown, status=422 if form.is_bound else 200)


@works
@require_http_methods(["GET", "HEAD", "POST"])
def source_categories(request: ScopedRequest, source_id: int) -> HttpResponse:
    """Show and change which category each of a source's labels is; all counts follow."""
    one = _found(request, source_id)
    declared, labels = observations.declared(one), queries.labels_of_source(request.scope, one)
    names = [label for label, _n in labels]
    proposed = proposed_categories(
        declared, names, suggested_categories(names) if not declared.categories else {}
    )
    given = (request.POST,) if request.method == "POST" else ()
    form = CategoriesForm(names, known_categories().categories, proposed, *given)
    if form.is_valid():
        try:
            services.declare(by=request.scope, at=clock.now(), source=one, declared=form.declared(declared))
            messages.success(
                request, _("Kategorierna är sparade. Lägesbilder som redan är frysta ändras inte.")
            )
            return redirect("incidents:source", one.pk)
        except SamsynError as error:
            form.add_error(None, error.message)
    rows = [
        (label, field, n) for (label, field), (_label, n) in zip(form.fields_in_order(), labels, strict=True)
    ]
    shown = {"source": one, "form": form, "rows": rows, "version": known_categories().version}
    return render(request, "incidents/categories.html", shown, status=422 if given else 200)


@works
@require_safe
def source_yaml(request: ScopedRequest, source_id: int) -> HttpResponse:
    """Give what a source declares as YAML, to keep or to use with the command line."""
    one = _found(request, source_id)
    return yaml(one.declaration, f"kalla_{one.key}")


def _found(request: ScopedRequest, source_id: int) -> observations.Source:
    one = observations.sources(request.scope).filter(pk=source_id).first()
    if one is None:
        raise Http404
    return one
