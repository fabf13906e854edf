"""A page reads what it shows: no more questions, and no more rows, when a programme's activities and reports grow."""

from __future__ import annotations

from collections import Counter
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
from samsyn_web.programmes.models import (
    Activity,
    ActivityStatus,
    Participant,
    Programme,
    QuarterlyPart,
    QuarterlyReport,
    QuarterlyVersion,
)
from tests.support.story import AT, Person

PAGES = (
    "",
    "lage/",
    "kvartal/",
    "kvartal/hinder/vacancy/",
    "deltagare/",
    "stod/",
    "pengar/",
    "belastning/",
    "aktiviteter/",
)


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


def report(programme: Programme, years: range, by: Person) -> None:
    """Let every municipality have reported each quarter of some years, in three focus areas, two with obstacles."""
    reports = QuarterlyReport.objects.bulk_create(
        QuarterlyReport(
            participant=place,
            quarter=f"{year}-Q{n}",
            due=date(year, 3 * n, 20),
            state="submitted",
            opened_at=AT,
        )
        for year in years
        for n in range(1, 5)
        for place in Participant.objects.filter(programme=programme)
    )
    QuarterlyVersion.objects.bulk_create(
        QuarterlyVersion(report=one, number=n, content={}, digest="", submitted_by=by.user, submitted_at=AT)
        for one in reports
        for n in (1, 2)
    )
    QuarterlyPart.objects.bulk_create(
        QuarterlyPart(
            report=one,
            focus_area=area,
            status="deviation",
            comment="Vakant.",
            obstacles=["vacancy", "money"][: area % 3],
        )
        for one in reports
        for area in (1, 2, 3)
    )


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
    report(running, range(2020, 2025), dag)
    small = read(client, address, meter)
    grow(running, 400)
    report(running, range(2016, 2020), dag)
    assert read(client, address, meter) == small
    asked, rows, facts = small
    assert asked <= 30
    assert rows <= 850  # a hundred reports with their keys, parts and versions
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


def test_obstacles_are_what_counting_every_part_gives(dag: Person, running: Programme) -> None:
    report(running, range(2022, 2025), dag)
    draft = QuarterlyReport.objects.filter(participant__programme=running).order_by("pk")[7]
    QuarterlyReport.objects.filter(pk=draft.pk).update(state="open")
    slow: Counter[tuple[str, str]] = Counter()
    for part in QuarterlyPart.objects.exclude(report=draft).select_related("report"):
        slow.update((part.report.quarter, code) for code in part.obstacles)
    found = queries.obstacles(dag.scope, running.pk)
    assert found.quarters == [f"{year}-Q{n}" for year in (2023, 2024) for n in range(1, 5)]
    assert {key: n for key, n in found.counts.items() if n} == {
        key: n for key, n in slow.items() if key[0] in found.quarters
    }
    assert found.totals == Counter(code for _quarter, code in slow.elements())
    for code in ("vacancy", "money", "turnover"):
        behind = queries.naming(dag.scope, running.pk, code)
        assert behind.count() == found.totals.get(code, 0)
        assert all(code in part.obstacles for part in behind)
    assert (
        queries.naming(dag.scope, running.pk, "money", draft.quarter).count() == slow[draft.quarter, "money"]
    )
    listed = list(queries.reports(dag.scope, running.pk)[:9])
    newest = queries.ways(dag.scope, running.pk, [one.pk for one in listed])
    assert {key: one.number for key, one in newest.items()} == {one.pk: 2 for one in listed}
