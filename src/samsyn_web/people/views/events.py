"""The log of events."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from samsyn_web.base.scope import Permission, ScopedRequest, requires
from samsyn_web.people import presenters, queries


@requires(Permission.READ_AUDIT)
@require_safe
def events(request: ScopedRequest) -> HttpResponse:
    """Show what was done, newest first, and whether the chain holds."""
    before = request.GET.get("before", "")
    found = queries.events(request.scope, before=int(before) if before.isdecimal() else None)
    names = queries.names(request.scope, presenters.people_in(found))
    shown = {
        "events": presenters.event_rows(found, names),
        "older": found[-1].sequence if found and found[-1].sequence > 1 else None,
        "chain": queries.chain(request.scope),
    }
    return render(request, "people/events.html", shown)
