"""Reports of one event are found, linked to one main report, and let go again exactly as they were."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from samsyn.errors import Refused
from samsyn_web.causes import services as causes
from samsyn_web.methods.incidents import queries, services
from samsyn_web.methods.incidents.models import ProblemReport, Submission, SubmissionState
from samsyn_web.methods.incidents.policies import Alike, alike
from samsyn_web.methods.incidents.policies.same_event import span
from samsyn_web.places import services as places
from tests.support.sent import HERE, NOW, fresh, make_areas, send
from tests.support.story import Person


def near(meters: float) -> tuple[float, float]:
    """A point so many metres north of HERE."""
    return HERE[0], HERE[1] + meters / 111_412


def reasons(anna: Person, one: Submission) -> list[tuple[int, tuple[str, ...]]]:
    """Return what is suggested for a report, and why."""
    return [(each.submission.pk, each.alike.reasons) for each in queries.suggestions(anna.scope, one.pk)]


def test_near_in_place_and_time_is_suggested_with_the_reasons(anna: Person, rut: Person, bo: Person) -> None:
    make_areas(anna)
    one = send(rut, place="", point=HERE)
    later = NOW + timedelta(minutes=40)
    other = send(bo, at=later, place="", point=near(85))
    ((key, why),) = reasons(anna, one)
    assert key == other.pk
    assert why == ("samma kategori", "85 meter ifrån", "40 minuter isär")
    assert [each[0] for each in reasons(anna, other)] == [one.pk]


@pytest.mark.parametrize(
    "values",
    [
        {"point": near(170)},
        {"point": HERE, "what": "BRN"},
        {"point": HERE, "at": NOW + timedelta(hours=4)},
        {"point": HERE, "what": "TRY"},
    ],
)
def test_what_differs_is_not(anna: Person, rut: Person, values: dict) -> None:
    make_areas(anna)
    one = send(rut, place="", point=HERE)
    if values.get("what") == "TRY":
        values = {**values, "what": "POS"}
    send(rut, place="", **values)
    assert reasons(anna, one) == []


def test_a_named_place_is_one_place(anna: Person, rut: Person) -> None:
    torget = places.add_place(by=anna.scope, at=NOW, name="Torget")
    one, _other = (send(rut, place="", named_place=torget.pk) for _ in range(2))
    ((_key, why),) = reasons(anna, one)
    assert why[1:] == ("samma plats: Torget", "tiderna går i varandra")


def test_two_homes_in_one_area_are_not_one_place(anna: Person, rut: Person) -> None:
    make_areas(anna)
    one, _other = (send(rut, place="", area="A1", is_dwelling=True) for _ in range(2))
    assert reasons(anna, one) == []


def test_another_municipalitys_report_is_never_suggested_or_linked(
    anna: Person, rut: Person, cecilia: Person
) -> None:
    one, theirs = send(rut), send(cecilia)
    assert reasons(anna, one) == []
    for by in (anna, cecilia):
        with pytest.raises(Refused), transaction.atomic():
            services.link_same(by=by.scope, at=NOW, submission=one, main=theirs)
    with pytest.raises(Refused):
        services.unlink_same(by=cecilia.scope, at=NOW, submission=one)


def test_a_chain_is_flattened_and_put_back(anna: Person, rut: Person) -> None:
    first, second, third, fourth = (send(rut) for _ in range(4))
    services.link_same(by=anna.scope, at=NOW, submission=third, main=second)
    services.link_same(by=anna.scope, at=NOW, submission=fourth, main=third)
    assert fresh(fourth).same_as_id == second.pk, "one main report"
    followed = services.link_same(by=anna.scope, at=NOW, submission=second, main=first)
    assert followed == [third.pk, fourth.pk]
    assert {fresh(one).same_as_id for one in (second, third, fourth)} == {first.pk}
    services.unlink_same(by=anna.scope, at=NOW, submission=second, followers=followed)
    assert [fresh(one).same_as_id for one in (second, third, fourth)] == [None, second.pk, second.pk]


def test_linking_round_in_a_circle_is_refused(anna: Person, rut: Person) -> None:
    first, second = send(rut), send(rut)
    services.link_same(by=anna.scope, at=NOW, submission=second, main=first)
    for main in (first, second):  # the second stands for the first
        with pytest.raises(Refused, match="om sig själv"):
            services.link_same(by=anna.scope, at=NOW, submission=first, main=main)


def test_what_a_picture_has_counted_is_not_linked(anna: Person, rut: Person) -> None:
    first, second = send(rut), send(rut)
    Submission.objects.filter(pk=second.pk).update(state=SubmissionState.IN_PICTURE)
    with pytest.raises(Refused, match="lägesbild"):
        services.link_same(by=anna.scope, at=NOW, submission=second, main=first)
    services.link_same(by=anna.scope, at=NOW, submission=first, main=second)


METERS = st.floats(-400, 400, allow_nan=False)
MINUTES = st.integers(-600, 600)


@given(METERS, METERS, MINUTES, st.integers(0, 300), st.sampled_from(["SKA", "BRN"]))
def test_being_alike_goes_both_ways_and_keeps_its_limits(
    x_m: float, y_m: float, minutes: int, lasts: int, category: str
) -> None:
    one = _report(1, 0.0, 0.0, NOW, 0)
    other = _report(2, x_m, y_m, NOW + timedelta(minutes=minutes), lasts, category)
    found, back = alike(one, other), alike(other, one)
    assert found == back
    close = x_m**2 + y_m**2 <= 150**2
    gap = minutes if minutes > 0 else -minutes - lasts  # one is an instant
    assert (found is not None) == (close and gap <= 180 and category == "SKA")
    assert found is None or isinstance(found, Alike)


def _report(
    key: int, x_m: float, y_m: float, start: datetime, lasts: int, category: str = "SKA"
) -> Submission:
    return Submission(
        pk=key, organisation_id=1, kind="incident", category=category, x_m=x_m, y_m=y_m, day=start.date(),
        time_from=start, time_to=start + timedelta(minutes=lasts),
    )  # fmt: skip


def test_what_was_found_afterwards_may_have_happened_the_day_before(rut: Person) -> None:
    found = send(rut, when="discovered")
    assert span(found) == (NOW - timedelta(hours=24), NOW)


def test_reports_are_about_a_problem_once(anna: Person, rut: Person, cecilia: Person) -> None:
    problem = causes.open_problem(by=anna.scope, at=NOW, title="Klotter på busskurar", category="SKA")
    one, other = send(rut), send(rut)
    for _ in range(2):
        services.link_problem(by=anna.scope, at=NOW, submission=one, problem=problem)
    services.link_problem(by=anna.scope, at=NOW, submission=other, problem=problem)
    services.link_same(by=anna.scope, at=NOW, submission=other, main=one)
    counted = queries.counted_reports(anna.scope, problem.pk)
    assert counted is not None
    assert (counted.reports, counted.events) == (2, 1)
    assert [n for _week, n in counted.weeks] == [2]
    assert queries.counts_by_problem(anna.scope) == {problem.pk: 2}
    assert services.unlink_problem(by=anna.scope, at=NOW, submission=one, problem=problem)
    assert ProblemReport.objects.count() == 1
    theirs = causes.open_problem(by=cecilia.scope, at=NOW, title="Deras")
    for by, about in ((anna, theirs), (cecilia, problem), (cecilia, theirs)):
        with pytest.raises(Refused), transaction.atomic():
            services.link_problem(by=by.scope, at=NOW, submission=one, problem=about)


def test_open_problems_are_suggested_by_place_and_category(anna: Person, rut: Person) -> None:
    make_areas(anna)
    torget = places.add_place(by=anna.scope, at=NOW, name="Torget", point=HERE)
    old, one = (send(rut, place="", named_place=torget.pk) for _ in range(2))
    elsewhere = causes.open_problem(by=anna.scope, at=NOW, title="Bränder", area="A1", category="BRN")
    area = causes.open_problem(by=anna.scope, at=NOW, title="Klotter i Åsen", area="A1", category="SKA")
    square = causes.open_problem(by=anna.scope, at=NOW, title="Torget")
    services.link_problem(by=anna.scope, at=NOW, submission=old, problem=square)
    found = queries.problem_suggestions(anna.scope, one.pk)
    assert [each.problem for each in found] == [square, area]
    assert elsewhere not in [each.problem for each in found]
    causes.close_problem(by=anna.scope, at=NOW, problem=square, reason="Löst.")
    assert [each.problem for each in queries.problem_suggestions(anna.scope, one.pk)] == [area]
