"""Activities: listed, read, written, moved, cancelled, taken up again, and given as a file."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samsyn.errors import SamsynError
from samsyn_web.base import clock
from samsyn_web.base.scope import ScopedRequest
from samsyn_web.programmes import policies, presenters, queries, services
from samsyn_web.programmes.forms import ActivityForm, CancelForm, ChooseForm, MoveForm
from samsyn_web.programmes.views.found import activity_of, page_of, programme_of, reads, takes_part


@reads
@require_safe
def activities(request: ScopedRequest, programme_id: int) -> HttpResponse:
    """List the activities: by municipality, focus area, status, format and period where asked for."""
    one, facts = programme_of(request, programme_id)
    form = ChooseForm(facts, request.GET)
    chosen = queries.Chosen(**form.chosen)
    found = queries.activities(request.scope, one.pk, chosen)
    page, rows = page_of(request, found)
    listed = queries.activities(request.scope, one.pk, replace(chosen, listed=True)).count()
    shown = {
        "listed": listed,
        "added": page.paginator.count - listed,
        "programme": one,
        "fictional": facts.is_fictional,
        "form": form,
        "page": page,
        "rows": presenters.activity_rows(rows, facts),
        "adds": policies.runs(request.scope, one) or bool(_own(request, one)),
    }
    return render(request, "programmes/activities.html", shown)


@reads
@require_safe
def activities_file(request: ScopedRequest, programme_id: int, form: str) -> HttpResponse:
    """Give the activities that are asked for as CSV or an Excel workbook."""
    one, facts = programme_of(request, programme_id)
    chosen = queries.Chosen(**ChooseForm(facts, request.GET).chosen)
    content = presenters.activities_file(form, queries.activities(request.scope, one.pk, chosen), facts)
    answer = HttpResponse(content, content_type=presenters.TYPES[form])
    answer["Content-Disposition"] = f'attachment; filename="aktiviteter.{form}"'
    return answer


@reads
@require_safe
def activity(request: ScopedRequest, activity_id: int) -> HttpResponse:
    """Show one activity, with its source or its history."""
    return _page(request, activity_of(request, activity_id))


@takes_part
@require_http_methods(["GET", "HEAD", "POST"])
def add_activity(request: ScopedRequest, programme_id: int) -> HttpResponse:
    """Add an activity."""
    one, facts = programme_of(request, programme_id)
    own = _own(request, one)
    if not own and not policies.runs(request.scope, one):
        raise Http404
    initial = {"municipality": request.GET.get("kommun", ""), "focus_area": request.GET.get("fokus", "")}
    form, warnings = ActivityForm(facts, request.POST if request.method == "POST" else None, initial), None
    form.offer(own)
    if form.is_bound and form.is_valid():
        try:
            made = services.add_activity(
                by=request.scope,
                at=clock.now(),
                programme=one,
                municipality=form.cleaned_data["municipality"],
                written=services.Written(**form.written),
                seen=form.cleaned_data["seen"],
            )
            messages.success(request, _("Aktiviteten är tillagd."))
            return redirect("programmes:activity", made.pk)
        except policies.Collides as collides:
            warnings = _warned(form, collides)
        except SamsynError as error:
            form.add_error(None, error.message)
    shown = {"programme": one, "fictional": facts.is_fictional, "form": form, "warnings": warnings}
    return render(request, "programmes/write_activity.html", shown, status=422 if form.is_bound else 200)


@takes_part
@require_http_methods(["GET", "HEAD", "POST"])
def change_activity(request: ScopedRequest, activity_id: int) -> HttpResponse:
    """Change an activity."""
    found = activity_of(request, activity_id)
    one, facts = programme_of(request, found.programme_id)
    if not policies.can_change(request.scope, found):
        raise Http404
    form = ActivityForm(
        facts, request.POST if request.method == "POST" else None, presenters.activity_values(found)
    )
    form.fields["municipality"].disabled = True
    warnings = None
    if form.is_bound and form.is_valid():
        try:
            services.change_activity(
                by=request.scope,
                at=clock.now(),
                activity=found,
                version=form.cleaned_data["version"],
                written=services.Written(**form.written),
                seen=form.cleaned_data["seen"],
            )
            messages.success(request, _("Aktiviteten är ändrad."))
            return redirect("programmes:activity", found.pk)
        except policies.Collides as collides:
            warnings = _warned(form, collides)
        except SamsynError as error:
            form.add_error(None, error.message)
    shown = {
        "programme": one,
        "fictional": facts.is_fictional,
        "form": form,
        "activity": found,
        "warnings": warnings,
    }
    return render(request, "programmes/write_activity.html", shown, status=422 if form.is_bound else 200)


@takes_part
@require_POST
def move_activity(request: ScopedRequest, activity_id: int) -> HttpResponse:
    """Move an activity to other days."""
    found, form = activity_of(request, activity_id), MoveForm(request.POST)
    if form.is_valid():
        try:
            services.move_activity(by=request.scope, at=clock.now(), activity=found, **form.cleaned_data)
            messages.success(request, _("Aktiviteten är flyttad. Dagarna som var står kvar i historiken."))
            return redirect("programmes:activity", found.pk)
        except policies.Collides as collides:
            return _page(request, found, move=form, warnings=_warned(form, collides))
        except SamsynError as error:
            form.add_error(None, error.message)
    return _page(request, found, move=form)


@takes_part
@require_POST
def cancel_activity(request: ScopedRequest, activity_id: int) -> HttpResponse:
    """Cancel an activity."""
    found, form = activity_of(request, activity_id), CancelForm(request.POST)
    if form.is_valid():
        try:
            services.cancel_activity(by=request.scope, at=clock.now(), activity=found, **form.cleaned_data)
            messages.success(request, _("Aktiviteten är inställd. Det går att ångra."))
            return redirect("programmes:activity", found.pk)
        except SamsynError as error:
            form.add_error(None, error.message)
    return _page(request, found, cancel=form)


@takes_part
@require_POST
def restore_activity(request: ScopedRequest, activity_id: int) -> HttpResponse:
    """Take up a cancelled activity again."""
    found = activity_of(request, activity_id)
    try:
        services.restore_activity(by=request.scope, at=clock.now(), activity=found)
        messages.success(request, _("Aktiviteten är inte längre inställd."))
    except SamsynError as error:
        messages.error(request, error.message)
    return redirect("programmes:activity", found.pk)


def _own(request: ScopedRequest, programme: Any) -> list[str]:
    """Return the keys of the participants whose activities the person writes."""
    there = list(queries.participants(request.scope, programme.pk))
    for row in there:
        row.programme = programme  # as it is read: its facts are not read again for each of hundreds
    return [row.key for row in there if policies.plans_for(request.scope, row)]


def _warned(form: ActivityForm | MoveForm, collides: policies.Collides) -> list[str]:
    """Let the form carry what the person now sees, and return it in sentences."""
    form.data = form.data.copy()  # type: ignore[attr-defined]
    form.data["seen"] = collides.meets.digest  # type: ignore[index]
    return presenters.warning_lines(collides.meets)


def _page(
    request: ScopedRequest,
    found: Any,
    move: MoveForm | None = None,
    cancel: CancelForm | None = None,
    warnings: list[str] | None = None,
) -> HttpResponse:
    one, facts = programme_of(request, found.programme_id)
    can_change = policies.can_change(request.scope, found)
    shown = {
        "programme": one,
        "fictional": facts.is_fictional,
        "activity": found,
        "row": presenters.activity_row(found, facts),
        "can_change": can_change,
        "is_open": can_change and found.status in ("planned", "moved"),
        "move": move or MoveForm(),
        "warnings": warnings,
        "cancel": cancel or CancelForm(auto_id="cancel_%s"),
        "changes": presenters.change_rows(queries.changes(request.scope, found.pk), facts),
    }
    return render(request, "programmes/activity.html", shown, status=422 if move or cancel else 200)
