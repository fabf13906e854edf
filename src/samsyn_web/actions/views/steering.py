"""The steering group's page, its questions and answers; and the actions of a problem, as a part of its page."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samsyn.errors import SamsynError
from samsyn_web.actions import policies, queries, services
from samsyn_web.actions.forms import AnswerForm, AskForm
from samsyn_web.actions.presenters.rows import action_lines
from samsyn_web.actions.presenters.steering import question_line, question_lines, waiting
from samsyn_web.actions.views.reading import carries_out, reads_all, the_question, today
from samsyn_web.base import clock
from samsyn_web.base.scope import Permission, ScopedRequest, requires
from samsyn_web.causes import queries as causing

reads_questions = requires(
    Permission.ANSWER, Permission.READ_WEEK, Permission.READ_PICTURE, Permission.CARRY_OUT
)
answers = requires(Permission.ANSWER)
ANSWERED = 30


@reads_questions
@require_safe
def steering(request: ScopedRequest) -> HttpResponse:
    """Show which decisions wait, the most urgent first, and what was answered."""
    scope, day = request.scope, today()
    found = list(queries.questions(scope))
    lines = question_lines(scope, found, day)
    order = sorted(
        (line for line in zip(found, lines, strict=True) if not line[1].answer), key=lambda one: one[0].until
    )
    shown = {
        "open": [line for _one, line in order],
        "answered": [line for line in lines if line.answer][:ANSWERED],
        "waiting": waiting(found, day),
        "can_answer": policies.can_answer(scope),
        "late_actions": action_lines(queries.late_actions(scope, day)[:10], day, {}, {}),
    }
    return render(request, "actions/steering.html", shown)


@carries_out
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: ScopedRequest) -> HttpResponse:
    """Ask the steering group; `atgard` or `problem` in the address says about what."""
    action = queries.action(request.scope, _number(request, "atgard"))
    problem = causing.problem(request.scope, _number(request, "problem"))
    if not policies.can_ask(request.scope, action):
        raise Http404
    form = AskForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            services.ask_steering(
                by=request.scope, at=clock.now(), action=action, problem=problem, **form.cleaned_data
            )
            messages.success(request, _("Frågan är ställd. Svaret kommer hit och med e-post."))
            if action is not None:
                return redirect("actions:action", action.pk)
            return redirect("causes:problem", problem.pk) if problem else redirect("actions:steering")
        except SamsynError as error:
            form.add_error(None, error.message)
    about = action.title if action else problem.title if problem else ""
    shown = {"form": form, "about": about, "action": action}
    return render(request, "actions/ask.html", shown, status=422 if form.is_bound else 200)


def _number(request: ScopedRequest, name: str) -> int:
    given = request.GET.get(name, "")
    return int(given) if given.isdecimal() and len(given) < 16 else 0


@reads_questions
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: ScopedRequest, question_id: int) -> HttpResponse:
    """Show a question; the steering group answers it here."""
    one: Any = the_question(request, question_id)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            services.answer_question(by=request.scope, at=clock.now(), question=one, **form.cleaned_data)
            messages.success(request, _("Svaret är sparat, och den som frågade får veta det."))
            return redirect("actions:steering")
        except SamsynError as error:
            form.add_error(None, error.message)
    shown = {"one": question_line(request.scope, one, today()), "form": form}
    return render(request, "actions/question.html", shown, status=422 if form.is_bound else 200)


@carries_out
@require_POST
def withdraw_question(request: ScopedRequest, question_id: int) -> HttpResponse:
    """Take back a question."""
    try:
        services.withdraw_question(
            by=request.scope, at=clock.now(), question=the_question(request, question_id)
        )
        messages.success(request, _("Frågan är tillbakatagen."))
    except SamsynError as error:
        messages.error(request, error.message)
    return redirect("actions:steering")


@reads_all
@require_safe
def of_problem(request: ScopedRequest, problem_id: int) -> HttpResponse:
    """Show what the plan has about a problem: a part of its page, or a page of its own."""
    problem = causing.problem(request.scope, problem_id)
    if problem is None:
        raise Http404
    scope, day = request.scope, today()
    found = list(queries.problem_actions(scope, problem))
    shown = {
        "problem": problem,
        "lines": action_lines(found, day, queries.causes_by_action(scope, found), {}),
        "questions": question_lines(scope, queries.problem_questions(scope, problem), day),
        "can_write": policies.can_plan(scope),
    }
    whole = not request.htmx
    return render(request, "actions/of_problem.html" if whole else "actions/of_problem_part.html", shown)
