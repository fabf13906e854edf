"""The police's published events: read as context, fetched, brought in from a file, and their kinds mapped."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samsyn.errors import SamsynError
from samsyn_web.base import clock
from samsyn_web.base.scope import Permission, ScopedRequest, requires
from samsyn_web.methods.incidents import presenters, queries, services
from samsyn_web.methods.incidents.forms import PoliceFeedForm, PoliceFileForm, PoliceKindsForm
from samsyn_web.methods.incidents.views.files import works

LATEST = 100


@works
@require_safe
def police(request: ScopedRequest) -> HttpResponse:
    """Show what the police have published about the municipality."""
    return police_page(request)


def police_page(
    request: ScopedRequest, *, feed_form: Any = None, file_form: Any = None, status: int = 200
) -> HttpResponse:
    """Render the page, with a form that could not be kept."""
    scope, today = request.scope, localdate(clock.now())
    feed = queries.police_feed(scope)
    initial = (
        {"address": feed.address, "is_on": feed.is_on} if feed else {"address": queries.police_address()}
    )
    items = queries.police_items(scope)
    shown = {
        "here": queries.own_municipality(scope),
        "feed": feed,
        "rows": presenters.police_rows(
            items[:LATEST], queries.kinds_of(scope), queries.category_list(scope, today)
        ),
        "chart": presenters.police_chart(queries.police_months(scope, today)),
        "feed_form": feed_form or PoliceFeedForm(initial=initial),
        "file_form": file_form or PoliceFileForm(),
        "can_set": scope.can(Permission.SET_UP),
    }
    return render(request, "incidents/police.html", shown, status=status)


@works
@require_POST
def read_police_file(request: ScopedRequest) -> HttpResponse:
    """Bring in a file of events."""
    form = PoliceFileForm(request.POST, request.FILES)
    if form.is_valid():
        given = form.cleaned_data["file"]
        try:
            services.keep_police_events(
                by=request.scope, at=clock.now(), content=given.read(), name=str(given.name)
            )
            messages.success(request, _("Filen är läst."))
            return redirect("incidents:police")
        except SamsynError as error:
            form.add_error("file", error.message)
    return police_page(request, file_form=form, status=422)


@requires(Permission.SET_UP)
@require_POST
def set_police_feed(request: ScopedRequest) -> HttpResponse:
    """Turn the daily fetch on or off."""
    form = PoliceFeedForm(request.POST)
    if form.is_valid():
        try:
            services.set_police_feed(by=request.scope, at=clock.now(), **form.cleaned_data)
            messages.success(request, _("Inställningen är sparad."))
            return redirect("incidents:police")
        except SamsynError as error:
            form.add_error(None, error.message)
    return police_page(request, feed_form=form, status=422)


@works
@require_http_methods(["GET", "HEAD", "POST"])
def police_kinds(request: ScopedRequest) -> HttpResponse:
    """Show and change which category each kind of event is."""
    known = queries.category_list(request.scope, localdate(clock.now()))
    kinds = queries.police_kinds(request.scope)
    form = PoliceKindsForm(kinds, known, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            services.map_police_kinds(by=request.scope, at=clock.now(), kinds=form.said())
            messages.success(request, _("Kategorierna är sparade."))
            return redirect("incidents:police")
        except SamsynError as error:
            form.add_error(None, error.message)
    return render(
        request, "incidents/police_kinds.html", {"form": form}, status=422 if form.is_bound else 200
    )
