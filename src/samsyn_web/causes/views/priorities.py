"""Problems weighed against each other: the matrix, judging one problem, choosing, and the matrix as a file."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samsyn import documents
from samsyn.errors import SamsynError
from samsyn.instruments.load import criteria
from samsyn_web.base import clock
from samsyn_web.base.scope import ScopedRequest
from samsyn_web.causes import policies, presenters, queries, services
from samsyn_web.causes.forms import ChoiceForm, CriterionForm, SeenForm, seen_now
from samsyn_web.causes.views.files import imprint, sent
from samsyn_web.causes.views.found import chooses, judges, reads, the_problem


@reads
@require_safe
def priorities(request: ScopedRequest) -> HttpResponse:
    """Show the criteria as rows and the open problems as columns, and the same as a list."""
    shown = {**_weighed(request), "known": criteria(), "can_judge": policies.can_judge(request.scope)}
    return render(request, "causes/priorities.html", shown)


@reads
@require_safe
def priorities_file(request: ScopedRequest, kind: str) -> HttpResponse:
    """Give the matrix as a workbook, a Word file or a PDF."""
    with translation.override("sv"):
        weighed = _weighed(request)
        doc = presenters.matrix_document(weighed["columns"], weighed["groups"], criteria(), imprint(request))
        made = {"xlsx": documents.tables_xlsx, "docx": documents.docx, "pdf": documents.pdf}[kind](doc)
    return sent(made, kind, "prioritering_av_problem")


@judges
@require_http_methods(["GET", "HEAD", "POST"])
def judge_problem(request: ScopedRequest, problem_id: int) -> HttpResponse:
    """Ask what each criterion says about a problem; what was said before stays as history."""
    return _judging(request, problem_id, request.POST if request.method == "POST" else None, None)


@chooses
@require_POST
def choose_problem(request: ScopedRequest, problem_id: int) -> HttpResponse:
    """Record whether a problem comes first, waits or is left."""
    one = the_problem(request, problem_id)
    form = ChoiceForm(queries.choices(request.scope).get(one.pk), request.POST)
    if form.is_valid():
        try:
            services.choose_problem(by=request.scope, at=clock.now(), problem=one, **form.cleaned_data)
        except SamsynError as error:
            form.add_error(None, error.message)
            now = queries.choices(request.scope).get(one.pk)
            seen_now(form, now.pk if now else 0)
        else:
            messages.success(request, _("Valet är sparat. Det som gällde förut finns kvar."))
            return redirect("causes:judge_problem", one.pk)
    return _judging(request, problem_id, None, form)


def _weighed(request: ScopedRequest) -> dict[str, Any]:
    scope, known = request.scope, criteria()
    problems = list(queries.open_problems(scope))
    judged = queries.criteria_judged(scope)
    columns = presenters.columns(known, problems, judged, queries.choices(scope))
    return {
        "columns": columns,
        "groups": presenters.groups(known, problems, judged),
        "sentence": presenters.matrix_sentence(columns),
    }


def _judging(request: ScopedRequest, problem_id: int, given: Any, choice: ChoiceForm | None) -> HttpResponse:
    scope, one, known = request.scope, the_problem(request, problem_id), criteria()
    before = queries.criteria_judged(scope).get(one.pk, {})
    newest = queries.criteria_history(scope, one).first()
    seen = SeenForm(given, initial={"seen": newest.pk if newest else 0})
    asked = [CriterionForm(row, before.get(row.code), given) for row in known.criteria]
    trouble = ""
    if given is not None and all([form.is_valid() for form in (seen, *asked)]):
        said = {
            form.criterion.code: (form.cleaned_data["ground"], form.cleaned_data["why"])
            for form in asked
            if form.cleaned_data["ground"]
        }
        try:
            services.judge_criteria(
                by=scope, at=clock.now(), problem=one, judged=said, seen=seen.cleaned_data["seen"]
            )
        except SamsynError as error:
            trouble = error.message
            seen_now(seen, newest.pk if newest else 0)
        else:
            messages.success(request, _("Bedömningen är sparad. Det som gällde förut finns kvar."))
            return redirect("causes:judge_problem", one.pk)
    now = queries.choices(scope).get(one.pk)
    shown = {
        "problem": one,
        "seen": seen,
        "groups": [
            (label, [form for form in asked if form.criterion.ground == ground])
            for ground, label in known.grounds.items()
        ],
        "asked": asked,
        "trouble": trouble,
        "is_wrong": given is not None,
        "known": known,
        "choice": presenters.choice_line(now),
        "choice_form": choice or ChoiceForm(now),
        "can_choose": policies.can_choose(scope),
        "choices": [presenters.choice_line(row) for row in queries.choices_history(scope, one)],
        "history": presenters.history(
            queries.criteria_history(scope, one), {row.code: row.label for row in known.criteria}
        ),
    }
    status = 422 if given is not None or choice is not None else 200
    return render(request, "causes/judge_problem.html", shown, status=status)
