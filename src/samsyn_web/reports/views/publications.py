"""Pages of publications: list, open, compare and download."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from samsyn_web.base.scope import Permission, ScopedRequest, requires
from samsyn_web.findings import queries as pictures
from samsyn_web.reports import policies, presenters, queries

PAGE, DIFFERENCES = 25, 100
reads = requires(Permission.READ_PICTURE)
TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "html": "text/html; charset=utf-8",
    "json": "application/json",
    "zip": "application/zip",
    "parquet": "application/vnd.apache.parquet",
}
# The frozen page brings its own style and pictures, and may fetch and run nothing.
SEALED = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; sandbox allow-popups"


@reads
@require_safe
def publications(request: ScopedRequest) -> HttpResponse:
    """List what has been published, newest first."""
    page = Paginator(queries.publications(request.scope), PAGE).get_page(request.GET.get("sida"))
    shown = {"page": page, "publications": presenters.publication_rows(page.object_list)}
    return render(request, "reports/publications.html", shown)


@reads
@require_safe
def publication(request: ScopedRequest, publication_id: int) -> HttpResponse:
    """Show what was published, by whom, and its digests."""
    one = _found(request, publication_id)
    row = presenters.publication_row(one, queries.replaced_by(request.scope, one))
    shown = {
        "publication": row,
        "files": presenters.file_rows(one, queries.files(request.scope, one)),
        "rows_name": presenters.file_name(one, "parquet", "rader"),
        "bundle_name": presenters.file_name(one, "zip"),
    }
    return render(request, "reports/publication.html", shown)


@reads
@require_safe
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
@require_safe
def of_picture(request: ScopedRequest, picture_id: int) -> HttpResponse:
    """List the publications of a picture: a page, and a part of the picture's page."""
    picture = pictures.picture(request.scope, picture_id)
    if picture is None:
        raise Http404
    rows = presenters.publication_rows(queries.of_picture(request.scope, picture))
    template = "reports/of_picture.html#publiceringar" if request.htmx else "reports/of_picture.html"
    shown = {
        "picture": picture,
        "publications": rows,
        "drafts": policies.can_read_draft(request.scope, picture),
    }
    return render(request, template, shown)


@reads
@require_safe
def file(request: ScopedRequest, publication_id: int, kind: str) -> HttpResponse:
    """Give one of the frozen formats."""
    one = _found(request, publication_id)
    content = queries.content(request.scope, publication_id, kind)
    if content is None:
        raise Http404
    response = _named(content, kind, presenters.file_name(one, kind))
    if kind == "html":
        response.headers["Content-Security-Policy"] = SEALED
    return response


@requires(Permission.READ_PARTNER)
@require_safe
def partner_editions(request: ScopedRequest) -> HttpResponse:
    """List the partner editions of the person's own areas, each with what can be downloaded."""
    found = queries.partner_editions(request.scope)
    shown = {
        "editions": [
            (row, presenters.partner_file_rows(queries.partner_files(request.scope, one)))
            for one, row in zip(found, presenters.publication_rows(found), strict=True)
        ],
        "has_areas": policies.partner_areas(request.scope) != frozenset(),
    }
    return render(request, "reports/partner_editions.html", shown)


@requires(Permission.READ_PARTNER)
@require_safe
def partner_file(request: ScopedRequest, publication_id: int, kind: str) -> HttpResponse:
    """Give one of the frozen formats of a partner edition."""
    one = queries.partner_edition(request.scope, publication_id)
    content = queries.partner_content(request.scope, publication_id, kind)
    if one is None or content is None:
        raise Http404
    response = _named(content, kind, presenters.file_name(one, kind))
    if kind == "html":
        response.headers["Content-Security-Policy"] = SEALED
    return response


@requires(Permission.WORK_WITH_DATA)
@require_safe
def rows(request: ScopedRequest, publication_id: int) -> HttpResponse:
    """Give the frozen rows, with which the bundle is computed again."""
    one = _found(request, publication_id)
    content = queries.frozen_rows(request.scope, one)
    if content is None:
        raise Http404
    return _named(content, "parquet", presenters.file_name(one, "parquet", "rader"))


def _named(content: bytes, kind: str, name: str) -> HttpResponse:
    how = "inline" if kind == "html" else "attachment"
    return HttpResponse(content, TYPES[kind], headers={"Content-Disposition": f'{how}; filename="{name}"'})


def _found(request: ScopedRequest, publication_id: int) -> queries.Publication:
    one = queries.publication(request.scope, publication_id)
    if one is None:
        raise Http404
    return one
