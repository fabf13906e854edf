"""What a problem rests on: findings picked from pictures, statistics and documents; withdrawn and put back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from samsyn.errors import SamsynError
from samsyn_web.base import clock
from samsyn_web.base.scope import Permission, ScopedRequest, requires
from samsyn_web.causes import presenters, queries, services
from samsyn_web.causes.forms import BasisForm, LinkForm
from samsyn_web.causes.views.found import the_problem, there, works
from samsyn_web.findings import queries as findings

MOST = 60
picks = requires(Permission.JUDGE)


@works
@require_http_methods(["GET", "HEAD", "POST"])
def add_basis(request: ScopedRequest, problem_id: int) -> HttpResponse:
    """Tell of statistics or a document."""
    one = the_problem(request, problem_id)
    form = BasisForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            services.add_basis(by=request.scope, at=clock.now(), problem=one, **form.cleaned_data)
        except SamsynError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("Underlaget är tillagt."))
            return redirect("causes:problem", one.pk)
    shown = {"form": form, "problem": one, "can_pick": request.scope.can(Permission.JUDGE)}
    return render(request, "causes/add_basis.html", shown, status=422 if form.is_bound else 200)


@picks
@require_http_methods(["GET", "HEAD", "POST"])
def pick_figures(request: ScopedRequest, problem_id: int) -> HttpResponse:
    """Show the figures of a picture, and let the problem rest on one of them."""
    one = the_problem(request, problem_id)
    if request.method == "POST":
        try:
            services.link_finding(
                by=request.scope, at=clock.now(), problem=one, digest=request.POST.get("digest", "")
            )
        except SamsynError as error:
            messages.error(request, error.message)
        else:
            messages.success(request, _("Resultatet är tillagt."))
        return redirect("causes:problem", one.pk)
    pictures = findings.pictures_to_cite(request.scope)
    asked = request.GET.get("bild", "")
    picture = next((two for two in pictures if str(two.pk) == asked), pictures[0] if pictures else None)
    sought = request.GET.get("sok", one.area_name)
    figures = queries.figures_to_pick(request.scope, picture.pk, sought) if picture else []
    opened = {row.pk for row in figures}
    shown = {
        "problem": one,
        "pictures": pictures,
        "picture": picture,
        "sought": sought,
        "number": len(figures),
        "figures": [presenters.finding_line(row, opened) for row in figures[:MOST]],
        "has": {
            row.finding.digest
            for row in queries.basis_of(request.scope, one)
            if row.finding and row.withdrawn_at is None
        },
    }
    return render(request, "causes/pick_figures.html", shown)


@picks
@require_http_methods(["GET", "HEAD", "POST"])
def link_finding(request: ScopedRequest, digest: str) -> HttpResponse:
    """Ask which problem a finding belongs to, from the finding's own page."""
    finding = there(findings.figure(request.scope, digest))
    problems = list(queries.open_problems(request.scope))
    form = LinkForm(problems, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        problem = the_problem(request, form.cleaned_data["problem"])
        try:
            services.link_finding(by=request.scope, at=clock.now(), problem=problem, digest=digest)
        except SamsynError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("Resultatet är tillagt."))
            return redirect("causes:problem", problem.pk)
    shown = {
        "form": form,
        "problems": problems,
        "finding": presenters.finding_line(finding, {finding.pk}),
        "area": finding.area or "",
        "category": finding.category or "",
    }
    return render(request, "causes/link_finding.html", shown, status=422 if form.is_bound else 200)


@works
@require_POST
def withdraw_basis(request: ScopedRequest, basis_id: int) -> HttpResponse:
    """Let the problem no longer rest on something."""
    one = there(queries.basis(request.scope, basis_id))
    services.withdraw_basis(by=request.scope, at=clock.now(), basis=one)
    messages.success(request, _("Underlaget är borttaget. Det kan läggas tillbaka nedanför."))
    return redirect("causes:problem", one.problem_id)


@works
@require_POST
def restore_basis(request: ScopedRequest, basis_id: int) -> HttpResponse:
    """Put back what was withdrawn."""
    one = there(queries.basis(request.scope, basis_id))
    services.restore_basis(by=request.scope, at=clock.now(), basis=one)
    messages.success(request, _("Underlaget är tillbaka."))
    return redirect("causes:problem", one.problem_id)
