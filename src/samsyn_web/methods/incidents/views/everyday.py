"""The everyday page: the register looked at, two periods and areas compared, from counts and never from rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from samsyn.methods.incidents.compared import Compared
from samsyn.methods.incidents.compared_sections import sections
from samsyn.methods.incidents.words import category_label
from samsyn_web.base import clock
from samsyn_web.base.scope import ScopedRequest
from samsyn_web.methods.incidents import presenters, queries
from samsyn_web.methods.incidents.forms import ExploreForm, ViewForm
from samsyn_web.methods.incidents.views.files import works
from samsyn_web.observations import queries as observations
from samsyn_web.people import queries as people

NEAREST_EVENTS = 10  # of what the police have published
NEAREST = 8  # saved views that stand on the page itself
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, kw_only=True)
class Looked:
    """A form with its choices, and what was found; nothing where the choices cannot be used."""

    form: ExploreForm
    names: Mapping[str, str]
    found: Compared | None
    page: presenters.Explored | None


@works
@require_safe
def explore(request: ScopedRequest) -> HttpResponse:
    """Show what was asked for; without any choice, the view that the person wants to begin with."""
    first = None if request.GET else queries.default_view(request.scope)
    if first is not None:
        return redirect(f"{reverse('incidents:explore')}?{presenters.address(first.choices)}")
    looked = look(request, request.GET)
    if looked is None:
        return render(request, "incidents/explore.html", {"form": None})
    shown = {
        "form": looked.form,
        "page": looked.page,
        "views": presenters.view_rows(request.scope, queries.saved_views(request.scope)[:NEAREST]),
        "view_form": ViewForm(),
        "police": _police(request, looked),
    }
    template = "incidents/explore.html#resultat" if request.htmx else "incidents/explore.html"
    response = render(request, template, shown, status=200 if looked.page else 422)
    response["Vary"] = "HX-Request"
    return response


def _police(request: ScopedRequest, looked: Looked) -> Any:
    """What the police have published in the period that is looked at."""
    if looked.found is None:
        return ()
    scope, now = request.scope, looked.found.now
    items = queries.police_items(scope, now.start, now.end)[:NEAREST_EVENTS]
    return presenters.police_rows(items, queries.kinds_of(scope), queries.category_list(scope, now.start))


@works
@require_safe
def explore_csv(request: ScopedRequest) -> HttpResponse:
    """Give the tables as CSV."""
    return _download(
        request,
        "csv",
        "text/csv; charset=utf-8",
        lambda found, _at: presenters.comparison_csv(sections(found)),
    )


@works
@require_safe
def explore_xlsx(request: ScopedRequest) -> HttpResponse:
    """Give the tables as an Excel file."""
    organisation = people.organisation(request.scope)
    name = organisation.name if organisation else ""
    return _download(
        request, "xlsx", XLSX, lambda found, at: presenters.comparison_xlsx(found, sections(found), name, at)
    )


def _download(
    request: ScopedRequest, ending: str, kind: str, made: Callable[[Compared, datetime], str | bytes]
) -> HttpResponse:
    looked = look(request, request.GET)
    if looked is None or looked.found is None:
        raise Http404
    name = f"jamforelse_{looked.found.now}.{ending}".replace("..", "_").lower()
    content = made(looked.found, clock.now())
    return HttpResponse(content, kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def look(request: ScopedRequest, data: QueryDict) -> Looked | None:
    """Read the choices and compare; none where the register has nothing."""
    scope, at = request.scope, clock.now()
    there = queries.reaches(scope)
    asked = data.get("source")
    found = next((one for one in there if not asked or str(one[0].pk) == asked), None)
    if found is None and asked:
        raise Http404
    if found is None:
        return None
    source, reach = found
    declared, facts = observations.declared(source), queries.area_facts(scope, source)
    areas, categories = queries.labels_counted(scope, source)
    names = dict(facts.names) if facts else observations.names_in_files(scope, [source])
    today = localdate(at)
    form = ExploreForm(
        data,
        sources=[(one.pk, one.name) for one, _ in sorted(there, key=lambda one: one[0].pk != source.pk)],
        declared=declared,
        reach=reach,
        areas=sorted({**{area: area for area in areas}, **names}.items(), key=lambda one: one[1].casefold()),
        categories=categories,
        today=today,
    )
    if not form.is_valid():
        return Looked(form=form, names=names, found=None, page=None)
    notes = list(queries.dated_annotations(scope, source))
    compared = queries.comparison(scope, source, reach, form.choices, notes, today, facts, names)
    if compared is None:
        raise Http404
    page = presenters.explored(
        compared,
        form.kept,
        declared.breaks,
        _near(notes, compared),
        ([names.get(one, one) for one in form.choices.areas], map(category_label, form.choices.categories)),
    )
    return Looked(form=form, names=names, found=compared, page=page)


def _near(notes: list[Any], found: Compared) -> list[Any]:
    """Return the notes that stand on the time line as it is drawn."""
    first = (found.series.get("periods") or [""])[0]
    return [one for one in notes if (one.last_day or one.first_day).isoformat() >= first]
