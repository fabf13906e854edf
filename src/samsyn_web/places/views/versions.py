"""Pages of kept versions of areas: list, import, look, compare, remove."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samsyn.errors import SamsynError
from samsyn.sweden import CREDIT
from samsyn_web.base import clock, csp
from samsyn_web.base.scope import Permission, ScopedRequest, requires
from samsyn_web.places import presenters, queries, services
from samsyn_web.places.forms import AreaFileForm, RegsoForm

REGSO = "RegSO 2025 "
works = requires(Permission.WORK_WITH_DATA)


@works
@require_safe
def versions(request: ScopedRequest) -> HttpResponse:
    """List the versions, newest first, and what is being worked on."""
    kept = list(queries.versions_with_counts(request.scope))
    shown = {
        "versions": [presenters.version_row(one, n, queries.uses(request.scope, one.pk)) for one, n in kept],
        "has_regso": any(one.version.startswith(REGSO) for one, _n in kept),
        "drafts": [(one, presenters.draft_sentence(one)) for one in queries.drafts(request.scope)],
        "can_set_layers": request.scope.can(Permission.ADMINISTER),
    }
    return render(request, "places/versions.html", shown)


@works
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: ScopedRequest) -> HttpResponse:
    """Ask for a file of areas; what was understood is shown as a draft before anything is kept."""
    form = AreaFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        areas = form.reading.areas
        told = presenters.told(form.reading, str(form.cleaned_data["file"].name))
        made = services.open_draft(
            by=request.scope, at=clock.now(), areas=areas, name=areas.version, told=told
        )
        return redirect("places:draft", made.pk)
    return _begun(request, form, RegsoForm(), status=422 if form.is_bound else 200)


@works
@require_POST
def regso(request: ScopedRequest) -> HttpResponse:
    """Begin a draft of a municipality's regional statistical areas."""
    form = RegsoForm(request.POST)
    if not form.is_valid():
        return _begun(request, AreaFileForm(), form, status=422)
    told = {"file": form.areas.version, "guesses": [], "problems": [], "warnings": [CREDIT]}
    made = services.open_draft(
        by=request.scope, at=clock.now(), areas=form.areas, name=form.areas.version, told=told
    )
    return redirect("places:draft", made.pk)


def _begun(request: ScopedRequest, form: AreaFileForm, regso_form: RegsoForm, *, status: int) -> HttpResponse:
    shown = {"form": form, "regso": regso_form, "municipalities": queries.municipalities()}
    return render(request, "places/begin.html", shown, status=status)


@works
@require_POST
def draw(request: ScopedRequest) -> HttpResponse:
    """Begin an empty draft, to draw in."""
    made = services.open_draft(by=request.scope, at=clock.now())
    return redirect("places:new_area", made.pk)


@requires(Permission.READ_PICTURE)
@require_safe
def names(request: ScopedRequest) -> HttpResponse:
    """Give names of places and where they are, for the search box of a map."""
    return JsonResponse({"names": queries.place_names(request.scope)})


@works
@require_safe
def version(request: ScopedRequest, version_id: int) -> HttpResponse:
    """Show a version on the map and as a table."""
    one = queries.area_version(request.scope, version_id)
    areas = queries.area_set(request.scope, version_id)
    if one is None or areas is None:
        raise Http404
    background = queries.background(request.scope)
    csp.allow(request, "img-src", background.origins)
    people, km2 = presenters.sums(areas)
    shown = {
        "version": one,
        "count": presenters.counted_areas(len(areas.keys)),
        "rows": presenters.area_rows(areas),
        "people": people,
        "km2": km2,
        "has_borders": areas.polygons is not None,
        "warnings": presenters.warnings(areas),
        "uses": presenters.used_by(queries.uses(request.scope, one.pk)),
        "newer": queries.newer_versions(request.scope, one.pk),
        "others": queries.area_versions(request.scope).exclude(pk=one.pk),
        "background": background.layers,
    }
    return render(request, "places/version.html", shown)


@works
@require_safe
def version_file(request: ScopedRequest, version_id: int) -> HttpResponse:
    """Give a version as GeoJSON, for the map and as a file."""
    one = queries.area_version(request.scope, version_id)
    features = queries.feature_collection(request.scope, version_id)
    if one is None or features is None:
        raise Http404
    name = f"{presenters.file_name(one.version)}.geojson"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'} if "fil" in request.GET else {}
    return JsonResponse(features, content_type="application/geo+json", headers=headers)


@works
@require_POST
def change(request: ScopedRequest, version_id: int) -> HttpResponse:
    """Begin a draft of a version; the version itself stands as it is."""
    one = queries.area_version(request.scope, version_id)
    if one is None:
        raise Http404
    made = services.draft_of_version(by=request.scope, at=clock.now(), version=one)
    return redirect("places:draft", made.pk)


@works
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: ScopedRequest, version_id: int) -> HttpResponse:
    """Ask, then take away a version that nothing rests on."""
    one = queries.area_version(request.scope, version_id)
    if one is None:
        raise Http404
    if request.method == "GET":
        uses = presenters.used_by(queries.uses(request.scope, one.pk))
        return render(request, "places/remove.html", {"version": one, "uses": uses})
    try:
        services.remove_version(by=request.scope, at=clock.now(), version=one)
    except SamsynError as error:
        messages.error(request, error.message)
        return redirect("places:version", one.pk)
    messages.success(request, _("Indelningen är borttagen."))
    return redirect("places:versions")


@works
@require_safe
def compare(request: ScopedRequest, version_id: int, other_id: int) -> HttpResponse:
    """Show what changed from one version to another."""
    before, after = (queries.area_set(request.scope, one) for one in (version_id, other_id))
    if before is None or after is None:
        raise Http404
    background = queries.background(request.scope)
    csp.allow(request, "img-src", background.origins)
    rows = presenters.change_rows(before, after)
    shown = {
        "before": queries.area_version(request.scope, version_id),
        "after": queries.area_version(request.scope, other_id),
        "rows": rows,
        "sentence": presenters.change_sentence(rows),
        "has_borders": before.polygons is not None and after.polygons is not None,
        "background": background.layers,
    }
    return render(request, "places/compare.html", shown)
