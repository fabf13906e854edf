"""What a row of official statistics is: one figure about one area, one indicator and one year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from samsyn.errors import BadInput
from samsyn.table import ColumnRule, Table

COUNT, SHARE, RATE = "count", "share", "rate"
KINDS = (COUNT, SHARE, RATE)
KEY = ("area", "category", "kind", "day")

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
        If a figure is there twice, is negative, is a share over 100 per cent, or lies outside its interval.
    """
    schema = {rule.name: rule.dtype for rule in RULES}
    frame = pl.DataFrame(list(rows), schema=schema, orient="row")
    twice = frame.filter(frame.select(KEY).is_duplicated())
    if twice.height:
        one = twice.row(0, named=True)
        raise BadInput(
            f"Rad {one['row']}: {one['category']} för {one['area']} {one['day'].year} finns mer än en gång. "
            "Ta bort summor och dubbletter, eller en uppdelning som inte hör hit."
        )
    _check(frame.filter(pl.col("value") < 0), "är negativt")
    _check(frame.filter((pl.col("kind") == SHARE) & (pl.col("value") > 100)), "är mer än 100 procent")
    half = pl.col("low").is_null() != pl.col("high").is_null()
    _check(frame.filter(half), "har bara en gräns för osäkerheten; ange båda eller ingen")
    outside = (pl.col("value") < pl.col("low")) | (pl.col("value") > pl.col("high"))
    _check(frame.filter(outside), "ligger utanför sitt osäkerhetsintervall")
    return Table(frame=frame, rules=RULES)


def _check(wrong: pl.DataFrame, what: str) -> None:
    if wrong.height:
        one = wrong.row(0, named=True)
        raise BadInput(
            f"Rad {one['row']}: värdet för {one['category']}, {one['area']} {one['day'].year}, {what}."
        )


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
