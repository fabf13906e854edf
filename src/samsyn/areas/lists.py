"""
The lists as data: one row for each area and year, and what each name became in the next list.

The class is the police's judgement at a date, never a computed score. The lists to 2023 had three classes. The list of
December 2025 has two: *riskområde* was dropped, and what bore it is called *utsatt område*.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from samsyn.errors import BadInput

YEARS = (2015, 2017, 2019, 2021, 2023, 2025)
"""The years of the lists."""

TWO_CLASSES_FROM = 2025


class AreaClass(StrEnum):
    """What the police call an area."""

    VULNERABLE = "vulnerable"
    RISK = "risk"
    PARTICULARLY_VULNERABLE = "particularly_vulnerable"

    @property
    def swedish(self) -> str:
        """The police's own word."""
        return _SWEDISH[self]


_SWEDISH = {
    AreaClass.VULNERABLE: "utsatt område",
    AreaClass.RISK: "riskområde",
    AreaClass.PARTICULARLY_VULNERABLE: "särskilt utsatt område",
}


@dataclass(frozen=True, kw_only=True)
class Listed:
    """An area on the list of a year, by the name that the list gives it, and where the row comes from."""

    year: int
    municipality: str
    area: str
    klass: AreaClass
    region: str
    source: str


@dataclass(frozen=True, kw_only=True)
class Link:
    """
    What a name on one list is called on the next.

    `how` is "renamed" where the names differ only in spelling, "split" where there are several, and "redrawn" where the
    later name covers more or less than the earlier one, or the borders are known to have moved.
    """

    year: int
    municipality: str
    area: str
    next_area: str
    how: str


def scheme(year: int) -> tuple[AreaClass, ...]:
    """
    Return the classes of a year's list, the gravest last.

    Raises
    ------
    BadInput
        If there is no list of that year.
    """
    if year not in YEARS:
        raise BadInput(f"Det finns ingen lista från {year}. Välj bland {', '.join(map(str, YEARS))}.")
    if year >= TWO_CLASSES_FROM:
        return (AreaClass.VULNERABLE, AreaClass.PARTICULARLY_VULNERABLE)
    return tuple(AreaClass)


def classified(year: int) -> tuple[Listed, ...]:
    """
    Return the areas on a year's list, by municipality and name as the list has them.

    Raises
    ------
    BadInput
        If there is no list of that year.
    """
    scheme(year)
    return tuple(one for one in rows() if one.year == year)


def tidy(name: str) -> str:
    """Return a name with its slashes spaced alike: "A/B" is "A / B"."""
    return re.sub(r"\s*/\s*", " / ", " ".join(name.split()))


@cache
def rows() -> tuple[Listed, ...]:
    """Return every row of every list."""
    return tuple(
        Listed(
            year=int(row["year"]),
            municipality=row["municipality"],
            area=row["area"],
            klass=AreaClass(row["class"]),
            region=row["region"],
            source=row["source"],
        )
        for row in _table("lists.csv")
    )


@cache
def links() -> tuple[Link, ...]:
    """Return what became of the names that did not simply stay."""
    return tuple(
        Link(
            year=int(row["year"]),
            municipality=row["municipality"],
            area=row["area"],
            next_area=row["next_area"],
            how=row["how"],
        )
        for row in _table("lineage.csv")
    )


@cache
def aliases() -> Mapping[tuple[str, str], str]:
    """Return other names in use, by municipality and name in small letters, with the name on the lists."""
    return {
        (row["municipality"].casefold(), row["alias"].casefold()): row["area"]
        for row in _table("aliases.csv")
    }


def _table(name: str) -> list[dict[str, str]]:
    text = (files("samsyn.areas") / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
