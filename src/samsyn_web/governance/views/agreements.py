"""The register of agreements on working together: read, added, changed, ended."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samsyn.errors import SamsynError
from samsyn_web.base import clock
from samsyn_web.base.scope import ScopedRequest
from samsyn_web.governance import policies, presenters, queries, services
from samsyn_web.governance.forms import AgreementForm, EndForm, initial_of
from samsyn_web.governance.views.duties import keeps_duties, reads_duties, today


def _held(request: ScopedRequest, agreement_id: int) -> queries.Held:
    found = queries.agreement_held(request.scope, agreement_id, today())
    if found is None:
        raise Http404
    return found


@reads_duties
@require_safe
def agreements(request: ScopedRequest) -> HttpResponse:
    """Show all agreements, and the attempts to reach one."""
    scope = request.scope
    found = queries.agreements_held(scope, today())
    shown = {
        "rows": [presenters.agreement_row(one) for one in found],
        "sentence": presenters.agreements_sentence(found),
        "can_keep": policies.can_keep_duties(scope),
        "attempts": presenters.attempts(queries.duty_records(scope, "9")),
    }
    return render(request, "governance/agreements.html", shown)


@reads_duties
@require_safe
def agreement(request: ScopedRequest, agreement_id: int) -> HttpResponse:
    """Show what one says, how long it holds, and what it said before."""
    page = presenters.agreement_page(_held(request, agreement_id))
    shown = {"page": page, "can_keep": policies.can_keep_duties(request.scope)}
    return render(request, "governance/agreement.html", shown)


@keeps_duties
@require_http_methods(["GET", "HEAD", "POST"])
def add_agreement(request: ScopedRequest) -> HttpResponse:
    """Add one."""
    form = AgreementForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            said = {key: value for key, value in form.cleaned_data.items() if key != "seen"}
            made = services.add_agreement(by=request.scope, at=clock.now(), **said)
            messages.success(request, _("Överenskommelsen finns i registret."))
            return redirect("governance:agreement", made.pk)
        except SamsynError as error:
            form.add_error(None, error.message)
    return _form(request, form, None)


@keeps_duties
@require_http_methods(["GET", "HEAD", "POST"])
def change_agreement(request: ScopedRequest, agreement_id: int) -> HttpResponse:
    """Write a new version: a renewal or a correction."""
    one = _held(request, agreement_id)
    given = request.POST if request.method == "POST" else None
    form = AgreementForm(given, initial=initial_of(one.versions[-1], one.parties_of(one.versions[-1])))
    if form.is_bound and form.is_valid():
        said = {**form.cleaned_data, "seen": form.cleaned_data["seen"] or 0}
        try:
            services.change_agreement(by=request.scope, at=clock.now(), agreement=one.agreement, **said)
            messages.success(request, _("Den nya versionen är sparad. Den förra går att läsa längst ner."))
            return redirect("governance:agreement", agreement_id)
        except SamsynError as error:
            form.add_error(None, error.message)
    return _form(request, form, presenters.agreement_row(one))


def _form(request: ScopedRequest, form: AgreementForm, row: presenters.AgreementRow | None) -> HttpResponse:
    shown = {"form": form, "row": row}
    return render(request, "governance/write_agreement.html", shown, status=422 if form.is_bound else 200)


@keeps_duties
@require_http_methods(["GET", "HEAD", "POST"])
def end_agreement(request: ScopedRequest, agreement_id: int) -> HttpResponse:
    """Say that it ends."""
    one = _held(request, agreement_id)
    form = EndForm(request.POST if request.method == "POST" else None, initial={"last_day": today()})
    if form.is_bound and form.is_valid():
        try:
            services.end_agreement(
                by=request.scope, at=clock.now(), agreement=one.agreement, **form.cleaned_data
            )
            messages.success(request, _("Överenskommelsen är avslutad. Det går att ångra här."))
            return redirect("governance:agreement", agreement_id)
        except SamsynError as error:
            form.add_error(None, error.message)
    shown = {"form": form, "row": presenters.agreement_row(one)}
    return render(request, "governance/end_agreement.html", shown, status=422 if form.is_bound else 200)


@keeps_duties
@require_POST
def reopen_agreement(request: ScopedRequest, agreement_id: int) -> HttpResponse:
    """Take back that it was ended."""
    one = _held(request, agreement_id)
    services.reopen_agreement(by=request.scope, at=clock.now(), agreement=one.agreement)
    messages.success(request, _("Avslutet är ångrat."))
    return redirect("governance:agreement", agreement_id)
