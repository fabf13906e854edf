"""Risks, the protections against them, and the changes that are proposed."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samsyn.cycle import Edition
from samsyn.errors import SamsynError
from samsyn.methods.crimeproofing import CRIMEPROOFING
from samsyn_web.base import clock
from samsyn_web.base.scope import ScopedRequest
from samsyn_web.methods.crimeproofing import presenters, queries, services
from samsyn_web.methods.crimeproofing.forms import (
    ChangeForm,
    DecisionForm,
    ProblemForm,
    ProtectionForm,
    ReasonForm,
    RiskForm,
)
from samsyn_web.methods.crimeproofing.views.opening import opened, shown, signed_in, there, tried


@signed_in
@require_safe
def risks(request: ScopedRequest, case_id: int) -> HttpResponse:
    """Show the register: the risks, the matrix, and the figures of the method."""
    one = opened(request, case_id, "risks")
    observed = queries.register(request.scope, one)
    found = CRIMEPROOFING.find(observed) if observed else None
    sections = CRIMEPROOFING.sections(observed, found, Edition.INTERNAL) if observed and found else ()
    more = {
        "register": presenters.register(request.scope, one),
        "sections": presenters.sections(sections, 3),
        "version": CRIMEPROOFING.version,
    }
    return shown(request, one, "risks", "crimeproofing/risks.html", **more)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def new_risk(request: ScopedRequest, case_id: int) -> HttpResponse:
    """Describe a risk; `stycke` in the address says where in the rules."""
    one = opened(request, case_id, "new_risk")
    places = presenters.places(queries.paragraphs(request.scope, one))
    form = RiskForm(
        places, request.POST if request.method == "POST" else None, at=request.GET.get("stycke", "")
    )
    if form.is_bound and form.is_valid():
        said = dict(form.cleaned_data)
        said["paragraph"] = _paragraph(request, one, said["paragraph"])
        try:
            made = services.describe_risk(by=request.scope, at=clock.now(), case=one, **said)
            messages.success(request, _("Risken är beskriven."))
            return redirect("crimeproofing:risk", one.pk, made.pk)
        except SamsynError as error:
            form.add_error(None, error.message)
    return shown(
        request,
        one,
        "risks",
        "crimeproofing/risk_form.html",
        form=form,
        risk=None,
    )


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def change_risk(request: ScopedRequest, case_id: int, risk_id: int) -> HttpResponse:
    """Describe a risk better."""
    one = opened(request, case_id, "change_risk")
    risk = there(queries.risk(request.scope, one, risk_id))
    places = presenters.places(queries.paragraphs(request.scope, one))
    form = RiskForm(places, request.POST if request.method == "POST" else None, risk)
    if form.is_bound and form.is_valid():
        said = dict(form.cleaned_data)
        said["paragraph"] = _paragraph(request, one, said["paragraph"])
        try:
            services.change_risk(by=request.scope, at=clock.now(), case=one, risk=risk, **said)
            messages.success(request, _("Risken är ändrad."))
            return redirect("crimeproofing:risk", one.pk, risk.pk)
        except SamsynError as error:
            form.add_error(None, error.message)
    return shown(
        request,
        one,
        "risks",
        "crimeproofing/risk_form.html",
        form=form,
        risk=risk,
    )


def _paragraph(request: ScopedRequest, case: object, paragraph_id: int | None) -> object:
    return there(queries.paragraph(request.scope, case, paragraph_id)) if paragraph_id else None  # type: ignore[arg-type]


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def risk(request: ScopedRequest, case_id: int, risk_id: int) -> HttpResponse:
    """Show a risk, and add a protection."""
    one = opened(request, case_id, "risk")
    found = there(queries.risk(request.scope, one, risk_id))
    form = ProtectionForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            services.set_protection(
                by=request.scope, at=clock.now(), case=one, risk=found, **form.cleaned_data
            )
            messages.success(request, _("Skyddet är tillagt."))
            return redirect("crimeproofing:risk", one.pk, found.pk)
        except SamsynError as error:
            form.add_error(None, error.message)
    page = presenters.risk_page(request.scope, one, found)
    return shown(request, one, "risks", "crimeproofing/risk.html", page=page, form=form)


@signed_in
@require_POST
def remove_protection(request: ScopedRequest, case_id: int, protection_id: int) -> HttpResponse:
    """Take a protection out."""
    one = opened(request, case_id, "risk")
    found = there(queries.protection(request.scope, one, protection_id))
    tried(
        request,
        lambda: services.remove_protection(by=request.scope, at=clock.now(), case=one, protection=found),
        _("Skyddet är borttaget."),
    )
    return redirect("crimeproofing:risk", one.pk, found.risk_id)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw_risk(request: ScopedRequest, case_id: int, risk_id: int) -> HttpResponse:
    """Take a risk out of the register, with the reason."""
    one = opened(request, case_id, "withdraw_risk")
    found = there(queries.risk(request.scope, one, risk_id))
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            services.withdraw_risk(
                by=request.scope, at=clock.now(), case=one, risk=found, **form.cleaned_data
            )
            messages.success(request, _("Risken är borttagen."))
            return redirect("crimeproofing:risks", one.pk)
        except SamsynError as error:
            form.add_error(None, error.message)
    return shown(
        request,
        one,
        "risks",
        "crimeproofing/withdraw_risk.html",
        form=form,
        risk=found,
    )


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def open_problem(request: ScopedRequest, case_id: int, risk_id: int) -> HttpResponse:
    """Open a problem of the common cycle for a risk."""
    one = opened(request, case_id, "open_problem")
    found = there(queries.risk(request.scope, one, risk_id))
    form = ProblemForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            services.open_problem(by=request.scope, at=clock.now(), case=one, risk=found, **form.cleaned_data)
            messages.success(request, _("Problemet är öppnat och syns bland de andra."))
            return redirect("crimeproofing:risk", one.pk, found.pk)
        except SamsynError as error:
            form.add_error(None, error.message)
    return shown(
        request,
        one,
        "risks",
        "crimeproofing/open_problem.html",
        form=form,
        risk=found,
    )


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def new_change(request: ScopedRequest, case_id: int, risk_id: int) -> HttpResponse:
    """Propose another wording; the paragraph of the risk is there to begin with."""
    one = opened(request, case_id, "new_change")
    found = there(queries.risk(request.scope, one, risk_id))
    paragraphs = queries.paragraphs(request.scope, one)
    chosen = paragraphs.filter(pk=found.paragraph_id).first() or paragraphs.first()
    initial = {"paragraph": chosen.pk, "new": chosen.text} if chosen else {}
    form = ChangeForm(
        presenters.places(paragraphs), request.POST if request.method == "POST" else None, initial
    )
    if form.is_bound and form.is_valid():
        said = dict(form.cleaned_data)
        said["paragraph"] = there(queries.paragraph(request.scope, one, said["paragraph"]))
        try:
            made = services.propose(by=request.scope, at=clock.now(), case=one, risk=found, **said)
            messages.success(request, _("Förslaget är sparat."))
            return redirect("crimeproofing:change", one.pk, made.pk)
        except SamsynError as error:
            form.add_error(None, error.message)
    more = {"form": form, "risk": found, "has_texts": chosen is not None}
    return shown(request, one, "risks", "crimeproofing/change_form.html", **more)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: ScopedRequest, case_id: int, change_id: int) -> HttpResponse:
    """Show what a proposal changes, and record what was decided."""
    one = opened(request, case_id, "change")
    found = there(queries.change(request.scope, one, change_id))
    form = DecisionForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            services.decide_proposal(
                by=request.scope, at=clock.now(), case=one, change=found, **form.cleaned_data
            )
            messages.success(request, _("Beslutet är antecknat."))
            return redirect("crimeproofing:change", one.pk, found.pk)
        except SamsynError as error:
            form.add_error(None, error.message)
    more = {"page": presenters.change_page(found), "form": form, "risk_id": found.risk_id}
    return shown(request, one, "risks", "crimeproofing/change.html", **more)


@signed_in
@require_POST
def withdraw_change(request: ScopedRequest, case_id: int, change_id: int) -> HttpResponse:
    """Take back a proposal."""
    one = opened(request, case_id, "change")
    found = there(queries.change(request.scope, one, change_id))
    tried(
        request,
        lambda: services.withdraw_proposal(by=request.scope, at=clock.now(), case=one, change=found),
        _("Förslaget är taget tillbaka."),
    )
    return redirect("crimeproofing:risk", one.pk, found.risk_id)
