"""Three years of weekly reports from a municipality that does not exist."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
import polars as pl

from samsyn.methods.incidents.example.draw import choose
from samsyn.methods.incidents.example.events import Events, happen
from samsyn.methods.incidents.example.places import CRS, areas
from samsyn.methods.incidents.example.planted import END, FIRST, silence
from samsyn.methods.incidents.example.reporters import expected, noticing, reporters
from samsyn.methods.incidents.example.rhythm import CATEGORIES, in_term, mondays
from samsyn.methods.incidents.example.rows import finish, incidents, positives, zeros
from samsyn.table import Table

Array = np.ndarray[Any, Any]

SEED = 7
ZONE = "Europe/Stockholm"
ANSWERS = 0.96
"""Chance that an expected reporter answers in a week."""


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
    events_told = incidents(events, who, len(weeks) * 10_080, rng).filter(pl.Series(told))
    seen = positives(answered, rng)
    nothing = zeros(answered, [events_told, seen], rng)
    return World(
        frame=finish(pl.concat([events_told, seen, nothing]), first),
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
