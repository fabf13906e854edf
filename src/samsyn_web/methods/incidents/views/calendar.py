"""A member's own calendar of the weeks: its page, and the feed at a secret address."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samsyn.errors import SamsynError
from samsyn_web.base import clock
from samsyn_web.base.scope import Permission, Role, ScopedRequest, requires
from samsyn_web.methods.incidents.presenters.calendar import ics
from samsyn_web.methods.incidents.queries import calendar as queries
from samsyn_web.methods.incidents.services import calendar as services
from samsyn_web.people import queries as people

# By role, so that a personal link, which opens no more than reporting, does not open it.
follows = requires(Permission.READ_WEEK, *(role for role in Role if Permission.REPORT in role.permissions))


@follows
@require_http_methods(["GET", "HEAD", "POST"])
def calendar(request: ScopedRequest) -> HttpResponse:
    """Show whether one has an address, and make one; the address is told this once."""
    address = ""
    if request.method == "POST":
        try:
            token = services.make_link(by=request.scope, at=clock.now())
            address = request.build_absolute_uri(reverse("week:feed", args=[token]))
        except SamsynError as error:
            messages.error(request, error.message)
            return redirect("week:calendar")
    shown = {"link": queries.calendar_link(request.scope), "address": address}
    return render(request, "incidents/calendar.html", shown)


@follows
@require_POST
def revoke(request: ScopedRequest) -> HttpResponse:
    """Stop the address."""
    services.revoke_link(by=request.scope, at=clock.now())
    messages.success(request, _("Adressen fungerar inte längre. Kalendern slutar uppdateras."))
    return redirect("week:calendar")


@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """Give the calendar to whoever holds its address."""
    scope = queries.scope_of_calendar(token)
    if scope is None:
        raise Http404
    at = clock.now()
    content = ics(
        people.organisation(scope).name,
        queries.dates(scope, at),
        queries.own_decisions(scope),
        at=at,
        reads_week=scope.can(Permission.READ_WEEK),
    )
    return HttpResponse(
        content,
        content_type="text/calendar; charset=utf-8",
        headers={"Cache-Control": "no-store, private", "X-Robots-Tag": "noindex"},
    )
