"""The history of an area through the lists, whatever it has been called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import pairwise

from samsyn.areas.changes import Change, change
from samsyn.areas.lineage import ancestors, descendants
from samsyn.areas.lists import YEARS, Listed, aliases, classified, rows, tidy
from samsyn.errors import BadInput


@dataclass(frozen=True, kw_only=True)
class Step:
    """What happened from one list to the next; None where the area was not on the list."""

    earlier_year: int
    later_year: int
    earlier: Listed | None
    later: Listed | None
    change: Change


@dataclass(frozen=True, kw_only=True)
class History:
    """
    An area through the lists.

    `listed` has every year of the lists, with no row where the area was not on it and several where it has been split;
    `steps` has what happened between one list and the next, in order.
    """

    municipality: str
    area: str
    listed: Mapping[int, tuple[Listed, ...]]
    steps: tuple[Step, ...]


def history(municipality: str, area: str) -> History:
    """
    Return the history of an area by any name that a list has given it.

    It follows the newest list that has the name: back to what it was called before, and on to what it became. A part of
    an area that was split has the whole's history before, and not the other parts'.

    Raises
    ------
    BadInput
        If no list has had such an area in the municipality.
    """
    anchor = _found(municipality, area)
    place, name = anchor.municipality, anchor.area
    listed = {}
    for year in YEARS:
        names = (
            ancestors(place, name, anchor.year, year)
            if year < anchor.year
            else descendants(place, name, anchor.year, year)
        )
        listed[year] = tuple(
            one for one in classified(year) if one.municipality == place and one.area in names
        )
    steps = tuple(step for a, b in pairwise(YEARS) for step in _steps(a, listed[a], b, listed[b]))
    return History(municipality=place, area=name, listed=listed, steps=steps)


def histories() -> tuple[History, ...]:
    """
    Return every history that the lists can tell, by municipality and name.

    A history is named as the area was last called. An area that was split is told with each of its parts, so that every
    row of every list stands in at least one of them.
    """
    last = {(one.municipality, one.area): one.year for one in rows()}  # rows stand by year
    ends = [
        (place, name)
        for (place, name), year in last.items()
        if descendants(place, name, year, YEARS[-1]) == {name}
    ]
    return tuple(history(place, name) for place, name in sorted(ends))


def in_municipality(municipality: str) -> tuple[History, ...]:
    """
    Return the histories of a municipality's areas.

    Raises
    ------
    BadInput
        If the municipality has never had an area on the lists.
    """
    place = _in(municipality)[0].municipality
    return tuple(one for one in histories() if one.municipality == place)


def _in(municipality: str) -> list[Listed]:
    place = municipality.strip().casefold()
    here = [one for one in rows() if one.municipality.casefold() == place]
    if not here:
        near = get_close_matches(municipality, {one.municipality for one in rows()}, n=1)
        hint = f" Menade du {near[0]}?" if near else ""
        raise BadInput(f"{municipality} har inte haft något område på polisens listor.{hint}")
    return here


def _found(municipality: str, area: str) -> Listed:
    here, name = _in(municipality), tidy(area)
    place = here[0].municipality.casefold()
    name = aliases().get((place, name.casefold()), name)
    named = [one for one in here if one.area.casefold() == name.casefold()]
    if not named:
        known = ", ".join(sorted({one.area for one in here}))
        raise BadInput(f"{area} har inte stått på polisens listor. I {here[0].municipality} finns {known}.")
    return max(named, key=lambda one: one.year)


def _steps(first: int, before: tuple[Listed, ...], second: int, after: tuple[Listed, ...]) -> list[Step]:
    pairs: list[tuple[Listed | None, Listed | None]] = []
    for one in before:
        to = descendants(one.municipality, one.area, first, second)
        pairs += [(one, two) for two in after if two.area in to] or [(one, None)]
    met = {two.area for _, two in pairs if two is not None}
    pairs += [(None, two) for two in after if two.area not in met]
    return [
        Step(earlier_year=first, later_year=second, earlier=one, later=two, change=change(one, two))
        for one, two in pairs
    ]
