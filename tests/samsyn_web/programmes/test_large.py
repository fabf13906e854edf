"""A page reads what it shows: no more questions, and no more rows, when a programme's activities and reports grow."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models.sql.compiler import SQLCompiler
from django.test import Client
from django.test.utils import CaptureQueriesContext

from samsyn.programme import activity_matrix
from samsyn_web.programmes import presenters, queries
from samsyn_web.programmes.models import Activity, ActivityStatus, Participant, Programme
from tests.support.story import AT, Person

PAGES = ("",)


@dataclass(kw_only=True)
class Meter:
    """How many rows the database gave, and how often the facts of a programme were read out."""

    rows: int = 0
    facts: int = 0


@pytest.fixture
def meter(monkeypatch: pytest.MonkeyPatch) -> Meter:
    """Count rows where Django takes them from the database, and facts where it reads them out."""
    counted, facts = Meter(), Programme._meta.get_field("facts")
    given, read = SQLCompiler.results_iter, facts.from_db_value

    def results(self: SQLCompiler, *args: Any, **named: Any) -> Iterator[Any]:
        for row in given(self, *args, **named):
            counted.rows += 1
            yield row

    def value(*args: Any) -> Any:
        counted.facts += 1
        return read(*args)

    monkeypatch.setattr(SQLCompiler, "results_iter", results)
    monkeypatch.setattr(facts, "from_db_value", value)
    return counted


def grow(programme: Programme, activities: int) -> None:
    """Add activities: every sixty of them have each municipality with each set of focus areas, in one state."""
    before, states = Activity.objects.filter(programme=programme).count(), ActivityStatus.values
    places = list(Participant.objects.filter(programme=programme).order_by("position"))
    Activity.objects.bulk_create(
        Activity(
            programme=programme, participant=places[n % 5], key=f"a{n}", position=n, focus_area=n // 5 % 3 + 1,
            also_in=("", ",4,", ",5,", ",4,5,")[n // 15 % 4], title=f"Träff {n}", formats=",1,",
            is_listed=n % 7 > 0, status=states[n // 60 % len(states)],
            starts=date(2024, 1, 1) + timedelta(days=n % 300), written_at=AT,
        )
        for n in range(before, before + activities)
    )  # fmt: skip


def read(client: Client, address: str, meter: Meter) -> tuple[int, int, int]:
    """Return how many questions a page asks, how many rows it gets, and how often it reads the facts."""
    client.get(address)  # what the process keeps from the first time
    meter.rows = meter.facts = 0
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked), meter.rows, meter.facts


@pytest.mark.parametrize("page", PAGES)
def test_a_larger_programme_is_read_in_the_same_questions_and_rows(
    dag: Person, running: Programme, meter: Meter, page: str
) -> None:
    client, address = dag.client(), f"/program/{running.pk}/{page}"
    grow(running, 400)
    small = read(client, address, meter)
    grow(running, 400)
    assert read(client, address, meter) == small
    asked, rows, facts = small
    assert asked <= 25
    assert rows <= 250
    assert facts == 1, "the facts are read for the programme, not for each municipality"


def test_the_matrix_is_what_counting_every_activity_gives(dag: Person, running: Programme) -> None:
    grow(running, 300)
    facts, whole = (
        queries.programme_and_facts(dag.scope, running.pk),
        queries.whole_facts(dag.scope, running.pk),
    )
    assert facts is not None
    assert whole is not None
    counted = queries.activity_counts(dag.scope, running.pk)
    shown = presenters.home(running.pk, facts[1], counted, queries.participant_ids(dag.scope, running.pk))
    slow = activity_matrix(whole)
    assert [tuple(n for n, _href in row.cells) for row in shown.matrix] == [
        tuple(row.values()) for row in slow.cells.values()
    ]
    assert [row.total for row in shown.matrix] == list(slow.totals.values())
    assert shown.sums == (*(slow.in_area(number) for number in facts[1].focus_areas), slow.total)
    n, href = shown.matrix[2].cells[3]
    page = dag.client().get(href)
    assert page.context["page"].paginator.count == n + sum(
        one.status == "done" and one.municipality == whole.municipalities[2].key and 4 in one.focus_areas
        for one in whole.additions
    )
