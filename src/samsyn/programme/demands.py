"""
What is asked of each unit and function, counted from the lists where it stands: each thing once, hours where stated.

The same thing often stands in several lists: an activity, an undertaking with its hours, a national initiative. Rows of
a municipality with the same title whose days meet are one occasion, and so is one row that asks several units. A row
that names neither unit nor function, or no day, cannot be counted for anybody, and is told beside the figures.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from samsyn.errors import BadInput

LONGEST = 120  # a name of a unit or function (characters)


@dataclass(frozen=True, kw_only=True)
class Demand:
    """
    A row that asks for the time of a unit or a function.

    Parameters
    ----------
    kind, key : str
        Which list it stands in, and which row of it; one row that asks several units is several demands.
    title, municipality : str
    starts : date, optional
        The first day; none while no day is set.
    ends : date, optional
        The last day; none while no end is stated.
    unit, function : str
        Whose time; without a function the whole unit's.
    focus_areas : tuple of int
    hours_per_week : float, optional
        Hours a week, only where somebody has stated them.
    """

    kind: str
    key: str
    title: str
    municipality: str
    starts: date | None
    ends: date | None = None
    unit: str = ""
    function: str = ""
    focus_areas: tuple[int, ...] = ()
    hours_per_week: float | None = None


class Why(StrEnum):
    """Why a row cannot be counted."""

    NO_UNIT = "no_unit"
    NO_DAY = "no_day"


@dataclass(frozen=True, kw_only=True)
class Uncounted:
    """A row that is counted for nobody, and why."""

    demand: Demand
    why: Why


@dataclass(frozen=True, kw_only=True)
class Occasion:
    """One thing that is asked in a municipality, with every row that tells of it, in order of list and row."""

    municipality: str
    title: str
    parts: tuple[Demand, ...]


@dataclass(frozen=True, kw_only=True)
class Settled:
    """What is counted, in order of municipality and first day, and what is not."""

    occasions: tuple[Occasion, ...]
    uncounted: tuple[Uncounted, ...]


def read_units(text: str) -> tuple[tuple[str, str], ...]:
    """
    Return the units and functions of "Grundskolan: rektor; Socialtjänsten", each once and in order.

    Raises
    ------
    BadInput
        If a name is longer than 120 characters, or a function stands without its unit.

    Examples
    --------
    >>> read_units("Grundskolan: rektor; Socialtjänsten;")
    (('Grundskolan', 'rektor'), ('Socialtjänsten', ''))
    """
    found: dict[tuple[str, str], tuple[str, str]] = {}
    for one in text.split(";"):
        unit, _, function = (" ".join(part.split()) for part in one.partition(":"))
        if not unit and function:
            raise BadInput(f"Skriv enheten före funktionen ”{function}”, till exempel Skolan: {function}.")
        if max(len(unit), len(function)) > LONGEST:
            raise BadInput(f"”{(unit or function)[:40]}…” är längre än {LONGEST} tecken.")
        if unit:
            found.setdefault((folded(unit), folded(function)), (unit, function))
    return tuple(found.values())


def folded(text: str) -> str:
    """Return a name as names are compared: capitals and spaces do not matter."""
    return " ".join(text.split()).casefold()


def settle(demands: Iterable[Demand]) -> Settled:
    """
    Return what is counted as occasions, each once, and the rows that cannot be counted with the reason.

    A function that stands without its unit, and is called as a unit that is asked there too, is that unit.

    Examples
    --------
    >>> day = date(2026, 11, 23)
    >>> given = {"title": "SSPF", "municipality": "A", "unit": "Skolan", "starts": day, "ends": day}
    >>> twice = settle([Demand(kind="activity", key="1", **given), Demand(kind="undertaking", key="7", **given)])
    >>> len(twice.occasions)
    1
    """
    several = sorted(set(demands), key=_order)
    units = {(one.municipality, folded(one.unit)): one.unit for one in reversed(several) if one.unit.strip()}
    countable, left = [], []
    for one in several:
        why = _why_not(one)
        if why is not None:
            left.append(Uncounted(demand=one, why=why))
            continue
        called = units.get((one.municipality, folded(one.function)))
        is_unit = not one.unit.strip() and called is not None
        countable.append(replace(one, unit=called or "", function="") if is_unit else one)
    return Settled(occasions=tuple(_occasions(countable)), uncounted=tuple(left))


def _why_not(one: Demand) -> Why | None:
    if not one.unit.strip() and not one.function.strip():
        return Why.NO_UNIT
    return Why.NO_DAY if one.starts is None else None


def _occasions(demands: Iterable[Demand]) -> list[Occasion]:
    """Put rows together whose titles agree and whose days meet, and rows that are one row."""
    by_title: dict[tuple[str, str], list[Demand]] = defaultdict(list)
    for one in demands:
        by_title[one.municipality, folded(one.title)].append(one)
    found = []
    for (place, _title), several in by_title.items():
        run: list[Demand] = []
        until = date.min
        for one in sorted(several, key=lambda each: (each.starts or date.min, _order(each))):
            assert one.starts is not None
            if run and one.starts > until:
                found.append(_occasion(place, run))
                run, until = [], date.min
            run.append(one)
            until = max(until, one.ends or date.max)
        found.append(_occasion(place, run))
    return sorted(found, key=lambda one: (one.municipality, _first_day(one), folded(one.title)))


def _occasion(place: str, several: list[Demand]) -> Occasion:
    parts = tuple(sorted(several, key=_order))
    return Occasion(municipality=place, title=parts[0].title, parts=parts)


def _first_day(one: Occasion) -> date:
    return min(part.starts for part in one.parts if part.starts is not None)


def _order(one: Demand) -> tuple[str, ...]:
    days = (str(one.starts or ""), str(one.ends or ""))
    hours = "" if one.hours_per_week is None else f"{one.hours_per_week:09.3f}"
    areas = ",".join(map(str, one.focus_areas))
    return (one.kind, one.key, one.municipality, one.unit, one.function, one.title, *days, hours, areas)
