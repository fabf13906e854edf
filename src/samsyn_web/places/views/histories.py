"""The page of the police's lists over time."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from samsyn.areas import YEARS, History, histories
from samsyn_web.base.scope import Permission, ScopedRequest, requires
from samsyn_web.places import presenters, queries


@requires(Permission.READ_PICTURE)
@require_safe
def over_time(request: ScopedRequest) -> HttpResponse:
    """Tell each area through the six lists, for a municipality, a county, or the whole country."""
    place, county, year = (request.GET.get(name, "").strip() for name in ("kommun", "lan", "lista"))
    counties = {one.name: one.county_name for one in queries.municipalities()}
    found = histories()
    municipalities, county_names = presenters.filters(found, counties)

    def wanted(one: History) -> bool:
        return (
            place in ("", one.municipality)
            and county in ("", counties.get(one.municipality))
            and (not year.isdecimal() or bool(one.listed.get(int(year))))
        )

    shown = {
        "lists": presenters.lists(filter(wanted, found), counties),
        "municipalities": municipalities,
        "counties": county_names,
        "years": [str(one) for one in YEARS],
        "place": place,
        "county": county,
        "year": year,
        "can_work": request.scope.can(Permission.WORK_WITH_DATA),
    }
    return render(request, "places/over_time.html", shown)
