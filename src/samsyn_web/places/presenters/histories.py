"""The police's lists as a page: what each area was on each list, and what happened between them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samsyn.areas import YEARS, Change, History, Listed, scheme, sentence
from samsyn_web.base import words


@dataclass(frozen=True, kw_only=True)
class Cell:
    """What stood on one list: the police's word, and the name that the list had where it was another."""

    klass: str
    name: str


@dataclass(frozen=True, kw_only=True)
class HistoryRow:
    """One area: a cell for each list, where an empty one says that it was not on it."""

    area: str
    cells: tuple[tuple[Cell, ...], ...]
    sentence: str


@dataclass(frozen=True, kw_only=True)
class MunicipalityHistories:
    """The areas of a municipality."""

    name: str
    county: str
    rows: tuple[HistoryRow, ...]


@dataclass(frozen=True, kw_only=True)
class Lists:
    """The chosen part of the lists: years with their classes, areas by municipality, and where the rows come from."""

    sentence: str
    years: tuple[int, ...]
    schemes: tuple[tuple[str, str], ...]
    places: tuple[MunicipalityHistories, ...]
    sources: tuple[str, ...]


def filters(found: Iterable[History], counties: Mapping[str, str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the municipalities and the counties that can be chosen, by name."""
    names = tuple(sorted({one.municipality for one in found}))
    return names, tuple(sorted({counties[name] for name in names if name in counties}))


def lists(found: Iterable[History], counties: Mapping[str, str]) -> Lists:
    """Return histories as the page has them; `counties` has the county of each municipality by its name."""
    chosen = list(found)
    return Lists(
        sentence=_summary(chosen),
        years=YEARS,
        schemes=_schemes(),
        places=tuple(
            MunicipalityHistories(
                name=name, county=counties.get(name, ""), rows=tuple(_row(one) for one in group)
            )
            for name, group in groupby(chosen, key=lambda one: one.municipality)
        ),
        sources=tuple(sorted({row.source for one in chosen for rows in one.listed.values() for row in rows})),
    )


def _row(one: History) -> HistoryRow:
    cells = tuple(tuple(_cell(row, one.area) for row in one.listed[year]) for year in YEARS)
    return HistoryRow(area=one.area, cells=cells, sentence=sentence(one))


def _cell(row: Listed, area: str) -> Cell:
    return Cell(klass=row.klass.swedish, name="" if row.area == area else row.area)


def _schemes() -> tuple[tuple[str, str], ...]:
    spans: list[tuple[str, str]] = []
    for classes, group in groupby(YEARS, key=scheme):
        years = list(group)
        span = str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"  # noqa: RUF001
        spans.append((span, ", ".join(one.swedish for one in classes)))
    return tuple(spans)


def _summary(chosen: list[History]) -> str:
    if not chosen:
        return _("Inget område stämmer med valet.")
    areas = ngettext("%(n)s område", "%(n)s områden", len(chosen)) % {"n": words.number(len(chosen))}
    places = len({one.municipality for one in chosen})
    kommuner = ngettext("%(n)s kommun", "%(n)s kommuner", places) % {"n": words.number(places)}
    text = _("%(areas)s i %(places)s har stått på polisens listor.") % {"areas": areas, "places": kommuner}
    named = {
        step.later for one in chosen for step in one.steps if step.change is Change.RELABELLED and step.later
    }
    if not named:
        return text
    again = ngettext(
        "%(n)s av dem fick en ny benämning 2025, vilket inte säger att det har blivit bättre.",
        "%(n)s av dem fick en ny benämning 2025, vilket inte säger att de har blivit bättre.",
        len(named),
    ) % {"n": words.number(len(named))}
    return f"{text} {again}"
