"""From the register to a picture, and the long work on the way."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samsyn.errors import SamsynError
from samsyn_web.base import clock, jobs
from samsyn_web.base.scope import ScopedRequest
from samsyn_web.findings import queries as findings
from samsyn_web.methods.incidents import presenters, queries, services
from samsyn_web.methods.incidents.forms import PeriodForm, SourcesForm
from samsyn_web.methods.incidents.views.files import works
from samsyn_web.observations import queries as observations
from samsyn_web.observations import services as rounds
from samsyn_web.people import queries as people
from samsyn_web.places import queries as places

INLINE_ROWS = 3_000  # more than this is computed by the worker, with progress


@works
@require_http_methods(["GET", "HEAD", "POST"])
def new_picture(request: ScopedRequest) -> HttpResponse:
    """Ask for sources, areas and period, and compute: at once when there is little, else as a job."""
    held = queries.held(request.scope)
    if not held:
        return render(request, "incidents/new_picture.html", {"held": ()})
    chosen = _chosen(request, held)
    versions = [(one.pk, str(one)) for one in places.area_versions(request.scope)]
    given: tuple[QueryDict, ...] = (request.POST,) if request.method == "POST" else ()
    initial = {
        "sources": [one.source.pk for one in chosen],
        "area_version": next(
            (one.source.area_version_id for one in chosen if one.source.area_version_id), ""
        ),
    }
    names = [(one.source.pk, one.source.name) for one in held]
    form = SourcesForm(names, versions, *given, initial=initial)
    periods = _period_form(request, chosen, *given)
    if given and form.is_valid() and periods.is_valid():
        try:
            return redirect(_computed(request, form, periods.chosen))
        except SamsynError as error:
            periods.add_error("period", error.message)
    shown = {
        "held": presenters.held_rows(held),
        "form": form,
        "periods": periods,
        "one": chosen[0] if len(held) == 1 else None,
    }
    return render(request, "incidents/new_picture.html", shown, status=422 if given else 200)


def _chosen(request: ScopedRequest, held: list[queries.Held]) -> list[queries.Held]:
    """Return the sources that are asked about; the one that something came from last where none is named."""
    asked = (request.POST if request.method == "POST" else request.GET).getlist("sources")
    named = [one for one in held if str(one.source.pk) in asked]
    return named or [
        max(held, key=lambda one: (one.latest.committed_at, one.source.pk) if one.latest else (0, 0))
    ]


def _period_form(request: ScopedRequest, chosen: list[queries.Held], *given: QueryDict) -> PeriodForm:
    intakes = list(observations.committed(request.scope, [one.source for one in chosen]))
    span = observations.span(request.scope, intakes)
    if span is None:
        raise Http404
    proposed, weeks = queries.proposed_period(request.scope, intakes, span)
    return PeriodForm(*span, proposed, *given, weeks=weeks)


def _computed(request: ScopedRequest, form: SourcesForm, period: str) -> str:
    """Compute, or ask for it, and return the address to go on to."""
    scope, at, organisation = request.scope, clock.now(), people.organisation(request.scope)
    name = organisation.name if organisation else ""
    sources = list(observations.sources(scope).filter(pk__in=form.chosen))
    version = places.area_version(scope, form.areas) if form.areas else None
    observed, there = services.open_picture(
        by=scope, at=at, sources=sources, period=period, area_version=version
    )
    if there is not None:
        messages.info(
            request, _("Lägesbilden för den perioden fanns redan, och inget nytt har lästs in sedan dess.")
        )
    elif (observations.number_of_rows(scope, observed) or 0) > INLINE_ROWS:
        job = services.ask_to_compute(by=scope, at=at, observed=observed, period=period, organisation=name)
        return reverse("incidents:work", args=[job.pk])
    else:
        try:
            there = services.compute(by=scope, at=at, observed=observed, period=period, organisation=name)
        except SamsynError:
            rounds.discard_round(by=scope, at=at, observed=observed)
            raise
    return reverse("findings:picture", args=[there.pk])


@works
@require_safe
def round_page(request: ScopedRequest, round_id: int) -> HttpResponse:
    """Show what a picture rests on: the files, the areas, the digest."""
    one = observations.rounds(request.scope).filter(pk=round_id, method=services.METHOD).first()
    if one is None:
        raise Http404
    intakes = observations.round_intakes(request.scope, one)
    shown = {
        "observed": one,
        "intakes": presenters.intake_rows(intakes, {}),
        "sources": dict.fromkeys(intake.source for intake in intakes if intake.source),
        "picture": findings.picture_of_round(request.scope, one.pk),
    }
    return render(request, "incidents/round.html", shown)


@works
@require_safe
def work(request: ScopedRequest, job_id: uuid.UUID) -> HttpResponse:
    """Show how far long work has come, and go on when it is done."""
    job = jobs.find(request.scope, job_id)
    if job is None or not job.kind.startswith(f"{services.METHOD}."):
        raise Http404
    onward = _onward(job.result) if not job.is_live and job.result else ""
    if onward and request.htmx:
        return HttpResponse(headers={"HX-Redirect": onward})
    if onward:
        return redirect(onward)
    template = "incidents/work.html#framsteg" if request.htmx else "incidents/work.html"
    return render(request, template, {"job": job, "back": _back(request, job.arguments)})


@works
@require_POST
def cancel(request: ScopedRequest, job_id: uuid.UUID) -> HttpResponse:
    """Ask long work to stop."""
    if jobs.cancel(request.scope, job_id, at=clock.now()) is None:
        raise Http404
    return redirect("incidents:work", job_id)


def _onward(result: dict[str, Any]) -> str:
    if "period" in result:
        return reverse("week:period", args=[result["period"]])
    if "picture_id" in result:
        return reverse("findings:picture", args=[result["picture_id"]])
    return _of_intakes(result["intake_ids"])


def _of_intakes(keys: list[int]) -> str:
    return reverse("incidents:intake", args=keys) if len(keys) == 1 else reverse("incidents:register")


def _back(request: ScopedRequest, arguments: dict[str, Any]) -> str:
    if "intake_id" in arguments and observations.intake(request.scope, arguments["intake_id"]) is not None:
        return reverse("incidents:review", args=[arguments["intake_id"]])
    return reverse("incidents:new_picture") if "period" in arguments else reverse("incidents:register")
