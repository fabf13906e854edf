"""Programmes at a glance, and their activities."""

from __future__ import annotations

from dataclasses import replace

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from samsyn_web.base import clock
from samsyn_web.base.scope import ScopedRequest
from samsyn_web.people import queries as people
from samsyn_web.programmes import policies, presenters, queries
from samsyn_web.programmes.forms import ChooseForm
from samsyn_web.programmes.views.found import activity_of, programme_of, reads

PER_PAGE = 100


@reads
@require_safe
def programmes(request: ScopedRequest) -> HttpResponse:
    """List the programmes."""
    return render(request, "programmes/programmes.html", {"found": queries.programmes(request.scope)})


@reads
@require_safe
def programme(request: ScopedRequest, programme_id: int) -> HttpResponse:
    """Show a programme at a glance."""
    one, facts = programme_of(request, programme_id)
    counted = queries.activity_counts(request.scope, one.pk)
    places = {place.key: place for place in queries.participants(request.scope, one.pk)}
    shown = {
        "programme": one,
        "facts": facts,
        "home": presenters.home(one.pk, facts, counted, places),
        "is_coordinator": one.organisation_id == request.scope.organisation_id,
        "runs": policies.runs(request.scope, one),
        "alarms": presenters.vacancy_alarms(
            {row.pk: row.name for row in queries.followed(request.scope, one.pk)},
            people.function_periods(request.scope, policies.subject_of(one.pk)),
            one.pk,
            localdate(clock.now()),
        ),
    }
    return render(request, "programmes/programme.html", shown)


@reads
@require_safe
def participant(request: ScopedRequest, participant_id: int) -> HttpResponse:
    """Show a municipality in a programme: its activities, its areas and its reports."""
    place = queries.participant(request.scope, participant_id)
    if place is None:
        raise Http404
    one, facts = programme_of(request, place.programme_id)
    chosen = queries.Chosen(municipality=place.key)
    found = queries.activities(request.scope, one.pk, chosen)
    reports = queries.reports(request.scope, one.pk).filter(participant=place)
    shown = {
        "programme": one,
        "participant": place,
        "place": presenters.place(
            place, facts, queries.activity_counts(request.scope, one.pk, chosen), reports[:8]
        ),
        "fictional": facts.is_fictional,
        "rows": presenters.activity_rows(found[:PER_PAGE], facts),
    }
    return render(request, "programmes/participant.html", shown)


@reads
@require_safe
def activities(request: ScopedRequest, programme_id: int) -> HttpResponse:
    """List the activities: by municipality, focus area, status, format and period where asked for."""
    one, facts = programme_of(request, programme_id)
    form = ChooseForm(facts, request.GET)
    chosen = queries.Chosen(**form.chosen)
    found = queries.activities(request.scope, one.pk, chosen)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("sida"))
    listed = queries.activities(request.scope, one.pk, replace(chosen, listed=True)).count()
    shown = {
        "listed": listed,
        "added": page.paginator.count - listed,
        "programme": one,
        "fictional": facts.is_fictional,
        "form": form,
        "page": page,
        "rows": presenters.activity_rows(page.object_list, facts),
    }
    return render(request, "programmes/activities.html", shown)


@reads
@require_safe
def activity(request: ScopedRequest, activity_id: int) -> HttpResponse:
    """Show one activity, with its source or who wrote it."""
    found = activity_of(request, activity_id)
    one, facts = programme_of(request, found.programme_id)
    shown = {
        "programme": one,
        "fictional": facts.is_fictional,
        "activity": found,
        "row": presenters.activity_row(found, facts),
    }
    return render(request, "programmes/activity.html", shown)
