"""Who is out when, against the hours in which most happens."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from samsyn.errors import SamsynError
from samsyn_web.actions import queries as actions
from samsyn_web.actions import services as acting
from samsyn_web.base import clock
from samsyn_web.base.scope import Permission, ScopedRequest, requires
from samsyn_web.methods.incidents.forms.presence import PresenceForm
from samsyn_web.methods.incidents.presenters import presence as presenters
from samsyn_web.methods.incidents.queries import rhythm as rhythms
from samsyn_web.places import queries as places

reads = requires(Permission.READ_WEEK)
decides = requires(Permission.DECIDE)


@reads
@require_http_methods(["GET", "HEAD", "POST"])
def presence(request: ScopedRequest) -> HttpResponse:
    """Show the week; whoever decides may add to it."""
    scope, at = request.scope, clock.now()
    may_write = scope.can(Permission.DECIDE)
    areas = places.newest_areas(scope)
    form = PresenceForm(areas, request.POST if request.method == "POST" else None) if may_write else None
    if form is not None and form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            acting.add_presence(by=scope, at=at, area_name=dict(areas).get(given["area"], ""), **given)
            messages.success(request, _("Närvaron är inlagd."))
            return redirect("week:presence")
        except SamsynError as error:
            form.add_error(None, error.message)
    held = rhythms.period_in_focus(scope, localdate(at), at)
    removed = request.GET.get("borttagen", "")
    shown: dict[str, Any] = {
        **presenters.grid(scope, held, localdate(at)),
        "form": form,
        "removed": int(removed) if removed.isdecimal() and may_write else None,
    }
    wrong = form is not None and form.is_bound
    return render(request, "incidents/presence.html", shown, status=422 if wrong else 200)


@decides
@require_POST
def remove(request: ScopedRequest, presence_id: int) -> HttpResponse:
    """Take away a presence; the page that follows can take it back."""
    acting.remove_presence(by=request.scope, at=clock.now(), presence=_found(request, presence_id))
    return redirect(f"{reverse('week:presence')}?borttagen={presence_id}")


@decides
@require_POST
def restore(request: ScopedRequest, presence_id: int) -> HttpResponse:
    """Take back a presence."""
    acting.restore_presence(by=request.scope, at=clock.now(), presence=_found(request, presence_id))
    messages.success(request, _("Närvaron är tillbaka."))
    return redirect("week:presence")


def _found(request: ScopedRequest, presence_id: int) -> Any:
    one = actions.one_presence(request.scope, presence_id)
    if one is None:
        raise Http404
    return one
