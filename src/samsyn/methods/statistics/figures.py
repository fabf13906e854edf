"""What a row of official statistics is: one figure about one area, one indicator and one year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from samsyn.cycle import format_number
from samsyn.errors import BadInput
from samsyn.table import ColumnRule, Table

COUNT, SHARE, RATE = "count", "share", "rate"
KINDS = (COUNT, SHARE, RATE)
KEY = ("area", "category", "kind", "day")
MOST_TOLD = 20
Fault = tuple[int, str]

RULES: tuple[ColumnRule, ...] = (
    ColumnRule(name="row", dtype=pl.Int64(), meaning="row as a spreadsheet numbers it", nullable=False),
    ColumnRule(name="day", dtype=pl.Date(), meaning="first day of the year that it is about", nullable=False),
    ColumnRule(name="area", dtype=pl.String(), meaning="code or name of the area", nullable=False),
    ColumnRule(name="category", dtype=pl.String(), meaning="the indicator, as it is called", nullable=False),
    ColumnRule(
        name="kind",
        dtype=pl.String(),
        meaning="a count, a share in per cent, or a rate per 100 000 inhabitants",
        nullable=False,
        domain=KINDS,
    ),
    ColumnRule(name="value", dtype=pl.Float64(), meaning="the figure; null is not zero"),
    ColumnRule(name="low", dtype=pl.Float64(), meaning="lower limit, where the source gives it"),
    ColumnRule(name="high", dtype=pl.Float64(), meaning="upper limit, where the source gives it"),
    ColumnRule(name="answers", dtype=pl.Int64(), meaning="how many answers a share rests on"),
    ColumnRule(
        name="population", dtype=pl.Int64(), meaning="inhabitants that year, where the source gives it"
    ),
)


def statistics_table(rows: Iterable[Mapping[str, Any]]) -> Table:
    """
    Return rows as a checked table; none gives an empty one.

    Raises
    ------
    BadInput
        If a figure is there twice, is negative, is a share over 100 per cent, or lies outside its interval; all
        such rows are told.
    """
    frame = figures_frame(rows)
    refuse(faults_in(frame))
    return Table(frame=frame, rules=RULES)


def figures_frame(rows: Iterable[Mapping[str, Any]]) -> pl.DataFrame:
    """Return rows as a frame that is not checked."""
    schema = {rule.name: rule.dtype for rule in RULES}
    return pl.DataFrame(list(rows), schema=schema, orient="row")


def faults_in(frame: pl.DataFrame) -> list[Fault]:
    """Return what cannot be right, by row: figures that are there twice, and values that no figure can have."""
    half = pl.col("low").is_null() != pl.col("high").is_null()
    outside = (pl.col("value") < pl.col("low")) | (pl.col("value") > pl.col("high"))
    return [
        *_twice(frame),
        *_wrong(frame.filter(pl.col("value") < 0), "är negativt"),
        *_wrong(frame.filter((pl.col("kind") == SHARE) & (pl.col("value") > 100)), "är mer än 100 procent"),
        *_wrong(frame.filter(half), "har bara en gräns för osäkerheten; ange båda eller ingen"),
        *_wrong(frame.filter(outside), "ligger utanför sitt osäkerhetsintervall"),
    ]


def _twice(frame: pl.DataFrame) -> list[Fault]:
    """Return each row whose figure an earlier row has, with that row."""
    first = frame.group_by(KEY).agg(pl.col("row").min().alias("first"))
    again = frame.join(first, on=KEY).filter(pl.col("row") > pl.col("first"))
    same = frame.filter(frame.select(*KEY, "row").is_duplicated())  # one column per year, and the year twice
    return [
        (one["row"], _told_twice(one)) for one in [*again.iter_rows(named=True), *same.iter_rows(named=True)]
    ]


def _told_twice(one: Mapping[str, Any]) -> str:
    where = f", först på rad {one['first']}" if "first" in one else ""
    return (
        f"{one['category']} för {one['area']} {one['day'].year} finns mer än en gång{where}. "
        "Ta bort summor och dubbletter, eller en uppdelning som inte hör hit."
    )


def _wrong(frame: pl.DataFrame, what: str) -> list[Fault]:
    return [
        (one["row"], f"värdet för {one['category']}, {one['area']} {one['day'].year}, {what}.")
        for one in frame.iter_rows(named=True)
    ]


def refuse(faults: Iterable[Fault]) -> None:
    """
    Raise where there are faults: one line each with its row, the first `MOST_TOLD` of them, and how many there are.

    Raises
    ------
    BadInput
        If there is any.

    Examples
    --------
    >>> refuse([])
    >>> refuse([(3, "20x5 är inget år."), (2, "'många' är inget tal.")])
    Traceback (most recent call last):
    samsyn.errors.BadInput: Filen har 2 fel. Rätta dem och läs in den igen.
    Rad 2: 'många' är inget tal.
    Rad 3: 20x5 är inget år.
    """
    found = sorted(set(faults))
    told = [f"Rad {row}: {what}" for row, what in found[:MOST_TOLD]]
    if len(found) > 1:
        told.insert(0, f"Filen har {format_number(len(found))} fel. Rätta dem och läs in den igen.")
    if len(found) > MOST_TOLD:
        told.append(f"De {MOST_TOLD} första visas.")
    if told:
        raise BadInput("\n".join(told))


@dataclass(frozen=True, kw_only=True)
class Revision:
    """A figure that a later file has changed; None where one of the files had no value."""

    area: str
    category: str
    kind: str
    day: date
    before: float | None
    after: float | None


def revisions(before: Table, after: Table) -> tuple[Revision, ...]:
    """Return the figures that both files are about and that differ, by area, indicator and year."""
    old, new = (one.frame.select(*KEY, "value") for one in (before, after))
    both = old.join(new, on=KEY, how="inner", suffix="_after")
    changed = both.filter(~pl.col("value").eq_missing(pl.col("value_after"))).sort(KEY)
    return tuple(
        Revision(area=area, category=category, kind=kind, day=day, before=was, after=now)
        for area, category, kind, day, was, now in changed.iter_rows()
    )
