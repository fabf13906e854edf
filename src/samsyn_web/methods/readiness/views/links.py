"""What a scorer's secret link opens: the interviews of one measurement, and scores from one seat; nobody signs in."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from samsyn.errors import SamsynError
from samsyn_web.base import clock
from samsyn_web.methods.readiness import policies, presenters, queries, services
from samsyn_web.methods.readiness.forms import given_scores
from samsyn_web.methods.readiness.views.found import said_in

GONE = 410


@never_cache
@require_safe
def by_link(request: HttpRequest, token: str) -> HttpResponse:
    """Show a scorer the interviews, and how far the scoring has come."""
    link, shut = _opened(request, token)
    if shut is not None:
        return shut
    interviews = list(queries.interviews_of_link(link))
    shown = {
        "measurement": link.measurement,
        "link": link,
        "token": token,
        "lines": presenters.linked_lines(link, interviews, queries.locks_of_link(link)),
    }
    return _kept_secret(render(request, "readiness/by_link.html", shown))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def score_by_link(request: HttpRequest, token: str, interview_id: int) -> HttpResponse:
    """Let a scorer read an interview, score it alone and lock; and agree, once both have locked."""
    link, shut = _opened(request, token)
    if shut is not None:
        return shut
    one = queries.interviews_of_link(link).filter(pk=interview_id).first()
    if one is None:
        raise Http404
    locks = queries.locks_of_link(link).get(one.pk, set())
    agrees = policies.both_locked(locks)
    given, error = None, ""
    if request.method == "POST":
        given = given_scores(request.POST, link.measurement.texts.editions[link.measurement.edition])
        error = _kept(request, link, one, given, agrees=agrees)
        if not error:
            return redirect("readiness:by_link", token)
    scores = queries.scores_of_link(link, one.pk)
    shown = {
        "interview": one,
        "measurement": link.measurement,
        "token": token,
        "fields": presenters.agree_fields(
            link.measurement, scores, queries.agreed_of_link(link, one.pk), given
        )
        if agrees
        else presenters.score_fields(link.measurement, scores.filter(seat=link.seat), given),
        "agrees": agrees,
        "is_locked": link.seat in locks,
        "is_open": link.measurement.closed_at is None,
        "notes": said_in(one),
        "error": error,
    }
    return _kept_secret(render(request, "readiness/score_by_link.html", shown, status=422 if error else 200))


def _opened(request: HttpRequest, token: str) -> tuple[Any, HttpResponse | None]:
    """Return the link of a token, and the page that says why it opens nothing where it does not."""
    link = queries.scorer_link_of_token(token)
    if link is None:
        raise Http404
    now = clock.now()
    if why := policies.shut(link, link.measurement, localdate(now)):
        shown = {"why": why, "measurement": link.measurement}
        return link, _kept_secret(render(request, "readiness/link_shut.html", shown, status=GONE))
    services.note_scorer_link_use(by=None, at=now, link=link)
    return link, None


def _kept(request: HttpRequest, link: Any, one: Any, given: Any, *, agrees: bool) -> str:
    """Keep what was sent, and say so; or return why not."""
    now = clock.now()
    try:
        if agrees:
            services.agree(by=link, at=now, interview=one, given=given)
            messages.success(request, _("Konsensus är sparad."))
        elif "lock" in request.POST:
            services.score(by=link, at=now, interview=one, given=given)
            services.lock(by=link, at=now, interview=one)
            messages.success(request, _("Dina poäng är låsta."))
        else:
            services.score(by=link, at=now, interview=one, given=given)
            messages.success(request, _("Utkastet är sparat. Öppna samma länk när du vill fortsätta."))
    except SamsynError as error:
        return error.message
    return ""


def _kept_secret(response: HttpResponse) -> HttpResponse:
    """Let no other site see the address; the page's own form still says whence it came."""
    response["Referrer-Policy"] = "same-origin"
    response["X-Robots-Tag"] = "noindex"
    return response
