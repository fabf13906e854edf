"""Pages of partners, and of how documents look."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samsyn import documents
from samsyn.errors import SamsynError
from samsyn_web.base import clock
from samsyn_web.base.scope import Permission, ScopedRequest, requires
from samsyn_web.people import queries as people
from samsyn_web.reports import presenters, queries, services
from samsyn_web.reports.forms import BrandForm, PartnerForm

sets_up = requires(Permission.PUBLISH)


@sets_up
@require_http_methods(["GET", "HEAD", "POST"])
def brand(request: ScopedRequest) -> HttpResponse:
    """Show how documents look and take a new look; with `prov` it is shown as PDF and not kept."""
    current = queries.look_of(request.scope)
    given = (request.POST, request.FILES) if request.method == "POST" else ()
    form = BrandForm(*given, current=current)
    if form.is_valid():
        if "prov" in request.POST:
            return _sample(request, form.look)
        try:
            services.save_brand(by=request.scope, at=clock.now(), look=form.look)
        except SamsynError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("Utseendet är sparat. Det gäller dokument som görs från och med nu."))
            return redirect("reports:brand")
    shown = {
        "form": form,
        "look": presenters.look_row(queries.brand(request.scope)),
        "has_before": queries.brand_before(request.scope) is not None,
    }
    return render(request, "reports/brand.html", shown, status=422 if form.is_bound else 200)


def _sample(request: ScopedRequest, look: documents.Brand) -> HttpResponse:
    doc = presenters.sample(people.organisation(request.scope).name, look)
    return HttpResponse(
        documents.pdf(doc), "application/pdf", headers={"Content-Disposition": 'inline; filename="prov.pdf"'}
    )


@sets_up
@require_safe
def logo(request: ScopedRequest) -> HttpResponse:
    """Give the logo in use."""
    found = queries.look_of(request.scope).logo
    if found is None:
        raise Http404
    return HttpResponse(found, "image/png")


@sets_up
@require_POST
def remove_brand(request: ScopedRequest) -> HttpResponse:
    """Go back to Samsyn's own look."""
    services.remove_brand(by=request.scope, at=clock.now())
    messages.success(request, _("Utseendet är borttaget. Det går att ta tillbaka."))
    return redirect("reports:brand")


@sets_up
@require_POST
def take_back_brand(request: ScopedRequest) -> HttpResponse:
    """Use the look before."""
    try:
        services.take_back_brand(by=request.scope, at=clock.now())
    except SamsynError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, _("Det tidigare utseendet är tillbaka."))
    return redirect("reports:brand")


@sets_up
@require_safe
def partners(request: ScopedRequest) -> HttpResponse:
    """List the partners."""
    shown = {
        "partners": presenters.partner_rows(queries.partners(request.scope)),
        "has_areas": bool(queries.known_areas(request.scope)),
    }
    return render(request, "reports/partners.html", shown)


@sets_up
@require_http_methods(["GET", "HEAD", "POST"])
def add_partner(request: ScopedRequest) -> HttpResponse:
    """Ask for a partner, then keep it."""
    return _partner_form(request, None)


@sets_up
@require_http_methods(["GET", "HEAD", "POST"])
def change_partner(request: ScopedRequest, partner_id: int) -> HttpResponse:
    """Ask for what has changed of a partner."""
    return _partner_form(request, _partner(request, partner_id))


@sets_up
@require_http_methods(["GET", "HEAD", "POST"])
def remove_partner(request: ScopedRequest, partner_id: int) -> HttpResponse:
    """Ask, then take a partner off the list; its page can take it back."""
    one = _partner(request, partner_id)
    if request.method == "GET":
        return render(request, "reports/remove_partner.html", {"partner": one})
    services.remove_partner(by=request.scope, at=clock.now(), partner=one)
    return redirect("reports:change_partner", one.pk)


@sets_up
@require_POST
def restore_partner(request: ScopedRequest, partner_id: int) -> HttpResponse:
    """Put a partner back on the list."""
    one = services.restore_partner(by=request.scope, at=clock.now(), partner=_partner(request, partner_id))
    messages.success(request, _("%(name)s är tillbaka på listan.") % {"name": one.name})
    return redirect("reports:partners")


def _partner(request: ScopedRequest, partner_id: int) -> queries.Partner:
    one = queries.partner(request.scope, partner_id)
    if one is None:
        raise Http404
    return one


def _partner_form(request: ScopedRequest, partner: queries.Partner | None) -> HttpResponse:
    known = queries.known_areas(request.scope)
    form = PartnerForm(request.POST if request.method == "POST" else None, known=known, partner=partner)
    if form.is_valid():
        try:
            if partner is None:
                saved = services.add_partner(by=request.scope, at=clock.now(), choice=form.choice)
            else:
                saved = services.change_partner(
                    by=request.scope, at=clock.now(), partner=partner, choice=form.choice
                )
        except SamsynError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("%(name)s är sparad.") % {"name": saved.name})
            return redirect("reports:partners")
    shown = {"form": form, "partner": partner, "has_areas": bool(form.known)}
    return render(request, "reports/partner.html", shown, status=422 if form.is_bound else 200)
