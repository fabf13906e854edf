"""National initiatives of a programme: listed with where they meet, written, taken away and back, given as a file."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samsyn.errors import SamsynError
from samsyn_web.base import clock
from samsyn_web.base.scope import ScopedRequest
from samsyn_web.programmes import policies, presenters, queries, services
from samsyn_web.programmes.forms import InitiativeForm
from samsyn_web.programmes.views.found import programme_of, reads, takes_part


@reads
@require_safe
def initiatives(request: ScopedRequest, programme_id: int) -> HttpResponse:
    """List who supports whom with what, and where two meet in a unit or focus area, with the load."""
    one, facts = programme_of(request, programme_id)
    today, own = localdate(clock.now()), _own(request, one.pk)
    rows = list(queries.initiatives(request.scope, one.pk))
    counted, overlaps = _counted(request, one, facts)
    shown = {
        "programme": one,
        "fictional": facts.is_fictional,
        "sentence": presenters.initiative_sentence(counted, overlaps),
        "overlaps": overlaps,
        "limit": queries.load_limit(request.scope, one.pk),
        "lines": presenters.initiative_lines(
            [row for row in rows if not row.is_withdrawn], facts.focus_areas, today, own
        ),
        "withdrawn": [row for row in rows if row.is_withdrawn and row.participant_id in own],
        "stated": presenters.stated_lines(queries.stated_support(request.scope, one.pk), facts.focus_areas),
        "partners": facts.more.get("partners", ()),
        "retold": policies.is_retold(one),
        "is_coordinator": policies.runs(request.scope, one),
        "writes": bool(own),
    }
    return render(request, "programmes/initiatives.html", shown)


@reads
@require_safe
def initiatives_file(request: ScopedRequest, programme_id: int, form: str) -> HttpResponse:
    """Give the initiatives as CSV or an Excel workbook: those that are run here, or those that documents state."""
    one, facts = programme_of(request, programme_id)
    _all, overlaps = _counted(request, one, facts)
    rows = queries.initiatives(request.scope, one.pk).filter(is_withdrawn=False)
    lines = presenters.initiative_lines(rows, facts.focus_areas, localdate(clock.now()))
    lines += presenters.stated_lines(queries.stated_support(request.scope, one.pk), facts.focus_areas)
    content = presenters.initiatives_file(form, lines, overlaps, facts)
    answer = HttpResponse(content, content_type=presenters.TYPES[form])
    answer["Content-Disposition"] = f'attachment; filename="initiativ.{form}"'
    return answer


@takes_part
@require_http_methods(["GET", "HEAD", "POST"])
def add_initiative(request: ScopedRequest, programme_id: int) -> HttpResponse:
    """Add an initiative."""
    one, facts = programme_of(request, programme_id)
    own = _own(request, one.pk)
    if not own:
        raise Http404
    form = _form(request, own, facts)
    if form.is_bound and form.is_valid():
        try:
            services.add_initiative(
                by=request.scope,
                at=clock.now(),
                participant=own[form.cleaned_data["participant"]],
                written=services.InitiativeWritten(**form.written),
            )
            messages.success(request, _("Initiativet är antecknat."))
            return redirect("programmes:initiatives", one.pk)
        except SamsynError as error:
            form.add_error(None, error.message)
    return _page(request, one, form)


@takes_part
@require_http_methods(["GET", "HEAD", "POST"])
def change_initiative(request: ScopedRequest, initiative_id: int) -> HttpResponse:
    """Change an initiative, or take it away."""
    found = _found(request, initiative_id)
    one, facts = programme_of(request, found.participant.programme_id)
    initial = {name: getattr(found, name) for name in InitiativeForm.base_fields if name != "participant"}
    own = {found.participant_id: found.participant}
    form = _form(request, own, facts, {**initial, "participant": found.participant_id})
    if form.is_bound and form.is_valid():
        try:
            services.change_initiative(
                by=request.scope,
                at=clock.now(),
                initiative=found,
                version=form.cleaned_data["version"] or 0,
                written=services.InitiativeWritten(**form.written),
            )
            messages.success(request, _("Initiativet är ändrat."))
            return redirect("programmes:initiatives", one.pk)
        except SamsynError as error:
            form.add_error(None, error.message)
    return _page(request, one, form, found)


@takes_part
@require_POST
def withdraw_initiative(request: ScopedRequest, initiative_id: int) -> HttpResponse:
    """Take an initiative out of every count."""
    found = _found(request, initiative_id)
    try:
        services.withdraw_initiative(by=request.scope, at=clock.now(), initiative=found)
        messages.success(request, _("Initiativet är borttaget och räknas inte. Det går att ångra."))
    except SamsynError as error:
        messages.error(request, error.message)
    return redirect("programmes:initiatives", found.participant.programme_id)


@takes_part
@require_POST
def restore_initiative(request: ScopedRequest, initiative_id: int) -> HttpResponse:
    """Take an initiative back."""
    found = _found(request, initiative_id)
    try:
        services.restore_initiative(by=request.scope, at=clock.now(), initiative=found)
        messages.success(request, _("Initiativet räknas igen."))
    except SamsynError as error:
        messages.error(request, error.message)
    return redirect("programmes:initiatives", found.participant.programme_id)


def _counted(request: ScopedRequest, one: Any, facts: Any) -> tuple[Any, Any]:
    counted = queries.counted_initiatives(request.scope, one.pk)
    overlaps = presenters.overlap_lines(
        counted,
        queries.tasks(request.scope, one.pk),
        queries.load_limit(request.scope, one.pk),
        facts.focus_areas,
        localdate(clock.now()),
    )
    return counted, overlaps


def _own(request: ScopedRequest, programme_id: int) -> dict[int, Any]:
    there = queries.followed(request.scope, programme_id)
    return {row.pk: row for row in there if policies.works_with(request.scope, row)}


def _found(request: ScopedRequest, initiative_id: int) -> Any:
    found = queries.initiative(request.scope, initiative_id)
    if found is None or not policies.works_with(request.scope, found.participant):
        raise Http404
    return found


def _form(request: ScopedRequest, own: dict[int, Any], facts: Any, initial: Any = None) -> InitiativeForm:
    return InitiativeForm(
        request.POST if request.method == "POST" else None,
        initial=initial,
        participants=[(key, row.name) for key, row in own.items()],
        focus_areas=facts.focus_areas,
    )


def _page(request: ScopedRequest, one: Any, form: InitiativeForm, found: Any = None) -> HttpResponse:
    shown = {"programme": one, "fictional": one.is_fictional, "form": form, "row": found}
    return render(request, "programmes/write_initiative.html", shown, status=422 if form.is_bound else 200)
