"""Three years of weekly reports from a municipality that does not exist."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
import polars as pl

from samsyn.methods.incidents.example.draw import choose
from samsyn.methods.incidents.example.events import (
    NO_SEVERITY,
    Events,
    happen,
    positions,
    severities,
    subcategories,
    times,
)
from samsyn.methods.incidents.example.places import CRS, areas, named_places
from samsyn.methods.incidents.example.planted import END, FIRST, silence
from samsyn.methods.incidents.example.reporters import expected, noticing, reporters
from samsyn.methods.incidents.example.rhythm import CATEGORIES, in_term, mondays
from samsyn.table import Table

Array = np.ndarray[Any, Any]

SEED = 7
ZONE = "Europe/Stockholm"
ANSWERS, POSITIVES = 0.96, 0.12
"""Chance that an expected reporter answers in a week, and positive observations per answer."""


@dataclass(frozen=True, kw_only=True)
class World:
    """
    What was reported, and what is known to be behind it.

    Parameters
    ----------
    frame : polars.DataFrame
        One row per report: id, start, end (local), category, subcategory, area, place, x_m, y_m, reporter, kind,
        severity.
    first, end : date
        The first Monday, and the day after the last.
    counts : int array, shape (areas, categories, weeks)
        Reported events.
    happened : int array, shape (areas, categories, weeks)
        All events, also those that nobody reported.
    expected, answered : bool array, shape (reporters, weeks)
    """

    frame: pl.DataFrame
    first: date
    end: date
    counts: Array
    happened: Array
    expected: Array
    answered: Array

    def table(self) -> Table:
        """Return the reports as a table of incidents, as if they had been read from the file."""
        utc = [
            pl.col(name)
            .dt.replace_time_zone(ZONE, ambiguous="earliest")
            .dt.convert_time_zone("UTC")
            .alias(target)
            for name, target in (("start", "time_from"), ("end", "time_to"))
        ]
        frame = self.frame.select(
            pl.lit(0, dtype=pl.Int32).alias("file"),
            (pl.col("id") + 1).alias("row"),
            pl.col("start").dt.date().alias("day"),
            *utc,
            *("category", "area", "x_m", "y_m", "reporter", "kind", "severity"),
        )
        return Table(frame=frame, crs=CRS)


def simulate(
    *,
    seed: int = SEED,
    rng: np.random.Generator | None = None,
    planted: bool = True,
    years: int | None = None,
    scale: float = 1.0,
) -> World:
    """
    Return a world of reports; the same seed gives the same world.

    Parameters
    ----------
    seed : int
        Used when `rng` is not given.
    rng : numpy.random.Generator, optional
    planted : bool
        False gives a quiet world: only season, chance and missing answers.
    years : int, optional
        So many times 52 weeks up to the last week; otherwise from May 2023, 185 weeks.
    scale : float
        How many times more events than in the ordinary world; 85 gives a million rows.

    Returns
    -------
    World
    """
    rng = np.random.default_rng(seed) if rng is None else rng
    first = FIRST if years is None else END - timedelta(weeks=52 * years)
    weeks = mondays(first, (END - first).days // 7)
    due = expected(in_term(weeks))
    answered = due & (rng.random(due.shape) < ANSWERS)
    if planted:
        silence(answered, weeks)
    events = happen(weeks, planted=planted, scale=scale, rng=rng)
    who = choose(
        noticing().reshape(-1, len(reporters())), events.area * len(CATEGORIES) + events.category, rng
    )
    told = answered[who, events.week]
    incidents = _incidents(events, who, len(weeks) * 10_080, rng).filter(pl.Series(told))
    positives = _positives(answered, rng)
    zeros = _zeros(answered, [incidents, positives], rng)
    return World(
        frame=_finish(pl.concat([incidents, positives, zeros]), first),
        first=first,
        end=END,
        counts=_count(events, told, len(weeks)),
        happened=_count(events, np.ones(len(told), dtype=bool), len(weeks)),
        expected=due,
        answered=answered,
    )


def _count(events: Events, kept: Array, weeks: int) -> Array:
    table = np.zeros((len(areas()), len(CATEGORIES), weeks), dtype=np.int64)
    np.add.at(table, (events.area[kept], events.category[kept], events.week[kept]), 1)
    return table


def _rows(**columns: Any) -> pl.DataFrame:
    """Return rows with indices and minutes still as numbers; what is not given is missing (−1)."""
    n = len(columns["start"])
    names = ("week", "start", "end", "category", "subcategory", "area", "place", "reporter", "severity")
    frame = pl.DataFrame(
        {name: np.asarray(columns.get(name, np.full(n, -1)), dtype=np.int64) for name in names}
    )
    where = [
        pl.Series(name, columns.get(name, [None] * n), dtype=pl.Float64, nan_to_null=True)
        for name in ("x_m", "y_m")
    ]
    return frame.with_columns(*where, pl.lit(columns["kind"]).alias("kind"))


def _incidents(events: Events, who: Array, end_minute: int, rng: np.random.Generator) -> pl.DataFrame:
    start, end = times(events, end_minute, rng)
    return _rows(
        kind="incident",
        week=events.week,
        start=start,
        end=end,
        category=events.category,
        subcategory=subcategories(events.category, rng)[0],
        area=events.area,
        place=events.place,
        x_m=events.x_m,
        y_m=events.y_m,
        reporter=who,
        severity=severities(events.category, rng),
    )


def _positives(answered: Array, rng: np.random.Generator) -> pl.DataFrame:
    """Return positive observations, at any place of the reporter's own area."""
    number = rng.poisson(POSITIVES, answered.shape) * answered
    who, week = (np.repeat(index, number[number > 0]) for index in np.nonzero(number))
    places, home = named_places(), _homes()[who]
    place = choose(np.asarray(places.area == np.arange(len(areas()))[:, None], dtype=float), home, rng)
    x_m, y_m = positions(place, rng)
    start = (
        week * 10_080 + rng.integers(0, 5, len(week)) * 1440 + rng.integers(8 * 12, 20 * 12, len(week)) * 5
    )
    return _rows(
        kind="positive", week=week, start=start, area=home, place=place, x_m=x_m, y_m=y_m, reporter=who
    )


def _zeros(answered: Array, told: list[pl.DataFrame], rng: np.random.Generator) -> pl.DataFrame:
    """Return a zero report, sent on Friday, from each reporter that answered and had nothing to tell."""
    something = np.zeros_like(answered)
    for frame in told:
        something[frame["reporter"].to_numpy(), frame["week"].to_numpy()] = True
    who, week = np.nonzero(answered & ~something)
    start = week * 10_080 + 4 * 1440 + rng.integers(8 * 12, 16 * 12, len(week)) * 5
    return _rows(kind="zero", week=week, start=start, area=_homes()[who], reporter=who)


def _homes() -> Array:
    return np.array([reporter.areas[0] for reporter in reporters()])


def _finish(rows: pl.DataFrame, first: date) -> pl.DataFrame:
    """Return rows in the order of time with names in place of indices."""
    rows = rows.sort(
        "week", "start", "reporter", "category", "x_m", "y_m", nulls_last=True, maintain_order=True
    )
    codes = subcategories(np.array([], dtype=np.int64), np.random.default_rng(0))[1]
    names: dict[str, tuple[str, ...]] = {
        "category": CATEGORIES,
        "subcategory": codes,
        "area": tuple(area.key for area in areas()),
        "place": named_places().names,
        "reporter": tuple(reporter.name for reporter in reporters()),
    }
    empty_kind = pl.col("kind").replace_strict({"zero": "NOL", "positive": "POS"}, default=None)
    return rows.select(
        pl.int_range(1, pl.len() + 1, dtype=pl.Int64).alias("id"),
        _local("start", first),
        _local("end", first),
        pl.coalesce(_named("category", names), empty_kind).alias("category"),
        *(_named(name, names) for name in ("subcategory", "area", "place")),
        "x_m",
        "y_m",
        _named("reporter", names),
        "kind",
        pl.when(pl.col("severity") != NO_SEVERITY).then(pl.col("severity")).cast(pl.Int8).alias("severity"),
    )


def _named(column: str, names: dict[str, tuple[str, ...]]) -> pl.Expr:
    index = pl.when(pl.col(column) >= 0).then(pl.col(column))
    return pl.lit(pl.Series(names[column])).gather(index).alias(column)


def _local(column: str, first: date) -> pl.Expr:
    """Return minutes as local time; the hour that is skipped in March becomes the hour after."""
    moment = pl.lit(first).cast(pl.Datetime("us")) + pl.duration(minutes=pl.col(column))
    skipped = (
        (moment.dt.month() == 3)
        & (moment.dt.weekday() == 7)
        & (moment.dt.day() >= 25)
        & (moment.dt.hour() == 2)
    )
    moved = moment + pl.when(skipped).then(pl.duration(hours=1)).otherwise(pl.duration(hours=0))
    return pl.when(pl.col(column) >= 0).then(moved).alias(column)
