"""What is asked, counted once: by hand, against a slow way that looks at each pair and each day, and by properties."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samsyn.errors import BadInput
from samsyn.period import Period, PeriodKind, containing, periods_between
from samsyn.programme.demand_counts import asked, collisions, focus_areas_by_week, stated_hours
from samsyn.programme.demands import Demand, Why, folded, read_units, settle
from samsyn.programme.load import weekly_load

MONDAY = date(2026, 11, 23)
LAST = MONDAY + timedelta(weeks=9)
MONTHS = tuple(periods_between(date(2026, 11, 1), date(2027, 2, 1), PeriodKind.MONTH))


def demand(n: int = 1, **more: Any) -> Demand:
    base: dict[str, Any] = {
        "kind": "activity", "key": str(n), "title": f"Träff {n}", "municipality": "A", "unit": "Skolan",
        "starts": MONDAY, "ends": MONDAY,
    }  # fmt: skip
    return Demand(**base | more)


@st.composite
def demands(draw: st.DrawFn) -> list[Demand]:
    """Rows of a few titles, units and functions, spelt in several ways, some that cannot be counted."""
    made = []
    for n in range(draw(st.integers(0, 6))):
        starts = draw(st.none() | st.integers(0, 50).map(lambda days: MONDAY + timedelta(days=days)))
        length = draw(st.none() | st.integers(0, 25))
        made.append(
            Demand(
                kind=draw(st.sampled_from(("activity", "undertaking"))),
                key=str(n),
                title=draw(st.sampled_from(("SSPF", " sspf ", "Kampanj"))),
                municipality=draw(st.sampled_from("AB")),
                unit=draw(st.sampled_from(("Skolan", "SKOLAN", "Fritid", ""))),
                function=draw(st.sampled_from(("Rektor", "rektor", "Kurator", "fritid", ""))),
                starts=starts,
                ends=None if starts is None or length is None else starts + timedelta(days=length),
                focus_areas=draw(st.sampled_from(((), (1,), (1, 2)))),
                hours_per_week=draw(st.sampled_from((None, None, 2.0, 3.5))),
            )
        )
    return made


def days_of(one: Demand) -> set[date]:
    assert one.starts is not None
    return {
        one.starts + timedelta(days=n) for n in range(((one.ends or date(2027, 3, 31)) - one.starts).days + 1)
    }


def slow_groups(rows: list[Demand]) -> list[list[Demand]]:
    """Put together, pair by pair, what has the same title and a day in common, until nothing more goes together."""
    groups = [[one] for one in dict.fromkeys(rows) if one.starts and (one.unit or one.function)]
    while True:
        for some, others in combinations(groups, 2):
            alike = [
                (a, b)
                for a in some
                for b in others
                if a.municipality == b.municipality
                and a.title.split() and a.title.strip().lower() == b.title.strip().lower()
                and days_of(a) & days_of(b)
            ]  # fmt: skip
            if alike:
                groups.remove(others)
                some += others
                break
        else:
            return groups


def slow_name(one: Demand, rows: list[Demand]) -> tuple[str, str]:
    """Return whose time a row asks for, a unit's name that stands as a function read as the unit."""
    units = {each.unit.lower() for each in rows if each.municipality == one.municipality and each.unit}
    if not one.unit and one.function.lower() in units:
        return one.function.lower(), ""
    return one.unit.lower(), one.function.lower()


@given(demands())
def test_counts_are_those_of_the_slow_way(rows: list[Demand]) -> None:
    groups = slow_groups(rows)
    expected: dict[tuple[str, str | None, str | None, Period], int] = {}
    for month in MONTHS:
        inside = {month.start + timedelta(days=n) for n in range(month.days)}
        for group in groups:
            cells: set[tuple[str | None, str | None]] = set()
            for one in group:
                if days_of(one) & inside:
                    unit, function = slow_name(one, rows)
                    cells |= {(None, None)} | ({(unit, None)} if unit else set())
                    cells |= {(unit, function)} if function else set()
            for cell in cells:
                key = (group[0].municipality, *cell, month)
                expected[key] = expected.get(key, 0) + 1
    found = {
        (
            one.municipality,
            None if one.unit is None else folded(one.unit),
            None if one.function is None else folded(one.function),
            one.period,
        ): one.n
        for one in asked(settle(rows).occasions, MONTHS)
    }
    assert found == expected


@given(demands(), st.integers(1, 2))
def test_collisions_are_those_of_the_slow_way(rows: list[Demand], most: int) -> None:
    groups = slow_groups(rows)
    named = {(one.municipality, *slow_name(one, rows)) for group in groups for one in group}
    expected = {}
    for place, unit, function in named:
        for n in range(10):
            week = MONDAY + timedelta(weeks=n)
            inside = {week + timedelta(days=day) for day in range(7)}
            there = [
                group
                for group in groups
                if any(
                    one.municipality == place
                    and slow_name(one, rows)[0] == unit
                    and slow_name(one, rows)[1] in ("", function)
                    and days_of(one) & inside
                    for one in group
                )
            ]  # fmt: skip
            if len(there) > most:
                expected[place, unit, function, week] = len(there)
    found = collisions(settle(rows).occasions, MONDAY, LAST, most)
    assert {
        (one.municipality, folded(one.unit), folded(one.function), one.week): len(one.occasions)
        for one in found
    } == expected


@given(demands(), st.randoms(use_true_random=False))
def test_neither_order_nor_a_row_told_twice_matters(rows: list[Demand], shuffled: Any) -> None:
    mixed = [*rows, *rows]
    shuffled.shuffle(mixed)
    assert settle(mixed) == settle(rows)
    counted = sum(len(one.parts) for one in settle(rows).occasions) + len(settle(rows).uncounted)
    assert counted == len(set(rows)), "each row is counted or told why not"


@given(demands())
def test_a_unit_has_no_more_than_its_functions_and_whole_together_and_no_fewer_than_any(
    rows: list[Demand],
) -> None:
    found = asked(settle(rows).occasions, MONTHS)
    whole = {(one.municipality, one.period): one.n for one in found if one.unit is None}
    for one in found:
        assert 1 <= one.n <= whole[one.municipality, one.period]


@given(demands())
def test_hours_are_only_those_that_were_stated(rows: list[Demand]) -> None:
    occasions = settle(rows).occasions
    hours = weekly_load(stated_hours(occasions, LAST))
    stated = [one for group in occasions for one in group.parts if one.hours_per_week is not None]
    assert bool(hours) == bool(stated)
    for one in hours:
        there = [
            part.hours_per_week or 0
            for part in stated
            if (part.municipality, folded(part.unit), folded(part.function))
            == (one.municipality, folded(one.unit), folded(one.function))
        ]
        assert max(min(there), 0) <= one.hours <= sum(there)


def test_an_activity_in_two_lists_and_two_focus_areas_counts_once_by_hand() -> None:
    rows = [
        demand(1, title="Workshop om SSPF", unit="Skolan", function="Rektor", focus_areas=(2, 5)),
        demand(1, title="Workshop om SSPF", unit="Socialtjänsten", focus_areas=(2, 5)),
        demand(7, kind="undertaking", title="workshop  om sspf", unit="skolan", function="rektor",
               ends=MONDAY + timedelta(days=9), hours_per_week=4.0),
        demand(8, kind="undertaking", title="Workshop om SSPF", unit="Skolan", function="Rektor",
               starts=MONDAY + timedelta(days=9), ends=MONDAY + timedelta(days=9), hours_per_week=6.0),
    ]  # fmt: skip
    november, december, *_ = MONTHS
    settled = settle(rows)
    counted = {
        (one.unit, one.function, one.period.start.month): one.n for one in asked(settled.occasions, MONTHS)
    }
    assert counted == {
        (None, None, 11): 1, ("Skolan", None, 11): 1, ("Skolan", "Rektor", 11): 1, ("Socialtjänsten", None, 11): 1,
        (None, None, 12): 1, ("Skolan", None, 12): 1, ("Skolan", "Rektor", 12): 1,
    }  # fmt: skip
    assert [(one.week.day, one.hours) for one in weekly_load(stated_hours(settled.occasions, LAST))] == [
        (23, 6.0), (30, 6.0),
    ]  # fmt: skip
    assert focus_areas_by_week([*rows, demand(9, unit="", focus_areas=(7,))], MONDAY, LAST) == {
        ("A", MONDAY): frozenset({2, 5, 7})
    }
    assert (november.start.month, december.start.month) == (11, 12)


def test_the_same_title_at_another_time_is_another_occasion() -> None:
    monthly = [
        demand(n, title="Månadsmöte", starts=MONDAY + timedelta(days=n), ends=MONDAY + timedelta(days=n))
        for n in (0, 2)
    ]
    (week,) = collisions(settle(monthly).occasions, MONDAY, MONDAY)
    assert (week.unit, week.function, week.week, len(week.occasions)) == ("Skolan", "", MONDAY, 2)


def test_a_function_called_as_a_unit_is_the_unit() -> None:
    rows = [
        demand(1, unit="Skolan"),
        demand(2, unit="", function="skolan"),
        demand(3, unit="", function="Polis"),
    ]
    (met,) = collisions(settle(rows).occasions, MONDAY, MONDAY)
    assert [one.title for one in met.occasions] == ["Träff 1", "Träff 2"]


def test_what_names_nobody_or_no_day_is_told_with_the_reason() -> None:
    rows = [demand(1, unit=" "), demand(2, starts=None, ends=None), demand(3)]
    assert [(one.demand.key, one.why) for one in settle(rows).uncounted] == [
        ("1", Why.NO_UNIT),
        ("2", Why.NO_DAY),
    ]


def test_what_has_no_end_goes_on() -> None:
    goes_on = settle([demand(1, ends=None), demand(2, starts=LAST, ends=LAST)]).occasions
    assert [one.week for one in collisions(goes_on, MONDAY, LAST)] == [LAST]
    january = containing(date(2027, 1, 1), PeriodKind.MONTH)
    assert [one.n for one in asked(goes_on[:1], [january])] == [1, 1]


def test_units_are_read_once_each_and_a_function_needs_its_unit() -> None:
    assert read_units(" Skolan : rektor ;; skolan: Rektor; Skolan ") == (("Skolan", "rektor"), ("Skolan", ""))
    assert read_units("") == ()
    with pytest.raises(BadInput, match="enheten före"):
        read_units(": rektor")
    with pytest.raises(BadInput, match="120 tecken"):
        read_units("x" * 121)


@given(demands())
def test_focus_areas_are_those_that_a_slow_way_finds(rows: list[Demand]) -> None:
    found = focus_areas_by_week(rows, MONDAY, LAST)
    for place in "AB":
        for n in range(10):
            week = MONDAY + timedelta(weeks=n)
            inside = {week + timedelta(days=day) for day in range(7)}
            slow = {
                area
                for one in rows
                if one.municipality == place and one.starts and days_of(one) & inside
                for area in one.focus_areas
            }
            assert found.get((place, week), frozenset()) == slow
