"""The meeting: slides for a shared screen, where what is said, decided and judged is written down at once."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samsyn.errors import SamsynError
from samsyn_web.actions import queries as actions
from samsyn_web.actions import services as acting
from samsyn_web.actions.policies import SomebodyElseWrote
from samsyn_web.base import clock
from samsyn_web.base.scope import Permission, ScopedRequest, requires
from samsyn_web.causes import queries as causes
from samsyn_web.findings import queries as findings
from samsyn_web.findings import services as judging
from samsyn_web.methods.incidents.forms.meeting import LevelForm, NoteForm
from samsyn_web.methods.incidents.presenters import meeting as presenters
from samsyn_web.methods.incidents.queries import rhythm as rhythms
from samsyn_web.methods.incidents.queries import week as queries
from samsyn_web.methods.incidents.services import deciding
from samsyn_web.methods.incidents.services import week as services
from samsyn_web.methods.incidents.views.slides import CONTENT, area_names, decision_form
from samsyn_web.methods.incidents.views.week import found
from samsyn_web.people import queries as people

reads = requires(Permission.READ_WEEK)
decides = requires(Permission.DECIDE)


@reads
@require_safe
def slide(request: ScopedRequest, period: str, number: int = 1) -> HttpResponse:
    """Show one slide."""
    return _page(request, found(request, period), number)


def _page(request: ScopedRequest, held: Any, number: int, **given: Any) -> HttpResponse:
    all_slides = presenters.slides(
        rhythms.rules(request.scope).agenda, queries.told_by_function(request.scope, held)
    )
    if not 1 <= number <= len(all_slides):
        raise Http404
    one = all_slides[number - 1]
    notes = {note.item: note for note in actions.minutes(request.scope, held.period)}
    note = notes.get(one.item)
    at_levels = next((n for n, each in enumerate(all_slides, 1) if each.kind == "levels"), 0)
    shown = {
        "held": held,
        "title": one.title,
        "slide": one,
        "at_levels": at_levels,
        "place": presenters.slide_page(held, all_slides, number),
        "may_write": request.scope.can(Permission.DECIDE) and held.state in ("open", "frozen"),
        "note": note,
        "note_form": NoteForm(
            initial={
                "item": one.item,
                "number": number,
                "version": note.version if note else 0,
                "text": note.text if note else "",
            }
        ),
        **CONTENT[one.kind](request, held, one),
        **given,
    }
    return render(request, "incidents/meeting.html", shown, status=422 if given else 200)


@decides
@require_POST
def write_note(request: ScopedRequest, period: str) -> HttpResponse:
    """Keep what is said; of two who write at once, the second sees both. The page's script asks for JSON."""
    held, form = found(request, period), NoteForm(request.POST)
    wants_json = request.headers.get("Accept", "").startswith("application/json")
    if not form.is_valid():
        raise Http404
    given = form.cleaned_data
    told = queries.told_by_function(request.scope, held)
    all_slides = presenters.slides(rhythms.rules(request.scope).agenda, told)
    known = next(((n, one) for n, one in enumerate(all_slides) if one.item == given["item"]), None)
    if known is None:
        raise Http404
    try:
        note = acting.write_note(
            by=request.scope,
            at=clock.now(),
            period=held.period,
            item=given["item"],
            title=known[1].title,
            text=given["text"],
            version=given["version"],
            position=known[0],
        )
    except SomebodyElseWrote as other:
        return _conflict(request, held, given, other, wants_json=wants_json)
    except SamsynError as error:
        if wants_json:
            return JsonResponse({"message": error.message}, status=422)
        form.add_error("text", error.message)
        return _page(request, held, given["number"], note_form=form)
    if wants_json:
        return JsonResponse({"version": note.version})
    return redirect("week:slide", period, given["number"])


def _conflict(
    request: ScopedRequest, held: Any, given: dict[str, Any], other: SomebodyElseWrote, *, wants_json: bool
) -> HttpResponse:
    """Show both texts: the writer's own in the field, the other's beside it, to be saved over when asked again."""
    if wants_json:
        told = {"message": other.message, "text": other.there.text, "version": other.there.version}
        return JsonResponse(told, status=409)
    form = NoteForm(initial={**given, "version": other.there.version})
    return _page(request, held, given["number"], note_form=form, other=other.there, said=other.message)


@decides
@require_POST
def level(request: ScopedRequest, period: str) -> HttpResponse:
    """Decide the level of one area, or accept all greens that wait."""
    held, number = found(request, period), _number(request)
    picture = findings.picture(request.scope, held.picture_id) if held.picture_id else None
    if picture is None:
        raise Http404
    try:
        if "greens" in request.POST:
            judging.accept_green(by=request.scope, at=clock.now(), picture=picture)
        else:
            _judge_one(request, picture)
    except SamsynError as error:
        messages.error(request, error.message)
    return redirect(reverse("week:slide", args=[period, number]) + f"#{request.POST.get('digest', '')[:12]}")


def _judge_one(request: ScopedRequest, picture: Any) -> None:
    digest = request.POST.get("digest", "")
    proposals = {one.finding.digest: one for one in findings.areas_to_judge(request.scope, picture)}
    if digest not in proposals:
        raise Http404
    form = LevelForm(proposals[digest], request.POST)
    if not form.is_valid():
        raise Http404
    judging.judge_levels(by=request.scope, at=clock.now(), picture=picture, chosen={digest: form.choice})


@decides
@require_POST
def decide(request: ScopedRequest, period: str) -> HttpResponse:
    """Record something that the meeting decides."""
    held, number = found(request, period), _number(request)
    if held.state not in ("open", "frozen"):
        messages.error(request, _("Mötet är över. Öppna det igen för att besluta mer."))
        return redirect("week:slide", period, number)
    form = decision_form(request, held, request.POST)
    if form.is_valid():
        given = dict(form.cleaned_data)
        owner = people.member(request.scope, given.pop("owner") or 0)
        problem = causes.problem(request.scope, given.pop("problem", None) or 0)
        function = given.pop("function").strip() or (owner.works_as if owner else "")
        try:
            deciding.decide(
                by=request.scope,
                at=clock.now(),
                held=held,
                owner=owner,
                problem=problem,
                function=function,
                area_name=area_names(request).get(given["area"], ""),
                **given,
            )
            messages.success(request, _("Beslutet är antecknat."))
            return redirect("week:slide", period, number)
        except SamsynError as error:
            form.add_error(None, error.message)
    return _page(request, held, number, form=form)


@decides
@require_POST
def finish(request: ScopedRequest, period: str) -> HttpResponse:
    """Say that the meeting is over and all is decided."""
    held = found(request, period)
    try:
        services.decide_period(by=request.scope, at=clock.now(), held=held)
        messages.success(request, _("Beslutat. Lägesbilden är fastställd, och utskicket är nästa steg."))
        return redirect("week:dispatch", period)
    except SamsynError as error:
        messages.error(request, error.message)
    return redirect("week:slide", period, _number(request))


def _number(request: ScopedRequest) -> int:
    text = request.POST.get("number", "1")
    return int(text) if text.isdecimal() and len(text) < 4 else 1
