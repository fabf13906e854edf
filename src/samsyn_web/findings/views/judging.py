"""The page where people judge a picture, and what they do there; nothing on it needs JavaScript."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from samsyn.errors import SamsynError
from samsyn_web.base import clock
from samsyn_web.base.scope import Permission, ScopedRequest, requires
from samsyn_web.findings import forms, presenters, queries, services

REMOVED = "removed_note"
reads = requires(Permission.READ_PICTURE)
judges = requires(Permission.JUDGE)


@reads
@require_safe
def judge(request: ScopedRequest, picture_id: int) -> HttpResponse:
    """Show every proposal, what was decided, and all that was decided before."""
    return _page(request, _found(request, picture_id))


@judges
@require_POST
def judge_areas(request: ScopedRequest, picture_id: int) -> HttpResponse:
    """Save every area on the page that has a decision."""
    one = _found(request, picture_id)
    asked = {
        proposal.finding.digest: forms.LevelForm(proposal, request.POST)
        for proposal in queries.areas_to_judge(request.scope, one)
    }
    if not all([form.is_valid() for form in asked.values()]):
        return _page(request, one, levels=asked)
    chosen = {digest: choice for digest, form in asked.items() if (choice := form.level_choice) is not None}
    made = _try(
        request,
        lambda: services.judge_levels(by=request.scope, at=clock.now(), picture=one, chosen=chosen),
    )
    if made is not None:
        messages.success(
            request,
            ngettext("Sparat: en bedömning.", "Sparat: {n} bedömningar.", len(made)).format(n=len(made))
            if made
            else _("Inget var ändrat."),
        )
    return _back(one)


@judges
@require_POST
def judge_area(request: ScopedRequest, picture_id: int, digest: str) -> HttpResponse:
    """Save one area, and show it again."""
    one = _found(request, picture_id)
    proposal = _proposal(request, one, digest)
    form = forms.LevelForm(proposal, request.POST)
    if form.is_valid() and form.level_choice is None:
        form.add_error("choice", _("Välj ett beslut."))
    if form.is_valid() and form.level_choice is not None:
        chosen = {digest: form.level_choice}
        try:
            services.judge_levels(by=request.scope, at=clock.now(), picture=one, chosen=chosen)
        except SamsynError as error:
            form.add_error(None, error.message)
    if form.is_valid() and not request.htmx:
        return _back(one, f"niva-{digest}")
    if not request.htmx:
        return _page(request, one, levels={digest: form})
    proposals = queries.areas_to_judge(request.scope, one)
    now = next(found for found in proposals if found.finding.digest == digest)
    shown = {
        "page": presenters.judge_progress(request.scope, one, proposals),
        "area": presenters.area_card(now, forms.LevelForm(now) if form.is_valid() else form, focus=True),
        "swapped": True,
    }
    return render(request, "findings/judge_area.html", shown, status=200 if form.is_valid() else 422)


@judges
@require_POST
def accept_green(request: ScopedRequest, picture_id: int) -> HttpResponse:
    """Accept all proposed greens that wait."""
    one = _found(request, picture_id)
    n = _try(request, lambda: services.accept_green(by=request.scope, at=clock.now(), picture=one))
    if n is not None:
        messages.success(
            request,
            ngettext("Ett grönt område är godtaget.", "{n} gröna områden är godtagna.", n).format(n=n),
        )
    return _back(one)


@judges
@require_POST
def answer(request: ScopedRequest, picture_id: int, digest: str) -> HttpResponse:
    """Say why a figure deviates."""
    one = _found(request, picture_id)
    alarms = queries.alarms(request.scope, one)
    alarm = next((found for found in alarms if found.finding.digest == digest), None)
    if alarm is None:
        raise Http404
    form = forms.AnswerForm(alarm, request.POST)
    if not form.is_valid():
        return _page(request, one, answers={digest: form})
    _try(
        request,
        lambda: services.answer_alarm(
            by=request.scope, at=clock.now(), picture=one, digest=digest, **form.cleaned_data
        ),
    )
    return _back(one, f"larm-{digest}")


@judges
@require_POST
def write_note(request: ScopedRequest, picture_id: int) -> HttpResponse:
    """Add a note from the field."""
    one = _found(request, picture_id)
    form = forms.NoteForm(request.POST)
    if not form.is_valid():
        return _page(request, one, note=form)
    _try(
        request,
        lambda: services.write_note(by=request.scope, at=clock.now(), picture=one, **form.cleaned_data),
    )
    return _back(one, "falt")


@judges
@require_POST
def remove_note(request: ScopedRequest, picture_id: int, note_id: int) -> HttpResponse:
    """Take away a note; the page that follows can write it again."""
    one = _found(request, picture_id)
    text = queries.notes(request.scope, one).filter(pk=note_id).values_list("text", flat=True).first()
    gone = _try(
        request,
        lambda: services.remove_note(by=request.scope, at=clock.now(), picture=one, note_id=note_id) or True,
    )
    if gone and text:
        request.session[REMOVED] = {"picture": one.pk, "text": text}  # what undo writes again
    return _back(one, "falt")


@judges
@require_POST
def prioritise(request: ScopedRequest, picture_id: int) -> HttpResponse:
    """Say what comes first."""
    one = _found(request, picture_id)
    form = _priority_form(request, one, request.POST)
    if not form.is_valid():
        return _page(request, one, priorities=form)
    chosen = form.chosen
    made = _try(
        request,
        lambda: services.choose_priorities(by=request.scope, at=clock.now(), picture=one, chosen=chosen),
    )
    if made is not None:
        messages.success(request, _("Prioriteringarna är sparade."))
    return _back(one, "prioriteringar")


@judges
@require_POST
def mark_judged(request: ScopedRequest, picture_id: int) -> HttpResponse:
    """Say that the picture is judged, and go to it."""
    one = _found(request, picture_id)
    if _try(request, lambda: services.mark_judged(by=request.scope, at=clock.now(), picture=one)) is None:
        return _back(one)
    messages.success(request, _("Lägesbilden är bedömd och kan publiceras."))
    return redirect("findings:picture", one.pk)


@judges
@require_POST
def reopen(request: ScopedRequest, picture_id: int) -> HttpResponse:
    """Open the judging again."""
    one = _found(request, picture_id)
    _try(request, lambda: services.reopen(by=request.scope, at=clock.now(), picture=one))
    return _back(one)


def _page(
    request: ScopedRequest,
    one: queries.Picture,
    *,
    levels: Mapping[str, forms.LevelForm] | None = None,
    answers: Mapping[str, forms.AnswerForm] | None = None,
    note: forms.NoteForm | None = None,
    priorities: forms.PriorityForm | None = None,
) -> HttpResponse:
    """The whole page; forms that are given came back with errors, and are shown again as they were."""
    proposals = {found.finding.digest: found for found in queries.areas_to_judge(request.scope, one)}
    alarms = {found.finding.digest: found for found in queries.alarms(request.scope, one)}
    page = presenters.judge_page(
        request.scope,
        one,
        {key: (it, (levels or {}).get(key) or forms.LevelForm(it)) for key, it in proposals.items()},
        {key: (it, (answers or {}).get(key) or forms.AnswerForm(it)) for key, it in alarms.items()},
        note or forms.NoteForm(),
        priorities or _priority_form(request, one),
    )
    wrong = any((levels, answers, note, priorities))
    gone = request.session.pop(REMOVED, None) or {}
    shown = {"page": page, "removed": gone.get("text", "") if gone.get("picture") == one.pk else ""}
    return render(request, "findings/judge.html", shown, status=422 if wrong else 200)


def _priority_form(
    request: ScopedRequest, one: queries.Picture, data: Mapping[str, Any] | None = None
) -> forms.PriorityForm:
    before = [
        services.PriorityChoice(problem=it.problem, why=it.why, area=it.area)
        for it in queries.priorities(request.scope, one)
    ]
    return forms.PriorityForm(queries.area_names(request.scope, one), before, data)


def _try(request: ScopedRequest, act: Callable[[], Any]) -> Any:
    """Do something; where it is refused, say why and return none."""
    try:
        return act()
    except SamsynError as error:
        messages.error(request, error.message)
        return None


def _back(one: queries.Picture, place: str = "") -> HttpResponse:
    return redirect(reverse("findings:judge", args=[one.pk]) + (f"#{place}" if place else ""))


def _found(request: ScopedRequest, picture_id: int) -> queries.Picture:
    one = queries.picture(request.scope, picture_id)
    if one is None:
        raise Http404
    return one


def _proposal(request: ScopedRequest, one: queries.Picture, digest: str) -> queries.ProposedLevel:
    for proposal in queries.areas_to_judge(request.scope, one):
        if proposal.finding.digest == digest:
            return proposal
    raise Http404
