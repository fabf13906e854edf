"""One cause: what speaks for and against it, whether it can be influenced, and what is decided; and its words."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samsyn.errors import SamsynError
from samsyn.instruments.load import typical_causes
from samsyn_web.base import clock
from samsyn_web.base.scope import ScopedRequest
from samsyn_web.causes import policies, presenters, queries, services
from samsyn_web.causes.forms import CauseForm, EvidenceForm, JudgeForm, seen_now
from samsyn_web.causes.views.found import reads, the_cause, there, works


@reads
@require_safe
def cause(request: ScopedRequest, cause_id: int) -> HttpResponse:
    """Show a cause with its evidence."""
    return _shown(request, the_cause(request, cause_id))


@works
@require_http_methods(["GET", "HEAD", "POST"])
def change_cause(request: ScopedRequest, cause_id: int) -> HttpResponse:
    """Say a cause better; where somebody else did so meanwhile, both are shown before it is saved."""
    one, theirs = the_cause(request, cause_id), ""
    form = CauseForm(request.POST if request.method == "POST" else None, one)
    if form.is_bound and form.is_valid():
        told = {**form.cleaned_data, "seen": form.cleaned_data["seen"] or 0}
        try:
            services.change_cause(by=request.scope, at=clock.now(), cause=one, **told)
        except SamsynError as error:
            form.add_error(None, error.message)
            if isinstance(error, policies.SomebodyChanged):
                theirs = one.statement
                seen_now(form, one.version)
        else:
            messages.success(request, _("Orsaken är ändrad."))
            return redirect("causes:cause", one.pk)
    shown = {"form": form, "cause": one, "theirs": theirs}
    return render(request, "causes/change_cause.html", shown, status=422 if form.is_bound else 200)


@works
@require_POST
def judge_cause(request: ScopedRequest, cause_id: int) -> HttpResponse:
    """Say whether the cause can be influenced and what is decided about it."""
    one = the_cause(request, cause_id)
    form = JudgeForm(one, request.POST)
    changed = False
    if form.is_valid():
        try:
            services.judge_cause(by=request.scope, at=clock.now(), cause=one, **form.cleaned_data)
        except SamsynError as error:
            form.add_error(None, error.message)
            if changed := isinstance(error, policies.SomebodyChanged):
                seen_now(form, one.version)
        else:
            messages.success(request, _("Bedömningen är sparad."))
            return redirect("causes:cause", one.pk)
    return _shown(request, one, judge=form, changed=changed)


@works
@require_POST
def add_evidence(request: ScopedRequest, cause_id: int) -> HttpResponse:
    """Say what speaks for or against the cause."""
    one = the_cause(request, cause_id)
    form = EvidenceForm(_findings(request, one), request.POST)
    if form.is_valid():
        try:
            services.add_evidence(by=request.scope, at=clock.now(), cause=one, **form.cleaned_data)
        except SamsynError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("Belägget är tillagt."))
            return redirect("causes:cause", one.pk)
    return _shown(request, one, evidence=form)


@works
@require_POST
def withdraw_evidence(request: ScopedRequest, evidence_id: int) -> HttpResponse:
    """Withdraw evidence."""
    one = there(queries.evidence(request.scope, evidence_id))
    services.withdraw_evidence(by=request.scope, at=clock.now(), evidence=one)
    messages.success(request, _("Belägget är borttaget. Det kan läggas tillbaka nedanför."))
    return redirect("causes:cause", one.cause_id)


@works
@require_POST
def restore_evidence(request: ScopedRequest, evidence_id: int) -> HttpResponse:
    """Put back evidence."""
    one = there(queries.evidence(request.scope, evidence_id))
    services.restore_evidence(by=request.scope, at=clock.now(), evidence=one)
    messages.success(request, _("Belägget är tillbaka."))
    return redirect("causes:cause", one.cause_id)


def _findings(request: ScopedRequest, one: Any) -> list[tuple[str, str]]:
    opened = queries.opened_findings(request.scope, one.problem)
    return presenters.finding_choices(queries.basis_of(request.scope, one.problem), opened)


def _shown(
    request: ScopedRequest,
    one: Any,
    *,
    judge: JudgeForm | None = None,
    evidence: EvidenceForm | None = None,
    changed: bool = False,
) -> HttpResponse:
    scope, problem = request.scope, one.problem
    opened = queries.opened_findings(scope, problem)
    spoken = list(queries.evidence_of(scope, problem))
    tree = presenters.nodes(queries.causes_of(scope, problem), spoken, opened)
    known = {two.code: two for kind in typical_causes().kinds for two in kind.causes}
    shown = {
        "cause": one,
        "problem": problem,
        "node": next((node for node in presenters.flat(tree) if node.key == one.pk), None),
        "gone": [
            presenters.evidence_line(row, opened)
            for row in spoken
            if row.cause_id == one.pk and row.withdrawn_at is not None
        ],
        "typical": known.get(one.code),
        "judge": judge or JudgeForm(one),
        "evidence": evidence or EvidenceForm(_findings(request, one)),
        "changed": changed,
        "can_judge": policies.can_judge(scope),
        "can_work": policies.can_work(scope) and one.withdrawn_at is None,
    }
    return render(request, "causes/cause.html", shown, status=422 if judge or evidence else 200)
