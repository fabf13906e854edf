"""Official statistics: a file is read, looked at, kept, exported and withdrawn."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samsyn.cycle import Edition
from samsyn.errors import SamsynError
from samsyn_web.base import clock
from samsyn_web.base.scope import Permission, ScopedRequest, requires
from samsyn_web.methods.statistics import policies, presenters, queries, services
from samsyn_web.methods.statistics.forms import PickForm, ReadForm
from samsyn_web.people import queries as people

PAGE = 25
reads = requires(Permission.READ_PICTURE)
works = requires(Permission.WORK_WITH_DATA)


@reads
@require_safe
def files(request: ScopedRequest) -> HttpResponse:
    """List the files that have been read."""
    page = Paginator(queries.files(request.scope), PAGE).get_page(request.GET.get("sida"))
    shown = {
        "page": page,
        "lines": presenters.lines(page.object_list),
        "can_read_in": policies.can_read_in(request.scope),
    }
    return render(request, "statistics/files.html", shown)


@works
@require_http_methods(["GET", "HEAD", "POST"])
def read(request: ScopedRequest) -> HttpResponse:
    """Read a file; where it cannot be understood nothing is kept, and the page says why."""
    if request.method != "POST":
        code = people.organisation(request.scope).municipality_code
        return render(request, "statistics/read.html", {"form": ReadForm(initial={"home": code})})
    form = ReadForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            made = services.read(
                by=request.scope,
                at=clock.now(),
                reading=form.reading,
                template=form.cleaned_data["template"],
                name=str(form.cleaned_data["file"].name),
                options=form.options,
                doubts=form.doubts,
            )
            return redirect("statistics:file", made.pk)
        except SamsynError as error:
            form.add_error(None, error.message)
    return render(request, "statistics/read.html", {"form": form}, status=422)


@reads
@require_safe
def file(request: ScopedRequest, file_id: int) -> HttpResponse:
    """Show what was understood of a file, and what it says."""
    one, edition = _file(request, file_id), _edition(request)
    told = queries.told(request.scope, one.pk)
    assert told is not None
    shown = {
        "page": presenters.page(request.scope, one, told, edition),
        "can_pick": policies.can_pick(request.scope, one),
        "pictures": queries.pictures_of(request.scope, one),
    }
    return render(request, "statistics/file.html", shown)


@works
@require_http_methods(["GET", "HEAD", "POST"])
def pick(request: ScopedRequest, file_id: int) -> HttpResponse:
    """Show what of a file may be taken into a situational picture, and take what was chosen."""
    one = _file(request, file_id)
    observed, own = policies.observed(one), queries.own_names(request.scope)
    given = request.POST if request.method == "POST" else request.GET
    wanted = presenters.asked(given.dict(), one, observed, own)
    page = presenters.pick_page(
        one, observed, wanted,
        own=own, revised=queries.revised(request.scope, one), replaced=queries.replaced(request.scope, one),
    )  # fmt: skip
    form = PickForm(page.choices, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            made = services.pick_figures(
                by=request.scope, at=clock.now(), one=one, picks=form.picks(wanted.area), year=wanted.year
            )
        except SamsynError as error:
            form.add_error(None, error.message)
        else:
            messages.success(
                request, _("Siffrorna står i en lägesbild. Bedöm och publicera den som andra bilder.")
            )
            return redirect("findings:picture", made.pk)
    shown = {"page": page, "form": form, "can_pick": policies.can_pick(request.scope, one)}
    return render(request, "statistics/pick.html", shown, status=422 if form.is_bound else 200)


@reads
@require_safe
def revisions(request: ScopedRequest, file_id: int) -> HttpResponse:
    """List the figures that two files of a series give differently; the older is kept as it was."""
    one = _file(request, file_id)
    changed, replaced = queries.revised(request.scope, one), queries.replaced(request.scope, one)
    shown = {"page": presenters.revision_page(one, changed, replaced), "title": presenters.title(one)}
    return render(request, "statistics/revisions.html", shown)


@works
@require_safe
def round_page(request: ScopedRequest, statistics_round_id: int) -> HttpResponse:
    """Go from what a picture rests on to the file that it was taken from."""
    one = queries.file_of_round(request.scope, statistics_round_id)
    if one is None:
        raise Http404
    return redirect("statistics:file", one.pk)


@works
@require_POST
def keep(request: ScopedRequest, file_id: int) -> HttpResponse:
    """Keep a file."""
    return _changed(
        request, file_id, services.keep, _("Filen är sparad. Siffrorna ändras inte efter det här.")
    )


@works
@require_POST
def throw_away(request: ScopedRequest, file_id: int) -> HttpResponse:
    """Throw away a file that was not kept."""
    try:
        services.throw_away(by=request.scope, at=clock.now(), one=_file(request, file_id))
        messages.success(request, _("Filen är kastad. Ingenting av den finns kvar."))
    except SamsynError as error:
        messages.error(request, error.message)
        return redirect("statistics:file", file_id)
    return redirect("statistics:files")


@works
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: ScopedRequest, file_id: int) -> HttpResponse:
    """Ask, then withdraw a file; the next page can take it back."""
    if request.method != "POST":
        one = _file(request, file_id)
        return render(request, "statistics/withdraw.html", {"file": one, "title": presenters.title(one)})
    return _changed(request, file_id, services.withdraw, _("Filen är tillbakadragen."))


@works
@require_POST
def restore(request: ScopedRequest, file_id: int) -> HttpResponse:
    """Take back a file that was withdrawn."""
    return _changed(request, file_id, services.restore, _("Filen är tillbaka."))


@reads
@require_safe
def export(request: ScopedRequest, file_id: int, form: str) -> HttpResponse:
    """Give what a kept file says as a document."""
    one, edition = _file(request, file_id), _edition(request)
    told = queries.told(request.scope, one.pk)
    if told is None or one.kept_at is None or form not in presenters.TYPES:
        raise Http404
    organisation = people.organisation(request.scope).name
    with translation.override("sv"):
        content = presenters.export(form, one, told, edition, organisation=organisation, at=clock.now())
    name = f"statistik-{one.template}-{one.year}-{edition.value}.{form}"
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "no-store, private",
    }
    return HttpResponse(content, content_type=presenters.TYPES[form], headers=headers)


def _changed(request: ScopedRequest, file_id: int, change: Any, said: str) -> HttpResponse:
    try:
        change(by=request.scope, at=clock.now(), one=_file(request, file_id))
        messages.success(request, said)
    except SamsynError as error:
        messages.error(request, error.message)
    return redirect("statistics:file", file_id)


def _file(request: ScopedRequest, file_id: int) -> Any:
    found = queries.file(request.scope, file_id)
    if found is None:
        raise Http404
    return found


def _edition(request: ScopedRequest) -> Edition:
    asked = request.GET.get("upplaga", Edition.INTERNAL.value)
    if asked not in {one.value for one in presenters.EDITIONS}:
        raise Http404
    return Edition(asked)
