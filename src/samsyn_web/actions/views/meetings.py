"""What meetings have decided: a list, and how each goes."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samsyn.errors import SamsynError
from samsyn_web.actions import policies, presenters, queries, services
from samsyn_web.actions.forms import TellForm
from samsyn_web.base import clock
from samsyn_web.base.scope import Permission, ScopedRequest, requires

reads = requires(Permission.READ_WEEK, Permission.READ_PICTURE, Permission.CARRY_OUT)
decides = requires(Permission.DECIDE)
LATEST = 200


@reads
@require_safe
def decisions(request: ScopedRequest) -> HttpResponse:
    """List what has been decided: one's own for those who carry out, all for others."""
    found = queries.decisions(request.scope)
    own = request.scope.can(Permission.CARRY_OUT) and bool(request.scope.membership_id)
    only_own = own and "alla" not in request.GET
    if only_own:
        mine = found.filter(owner_id=request.scope.membership_id)
        only_own = mine.exists() or not request.scope.can(Permission.READ_WEEK)
        found = mine if only_own else found
    lines = presenters.decision_lines(request.scope, found[:LATEST], localdate(clock.now()))
    shown = {
        "parts": presenters.in_parts(lines),
        "only_own": only_own,
        "can_see_all": request.scope.can(Permission.READ_WEEK) or request.scope.can(Permission.READ_PICTURE),
        "n_late": sum(one.is_late for one in lines),
    }
    return render(request, "actions/decisions.html", shown)


@reads
@require_http_methods(["GET", "HEAD", "POST"])
def decision(request: ScopedRequest, decision_id: int) -> HttpResponse:
    """Show a decision and all that was told about it; whoever carries it out tells how it goes."""
    one = queries.decision(request.scope, decision_id)
    if one is None:
        raise Http404
    form = TellForm(one, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            services.tell(by=request.scope, at=clock.now(), decision=one, **form.cleaned_data)
            messages.success(request, _("Tack. Det syns på nästa möte."))
            return redirect("actions:decision", one.pk)
        except SamsynError as error:
            form.add_error("text", error.message)
    shown = {
        "one": presenters.decision_line(request.scope, one, localdate(clock.now())),
        "decision": one,
        "notes": presenters.note_lines(queries.notes(request.scope, one)),
        "form": form if policies.can_tell(request.scope, one) else None,
        "can_withdraw": request.scope.can(Permission.DECIDE),
    }
    return render(request, "actions/decision.html", shown, status=422 if form.is_bound else 200)


@decides
@require_POST
def withdraw(request: ScopedRequest, decision_id: int) -> HttpResponse:
    """Take back a decision; the page that follows can undo it."""
    one = queries.decision(request.scope, decision_id)
    if one is None:
        raise Http404
    services.withdraw(by=request.scope, at=clock.now(), decision=one)
    return render(request, "actions/withdrawn.html", {"decision": one})


@decides
@require_POST
def restore(request: ScopedRequest, decision_id: int) -> HttpResponse:
    """Undo that a decision was taken back."""
    one = queries.withdrawn_decision(request.scope, decision_id)
    if one is None:
        raise Http404
    services.restore(by=request.scope, at=clock.now(), decision=one)
    messages.success(request, _("Beslutet gäller igen."))
    return redirect("actions:decision", one.pk)
