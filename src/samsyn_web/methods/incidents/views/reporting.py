"""The report page on the phone: works without a script, and offline with one."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID, uuid4

from django.contrib.staticfiles import finders
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samsyn.errors import SamsynError
from samsyn.instruments.categories import CategoryList
from samsyn_web.base import clock, csp
from samsyn_web.base.scope import Permission, ScopedRequest, requires
from samsyn_web.methods.incidents import policies, presenters, queries, services
from samsyn_web.methods.incidents.forms import ReportForm, answers, number_in
from samsyn_web.methods.incidents.policies import WrongAnswer
from samsyn_web.places import queries as places

reports = requires(Permission.REPORT)
AGAIN, VERSION_HEADER = "again", "X-Samsyn-Version"


@gzip_page  # the page is for bad nets
@reports
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: ScopedRequest) -> HttpResponse:
    """Ask what, where and when; keep a report once, however often it is posted."""
    at, known = clock.now(), _known(request)
    if request.method == "GET":
        return _page(request, known, _begun(request), number=uuid4())
    form, number = ReportForm(request.POST, known=known), number_in(request.POST) or uuid4()
    if form.is_valid():
        try:
            sent, _new = services.submit(
                by=request.scope, at=at, device_id=number, told=form.told(at), known=known
            )
        except SamsynError as error:
            form.tell(error.field if isinstance(error, WrongAnswer) else "", error.message)
        else:
            if AGAIN in request.POST:
                return redirect(f"{reverse('incidents:report')}?skickad={sent.device_id}")
            return redirect("incidents:report_receipt", sent.device_id)
    return _page(request, known, request.POST, number=number, form=form)


@reports
@require_safe
def report_receipt(request: ScopedRequest, number: UUID) -> HttpResponse:
    """Show that a report has come in, and what can be done about it for ten minutes."""
    sent = queries.own_submission(request.scope, number)
    if sent is None:
        raise Http404
    can_change = policies.can_change(request.scope, sent, clock.now())
    shown = presenters.report_receipt(request.scope, sent, _known(request), can_change=can_change)
    return render(request, "incidents/reporting/receipt.html", {"receipt": shown, **_shell(request)})


@reports
@require_http_methods(["GET", "HEAD", "POST"])
def change_report(request: ScopedRequest, number: UUID) -> HttpResponse:
    """Put a report right that nobody has looked at."""
    sent, at, known = queries.own_submission(request.scope, number), clock.now(), _known(request)
    if sent is None:
        raise Http404
    if not policies.can_change(request.scope, sent, at):
        return redirect("incidents:report_receipt", number)
    if request.method == "GET":
        point = places.point_at(request.scope, sent.x_m, sent.y_m)
        return _page(request, known, answers(sent, point), number=number, changing=True)
    form = ReportForm(request.POST, known=known)
    if form.is_valid():
        try:
            services.change_report(
                by=request.scope, at=at, submission=sent, told=form.told(sent.made_at), known=known
            )
        except SamsynError as error:
            form.tell(error.field if isinstance(error, WrongAnswer) else "", error.message)
        else:
            return redirect("incidents:report_receipt", number)
    return _page(request, known, request.POST, number=number, form=form, changing=True)


@reports
@require_POST
def withdraw_report(request: ScopedRequest, number: UUID) -> HttpResponse:
    """Take back a report that nobody has looked at."""
    sent = queries.own_submission(request.scope, number)
    if sent is None:
        raise Http404
    if policies.can_change(request.scope, sent, clock.now()):
        services.withdraw_report(by=request.scope, at=clock.now(), submission=sent)
    return redirect("incidents:report_receipt", number)


@reports
@require_safe
def report_map(request: ScopedRequest) -> HttpResponse:
    """Give what a map to point on needs; asked for only when somebody wants the map."""
    return JsonResponse(presenters.map_to_point_on(request.scope))


@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """Show the reports that wait on the device; the same for everybody, since the server knows none of them."""
    return _versioned(render(request, "incidents/reporting/waiting.html", _shell(request)))


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """Give the service worker: its text, after what it is to keep."""
    kept = presenters.shell()
    lines = [f"const SHELL = {json.dumps(kept)};"]
    if "sync" in request.GET:
        lines.insert(0, f"import {{ sendAll }} from {json.dumps(static('incidents/report/send.js'))};")
        lines.append("const send = sendAll;")
    else:
        lines.append("const send = null;")
    with open(str(finders.find(presenters.WORKER)), encoding="utf-8") as text:
        body = "\n".join([*lines, text.read()])
    response = HttpResponse(body, content_type="text/javascript; charset=utf-8")
    response.headers["Cache-Control"] = "no-cache"
    return response


@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """Say how the page stands on a phone's home screen."""
    icons = [
        {"src": static("incidents/report/icon-192.png"), "sizes": "192x192", "type": "image/png"},
        {"src": static("incidents/report/icon-512.png"), "sizes": "512x512", "type": "image/png"},
        {"src": static("incidents/report/icon.svg"), "sizes": "any", "type": "image/svg+xml"},
    ]
    maskable = {"src": static("incidents/report/icon-maskable.png"), "sizes": "512x512", "type": "image/png"}
    shown = {
        "id": reverse("incidents:report"),
        "name": _("Samsyn: rapportera"),
        "short_name": _("Rapportera"),
        "start_url": reverse("incidents:report"),
        "scope": reverse("incidents:report"),
        "display": "standalone",
        "background_color": "#FBFAF7",
        "theme_color": "#0B5563",
        "icons": [*icons, {**maskable, "purpose": "maskable"}],
    }
    return JsonResponse(shown, content_type="application/manifest+json")


def _known(request: ScopedRequest) -> CategoryList:
    return queries.category_list(request.scope, localdate(clock.now()))


def _begun(request: ScopedRequest) -> dict[str, Any]:
    """Return the place of the report that was just sent, for the next one."""
    try:
        number = UUID(request.GET.get("skickad", ""))
    except ValueError:
        return {}
    sent = queries.own_submission(request.scope, number)
    kept = ("where", "place_text", "dwelling")
    return {"sent": sent, **{name: answers(sent)[name] for name in kept}} if sent else {}


def _page(
    request: ScopedRequest,
    known: CategoryList,
    values: Any,
    *,
    number: UUID,
    form: ReportForm | None = None,
    changing: bool = False,
) -> HttpResponse:
    given = {name: values.get(name) for name in values}
    if hasattr(values, "getlist"):
        given["done"] = values.getlist("done")
    shown = {
        "page": presenters.report_page(request.scope, known, given),
        "form": form,
        "number": number,
        "sent": given.get("sent"),
        "changing": changing,
        "questions": 0 if changing else queries.number_of_questions(request.scope),
        "sender": presenters.sender_of(request.scope),
        **_shell(request),
    }
    csp.allow(request, "img-src", places.background(request.scope).origins)
    return _versioned(render(request, "incidents/reporting/report.html", shown, status=422 if form else 200))


def _versioned(response: HttpResponse) -> HttpResponse:
    """Say which files the page goes with, so that a worker keeps no page of another version."""
    response.headers[VERSION_HEADER] = presenters.shell()["version"]
    return response


def _shell(request: HttpRequest) -> dict[str, Any]:
    return {"words": presenters.device_words(), "shell": presenters.shell()}
