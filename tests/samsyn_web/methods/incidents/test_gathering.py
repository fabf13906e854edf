"""What is accepted is in the register once, says no name, and equals a plain recount whatever happened."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samsyn.errors import Refused
from samsyn_web.methods.incidents import services
from samsyn_web.methods.incidents.models import Report, ReportCount, Submission
from samsyn_web.methods.incidents.queries.gathering import COLUMNS, KEY, declaration, submission_rows
from samsyn_web.methods.incidents.services.gathering import gather
from samsyn_web.observations import queries as observations
from samsyn_web.people.models import Membership
from tests.support import weeks
from tests.support.story import Person
from tests.support.weeks import MONDAY, accept, send


@pytest.fixture
def town(anna: Person, rut: Person) -> Person:
    """Anna's municipality with areas, and a title for Rut."""
    weeks.areas(anna)
    services.set_review(by=anna.scope, at=MONDAY, accept_plain=False)
    Membership.objects.filter(pk=rut.membership.pk).update(function_title="Bovärd", unit="Bostaden")
    return anna


def register() -> list[tuple[Any, ...]]:
    """Return what counts in the register."""
    found = Report.objects.counting().order_by("day", "pk")
    return list(found.values_list("day", "category", "area", "kind", "severity", "reporter"))


def test_only_what_is_accepted_is_gathered_and_only_once(town: Person, rut: Person) -> None:
    first, _second = send(rut, severity=2), send(rut, "BRN")
    assert gather(by=town.scope, at=MONDAY).rows == 0
    accept(first)
    found = gather(by=town.scope, at=MONDAY)
    assert found.rows == 1
    name = f"Bovärd, Bostaden, nr {rut.membership.pk}"
    assert register() == [(date(2026, 11, 16), "SKA", "A1", "incident", 2, name)]
    first.refresh_from_db()
    assert first.intake == found.intake
    assert gather(by=town.scope, at=MONDAY + timedelta(hours=1)).rows == 0
    assert "Rut" not in str(Report.objects.values())


def test_a_report_that_is_changed_replaces_its_row_and_undoing_brings_it_back(
    town: Person, rut: Person
) -> None:
    one, other = send(rut), send(rut)
    accept(one, other)
    gather(by=town.scope, at=MONDAY)
    Submission.objects.filter(pk=other.pk).update(same_as=one, state="masked")
    later = gather(by=town.scope, at=MONDAY + timedelta(hours=1))
    assert later.rows == 1
    assert [row[3] for row in register()] == ["incident", "repeat"]
    assert later.intake is not None
    services.undo(by=town.scope, at=MONDAY, intake=later.intake)
    assert [row[3] for row in register()] == ["incident", "incident"]
    assert gather(by=town.scope, at=MONDAY + timedelta(hours=2)).rows == 1
    assert [row[3] for row in register()] == ["incident", "repeat"]


def test_one_that_is_rejected_afterwards_counts_no_more(town: Person, rut: Person) -> None:
    one = send(rut)
    accept(one)
    gather(by=town.scope, at=MONDAY)
    assert ReportCount.objects.filter(grain="month", part="all").get().n == 1
    accept(one, state="rejected")
    gather(by=town.scope, at=MONDAY + timedelta(hours=1))
    assert not ReportCount.objects.filter(grain="month", part="all", kind="incident").exists()


def test_an_answer_counts_in_the_period_that_it_answers(town: Person, rut: Person) -> None:
    weeks.set_rhythm(town)
    late_answer = MONDAY + timedelta(days=7, hours=1)  # Monday after, before Tuesday's deadline
    send(rut, "NOL", at=late_answer)
    send(rut, "NOL", at=late_answer + timedelta(days=2))
    gather(by=town.scope, at=late_answer + timedelta(days=3))
    assert [(row[0], row[3]) for row in register()] == [
        (date(2026, 11, 22), "zero"),
        (date(2026, 11, 25), "zero"),
    ]


def test_what_is_coming_is_an_answer_and_no_incident(town: Person, rut: Person) -> None:
    accept(send(rut, "KOM", when="exact", time_from=MONDAY + timedelta(days=20)))
    gather(by=town.scope, at=MONDAY)
    assert [(row[0], row[1], row[3]) for row in register()] == [(date(2026, 11, 16), "KOM", "zero")]


def test_a_home_has_no_point_and_other_points_are_kept(town: Person, rut: Person) -> None:
    home = send(rut, point=(18.05, 59.05), is_dwelling=True)
    street = send(rut, point=(18.05, 59.05), area="")
    accept(home, street)
    gather(by=town.scope, at=MONDAY)
    found = {one.x_m is None: one.area for one in Report.objects.counting()}
    assert found == {True: "A1", False: "A1"}


def test_the_source_says_how_exact_it_is(town: Person, cecilia: Person) -> None:
    said = declaration(town.scope)
    assert (said.location_precision, said.time_precision, said.counts) == ("address", "interval", "rapport")
    assert declaration(cecilia.scope).location_precision == "area", "no borders, so no points"
    assert set(COLUMNS) >= {"id", "reporter", "kind"}


def test_no_words_and_no_names_leave_the_report(town: Person, rut: Person) -> None:
    accept(send(rut, description="En lång historia", place="bakom soprummet"))
    (row,) = submission_rows(town.scope).values()
    assert not {"En lång historia", "bakom soprummet", "Rut"} & set(" ".join(row.cells).split(","))
    assert "historia" not in " ".join(row.cells)


def test_a_stranger_and_a_reader_gather_nothing(
    town: Person, rut: Person, cecilia: Person, lars: Person
) -> None:
    accept(send(rut))
    assert gather(by=cecilia.scope, at=MONDAY).rows == 0
    assert gather(by=lars.scope, at=MONDAY).rows == 0
    assert Report.objects.count() == 0


def test_without_areas_reports_are_gathered_all_the_same(anna: Person, rut: Person) -> None:
    accept(send(rut, area="", place="torget"))
    assert gather(by=anna.scope, at=MONDAY).rows == 1
    assert register()[0][2] is None


steps = st.lists(
    st.one_of(
        st.tuples(st.just("send"), st.sampled_from(["SKA", "BRN", "NOL", "POS"]), st.integers(0, 20)),
        st.tuples(st.sampled_from(["accept", "mask", "reject", "link", "unlink"]), st.integers(0, 9)),
        st.just(("gather",)),
        st.just(("undo",)),
    ),
    max_size=14,
)


def recount() -> Counter[tuple[str, str]]:
    """Count the submissions that count, one at a time."""
    found: Counter[tuple[str, str]] = Counter()
    for one in Submission.objects.all():
        if one.state in ("accepted", "masked", "in_picture"):
            kind = "zero" if one.kind == "zero" else "repeat" if one.same_as_id else one.kind
            found[kind, "" if kind == "zero" else one.category] += 1
    return found


def counted() -> Counter[tuple[str, str]]:
    """Read the counts that pages read."""
    rows = ReportCount.objects.filter(grain="month", part="category")
    found: Counter[tuple[str, str]] = Counter()
    for one in rows:
        found[one.kind, one.category] += one.n
    return found


def take(step: tuple[Any, ...], town: Person, rut: Person, hour: int) -> None:
    at = MONDAY + timedelta(hours=hour)
    if step[0] == "send":
        send(rut, step[1], at=at - timedelta(days=step[2]))
    elif step[0] == "gather":
        gather(by=town.scope, at=at)
    elif step[0] == "undo":
        source = observations.source_of_key(town.scope, KEY)
        last = observations.committed(town.scope, [source]).last() if source else None
        if last is not None:
            services.undo(by=town.scope, at=at, intake=last)
    else:
        some = list(Submission.objects.order_by("pk"))
        if not some:
            return
        one, other = some[step[1] % len(some)], some[0]
        if step[0] == "link" and one != other and one.kind != "zero":
            Submission.objects.filter(pk=one.pk).update(same_as=other)
        elif step[0] == "unlink":
            Submission.objects.filter(pk=one.pk).update(same_as=None)
        elif step[0] in ("accept", "mask", "reject") and one.kind != "zero":
            accept(one, state={"accept": "accepted", "mask": "masked", "reject": "rejected"}[step[0]])


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps)
@pytest.mark.slow
def test_the_register_equals_a_plain_recount_after_anything(
    town: Person, rut: Person, some: list[tuple[Any, ...]]
) -> None:
    from django.db import transaction

    with transaction.atomic():
        for hour, step in enumerate(some):
            take(step, town, rut, hour)
        try:
            gather(by=town.scope, at=MONDAY + timedelta(days=2))
        except Refused as error:  # pragma: no cover
            raise AssertionError(error.message) from error
        assert counted() == recount()
        transaction.set_rollback(True)
