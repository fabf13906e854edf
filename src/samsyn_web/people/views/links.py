"""Personal links: who has one, sheets to print, and taking them back."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samsyn.errors import SamsynError
from samsyn_web.base import clock
from samsyn_web.base.scope import ScopedRequest
from samsyn_web.people import presenters, queries, services
from samsyn_web.people.views.members import administers, change


@administers
@require_safe
def links(request: ScopedRequest) -> HttpResponse:
    """List those who may report by a personal link, by workplace, and how each link is doing."""
    today = localdate(clock.now())
    rows = presenters.link_rows(queries.reporters(request.scope), queries.links(request.scope), today)
    held = {row.unit for row in rows if row.made_on}
    shown = {
        "rows": rows,
        "held": held,
        "stale": sum(row.is_stale for row in rows),
        "days": queries.STALE_DAYS,
    }
    return render(request, "people/links.html", shown)


@administers
@require_POST
@never_cache
def make_links(request: ScopedRequest) -> HttpResponse:
    """
    Make new links for the chosen, and answer with the sheets to hand out.

    The answer itself shows the links: they are kept nowhere, and asking for the page again cannot show them.
    """
    chosen = [int(key) for key in request.POST.getlist("member") if key.isdecimal() and len(key) < 19]
    members = list(queries.reporters(request.scope).filter(pk__in=chosen))
    if not members:
        messages.error(request, _("Välj minst en person i listan."))
        return redirect("people:links")
    try:
        made = services.make_access_links(memberships=members, by=request.user, at=clock.now())
    except SamsynError as error:
        messages.error(request, error.message)
        return redirect("people:links")
    told = [
        (one, request.build_absolute_uri(reverse("people:open_link", args=[token]))) for one, token in made
    ]
    return render(request, "people/sheets.html", {"sheets": presenters.sheets(told)})


@administers
@require_POST
def revoke_link(request: ScopedRequest, membership_id: int) -> HttpResponse:
    """Take back a member's personal link."""
    done = _("Länken är återkallad och öppnar ingenting längre.")
    return change(request, membership_id, services.revoke_access_link, done)


@administers
@require_http_methods(["GET", "HEAD", "POST"])
def revoke_unit(request: ScopedRequest) -> HttpResponse:
    """Ask whether to take back all links of a workplace, then do it."""
    unit = (request.POST if request.method == "POST" else request.GET).get("unit", "")
    if not unit:
        raise Http404
    if request.method == "GET":
        number = queries.links(request.scope).filter(membership__unit=unit).count()
        if not number:
            raise Http404
        return render(request, "people/revoke_unit.html", {"unit": unit, "number": number})
    stopped = services.revoke_links_of_unit(
        organisation=queries.organisation(request.scope), unit=unit, by=request.user, at=clock.now()
    )
    said = ngettext("{n} länk är återkallad.", "{n} länkar är återkallade.", stopped)
    messages.success(request, said.format(n=stopped))
    return redirect("people:links")
