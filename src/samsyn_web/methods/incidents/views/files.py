"""Files come in, and wait to be looked over."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from samsyn.errors import SamsynError
from samsyn_web.base import clock
from samsyn_web.base.scope import Permission, ScopedRequest, requires
from samsyn_web.methods.incidents import presenters, queries, services
from samsyn_web.methods.incidents.forms import UploadForm, unpacked_size
from samsyn_web.observations import queries as observations
from samsyn_web.observations import services as rounds
from samsyn_web.places import queries as places

works = requires(Permission.WORK_WITH_DATA)
INLINE_BYTES = 10 * 10**6  # more than this is read by the worker, with progress
LATEST = 12


@works
@require_safe
def register(request: ScopedRequest) -> HttpResponse:
    """Show what the register holds, what waits, and what was brought in last."""
    held = queries.held(request.scope)
    done = [one for one in observations.intakes(request.scope)[: 2 * LATEST] if not one.is_staged][:LATEST]
    newest = {one.source.pk: one.latest.pk for one in held if one.latest}
    shown = {
        "held": presenters.held_rows(held),
        "waiting": presenters.intake_rows(observations.staged(request.scope), {}),
        "done": presenters.intake_rows(done, newest),
    }
    return render(request, "incidents/register.html", shown)


@works
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: ScopedRequest) -> HttpResponse:
    """Take files, read them, and go on to what was understood."""
    versions = [(one.pk, str(one)) for one in places.area_versions(request.scope)]
    form = (
        UploadForm(versions, request.POST, request.FILES)
        if request.method == "POST"
        else UploadForm(versions)
    )
    if form.is_valid():
        try:
            return redirect(_taken(request, form))
        except SamsynError as error:
            form.add_error(_at_fault(form, error), error.message)
    return render(request, "incidents/upload.html", {"form": form}, status=422 if form.is_bound else 200)


def _taken(request: ScopedRequest, form: UploadForm) -> str:
    """Stage the files, and return the address to go on to."""
    given, by, at = form.cleaned_data, request.scope, clock.now()
    chosen = given["area_version"]
    areas = (
        rounds.read_areas(by=by, at=at, content=given["areas"])
        if given["areas"]
        else places.area_version(by, int(chosen))
        if chosen
        else None
    )
    small = sum(unpacked_size(one, INLINE_BYTES) for one in given["reports"]) <= INLINE_BYTES
    intakes = rounds.open_intakes(
        by=by,
        at=at,
        method=services.METHOD,
        reports=given["reports"],
        areas=areas,
        declared=given["declaration"],
        read_now=small,
    )
    if not all(one.is_read for one in intakes):
        job = services.ask_to_read(by=by, at=at, intakes=[one for one in intakes if not one.is_read])
        return reverse("incidents:work", args=[job.pk])
    return (
        reverse("incidents:intake", args=[intakes[0].pk])
        if len(intakes) == 1
        else reverse("incidents:register")
    )


def _at_fault(form: UploadForm, error: SamsynError) -> str:
    """Return the field that an error is about: the file that it names."""
    areas = form.cleaned_data["areas"]
    return "areas" if areas is not None and str(areas.name) in error.message else "reports"
