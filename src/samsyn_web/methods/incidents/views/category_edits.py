"""Changes in a proposal: a category, a subcategory or an indicator is added, changed, moved, and taken back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from samsyn.errors import SamsynError
from samsyn.instruments.load import categories as national_list
from samsyn_web.base import clock
from samsyn_web.base.scope import ScopedRequest
from samsyn_web.methods.incidents import queries, services
from samsyn_web.methods.incidents.forms import CategoryForm, IndicatorForm
from samsyn_web.methods.incidents.views.category_lists import after, found_proposal, proposes


@proposes
@require_http_methods(["GET", "HEAD", "POST"])
def add_category(request: ScopedRequest, proposal_id: int) -> HttpResponse:
    """Add a category, or a subcategory under the one that is named."""
    proposal = found_proposal(request, proposal_id)
    known = queries.listed(proposal.content)
    parent = request.GET.get("under") or None
    if parent is not None and parent not in known.codes:
        raise Http404
    given = request.POST if request.method == "POST" else None
    form = CategoryForm(known, national_list(), given, parent=parent)
    title = (
        _("Ny underkategori i %(name)s") % {"name": known.label_of(parent)} if parent else _("Ny kategori")
    )
    return _category_page(request, proposal, form, title)


@proposes
@require_http_methods(["GET", "HEAD", "POST"])
def edit_category(request: ScopedRequest, proposal_id: int, code: str) -> HttpResponse:
    """Change a category or subcategory, or close it."""
    proposal = found_proposal(request, proposal_id)
    known = queries.listed(proposal.content)
    one, home = known.every.get(code), known.get(code)
    if one is None or home is None:
        raise Http404
    given = request.POST if request.method == "POST" else None
    form = CategoryForm(known, national_list(), given, one=one, parent=None if one is home else home.code)
    return _category_page(request, proposal, form, f"{one.label} ({code})")


def _category_page(request: ScopedRequest, proposal: Any, form: CategoryForm, title: str) -> HttpResponse:
    if form.is_bound and form.is_valid():
        try:
            one = form.said()
            services.put_category(
                by=request.scope, at=clock.now(), proposal=proposal, one=one, parent=form.parent
            )
            messages.success(request, _("Ändringen är sparad i förslaget och går att ångra."))
            response = redirect("incidents:category_proposal", proposal.pk)
            response["Location"] += f"#k-{one.code}"
            return response
        except SamsynError as error:
            form.add_error(None, error.message)
    shown = {"proposal": proposal, "form": form, "title": title}
    return render(request, "incidents/edit_category.html", shown, status=422 if form.is_bound else 200)


@proposes
@require_http_methods(["GET", "HEAD", "POST"])
def edit_indicator(request: ScopedRequest, proposal_id: int, code: str = "") -> HttpResponse:
    """Add an indicator, or change the one that is named."""
    proposal = found_proposal(request, proposal_id)
    known = queries.listed(proposal.content)
    one = next((each for each in known.indicators if each.code == code), None)
    if code and one is None:
        raise Http404
    form = IndicatorForm(known, request.POST if request.method == "POST" else None, one)
    if form.is_bound and form.is_valid():
        try:
            services.put_indicator(by=request.scope, at=clock.now(), proposal=proposal, indicator=form.said())
            messages.success(request, _("Indikatorn är sparad i förslaget och går att ångra."))
            response = redirect("incidents:category_proposal", proposal.pk)
            response["Location"] += "#indikatorer"
            return response
        except SamsynError as error:
            form.add_error(None, error.message)
    shown = {"proposal": proposal, "form": form, "title": one.label if one else _("Ny indikator")}
    return render(request, "incidents/edit_indicator.html", shown, status=422 if form.is_bound else 200)


@proposes
@require_POST
def move_category(request: ScopedRequest, proposal_id: int) -> HttpResponse:
    """Move a category or subcategory a step up or down among its own."""
    proposal = found_proposal(request, proposal_id)
    code = request.POST.get("code", "")
    steps = {"up": -1, "down": 1}.get(request.POST.get("way", ""), 0)
    return after(
        request,
        proposal,
        lambda: services.move_category(
            by=request.scope, at=clock.now(), proposal=proposal, code=code, steps=steps
        ),
        "",
        f"k-{code}" if code.replace("-", "").isalnum() else "",
    )


@proposes
@require_POST
def undo_category_change(request: ScopedRequest, proposal_id: int) -> HttpResponse:
    """Take back the last change of a proposal."""
    proposal = found_proposal(request, proposal_id)
    sent = request.POST.get("change", "")
    change = int(sent) if sent.isascii() and sent.isdigit() else 0
    return after(
        request,
        proposal,
        lambda: services.undo_category_change(
            by=request.scope, at=clock.now(), proposal=proposal, change_id=change
        ),
        _("Ändringen är ångrad."),
    )
