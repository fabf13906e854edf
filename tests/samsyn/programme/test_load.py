"""Load week by week: by hand, against a slow way that counts day by day, and by what must always hold."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from samsyn.programme.load import Task, concurrent_focus_areas, too_much, weekly_load, within

MONDAY = date(2026, 11, 23)


@st.composite
def tasks(draw: st.DrawFn) -> list[Task]:
    """Some tasks of a few functions in a few weeks."""
    made = []
    for n in range(draw(st.integers(0, 6))):
        starts = MONDAY + timedelta(days=draw(st.integers(0, 30)))
        made.append(
            Task(
                name=f"t{n}",
                municipality=draw(st.sampled_from("AB")),
                unit="Skola",
                function=draw(st.sampled_from(("Rektor", "Kurator"))),
                starts=starts,
                ends=starts + timedelta(days=draw(st.integers(0, 20))),
                hours_per_week=draw(st.sampled_from((1.0, 2.5, 4.0))),
                focus_area=draw(st.sampled_from((None, 1, 2, 3))),
            )
        )
    return made


def slow_hours(given_tasks: list[Task], place: str, function: str, week: date) -> float:
    """Sum the hours of a week by looking at each of its days."""
    days = [week + timedelta(days=n) for n in range(7)]
    return sum(
        task.hours_per_week
        for task in given_tasks
        if (task.municipality, task.function) == (place, function)
        and any(task.starts <= day <= task.ends for day in days)
    )


@given(tasks())
def test_the_hours_of_each_week_are_those_that_a_slow_way_finds(given_tasks: list[Task]) -> None:
    found = {(one.municipality, one.function, one.week): one.hours for one in weekly_load(given_tasks)}
    for place in "AB":
        for function in ("Rektor", "Kurator"):
            for n in range(8):
                week = MONDAY + timedelta(weeks=n)
                slow = slow_hours(given_tasks, place, function, week)
                assert found.get((place, function, week), 0) == slow


@given(tasks(), st.integers(0, 6), st.integers(1, 4))
def test_the_load_of_some_weeks_needs_only_what_is_within_them(
    given_tasks: list[Task], first: int, n: int
) -> None:
    shown = [MONDAY + timedelta(weeks=first + week) for week in range(n)]
    cut = within(given_tasks, shown[0], shown[-1] + timedelta(days=6))
    assert weekly_load(cut) == tuple(one for one in weekly_load(given_tasks) if one.week in shown)
    assert concurrent_focus_areas(cut) == {
        key: areas for key, areas in concurrent_focus_areas(given_tasks).items() if key[1] in shown
    }
    days = {shown[0] + timedelta(days=day) for day in range(7 * n)}
    assert {one.name for one in cut} == {
        one.name for one in given_tasks if any(one.starts <= day <= one.ends for day in days)
    }


@given(tasks())
def test_the_order_of_tasks_does_not_matter(given_tasks: list[Task]) -> None:
    assert weekly_load(given_tasks) == weekly_load(given_tasks[::-1])
    assert concurrent_focus_areas(given_tasks) == concurrent_focus_areas(given_tasks[::-1])


def test_a_collision_by_hand() -> None:
    school: dict[str, Any] = {"municipality": "A", "unit": "Skola", "function": "Rektor"}
    first = Task(
        name="Tryggare skola", starts=MONDAY, ends=MONDAY + timedelta(days=13), hours_per_week=6, **school
    )
    second = Task(
        name="Nationell satsning", starts=MONDAY + timedelta(days=7), ends=MONDAY + timedelta(days=8),
        hours_per_week=4, focus_area=5, **school,
    )  # fmt: skip
    (over,) = too_much(weekly_load([first, second]), 8)
    assert (over.week, over.hours, over.tasks) == (
        MONDAY + timedelta(days=7), 10, ("Nationell satsning", "Tryggare skola"),
    )  # fmt: skip
    assert not too_much(weekly_load([first, second]), 10), "just as much as the limit is not more than it"
    assert concurrent_focus_areas([first, second]) == {("A", MONDAY + timedelta(days=7)): frozenset({5})}
