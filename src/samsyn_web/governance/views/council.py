"""The council: its page, who sits in it, and its meetings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samsyn.errors import SamsynError
from samsyn_web.base import clock
from samsyn_web.base.scope import ScopedRequest
from samsyn_web.governance import policies, presenters, queries, services
from samsyn_web.governance.forms import (
    CancelForm,
    CouncilForm,
    CouncilMeetingForm,
    PresenceForm,
    SeatForm,
)
from samsyn_web.governance.views.duties import keeps_duties, reads_duties, today


@dataclass(frozen=True, kw_only=True)
class Ask:
    """What a page with a form says: above it, on its button, afterwards, and where it leads back to."""

    title: str
    verb: str
    back: str
    done: str
    lead: str = ""
    crumbs: tuple[tuple[str, str], ...] = ()
    root: tuple[str, str] = (
        "",
        "",
    )  # name and address of what it belongs to; the council where nothing is said


def asked(
    request: ScopedRequest,
    ask: Ask,
    form: forms.Form,
    do: Callable[[dict[str, Any]], str | None],
    **shown: Any,
) -> HttpResponse:
    """Show a form, or do what it says; `do` may answer where to go instead of back."""
    if form.is_bound and form.is_valid():
        try:
            there = do(form.cleaned_data)
            messages.success(request, ask.done)
            return redirect(there or ask.back)
        except SamsynError as error:
            form.add_error(None, error.message)
    given = {"ask": ask, "form": form, **shown}
    return render(request, "governance/council_write.html", given, status=422 if form.is_bound else 200)


def given(request: ScopedRequest) -> Any:
    """Return what was sent, or none where a page is only opened."""
    return request.POST if request.method == "POST" else None


def the_council(request: ScopedRequest) -> queries.Council:
    """Return the organisation's council, or answer that there is none."""
    one = queries.council(request.scope)
    if one is None:
        raise Http404
    return one


def the_meeting(request: ScopedRequest, meeting_id: int) -> queries.CouncilMeeting:
    """Return a meeting, or answer that there is none."""
    one = queries.council_meeting(request.scope, meeting_id)
    if one is None:
        raise Http404
    return one


@reads_duties
@require_safe
def council(request: ScopedRequest) -> HttpResponse:
    """Show who sits in the council, and its meetings."""
    scope, one = request.scope, queries.council(request.scope)
    page = one and presenters.council_page(
        one,
        list(queries.council_seats(scope)),
        list(queries.council_meetings(scope)),
        queries.council_presence(scope),
        queries.council_decisions(scope, today()),
        today(),
        can_keep=policies.can_keep_duties(scope),
    )
    return render(
        request, "governance/council.html", {"page": page, "can_keep": policies.can_keep_duties(scope)}
    )


@keeps_duties
@require_http_methods(["GET", "HEAD", "POST"])
def set_council(request: ScopedRequest) -> HttpResponse:
    """Say what the council is called, and where it is decided."""
    now = queries.council(request.scope)
    initial = {"name": now.name, "since": now.since, "reference": now.reference} if now else {}
    ask = Ask(
        title=_("Rådet"),
        verb=_("Spara"),
        back=reverse("governance:council"),
        done=_("Rådet är antecknat."),
        lead=_("Det forum där kommunen och de andra aktörerna behandlar strategiska frågor."),
    )

    def do(said: dict[str, Any]) -> None:
        services.set_council(by=request.scope, at=clock.now(), **said)

    return asked(request, ask, CouncilForm(given(request), initial=initial), do)


@keeps_duties
@require_http_methods(["GET", "HEAD", "POST"])
def add_seat(request: ScopedRequest) -> HttpResponse:
    """Say that a function sits in the council."""
    one = the_council(request)
    return _seat(request, one, None, SeatForm(given(request), initial={"starts": one.since}))


@keeps_duties
@require_http_methods(["GET", "HEAD", "POST"])
def change_seat(request: ScopedRequest, seat_id: int) -> HttpResponse:
    """Change what is said of a function, or when it leaves."""
    seat = queries.council_seat(request.scope, seat_id)
    if seat is None:
        raise Http404
    initial = {name: getattr(seat, name) for name in SeatForm.base_fields}
    return _seat(request, the_council(request), seat, SeatForm(given(request), initial=initial))


def _seat(
    request: ScopedRequest, one: queries.Council, seat: queries.CouncilSeat | None, form: SeatForm
) -> HttpResponse:
    ask = Ask(
        title=_("Ändra plats i rådet") if seat else _("Lägg till en funktion"),
        verb=_("Spara"),
        back=reverse("governance:council"),
        done=_("Sparat. Läget för 10 § är räknat på nytt."),
        lead=_("Skriv organisationer och funktioner, aldrig namn på personer."),
    )

    def do(said: dict[str, Any]) -> None:
        services.write_seat(by=request.scope, at=clock.now(), council=one, seat=seat, **said)

    remove = reverse("governance:remove_seat", args=[seat.pk]) if seat else ""
    return asked(request, ask, form, do, remove=remove)


@keeps_duties
@require_POST
def remove_seat(request: ScopedRequest, seat_id: int) -> HttpResponse:
    """Take away what was added by mistake."""
    seat = queries.council_seat(request.scope, seat_id)
    if seat is None:
        raise Http404
    try:
        services.remove_seat(by=request.scope, at=clock.now(), seat=seat)
        messages.success(request, _("Funktionen är borttagen."))
    except SamsynError as error:
        messages.error(request, error.message)
    return redirect("governance:council")


@keeps_duties
@require_http_methods(["GET", "HEAD", "POST"])
def plan_meeting(request: ScopedRequest) -> HttpResponse:
    """Plan a meeting."""
    the_council(request)
    return _planned(request, None, CouncilMeetingForm(given(request)))


@keeps_duties
@require_http_methods(["GET", "HEAD", "POST"])
def move_meeting(request: ScopedRequest, meeting_id: int) -> HttpResponse:
    """Change when and where a meeting is."""
    one = the_meeting(request, meeting_id)
    initial = {name: getattr(one, name) for name in CouncilMeetingForm.base_fields}
    return _planned(request, one, CouncilMeetingForm(given(request), initial=initial))


def _planned(
    request: ScopedRequest, one: queries.CouncilMeeting | None, form: CouncilMeetingForm
) -> HttpResponse:
    back = reverse("governance:council_meeting", args=[one.pk]) if one else reverse("governance:council")
    ask = Ask(
        title=_("Ändra tid och plats") if one else _("Planera ett möte"),
        verb=_("Spara mötet"),
        back=back,
        done=_("Mötet är sparat."),
        crumbs=_crumbs(one),
    )

    def do(said: dict[str, Any]) -> str:
        made = services.plan_meeting(
            by=request.scope, at=clock.now(), council=the_council(request), meeting=one, **said
        )
        return reverse("governance:council_meeting", args=[made.pk])

    return asked(request, ask, form, do)


def _crumbs(one: queries.CouncilMeeting | None) -> tuple[tuple[str, str], ...]:
    return presenters.meeting_crumbs(one) if one else ()


@reads_duties
@require_safe
def council_meeting(request: ScopedRequest, meeting_id: int) -> HttpResponse:
    """Show one meeting."""
    one, scope = the_meeting(request, meeting_id), request.scope
    can_keep = policies.can_keep_duties(scope)
    decided = queries.council_decisions(scope, today())
    shown = {
        "council": one.council,
        "row": presenters.meeting_row(one, queries.council_presence(scope), today()),
        "minutes": presenters.minutes_rows(queries.adjusted_minutes(scope, one)),
        "differs": queries.differs_from_adjusted(scope, one),
        "draft": presenters.minutes_href(one.pk, 0, "pdf"),
        "draft_docx": presenters.minutes_href(one.pk, 0, "docx"),
        "points": presenters.point_rows(queries.council_points(scope, one), decided, can_keep=can_keep),
        "can_keep": can_keep,
    }
    return render(request, "governance/council_meeting.html", shown)


@keeps_duties
@require_http_methods(["GET", "HEAD", "POST"])
def hold_meeting(request: ScopedRequest, meeting_id: int) -> HttpResponse:
    """Note who was there."""
    one = the_meeting(request, meeting_id)
    known = queries.council_presence(request.scope).get(one.pk, ())
    seats = {seat.pk: seat for seat in queries.seats_on(request.scope, one.day)}
    seats |= {each.seat_id: each.seat for each in known}
    initial = {
        "there": [each.seat_id for each in known if each.was_there],
        "guests": one.guests,
    }
    form = PresenceForm(given(request), presenters.seat_choices(seats.values()), initial=initial)
    ask = Ask(
        title=_("Anteckna närvaro"),
        verb=_("Spara närvaron"),
        back=reverse("governance:council_meeting", args=[one.pk]),
        done=_("Närvaron är antecknad, och mötet räknas som hållet."),
        lead=_(
            "De som satt i rådet den dagen. Mötet räknas i läget för 10 § när både kommunen och en annan aktör var med."
        ),
        crumbs=_crumbs(one),
    )

    def do(said: dict[str, Any]) -> None:
        services.hold_meeting(by=request.scope, at=clock.now(), meeting=one, **said)

    return asked(request, ask, form, do)


@keeps_duties
@require_http_methods(["GET", "HEAD", "POST"])
def cancel_meeting(request: ScopedRequest, meeting_id: int) -> HttpResponse:
    """Cancel a meeting."""
    one = the_meeting(request, meeting_id)
    ask = Ask(
        title=_("Ställ in mötet"),
        verb=_("Ställ in"),
        back=reverse("governance:council_meeting", args=[one.pk]),
        done=_("Mötet är inställt. Det går att ångra här."),
        crumbs=_crumbs(one),
    )

    def do(said: dict[str, Any]) -> None:
        services.cancel_meeting(by=request.scope, at=clock.now(), meeting=one, **said)

    return asked(request, ask, CancelForm(given(request)), do)


@keeps_duties
@require_POST
def reopen_meeting(request: ScopedRequest, meeting_id: int) -> HttpResponse:
    """Take back that it was cancelled."""
    services.reopen_meeting(by=request.scope, at=clock.now(), meeting=the_meeting(request, meeting_id))
    messages.success(request, _("Mötet är inte längre inställt."))
    return redirect("governance:council_meeting", meeting_id)
