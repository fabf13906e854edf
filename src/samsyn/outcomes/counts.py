"""Weekly counts by area and category, and who was there to report them: what evaluations are computed from."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
import polars as pl

from samsyn.errors import BadInput

Array = np.ndarray[Any, Any]
Span = tuple[date, date]
WEEK = timedelta(days=7)


@dataclass(frozen=True, kw_only=True, eq=False)
class Counts:
    """
    What was reported, week by week.

    Parameters
    ----------
    first : date
        The first Monday.
    areas, categories, reporters : tuple of str
    n : int array, shape (areas, categories, weeks)
        Events.
    told : int array, shape (areas, reporters, weeks)
        Events of each reporter, all categories.
    active : bool array, shape (reporters, weeks)
        Whether the reporter sent anything, also that there was nothing to report.
    rows : int
        Rows that were read.
    """

    first: date
    areas: tuple[str, ...]
    categories: tuple[str, ...]
    reporters: tuple[str, ...]
    n: Array
    told: Array
    active: Array
    rows: int

    @property
    def weeks(self) -> int:
        """How many weeks there are."""
        return int(self.n.shape[2])

    @property
    def end(self) -> date:
        """The day after the last week."""
        return self.first + self.weeks * WEEK

    def mondays(self) -> tuple[date, ...]:
        """Return the first day of each week."""
        return tuple(self.first + number * WEEK for number in range(self.weeks))

    def area_rows(self, areas: Sequence[str]) -> Array:
        """
        Return the places of areas.

        Raises
        ------
        BadInput
            If an area is not known.
        """
        return _places(self.areas, areas, "Området")

    def of(self, areas: Sequence[str], categories: Sequence[str]) -> Array:
        """
        Return events of some areas and categories; no category named means all.

        Returns
        -------
        int array, shape (areas, weeks)

        Raises
        ------
        BadInput
            If an area or a category is not known.
        """
        at = self.area_rows(areas)
        if not categories:
            return np.asarray(self.n[at].sum(axis=1))
        wanted = _places(self.categories, categories, "Kategorin")
        return np.asarray(self.n[np.ix_(at, wanted)].sum(axis=1))

    def window(self, span: Span) -> slice:
        """
        Return the weeks of a span; what lies outside the counts is left out.

        Raises
        ------
        BadInput
            If the span does not begin and end on Mondays, or holds no day.
        """
        start, end = span
        if start.weekday() or end.weekday():
            raise BadInput("Perioderna är hela veckor: de börjar en måndag och slutar en söndag.")
        if end <= start:
            raise BadInput("En period har minst en vecka.")
        low, high = ((day - self.first).days // 7 for day in span)
        return slice(min(max(low, 0), self.weeks), min(max(high, 0), self.weeks))


def digest_of(counts: Counts, areas: Sequence[str], categories: Sequence[str], span: Span) -> str:
    """Return a digest of the counts that a frozen baseline rests on."""
    weeks = counts.window(span)
    parts = [f"{span[0]}..{span[1]}", *categories]
    for area, row in sorted(zip(areas, counts.of(areas, categories)[:, weeks].tolist(), strict=True)):
        parts.append(f"{area}:{','.join(map(str, row))}")
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def dispersion(counts: Counts, areas: Sequence[str], categories: Sequence[str], weeks: slice) -> float:
    """
    Return how many times more weekly counts vary than Poisson, season taken away by the mean of all areas.

    Returns
    -------
    float
        Pearson's statistic by its degrees of freedom; 1 where too little is known.

    Raises
    ------
    BadInput
        If an area or a category is not known.
    """
    table = counts.of(areas, categories)[:, weeks].astype(np.float64)
    rows, columns, total = table.sum(axis=1), table.sum(axis=0), table.sum()
    if table.shape[1] < 4 or not total:  # noqa: PLR2004  (too few weeks to vary)
        return 1.0
    if len(rows) == 1:
        mean, freedom = np.full_like(table, total / table.shape[1]), table.shape[1] - 1
    else:
        mean, freedom = np.outer(rows, columns) / total, (len(rows) - 1) * (table.shape[1] - 1)
    held = mean > 0
    return float(((table - mean)[held] ** 2 / mean[held]).sum() / freedom)


def count_rows(
    frame: pl.DataFrame, *, areas: Sequence[str] = (), categories: Sequence[str] = (), end: date | None = None
) -> Counts:
    """
    Count rows by week.

    Parameters
    ----------
    frame : polars.DataFrame
        day (date), category, area, reporter (text or missing), kind ("incident", "zero", …).
    areas, categories : sequence of str
        To be there also where nothing was reported.
    end : date, optional
        The day after the last that the rows speak of; otherwise the end of the last week that has a row.

    Returns
    -------
    Counts
        Rows without an area are in none. Only rows of kind "incident" are events; rows of every kind show that their
        reporter was active. A last week that is not over is left out.

    Raises
    ------
    BadInput
        If there is no row.
    """
    frame = frame.drop_nulls("day")
    if frame.is_empty():
        raise BadInput("Underlaget har inga rader.")
    day = pl.col("day")
    frame = frame.with_columns(week=day - pl.duration(days=day.dt.weekday() - 1))
    first = frame["week"].min()
    last = frame["week"].max()
    assert isinstance(first, date) and isinstance(last, date)  # noqa: S101, PT018  (the column is of dates)
    whole = (last - first).days // 7 + 1
    weeks = whole if end is None else max(min(whole, (end - first).days // 7), 0)
    if end is not None and end > first + whole * WEEK:
        weeks = (end - first).days // 7
    events = frame.filter(pl.col("kind") == "incident")
    known_areas = _names(events["area"], areas)
    known_categories = _names(events["category"], categories)
    reporters = _names(frame["reporter"], ())
    number = pl.col("number").cast(pl.Int64)
    frame = frame.with_columns(number=(pl.col("week") - pl.lit(first)).dt.total_days() // 7).filter(
        number < weeks
    )
    events = frame.filter(pl.col("kind") == "incident")
    sizes = (len(known_areas), len(known_categories), len(reporters))
    return Counts(
        first=first,
        areas=known_areas,
        categories=known_categories,
        reporters=reporters,
        n=_table(events, ("area", "category"), (known_areas, known_categories), (sizes[0], sizes[1], weeks)),
        told=_table(events, ("area", "reporter"), (known_areas, reporters), (sizes[0], sizes[2], weeks)),
        active=_table(frame, ("reporter",), (reporters,), (sizes[2], weeks)) > 0,
        rows=frame.height,
    )


def _names(found: pl.Series, more: Sequence[str]) -> tuple[str, ...]:
    return tuple(sorted({*found.drop_nulls().unique().to_list(), *more} - {""}))


def _table(
    frame: pl.DataFrame, columns: tuple[str, ...], names: tuple[tuple[str, ...], ...], shape: tuple[int, ...]
) -> Array:
    table = np.zeros(shape, dtype=np.int64)
    grouped = frame.drop_nulls(list(columns)).group_by(*columns, "number").agg(pl.len().alias("n"))
    if grouped.is_empty() or not all(names):
        return table
    index = [
        grouped[column].replace_strict({name: at for at, name in enumerate(known)}, default=-1).to_numpy()
        for column, known in zip(columns, names, strict=True)
    ]
    kept = np.all([one >= 0 for one in index], axis=0)
    at = tuple(one[kept] for one in (*index, grouped["number"].to_numpy()))
    np.add.at(table, at, grouped["n"].to_numpy()[kept])
    return table


def _places(known: Sequence[str], wanted: Sequence[str], what: str) -> Array:
    at = {name: number for number, name in enumerate(known)}
    for name in wanted:
        if name not in at:
            raise BadInput(f"{what} {name} finns inte i underlaget.")
    return np.array([at[name] for name in wanted], dtype=np.int64)
