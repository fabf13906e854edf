"""The chain of events: steps are told, changed, moved, withdrawn and put back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from samsyn.errors import SamsynError
from samsyn_web.base import clock
from samsyn_web.base.scope import ScopedRequest
from samsyn_web.causes import policies, queries, services
from samsyn_web.causes.forms import StepForm, seen_now
from samsyn_web.causes.views.analysis import shown
from samsyn_web.causes.views.found import the_problem, there, works


@works
@require_POST
def add_step(request: ScopedRequest, problem_id: int) -> HttpResponse:
    """Tell one more step, last."""
    problem, form = the_problem(request, problem_id), StepForm(request.POST)
    if not form.is_valid():
        return shown(request, problem, step=form)
    told = {name: form.cleaned_data[name] for name in ("text", "breakable", "how")}
    services.add_step(by=request.scope, at=clock.now(), problem=problem, **told)
    return _told(request, problem.pk, _("Steget är tillagt."))


@works
@require_http_methods(["GET", "HEAD", "POST"])
def change_step(request: ScopedRequest, step_id: int) -> HttpResponse:
    """Tell a step better; where somebody else did so meanwhile, both are shown before it is saved."""
    one, theirs = there(queries.chain_step(request.scope, step_id)), ""
    form = StepForm(request.POST if request.method == "POST" else None, one)
    if form.is_bound and form.is_valid():
        told = {**form.cleaned_data, "seen": form.cleaned_data["seen"] or 0}
        try:
            services.change_step(by=request.scope, at=clock.now(), step=one, **told)
        except SamsynError as error:
            form.add_error(None, error.message)
            if isinstance(error, policies.SomebodyChanged):
                theirs = f"{one.text} {one.how}"
                seen_now(form, one.version)
        else:
            return _told(request, one.problem_id, _("Steget är ändrat."))
    context = {"form": form, "step": one, "theirs": theirs}
    return render(request, "causes/change_step.html", context, status=422 if form.is_bound else 200)


@works
@require_POST
def move_step(request: ScopedRequest, step_id: int) -> HttpResponse:
    """Move a step up or down."""
    one = there(queries.chain_step(request.scope, step_id))
    way = request.POST.get("way", "")
    moved = services.move_step(by=request.scope, at=clock.now(), step=one, way=way)
    said = _("Steget är flyttat.") if moved else _("Steget går inte att flytta längre åt det hållet.")
    return _told(request, one.problem_id, said)


@works
@require_POST
def withdraw_step(request: ScopedRequest, step_id: int) -> HttpResponse:
    """Withdraw a step."""
    one = there(queries.chain_step(request.scope, step_id))
    services.withdraw_step(by=request.scope, at=clock.now(), step=one)
    return _told(request, one.problem_id, _("Steget är borttaget. Det kan läggas tillbaka under Borttaget."))


@works
@require_POST
def restore_step(request: ScopedRequest, step_id: int) -> HttpResponse:
    """Put back a step."""
    one = there(queries.chain_step(request.scope, step_id))
    services.restore_step(by=request.scope, at=clock.now(), step=one)
    return _told(request, one.problem_id, _("Steget är tillbaka."))


def _told(request: ScopedRequest, problem_id: int, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect(reverse("causes:analysis", args=[problem_id]) + "#kedja")
