"""How the municipality stands under the law: the page, one paragraph, and what is told of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samsyn.duties import Judged
from samsyn.errors import SamsynError
from samsyn.instruments.load import statute
from samsyn_web.base import clock
from samsyn_web.base.scope import Permission, ScopedRequest, requires
from samsyn_web.governance import policies, presenters, queries, services
from samsyn_web.governance.forms import LeadingBodyForm, OwnerForm, RecordForm
from samsyn_web.people import queries as people

reads_duties = requires(Permission.READ_PICTURE, Permission.ANSWER)
keeps_duties = requires(Permission.DECIDE)


def today() -> date:
    """Return the day that it is where the organisation is."""
    return localdate(clock.now())


def _judged(request: ScopedRequest, paragraph: str) -> Judged:
    for one in queries.standing(request.scope, today()):
        if one.paragraph.code == paragraph and one.paragraph.kind.binds:
            return one
    raise Http404


@reads_duties
@require_safe
def duties(request: ScopedRequest) -> HttpResponse:
    """Show every paragraph on one line, and what comes first."""
    scope, law = request.scope, statute()
    page = presenters.overview(
        law, queries.standing(scope, today()), queries.duty_owners(scope), queries.leading_body(scope)
    )
    shown = {
        "page": page,
        "law": law,
        "today": today(),
        "can_keep": policies.can_keep_duties(scope),
        "reads_papers": policies.can_read_papers(scope),
    }
    return render(request, "governance/duties.html", shown)


@reads_duties
@require_safe
def duty(request: ScopedRequest, paragraph: str) -> HttpResponse:
    """Show one paragraph: what it asks, what is there, and what was told."""
    scope = request.scope
    page = presenters.duty_page(
        statute(),
        _judged(request, paragraph),
        queries.duty_owners(scope),
        queries.duty_records(scope, paragraph),
    )
    shown = {"page": page, "can_keep": policies.can_keep_duties(scope), "law": statute()}
    return render(request, "governance/duty.html", shown)


@keeps_duties
@require_http_methods(["GET", "HEAD", "POST"])
def record_duty(request: ScopedRequest, paragraph: str) -> HttpResponse:
    """Tell what is done, tried or left."""
    one = _judged(request, paragraph)
    given = request.POST if request.method == "POST" else None
    form = RecordForm(given, one.paragraph, [slot.code for slot in one.lacking])
    if form.is_bound and form.is_valid():
        try:
            services.record_duty(by=request.scope, at=clock.now(), paragraph=paragraph, **form.cleaned_data)
            messages.success(request, _("Antecknat. Läget är räknat på nytt."))
            return redirect("governance:duty", paragraph)
        except SamsynError as error:
            form.add_error(None, error.message)
    shown = {"form": form, "paragraph": one.paragraph}
    return render(request, "governance/record_duty.html", shown, status=422 if form.is_bound else 200)


@keeps_duties
@require_http_methods(["GET", "HEAD", "POST"])
def duty_owner(request: ScopedRequest, paragraph: str) -> HttpResponse:
    """Say which function answers for a paragraph."""
    one = _judged(request, paragraph)
    members = {member.pk: member for member in people.members(request.scope) if member.is_active}
    choices = [
        (key, f"{member.user.name}, {member.function_title}".strip(", ")) for key, member in members.items()
    ]
    now = queries.duty_owners(request.scope).get(paragraph)
    initial = {"function": now.function, "owner": now.owner_id} if now else {}
    form = OwnerForm(request.POST if request.method == "POST" else None, choices, initial=initial)
    if form.is_bound and form.is_valid():
        try:
            services.set_duty_owner(
                by=request.scope,
                at=clock.now(),
                paragraph=paragraph,
                function=form.cleaned_data["function"],
                owner=members.get(form.cleaned_data["owner"]),
            )
            messages.success(request, _("Ansvaret är antecknat."))
            return redirect("governance:duty", paragraph)
        except SamsynError as error:
            form.add_error(None, error.message)
    shown = {"form": form, "paragraph": one.paragraph}
    return render(request, "governance/duty_owner.html", shown, status=422 if form.is_bound else 200)


@keeps_duties
@require_http_methods(["GET", "HEAD", "POST"])
def leading_body(request: ScopedRequest) -> HttpResponse:
    """Say which body leads the work."""
    now = queries.leading_body(request.scope)
    initial = {"name": now.name, "decided_on": now.decided_on, "reference": now.reference} if now else {}
    form = LeadingBodyForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and form.is_valid():
        try:
            services.set_leading_body(by=request.scope, at=clock.now(), **form.cleaned_data)
            messages.success(request, _("Organet är antecknat."))
            return redirect("governance:duty", "13")
        except SamsynError as error:
            form.add_error(None, error.message)
    return render(
        request, "governance/leading_body.html", {"form": form}, status=422 if form.is_bound else 200
    )


@keeps_duties
@require_POST
def withdraw_record(request: ScopedRequest, record_id: int) -> HttpResponse:
    """Take back what was told."""
    return _turned(request, record_id, services.withdraw_duty_record, _("Anteckningen räknas inte längre."))


@keeps_duties
@require_POST
def restore_record(request: ScopedRequest, record_id: int) -> HttpResponse:
    """Let it count again."""
    return _turned(request, record_id, services.restore_duty_record, _("Anteckningen räknas igen."))


def _turned(
    request: ScopedRequest, record_id: int, service: Callable[..., object], said: str
) -> HttpResponse:
    record = queries.duty_record(request.scope, record_id)
    if record is None:
        raise Http404
    service(by=request.scope, at=clock.now(), record=record)
    messages.success(request, said)
    return redirect("governance:duty", record.paragraph)
