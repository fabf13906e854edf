"""Problems: listed, opened, changed, closed with a reason and taken up again."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samsyn.errors import SamsynError
from samsyn.instruments.load import categories
from samsyn_web.base import clock, registry
from samsyn_web.base.scope import ScopedRequest
from samsyn_web.causes import policies, presenters, queries, services
from samsyn_web.causes.forms import ChangeForm, CloseForm, ProblemForm, seen_now
from samsyn_web.causes.views.found import back_to, reads, the_problem, works
from samsyn_web.places import queries as places


@reads
@require_safe
def problems(request: ScopedRequest) -> HttpResponse:
    """List the problems, those that are worked on first."""
    scope = request.scope
    found = presenters.lines(
        queries.problems(scope),
        categories(),
        queries.analysed(scope),
        queries.choices(scope),
        registry.against_problems(scope),
    )
    shown = {
        "open": [one for one in found if one.is_open],
        "closed": [one for one in found if not one.is_open],
        "sentence": presenters.list_sentence(found),
        "can_work": policies.can_work(scope),
    }
    return render(request, "causes/problems.html", shown)


@reads
@require_safe
def open_problems(request: ScopedRequest) -> HttpResponse:
    """Say how many problems are open, as the step of a thread on another page; by itself it is the list."""
    if not request.htmx:
        return redirect("causes:problems")
    words = presenters.open_words(queries.open_problems(request.scope).count())
    return render(request, "causes/problem_step.html", {"words": words})


@works
@require_http_methods(["GET", "HEAD", "POST"])
def new_problem(request: ScopedRequest) -> HttpResponse:
    """Open a problem; `area`, `category` and `next` in the address say where somebody came from."""
    areas, back = places.newest_areas(request.scope), back_to(request)
    given = request.POST if request.method == "POST" else None
    initial = {name: request.GET.get(name, "") for name in ("title", "area", "category")}
    form = ProblemForm(areas, categories(), given, initial)
    if form.is_bound and form.is_valid():
        try:
            made = services.open_problem(
                by=request.scope, at=clock.now(), area_name=form.area_name, **form.cleaned_data
            )
            messages.success(request, _("Problemet ”%(title)s” är öppnat.") % {"title": made.title})
            return redirect(back) if back else redirect("causes:problem", made.pk)
        except SamsynError as error:
            form.add_error(None, error.message)
    status = 422 if form.is_bound else 200
    return render(request, "causes/new_problem.html", {"form": form, "back": back}, status=status)


@reads
@require_safe
def problem(request: ScopedRequest, problem_id: int) -> HttpResponse:
    """Show a problem; later steps show what belongs to it."""
    scope, one = request.scope, the_problem(request, problem_id)
    opened = queries.opened_findings(scope, one)
    basis = list(queries.basis_of(scope, one))
    tree = presenters.nodes(queries.causes_of(scope, one), queries.evidence_of(scope, one), opened)
    shown = {
        "page": presenters.page(scope, one, categories()),
        "choice": presenters.choice_line(queries.choices(scope).get(one.pk)),
        "basis": presenters.basis_lines([row for row in basis if row.withdrawn_at is None], opened),
        "gone": presenters.basis_lines([row for row in basis if row.withdrawn_at is not None], opened),
        "tree": tree,
        "number": len(presenters.flat(tree)),
        "says": presenters.sentence(tree),
        "lacks": presenters.missing(tree),
        "can_judge": policies.can_judge(scope),
    }
    return render(request, "causes/problem.html", shown)


@works
@require_http_methods(["GET", "HEAD", "POST"])
def change_problem(request: ScopedRequest, problem_id: int) -> HttpResponse:
    """Say better what a problem is."""
    one = the_problem(request, problem_id)
    form, changed = ChangeForm(one, request.POST if request.method == "POST" else None), False
    if form.is_bound and form.is_valid():
        try:
            services.change_problem(by=request.scope, at=clock.now(), problem=one, **form.cleaned_data)
            messages.success(request, _("Problemet är ändrat."))
            return redirect("causes:problem", one.pk)
        except SamsynError as error:
            form.add_error(None, error.message)
            if changed := isinstance(error, policies.SomebodyChanged):
                seen_now(form, one.version)
    theirs = presenters.page(request.scope, one, categories()) if changed else None
    shown = {"form": form, "problem": one, "theirs": theirs}
    return render(request, "causes/change_problem.html", shown, status=422 if form.is_bound else 200)


@works
@require_http_methods(["GET", "HEAD", "POST"])
def close_problem(request: ScopedRequest, problem_id: int) -> HttpResponse:
    """Close a problem, with the reason."""
    one = the_problem(request, problem_id)
    form = CloseForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            services.close_problem(by=request.scope, at=clock.now(), problem=one, **form.cleaned_data)
            messages.success(request, _("Problemet är avslutat. Det kan öppnas igen."))
            return redirect("causes:problem", one.pk)
        except SamsynError as error:
            form.add_error(None, error.message)
    shown = {"form": form, "problem": one}
    return render(request, "causes/close_problem.html", shown, status=422 if form.is_bound else 200)


@works
@require_POST
def reopen_problem(request: ScopedRequest, problem_id: int) -> HttpResponse:
    """Take up a problem again."""
    services.reopen_problem(by=request.scope, at=clock.now(), problem=the_problem(request, problem_id))
    messages.success(request, _("Problemet är öppet igen."))
    return redirect("causes:problem", problem_id)
