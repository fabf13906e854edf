"""The governance model: read, begun, its bodies written, decided, fetched as a document."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samsyn.documents import docx, pdf
from samsyn.errors import SamsynError
from samsyn_web.base import clock
from samsyn_web.base.scope import ScopedRequest
from samsyn_web.governance import policies, presenters, queries, services
from samsyn_web.governance.forms import BodyForm, SteeringDecisionForm, body_initial
from samsyn_web.governance.views.duties import keeps_duties, reads_duties, today
from samsyn_web.people import queries as people
from samsyn_web.reports import queries as reports

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _steered(request: ScopedRequest, model_id: int) -> queries.Steered:
    found = queries.steered(request.scope, model_id)
    if found is None:
        raise Http404
    return found


@reads_duties
@require_safe
def steering(request: ScopedRequest) -> HttpResponse:
    """Show the model that counts, or how to begin."""
    current = queries.current_steering(request.scope)
    if current is not None:
        return _page(request, current.pk)
    shown = {"can_keep": policies.can_keep_duties(request.scope)}
    return render(request, "governance/steering.html", shown)


@reads_duties
@require_safe
def steering_version(request: ScopedRequest, model_id: int) -> HttpResponse:
    """Show one version: the chart, who decides what, the gaps and every body."""
    return _page(request, model_id)


def _page(request: ScopedRequest, model_id: int) -> HttpResponse:
    found, versions = _steered(request, model_id), list(queries.steering_models(request.scope))
    can_keep = policies.can_keep_duties(request.scope)
    shown = {
        "page": presenters.steering_page(found),
        "versions": presenters.steering_links(versions, found.model),
        "draft": next((one for one in versions if one.decided_on is None and one.pk != model_id), None),
        "can_keep": can_keep,
        "can_edit": can_keep and found.model.decided_on is None,
        "can_begin": can_keep and all(one.decided_on for one in versions),
    }
    return render(request, "governance/steering.html", shown)


@keeps_duties
@require_POST
def start_steering(request: ScopedRequest) -> HttpResponse:
    """Begin a version."""
    try:
        made = services.start_steering(by=request.scope, at=clock.now(), with_usual="usual" in request.POST)
    except SamsynError as error:
        messages.error(request, error.message)
        return redirect("governance:steering")
    return redirect("governance:steering_version", made.pk)


@keeps_duties
@require_http_methods(["GET", "HEAD", "POST"])
def add_body(request: ScopedRequest, model_id: int) -> HttpResponse:
    """Add a body to a draft."""
    return _write(request, _steered(request, model_id), None)


@keeps_duties
@require_http_methods(["GET", "HEAD", "POST"])
def change_body(request: ScopedRequest, model_id: int, body_id: int) -> HttpResponse:
    """Change a body of a draft."""
    return _write(request, _steered(request, model_id), body_id)


def _write(request: ScopedRequest, found: queries.Steered, body_id: int | None) -> HttpResponse:
    row = next((one for one in found.rows if one.pk == body_id), None)
    if body_id is not None and row is None:
        raise Http404
    body = next((one for one in found.bodies if row is not None and one.key == str(row.pk)), None)
    initial = body_initial(row, body) if row and body else {}
    others = [one for one in found.rows if one.pk != body_id]
    form = BodyForm(request.POST if request.method == "POST" else None, others, initial=initial)
    if form.is_bound and form.is_valid():
        try:
            services.write_body(
                by=request.scope, at=clock.now(), model=found.model, body=row, **form.cleaned_data
            )
            messages.success(request, _("Organet är sparat. Glappen är räknade på nytt."))
            return redirect("governance:steering_version", found.model.pk)
        except SamsynError as error:
            form.add_error(None, error.message)
    shown = {"form": form, "row": row, "model": found.model}
    return render(request, "governance/write_body.html", shown, status=422 if form.is_bound else 200)


@keeps_duties
@require_POST
def withdraw_body(request: ScopedRequest, model_id: int, body_id: int) -> HttpResponse:
    """Remove a body from a draft."""
    found = _steered(request, model_id)
    row = next((one for one in found.rows if one.pk == body_id), None)
    if row is None:
        raise Http404
    try:
        services.withdraw_body(by=request.scope, at=clock.now(), body=row)
        messages.success(
            request, _("Organet är borttaget ur utkastet. Det går att lägga tillbaka längst ner.")
        )
    except SamsynError as error:
        messages.error(request, error.message)
    return redirect("governance:steering_version", model_id)


@keeps_duties
@require_POST
def restore_body(request: ScopedRequest, model_id: int, body_id: int) -> HttpResponse:
    """Put a removed body back."""
    row = next((one for one in _steered(request, model_id).removed if one.pk == body_id), None)
    if row is None:
        raise Http404
    try:
        services.restore_body(by=request.scope, at=clock.now(), body=row)
        messages.success(request, _("Organet är tillbaka i utkastet."))
    except SamsynError as error:
        messages.error(request, error.message)
    return redirect("governance:steering_version", model_id)


@keeps_duties
@require_http_methods(["GET", "HEAD", "POST"])
def decide_steering(request: ScopedRequest, model_id: int) -> HttpResponse:
    """Record that a body decided the model."""
    found = _steered(request, model_id)
    form = SteeringDecisionForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            services.decide_steering(by=request.scope, at=clock.now(), model=found.model, **form.cleaned_data)
            messages.success(request, _("Beslutet är antecknat, och versionen är sparad som den är."))
            return redirect("governance:steering_version", model_id)
        except SamsynError as error:
            form.add_error(None, error.message)
    shown = {"form": form, "page": presenters.steering_page(found)}
    return render(request, "governance/decide_steering.html", shown, status=422 if form.is_bound else 200)


@keeps_duties
@require_http_methods(["GET", "HEAD", "POST"])
def remove_steering(request: ScopedRequest, model_id: int) -> HttpResponse:
    """Throw a draft away, after a question."""
    found = _steered(request, model_id)
    if request.method == "POST":
        try:
            services.remove_steering(by=request.scope, at=clock.now(), model=found.model)
            messages.success(request, _("Utkastet är borttaget."))
            return redirect("governance:steering")
        except SamsynError as error:
            messages.error(request, error.message)
            return redirect("governance:steering_version", model_id)
    return render(request, "governance/remove_steering.html", {"page": presenters.steering_page(found)})


@reads_duties
@require_safe
def steering_file(request: ScopedRequest, model_id: int, form: str) -> HttpResponse:
    """Give a version as PDF or Word."""
    found, scope = _steered(request, model_id), request.scope
    if form not in ("pdf", "docx") or not found.bodies:
        raise Http404
    whose = people.organisation(scope)
    made = presenters.steering_document(
        found,
        organisation=whose.name,
        is_demo=whose.is_demo,
        brand=reports.look_of(scope),
        today=today(),
    )
    content, kind = (pdf(made), "application/pdf") if form == "pdf" else (docx(made), WORD)
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="styrmodell_{found.model.number}.{form}"'
    return answer
