"""The page of rounds."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from samsyn_web.base.scope import Permission, ScopedRequest, requires
from samsyn_web.observations import presenters, queries

PAGE = 25


@requires(Permission.WORK_WITH_DATA)
@require_safe
def rounds(request: ScopedRequest) -> HttpResponse:
    """List what pictures rest on: rounds with their periods."""
    page = Paginator(queries.latest_rounds(request.scope), PAGE).get_page(request.GET.get("sida"))
    named = queries.with_sources(request.scope, page.object_list)
    shown = {"page": page, "rounds": presenters.round_rows(named)}
    return render(request, "observations/rounds.html", shown)
