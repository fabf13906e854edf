"""The forty functions that report in the invented municipality. Functions, never persons."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from samsyn.methods.incidents.example.places import areas, index_of
from samsyn.methods.incidents.example.rhythm import CATEGORIES

Array = np.ndarray[Any, Any]

_CARETAKER = (
    "Ekbacken Björkhaga Kvarnvret Hagmarken Köpingstorget Stationsstaden Hammarvallen Sjövreten Lingonhöjden"
)
_SCHOOL = "Tallmon Ekbacken Björkhaga Hagmarken Änglyckan Söderkulla Brukslunden Fyrklövern"
_SUBURBS = "Ekbacken Björkhaga Kvarnvret Hagmarken"
_WEST = (
    "Ekbacken Björkhaga Kvarnvret Lingonhöjden Hagmarken Norrglänta Fyrklövern Rönnbärsdalen Vitsippsängen"
)
_EAST = (
    "Köpingstorget Stationsstaden Hammarvallen Sjövreten Smedjevret Änglyckan Söderkulla Klockarvången "
    "Brukslunden Gläntorp"
)

_ROLES: tuple[tuple[str, str, str, str], ...] = (  # kind, name, rhythm, areas
    *(("caretaker", f"Bovärd {name}", "week", name) for name in _CARETAKER.split()),
    *(("school", f"Skola {name}", "term", name) for name in _SCHOOL.split()),
    ("preschool", "Förskola Kvarnvret", "week", "Kvarnvret"),
    ("preschool", "Förskola Norrglänta", "week", "Norrglänta"),
    ("preschool", "Förskola Klockarvången", "week", "Klockarvången"),
    ("youth", "Fritidsgård Hammarvallen", "week", "Hammarvallen"),
    ("youth", "Fritidsgård Stationsstaden", "week", "Stationsstaden"),
    ("host", "Fältgrupp", "week", f"Stationsstaden Köpingstorget {_SUBURBS}"),
    ("host", "Trygghetsvärdar centrum", "week", "Köpingstorget Stationsstaden"),
    ("host", "Trygghetsvärdar väster", "week", "Björkhaga Ekbacken Kvarnvret"),
    ("park", "Park och gata norr", "week", "Änglyckan Norrglänta Hagmarken Lingonhöjden Smedjevret Gläntorp"),
    ("park", "Park och gata söder", "week", "Söderkulla Rönnbärsdalen Sjövreten Hammarvallen Kvarnvret"),
    ("library", "Bibliotek Köpingstorget", "week", "Köpingstorget"),
    ("sport", "Idrottshall Hammarvallen", "week", "Hammarvallen"),
    ("care", "Hemtjänst öster", "week", "Klockarvången Brukslunden Gläntorp"),
    ("care", "Hemtjänst väster", "week", "Rönnbärsdalen Fyrklövern Vitsippsängen"),
    ("rescue", "Räddningstjänst", "week", f"Köpingstorget Stationsstaden {_SUBURBS} Smedjevret Sjövreten"),
    ("transit", "Busstrafik", "week", "Stationsstaden Köpingstorget Smedjevret Hagmarken"),
    ("guard", "Ordningsvakter Stationsstaden", "week", "Stationsstaden"),
    ("guard", "Väktare Smedjevret", "week", "Smedjevret"),
    ("trade", "Handel Köpingstorget", "week", "Köpingstorget"),
    ("police", "Områdespolis väster", "week", _WEST),
    ("police", "Områdespolis öster", "week", _EAST),
    ("village", "Byalag Vitsippsängen", "fortnight", "Vitsippsängen"),
    ("village", "Byalag Gläntorp", "fortnight", "Gläntorp"),
)

_SEES = {  # kind → how much it notices of a category, beside 1 for the rest
    "rescue": {"BRN": 8.0, "": 0.05},
    "police": {"VAH": 2.0, "STO": 2.0, "NAR": 1.5, "": 0.3},
    "park": {"PLA": 3.0, "SKA": 2.0, "": 0.3},
    "trade": {"STO": 3.0, "SAM": 1.5},
    "host": {"SAM": 1.5, "ORO": 2.0, "": 0.7},
    "transit": {"TRA": 2.0, "": 0.3},
}


@dataclass(frozen=True, kw_only=True)
class Reporter:
    """
    A function that reports.

    `rhythm` is how often it is expected: "week", "fortnight", or "term" (each week when the schools are open). The
    first of `areas` (indices) is where it belongs.
    """

    name: str
    kind: str
    rhythm: str
    areas: tuple[int, ...]


@cache
def reporters() -> tuple[Reporter, ...]:
    """Return the forty reporters."""
    return tuple(
        Reporter(name=name, kind=kind, rhythm=rhythm, areas=tuple(index_of(each) for each in where.split()))
        for kind, name, rhythm, where in _ROLES
    )


@cache
def noticing() -> Array:
    """Return who notices what where: chances over reporters, shape (areas, categories, reporters), each row sum 1."""
    weights = np.zeros((len(areas()), len(CATEGORIES), len(reporters())))
    for number, reporter in enumerate(reporters()):
        sees = _SEES.get(reporter.kind, {})
        share = np.array([sees.get(category, sees.get("", 1.0)) for category in CATEGORIES])
        weights[list(reporter.areas), :, number] = share / len(reporter.areas) ** 0.5
    return np.asarray(weights / weights.sum(axis=2, keepdims=True))


def expected(in_term: Array) -> Array:
    """Return which reporters are expected to answer in which week, shape (reporters, weeks)."""
    weeks = np.arange(len(in_term))
    by_rhythm = {"week": weeks >= 0, "term": in_term, "fortnight": weeks % 2 == 0}
    return np.array([by_rhythm[reporter.rhythm] for reporter in reporters()])
