"""Which situational picture a decided plan rests on (5 §)."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from samsyn.errors import SamsynError
from samsyn_web.base import clock
from samsyn_web.base.scope import ScopedRequest
from samsyn_web.governance import policies, presenters, queries, services
from samsyn_web.governance.forms import TieForm
from samsyn_web.governance.views.duties import keeps_duties, reads_duties


@reads_duties
@require_http_methods(["GET", "HEAD", "POST"])
def plan_basis(request: ScopedRequest) -> HttpResponse:
    """Show what each decided plan rests on, and let it be said."""
    scope = request.scope
    can_keep = policies.can_keep_duties(scope)
    if request.method == "POST" and not can_keep:
        return HttpResponse(status=403)
    versions, pictures = list(queries.decided_versions(scope)), list(queries.decided_pictures(scope))
    form = TieForm(
        request.POST if request.method == "POST" else None, *presenters.tie_choices(versions, pictures)
    )
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            services.tie_plan(
                by=scope,
                at=clock.now(),
                version=next(one for one in versions if one.pk == given["version"]),
                picture=next(one for one in pictures if one.pk == given["picture"]),
            )
            messages.success(request, _("Planen är kopplad till lägesbilden. Läget är räknat på nytt."))
            return redirect("governance:plan_basis")
        except SamsynError as error:
            form.add_error(None, error.message)
    shown = {
        "form": form,
        "rows": presenters.tie_rows(versions, queries.plan_ties(scope)),
        "can_keep": can_keep,
        "can_tie": can_keep and bool(versions) and bool(pictures),
        "has_pictures": bool(pictures),
    }
    return render(request, "governance/plan_basis.html", shown, status=422 if form.is_bound else 200)


@keeps_duties
@require_POST
def untie_plan(request: ScopedRequest, tie_id: int) -> HttpResponse:
    """Take away what was said of a plan."""
    tie = queries.plan_tie(request.scope, tie_id)
    if tie is None:
        raise Http404
    services.untie_plan(by=request.scope, at=clock.now(), tie=tie)
    messages.success(request, _("Kopplingen är borttagen. Den går att göra igen."))
    return redirect("governance:plan_basis")
