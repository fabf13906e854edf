"""The first page, the pages about Samsyn, and the choice of light or dark."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from samsyn_web.base.scope import requires

YEAR_S = 365 * 24 * 3600


@require_GET
@requires()
def home(request: HttpRequest) -> HttpResponse:
    """Show what a person in this role needs first."""
    return render(request, "portal/home.html", {})


@require_GET
def about(request: HttpRequest) -> HttpResponse:
    """Say what Samsyn is."""
    return render(request, "portal/about.html")


@require_GET
def accessibility(request: HttpRequest) -> HttpResponse:
    """Say how accessible Samsyn is, what is missing, and where to complain."""
    return render(request, "portal/accessibility.html")


@require_GET
def components(request: HttpRequest) -> HttpResponse:
    """Show every component in all its states; with ?fel the form is shown as when it comes back with errors."""
    return render(request, "portal/components.html")


@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Remember light, dark or as the device, and go back."""
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        back = "/"
    response = HttpResponseRedirect(back)
    choice = request.POST.get("theme")
    if choice in ("light", "dark"):
        response.set_cookie("theme", choice, max_age=YEAR_S, samesite="Lax", secure=request.is_secure())
    else:
        response.delete_cookie("theme")
    return response
