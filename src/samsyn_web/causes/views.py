"""Problems: listed, opened, changed, closed with a reason and taken up again."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samsyn.errors import SamsynError
from samsyn.instruments.load import categories
from samsyn_web.base import clock
from samsyn_web.base.scope import Permission, ScopedRequest, requires
from samsyn_web.causes import presenters, queries, services
from samsyn_web.causes.forms import ChangeForm, CloseForm, ProblemForm
from samsyn_web.places import queries as places

reads = requires(*queries.READING)
works = requires(Permission.REVIEW, Permission.JUDGE)


@reads
@require_GET
def problems(request: ScopedRequest) -> HttpResponse:
    """List the problems, those that are worked on first."""
    found = presenters.lines(queries.problems(request.scope), categories())
    shown = {
        "open": [one for one in found if one.is_open],
        "closed": [one for one in found if not one.is_open],
        "sentence": presenters.sentence(found),
        "can_work": any(request.scope.can(one) for one in (Permission.REVIEW, Permission.JUDGE)),
    }
    return render(request, "causes/problems.html", shown)


@reads
@require_GET
def open_problems(request: ScopedRequest) -> HttpResponse:
    """Say how many problems are open, as the step of a thread on another page; by itself it is the list."""
    if not request.htmx:
        return redirect("causes:problems")
    words = presenters.open_words(queries.open_problems(request.scope).count())
    return render(request, "causes/problem_step.html", {"words": words})


@works
@require_http_methods(["GET", "POST"])
def new_problem(request: ScopedRequest) -> HttpResponse:
    """Open a problem; `area`, `category` and `next` in the address say where somebody came from."""
    areas, back = places.newest_areas(request.scope), _back(request)
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
@require_GET
def problem(request: ScopedRequest, problem_id: int) -> HttpResponse:
    """Show a problem; later steps show what belongs to it."""
    page = presenters.page(request.scope, _problem(request, problem_id), categories())
    return render(request, "causes/problem.html", {"page": page})


@works
@require_http_methods(["GET", "POST"])
def change_problem(request: ScopedRequest, problem_id: int) -> HttpResponse:
    """Say better what a problem is."""
    one = _problem(request, problem_id)
    form = ChangeForm(one, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            services.change_problem(by=request.scope, at=clock.now(), problem=one, **form.cleaned_data)
            messages.success(request, _("Problemet är ändrat."))
            return redirect("causes:problem", one.pk)
        except SamsynError as error:
            form.add_error(None, error.message)
    shown = {"form": form, "problem": one}
    return render(request, "causes/change_problem.html", shown, status=422 if form.is_bound else 200)


@works
@require_http_methods(["GET", "POST"])
def close_problem(request: ScopedRequest, problem_id: int) -> HttpResponse:
    """Close a problem, with the reason."""
    one = _problem(request, problem_id)
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
    services.reopen_problem(by=request.scope, at=clock.now(), problem=_problem(request, problem_id))
    messages.success(request, _("Problemet är öppet igen."))
    return redirect("causes:problem", problem_id)


def _problem(request: ScopedRequest, problem_id: int) -> Any:
    found = queries.problem(request.scope, problem_id)
    if found is None:
        raise Http404
    return found


def _back(request: ScopedRequest) -> str:
    """Return the page that somebody came from, where it is one of Samsyn's own."""
    back = request.POST.get("next") or request.GET.get("next", "")
    own = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    return back if own else ""
