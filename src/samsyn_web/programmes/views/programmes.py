"""Programmes at a glance, and who takes part."""

from __future__ import annotations

from dataclasses import replace

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from samsyn.programme import with_conferences
from samsyn_web.base import clock
from samsyn_web.base.scope import ScopedRequest
from samsyn_web.people import queries as people
from samsyn_web.programmes import policies, presenters, queries
from samsyn_web.programmes.views.found import programme_of, reads

SHOWN = 100


@reads
@require_safe
def programmes(request: ScopedRequest) -> HttpResponse:
    """List the programmes."""
    shown = {
        "found": queries.programmes(request.scope),
        "founds": policies.founds(request.scope),
        "joins": policies.may_join(request.scope),
    }
    return render(request, "programmes/programmes.html", shown)


@reads
@require_safe
def programme(request: ScopedRequest, programme_id: int) -> HttpResponse:
    """Show a programme at a glance."""
    one, without_money = programme_of(request, programme_id)
    told = with_conferences(without_money, queries.told_joint_activities(request.scope, one.pk))
    facts = replace(told, money=queries.told_money(request.scope, one.pk))
    today = localdate(clock.now())
    counted = queries.activity_counts(request.scope, one.pk)
    shown = {
        "programme": one,
        "facts": facts,
        "home": presenters.home(one.pk, facts, counted, queries.participant_ids(request.scope, one.pk)),
        "is_coordinator": one.organisation_id == request.scope.organisation_id,
        "runs": policies.runs(request.scope, one),
        "works": policies.works_on(request.scope, one),
        "alarms": presenters.vacancy_alarms(
            queries.followed_names(request.scope, one.pk),
            people.function_periods(request.scope, policies.subject_of(one.pk)),
            one.pk,
            today,
        ),
        "ahead": presenters.ahead_lines(queries.joint_activities_ahead(request.scope, one.pk, today)[:2]),
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
        "runs": policies.runs(request.scope, one),
        "adds": policies.plans_for(request.scope, place),
        "follows": queries.followed_one(request.scope, place.pk) is not None,
        "may_end": policies.ends_joining(request.scope, place),
        "rows": presenters.activity_rows(found[:SHOWN], facts),
    }
    return render(request, "programmes/participant.html", shown)
