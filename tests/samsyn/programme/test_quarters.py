"""
The clock of quarterly reports: by hand, against a slow walk through the days, and by what must always hold.

There is no published value to compare with: the rule of so many days is the programme's own.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samsyn.errors import BadPeriod
from samsyn.programme.quarters import (
    REMINDERS,
    Standing,
    due_date,
    last_ended,
    proposed_status,
    reminder,
    stand,
)

DUE = date(2026, 10, 15)
DAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))


@pytest.mark.parametrize(
    ("quarter", "days", "due"),
    [
        ("2026-Q3", 15, DUE),
        ("2026-Q4", 15, date(2027, 1, 15)),
        ("2024-Q1", 1, date(2024, 4, 1)),
        ("2023-Q4", 60, date(2024, 2, 29)),
    ],
)
def test_when_a_report_is_due_by_hand(quarter: str, days: int, due: date) -> None:
    assert due_date(quarter, days) == due


@pytest.mark.parametrize("text", ["2026-W40", "2026-Q5", "2026", ""])
def test_what_is_no_quarter_is_told(text: str) -> None:
    with pytest.raises(BadPeriod):
        due_date(text)


@given(DAYS, st.integers(1, 90))
def test_the_due_day_is_found_by_walking_from_the_last_day_of_the_quarter(today: date, days: int) -> None:
    quarter = last_ended(today)
    day = today
    while (day.month, day.day) not in {(3, 31), (6, 30), (9, 30), (12, 31)} or day == today:
        day -= timedelta(days=1)
    assert quarter == f"{day.year}-Q{day.month // 3}"
    for _step in range(days):
        day += timedelta(days=1)
    assert due_date(quarter, days) == day


@pytest.mark.parametrize(
    ("handed_in", "is_back", "today", "standing", "late"),
    [
        (None, False, DUE, Standing.WAITING, 0),
        (None, False, DUE + timedelta(days=1), Standing.LATE, 1),
        (DUE, False, DUE + timedelta(days=90), Standing.HANDED_IN, 0),
        (DUE + timedelta(days=5), False, DUE + timedelta(days=90), Standing.HANDED_IN_LATE, 5),
        (DUE, True, DUE, Standing.BACK, 0),
        (DUE, True, DUE + timedelta(days=2), Standing.BACK, 2),
    ],
)
def test_how_a_report_stands_by_hand(
    handed_in: date | None, is_back: bool, today: date, standing: Standing, late: int
) -> None:
    found = stand(due=DUE, handed_in=handed_in, is_back=is_back, today=today)
    assert (found.standing, found.days_late) == (standing, late)
    assert found.is_late == (late > 0 and handed_in != DUE + timedelta(days=5))


@given(DAYS, st.none() | DAYS, st.booleans(), DAYS)
def test_who_has_handed_in_is_never_late_and_late_only_grows(
    due: date, handed_in: date | None, is_back: bool, today: date
) -> None:
    now = stand(due=due, handed_in=handed_in, is_back=is_back, today=today)
    then = stand(due=due, handed_in=handed_in, is_back=is_back, today=today + timedelta(days=1))
    assert now.days_late <= then.days_late <= now.days_late + 1
    if handed_in is not None and not is_back:
        assert not now.is_late
        assert now == then


@given(st.integers(-100, 100))
def test_each_reminder_is_the_last_whose_day_has_come(left: int) -> None:
    told = [day for day in REMINDERS if left <= day]  # REMINDERS goes down
    assert reminder(left) == (told[-1] if told else None)


def test_over_a_whole_life_each_reminder_comes_once_and_in_order() -> None:
    said: list[int] = []
    for left in range(30, -60, -1):
        step = reminder(left)
        if step is not None and step not in said:
            said.append(step)
    assert said == list(REMINDERS)


@given(st.lists(st.sampled_from(["planned", "done", "moved", "cancelled"])))
def test_what_activities_propose(statuses: list[str]) -> None:
    slow = "none"
    for one in statuses:
        slow = "on_plan" if one == "done" and slow != "deviation" else "deviation"
    assert proposed_status(statuses) == slow
    assert proposed_status(reversed(statuses)) == slow
