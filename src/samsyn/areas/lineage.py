"""Which names on one list are the same ground as which on another."""

from __future__ import annotations

from samsyn.areas.lists import YEARS, Link, links


def between(municipality: str, area: str, earlier: int, later: int) -> tuple[Link, ...]:
    """Return the links that lead from a name on the list of `earlier` to those on the list of `later`."""
    names, passed = {area}, []
    for year in _steps(earlier, later):
        taken = [one for name in names for one in _from(municipality, name, year)]
        passed += taken
        names = {to for name in names for to in _next(municipality, name, year)}
    return tuple(passed)


def descendants(municipality: str, area: str, earlier: int, later: int) -> frozenset[str]:
    """Return what a name on the list of `earlier` is called on the list of `later`; a name off the list is kept."""
    names = {area}
    for year in _steps(earlier, later):
        names = {to for name in names for to in _next(municipality, name, year)}
    return frozenset(names)


def ancestors(municipality: str, area: str, later: int, earlier: int) -> frozenset[str]:
    """Return what a name on the list of `later` was called on the list of `earlier`."""
    names = {area}
    for year in reversed(_steps(earlier, later)):
        names = {was for name in names for was in _before(municipality, name, year)}
    return frozenset(names)


def _steps(earlier: int, later: int) -> list[int]:
    return [year for year in YEARS if earlier <= year < later]


def _from(municipality: str, area: str, year: int) -> list[Link]:
    return [one for one in links() if (one.year, one.municipality, one.area) == (year, municipality, area)]


def _next(municipality: str, area: str, year: int) -> list[str]:
    return [one.next_area for one in _from(municipality, area, year)] or [area]


def _before(municipality: str, area: str, year: int) -> list[str]:
    return [
        one.area
        for one in links()
        if (one.year, one.municipality, one.next_area) == (year, municipality, area)
    ] or [area]
