"""A programme's records whole, for the documents that are made of all: activities, sums, and what is reported."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from django.utils.timezone import localdate

from samsyn.programme import Programme as Facts
from samsyn.programme import Reported
from samsyn_web.base import clock
from samsyn_web.base.scope import Scope
from samsyn_web.programmes.models.quarters import Obstacle
from samsyn_web.programmes.queries.activities import told_activities
from samsyn_web.programmes.queries.quarters import asked, obstacles, reports


def whole_facts(scope: Scope, programme_id: int) -> Facts | None:
    """Return a programme's records with every activity, sum and quarter in them."""
    facts = told_activities(scope, programme_id)
    return facts and replace(facts, reported=told_reports(scope, programme_id))


def told_reports(scope: Scope, programme_id: int) -> tuple[Reported, ...]:
    """Return each quarter of the reports that the person may read, with the obstacles that are named in them."""
    every = reports(scope, programme_id).order_by().values("quarter").distinct().count()
    rows = asked(scope, programme_id, localdate(clock.now()), last=every)
    named: dict[str, Counter[str]] = {}
    for (quarter, code), n in obstacles(scope, programme_id, last=every).counts.items():
        named.setdefault(quarter, Counter())[str(Obstacle(code).label)] += n
    return tuple(
        Reported(
            quarter=quarter,
            asked=len(own := [one for one in rows if one.quarter == quarter]),
            handed_in=sum(one.handed_in is not None for one in own),
            in_time=sum(one.handed_in is not None and one.handed_in <= one.due for one in own),
            obstacles=dict(sorted(named.get(quarter, {}).items())),
        )
        for quarter in dict.fromkeys(one.quarter for one in rows)
    )
