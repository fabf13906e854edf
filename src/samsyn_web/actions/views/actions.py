"""An action: its page, its form, its decision; and how those who carry it out tell of it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samsyn.errors import SamsynError
from samsyn_web.actions import policies, queries, services
from samsyn_web.actions.forms import ActionForm, MilestoneForm, ProgressForm
from samsyn_web.actions.forms.actions import initial_of
from samsyn_web.actions.presenters import action_page as presenters
from samsyn_web.actions.presenters import history as past
from samsyn_web.actions.presenters.steering import question_lines
from samsyn_web.actions.views.reading import (
    carries_out,
    reads,
    the_action,
    the_plan,
    today,
    writes,
)
from samsyn_web.base import clock
from samsyn_web.base.scope import ScopedRequest
from samsyn_web.causes import queries as causing
from samsyn_web.findings import queries as findings
from samsyn_web.people import queries as people
from samsyn_web.places import queries as places


@reads
@require_safe
def action(request: ScopedRequest, action_id: int) -> HttpResponse:
    """Show an action with its thread."""
    return _page(request, the_action(request, action_id))


def _page(
    request: ScopedRequest,
    one: Any,
    progress: ProgressForm | None = None,
    milestone: MilestoneForm | None = None,
) -> HttpResponse:
    scope, day = request.scope, today()
    questions = question_lines(scope, queries.action_questions(scope, one), day)
    members = list(people.members(scope)) if policies.can_plan(scope) else []
    given, causes = progress or ProgressForm(initial={"status": one.status}), queries.causes_of(scope, one)
    shown = {
        "page": presenters.action_page(scope, one, causes, queries.problem_of(scope, one, causes), day),
        "action": one,
        "steps": presenters.steps(queries.milestones(scope, one), day),
        "notes": presenters.notes(queries.action_notes(scope, one)),
        "events": past.events(
            queries.history(scope, one),
            queries.changes(scope, one),
            {held.user_id: str(held.user) for held in members},
            {held.pk: str(held.user) for held in members},
        ),
        "questions": questions,
        "progress": given,
        "milestone_form": milestone or MilestoneForm(),
    }
    wrong = (progress is not None and progress.is_bound) or (milestone is not None and milestone.is_bound)
    return render(request, "actions/action.html", shown, status=422 if wrong else 200)


@writes
@require_http_methods(["GET", "HEAD", "POST"])
def new_action(request: ScopedRequest) -> HttpResponse:
    """
    Write a draft; the address says what it is for or comes from.

    `plan`, `problem`, `orsak` and `beslut` hold keys, `resultat` a figure's digest and `atgard` the first words.
    """
    plan = _asked_plan(request)
    decision = queries.decision(request.scope, _number(request, "beslut"))
    problem = causing.problem(request.scope, _number(request, "problem"))
    problem = problem or (decision.problem if decision else None)
    chosen = [_number(request, "orsak")] if "orsak" in request.GET else []
    initial: dict[str, Any] = {"causes": chosen, "area": problem.area if problem else ""}
    if decision is not None:
        initial |= {
            "title": decision.what,
            "function": decision.function,
            "owner": decision.owner_id or "",
            "area": decision.area,
            "place": decision.place,
            "ends": decision.until,
        }
    finding = findings.figure(request.scope, request.GET.get("resultat", ""))
    if finding is not None:
        initial |= presenters.begun_from(finding, request.GET.get("atgard", ""))
    form = _form(request, initial, chosen)
    if form.is_bound and form.is_valid():
        try:
            made = services.draft_action(
                by=request.scope,
                at=clock.now(),
                plan=plan,
                problem=problem,
                source=_source(decision),
                finding=finding,
                **_values(request, form),
            )
            services.set_causes(by=request.scope, at=clock.now(), action=made, causes=_causes(request, form))
            return _saved(request, made.pk)
        except SamsynError as error:
            form.add_error(None, error.message)
    shown = {"form": form, "plan": plan, "title": _("Ny åtgärd"), "action": None}
    return render(request, "actions/action_form.html", shown, status=422 if form.is_bound else 200)


@writes
@require_http_methods(["GET", "HEAD", "POST"])
def change_action(request: ScopedRequest, action_id: int) -> HttpResponse:
    """Change an action; whoever is second of two at once sees what the first wrote, and loses nothing."""
    one = the_action(request, action_id)
    chosen = [cause.pk for cause in queries.causes_of(request.scope, one)]
    form = _form(request, initial_of(one, chosen), chosen, (one.owner, one.deputy))
    differs: tuple[Any, ...] = ()
    if form.is_bound and form.is_valid():
        seen = form.cleaned_data.get("version") or 0
        given = _values(request, form)
        try:
            services.change_with_causes(
                by=request.scope,
                at=clock.now(),
                action=one,
                version=seen,
                causes=_causes(request, form),
                **given,
            )
            return _saved(request, one.pk)
        except policies.SomebodyElseChanged as error:
            form.add_error(None, error.message)
            differs = presenters.differences(error.there, given)
            form.data = {**form.data.dict(), "version": str(error.there.version)}  # type: ignore[attr-defined]
            form.data = _with_list(request, form.data)
        except SamsynError as error:
            form.add_error(None, error.message)
    shown = {"form": form, "action": one, "title": one.title, "differs": differs}
    return render(request, "actions/action_form.html", shown, status=422 if form.is_bound else 200)


def _with_list(request: ScopedRequest, data: Any) -> Any:
    """Return what was written with the newest version in it, and the causes still a list."""
    changed = request.POST.copy()
    changed["version"] = data["version"]
    return changed


def _saved(request: ScopedRequest, action_id: int) -> HttpResponse:
    if "besluta" in request.POST:
        return redirect("actions:decide_action", action_id)
    messages.success(request, _("Sparat."))
    return redirect("actions:action", action_id)


def _form(
    request: ScopedRequest, initial: Any, chosen: list[int], holders: tuple[Any, ...] = ()
) -> ActionForm:
    scope = request.scope
    members = {held.pk: held for held in people.members(scope) if held.is_active}
    members |= {held.pk: held for held in holders if held is not None}
    return ActionForm(
        members=[
            (key, f"{held.works_as} ({held.user})" if held.works_as else str(held.user))
            for key, held in members.items()
        ],
        areas=places.newest_areas(scope),
        causes=[
            (cause.pk, cause.statement, cause.problem.title)
            for cause in queries.choosable_causes(scope, chosen)
        ],
        data=request.POST if request.method == "POST" else None,
        initial=initial,
    )


def _values(request: ScopedRequest, form: ActionForm) -> dict[str, Any]:
    given = form.values()
    for name in ("owner", "deputy"):
        key = form.cleaned_data.get(name)
        given[name] = people.member(request.scope, int(key)) if key else None
    return given


def _causes(request: ScopedRequest, form: ActionForm) -> list[Any]:
    keys = [int(key) for key in form.cleaned_data["causes"]]
    return [cause for cause in queries.choosable_causes(request.scope, keys) if cause.pk in keys]


def _source(decision: Any) -> str:
    """Return where an action comes from, as it is kept with it."""
    if decision is None:
        return ""
    return _("mötesbeslutet %(day)s") % {"day": localdate(decision.decided_at).isoformat()}


def _asked_plan(request: ScopedRequest) -> Any:
    key = _number(request, "plan")
    return the_plan(request, key) if key else queries.plan_in_force(request.scope)


def _number(request: ScopedRequest, name: str) -> int:
    given = request.POST.get(name) or request.GET.get(name, "")
    return int(given) if given.isdecimal() and len(given) < 16 else 0


@carries_out
@require_POST
def tell(request: ScopedRequest, action_id: int) -> HttpResponse:
    """Tell how far an action has come."""
    one = the_action(request, action_id)
    form = ProgressForm(request.POST)
    if form.is_valid():
        try:
            services.tell_action(by=request.scope, at=clock.now(), action=one, **form.cleaned_data)
            messages.success(request, _("Tack. Det syns i planen nu."))
            return redirect(_back(request) or "actions:action", *([] if _back(request) else [one.pk]))
        except SamsynError as error:
            form.add_error(None, error.message)
    return _page(request, one, progress=form)


def _back(request: ScopedRequest) -> str:
    """Return the list that one told from, where it was one's own list or the board."""
    return {"mina": "actions:own"}.get(request.POST.get("next", ""), "")


@carries_out
@require_POST
def move(request: ScopedRequest, action_id: int) -> HttpResponse:
    """Move an action on the board, and go back to the board."""
    one = the_action(request, action_id)
    try:
        services.tell_action(
            by=request.scope, at=clock.now(), action=one, status=request.POST.get("status", "")
        )
        one.refresh_from_db()
        messages.success(
            request,
            _("”%(title)s” är nu: %(status)s.") % {"title": one.title, "status": one.get_status_display()},
        )
    except SamsynError as error:
        messages.error(request, error.message)
    if not policies.can_read_all(request.scope):
        return redirect("actions:own")
    where = redirect("actions:one_plan", one.plan_id) if one.plan_id else redirect("actions:plan")
    where["Location"] += "?vy=tavla"
    return where


@carries_out
@require_POST
def add_milestone(request: ScopedRequest, action_id: int) -> HttpResponse:
    """Add a step."""
    one = the_action(request, action_id)
    form = MilestoneForm(request.POST)
    if form.is_valid():
        try:
            services.add_milestone(by=request.scope, at=clock.now(), action=one, **form.cleaned_data)
            return redirect("actions:action", one.pk)
        except SamsynError as error:
            form.add_error(None, error.message)
    return _page(request, one, milestone=form)
