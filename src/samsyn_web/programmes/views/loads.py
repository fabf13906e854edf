"""What is asked of municipalities, units and functions: counted by month, where it meets, hours, and the limits."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from samsyn.errors import SamsynError
from samsyn.period import Period, parse
from samsyn.programme.demands import settle
from samsyn_web.base import clock
from samsyn_web.base.scope import ScopedRequest
from samsyn_web.programmes import forms, policies, presenters, queries, services
from samsyn_web.programmes.views.deeds import Deed, carry_out
from samsyn_web.programmes.views.found import programme_of, reads

LONGEST = 31  # days of a period whose rows are opened
SHOWN = 100  # undertakings that are listed while no municipality is chosen


@reads
@require_http_methods(["GET", "HEAD", "POST"])
def load(request: ScopedRequest, programme_id: int) -> HttpResponse:
    """Show what is asked: of each municipality, or of the units and functions of the one that is chosen."""
    one, facts = programme_of(request, programme_id)
    scope, today = request.scope, localdate(clock.now())
    there = list(queries.followed(scope, one.pk))
    for row in there:
        row.programme = one  # as it is read: its facts are not read again for each of hundreds
    chosen = _chosen(request, there)
    writes = {row.pk: row for row in there if policies.works_with(scope, row)}
    rows = queries.undertakings(scope, one.pk).filter(ends__gte=today)
    if chosen is not None:
        rows = rows.filter(participant_id=chosen.pk)
    listed = list(rows[:SHOWN])
    own = {row.pk: row for row in listed if row.participant_id in writes}
    limit = queries.load_limit(scope, one.pk)
    made, done = carry_out(request, _deeds(request, one, facts, writes, own, limit, chosen))
    if done:
        return redirect(request.get_full_path())
    weeks = presenters.coming_weeks(today)
    tasks = [
        task
        for task in queries.tasks(scope, one.pk, (weeks[0], weeks[-1] + timedelta(days=6)))
        if chosen is None or task.municipality == chosen.name
    ]
    shown = {
        "programme": one,
        "retold": policies.is_retold(one),
        "limit": limit,
        "places": there,
        "chosen": chosen,
        "weeks": [week.isocalendar().week for week in weeks],
        "rows": presenters.load_rows(tasks, limit, weeks),
        "warnings": presenters.too_many_areas(tasks, limit, weeks),
        "undertakings": listed,
        "more": max(0, rows.count() - len(listed)),
        "own": own,
        "forms": made,
        **_counted(request, one, there, chosen, limit),
    }
    bound = any(form.is_bound for form in made.values())
    return render(request, "programmes/load.html", shown, status=422 if bound else 200)


@reads
@require_safe
def load_events(request: ScopedRequest, programme_id: int) -> HttpResponse:
    """Show the rows behind a number: of a municipality, a unit or a function, in a month or a week."""
    one, facts = programme_of(request, programme_id)
    place = next(
        (row for row in queries.followed(request.scope, one.pk) if row.key == request.GET.get("kommun")), None
    )
    if place is None:
        raise Http404
    period = _period(request.GET.get("period", ""))
    unit, function = request.GET.get("enhet"), request.GET.get("funktion")
    ends = presenters.last_day(period)
    load = queries.load_of(request.scope, one.pk, period.start, ends, key=place.key, unnamed=True)
    settled = settle(load.demands)
    if request.GET.get("krock"):
        lines = presenters.meeting_lines(
            presenters.met_in(settled.occasions, period), load.own, unit or "", function or ""
        )
    else:
        lines = presenters.event_lines(settled.occasions, period, load.own, unit, function)
    shown = {
        "programme": one,
        "fictional": facts.is_fictional,
        "place": place,
        "period": period,
        "whom": presenters.whom(unit or "", function or ""),
        "lines": lines,
        "left": presenters.left_lines(settled.uncounted, load.own)
        if unit is None and function is None
        else [],
    }
    return render(request, "programmes/load_events.html", shown)


def _chosen(request: ScopedRequest, there: list[Any]) -> Any:
    """Return the municipality that is asked for, or the only one that there is."""
    asked = request.GET.get("kommun", "")
    found = next((row for row in there if row.key == asked), None)
    return there[0] if found is None and len(there) == 1 else found


def _period(text: str) -> Period:
    try:
        found = parse(text)
    except SamsynError as error:
        raise Http404 from error
    if found.days > LONGEST:
        raise Http404
    return found


def _counted(request: ScopedRequest, one: Any, there: list[Any], chosen: Any, limit: Any) -> dict[str, Any]:
    """Return what is counted out of everything that stands in Samsyn; nothing for a programme that is retold."""
    if policies.is_retold(one):
        return {}
    today = localdate(clock.now())
    months = presenters.coming_months(today)
    first, last = months[0].start, presenters.last_day(months[-1])
    load = queries.load_of(request.scope, one.pk, first, last, key=chosen.key if chosen else "")
    shown: dict[str, Any] = {
        "months": months,
        "unnamed": sum(load.unnamed.values()),
        "is_whole": chosen is not None and chosen.organisation_id == request.scope.organisation_id,
    }
    if chosen is None:
        return {**shown, "counts": presenters.municipality_rows(there, load.demands, months, one.pk)}
    occasions = settle(load.demands).occasions
    own = queries.own_load_limits(request.scope, one.pk).get(chosen.pk)
    limits = policies.limits_of(limit, own)
    return {
        **shown,
        "limits": limits,
        "counts": presenters.unit_rows(chosen, occasions, months),
        "meets": presenters.meet_lines(chosen, presenters.met(occasions, today), limits),
        "all_rows": presenters.opens(one.pk, chosen.key, months[0]),
    }


def _deeds(
    request: ScopedRequest,
    one: Any,
    facts: Any,
    writes: dict[int, Any],
    own: dict[int, Any],
    limit: Any,
    chosen: Any,
) -> dict[str, Deed]:
    by: dict[str, Any] = {"by": request.scope, "at": clock.now()}

    def add(form: Any) -> None:
        fields = dict(form.cleaned_data)
        services.add_undertaking(**by, participant=writes[fields.pop("participant")], **fields)

    deeds = {}
    if writes:
        choices = [(key, row.name) for key, row in writes.items()]
        first = {"participant": chosen.pk} if chosen else {}
        form = partial(forms.UndertakingForm, choices, facts.focus_areas, initial=first)
        deeds["add"] = Deed(form, add, _("Åtagandet är med."))
        deeds["remove"] = Deed(
            partial(forms.PickForm, [(key, str(row)) for key, row in own.items()]),
            lambda form: services.remove_undertaking(**by, undertaking=own[form.cleaned_data["key"]]),
            _("Åtagandet är borttaget."),
        )
    if policies.works_on(request.scope, one):
        initial = {"hours_per_week": limit.hours_per_week, "focus_areas": limit.focus_areas} if limit else {}
        deeds["limit"] = Deed(
            partial(forms.LimitForm, initial=initial),
            lambda form: services.set_load_limit(**by, programme=one, **form.cleaned_data),
            _("Gränserna är sparade."),
        )
    if chosen is not None and chosen.pk in writes:
        said = queries.own_load_limits(request.scope, one.pk).get(chosen.pk)
        initial = {"per_week": said.per_week, "focus_areas": said.focus_areas} if said else {}
        deeds["own_limit"] = Deed(
            partial(forms.OwnLimitForm, initial=initial),
            lambda form: services.set_own_load_limit(
                **by, participant=writes[chosen.pk], **form.cleaned_data
            ),
            _("Kommunens gränser är sparade."),
        )
    return deeds
