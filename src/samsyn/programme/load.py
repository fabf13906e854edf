"""
How much is asked of each unit and function week by week, and where several things meet.

Hours are summed over everything that runs in a week; a week counts whole where any day of it is taken, since what is
planned by the week is not divided over its days.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta


@dataclass(frozen=True, kw_only=True)
class Task:
    """What takes a function's time: `starts` to `ends`, both days counted, and `hours_per_week` (hours)."""

    name: str
    municipality: str
    unit: str
    function: str
    starts: date
    ends: date
    hours_per_week: float
    focus_area: int | None = None


@dataclass(frozen=True, kw_only=True)
class WeekLoad:
    """One function's week: the Monday, the hours, and what they are for, by name."""

    municipality: str
    unit: str
    function: str
    week: date
    hours: float
    tasks: tuple[str, ...]


def weeks(starts: date, ends: date) -> list[date]:
    """
    Return the Mondays of the weeks that two days and those between them lie in.

    Examples
    --------
    >>> weeks(date(2026, 11, 27), date(2026, 11, 30))
    [datetime.date(2026, 11, 23), datetime.date(2026, 11, 30)]
    """
    first = starts - timedelta(days=starts.weekday())
    return [first + timedelta(weeks=n) for n in range((ends - first).days // 7 + 1)]


def within(tasks: Iterable[Task], starts: date, ends: date) -> tuple[Task, ...]:
    """
    Return what is left of tasks between two days, both of them counted; those wholly outside are left out.

    The load of the weeks of a span is that of the tasks within it, where the span is of whole weeks.

    Examples
    --------
    >>> given = {"municipality": "A", "unit": "Skola", "function": "Rektor", "hours_per_week": 2.5}
    >>> whole = Task(name="x", starts=date(2026, 1, 1), ends=date(2040, 1, 1), **given)
    >>> [(str(one.starts), str(one.ends)) for one in within([whole], date(2026, 11, 23), date(2026, 11, 29))]
    [('2026-11-23', '2026-11-29')]
    """
    return tuple(
        replace(one, starts=max(one.starts, starts), ends=min(one.ends, ends))
        for one in tasks
        if one.starts <= ends and one.ends >= starts
    )


def weekly_load(tasks: Iterable[Task]) -> tuple[WeekLoad, ...]:
    """
    Sum the hours of each municipality's units and functions by week, in order of place, unit, function and week.

    Examples
    --------
    >>> day = date(2026, 11, 23)
    >>> given = {"municipality": "A", "unit": "Skola", "function": "Rektor", "starts": day, "ends": day}
    >>> [one.hours for one in weekly_load([Task(name=n, hours_per_week=2.5, **given) for n in "xy"])]
    [5.0]
    """
    found: dict[tuple[str, str, str, date], list[Task]] = defaultdict(list)
    for task in tasks:
        for week in weeks(task.starts, task.ends):
            found[task.municipality, task.unit, task.function, week].append(task)
    return tuple(
        WeekLoad(
            municipality=place,
            unit=unit,
            function=function,
            week=week,
            hours=sum(sorted(task.hours_per_week for task in several)),
            tasks=tuple(sorted(task.name for task in several)),
        )
        for (place, unit, function, week), several in sorted(found.items(), key=lambda item: item[0])
    )


def too_much(loads: Iterable[WeekLoad], hours: float) -> tuple[WeekLoad, ...]:
    """Return the weeks where a function has more than so many hours."""
    return tuple(one for one in loads if one.hours > hours)


def concurrent_focus_areas(tasks: Iterable[Task]) -> dict[tuple[str, date], frozenset[int]]:
    """Return which focus areas each municipality works with in each week; a task of no focus area counts for none."""
    found: dict[tuple[str, date], set[int]] = defaultdict(set)
    for task in tasks:
        if task.focus_area is not None:
            for week in weeks(task.starts, task.ends):
                found[task.municipality, week].add(task.focus_area)
    return {key: frozenset(areas) for key, areas in sorted(found.items())}
