"""Ways in: choosing the organisation, a personal link, and how one gets a new password."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from samsyn_web.base import clock
from samsyn_web.base.scope import LINK_COOKIE, ScopedRequest
from samsyn_web.people import queries, services
from samsyn_web.people.forms import OrganisationForm

LINK_COOKIE_S = 400 * 24 * 3600  # the longest that browsers keep one


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def choose_organisation(request: ScopedRequest) -> HttpResponse:
    """Let a person with several organisations say which one they work in now."""
    memberships = queries.memberships_of(request.user.pk)
    form = OrganisationForm(request.POST or None)
    if form.is_valid():
        chosen = form.cleaned_data["organisation"]
        if not memberships.filter(organisation_id=chosen).exists():
            raise Http404
        request.session["organisation_id"] = chosen
        back = request.POST.get("next", "")
        return redirect(back if url_has_allowed_host_and_scheme(back, allowed_hosts=None) else "/")
    return render(request, "people/choose_organisation.html", {"memberships": memberships})


@require_safe
@never_cache
def open_link(request: HttpRequest, token: str) -> HttpResponse:
    """Let in whoever holds a personal link, and remember it on the device."""
    link = queries.live_link(token)
    if link is None:
        return render(request, "people/link_unknown.html", status=404)
    services.record_link_use(link=link, by=link.membership.user, at=clock.now())
    response = redirect("/")
    response.set_cookie(
        LINK_COOKIE, token, max_age=LINK_COOKIE_S, httponly=True, samesite="Lax", secure=request.is_secure()
    )
    return response


@require_safe
def forgotten_password(request: HttpRequest) -> HttpResponse:
    """Say how to get a new password where Samsyn sends no mail."""
    return render(request, "people/forgotten_password.html")


def closed(request: HttpRequest) -> HttpResponse:
    """Answer for pages of the sign-in package that Samsyn does not use."""
    raise Http404
