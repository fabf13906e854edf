"""How many occasions ask each unit and function in a period, where several meet in a week, and the hours stated."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from samsyn.period import Period
from samsyn.programme.demands import Demand, Occasion, folded
from samsyn.programme.load import Task, weeks


@dataclass(frozen=True, kw_only=True)
class Asked:
    """
    How many occasions ask something in a period.

    `unit` and `function` are none where all of them are counted; a function that is named without its unit has the
    unit "".
    """

    municipality: str
    unit: str | None
    function: str | None
    period: Period
    occasions: tuple[Occasion, ...]

    @property
    def n(self) -> int:
        """The number of occasions."""
        return len(self.occasions)


@dataclass(frozen=True, kw_only=True)
class Collision:
    """Several occasions that ask the same unit or function in the same week, the Monday of which is `week`."""

    municipality: str
    unit: str
    function: str
    week: date
    occasions: tuple[Occasion, ...]


def asked(occasions: Iterable[Occasion], periods: Sequence[Period]) -> tuple[Asked, ...]:
    """
    Count the occasions of each municipality, each of its units and each function there, by period.

    An occasion counts once in each period that a day of it lies in, once in its unit however many functions it asks
    there, and once in its municipality however many units it asks. Nothing is returned where nothing is asked.
    """
    found: dict[tuple[str, str | None, str | None, Period], dict[int, Occasion]] = defaultdict(dict)
    names: dict[tuple[str | None, ...], str] = {}
    for n, occasion in enumerate(occasions):
        for part in occasion.parts:
            unit, function = folded(part.unit), folded(part.function)
            names.setdefault((unit,), part.unit)
            names.setdefault((unit, function), part.function)
            cells: list[tuple[str | None, str | None]] = [(None, None)]
            if unit:
                cells.append((unit, None))
            if function:
                cells.append((unit, function))
            for period in periods:
                if _meets(part, period.start, period.end - timedelta(days=1)):
                    for cell in cells:
                        found[occasion.municipality, *cell, period][n] = occasion
    return tuple(
        Asked(
            municipality=place,
            unit=None if unit is None else names[unit,],
            function=None if function is None else names[unit, function],
            period=period,
            occasions=tuple(some.values()),
        )
        for (place, unit, function, period), some in sorted(found.items(), key=_cell_order)
    )


def collisions(
    occasions: Iterable[Occasion], first: date, last: date, most: int = 1
) -> tuple[Collision, ...]:
    """
    Return the weeks, from that of `first` to that of `last`, in which more than `most` occasions ask the same.

    A function is asked by what names it and by what asks its whole unit; a whole unit by what asks it as a whole.
    """
    found: dict[tuple[str, str, str, date], dict[int, Occasion]] = defaultdict(dict)
    first, last = _whole_weeks(first, last)
    every = list(occasions)
    functions: dict[tuple[str, str], set[str]] = defaultdict(set)
    names: dict[tuple[str, ...], str] = {}
    for one in every:
        for part in one.parts:
            unit, function = folded(part.unit), folded(part.function)
            functions[one.municipality, unit].add(function)
            names.setdefault((unit,), part.unit)
            names.setdefault((unit, function), part.function)
    for n, one in enumerate(every):
        for part in one.parts:
            assert part.starts is not None
            unit, function = folded(part.unit), folded(part.function)
            whom = {function} if function else functions[one.municipality, unit]
            begins, until = max(first, part.starts), min(last, part.ends or last)
            for week in weeks(begins, until) if begins <= until else ():
                for who in whom:
                    found[one.municipality, unit, who, week][n] = one
    return tuple(
        Collision(
            municipality=place,
            unit=names[unit,],
            function=names.get((unit, function), ""),
            week=week,
            occasions=tuple(some.values()),
        )
        for (place, unit, function, week), some in sorted(found.items(), key=lambda item: item[0])
        if len(some) > most
    )


def focus_areas_by_week(
    demands: Iterable[Demand], first: date, last: date
) -> dict[tuple[str, date], frozenset[int]]:
    """
    Return which focus areas each municipality works with in each week from that of `first` to that of `last`.

    A row counts for its focus areas though it names no unit; one without a day is in no week.
    """
    found: dict[tuple[str, date], set[int]] = defaultdict(set)
    first, last = _whole_weeks(first, last)
    for one in demands:
        if one.focus_areas and one.starts is not None:
            begins, until = max(first, one.starts), min(last, one.ends or last)
            for week in weeks(begins, until) if begins <= until else ():
                found[one.municipality, week].update(one.focus_areas)
    return {key: frozenset(areas) for key, areas in sorted(found.items())}


def stated_hours(occasions: Iterable[Occasion], last: date) -> tuple[Task, ...]:
    """
    Return the hours that somebody stated, each occasion's once for a function; nothing is added where nobody did.

    Where two rows of an occasion state hours for the same function, the greater is taken. What has no end is counted to
    `last`.
    """
    tasks = []
    for one in occasions:
        told: dict[tuple[str, str], list[Demand]] = defaultdict(list)
        for part in one.parts:
            if part.hours_per_week is not None:
                told[folded(part.unit), folded(part.function)].append(part)
        for several in told.values():
            most = max(several, key=lambda part: part.hours_per_week or 0)
            starts = min(part.starts for part in several if part.starts is not None)
            tasks.append(
                Task(
                    name=one.title,
                    municipality=one.municipality,
                    unit=most.unit,
                    function=most.function,
                    starts=starts,
                    ends=max(starts, max(part.ends or last for part in several)),
                    hours_per_week=most.hours_per_week or 0,
                    focus_area=most.focus_areas[0] if most.focus_areas else None,
                )
            )
    return tuple(tasks)


def _whole_weeks(first: date, last: date) -> tuple[date, date]:
    return first - timedelta(days=first.weekday()), last + timedelta(days=6 - last.weekday())


def _meets(part: Demand, first: date, last: date) -> bool:
    assert part.starts is not None
    return part.starts <= last and (part.ends is None or part.ends >= first)


def _cell_order(item: tuple[tuple[str, str | None, str | None, Period], object]) -> tuple[object, ...]:
    place, unit, function, period = item[0]
    whole = (unit is not None, function is not None)
    return (place, whole[0], unit or "", whole[1], function or "", period.start)
