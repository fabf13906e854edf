"""What an analysis period puts first: the periods, one period in its versions, and deciding."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from samsyn.errors import SamsynError
from samsyn.period import Period, PeriodKind, parse
from samsyn_web.base import clock, words
from samsyn_web.base.scope import Permission, ScopedRequest, requires
from samsyn_web.findings import policies, presenters, queries, services
from samsyn_web.findings.forms import AreaPriorityForm, SeenForm
from samsyn_web.places import queries as places

reads = requires(Permission.READ_PICTURE)


@reads
@require_safe
def prioritisations(request: ScopedRequest) -> HttpResponse:
    """List what earlier periods put first, and offer a period to open."""
    if asked := request.GET.get("period"):
        return redirect("findings:prioritisation", str(_span(asked)))
    found = list(queries.prioritisations(request.scope))
    said = {one.pk: queries.area_priorities(request.scope, one) for one in found}
    shown = {
        "rows": presenters.prioritisation_rows(found, said),
        "choices": presenters.period_choices(
            timezone.localtime(clock.now()).date(), [one.period for one in found]
        ),
        "can_decide": policies.can_prioritise(request.scope),
    }
    return render(request, "findings/prioritisations.html", shown)


@reads
@require_safe
def prioritisation(request: ScopedRequest, period: str) -> HttpResponse:
    """Show what a period put first as a matrix and as a list; earlier versions stay readable."""
    span = _span(period)
    asked = request.GET.get("version", "")
    one = queries.prioritisation(request.scope, str(span), int(asked) if asked.isdecimal() else None)
    if one is None and asked:
        raise Http404
    said = queries.area_priorities(request.scope, one) if one else []
    versions = presenters.version_rows(queries.versions_of(request.scope, str(span)))
    shown = {
        "period": str(span),
        "label": words.period(span),
        "one": one,
        "is_old": bool(one and versions[0][0] != one.version),
        "matrix": presenters.matrix(said),
        "rows": presenters.priority_rows(said, queries.area_figures(request.scope, span)),
        "versions": versions,
        "can_decide": policies.can_prioritise(request.scope),
        "has_areas": bool(places.newest_areas(request.scope)),
    }
    return render(request, "findings/prioritisation.html", shown)


@requires(Permission.DECIDE)
@require_http_methods(["GET", "HEAD", "POST"])
def prioritise_areas(request: ScopedRequest, period: str) -> HttpResponse:
    """Ask about each area, with its figures beside, then keep a new version."""
    span = _span(period)
    before = queries.prioritisation(request.scope, str(span))
    given = request.POST if request.method == "POST" else None
    seen = SeenForm(given, initial={"after": before.version if before else 0})
    forms = _forms(request, given, before)
    problem = ""
    if given is not None and seen.is_valid() and all([one.is_valid() for one in forms]):
        try:
            services.prioritise_areas(
                by=request.scope,
                at=clock.now(),
                span=span,
                judged=[one.judged for one in forms if one.says_something],
                after=seen.cleaned_data["after"],
            )
        except SamsynError as error:
            problem = error.message
        else:
            messages.success(request, _("Prioriteringen är sparad. Det som gällde förut finns kvar."))
            return redirect("findings:prioritisation", str(span))
    figures = queries.area_figures(request.scope, span)
    shown: dict[str, Any] = {
        "period": str(span),
        "label": words.period(span),
        "seen": seen,
        "areas": [(one, presenters.area_figures_text(figures, one.area, one.name)) for one in forms],
        "problem": problem,
        "is_wrong": given is not None,
    }
    return render(request, "findings/prioritise_areas.html", shown, status=422 if given is not None else 200)


def _forms(
    request: ScopedRequest, given: Any, before: queries.Prioritisation | None
) -> list[AreaPriorityForm]:
    said = {one.area: one for one in queries.area_priorities(request.scope, before)} if before else {}
    return [
        AreaPriorityForm(given, area=key, name=name, n=n, said=said.get(key))
        for n, (key, name) in enumerate(places.newest_areas(request.scope))
    ]


def _span(period: str) -> Period:
    try:
        span = parse(period)
    except SamsynError as error:
        raise Http404 from error
    if span.kind not in (PeriodKind.QUARTER, PeriodKind.TERTIAL):
        raise Http404
    return span
