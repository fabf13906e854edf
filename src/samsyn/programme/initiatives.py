"""Who supports whom with what and when, and where two initiatives meet in the same unit or focus area."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from samsyn.errors import BadInput
from samsyn.programme.load import Task, WeekLoad, weekly_load, weeks


@dataclass(frozen=True, kw_only=True)
class Initiative:
    """
    Support that an authority or organisation gives a municipality.

    Parameters
    ----------
    key : str
    supporter, title : str
        Who gives it, and what it is; rows that agree in both are one initiative in several places.
    municipality : str
    starts : date
    ends : date, optional
        The last day; none while no end is stated.
    unit, area : str
        Which unit is supported and in which area; empty where it is not said.
    focus_area : int, optional
    """

    key: str
    supporter: str
    title: str
    municipality: str
    starts: date
    ends: date | None = None
    unit: str = ""
    area: str = ""
    focus_area: int | None = None


@dataclass(frozen=True, kw_only=True)
class Overlap:
    """Two initiatives that meet: in what (`unit`, `focus_area`), and the first and last day of it (none: no end)."""

    one: Initiative
    other: Initiative
    meets_in: tuple[str, ...]
    starts: date
    ends: date | None


def initiative_overlaps(initiatives: Iterable[Initiative]) -> tuple[Overlap, ...]:
    """
    Return where two initiatives ask the same unit, or work in the same focus area, of a municipality at the same time.

    Units agree however they are written in capitals and spaces. An initiative does not meet itself: rows with the same
    supporter and title are one.

    Raises
    ------
    BadInput
        If an initiative ends before it starts.

    Examples
    --------
    >>> given = {"municipality": "A", "starts": date(2026, 1, 1), "unit": "Skolan"}
    >>> two = [Initiative(key=k, supporter=k, title="Stöd", **given) for k in "ab"]
    >>> [(one.meets_in, one.ends) for one in initiative_overlaps(two)]
    [(('unit',), None)]
    """
    several = list(initiatives)
    for one in several:
        if one.ends is not None and one.ends < one.starts:
            raise BadInput(f"”{one.title}” slutar innan det börjar.")
    by_place: dict[str, list[Initiative]] = {}
    for one in several:
        by_place.setdefault(one.municipality, []).append(one)
    found = [
        overlap
        for place in sorted(by_place)
        for one, other in combinations(by_place[place], 2)
        if (overlap := _meeting(one, other)) is not None
    ]
    return tuple(
        sorted(found, key=lambda each: (each.one.municipality, each.starts, each.one.key, each.other.key))
    )


def heaviest_week(overlap: Overlap, tasks: Sequence[Task], last: date) -> WeekLoad | None:
    """
    Return the week of an overlap in which the unit that both ask has the most hours in one function.

    Parameters
    ----------
    overlap : Overlap
    tasks : sequence of Task
        Everything that takes time, of any kind.
    last : date
        The last day that is looked at where the overlap has no end.

    Returns
    -------
    WeekLoad or None
        The first of several that are equally heavy; none where the two share no unit or nothing takes its time then.
    """
    if "unit" not in overlap.meets_in:
        return None
    unit, place = _same(overlap.one.unit), overlap.one.municipality
    when = set(weeks(overlap.starts, max(overlap.starts, overlap.ends or last)))
    own = [one for one in tasks if one.municipality == place and _same(one.unit) == unit]
    there = [one for one in weekly_load(own) if one.week in when]
    return min(there, key=lambda one: (-one.hours, one.week, one.function)) if there else None


def _meeting(one: Initiative, other: Initiative) -> Overlap | None:
    if (one.supporter, one.title) == (other.supporter, other.title):
        return None
    meets_in = []
    if one.unit.strip() and _same(one.unit) == _same(other.unit):
        meets_in.append("unit")
    if one.focus_area is not None and one.focus_area == other.focus_area:
        meets_in.append("focus_area")
    starts = max(one.starts, other.starts)
    ends = min((each for each in (one.ends, other.ends) if each is not None), default=None)
    if not meets_in or (ends is not None and ends < starts):
        return None
    return Overlap(one=one, other=other, meets_in=tuple(meets_in), starts=starts, ends=ends)


def _same(text: str) -> str:
    return " ".join(text.split()).casefold()
