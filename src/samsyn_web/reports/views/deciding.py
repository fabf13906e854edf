"""The page of what the municipality has decided about its editions."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samsyn.errors import SamsynError
from samsyn_web.base import clock
from samsyn_web.base.scope import Permission, ScopedRequest, requires
from samsyn_web.reports import policies, presenters, queries, services
from samsyn_web.reports.forms import PublicDecisionForm

decides = requires(Permission.PUBLISH)


@decides
@require_http_methods(["GET", "HEAD", "POST"])
def editions(request: ScopedRequest) -> HttpResponse:
    """Show whether the public edition is on, by which decision, and record a decision."""
    now = clock.now()
    today = policies.local_day(now)
    form = PublicDecisionForm(request.POST if request.method == "POST" else None, today=today)
    if form.is_valid():
        try:
            services.record_public_decision(by=request.scope, at=now, choice=form.choice)
        except SamsynError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("Beslutet är registrerat."))
            return redirect("reports:editions")
    holding = queries.decision_in_force(request.scope, today)
    rows = presenters.decision_rows(queries.public_decisions(request.scope), holding, today)
    shown = {
        "form": form,
        "decisions": rows,
        "holding": next((one for one in rows if one.is_in_force), None),
    }
    return render(request, "reports/editions.html", shown, status=422 if form.is_bound else 200)


@decides
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw_decision(request: ScopedRequest, decision_id: int) -> HttpResponse:
    """Ask, then end a decision."""
    one = queries.public_decision(request.scope, decision_id)
    if one is None:
        raise Http404
    if request.method == "GET":
        return render(request, "reports/withdraw_decision.html", {"decision": one})
    services.withdraw_public_decision(by=request.scope, at=clock.now(), decision=one)
    messages.success(request, _("Beslutet är återkallat. Det som redan är publicerat finns kvar."))
    return redirect("reports:editions")
