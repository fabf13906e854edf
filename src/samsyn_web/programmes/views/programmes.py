"""Programmes at a glance, and their activities."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from samsyn_web.base.scope import ScopedRequest
from samsyn_web.programmes import policies, presenters, queries
from samsyn_web.programmes.views.found import programme_of, reads


@reads
@require_safe
def programmes(request: ScopedRequest) -> HttpResponse:
    """List the programmes."""
    return render(request, "programmes/programmes.html", {"found": queries.programmes(request.scope)})


@reads
@require_safe
def programme(request: ScopedRequest, programme_id: int) -> HttpResponse:
    """Show a programme at a glance."""
    one, facts = programme_of(request, programme_id)
    shown = {"programme": one, "home": presenters.home(facts), "runs": policies.runs(request.scope, one)}
    return render(request, "programmes/programme.html", shown)


@reads
@require_safe
def activities(request: ScopedRequest, programme_id: int) -> HttpResponse:
    """List the activities, by municipality and focus area where asked for."""
    one, facts = programme_of(request, programme_id)
    where, focus = request.GET.get("kommun", ""), request.GET.get("fokus", "")
    found = [
        a
        for a in (*facts.activities, *facts.additions)
        if where in ("", a.municipality) and focus in ("", str(a.focus_area))
    ]
    rows = [
        (facts.municipality(a.municipality).name, a, [facts.formats[n] for n in a.formats]) for a in found
    ]
    added = sum(not a.heading for a in found)
    counted = {"listed": len(found) - added, "added": added}
    shown = {**counted, "programme": one, "facts": facts, "rows": rows, "where": where, "focus": focus}
    return render(request, "programmes/activities.html", shown)
