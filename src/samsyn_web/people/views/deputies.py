"""Deputies: appointed on a member's page, and ended there."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samsyn.errors import SamsynError
from samsyn_web.base import clock
from samsyn_web.base.scope import ScopedRequest
from samsyn_web.people import queries, services
from samsyn_web.people.forms import DeputyForm
from samsyn_web.people.views.members import administers, form_of, found, member_page


@administers
@require_POST
def appoint_deputy(request: ScopedRequest, membership_id: int) -> HttpResponse:
    """Let somebody stand in for a member."""
    one, now = found(request, membership_id), clock.now()
    others = [
        row for row in queries.members(request.scope) if row.is_active and row.pk != one.pk and row.user.email
    ]
    form = DeputyForm(request.POST, others=others, today=localdate(now))
    if form.is_valid():
        days = {name: form.cleaned_data[name] for name in ("first_day", "last_day")}
        stands_in = found(request, form.cleaned_data["deputy"])
        try:
            services.appoint_deputy(absent=one, deputy=stands_in, by=request.user, at=now, **days)
        except SamsynError as error:
            form.add_error(None, error.message)
        else:
            messages.success(
                request, _("{deputy} är ersättare för {name}.").format(deputy=stands_in.user, name=one.user)
            )
            return redirect("people:member", one.pk)
    return member_page(request, one, form_of(request, one), form)


@administers
@require_POST
def end_deputy(request: ScopedRequest, deputy_id: int) -> HttpResponse:
    """End a deputy before the last day."""
    held = queries.deputy(request.scope, deputy_id)
    if held is None:
        raise Http404
    services.end_deputy(deputy=held, by=request.user, at=clock.now())
    messages.success(request, _("{name} är inte ersättare längre.").format(name=held.deputy.user))
    return redirect("people:member", held.absent_id)
