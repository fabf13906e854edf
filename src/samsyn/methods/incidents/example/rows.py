"""The rows that the functions of the invented municipality report."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import polars as pl

from samsyn.methods.incidents.example.draw import choose
from samsyn.methods.incidents.example.events import (
    NO_SEVERITY,
    Events,
    positions,
    severities,
    subcategories,
    times,
)
from samsyn.methods.incidents.example.places import areas, named_places
from samsyn.methods.incidents.example.reporters import reporters
from samsyn.methods.incidents.example.rhythm import CATEGORIES

Array = np.ndarray[Any, Any]

POSITIVES = 0.12
"""Positive observations per answer."""


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


def incidents(events: Events, who: Array, end_minute: int, rng: np.random.Generator) -> pl.DataFrame:
    """Return one row per event, as told by whoever noticed it."""
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


def positives(answered: Array, rng: np.random.Generator) -> pl.DataFrame:
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


def zeros(answered: Array, told: list[pl.DataFrame], rng: np.random.Generator) -> pl.DataFrame:
    """Return a zero report, sent on Friday, from each reporter that answered and had nothing to tell."""
    something = np.zeros_like(answered)
    for frame in told:
        something[frame["reporter"].to_numpy(), frame["week"].to_numpy()] = True
    who, week = np.nonzero(answered & ~something)
    start = week * 10_080 + 4 * 1440 + rng.integers(8 * 12, 16 * 12, len(week)) * 5
    return _rows(kind="zero", week=week, start=start, area=_homes()[who], reporter=who)


def _homes() -> Array:
    return np.array([reporter.areas[0] for reporter in reporters()])


def finish(rows: pl.DataFrame, first: date) -> pl.DataFrame:
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
