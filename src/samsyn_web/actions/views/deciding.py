"""An action is decided, stopped with a reason, or removed while it is a draft."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samsyn.errors import SamsynError
from samsyn_web.actions import policies, queries, services
from samsyn_web.actions.forms import StopForm
from samsyn_web.actions.presenters import action_page as presenters
from samsyn_web.actions.presenters import checking
from samsyn_web.actions.views.reading import decides, the_action, today, writes
from samsyn_web.base import clock
from samsyn_web.base.scope import ScopedRequest


@decides
@require_http_methods(["GET", "HEAD", "POST"])
def decide_action(request: ScopedRequest, action_id: int) -> HttpResponse:
    """Decide an action: what is missing is listed, and what looks wrong is confirmed."""
    one = the_action(request, action_id)
    error = ""
    if request.method == "POST":
        try:
            services.decide_action(
                by=request.scope, at=clock.now(), action=one, confirmed="bekraftat" in request.POST
            )
            messages.success(request, _("Åtgärden är beslutad."))
            return redirect("actions:action", one.pk)
        except SamsynError as refused:
            error = refused.message
    causes = queries.causes_of(request.scope, one)
    problem = queries.problem_of(request.scope, one, causes)
    page = presenters.action_page(request.scope, one, causes, problem, today())
    remarks = policies.serious(queries.remarks_on(request.scope, one, today()))
    shown = {
        "page": page,
        "action": one,
        "error": error,
        "doubts": policies.doubts(one, causes),
        "lines": checking.remark_lines(remarks),
    }
    return render(request, "actions/decide_action.html", shown, status=422 if error else 200)


@decides
@require_http_methods(["GET", "HEAD", "POST"])
def stop_action(request: ScopedRequest, action_id: int) -> HttpResponse:
    """Stop an action, with the reason."""
    one = the_action(request, action_id)
    form = StopForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            services.stop_action(by=request.scope, at=clock.now(), action=one, **form.cleaned_data)
            messages.success(request, _("Åtgärden är avbruten. Det som berättats om den finns kvar."))
            return redirect("actions:action", one.pk)
        except SamsynError as error:
            form.add_error(None, error.message)
    shown = {"form": form, "action": one}
    return render(request, "actions/stop_action.html", shown, status=422 if form.is_bound else 200)


@writes
@require_http_methods(["GET", "HEAD", "POST"])
def remove_draft(request: ScopedRequest, action_id: int) -> HttpResponse:
    """Remove a draft, after a question."""
    one = the_action(request, action_id)
    if request.method == "POST":
        try:
            services.remove_draft(by=request.scope, at=clock.now(), action=one)
            messages.success(request, _("Utkastet ”%(title)s” är borttaget.") % {"title": one.title})
            return redirect("actions:plan")
        except SamsynError as error:
            messages.error(request, error.message)
            return redirect("actions:action", action_id)
    return render(request, "actions/remove_draft.html", {"action": one})
