"""A plan is checked: one in a file, which is kept nowhere, and the organisation's own."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samsyn import plans as checker
from samsyn.errors import SamsynError
from samsyn.plans.example import NAME as EXAMPLE
from samsyn.plans.example import example_plan
from samsyn_web.actions import queries, services
from samsyn_web.actions.forms.checking import HeldFileForm, PlanFileForm, TakeOverForm
from samsyn_web.actions.presenters import checking as presenters
from samsyn_web.actions.views.reading import reads_all, the_action, the_plan, today, writes
from samsyn_web.base import clock
from samsyn_web.base.scope import ScopedRequest


@writes
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def xray(request: ScopedRequest) -> HttpResponse:
    """Ask for a plan in a file, and show it with the remarks beside its rows; `exempel` shows an invented one."""
    if "exempel" in request.GET:
        return _shown(request, example_plan(), EXAMPLE)
    given = request.method == "POST"
    form = PlanFileForm(request.POST, request.FILES) if given else PlanFileForm()
    if form.is_bound and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            return _shown(request, file.read(), file.name)
        except SamsynError as error:
            form.add_error("file", error.message)
    return render(request, "actions/xray.html", {"form": form}, status=422 if form.is_bound else 200)


@writes
@never_cache
@require_POST
def xray_file(request: ScopedRequest) -> HttpResponse:
    """Give the plan back with the remarks in it."""
    held = HeldFileForm(request.POST)
    if not held.is_valid():
        return _again(request)
    at = today()
    data, name = held.cleaned_data["held"], held.cleaned_data["name"]
    try:
        read = checker.read_plan_bytes(data, name)
        made = checker.annotate(data, read, checker.check(read.plan, at=at), at=at)
    except SamsynError as error:
        return _again(request, error.message)
    headers = {"Content-Disposition": _attachment(made.name)}
    return HttpResponse(made.data, content_type=checker.TYPES[made.format], headers=headers)


@writes
@never_cache
@require_POST
def take_over(request: ScopedRequest) -> HttpResponse:
    """Make a plan in Samsyn of the one in the file, as drafts."""
    held = HeldFileForm(request.POST)
    if not held.is_valid():
        return _again(request)
    data, name, at = held.cleaned_data["held"], held.cleaned_data["name"], clock.now()
    try:
        read = checker.read_plan_bytes(data, name)
    except SamsynError as error:
        return _again(request, error.message)
    form = TakeOverForm(read, localdate(at), request.POST)
    if not form.is_valid():
        return _shown(request, data, name, form)
    try:
        taken = services.take_over(by=request.scope, at=at, read=read, **form.cleaned_data)
    except services.AlreadyTaken as error:
        messages.warning(request, error.message)
        return redirect(_own(error.plan.pk))
    except SamsynError as error:
        form.add_error(None, error.message)
        return _shown(request, data, name, form)
    messages.success(
        request, presenters.taken_over(taken.actions, taken.causes, taken.problems, taken.masked)
    )
    return redirect(_own(taken.plan.pk))


@reads_all
@require_safe
def own_remarks(request: ScopedRequest) -> HttpResponse:
    """Show what the rules say about a plan of the organisation: `plan` in the address, else the one in force."""
    plan = _plan(request)
    shown: dict[str, Any] = {"plan": plan, "plans": queries.plans(request.scope)}
    written = queries.plan_as_written(request.scope, plan) if plan is not None else None
    if written is not None:
        remarks = checker.check(written, at=today())
        shown["page"] = presenters.checked_plan(written, remarks, _address)
    return render(request, "actions/own_remarks.html", shown)


@writes
@require_safe
def action_remarks(request: ScopedRequest, action_id: int) -> HttpResponse:
    """Show what the rules say about one action; in a page, only the remarks."""
    action = the_action(request, action_id)
    own = queries.remarks_on(request.scope, action, today())
    template = "actions/action_remarks.html"
    shown = {
        "action": action,
        "lines": presenters.remark_lines(own),
        "sources": presenters.rule_sources(own),
    }
    return render(request, f"{template}#remarks" if request.htmx else template, shown)


def _shown(request: ScopedRequest, data: bytes, name: str, form: TakeOverForm | None = None) -> HttpResponse:
    day = today()
    read = checker.read_plan_bytes(data, name)
    remarks = checker.check(read.plan, at=day)
    shown = {
        "page": presenters.checked_plan(read.plan, remarks),
        "read": presenters.file_read(read),
        "name": name,
        "held": HeldFileForm.holding(data, name),
        "form": form or TakeOverForm(read, day),
    }
    return render(request, "actions/xray_result.html", shown, status=422 if form else 200)


def _again(request: ScopedRequest, why: str = "") -> HttpResponse:
    messages.error(request, why or _("Filen följde inte med. Välj den igen."))
    return redirect("actions:xray")


def _plan(request: ScopedRequest) -> Any:
    asked = request.GET.get("plan", "")
    if not asked:
        return queries.plan_in_force(request.scope)
    if not (asked.isdigit() and len(asked) < 16):
        raise Http404
    return the_plan(request, int(asked))


def _own(plan_id: int) -> str:
    return f"{reverse('actions:own_remarks')}?plan={plan_id}"


def _address(key: str) -> str:
    """Return the page of what a key stands for: an action, or a problem."""
    if key.startswith("a"):
        return reverse("actions:action", args=[int(key[1:])])
    return reverse("causes:problem", args=[int(key[1:])]) if key.startswith("p") else ""


def _attachment(name: str) -> str:
    return content_disposition_header(True, name) or "attachment"
