"""Pages of pictures and of the figures in them."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samsyn.cycle import Edition
from samsyn.documents import judged, section_css
from samsyn.errors import SamsynError
from samsyn_web.base import clock
from samsyn_web.base.scope import Permission, ScopedRequest, requires
from samsyn_web.findings import presenters, queries, services

PAGE, ROWS = 25, 50
reads = requires(Permission.READ_PICTURE)
works = requires(Permission.WORK_WITH_DATA)


@reads
@require_safe
def pictures(request: ScopedRequest) -> HttpResponse:
    """List the pictures, the newest period first."""
    page = Paginator(queries.kept_pictures(request.scope), PAGE).get_page(request.GET.get("sida"))
    names = queries.source_names(request.scope, page.object_list)
    shown = {"page": page, "pictures": presenters.picture_rows(page.object_list, names)}
    return render(request, "findings/pictures.html", shown)


@reads
@require_safe
def picture(request: ScopedRequest, picture_id: int) -> HttpResponse:
    """Show a picture in one of its editions."""
    one = _found(request, picture_id)
    edition = _edition(request)
    said = queries.judgements(request.scope, one, Edition.INTERNAL)
    sections = queries.sections(request.scope, one, edition)
    shown = {
        "picture": presenters.picture_page(
            request.scope,
            one,
            edition,
            queries.sentence(request.scope, one, edition),
            judged.judged_sections(sections, judged.for_edition(said, edition)),
            queries.number_of_rows(request.scope, one),
            presenters.progress_sentence(len(said.levels), sum(not it.decision for it in said.levels)),
        ),
        "editions": presenters.edition_tabs(one, edition),
    }
    return render(request, "findings/picture.html", shown)


@require_safe
@cache_control(public=True, max_age=24 * 3600)
def style(request: ScopedRequest) -> HttpResponse:
    """Give the style of sections, the same on the page as in documents."""
    return HttpResponse(section_css(), "text/css; charset=utf-8")


@reads
@require_safe
def document(request: ScopedRequest, picture_id: int) -> HttpResponse:
    """Give the picture as JSON: the library's document, with what people decided."""
    one = _found(request, picture_id)
    edition = _edition(request)
    text = queries.judged_document(request.scope, one, edition)
    name = presenters.file_name(one, "json", edition)
    return HttpResponse(
        text, "application/json", headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


@works
@require_http_methods(["GET", "HEAD", "POST"])
def discard(request: ScopedRequest, picture_id: int) -> HttpResponse:
    """Ask, then throw away a draft; the next page can take it back."""
    one = _found(request, picture_id)
    if request.method == "GET":
        return render(request, "findings/discard.html", {"picture": one})
    try:
        services.discard_picture(by=request.scope, at=clock.now(), picture=one)
    except SamsynError as error:
        messages.error(request, error.message)
    return redirect("findings:picture", one.pk)


@works
@require_POST
def restore(request: ScopedRequest, picture_id: int) -> HttpResponse:
    """Take back a draft that was thrown away."""
    one = _found(request, picture_id)
    try:
        services.restore_picture(by=request.scope, at=clock.now(), picture=one)
    except SamsynError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, _("Lägesbilden är tillbaka."))
    return redirect("findings:picture", one.pk)


@reads
@require_safe
def figure(request: ScopedRequest, digest: str) -> HttpResponse:
    """Show a figure, how it was computed, and the rows that it rests on."""
    record = queries.figure(request.scope, digest)
    if record is None:
        raise Http404
    frame = queries.rows_behind(request.scope, record)
    page = None if frame is None else presenters.RowList(frame).page(request.GET.get("sida"), ROWS)
    lines: list[presenters.RowLine] = []
    plain = None
    if frame is not None and page is not None:
        names, zone = queries.names_of(request.scope, record.picture), queries.zone(request.scope, record)
        if presenters.is_events(frame):
            lines = presenters.row_lines(page.object_list, names, zone)
        elif len(frame):
            plain = presenters.plain_rows(frame, page.object_list, names)
    about = presenters.figure_page(record, queries.file_names(request.scope, record))
    said = presenters.figure_said(request.scope, record)
    shown = {"figure": about, "page": page, "rows": lines, "plain": plain, "said": said}
    return render(request, "findings/figure.html#rader" if request.htmx else "findings/figure.html", shown)


@works
@require_safe
def rows(request: ScopedRequest, digest: str) -> HttpResponse:
    """Give all rows behind a figure as CSV that a Swedish spreadsheet opens."""
    record = queries.figure(request.scope, digest)
    frame = None if record is None else queries.rows_behind(request.scope, record)
    if frame is None:
        raise Http404
    return HttpResponse(
        presenters.rows_csv(frame),
        "text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="rader_{digest[:12]}.csv"'},
    )


def _found(request: ScopedRequest, picture_id: int) -> queries.Picture:
    one = queries.picture(request.scope, picture_id)
    if one is None:
        raise Http404
    return one


def _edition(request: ScopedRequest) -> Edition:
    asked = request.GET.get("upplaga", Edition.INTERNAL.value)
    if asked not in set(Edition):
        raise Http404
    return Edition(asked)
