"""Other plans that the work is joined with (7 §): read, listed, changed, withdrawn."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samsyn.errors import SamsynError
from samsyn_web.actions import queries as actions
from samsyn_web.base import clock
from samsyn_web.base.scope import ScopedRequest
from samsyn_web.causes import queries as causes
from samsyn_web.governance import policies, presenters, queries, services
from samsyn_web.governance.forms import NeighbourForm, neighbour_initial
from samsyn_web.governance.views.duties import keeps_duties, reads_duties, today
from samsyn_web.people import queries as people


def _neighbour(request: ScopedRequest, neighbour_id: int) -> queries.NeighbourPlan:
    one = queries.neighbour(request.scope, neighbour_id)
    if one is None:
        raise Http404
    return one


@reads_duties
@require_safe
def neighbours(request: ScopedRequest) -> HttpResponse:
    """Show all of them."""
    links = queries.neighbour_links(request.scope)
    rows = [
        presenters.neighbour_row(one, links.get(one.pk, ()), today())
        for one in queries.neighbours(request.scope)
    ]
    shown = {
        "rows": rows,
        "sentence": presenters.neighbours_sentence(rows),
        "can_keep": policies.can_keep_duties(request.scope),
    }
    return render(request, "governance/neighbours.html", shown)


@reads_duties
@require_safe
def neighbour(request: ScopedRequest, neighbour_id: int) -> HttpResponse:
    """Show one."""
    one = _neighbour(request, neighbour_id)
    links = queries.neighbour_links(request.scope).get(one.pk, ())
    can_keep = policies.can_keep_duties(request.scope)
    shown = {
        "row": presenters.neighbour_row(one, links, today()),
        "can_keep": can_keep,
        "events": presenters.neighbour_events(
            queries.neighbour_history(request.scope, one.pk),
            queries.neighbour_changes(request.scope, one.pk),
            {held.user_id: str(held.user) for held in people.members(request.scope)} if can_keep else {},
        ),
    }
    return render(request, "governance/neighbour.html", shown)


@keeps_duties
@require_http_methods(["GET", "HEAD", "POST"])
def add_neighbour(request: ScopedRequest) -> HttpResponse:
    """List another plan."""
    return _write(request, None)


@keeps_duties
@require_http_methods(["GET", "HEAD", "POST"])
def change_neighbour(request: ScopedRequest, neighbour_id: int) -> HttpResponse:
    """Change one."""
    return _write(request, _neighbour(request, neighbour_id))


def _write(request: ScopedRequest, one: queries.NeighbourPlan | None) -> HttpResponse:
    scope = request.scope
    links = queries.neighbour_links(scope).get(one.pk, ()) if one else ()
    problems = {each.pk: each.title for each in causes.open_problems(scope)}
    some = {each.pk: each.title for each in actions.live_actions(scope)}
    for link in links:  # what it concerned stays to be chosen though it is closed
        if link.problem is not None:
            problems[link.problem.pk] = link.problem.title
        if link.action is not None:
            some[link.action.pk] = link.action.title
    form = NeighbourForm(
        request.POST if request.method == "POST" else None,
        list(problems.items()),
        list(some.items()),
        initial=neighbour_initial(one, links) if one else {},
    )
    if form.is_bound and form.is_valid():
        try:
            made = services.write_neighbour(by=scope, at=clock.now(), plan=one, **form.cleaned_data)
            messages.success(request, _("Planen är sparad. Läget för 7 § är räknat på nytt."))
            return redirect("governance:neighbour", made.pk)
        except SamsynError as error:
            form.add_error(None, error.message)
    shown = {"form": form, "row": one}
    return render(request, "governance/write_neighbour.html", shown, status=422 if form.is_bound else 200)


@keeps_duties
@require_POST
def withdraw_neighbour(request: ScopedRequest, neighbour_id: int) -> HttpResponse:
    """Withdraw one."""
    services.withdraw_neighbour(by=request.scope, at=clock.now(), plan=_neighbour(request, neighbour_id))
    messages.success(request, _("Planen är tillbakadragen och räknas inte. Det går att ångra här."))
    return redirect("governance:neighbour", neighbour_id)


@keeps_duties
@require_POST
def restore_neighbour(request: ScopedRequest, neighbour_id: int) -> HttpResponse:
    """Take one back."""
    services.restore_neighbour(by=request.scope, at=clock.now(), plan=_neighbour(request, neighbour_id))
    messages.success(request, _("Planen är tillbaka."))
    return redirect("governance:neighbour", neighbour_id)
