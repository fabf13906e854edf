"""A picture's map, and what the browser draws on it."""

from __future__ import annotations

import json
from typing import Any

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from samsyn.cycle import Edition
from samsyn.documents.judged import Judgements
from samsyn_web.base import csp
from samsyn_web.base.scope import Permission, ScopedRequest, requires
from samsyn_web.findings import presenters, queries
from samsyn_web.places import queries as places

reads = requires(Permission.READ_PICTURE)


@reads
@require_safe
def picture_map(request: ScopedRequest, picture_id: int) -> HttpResponse:
    """Show a picture's areas on a map, and the same in a table."""
    one, edition, document, said = _found(request, picture_id)
    background = places.background(request.scope)
    csp.allow(request, "img-src", background.origins)
    borders = queries.borders(request.scope, one)
    category = request.GET.get("kategori", "")
    shown = {
        "picture": presenters.map_head(one),
        "map": presenters.map_page(
            document,
            said,
            borders,
            queries.labels(request.scope, one),
            queries.points(request.scope, one),
            category if category in {each["key"] for each in document.get("categories", ())} else "",
            edition,
            one.round.crs or "EPSG:3006",
        ),
        "edition": edition.value,
        "editions": presenters.map_tabs(one, edition),
        "background": background.layers,
        "can_add_areas": request.scope.can(Permission.WORK_WITH_DATA),
    }
    return render(request, "findings/map.html", shown)


@gzip_page
@reads
@require_safe
def map_features(request: ScopedRequest, picture_id: int) -> HttpResponse:
    """Give what the map draws."""
    one, edition, document, said = _found(request, picture_id)
    drawn = presenters.map_features(
        document,
        said,
        queries.borders(request.scope, one),
        queries.points(request.scope, one),
        one.round.crs or "EPSG:3006",
        edition,
    )
    return JsonResponse(drawn)


def _found(
    request: ScopedRequest, picture_id: int
) -> tuple[queries.Picture, Edition, dict[str, Any], Judgements]:
    one = queries.picture(request.scope, picture_id)
    asked = request.GET.get("upplaga", Edition.INTERNAL.value)
    if one is None or asked not in set(Edition):
        raise Http404
    edition = Edition(asked)
    document = json.loads(queries.document(request.scope, one, edition) or "{}")
    return one, edition, document, queries.judgements(request.scope, one, edition)
