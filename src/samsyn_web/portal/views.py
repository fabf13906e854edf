"""The first page, the pages about Samsyn, and the choice of light or dark."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST, require_safe

from samsyn_web.actions import queries as actions
from samsyn_web.base import clock, jobs, terms, words
from samsyn_web.base.registry import methods_for, report_address
from samsyn_web.base.scope import Permission, Role, Scope, requires
from samsyn_web.causes import queries as causes
from samsyn_web.findings import queries as findings
from samsyn_web.governance import queries as governance
from samsyn_web.observations import queries as observations
from samsyn_web.outcomes import queries as outcomes
from samsyn_web.people import queries as people
from samsyn_web.portal import presenters
from samsyn_web.portal.forms import ExampleFileForm, ExampleForm
from samsyn_web.programmes import queries as programmes
from samsyn_web.reports import policies as reports_policies
from samsyn_web.reports import queries as reports

YEAR_S = 365 * 24 * 3600
LATEST = 6
SHORTCUTS, OFF = "shortcuts", "off"


@require_safe
@requires(*Permission)
def home(request: HttpRequest) -> HttpResponse:
    """Show what a person in this role needs first; who came by a personal link is led to where they report."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    report = _report_page(scope)
    if scope.by_link and report:
        return HttpResponseRedirect(report)
    if (led := _programme_led(scope)) is not None:
        return HttpResponseRedirect(led)
    if scope.role is Role.STEERING:
        return HttpResponseRedirect(reverse("actions:steering"))
    if scope.can(Permission.WORK_WITH_DATA):
        return render(request, "portal/home_work.html", _work(scope))
    if scope.can(Permission.TAKE_PART):
        return render(request, "portal/home_leader.html", _leading(scope))
    if scope.can(Permission.READ_PICTURE):
        shown = {**_pictures(scope), "to_do": _handed(scope)}
        return render(request, "portal/home_read.html", shown)
    if scope.can(Permission.FOLLOW_PROGRAMME) and not scope.can(Permission.READ_PICTURE):
        return HttpResponseRedirect(reverse("programmes:partnerships"))
    if scope.can(Permission.ADMINISTER):
        return render(request, "portal/home_administer.html", {"members": people.members(scope).count()})
    if scope.can(Permission.READ_PARTNER):
        shown = {**_partner(scope), "report": report}
        return render(request, "portal/home_partner.html", shown)
    shown = {"duties": presenters.duties(scope), "report": report, "to_do": _handed(scope)}
    return render(request, "portal/home_report.html", shown)


def _programme_led(scope: Scope) -> str | None:
    """Return where people of a programme's own organisation begin: at its programme, or at the list of several."""
    if not people.is_programme(scope):
        return None
    found = programmes.programmes(scope)[:2]
    if len(found) > 1:
        return reverse("programmes:programmes")
    return reverse("programmes:programme", args=[found[0].pk]) if found else None


@require_safe
@requires(Permission.READ_PICTURE)
def every_method(request: HttpRequest) -> HttpResponse:
    """List every way of working that the person may open, with what it is for."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    shown = {"found": methods_for(scope), "programmes": programmes.programmes(scope).exists()}
    return render(request, "portal/methods.html", shown)


def _report_page(scope: Scope) -> str:
    """Return the address where the person reports; empty where they report nowhere, or no method has such a page."""
    if not scope.can(Permission.REPORT):
        return ""
    with suppress(NoReverseMatch):
        return reverse(report_address())
    return ""


def _partner(scope: Scope) -> dict[str, Any]:
    newest = next(iter(reports.partner_editions(scope)), None)
    return {
        "newest": newest,
        "period": words.period(newest.period) if newest else "",
        "has_areas": reports_policies.partner_areas(scope) != frozenset(),
    }


def _pictures(scope: Scope) -> dict[str, Any]:
    latest = list(findings.kept_pictures(scope)[:LATEST])
    newest = latest[0] if latest else None
    sources = findings.source_names(scope, latest)
    return {
        "newest": newest and presenters.picture_line(newest, sources),
        "earlier": presenters.picture_lines(latest[1:], sources),
        "newest_record": newest,
    }


def _handed(scope: Scope) -> tuple[presenters.ToDo, ...]:
    return presenters.handover_to_do(scope, governance.handovers_waiting(scope))


def _leading(scope: Scope) -> dict[str, Any]:
    today = localdate(clock.now())
    return {
        "places": programmes.taking_part(scope),
        "to_do": (
            *presenters.handover_to_do(scope, governance.handovers_waiting(scope)),
            *presenters.programme_to_do(programmes.waiting(scope, today), today),
        ),
    }


def _first_steps(scope: Scope, newest: Any) -> tuple[presenters.FirstStep, ...]:
    """Return the way to the first published picture; nothing where one has been published."""
    if findings.kept_pictures(scope).filter(state="published").exists():
        return ()
    method = next(iter(methods_for(scope)), None)
    begin, make = (reverse(name) if name else "" for name in (method and method.home, method and method.make))
    read = (
        observations.staged(scope).first(),
        observations.intakes(scope).filter(state="committed").exists(),
    )
    return presenters.first_steps(scope, begin, make, read, newest)


def _work(scope: Scope) -> dict[str, Any]:
    shown = _pictures(scope)
    newest = shown.pop("newest_record")
    problems = causes.open_problems(scope).count()
    return shown | {
        "has_rows": observations.intakes(scope).filter(state="committed").exists(),
        "first_steps": _first_steps(scope, newest),
        "to_do": (
            *presenters.handover_to_do(scope, governance.handovers_waiting(scope)),
            *presenters.to_do(observations.staged(scope)[:LATEST]),
        ),
        "working": presenters.working(jobs.latest(scope).filter(state__in=("waiting", "running"))),
        "problems": presenters.problems_text(problems),
        "problems_href": reverse("causes:problems") if problems else "",
        "live_actions": actions.live_actions(scope).count(),
        "due_outcomes": outcomes.due(scope, localdate(clock.now())).count(),
        "reports": presenters.rows_text(findings.number_of_rows(scope, newest)) if newest else "",
    }


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """Say what Samsyn is."""
    return render(request, "portal/about.html")


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """Say how accessible Samsyn is, what is missing, and where to complain."""
    return render(request, "portal/accessibility.html")


@require_safe
def components(request: HttpRequest) -> HttpResponse:
    """Show every component in all its states; with ?fel the form is shown as when it comes back with errors."""
    wrong = {"name": "", "week": "99", "edition": "internal"} if "fel" in request.GET else None
    items = Paginator(range(1, 1001), 50)
    return render(
        request,
        "portal/components.html",
        {
            "form": ExampleForm(wrong),
            "file_form": ExampleFileForm(),
            "page": items.get_page(request.GET.get("sida", 3)),
            "order": request.GET.get("ordning", "-antal"),
            "gallery": presenters.gallery(),
        },
    )


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """Explain every word, and the keys; ?q= finds among the words."""
    asked = request.GET.get("q", "")[:80]
    shown = {
        "asked": asked,
        "terms": terms.in_order(asked),
        "shortcuts": presenters.shortcuts(getattr(request, "scope", None)),
        "are_on": request.COOKIES.get(SHORTCUTS) != OFF,
    }
    return render(request, "portal/help.html", shown)


@require_POST
def shortcuts(request: HttpRequest) -> HttpResponse:
    """Remember whether single keys lead anywhere, and go back to the help."""
    response = HttpResponseRedirect(f"{reverse('portal:help')}#tangenter")
    if request.POST.get("shortcuts") == OFF:
        response.set_cookie(SHORTCUTS, OFF, max_age=YEAR_S, samesite="Lax", secure=request.is_secure())
    else:
        response.delete_cookie(SHORTCUTS, samesite="Lax")
    return response


@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Remember light, dark or as the device, and go back."""
    response = _back(request)
    choice = request.POST.get("theme")
    if choice in ("light", "dark"):
        response.set_cookie("theme", choice, max_age=YEAR_S, samesite="Lax", secure=request.is_secure())
    else:
        response.delete_cookie("theme")
    return response


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Remember the language, and go back."""
    response = _back(request)
    choice = request.POST.get("language")
    if choice in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            str(choice),
            max_age=YEAR_S,
            samesite="Lax",
            secure=request.is_secure(),
            httponly=True,
        )
    return response


def _back(request: HttpRequest) -> HttpResponseRedirect:
    """Return to the page that the form stood on, and nowhere else."""
    back = request.POST.get("next", "/")
    own = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    return HttpResponseRedirect(back if own else "/")
