"""How long things are kept; what the data protection officer sees; what the registrar discloses."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samsyn.errors import SamsynError
from samsyn_web.base import clock, jobs
from samsyn_web.base.scope import Permission, ScopedRequest, requires
from samsyn_web.methods.incidents import policies, presenters, queries, services
from samsyn_web.methods.incidents.forms import (
    ChooseForm,
    DiscloseForm,
    HoldForm,
    RetentionForm,
    WordsForm,
    spans_by_report,
)
from samsyn_web.people import queries as people
from samsyn_web.places import queries as places

sets_up = requires(Permission.SET_UP)
sees_log = requires(Permission.SET_UP, Permission.INSPECT, Permission.DISCLOSE)
inspects = requires(Permission.INSPECT)
discloses = requires(Permission.DISCLOSE)
MOST_SHOWN = 200
TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "csv": "text/csv; charset=utf-8",
}


@sees_log
@require_safe
def retention(request: ScopedRequest) -> HttpResponse:
    """Show how long each kind is kept, what would go, what went, and what must wait."""
    scope = request.scope
    found = queries.terms(scope, clock.now())
    shown = {
        "terms": presenters.term_rows(found),
        "sentence": presenters.kept_sentence(found),
        "holds": queries.holds(scope),
        "runs": queries.disposals(scope),
        "can_set_up": scope.can(Permission.SET_UP),
        "can_hold": scope.can(Permission.DISCLOSE),
        "hold_form": HoldForm(),
    }
    return render(request, "incidents/retention.html", shown)


@sets_up
@require_http_methods(["GET", "HEAD", "POST"])
def change_retention(request: ScopedRequest) -> HttpResponse:
    """Say how long one kind, `slag` in the address, is kept, and by which decision."""
    kind = request.GET.get("slag", "")
    if not kind:
        return redirect("incidents:retention")
    term = next((one for one in queries.terms(request.scope, clock.now()) if one.kind.value == kind), None)
    if term is None:
        raise Http404
    form = RetentionForm(term, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            services.set_retention(by=request.scope, at=clock.now(), kind=kind, **form.cleaned_data)
            messages.success(request, _("Sparat: %(kind)s.") % {"kind": term.kind.label})
            return redirect("incidents:retention")
        except SamsynError as error:
            form.add_error(None, error.message)
    (row,) = presenters.term_rows([term])
    shown = {"form": form, "term": row}
    return render(request, "incidents/change_retention.html", shown, status=422 if form.is_bound else 200)


@discloses
@require_POST
def place_hold(request: ScopedRequest) -> HttpResponse:
    """Stop disposal of one report, or of all."""
    form, scope = HoldForm(request.POST), request.scope
    key = request.POST.get("report", "")
    one = queries.disclosable_report(scope, int(key)) if key.isdecimal() else None
    if key and one is None:
        raise Http404
    if not form.is_valid():
        messages.error(request, " ".join(str(error) for error in form.errors["reason"]))
        return redirect("incidents:retention")
    try:
        services.place_hold(by=scope, at=clock.now(), reason=form.cleaned_data["reason"], submission=one)
        messages.success(request, _("Gallringen är stoppad. Stoppet kan hävas här."))
    except SamsynError as error:
        messages.error(request, error.message)
    return redirect("incidents:retention")


@discloses
@require_POST
def lift_hold(request: ScopedRequest, hold_id: int) -> HttpResponse:
    """Let disposal go on again."""
    one = queries.hold(request.scope, hold_id)
    if one is None:
        raise Http404
    services.lift_hold(by=request.scope, at=clock.now(), hold=one)
    messages.success(request, _("Stoppet är hävt."))
    return redirect("incidents:retention")


@inspects
@require_http_methods(["GET", "HEAD", "POST"])
def protection(request: ScopedRequest) -> HttpResponse:
    """Show what is stored about users and what the guard finds; POST searches for words, which are kept nowhere."""
    scope = request.scope
    form = WordsForm(request.POST if request.method == "POST" else None)
    hits = None
    if form.is_bound and form.is_valid():
        try:
            sought = form.cleaned_data["words"]
            hits = presenters.word_rows(services.find_words(by=scope, at=clock.now(), words=sought), sought)
        except SamsynError as error:
            form.add_error("words", error.message)
    job = jobs.latest(scope, kind="incidents.inspect").first()
    result: Mapping[str, Any] = job.result if job else {}
    places_found = result.get("places", ())[:MOST_SHOWN]
    texts = [queries.stored_text(scope, one["table"], one["key"], one["field"]) for one in places_found]
    found = presenters.guard_rows(texts)
    shown = {
        "form": form,
        "hits": hits,
        "job": job,
        "result": result,
        "counts": presenters.guard_counts(result),
        "found": found,
        "about_users": queries.about_users(scope),
        "sentence": presenters.guard_sentence(job, found),
        "terms": presenters.term_rows(queries.terms(scope)),
        "runs": queries.disposals(scope),
        "disclosures": queries.disclosures(scope)[:MOST_SHOWN],
    }
    return render(request, "incidents/protection.html", shown, status=422 if form.errors else 200)


@inspects
@require_POST
def inspect(request: ScopedRequest) -> HttpResponse:
    """Let the guard look through all that is stored."""
    services.ask_to_inspect(by=request.scope, at=clock.now())
    return redirect("incidents:protection")


@discloses
@require_safe
def disclosing(request: ScopedRequest) -> HttpResponse:
    """Find the reports that somebody has asked for, and see what has been disclosed."""
    scope, known = request.scope, queries.category_list(request.scope)
    form = ChooseForm(places.newest_areas(scope), known, localdate(clock.now()), request.GET)
    found: list[Any] = []
    number = 0
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        every = queries.disclosable(
            scope, given["start"], given["end"] + timedelta(days=1), given["area"], given["category"]
        )
        number, found = every.count(), list(every[:MOST_SHOWN])
    shown = {
        "form": form,
        "number": number,
        "most": MOST_SHOWN,
        "lines": presenters.report_lines(found, known),
        "disclosures": queries.disclosures(scope)[:MOST_SHOWN],
    }
    return render(request, "incidents/disclosing.html", shown)


@discloses
@require_POST
def disclose(request: ScopedRequest) -> HttpResponse:
    """Show the chosen reports so that words can be withheld; then hand out what is left as a file."""
    scope, known = request.scope, queries.category_list(request.scope)
    keys = [int(key) for key in request.POST.getlist("report") if key.isdecimal()]
    chosen = queries.disclosable_reports(scope, keys[: policies.MOST_DISCLOSED])
    if not chosen:
        messages.info(request, _("Välj minst en rapport."))
        return redirect("incidents:disclosing")
    is_ready = "form" in request.POST
    form = DiscloseForm(request.POST if is_ready else None)
    spans = spans_by_report(request.POST.getlist("span"))
    if is_ready and form.is_valid():
        given = form.cleaned_data
        try:
            made = services.disclose(
                by=scope, at=clock.now(), submissions=chosen, form=given["form"], reference=given["reference"],
                organisation=people.organisation(scope).name,
                withheld=services.Withheld(
                    spans=spans, functions=given["functions"], ground=given["ground"]
                ),
            )  # fmt: skip
            answer = HttpResponse(made.content, content_type=TYPES[given["form"]])
            answer["Content-Disposition"] = f'attachment; filename="{made.name}"'
            return answer
        except SamsynError as error:
            form.add_error(None, error.message)
    shown = {
        "form": form,
        "rows": presenters.disclosed_rows(chosen, known),
        "spans": set(request.POST.getlist("span")),
    }
    return render(request, "incidents/disclose.html", shown, status=422 if form.is_bound else 200)
