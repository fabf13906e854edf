"""Participants without a place here: the coordinator's page for one, and the report that a secret link opens."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from samsyn.errors import SamsynError
from samsyn_web.base import clock
from samsyn_web.base.scope import ScopedRequest
from samsyn_web.programmes import forms, policies, presenters, queries, services
from samsyn_web.programmes.views.deeds import Deed, carry_out
from samsyn_web.programmes.views.found import programme_of, runs
from samsyn_web.programmes.views.joining import code_deeds

GONE = 410


@runs
@require_http_methods(["GET", "HEAD", "POST"])
def outside(request: ScopedRequest, participant_id: int) -> HttpResponse:
    """Give a participant without a place here a link or a form, and take in the form that comes back."""
    place = place_of(request, participant_id)
    one, facts = programme_of(request, place.programme_id)
    reports = {row.pk: row for row in queries.reports(request.scope, one.pk).filter(participant=place)}
    tokens: list[str] = []
    codes: list[str] = []
    made, done = carry_out(
        request,
        {
            **_deeds(request, reports, tokens),
            **_entering(request, place, offered := _offered(request)),
            **code_deeds(request, place, codes),
        },
    )
    if done and not tokens and not codes:
        return redirect("programmes:outside", place.pk)
    today = localdate(clock.now())
    address = reverse("programmes:outside_report", args=tokens) if tokens else ""
    shown = {
        "programme": one,
        "fictional": facts.is_fictional,
        "place": place,
        "rows": presenters.outside_rows(
            reports.values(),
            queries.report_links(request.scope, one.pk),
            queries.ways(request.scope, one.pk, reports),
            today,
        ),
        "forms": made,
        "entered": queries.entered(request.scope, place.pk),
        "can_enter": policies.shares_for(request.scope, place) and bool(offered),
        "address": request.build_absolute_uri(address) if address else "",
        "code": codes[0] if codes else "",
        "code_in_force": queries.joining_code(request.scope, place.pk),
        "join_at": request.build_absolute_uri(reverse("programmes:join")),
    }
    bound = not done and any(form.is_bound for form in made.values())
    return render(request, "programmes/outside.html", shown, status=422 if bound else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def outside_report(request: HttpRequest, token: str) -> HttpResponse:
    """Let whoever holds the link write one quarterly report, go on later, and hand it in."""
    link = queries.link_of_token(token)
    if link is None:
        raise Http404
    now = clock.now()
    programme = link.report.participant.programme
    if why := policies.shut(link, localdate(now)):
        return _kept_secret(
            render(request, "programmes/outside_shut.html", {"why": why, "programme": programme}, status=GONE)
        )
    services.note_link_use(by=None, at=now, link=link)
    areas = {int(number): name for number, name in programme.facts["focus_areas"].items()}
    stands = list(queries.parts_of_link(link))
    form = forms.ReportForm(
        areas, stands, request.POST if request.method == "POST" else None, presenters.written(link.report)
    )
    if form.is_bound and form.is_valid() and _kept(request, link, form):
        return redirect("programmes:outside_report", token)
    versions = list(queries.handed_in_by_link(link))
    shown = {
        "report": link.report,
        "programme": programme,
        "link": link,
        "form": form,
        "can_write": link.report.state != "submitted",
        "newest": versions[0] if versions else None,
        "parts": [(areas[part.focus_area], part, presenters.obstacles_of(part)) for part in stands],
    }
    status = 422 if form.is_bound else 200
    return _kept_secret(render(request, "programmes/outside_report.html", shown, status=status))


def place_of(request: ScopedRequest, participant_id: int) -> Any:
    """Return a participant without a place here in a programme that the person runs, or answer that there is none."""
    found = queries.participant(request.scope, participant_id)
    if found is None or not policies.runs(request.scope, found.programme):
        raise Http404
    return found


def _deeds(request: ScopedRequest, reports: dict[int, Any], tokens: list[str]) -> dict[str, Deed]:
    by: dict[str, Any] = {"by": request.scope, "at": clock.now()}
    open_ones = [(key, row.quarter) for key, row in reports.items() if row.state != "submitted"]
    latest = max((row.due for row in reports.values()), default=localdate(by["at"]))
    until = max(latest, localdate(by["at"])) + policies.USUAL
    return {
        "link": Deed(
            partial(forms.ReportLinkForm, open_ones, until),
            lambda form: tokens.append(
                services.make_report_link(
                    **by, report=reports[form.cleaned_data["report"]], until=form.cleaned_data["until"]
                )
            ),
            _("Länken är skapad."),
        ),
        "stop": Deed(
            partial(forms.PickForm, [(key, row.quarter) for key, row in reports.items()]),
            lambda form: services.revoke_report_link(**by, report=reports[form.cleaned_data["key"]]),
            _("Länken är återkallad. Det som redan är skrivet finns kvar."),
        ),
    }


def _offered(request: ScopedRequest) -> list[tuple[str, Any]]:
    """Return the programme's own figures, gathered under the measurement or survey that they stand in."""
    return presenters.choices(queries.to_share(request.scope), (), queries.shares(request.scope))


def _entering(request: ScopedRequest, place: Any, offered: list[tuple[str, Any]]) -> dict[str, Deed]:
    """Let figures of the programme's own measurements and surveys stand as the municipality's in the comparison."""
    if not policies.shares_for(request.scope, place):
        return {}
    return {
        "enter": Deed(
            partial(forms.EnterForm, offered),
            lambda form: services.share(
                by=request.scope, at=clock.now(), participant=place, **form.cleaned_data
            ),
            _("Siffrorna står i programmets jämförelse, märkta som införda av programmet."),
        )
    }


def _kept(request: HttpRequest, link: Any, form: Any) -> bool:
    """Keep what was sent, and hand it in where that was asked for; where it may not be, the form says why."""
    now = clock.now()
    said = {name: form.cleaned_data[name] for name in ("staffing", "needs", "agreed", "is_led")}
    try:
        services.write_report(by=link, at=now, report=link.report, parts=form.parts, **said)
        if "submit" in request.POST:
            services.submit(by=link, at=now, report=link.report)
            messages.success(request, _("Tack! Kvartalsrapporten är inlämnad."))
        else:
            messages.success(request, _("Utkastet är sparat. Öppna samma länk när du vill fortsätta."))
    except SamsynError as error:
        form.add_error(None, error.message)
        return False
    return True


def _kept_secret(response: HttpResponse) -> HttpResponse:
    """Let no other site see the address; the page's own form still says whence it came."""
    response["Referrer-Policy"] = "same-origin"
    response["X-Robots-Tag"] = "noindex"
    return response
