"""A municipality with a rhythm and reports sent in, for tests of the week."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

from samsyn_web.methods.incidents import services
from samsyn_web.methods.incidents.models import ReportingPeriod, Submission
from samsyn_web.methods.incidents.policies import Told
from samsyn_web.methods.incidents.policies.rhythm import Rules
from samsyn_web.methods.incidents.services import rhythm
from samsyn_web.places.models import Area, AreaVersion
from tests.support.story import Person

MONDAY = datetime(2026, 11, 16, 7, 0, tzinfo=UTC)  # 8.00 in Sweden, week 47
SQUARE = '{{"type": "Polygon", "coordinates": [[[{0}, 59], [{1}, 59], [{1}, 59.1], [{0}, 59.1], [{0}, 59]]]}}'


def areas(person: Person) -> AreaVersion:
    """Two areas beside each other."""
    version = AreaVersion.objects.create(
        organisation_id=person.organisation.pk, version="Prov 2026", digest="w", created_at=MONDAY
    )
    for n, (key, name) in enumerate((("A1", "Åsen"), ("B1", "Backa"))):
        border = SQUARE.format(18 + n / 10, 18.1 + n / 10)
        Area.objects.create(version=version, position=n, key=key, name=name, geometry=border)
    return version


def set_rhythm(person: Person, at: datetime = MONDAY, **chosen: Any) -> ReportingPeriod:
    """Set the usual rhythm, and return the period that holds the day."""
    rhythm.set_rhythm(by=person.scope, at=at, rules=Rules(**chosen))
    day = at.date()
    return ReportingPeriod.objects.get(organisation=person.organisation, start__lte=day, end__gt=day)


def expect(by: Person, *people: Person, first: date = date(2026, 1, 1)) -> None:
    """Say that people are expected."""
    for one in people:
        rhythm.expect(by=by.scope, at=MONDAY, member=one.membership, first_day=first)


def send(by: Person, what: str = "SKA", at: datetime = MONDAY, **values: Any) -> Submission:
    """Send a report in an area under a number of its own."""
    told = Told(**{"what": what, "area": "" if what == "NOL" else "A1", "made_at": at, **values})
    return services.submit(by=by.scope, at=at, device_id=uuid4(), told=told)[0]


def accept(*some: Submission, state: str = "accepted") -> None:
    """Accept reports, as a reviewer does."""
    answer = "Nej." if state in ("returned", "rejected") else ""
    Submission.objects.filter(pk__in=[one.pk for one in some]).update(state=state, answer=answer)


def history(person: Person, reporters: list[Person], weeks: int = 30, at: datetime = MONDAY) -> None:
    """Have some weeks of reports behind, accepted: one incident and one answer a week and reporter."""
    for week in range(weeks, 0, -1):
        for n, one in enumerate(reporters):
            when = at - timedelta(weeks=week, days=-(n % 5))
            accept(send(one, at=when, area=("A1", "B1")[(week + n) % 2]))
