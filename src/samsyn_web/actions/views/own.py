"""What one answers for oneself: made for a phone; and its calendar."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samsyn.errors import SamsynError
from samsyn_web.actions import queries, services
from samsyn_web.actions.presenters.action_page import steps
from samsyn_web.actions.presenters.calendars import plan_ics
from samsyn_web.actions.presenters.rows import action_lines
from samsyn_web.actions.views.reading import carries_out, own, today
from samsyn_web.base import clock
from samsyn_web.base.registry import days_for
from samsyn_web.base.scope import ScopedRequest
from samsyn_web.people import queries as people

LATEST = 100


@own
@require_safe
def own_actions(request: ScopedRequest) -> HttpResponse:
    """Show one's own actions and steps, what is late first; two taps tell how it goes."""
    scope, day = request.scope, today()
    found = list(queries.own_actions(scope)[:LATEST])
    lines = action_lines(found, day, {}, queries.milestones_by_action(scope, found))
    left = list(queries.own_milestones(scope)[:LATEST])
    by_action: dict[int, list[Any]] = {}
    for step in left:
        by_action.setdefault(step.action_id, []).append(step)
    live = [line for line in lines if line.due]
    shown = {
        "live": [(line, steps(by_action.get(line.key, ()), day)) for line in live],
        "over": [line for line in lines if not line.due],
        "n_late": sum(line.is_late for line in live) + sum(step.due < day for step in left),
        "has_calendar": queries.plan_calendar(scope) is not None,
    }
    return render(request, "actions/own.html", shown)


@carries_out
@require_POST
def finish_milestone(request: ScopedRequest, milestone_id: int) -> HttpResponse:
    """Say that a step is done."""
    return _step(request, milestone_id, services.finish_milestone, _("Delsteget ”%(title)s” är klart."))


@carries_out
@require_POST
def reopen_milestone(request: ScopedRequest, milestone_id: int) -> HttpResponse:
    """Undo that."""
    return _step(request, milestone_id, services.reopen_milestone, _("Delsteget ”%(title)s” är öppet igen."))


@carries_out
@require_POST
def remove_milestone(request: ScopedRequest, milestone_id: int) -> HttpResponse:
    """Take away a step."""
    return _step(request, milestone_id, services.remove_milestone, _("Delsteget ”%(title)s” är borttaget."))


def _step(request: ScopedRequest, milestone_id: int, service: Any, said: str) -> HttpResponse:
    one = queries.milestone(request.scope, milestone_id)
    if one is None:
        raise Http404
    title, action_id = one.title, one.action_id
    try:
        service(by=request.scope, at=clock.now(), milestone=one)
        messages.success(request, said % {"title": title})
    except SamsynError as error:
        messages.error(request, error.message)
    if request.POST.get("next") == "mina":
        return redirect("actions:own")
    return redirect("actions:action", action_id)


@own
@require_http_methods(["GET", "HEAD", "POST"])
def calendar(request: ScopedRequest) -> HttpResponse:
    """Show whether one has an address, and make one; the address is told this once."""
    address = ""
    if request.method == "POST":
        try:
            token = services.make_plan_calendar(by=request.scope, at=clock.now())
            address = request.build_absolute_uri(reverse("actions:calendar_feed", args=[token]))
        except SamsynError as error:
            messages.error(request, error.message)
            return redirect("actions:calendar")
    shown = {"link": queries.plan_calendar(request.scope), "address": address}
    return render(request, "actions/calendar.html", shown)


@own
@require_POST
def revoke_calendar(request: ScopedRequest) -> HttpResponse:
    """Stop the address."""
    services.revoke_plan_calendar(by=request.scope, at=clock.now())
    messages.success(request, _("Adressen fungerar inte längre. Kalendern slutar uppdateras."))
    return redirect("actions:calendar")


@require_safe
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    """Give the calendar to whoever holds its address."""
    scope = queries.scope_of_plan_calendar(token)
    if scope is None:
        raise Http404
    content = plan_ics(
        people.organisation(scope).name,
        queries.open_own_actions(scope),
        queries.own_milestones(scope),
        days_for(scope, today()),
        at=clock.now(),
    )
    return HttpResponse(
        content,
        content_type="text/calendar; charset=utf-8",
        headers={"Cache-Control": "no-store, private", "X-Robots-Tag": "noindex"},
    )
