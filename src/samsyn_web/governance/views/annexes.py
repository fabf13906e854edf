"""What an application for a grant is about: chosen before it is written."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samsyn.errors import SamsynError
from samsyn.statutory import Kind
from samsyn_web.base import clock
from samsyn_web.base.scope import ScopedRequest
from samsyn_web.governance import presenters, queries, services
from samsyn_web.governance.forms import AnnexForm
from samsyn_web.governance.views.found import composes, the_paper


@composes
@require_http_methods(["GET", "HEAD", "POST"])
def choose_for_annex(request: ScopedRequest, paper_id: int) -> HttpResponse:
    """Choose the problems and actions of a draft application."""
    one, scope = the_paper(request, paper_id), request.scope
    if one.kind != Kind.GRANT or queries.decision(scope, one) is not None:
        raise Http404
    chosen = queries.annex_choices(scope, one)
    initial = {
        "problems": [each.problem_id for each in chosen if each.problem_id],
        "actions": [each.action_id for each in chosen if each.action_id],
    }
    form = AnnexForm(
        request.POST if request.method == "POST" else None,
        initial=initial,
        problems=presenters.problem_choices(queries.choosable_problems(scope)),
        actions=presenters.action_choices(queries.choosable_actions(scope)),
    )
    if form.is_bound and form.is_valid():
        try:
            services.choose_for_annex(
                by=scope,
                at=clock.now(),
                paper=one,
                problem_ids=form.cleaned_data["problems"],
                action_ids=form.cleaned_data["actions"],
            )
            messages.success(request, _("Valet är sparat, och ansökan är fylld med det som finns."))
            return redirect("governance:paper", one.pk)
        except SamsynError as error:
            form.add_error(None, error.message)
    shown = {"form": form, "paper": one}
    return render(request, "governance/choose_for_annex.html", shown, status=422 if form.is_bound else 200)
