"""
The municipalities and counties: codes, names, population by year, and the splits that moved a base.

Data: Statistics Sweden (SCB), CC0. The population of 2024 is of an open copy and sums to 570 fewer than the published
10 587 710. The splits are known dates of municipal reforms, in our own words; reforms before 1995 are not in the table.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import cache
from importlib.resources import files

from samsyn.errors import BadInput
from samsyn.table import Break

CREDIT = "Källa: SCB (CC0)"


@dataclass(frozen=True, kw_only=True)
class Municipality:
    """
    A municipality.

    Parameters
    ----------
    code, name, county_code, county_name : str
        As Statistics Sweden has them in 2024.
    population : mapping
        Inhabitants on 31 December, by year.
    breaks : tuple of Break
        Days from which the code covers other ground or the code is new; figures across them have different bases.
    """

    code: str
    name: str
    county_code: str
    county_name: str
    population: Mapping[int, int]
    breaks: tuple[Break, ...] = ()

    def population_in(self, year: int) -> int | None:
        """Return the inhabitants at the end of a year; None where this package does not have it."""
        return self.population.get(year)


@dataclass(frozen=True, kw_only=True)
class County:
    """A county: its municipalities by code, and their inhabitants together, by year."""

    code: str
    name: str
    municipalities: tuple[str, ...]
    population: Mapping[int, int]


@cache
def municipalities() -> tuple[Municipality, ...]:
    """Return all 290 municipalities, by code."""
    return tuple(
        Municipality(
            code=row["code"],
            name=row["name"],
            county_code=row["county_code"],
            county_name=row["county_name"],
            population={
                int(name.removeprefix("population_")): int(count)
                for name, count in row.items()
                if name.startswith("population_")
            },
            breaks=tuple(one for code, one in _splits() if code == row["code"]),
        )
        for row in table("municipalities.csv")
    )


@cache
def counties() -> tuple[County, ...]:
    """Return all 21 counties, by code."""
    codes = sorted({(one.county_code, one.county_name) for one in municipalities()})
    return tuple(_county(code, name) for code, name in codes)


def municipality(name_or_code: str) -> Municipality:
    """
    Return a municipality by its code or its name, with or without the word kommun.

    Raises
    ------
    BadInput
        If there is none; the nearest name is given.
    """
    wanted = _plain(name_or_code)
    for one in municipalities():
        if wanted in (one.code, one.name.casefold(), f"{one.name.casefold()}s"):
            return one
    near = get_close_matches(wanted, [one.name.casefold() for one in municipalities()], n=1)
    known = {one.name.casefold(): one.name for one in municipalities()}
    hint = f" Menade du {known[near[0]]}?" if near else ""
    raise BadInput(f"Det finns ingen kommun som heter {name_or_code}.{hint}")


def _plain(text: str) -> str:
    words = text.strip().casefold().split()
    return " ".join(word for word in words if word not in ("kommun", "stad"))


def _county(code: str, name: str) -> County:
    here = [one for one in municipalities() if one.county_code == code]
    years = sorted(set.intersection(*(set(one.population) for one in here)))
    return County(
        code=code,
        name=name,
        municipalities=tuple(one.code for one in here),
        population={year: sum(one.population[year] for one in here) for year in years},
    )


@cache
def _splits() -> tuple[tuple[str, Break], ...]:
    return tuple(
        (row["code"], Break(day=date.fromisoformat(row["day"]), what=row["what"]))
        for row in table("splits.csv")
    )


def table(name: str) -> list[dict[str, str]]:
    """Return a table of the package as rows."""
    text = (files("samsyn.sweden") / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
