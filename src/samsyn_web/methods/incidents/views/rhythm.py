"""The page where the rhythm is set, and who is expected."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from samsyn.errors import SamsynError
from samsyn_web.base import clock, mail
from samsyn_web.base.scope import Permission, ScopedRequest, requires
from samsyn_web.methods.incidents.forms.rhythm import PRESETS, SOURCE, ExpectForm, PauseForm, RhythmForm
from samsyn_web.methods.incidents.presenters import rhythm as presenters
from samsyn_web.methods.incidents.queries import gathering
from samsyn_web.methods.incidents.queries import rhythm as queries
from samsyn_web.methods.incidents.services import rhythm as services
from samsyn_web.observations import queries as observations
from samsyn_web.people import queries as people

sets_up = requires(Permission.SET_UP)


@sets_up
@require_http_methods(["GET", "HEAD", "POST"])
def rhythm(request: ScopedRequest) -> HttpResponse:
    """Show the rhythm, examples of others', who is expected and when nobody is; set the rhythm."""
    rules = queries.rules(request.scope)
    chosen = PRESETS.get(request.GET.get("forslag", ""))
    form = RhythmForm(
        chosen[2] if chosen else rules, _sources(request), request.POST if request.method == "POST" else None
    )
    if form.is_bound and form.is_valid():
        try:
            services.set_rhythm(by=request.scope, at=clock.now(), rules=form.rules)
            messages.success(request, _("Rytmen är sparad. De kommande perioderna följer den."))
            return redirect("incidents:rhythm")
        except SamsynError as error:
            form.add_error(None, error.message)
    return _page(request, form=form)


@sets_up
@require_POST
def expect(request: ScopedRequest) -> HttpResponse:
    """Say that a member is expected."""
    form = ExpectForm(_members(request), localdate(clock.now()), request.POST)

    def act() -> None:
        given = form.cleaned_data
        member = queries.reporters(request.scope).filter(pk=given["member"]).first()
        if member is None:
            raise Http404
        services.expect(
            by=request.scope,
            at=clock.now(),
            member=member,
            first_day=given["first_day"],
            last_day=given["last_day"],
        )

    return _done(
        request, form, act, _("Rapportören väntas från och med den dagen."), "vantade", expecting=form
    )


@sets_up
@require_POST
def stop_expecting(request: ScopedRequest, expectation_id: int) -> HttpResponse:
    """Say that yesterday was the last day that a member was expected."""
    one = queries.expectation(request.scope, expectation_id)
    if one is None:
        raise Http404
    today = localdate(clock.now())
    services.stop_expecting(
        by=request.scope, at=clock.now(), expectation=one, last_day=presenters.day_before(today)
    )
    messages.success(request, _("Rapportören väntas inte längre. Det som var väntat förut står kvar."))
    return redirect(reverse("incidents:rhythm") + "#vantade")


@sets_up
@require_POST
def add_pause(request: ScopedRequest) -> HttpResponse:
    """Say when somebody, or nobody, is expected."""
    form = PauseForm(_members(request), request.POST)

    def act() -> None:
        given = dict(form.cleaned_data)
        key = given.pop("member")
        member = people.member(request.scope, key) if key else None
        if key and member is None:
            raise Http404
        services.add_pause(by=request.scope, at=clock.now(), member=member, **given)

    return _done(request, form, act, _("Uppehållet är inlagt."), "uppehall", pausing=form)


@sets_up
@require_POST
def remove_pause(request: ScopedRequest, pause_id: int) -> HttpResponse:
    """Take away a pause; it stands in the list and can be taken back."""
    services.remove_pause(by=request.scope, at=clock.now(), pause=_pause(request, pause_id))
    return redirect(reverse("incidents:rhythm") + "#uppehall")


@sets_up
@require_POST
def restore_pause(request: ScopedRequest, pause_id: int) -> HttpResponse:
    """Take back a pause."""
    services.restore_pause(by=request.scope, at=clock.now(), pause=_pause(request, pause_id))
    return redirect(reverse("incidents:rhythm") + "#uppehall")


def _pause(request: ScopedRequest, pause_id: int) -> Any:
    one = queries.pause(request.scope, pause_id)
    if one is None:
        raise Http404
    return one


def _done(
    request: ScopedRequest, form: Any, act: Callable[[], None], said: str, place: str, **forms: Any
) -> HttpResponse:
    if form.is_valid():
        try:
            act()
            messages.success(request, said)
            return redirect(f"{reverse('incidents:rhythm')}#{place}")
        except SamsynError as error:
            form.add_error(None, error.message)
    return _page(request, **forms)


def _page(
    request: ScopedRequest,
    *,
    form: RhythmForm | None = None,
    expecting: ExpectForm | None = None,
    pausing: PauseForm | None = None,
) -> HttpResponse:
    scope, today = request.scope, localdate(clock.now())
    members = _members(request)
    wrong = any(one is not None and one.is_bound for one in (form, expecting, pausing))
    shown = {
        "form": form or RhythmForm(queries.rules(scope), _sources(request)),
        "row": queries.rhythm(scope),
        "coming": presenters.coming_lines(queries.periods(scope).order_by("start"), today),
        "presets": [(key, title, text) for key, (title, text, _rules) in PRESETS.items()],
        "preset_source": SOURCE,
        "chosen": request.GET.get("forslag", ""),
        "expected": presenters.expectation_lines(queries.expectations(scope), today),
        "pauses": presenters.pause_lines(queries.pauses(scope)),
        "expecting": expecting or ExpectForm(members, today),
        "pausing": pausing or PauseForm(members),
        "has_members": bool(members),
        "mail_is_on": mail.is_on(),
    }
    return render(request, "incidents/rhythm.html", shown, status=422 if wrong else 200)


def _members(request: ScopedRequest) -> list[tuple[int, str]]:
    return presenters.member_choices(queries.reporters(request.scope))


def _sources(request: ScopedRequest) -> list[tuple[str, str]]:
    found = observations.sources(request.scope).exclude(key=gathering.KEY)
    return list(found.values_list("key", "name"))
