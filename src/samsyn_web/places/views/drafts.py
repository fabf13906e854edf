"""Pages of drafts: look over what was read, draw and change areas, keep as a version."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samsyn.errors import SamsynError
from samsyn.files import outside_sweden
from samsyn_web.base import clock, csp
from samsyn_web.base.scope import Permission, ScopedRequest, requires
from samsyn_web.places import presenters, queries, services
from samsyn_web.places.forms import AreaForm, KeepForm

works = requires(Permission.WORK_WITH_DATA)


@works
@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: ScopedRequest, draft_id: int) -> HttpResponse:
    """Show a draft, and keep it as a version."""
    one = _found(request, draft_id)
    form = KeepForm(request.POST or None, initial={"name": "" if one.supersedes else one.name})
    if request.method == "POST" and form.is_valid():
        try:
            kept = services.keep_draft(by=request.scope, at=clock.now(), draft=one, **form.cleaned_data)
        except SamsynError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("Indelningen är sparad som en egen version."))
            return redirect("places:version", kept.pk)
    return render(
        request, "places/draft.html", _shown(request, one, form), status=422 if form.is_bound else 200
    )


def _shown(request: ScopedRequest, one: queries.AreaDraft, form: KeepForm) -> dict[str, Any]:
    areas = queries.draft_set(request.scope, one.pk)
    assert areas is not None
    base = queries.area_set(request.scope, one.supersedes.pk) if one.supersedes else None
    changes = presenters.change_rows(base, areas) if base else []
    background = queries.background(request.scope)
    csp.allow(request, "img-src", background.origins)
    return {
        "draft": one,
        "sentence": presenters.draft_sentence(one),
        "rows": presenters.area_rows(areas),
        "has_borders": areas.polygons is not None,
        "warnings": presenters.warnings(areas),
        "changes": [row for row in changes if row.kind != "same"],
        "change_sentence": presenters.change_sentence(changes) if changes else "",
        "form": form,
        "background": background.layers,
    }


@works
@require_safe
def draft_file(request: ScopedRequest, draft_id: int) -> HttpResponse:
    """Give a draft as GeoJSON for the map."""
    return JsonResponse(
        presenters.features(_found(request, draft_id).areas), content_type="application/geo+json"
    )


@works
@require_http_methods(["GET", "HEAD", "POST"])
def area(request: ScopedRequest, draft_id: int, position: int | None = None) -> HttpResponse:
    """Draw or change one area of a draft."""
    one = _found(request, draft_id)
    areas = one.areas
    if position is not None and position >= len(areas):
        raise Http404
    initial = presenters.area_initial(areas[position]) if position is not None else {}
    form = AreaForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            services.set_area(
                by=request.scope,
                at=clock.now(),
                draft=one,
                position=position,
                keeps_border=form.keeps_border,
                **form.cleaned_data,
            )
        except SamsynError as error:
            form.add_error(None, error.message)
        else:
            border = form.cleaned_data["border"]
            if border is not None and outside_sweden(border):
                messages.warning(request, _("Gränsen ligger utanför Sverige. Stämmer det?"))
            messages.success(request, _("%(name)s är med i utkastet.") % {"name": form.cleaned_data["name"]})
            return redirect("places:draft", one.pk)
    background = queries.background(request.scope)
    csp.allow(request, "img-src", background.origins)
    shown = {
        "draft": one,
        "form": form,
        "position": position,
        "around": queries.area_versions(request.scope).first(),
        "name": initial.get("name", ""),
        "background": background.layers,
    }
    return render(request, "places/area.html", shown, status=422 if form.is_bound else 200)


@works
@require_POST
def remove_area(request: ScopedRequest, draft_id: int, position: int) -> HttpResponse:
    """Take an area out of a draft."""
    one = _found(request, draft_id)
    was = request.POST.get("was", "")
    try:
        services.remove_area(by=request.scope, at=clock.now(), draft=one, position=position, was=was)
    except SamsynError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, _("Området är borttaget ur utkastet. Det går att ångra."))
    return redirect("places:draft", one.pk)


@works
@require_POST
def undo(request: ScopedRequest, draft_id: int) -> HttpResponse:
    """Take back the last change."""
    one = _found(request, draft_id)
    try:
        services.undo_change(by=request.scope, at=clock.now(), draft=one)
    except SamsynError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, _("Den senaste ändringen är ångrad."))
    return redirect("places:draft", one.pk)


@works
@require_http_methods(["GET", "HEAD", "POST"])
def discard(request: ScopedRequest, draft_id: int) -> HttpResponse:
    """Ask, then throw away a draft."""
    one = _found(request, draft_id)
    if request.method == "GET":
        return render(
            request, "places/discard.html", {"draft": one, "sentence": presenters.draft_sentence(one)}
        )
    services.discard_draft(by=request.scope, at=clock.now(), draft=one)
    messages.success(request, _("Utkastet är kastat."))
    return redirect("places:versions")


def _found(request: ScopedRequest, draft_id: int) -> queries.AreaDraft:
    one = queries.draft(request.scope, draft_id)
    if one is None:
        raise Http404
    return one
