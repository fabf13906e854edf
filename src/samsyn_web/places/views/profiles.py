"""The page of what statistical areas are like."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from samsyn.errors import BadInput
from samsyn.sweden import CREDIT, municipalities, municipality
from samsyn_web.base.scope import Permission, ScopedRequest, requires
from samsyn_web.places import presenters

SMALL = "deso"


@requires(Permission.READ_PICTURE)
@require_safe
def profile(request: ScopedRequest) -> HttpResponse:
    """Tell of a municipality's areas, by its name or code; without one, ask for it."""
    place, level = request.GET.get("kommun", "").strip(), request.GET.get("niva", "")
    try:
        chosen = municipality(place) if place else None
    except BadInput:
        chosen = None
    shown = {
        "page": presenters.profile_page(chosen, small=level == SMALL) if chosen else None,
        "municipalities": sorted(one.name for one in municipalities()),
        "place": chosen.name if chosen else "",
        "level": level,
        "is_unknown": bool(place) and chosen is None,
        "credit": CREDIT,
        "can_work": request.scope.can(Permission.WORK_WITH_DATA),
    }
    return render(request, "places/profile.html", shown)
