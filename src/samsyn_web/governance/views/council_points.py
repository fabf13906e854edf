"""The council's agenda and decisions: written, decided, done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from samsyn.errors import SamsynError
from samsyn_web.base import clock
from samsyn_web.base.scope import ScopedRequest
from samsyn_web.governance import presenters, queries, services
from samsyn_web.governance.forms import CouncilDecisionForm, PointForm, TaskForm
from samsyn_web.governance.views.council import Ask, asked, given, the_meeting
from samsyn_web.governance.views.duties import keeps_duties, today


def _point(request: ScopedRequest, point_id: int) -> queries.CouncilPoint:
    one = queries.council_point(request.scope, point_id)
    if one is None:
        raise Http404
    return one


def _decision(request: ScopedRequest, decision_id: int) -> queries.CouncilDecision:
    one = queries.council_decision(request.scope, decision_id)
    if one is None:
        raise Http404
    return one


def _written(
    request: ScopedRequest, meeting: queries.CouncilMeeting, point: queries.CouncilPoint | None
) -> HttpResponse:
    known = queries.subjects(request.scope, today())
    initial = presenters.point_initial(point) if point else {}
    form = PointForm(
        given(request),
        presenters.subject_choices(known),
        is_held=meeting.held_at is not None,
        initial=initial,
    )
    ask = Ask(
        title=_("Ändra punkten") if point else _("Lägg till en punkt"),
        verb=_("Spara punkten"),
        back=reverse("governance:council_meeting", args=[meeting.pk]),
        done=_("Punkten är sparad."),
        crumbs=presenters.meeting_crumbs(meeting),
    )

    def do(said: dict[str, Any]) -> None:
        said = {**said, "seen": said["seen"] or 0, "said": said.get("said", point.said if point else "")}
        services.write_point(by=request.scope, at=clock.now(), meeting=meeting, point=point, **said)

    remove = reverse("governance:remove_point", args=[point.pk]) if point else ""
    return asked(request, ask, form, do, remove=remove, removes_point=bool(point))


@keeps_duties
@require_http_methods(["GET", "HEAD", "POST"])
def add_point(request: ScopedRequest, meeting_id: int) -> HttpResponse:
    """Put a point on the agenda."""
    return _written(request, the_meeting(request, meeting_id), None)


@keeps_duties
@require_http_methods(["GET", "HEAD", "POST"])
def change_point(request: ScopedRequest, point_id: int) -> HttpResponse:
    """Change a point, or write what the minutes say of it."""
    one = _point(request, point_id)
    return _written(request, one.meeting, one)


@keeps_duties
@require_POST
def remove_point(request: ScopedRequest, point_id: int) -> HttpResponse:
    """Take a point off the agenda."""
    one = _point(request, point_id)
    meeting_id = one.meeting_id
    try:
        services.remove_point(by=request.scope, at=clock.now(), point=one)
        messages.success(request, _("Punkten är borttagen."))
    except SamsynError as error:
        messages.error(request, error.message)
    return redirect("governance:council_meeting", meeting_id)


@keeps_duties
@require_http_methods(["GET", "HEAD", "POST"])
def decide_in_council(request: ScopedRequest, point_id: int) -> HttpResponse:
    """Record a decision."""
    one = _point(request, point_id)
    known = {each.pk: each for each in queries.changeable_actions(request.scope)}
    initial = {"action": one.action_id} if one.action_id in known else {}
    form = CouncilDecisionForm(given(request), presenters.action_choices(known.values()), initial=initial)
    ask = Ask(
        title=_("Anteckna ett beslut"),
        verb=_("Spara beslutet"),
        back=reverse("governance:council_meeting", args=[one.meeting_id]),
        done=_("Beslutet är antecknat och följs tills det är klart."),
        lead=one.title,
        crumbs=presenters.meeting_crumbs(one.meeting),
    )

    def do(said: dict[str, Any]) -> None:
        action = known.get(said.pop("action"))
        services.decide_in_council(by=request.scope, at=clock.now(), point=one, action=action, **said)

    return asked(request, ask, form, do)


@keeps_duties
@require_http_methods(["GET", "HEAD", "POST"])
def finish_task(request: ScopedRequest, decision_id: int) -> HttpResponse:
    """Say that a task is done."""
    one = _decision(request, decision_id)
    meeting = one.point.meeting
    ask = Ask(
        title=_("Uppdraget är klart"),
        verb=_("Spara som klart"),
        back=reverse("governance:council_meeting", args=[meeting.pk]),
        done=_("Uppdraget är klart. Det går att öppna igen här."),
        lead=one.text,
        crumbs=presenters.meeting_crumbs(meeting),
    )

    def do(said: dict[str, Any]) -> None:
        services.finish_task(by=request.scope, at=clock.now(), decision=one, **said)

    return asked(request, ask, TaskForm(given(request)), do)


def _turned(
    request: ScopedRequest, decision_id: int, service: Callable[..., object], said: str
) -> HttpResponse:
    one = _decision(request, decision_id)
    service(by=request.scope, at=clock.now(), decision=one)
    messages.success(request, said)
    return redirect("governance:council_meeting", one.point.meeting_id)


@keeps_duties
@require_POST
def reopen_task(request: ScopedRequest, decision_id: int) -> HttpResponse:
    """Take back that a task was done."""
    return _turned(request, decision_id, services.reopen_task, _("Uppdraget är öppet igen."))


@keeps_duties
@require_POST
def withdraw_council_decision(request: ScopedRequest, decision_id: int) -> HttpResponse:
    """Take back a decision that was recorded by mistake."""
    said = _("Beslutet är tillbakataget. Har det blivit en åtgärd eller en fråga finns den kvar där.")
    return _turned(request, decision_id, services.withdraw_council_decision, said)


@keeps_duties
@require_POST
def restore_council_decision(request: ScopedRequest, decision_id: int) -> HttpResponse:
    """Let it count again."""
    return _turned(request, decision_id, services.restore_council_decision, _("Beslutet räknas igen."))
