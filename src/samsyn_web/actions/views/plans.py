"""The plan: seen as a table, a board, a time line, a wheel and a map; written, decided, replaced."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from samsyn.errors import SamsynError
from samsyn_web.actions import policies, queries, services
from samsyn_web.actions.forms import DecidePlanForm, PlanForm
from samsyn_web.actions.presenters import drawn, plans
from samsyn_web.actions.presenters.mapped import plan_map
from samsyn_web.actions.presenters.rows import action_lines, brief_lines
from samsyn_web.actions.views.reading import decides, reads, reads_all, the_plan, today, writes
from samsyn_web.base import clock
from samsyn_web.base.scope import Scope, ScopedRequest
from samsyn_web.places import queries as places

VIEWS = ("tabell", "tavla", "tidslinje", "arshjul", "karta")
PAGE, ON_BOARD = 50, 30


@reads
@require_safe
def plan(request: ScopedRequest, plan_id: int = 0) -> HttpResponse:
    """Show the plan in force, or another; without any, how to begin. Who reads only their own is led there."""
    if not policies.can_read_all(request.scope):
        if plan_id:
            raise Http404
        return redirect("actions:own")
    one = the_plan(request, plan_id) if plan_id else queries.plan_in_force(request.scope)
    if one is None:
        return render(request, "actions/no_plan.html", {"can_write": policies.can_plan(request.scope)})
    wanted, view = _wanted(request), request.GET.get("vy", "")
    view = view if view in VIEWS else VIEWS[0]
    scope = request.scope
    found = queries.found_actions(scope, one, wanted, today())
    versions = list(queries.plan_versions(scope, one))
    n_changed = queries.changed_since(scope, one, versions[0].recorded_at) if versions else 0
    shown: dict[str, Any] = {
        "head": plans.plan_head(scope, one, versions, n_changed if policies.can_plan(scope) else 0),
        "others": [other for other in queries.plans(scope) if other.pk != one.pk],
        "wanted": wanted,
        "view": view,
        "statuses": plans.status_choices(queries.LATE),
        "areas": queries.areas_in(scope, one),
        "functions": queries.functions_in(scope, one),
        "problems": queries.problems_in(scope, one),
        "views": _views(request, view),
    }
    shown |= _drawn(request, view, found)
    shown["sentence"] = drawn.overview(shown["n_late"], shown["n"], limited=wanted.limits)
    return render(request, "actions/plan.html", shown)


def _wanted(request: ScopedRequest) -> queries.Wanted:
    given = request.GET
    problem = given.get("problem", "")
    return queries.Wanted(
        area=given.get("omrade", "")[:200],
        function=given.get("ansvarig", "")[:120],
        status=given.get("lage", "")[:20],
        problem=int(problem) if problem.isdecimal() and len(problem) < 16 else 0,
        text=given.get("q", "")[:100],
        order=given.get("ordning", "")[:20],
    )


def _views(request: ScopedRequest, view: str) -> list[tuple[str, str, bool]]:
    names = (_("Tabell"), _("Tavla"), _("Tidslinje"), _("Årshjul"), _("Karta"))
    found = []
    for key, name in zip(VIEWS, names, strict=True):
        given = request.GET.copy()
        given["vy"] = key
        given.pop("sida", None)
        found.append((f"?{given.urlencode()}", name, key == view))
    return found


def _drawn(request: ScopedRequest, view: str, found: Any) -> dict[str, Any]:
    """Return what one view shows, and how many actions there are and are late."""
    scope, day = request.scope, today()
    late = found.filter(status__in=policies.LIVE_ACTION, ends__lt=day).count()
    shown: dict[str, Any] = {"n": found.count(), "n_late": late}
    match view:
        case "tavla":
            shown["board"] = _board(scope, found)
        case "arshjul":
            year = request.GET.get("ar", "")
            asked = int(year) if year.isdecimal() and 1900 < int(year[:6]) < 2200 else day.year
            shown["wheel"] = drawn.wheel(brief_lines(found), asked, day)
        case "karta":
            newest = places.area_versions(scope).first()
            borders = places.feature_collection(scope, newest.pk) if newest else None
            shown["map"] = plan_map(brief_lines(found), borders)
        case _:
            page = Paginator(found, PAGE).get_page(request.GET.get("sida"))
            several = list(page.object_list)
            causes = queries.causes_by_action(scope, several) if view == "tabell" else {}
            steps = queries.milestones_by_action(scope, several) if view == "tabell" else {}
            lines = action_lines(several, day, causes, steps)
            shown |= {"page": page, "lines": lines}
            if view == "tidslinje":
                shown["time_line"] = drawn.time_line(lines, day)
    return shown


def _board(scope: Scope, found: Any) -> Any:
    """Return the first actions of each state: a question to the database for each, however many there are."""
    counts = dict(found.order_by().values_list("status").annotate(Count("pk")))
    several = {status: list(found.filter(status=status)[:ON_BOARD]) for status in plans.STATUSES}
    movable = frozenset(
        one.pk for rows in several.values() for one in rows if policies.can_carry_out(scope, one)
    )
    lines = {status: action_lines(rows, today(), {}, {}) for status, rows in several.items()}
    return drawn.board(lines, counts, movable)


@writes
@require_http_methods(["GET", "HEAD", "POST"])
def new_plan(request: ScopedRequest) -> HttpResponse:
    """Write the first plan, or another."""
    form = PlanForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            made = services.write_plan(by=request.scope, at=clock.now(), **form.cleaned_data)
            messages.success(request, _("Planen finns som utkast. Lägg till åtgärder."))
            return redirect("actions:one_plan", made.pk)
        except SamsynError as error:
            form.add_error(None, error.message)
    return _plan_form(request, form, _("Ny plan"), _("Skriv en åtgärdsplan"))


@writes
@require_http_methods(["GET", "HEAD", "POST"])
def change_plan(request: ScopedRequest, plan_id: int) -> HttpResponse:
    """Change what a plan says of itself."""
    one = the_plan(request, plan_id)
    initial = {"title": one.title, "text": one.text, "starts": one.starts, "ends": one.ends}
    form = PlanForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and form.is_valid():
        try:
            services.change_plan(by=request.scope, at=clock.now(), plan=one, **form.cleaned_data)
            messages.success(request, _("Planen är ändrad."))
            return redirect("actions:one_plan", one.pk)
        except SamsynError as error:
            form.add_error(None, error.message)
    return _plan_form(request, form, one.title, _("Ändra planen"))


@writes
@require_http_methods(["GET", "HEAD", "POST"])
def replace_plan(request: ScopedRequest, plan_id: int) -> HttpResponse:
    """Write the plan that is to replace one."""
    one = the_plan(request, plan_id)
    form = PlanForm(request.POST if request.method == "POST" else None, initial={"text": one.text})
    if form.is_bound and form.is_valid():
        try:
            made = services.new_plan_from(by=request.scope, at=clock.now(), plan=one, **form.cleaned_data)
            messages.success(
                request,
                _("Utkastet finns. Det som inte är färdigt i den gamla planen följer med vid beslutet."),
            )
            return redirect("actions:one_plan", made.pk)
        except SamsynError as error:
            form.add_error(None, error.message)
    return _plan_form(request, form, one.title, _("Skriv planen som ska ersätta den här"))


def _plan_form(request: ScopedRequest, form: PlanForm, title: str, sentence: str) -> HttpResponse:
    shown = {"form": form, "title": title, "sentence": sentence}
    return render(request, "actions/plan_form.html", shown, status=422 if form.is_bound else 200)


@decides
@require_http_methods(["GET", "HEAD", "POST"])
def decide_plan(request: ScopedRequest, plan_id: int) -> HttpResponse:
    """Record that a body decided the plan; the version is then kept as it is."""
    one, scope = the_plan(request, plan_id), request.scope
    form = DecidePlanForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            made = services.decide_plan(by=scope, at=clock.now(), plan=one, **form.cleaned_data)
            messages.success(
                request, _("Version %(n)s är beslutad och sparad som den är.") % {"n": made.number}
            )
            return redirect("actions:plan_version", one.pk, made.number)
        except SamsynError as error:
            form.add_error(None, error.message)
    content = queries.content_of(scope, one)
    last = queries.plan_versions(scope, one).first()
    shown = {
        "form": form,
        "plan": one,
        "n": len(content["actions"]),
        "n_drafts": queries.number_of_drafts(scope, one),
        "n_carried": queries.carried_over(scope, one).count(),
        "changes": plans.changes(last.content, content) if last else (),
        "last": last and plans.version_line(last),
    }
    return render(request, "actions/decide_plan.html", shown, status=422 if form.is_bound else 200)


@reads_all
@require_safe
def plan_version(request: ScopedRequest, plan_id: int, number: int) -> HttpResponse:
    """Show a decided version as it was, and what it changed."""
    one = the_plan(request, plan_id)
    version = queries.plan_version(request.scope, one, number)
    if version is None:
        raise Http404
    before = queries.plan_version(request.scope, one, number - 1)
    shown = {
        "plan": one,
        "version": plans.version_line(version),
        "content": plans.as_decided(version.content),
        "changes": plans.changes(before.content, version.content) if before else (),
        "before": before and plans.version_line(before),
    }
    return render(request, "actions/plan_version.html", shown)


@reads_all
@require_safe
def load(request: ScopedRequest) -> HttpResponse:
    """Show how many actions each function has at the same time."""
    months, rows = plans.load(queries.busy(request.scope), today())
    shown = {"months": months, "rows": rows, "much": plans.MUCH, "n_much": sum(row.is_much for row in rows)}
    return render(request, "actions/load.html", shown)
