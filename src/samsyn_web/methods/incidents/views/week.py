"""The week as a path: where we are, what is missing, and the one thing to do next."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samsyn.errors import SamsynError
from samsyn_web.actions import queries as actions
from samsyn_web.base import clock, mail
from samsyn_web.base.scope import Permission, Scope, ScopedRequest, requires
from samsyn_web.findings import queries as findings
from samsyn_web.methods.incidents.policies.week import can_freeze
from samsyn_web.methods.incidents.presenters import week as presenters
from samsyn_web.methods.incidents.presenters.rhythm import moment
from samsyn_web.methods.incidents.queries import rhythm as rhythms
from samsyn_web.methods.incidents.queries import week as queries
from samsyn_web.methods.incidents.queries.submissions import to_review
from samsyn_web.methods.incidents.services import reminding
from samsyn_web.methods.incidents.services import week as services
from samsyn_web.people import queries as people

reads = requires(Permission.READ_WEEK)
decides = requires(Permission.DECIDE)
sets_up = requires(Permission.SET_UP)
EARLIER, AHEAD = 8, 2


@reads
@require_safe
def now(request: ScopedRequest) -> HttpResponse:
    """Show the period that the group works with now, or how to begin."""
    at = clock.now()
    held = rhythms.period_in_focus(request.scope, localdate(at), at)
    if held is None:
        can_begin = request.scope.can(Permission.SET_UP)
        return render(request, "incidents/week_begin.html", {"can_begin": can_begin})
    return _page(request, held, at)


@reads
@require_safe
def period(request: ScopedRequest, period: str) -> HttpResponse:
    """Show one period."""
    return _page(request, found(request, period), clock.now())


def found(request: ScopedRequest, period: str) -> Any:
    """Return the period of an address."""
    held = rhythms.reporting_period(request.scope, period)
    if held is None:
        raise Http404
    return held


def review_address() -> str:
    """Return where reports are reviewed; empty while there is no such page."""
    with suppress(NoReverseMatch):
        return reverse("incidents:review_queue")
    return ""


def _week(request: ScopedRequest, held: Any, at: datetime) -> tuple[presenters.WeekPage, list[Any], str]:
    """Return the period as a page tells it, with its levels and the sentence of its picture."""
    scope = request.scope
    picture = findings.picture(scope, held.picture_id) if held.picture_id else None
    levels = findings.areas_to_judge(scope, picture) if picture else []
    page = presenters.week_page(
        scope,
        held,
        answers=rhythms.answering(scope, held, until=at),
        come=queries.come(scope, held, until=at),
        levels=levels,
        at=at,
        mail_is_on=mail.is_on(),
        review_href=review_address(),
    )
    return page, levels, picture.sentence if picture and levels else ""


def _undone(scope: Scope, at: datetime) -> dict[str, int]:
    """Return how many decisions remain to be done, and how many of them are late."""
    left = actions.open_decisions(scope)
    return {"n_open": left.count(), "n_late": left.filter(until__lt=localdate(at)).count()}


@reads
@require_safe
def standing(request: ScopedRequest) -> HttpResponse:
    """Say on the first page where the week is and what waits; whoever opens the address itself is led to the week."""
    if not request.headers.get("HX-Request"):
        return redirect("week:now")
    at = clock.now()
    held = rhythms.period_in_focus(request.scope, localdate(at), at)
    page = _week(request, held, at)[0] if held else None
    waiting = to_review(request.scope).count() if request.scope.can(Permission.REVIEW) else 0
    shown = {"page": page, "to_review": waiting, **_undone(request.scope, at)}
    return render(request, "incidents/week_standing.html", shown)


def _page(request: ScopedRequest, held: Any, at: datetime) -> HttpResponse:
    scope = request.scope
    page, levels, picture_sentence = _week(request, held, at)
    around = rhythms.periods(scope).filter(start__lte=localdate(at))[: EARLIER + AHEAD]
    before, after = rhythms.period_before(scope, held), rhythms.period_after(scope, held)
    shown = {
        "page": page,
        "held": held,
        "levels": presenters.level_lines(levels),
        "picture_sentence": picture_sentence,
        "periods": presenters.period_lines(around, held),
        "before": before and before.period,
        "after": after and after.period,
        **_undone(scope, at),
        "sets_up": scope.can(Permission.SET_UP),
        "mail_is_on": mail.is_on(),
    }
    return render(request, "incidents/week.html", shown)


@decides
@require_http_methods(["GET", "HEAD", "POST"])
def freeze(request: ScopedRequest, period: str) -> HttpResponse:
    """Ask before the freeze what will happen; then freeze, as a job."""
    held, at = found(request, period), clock.now()
    if not can_freeze(request.scope, held, at):
        messages.error(request, _("Perioden är beslutad. Öppna mötet igen om underlaget ska frysas på nytt."))
        return redirect("week:period", period)
    if request.method == "POST":
        name = people.organisation(request.scope).name
        try:
            job = services.ask_to_freeze(by=request.scope, at=at, held=held, organisation=name)
            return redirect("incidents:work", job.pk)
        except SamsynError as error:
            messages.error(request, error.message)
            return redirect("week:period", period)
    come = queries.come(request.scope, held, until=at)
    shown = {
        "held": held,
        "come": come,
        "silent": len(rhythms.answering(request.scope, held, until=at).silent),
        "is_early": at < held.deadline,
        "is_unfinished": localdate(at) < held.end,
        "deadline": moment(held.deadline),
        "again": held.frozen_at is not None,
    }
    return render(request, "incidents/week_freeze.html", shown)


@sets_up
@require_POST
def remind(request: ScopedRequest, period: str) -> HttpResponse:
    """Write to those who have not answered."""
    try:
        n = reminding.remind(by=request.scope, at=clock.now(), held=found(request, period))
    except SamsynError as error:
        messages.error(request, error.message)
        return redirect("week:period", period)
    said = ngettext("En påminnelse är på väg.", "%(n)s påminnelser är på väg.", n) % {"n": n}
    messages.success(request, said if n else _("Alla som vill ha påminnelser har redan fått en."))
    return redirect("week:period", period)


@decides
@require_POST
def reopen(request: ScopedRequest, period: str) -> HttpResponse:
    """Take back that the period is decided."""
    try:
        services.reopen_period(by=request.scope, at=clock.now(), held=found(request, period))
        messages.success(request, _("Mötet är öppet igen."))
    except SamsynError as error:
        messages.error(request, error.message)
    return redirect("week:period", period)
