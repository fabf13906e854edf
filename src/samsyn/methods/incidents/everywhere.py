"""Every municipality and category at once: what is unusual this week, when in the week, and how gathered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from zlib import crc32

import numpy as np
import polars as pl

from samsyn.errors import BadInput
from samsyn.methods.incidents.changes import FLEXIBLE, LEAST_HISTORY, SHORT, assess
from samsyn.methods.incidents.options import Options
from samsyn.methods.incidents.streams import Stream
from samsyn.period import PeriodKind
from samsyn.stats.blocks import in_blocks
from samsyn.stats.concentration import concentration
from samsyn.stats.multiplicity import benjamini_hochberg
from samsyn.stats.rhythm import weekday_hour

Array = np.ndarray[Any, Any]
MONDAY = date(1970, 1, 5)
YEAR = 52
AT_ONCE = 5_000  # categories
LEAST_EVENTS = 20  # for a rhythm, and for how gathered; fewer are chance
NUMBERS = ("expected", "low", "high", "p_above", "p_below")
NO_WEEK = "Ingen rapport ligger före den vecka som bedöms."


@dataclass(frozen=True, kw_only=True)
class Plan:
    """
    What is done with every block.

    Parameters
    ----------
    week : date
        The Monday of the week that is judged; the year up to and with it gives rhythm and concentration.
    zone : str
        The clock of the places.
    permutations : int
        For how gathered the events are by chance alone.
    options : Options
    """

    week: date
    zone: str = "Europe/Stockholm"
    permutations: int = 99
    options: Options = field(default_factory=Options)

    @property
    def last(self) -> int:
        """Weeks from the first Monday of 1970 to the week that is judged."""
        return (self.week - MONDAY).days // 7


@dataclass(frozen=True, kw_only=True)
class Block:
    """
    The reports of one municipality, by category, then time; arrays of shape (reports,).

    Parameters
    ----------
    municipality : str
    categories : tuple of str
    category : int64 array
        Places in `categories`.
    week : int64 array
        Weeks from the first Monday of 1970, local time.
    start, end : datetime64 array
        UTC; an end that is NaT means an exact time.
    place : int64 array
        Codes of places; negative where none is known.
    plan : Plan
    """

    municipality: str
    categories: tuple[str, ...]
    category: Array
    week: Array
    start: Array
    end: Array
    place: Array
    plan: Plan


def everywhere(
    reports: pl.DataFrame, plan: Plan, *, workers: int | None = None, scheduler: str | None = None
) -> pl.DataFrame:
    """
    Judge the week of every municipality and category.

    Parameters
    ----------
    reports : polars.DataFrame
        One row per report: `municipality` and `category` (text), `start` (instant in UTC); where known `end`
        (instant in UTC, for what happened some time in between) and `place` (text or number).
    plan : Plan
    workers, scheduler
        As in `samsyn.stats.blocks.in_blocks`; they change no figure.

    Returns
    -------
    polars.DataFrame
        One row per municipality and category, sorted: `observed`, `expected`, `low`, `high` (central predictive
        range), `p_above`, `p_below`, `q_above`, `q_below` (adjusted over all rows), `unusual` ("above", "below", ""),
        `history` (weeks) and `method` ("" where the history is too short). From the last 52 weeks `events`, and
        from 20 of them `weekday` (1-7) and `hour` (0-23) when most happened with `weekday_share` and `hour_share`,
        `places`, `half` (the fewest places that hold half), `gini` (corrected for few events) and `gathered_p`.

    Raises
    ------
    BadInput
        If no report lies before or in the week, or an end lies before its start.

    Notes
    -----
    A municipality's history begins in the first week with any report from it, and is taken to be whole from there: a
    week without reports is nought. Three years of history give Farrington's flexible method, less a short window.
    """
    parts = list(blocks(reports, plan))
    if not parts:
        raise BadInput(NO_WEEK)
    told = pl.concat(in_blocks(judge_block, parts, workers=workers, scheduler=scheduler))
    q = plan.options.false_discovery
    above, below = (benjamini_hochberg(told[name].to_numpy(), q) for name in ("p_above", "p_below"))
    unusual = np.where(above.rejected, "above", np.where(below.rejected, "below", ""))
    adjusted = [pl.Series("q_above", above.adjusted), pl.Series("q_below", below.adjusted)]
    return told.with_columns(*adjusted, pl.Series("unusual", unusual, dtype=pl.String))


def blocks(reports: pl.DataFrame, plan: Plan) -> Iterator[Block]:
    """Yield one block per municipality, sorted by name; reports after the week are left out."""
    frame = _prepared(reports, plan)
    kept = frame.select("municipality", "category", "week", "start", "end", "place").sort(pl.all())
    for rows in kept.partition_by("municipality", maintain_order=True):
        names, code = np.unique(rows["category"].to_numpy(), return_inverse=True)
        yield Block(
            municipality=rows["municipality"][0],
            categories=tuple(str(name) for name in names),
            category=code.astype(np.int64),
            week=rows["week"].to_numpy(),
            start=rows["start"].to_numpy(),
            end=rows["end"].to_numpy(),
            place=rows["place"].to_numpy(),
            plan=plan,
        )


def _prepared(reports: pl.DataFrame, plan: Plan) -> pl.DataFrame:
    """Add the local week, and what is not told."""
    utc = pl.Datetime("us")
    absent = [
        pl.lit(None, dtype=kind).alias(name)
        for name, kind in (("end", utc), ("place", pl.Int64))
        if name not in reports.columns
    ]
    frame = reports.with_columns(*absent).drop_nulls(["municipality", "category", "start"])
    if frame.schema["place"] != pl.Int64:
        frame = frame.with_columns(pl.col("place").rank("dense").cast(pl.Int64))
    instants = [
        pl.col(name).cast(pl.Datetime("us", "UTC")).dt.replace_time_zone(None) for name in ("start", "end")
    ]
    local = pl.col("start").dt.replace_time_zone("UTC").dt.convert_time_zone(plan.zone).dt.date()
    week = (local.cast(pl.Int64) - (MONDAY - date(1970, 1, 1)).days).floordiv(7).alias("week")
    frame = frame.with_columns(*instants).with_columns(week, pl.col("place").fill_null(-1))
    turned = frame.select((pl.col("end") < pl.col("start")).sum()).item()
    if turned:
        raise BadInput(f"{turned} rapporter slutar före sin början. Rätta dem, eller ta bort dem.")
    return frame.filter(pl.col("week") <= plan.last)


def judge_block(block: Block) -> pl.DataFrame:
    """Return one row per category of a municipality."""
    columns: dict[str, Any] = {
        "municipality": [block.municipality] * len(block.categories),
        "category": list(block.categories),
        "week": [block.plan.week] * len(block.categories),
        **_changes(block),
    }
    year = block.week > block.plan.last - YEAR
    ends = np.searchsorted(block.category, np.arange(len(block.categories) + 1))
    told = [
        _year(block, number, np.flatnonzero(year[start:end]) + start)
        for number, (start, end) in enumerate(zip(ends[:-1], ends[1:], strict=True))
    ]
    lists = {name: [one[name] for one in told] for name in _SCHEMA if name in told[0]}
    return pl.DataFrame(columns | lists, schema=_SCHEMA)


_SCHEMA: dict[str, Any] = {
    "municipality": pl.String,
    "category": pl.String,
    "week": pl.Date,
    "observed": pl.Int64,
    **dict.fromkeys(NUMBERS, pl.Float64),
    "history": pl.Int64,
    "method": pl.String,
    "events": pl.Int64,
    "weekday": pl.Int64,
    "weekday_share": pl.Float64,
    "hour": pl.Int64,
    "hour_share": pl.Float64,
    "places": pl.Int64,
    "half": pl.Int64,
    "gini": pl.Float64,
    "gathered_p": pl.Float64,
}


def _changes(block: Block) -> dict[str, Any]:
    """The last week of every category against its history."""
    first = int(block.week.min())
    weeks, many = block.plan.last - first + 1, len(block.categories)
    last = np.bincount(block.category[block.week == block.plan.last], minlength=many)
    method = FLEXIBLE if weeks >= 3 * YEAR else SHORT if weeks > LEAST_HISTORY else ""
    answers: dict[str, Any] = {"observed": last, "method": [method] * many}
    if not method:
        return answers | dict.fromkeys(NUMBERS, np.full(many, np.nan)) | {"history": np.zeros(many, np.int64)}
    parts = [_assessed(block, first, weeks, method, start) for start in range(0, many, AT_ONCE)]
    numbers = {name: np.concatenate([part[name] for part in parts]) for name in (*NUMBERS, "history")}
    for name in ("p_above", "p_below"):
        numbers[name] = np.minimum(numbers[name], 1.0)  # rounding may pass 1
    return answers | numbers


def _assessed(block: Block, first: int, weeks: int, method: str, start: int) -> dict[str, Array]:
    """The last week of some of the categories; more at once would only take more memory."""
    low, high = np.searchsorted(block.category, (start, start + AT_ONCE))
    many = min(AT_ONCE, len(block.categories) - start)
    place = (block.category[low:high] - start) * weeks + block.week[low:high] - first
    counts = np.bincount(place, minlength=many * weeks).reshape(many, weeks)
    chosen = [Stream(area=None, category=start + i, counts=counts[i], exposure=None) for i in range(many)]
    found = assess(chosen, PeriodKind.WEEK, method, block.plan.options, assessed=np.array([weeks - 1]))
    return {name: getattr(found, name)[:, 0] for name in (*NUMBERS, "history")}


def _year(block: Block, number: int, rows: Array) -> dict[str, Any]:
    """When in the week the events of a year lie, and over how few places."""
    empty = dict.fromkeys(("weekday", "weekday_share", "hour", "hour_share"))
    empty |= dict.fromkeys(("places", "half", "gini", "gathered_p"))
    if rows.size < LEAST_EVENTS:
        return {"events": rows.size, **empty}
    week = weekday_hour(block.start[rows], block.end[rows], block.plan.zone).reshape(7, 24)
    days, hours = week.sum(axis=1) / rows.size, week.sum(axis=0) / rows.size
    answer: dict[str, Any] = {"events": rows.size, **empty}
    answer |= {"weekday": int(days.argmax()) + 1, "weekday_share": float(days.max())}
    answer |= {"hour": int(hours.argmax()), "hour_share": float(hours.max())}
    known = block.place[rows][block.place[rows] >= 0]
    if known.size < LEAST_EVENTS:
        return answer
    names = (
        block.municipality,
        block.categories[number],
    )  # not their places: others' coming and going changes nothing
    rng = np.random.default_rng([block.plan.options.seed, *(crc32(name.encode()) for name in names)])
    _, each = np.unique(known, return_counts=True)
    found = concentration(each, rng=rng, shares=(0.5,), empty_known=False, replicates=block.plan.permutations)
    return answer | {
        "places": found.units,
        "half": found.holding(0.5).units,
        "gini": found.corrected.value,
        "gathered_p": found.p,
    }


def whole_week_before(day: date) -> date:
    """Return the Monday of the last week that was whole when the day began."""
    return day - timedelta(days=day.weekday() + 7)
