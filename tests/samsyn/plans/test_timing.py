"""When something is done, as plans write it; the days are written by hand from a calendar."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samsyn.period import MONTHS, PeriodKind, containing
from samsyn.plans import read_when
from samsyn.plans.timing import read_goal


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Q3 2025", "2025-07-01", "2025-09-30"),
        ("kv 1-2 2025", "2025-01-01", "2025-06-30"),
        ("tredje kvartalet 2026", "2026-07-01", "2026-09-30"),
        ("våren 2026", "2026-03-01", "2026-05-31"),
        ("hösten 2025–våren 2026", "2025-09-01", "2026-05-31"),
        ("vt-25", "2025-01-01", "2025-06-30"),
        ("HT 2025", "2025-08-01", "2025-12-31"),
        ("2025–2027", "2025-01-01", "2027-12-31"),
        ("2025/26", "2025-01-01", "2026-12-31"),
        ("2026-04", "2026-04-01", "2026-04-30"),
        ("mars–maj 2026", "2026-03-01", "2026-05-31"),
        ("31/3 2026", "2026-03-31", "2026-03-31"),
        ("T2 2026", "2026-05-01", "2026-08-31"),
        ("v. 12-14 2026", "2026-03-16", "2026-04-05"),
        ("årsskiftet 2025/2026", "2025-12-31", "2025-12-31"),
        ("1:a halvåret 2026", "2026-01-01", "2026-06-30"),
        ("Start Q1 2025, klart Q4 2026", "2025-01-01", "2026-12-31"),
    ],
)
def test_from_the_first_day_to_the_last(text: str, first: str, last: str) -> None:
    when = read_when(text)
    assert (when.start, when.end) == (
        date.fromisoformat(first),
        date.fromisoformat(last) + timedelta(days=1),
    )


def test_one_time_after_a_word_is_an_end_or_a_start() -> None:
    assert read_when("klart senast december 2026").end == date(2027, 1, 1)
    assert read_when("klart senast december 2026").start is None
    assert read_when("fr.o.m. 2026-01-15").start == date(2026, 1, 15)
    assert read_when("fr.o.m. 2026-01-15").end is None


@pytest.mark.parametrize("text", ["mars", "snarast", "25 st", "våren 30 personer", "2025-13-40", "Q7 2025"])
def test_what_says_no_day_gives_none(text: str) -> None:
    assert not (read_when(text).is_dated and read_when(text).start != date(2025, 1, 1))


def test_what_goes_on_may_have_days_too() -> None:
    assert read_when("löpande").ongoing
    assert not read_when("löpande").is_dated
    assert read_when("löpande 2025–2027").end == date(2028, 1, 1)


def test_a_goal_is_reached_when_it_says_and_not_when_it_is_compared_with() -> None:
    assert read_goal("Minska med 20 procent till 2027 jämfört med 2025").end == date(2028, 1, 1)
    assert not read_goal("Färre än basår 2025").is_dated


@given(day=st.dates(date(2001, 1, 1), date(2098, 12, 31)))
def test_written_periods_are_those_of_the_calendar(day: date) -> None:
    """Against `samsyn.period`, which counts them in another way."""
    month, quarter = containing(day, PeriodKind.MONTH), containing(day, PeriodKind.QUARTER)
    tertial, year = containing(day, PeriodKind.TERTIAL), containing(day, PeriodKind.YEAR)
    for text, period in (
        (f"{MONTHS[day.month - 1]} {day.year}", month),
        (f"Q{(day.month + 2) // 3} {day.year}", quarter),
        (f"tertial {(day.month + 3) // 4} {day.year}", tertial),
        (f"under {day.year}", year),
    ):
        assert (read_when(text).start, read_when(text).end) == (period.start, period.end), text
    assert read_when(day.isoformat()).start == day
    assert read_when(f"{day.day} {MONTHS[day.month - 1]} {day.year}").start == day
