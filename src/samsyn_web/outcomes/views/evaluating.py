"""What came of actions: the list, one evaluation, its documents, and how the action was carried out."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samsyn import documents
from samsyn.cycle import Edition
from samsyn.errors import SamsynError
from samsyn_web.actions import queries as actions
from samsyn_web.base import clock, jobs
from samsyn_web.base.scope import Permission, ScopedRequest, requires
from samsyn_web.outcomes import policies, presenters, queries, services
from samsyn_web.outcomes.forms import ProcessForm
from samsyn_web.people import queries as people

reads = requires(*policies.READING, Permission.CARRY_OUT)
evaluates = requires(Permission.JUDGE)
PAGE = 50
KINDS = {
    "pdf": ("application/pdf", documents.pdf),
    "docx": (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        documents.docx,
    ),
}


@reads
@require_safe
def follow_ups(request: ScopedRequest) -> HttpResponse:
    """List the evaluations: those that are due, those that wait, the verdicts, and actions that lack one."""
    scope, today = request.scope, localdate(clock.now())
    found = list(queries.evaluations(scope))
    lacking = queries.unevaluated(scope) if policies.can_read(scope) else ()
    lines = presenters.follow_ups(scope, found, queries.results(scope, found), lacking, today)
    chosen, sought = request.GET.get("visa", ""), request.GET.get("sok", "").strip()
    shown = [one for one in lines if not chosen or one.state == chosen]
    shown = [one for one in shown if sought.casefold() in f"{one.title} {one.sentence}".casefold()]
    page = Paginator(shown, PAGE).get_page(request.GET.get("sida"))
    shown_with: dict[str, Any] = {
        "lines": page.object_list,
        "page": page,
        "sentence": presenters.evaluation_sentence(lines),
        "is_empty": not lines,
        "n_due": sum(one.state == "due" for one in lines),
        "chosen": chosen,
        "sought": sought,
        "can_evaluate": policies.can_evaluate(scope),
    }
    if shown_with["can_evaluate"]:
        shown_with["job"] = jobs.latest(scope, kind="outcomes.compute").first()
    return render(request, "outcomes/follow_ups.html", shown_with)


@evaluates
@require_POST
def compute(request: ScopedRequest) -> HttpResponse:
    """Ask for all that is due to be computed."""
    job = services.ask_to_compute(by=request.scope, at=clock.now())
    said = _("Utvärderingarna räknas ut. Det tar en stund.") if job else _("Inget är dags att räkna ut.")
    messages.info(request, said)
    return redirect("outcomes:follow_ups")


@evaluates
@require_POST
def compute_one(request: ScopedRequest, evaluation_id: int) -> HttpResponse:
    """Compute one evaluation now, as its day has come."""
    one = _evaluation(request, evaluation_id)
    try:
        services.compute_evaluation(by=request.scope, at=clock.now(), evaluation=one)
        messages.success(request, _("Utvärderingen är uträknad."))
    except SamsynError as error:
        messages.error(request, error.message)
    return redirect("outcomes:evaluation", one.pk)


@reads
@require_safe
def evaluation(request: ScopedRequest, evaluation_id: int) -> HttpResponse:
    """Show an evaluation: what it says, what it rests on, and why it may be doubted."""
    one = _evaluation(request, evaluation_id)
    scope = request.scope
    page = presenters.evaluation_page(
        scope,
        one,
        queries.results(scope, [one]).get(one.pk),
        queries.implementation(scope, one.action_id),
        list(queries.versions(scope, one.action_id)),
        localdate(clock.now()),
    )
    causes = actions.causes_of(scope, one.action)
    behind = presenters.behind(scope, one.action, causes, actions.problem_of(scope, one.action, causes))
    return render(request, "outcomes/evaluation.html", {"page": page, "behind": behind})


@requires(*policies.READING)
@require_safe
def document(request: ScopedRequest, evaluation_id: int) -> HttpResponse:
    """Give an evaluation as PDF or Word, in one of the editions."""
    one = _evaluation(request, evaluation_id)
    form, edition = request.GET.get("format", "pdf"), request.GET.get("upplaga", Edition.INTERNAL.value)
    if form not in KINDS or edition not in list(Edition):
        raise Http404
    organisation = people.organisation(request.scope)
    made = presenters.evaluation_document(
        one,
        queries.results(request.scope, [one]).get(one.pk),
        edition=Edition(edition),
        organisation=organisation.name,
        at=localtime(clock.now()).replace(microsecond=0),
        brand=documents.Brand(),
        is_demo=organisation.is_demo,
    )
    kind, render_as = KINDS[form]
    name = f"utvardering_{one.pk}_{edition}.{form}"
    return HttpResponse(
        render_as(made), kind, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


@reads
@require_safe
def of_action(request: ScopedRequest, action_id: int) -> HttpResponse:
    """Show what came of an action, as a part of its own page or as a page."""
    scope, action = request.scope, _action(request, action_id)
    one = queries.versions(scope, action.pk).first()
    result = queries.results(scope, [one]).get(one.pk) if one else None
    shown = presenters.summary(scope, action, one, result, localdate(clock.now()))
    shown |= {"action": action, "chain": presenters.chain(queries.implementation(scope, action.pk), result)}
    template = "outcomes/of_action.html#part" if request.htmx else "outcomes/of_action.html"
    return render(request, template, shown | {"part": "part"})


@reads
@require_http_methods(["GET", "HEAD", "POST"])
def process(request: ScopedRequest, action_id: int) -> HttpResponse:
    """Tell how an action was carried out; all that was told before is listed."""
    scope, action = request.scope, _action(request, action_id)
    form = ProcessForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            services.tell_process(by=scope, at=clock.now(), action=action, **form.cleaned_data)
            messages.success(request, _("Tack. Det syns i uppföljningen."))
            return redirect("outcomes:of_action", action.pk)
        except SamsynError as error:
            form.add_error(None, error.message)
    shown = {
        "form": form if policies.can_tell(scope, action) else None,
        "action": action,
        "notes": queries.implementations(scope, action.pk),
    }
    return render(request, "outcomes/process.html", shown, status=422 if form.is_bound else 200)


def _evaluation(request: ScopedRequest, evaluation_id: int) -> Any:
    found = queries.evaluation(request.scope, evaluation_id)
    if found is None:
        raise Http404
    return found


def _action(request: ScopedRequest, action_id: int) -> Any:
    found = queries.action(request.scope, action_id)
    if found is None:
        raise Http404
    return found
