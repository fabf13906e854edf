"""A vacant local project leader is told after thirty days, by days alone."""

from __future__ import annotations

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.utils.timezone import localdate

from samsyn.errors import BadInput, Refused
from samsyn_web.base import clock
from samsyn_web.people import queries as people
from samsyn_web.people import services
from samsyn_web.programmes.models import Participant, Programme
from samsyn_web.programmes.policies.vacancies import is_vacant_too_long, vacant_since
from tests.support.story import AT, Person

DAY = date(2024, 10, 7)


def held(*days: tuple[int, int | None]) -> list[SimpleNamespace]:
    """Return times from so many days before the day to so many, or still."""
    return [
        SimpleNamespace(
            starts=DAY - timedelta(days=first), ends=None if last is None else DAY - timedelta(days=last)
        )
        for first, last in days
    ]


@pytest.mark.parametrize(
    ("times", "since", "too_long"),
    [
        ([], None, False),
        ([(100, None)], None, False),
        ([(100, 0)], None, False),
        ([(100, 31)], 30, False),
        ([(100, 32)], 31, True),
        ([(100, 60), (50, None)], None, False),
        ([(100, 60), (-10, None)], 59, True),
    ],
)
def test_since_when_a_function_is_vacant(
    times: list[tuple[int, int | None]], since: int | None, too_long: bool
) -> None:
    expected = None if since is None else DAY - timedelta(days=since)
    assert vacant_since(held(*times), DAY) == expected
    assert is_vacant_too_long(held(*times), DAY) is too_long


def test_the_programme_is_told_and_another_organisation_reads_nothing(
    anna: Person, dag: Person, running: Programme
) -> None:
    one = Participant.objects.get(programme=running, position=0)
    client, path = dag.client(), f"/program/deltagare/{one.pk}/vagen/"
    today = localdate(clock.now())
    first, last = today - timedelta(days=200), today - timedelta(days=40)
    assert client.post(path, {"do": "filled", "filled-starts": first.isoformat()}).status_code == 302
    assert client.post(path, {"do": "left", "left-ends": last.isoformat()}).status_code == 302
    assert "vakant sedan" in client.get(path).content.decode()
    assert "saknar lokal projektledare" in client.get(f"/program/{running.pk}/").content.decode()
    assert not people.function_periods(anna.scope, "programme/")
    (period,) = people.function_periods(dag.scope, "programme/")
    with pytest.raises(Refused):
        services.leave_function(by=anna.scope, at=AT, period=period, ends=last)
    given = {"by": dag.scope, "at": AT, "subject": period.subject, "function": period.function}
    with pytest.raises(Refused, match="redan besatt"):
        services.fill_function(**given, starts=first, ends=last)  # type: ignore[arg-type]
    with pytest.raises(BadInput):
        services.fill_function(**given, starts=today, ends=last)  # type: ignore[arg-type]
