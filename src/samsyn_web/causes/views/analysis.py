"""The analysis of a problem: its page, adding causes, the library of typical ones, and the analysis as a file."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samsyn import documents
from samsyn.errors import SamsynError
from samsyn.instruments.load import categories, cause_questions, typical_causes
from samsyn_web.base import clock
from samsyn_web.base.scope import ScopedRequest
from samsyn_web.causes import policies, presenters, queries, services
from samsyn_web.causes.forms import CauseForm, StepForm
from samsyn_web.causes.views.files import imprint, sent
from samsyn_web.causes.views.found import reads, the_cause, the_problem, works


@reads
@require_safe
def analysis(request: ScopedRequest, problem_id: int) -> HttpResponse:
    """Show the causes as an outline, a tree and a fishbone, the triangle and the chain of events."""
    return shown(request, the_problem(request, problem_id))


def shown(
    request: ScopedRequest,
    problem: Any,
    *,
    form: CauseForm | None = None,
    step: StepForm | None = None,
    said: str = "",
    moved: int = 0,
) -> HttpResponse:
    """Return the page, or only its changing part for htmx; `moved` is the cause whose controls stay open."""
    scope = request.scope
    opened = queries.opened_findings(scope, problem)
    tree = presenters.nodes(queries.causes_of(scope, problem), queries.evidence_of(scope, problem), opened)
    context = {
        "problem": problem,
        "where": presenters.where(problem, categories()),
        "tree": tree,
        "number": len(presenters.flat(tree)),
        "says": presenters.sentence(tree),
        "lacks": presenters.missing(tree),
        "triangle": presenters.triangle(tree),
        "drawings": (presenters.tree(problem.title, tree), presenters.fishbone(problem.title, tree))
        if tree
        else (),
        "gone": list(queries.withdrawn_causes(scope, problem)),
        "chain": presenters.steps(queries.chain(scope, problem)),
        "gone_steps": [one for one in queries.chain(scope, problem) if one.withdrawn_at is not None],
        "questions": cause_questions(),
        "question_words": presenters.STATUS_WORDS,
        "form": form or CauseForm(),
        "step": step or StepForm(),
        "said": said,
        "moved": moved,
        "can_work": policies.can_work(scope),
    }
    bound = (form is not None and form.is_bound) or (step is not None and step.is_bound)
    template = "causes/analysis.html#analys" if request.htmx else "causes/analysis.html"
    return render(request, template, context, status=422 if bound else 200)


def answered(request: ScopedRequest, problem: Any, said: str, cause_id: int = 0) -> HttpResponse:
    """Say what was done: the changed part at once for htmx, else the page again, at the cause."""
    if request.htmx:
        return shown(request, problem, said=said, moved=cause_id)
    messages.success(request, said)
    return redirect(
        reverse("causes:analysis", args=[problem.pk]) + (f"#orsak-{cause_id}" if cause_id else "#trad")
    )


@works
@require_http_methods(["GET", "HEAD", "POST"])
def add_cause(request: ScopedRequest, problem_id: int) -> HttpResponse:
    """State a cause: direct, behind another one (`bakom`) or beside it (`efter`)."""
    problem = the_problem(request, problem_id)
    asked = request.POST if request.method == "POST" else request.GET
    parent, after = (
        the_cause(request, int(asked[name])) if asked.get(name, "").isdecimal() else None
        for name in ("bakom", "efter")
    )
    form = CauseForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        told = {name: form.cleaned_data[name] for name in ("statement", "perspective", "level")}
        try:
            made = services.add_cause(
                by=request.scope, at=clock.now(), problem=problem, parent=parent, after=after, **told
            )
        except SamsynError as error:
            form.add_error(None, error.message)
        else:
            return answered(request, problem, _("Orsaken är tillagd."), made.pk)
    if form.is_bound and request.htmx:
        return shown(request, problem, form=form)
    context = {"form": form, "problem": problem, "parent": parent, "after": after}
    return render(request, "causes/add_cause.html", context, status=422 if form.is_bound else 200)


@works
@require_http_methods(["GET", "HEAD", "POST"])
def typical(request: ScopedRequest, problem_id: int) -> HttpResponse:
    """Show typical causes, those that fit the problem's category first, and take some of them to examine."""
    problem, known = the_problem(request, problem_id), typical_causes()
    trouble = ""
    if request.method == "POST":
        try:
            made = services.add_typical(
                by=request.scope, at=clock.now(), problem=problem, codes=request.POST.getlist("codes")
            )
        except SamsynError as error:
            trouble = error.message
        else:
            said = ngettext(
                "En orsak är tillagd att pröva.", "%(n)s orsaker är tillagda att pröva.", len(made)
            )
            return answered(request, problem, said % {"n": len(made)}, made[-1].pk)
    taken = set(queries.causes_of(request.scope, problem).values_list("code", flat=True))
    context = {
        "problem": problem,
        "kinds": [
            (kind, problem.category in kind.categories, str(presenters.STATUS_WORDS[kind.source_status]))
            for kind in known.fitting(problem.category)
        ],
        "version": known.version,
        "taken": taken,
        "trouble": trouble,
    }
    return render(request, "causes/typical.html", context, status=422 if trouble else 200)


@works
@require_POST
def move_cause(request: ScopedRequest, cause_id: int) -> HttpResponse:
    """Move a cause up, down, in or out."""
    one, way = the_cause(request, cause_id), request.POST.get("way", "")
    try:
        moved = services.move_cause(by=request.scope, at=clock.now(), cause=one, way=way)
        said = _moved(one.statement, way) if moved else _("Orsaken går inte att flytta längre åt det hållet.")
    except SamsynError as error:
        said = error.message
    return answered(request, one.problem, said, one.pk)


def _moved(statement: str, way: str) -> str:
    ways = {
        "up": _("”%(cause)s” är flyttad ett steg upp."),
        "down": _("”%(cause)s” är flyttad ett steg ned."),
        "in": _("”%(cause)s” står nu bakom orsaken ovanför."),
        "out": _("”%(cause)s” är flyttad ett led ut."),
    }
    return ways[way] % {"cause": statement}


@works
@require_POST
def withdraw_cause(request: ScopedRequest, cause_id: int) -> HttpResponse:
    """Withdraw a cause and those behind it."""
    one = the_cause(request, cause_id)
    try:
        n = services.withdraw_cause(by=request.scope, at=clock.now(), cause=one)
        said = ngettext(
            "Orsaken är borttagen. Den kan läggas tillbaka under Borttaget.",
            "%(n)s orsaker är borttagna. De kan läggas tillbaka under Borttaget.",
            n,
        ) % {"n": n}
    except SamsynError as error:
        said = error.message
    return answered(request, one.problem, said)


@works
@require_POST
def restore_cause(request: ScopedRequest, cause_id: int) -> HttpResponse:
    """Put back a cause and those that went with it."""
    one = the_cause(request, cause_id)
    services.restore_cause(by=request.scope, at=clock.now(), cause=one)
    if request.htmx:  # the button that was used is gone: the focus goes to what was said
        return shown(request, one.problem, said=_("Orsaken är tillbaka."))
    return answered(request, one.problem, _("Orsaken är tillbaka."), one.pk)


@reads
@require_safe
def analysis_file(request: ScopedRequest, problem_id: int, kind: str) -> HttpResponse:
    """Give the analysis as a Word file or a PDF."""
    scope, one = request.scope, the_problem(request, problem_id)
    with translation.override("sv"):
        opened = queries.opened_findings(scope, one)
        choice = presenters.choice_line(queries.choices(scope).get(one.pk))
        basis = [row for row in queries.basis_of(scope, one) if row.withdrawn_at is None]
        told = presenters.Analysis(
            problem=presenters.page(scope, one, categories()),
            basis=presenters.basis_lines(basis, opened),
            tree=presenters.nodes(queries.causes_of(scope, one), queries.evidence_of(scope, one), opened),
            chain=presenters.steps(queries.chain(scope, one)),
            choice=". ".join(part for part in (choice.word.capitalize(), choice.reason) if part),
            source=_("Perspektiv, direkta och bakomliggande orsaker och händelsekedja följer %(source)s.")
            % {"source": cause_questions().source},
        )
        doc = presenters.analysis_document(told, imprint(request))
        made = {"docx": documents.docx, "pdf": documents.pdf}[kind](doc)
    return sent(made, kind, f"orsaksanalys_{one.pk}")
