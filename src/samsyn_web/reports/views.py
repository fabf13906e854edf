"""Pages of publications: publish, list, open and download."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from samsyn.errors import SamsynError
from samsyn_web.base import clock
from samsyn_web.base.scope import Permission, ScopedRequest, requires
from samsyn_web.findings import queries as pictures
from samsyn_web.people import queries as people
from samsyn_web.reports import policies, presenters, queries, services
from samsyn_web.reports.forms import PublishForm

PAGE, DIFFERENCES = 25, 100
reads = requires(Permission.READ_PICTURE)
# The frozen page brings its own style and pictures, and may fetch and run nothing.
SEALED = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; sandbox allow-popups"


@reads
@require_GET
def publications(request: ScopedRequest) -> HttpResponse:
    """List what has been published, newest first."""
    page = Paginator(queries.publications(request.scope), PAGE).get_page(request.GET.get("sida"))
    shown = {"page": page, "publications": presenters.publication_rows(page.object_list)}
    return render(request, "reports/publications.html", shown)


@reads
@require_GET
def publication(request: ScopedRequest, publication_id: int) -> HttpResponse:
    """Show what was published, by whom, and its digests."""
    one = _found(request, publication_id)
    row = presenters.publication_row(one, queries.replaced_by(request.scope, one))
    return render(request, "reports/publication.html", {"publication": row})


@reads
@require_GET
def differences(request: ScopedRequest, publication_id: int) -> HttpResponse:
    """List what differs between a correction and the version that it replaces."""
    one = _found(request, publication_id)
    compared = queries.documents_compared(request.scope, one)
    if compared is None:
        raise Http404
    figures = presenters.differing_figures(*compared, queries.labels(request.scope, one))
    page = Paginator(figures, DIFFERENCES).get_page(request.GET.get("sida"))
    shown = {
        "publication": presenters.publication_row(one),
        "page": page,
        "judgements": presenters.differing_judgements(*compared),
    }
    return render(request, "reports/differences.html", shown)


@reads
@require_GET
def of_picture(request: ScopedRequest, picture_id: int) -> HttpResponse:
    """List the publications of a picture: a page, and a part of the picture's page."""
    picture = pictures.picture(request.scope, picture_id)
    if picture is None:
        raise Http404
    rows = presenters.publication_rows(queries.of_picture(request.scope, picture))
    template = "reports/of_picture.html#publiceringar" if request.htmx else "reports/of_picture.html"
    return render(request, template, {"picture": picture, "publications": rows})


@requires(Permission.PUBLISH)
@require_http_methods(["GET", "POST"])
def publish(request: ScopedRequest, picture_id: int) -> HttpResponse:
    """Ask for the edition, then freeze it."""
    picture = pictures.picture(request.scope, picture_id)
    if picture is None:
        raise Http404
    judged = not policies.needs_judging(request.scope, picture)
    form = PublishForm(request.POST if request.method == "POST" else None, judged=judged)
    if form.is_valid():
        organisation = people.organisation(request.scope)
        imprint = services.Imprint(
            organisation=organisation.name,
            person=str(request.user),
            notice="Uppdiktade data" if organisation.is_demo else "",
        )
        try:
            made = services.publish(
                by=request.scope, at=clock.now(), picture=picture, imprint=imprint, **form.cleaned_data
            )
        except SamsynError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, f"Publicerad som version {made.version}. Dokumentet ändras aldrig.")
            return redirect("reports:publication", made.pk)
    shown = {"picture": picture, "form": form}
    return render(request, "reports/publish.html", shown, status=422 if form.is_bound else 200)


@reads
@require_GET
def html(request: ScopedRequest, publication_id: int) -> HttpResponse:
    """Give the frozen page."""
    response = _file(request, publication_id, "html", "text/html; charset=utf-8", "html", inline=True)
    response.headers["Content-Security-Policy"] = SEALED
    return response


@reads
@require_GET
def pdf(request: ScopedRequest, publication_id: int) -> HttpResponse:
    """Give the frozen PDF."""
    return _file(request, publication_id, "pdf", "application/pdf", "pdf")


@reads
@require_GET
def document(request: ScopedRequest, publication_id: int) -> HttpResponse:
    """Give the frozen JSON."""
    return _file(request, publication_id, "document", "application/json", "json")


def _found(request: ScopedRequest, publication_id: int) -> queries.Publication:
    one = queries.publication(request.scope, publication_id)
    if one is None:
        raise Http404
    return one


def _file(
    request: ScopedRequest, publication_id: int, part: str, kind: str, ending: str, *, inline: bool = False
) -> HttpResponse:
    one = _found(request, publication_id)
    how = "inline" if inline else "attachment"
    return HttpResponse(
        queries.content(request.scope, publication_id, part),
        kind,
        headers={"Content-Disposition": f'{how}; filename="{presenters.file_name(one, ending)}"'},
    )
