"""The invented municipality, read without any of our own code."""

from __future__ import annotations

import csv
from datetime import date
from functools import cache
from io import StringIO

from samsyn.methods.incidents.example import PLANTED, World, simulate
from samsyn.methods.incidents.example.files import reports_csv
from samsyn.methods.incidents.example.planted import Planted


@cache
def world(planted: bool = True) -> World:
    return simulate(planted=planted)


@cache
def rows() -> list[dict[str, str]]:
    """Return the rows of the file, read without any of our own code."""
    return list(csv.DictReader(StringIO(reports_csv(world()))))


def event(kind: str) -> Planted:
    return next(each for each in PLANTED if each.kind == kind)


def counted(area: str, category: str | None, start: date, end: date) -> int:
    """Count events by going through the file row by row."""
    found = 0
    for row in rows():
        day = date.fromisoformat(row["tid_fran"][:10])
        same = row["område"] == area and (category is None or row["kategori"] == category)
        found += row["slag"] == "händelse" and same and start <= day < end
    return found
