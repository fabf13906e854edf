"""What can be done without an account in a measurement: its forms, and the links of its scorers."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from samsyn.errors import SamsynError
from samsyn_web.base import clock
from samsyn_web.base.scope import ScopedRequest
from samsyn_web.methods.readiness import policies, presenters, queries, services
from samsyn_web.methods.readiness.forms import ScorerLinkForm
from samsyn_web.methods.readiness.views.found import measurement_of, reads


@never_cache
@reads
@require_http_methods(["GET", "HEAD", "POST"])
def outside(request: ScopedRequest, measurement_id: int) -> HttpResponse:
    """Show the forms and who of the two scorers has no account; give such a scorer a link, or take it back."""
    one = _handled(request, measurement_id)
    today = localdate(clock.now())
    gives = policies.keeps(request.scope, one) and one.closed_at is None
    is_sent = gives and request.method == "POST" and request.POST.get("do") == "link"
    form = ScorerLinkForm(one.outside_seats, today + policies.USUAL, request.POST if is_sent else None)
    address = _given(request, one, form) if is_sent and form.is_valid() else ""
    if gives and request.method == "POST" and request.POST.get("do") == "stop" and _stopped(request, one):
        return redirect("readiness:outside", one.pk)
    interviews = list(queries.interviews(request.scope, one.pk))
    shown = {
        "measurement": one,
        "seats": presenters.seat_lines(
            request.scope,
            one,
            interviews,
            queries.locks(request.scope, one.pk),
            {link.seat: link for link in queries.scorer_links(request.scope, one.pk)},
            today,
        ),
        "can_start": policies.can_start(request.scope) and one.closed_at is None,
        "is_open": one.closed_at is None,
        "gives": gives,
        "takes_in_file": policies.takes_in_file(request.scope, one, len(interviews)),
        "form": form,
        "address": address,
    }
    return render(request, "readiness/outside.html", shown, status=422 if form.errors else 200)


def _handled(request: ScopedRequest, measurement_id: int) -> Any:
    """Return a measurement that the person works with; for those who only read it the page is not there."""
    one = measurement_of(request, measurement_id)
    if not policies.can_start(request.scope) and not policies.is_scorer(request.scope, one):
        raise Http404
    return one


def _given(request: ScopedRequest, one: Any, form: ScorerLinkForm) -> str:
    """Make a link and return its whole address, which is shown this once; or nothing, and the form says why."""
    try:
        token = services.make_scorer_link(
            by=request.scope, at=clock.now(), measurement=one, **form.cleaned_data
        )
    except SamsynError as error:
        form.add_error("until", error.message)
        return ""
    return request.build_absolute_uri(reverse("readiness:by_link", args=[token]))


def _stopped(request: ScopedRequest, one: Any) -> bool:
    seat = request.POST.get("seat", "")
    try:
        services.revoke_scorer_link(
            by=request.scope, at=clock.now(), measurement=one, seat=int(seat) if seat.isdecimal() else 0
        )
    except SamsynError as error:
        messages.error(request, error.message)
        return False
    messages.success(request, _("Länken är återkallad. Det som redan är satt finns kvar."))
    return True
