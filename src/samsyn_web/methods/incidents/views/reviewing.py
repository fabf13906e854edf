"""The review: a queue, one report at a time, or many plain ones at once."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samsyn.errors import SamsynError
from samsyn_web.base import clock
from samsyn_web.base.scope import Permission, ScopedRequest, requires
from samsyn_web.causes import queries as causes
from samsyn_web.methods.incidents import policies, presenters, queries, services
from samsyn_web.methods.incidents.forms import AnswerForm, spans_of
from samsyn_web.places import queries as places

reviews = requires(Permission.REVIEW)
PER_PAGE, LONGEST_KEY = 50, 19
LISTS = {"": queries.to_review, "vantar": queries.waiting_for_reporter, "klara": queries.reviewed}


@reviews
@require_safe
def review_queue(request: ScopedRequest) -> HttpResponse:
    """Show what waits, what the guard doubts first; in other lists what waits for a reporter and what is done."""
    scope, chosen = request.scope, request.GET.get("lista", "")
    if chosen not in LISTS:
        raise Http404
    known = queries.category_list(scope)
    page = Paginator(LISTS[chosen](scope), PER_PAGE).get_page(request.GET.get("sida"))
    waiting = queries.to_review(scope)
    unremarked = sum(policies.is_unremarked(one) for one in waiting)
    number = waiting.count()
    shown = {
        "chosen": chosen,
        "page": page,
        "lines": presenters.report_lines(page, known),
        "number": number,
        "waiting_for_reporter": queries.waiting_for_reporter(scope).count(),
        "unremarked": min(unremarked, policies.MOST_AT_ONCE),
        "sentence": presenters.queue_sentence(number, number - unremarked),
        "batch": _batch(request),
        "just": _just(request),
        "accept_plain": queries.review_setting(scope),
        "can_set_up": scope.can(Permission.SET_UP),
    }
    return render(request, "incidents/review_queue.html", shown)


def _batch(request: ScopedRequest) -> dict[str, Any] | None:
    """Return what was accepted together just now, so that it can be taken back."""
    try:
        key = UUID(request.GET.get("parti", ""))
    except ValueError:
        return None
    some = queries.batch(request.scope, key)
    return {"key": key, "number": len(some)} if some else None


def _just(request: ScopedRequest) -> int | None:
    """Return the report that was reviewed just before, where that can be taken back."""
    key = request.GET.get("nyss", "")
    one = queries.submission(request.scope, int(key)) if key.isdecimal() and len(key) < LONGEST_KEY else None
    last = next(iter(queries.steps(request.scope, one)), None) if one else None
    return one.pk if one and policies.can_undo(one, last) else None


@reviews
@require_http_methods(["GET", "HEAD", "POST"])
def review_plain(request: ScopedRequest) -> HttpResponse:
    """Show all that the guard has nothing to say about, and accept what is ticked."""
    scope = request.scope
    some = [one for one in queries.to_review(scope) if policies.is_unremarked(one)][: policies.MOST_AT_ONCE]
    if request.method == "POST":
        ticked = set(request.POST.getlist("report"))
        chosen = [one for one in some if str(one.pk) in ticked]
        if not chosen:
            messages.info(request, _("Ingen rapport var vald."))
            return redirect("incidents:review_plain")
        batch = services.accept_many(by=scope, at=clock.now(), submissions=chosen)
        return redirect(f"{reverse('incidents:review_queue')}?parti={batch}")
    lines = presenters.report_lines(some, queries.category_list(scope))
    return render(request, "incidents/review_plain.html", {"lines": lines})


@reviews
@require_POST
def undo_batch(request: ScopedRequest, batch_id: UUID) -> HttpResponse:
    """Take back what was accepted together."""
    if not queries.batch(request.scope, batch_id):
        raise Http404
    n = services.undo_batch(by=request.scope, at=clock.now(), batch=batch_id)
    said = ngettext("En rapport väntar på granskning igen.", "%(n)s rapporter väntar på granskning igen.", n)
    messages.success(request, said % {"n": n})
    return redirect("incidents:review_queue")


@reviews
@require_http_methods(["GET", "HEAD", "POST"])
def review_report(request: ScopedRequest, submission_id: int) -> HttpResponse:
    """Show one report, and take the step that its reviewer has chosen; then go on to the next."""
    one = _report(request, submission_id)
    step = request.POST.get("step", "")
    forms = {
        name: AnswerForm(
            request.POST if step == name else None, prefix=name, label=str(label), help_text=str(_HELP[name])
        )
        for name, label in ((name, _LABELS[name]) for name in _LABELS)
    }
    problem = ""
    if request.method == "POST":
        try:
            if step not in forms or forms[step].is_valid():
                _take(request, one, step, forms)
                return redirect(_next(request, one))
        except SamsynError as error:
            problem = error.message
            if step in forms:
                forms[step].add_error("answer", error.message)
    scope, known = request.scope, queries.category_list(request.scope)
    page = presenters.reviewed_page(one, queries.steps(scope, one), known, dict(places.newest_areas(scope)))
    shown = {
        "page": page,
        "just": _just(request),
        "forms": forms,
        "problem": problem,
        "suggestions": presenters.suggestion_rows(queries.suggestions(scope, one.pk), known),
        "main": one.same_as_id
        and presenters.report_lines(
            [main for main in [queries.submission(scope, one.same_as_id)] if main], known
        ),
        "told_again": presenters.report_lines(queries.told_again(scope, one.pk), known),
        "problems": queries.problems_of(scope, one.pk),
        "problem_suggestions": presenters.problem_rows(queries.problem_suggestions(scope, one.pk)),
        "open_problems": causes.open_problems(scope),
        "area": one.area,
        "category": one.category,
    }
    return render(request, "incidents/review_report.html", shown, status=422 if problem else 200)


_LABELS = {
    "return": gettext_lazy("Vad vill du att rapportören svarar på?"),
    "reject": gettext_lazy("Varför räknas den inte?"),
}
_HELP = {
    "return": gettext_lazy("Rapportören får frågan, kan ändra rapporten och skicka den igen."),
    "reject": gettext_lazy("Rapportören får läsa skälet."),
}


def _take(request: ScopedRequest, one: Any, step: str, forms: dict[str, AnswerForm]) -> None:
    by, at = request.scope, clock.now()
    match step:
        case "accept":
            services.accept(by=by, at=at, submission=one)
            said = _("Godtagen: %(about)s.")
        case "mask":
            spans = spans_of(request.POST.getlist("span"))
            masked = services.mask(by=by, at=at, submission=one, spans=spans)
            said = _("Maskad: %(about)s.") if spans else _("Godtagen: %(about)s.")
            one.place, one.state = masked.place, masked.state
        case "return":
            services.send_back(by=by, at=at, submission=one, answer=forms[step].cleaned_data["answer"])
            said = _("Åter till rapportören: %(about)s.")
        case "reject":
            services.reject(by=by, at=at, submission=one, answer=forms[step].cleaned_data["answer"])
            said = _("Avvisad: %(about)s.")
        case "take_up":
            services.take_up(by=by, at=at, submission=one)
            said = _("Tas upp igen: %(about)s.")
        case _:
            raise Http404
    messages.success(request, said % {"about": queries.about(one, queries.category_list(by))})


def _next(request: ScopedRequest, one: Any) -> str:
    """Return the next report that waits; the same where its reviewer wants to stay, the queue where none is left."""
    if "stay" in request.POST:
        return reverse("incidents:review_report", args=[one.pk])
    following = queries.to_review(request.scope).exclude(pk=one.pk).first()
    if following is None:
        return f"{reverse('incidents:review_queue')}?nyss={one.pk}"
    return f"{reverse('incidents:review_report', args=[following.pk])}?nyss={one.pk}"


@reviews
@require_POST
def undo_review(request: ScopedRequest, submission_id: int) -> HttpResponse:
    """Take back the last step of a report."""
    one = _report(request, submission_id)
    try:
        now = services.undo_review(by=request.scope, at=clock.now(), submission=one)
        messages.success(
            request, _("Ångrat. Rapporten är %(state)s igen.") % {"state": now.get_state_display()}
        )
    except SamsynError as error:
        messages.error(request, error.message)
    return redirect("incidents:review_report", submission_id)


@requires(Permission.SET_UP)
@require_POST
def review_settings(request: ScopedRequest) -> HttpResponse:
    """Say whether reports without free text are accepted as they come."""
    services.set_review(by=request.scope, at=clock.now(), accept_plain="accept_plain" in request.POST)
    messages.success(
        request, _("Inställningen är sparad. Den gäller rapporter som kommer in från och med nu.")
    )
    return redirect("incidents:review_queue")


def _report(request: ScopedRequest, submission_id: int) -> Any:
    one = queries.submission(request.scope, submission_id)
    if one is None:
        raise Http404
    return one
