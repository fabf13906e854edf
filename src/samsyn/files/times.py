"""From written times to instants, local days and the precision that the source has."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import polars as pl

from samsyn.errors import BadDeclaration
from samsyn.files.clocks import Clocks
from samsyn.files.instants import instants
from samsyn.files.ledger import Ledger
from samsyn.files.raw import Raw
from samsyn.files.timeprecision import decide_precision, doubt
from samsyn.files.timetext import CLOCK, DAY, MONTH, WEEK
from samsyn.table import TimePrecision

EARLIEST = datetime(1971, 1, 1)  # noqa: DTZ001  (wall clock)
LATEST = datetime(2200, 1, 1)  # noqa: DTZ001
_NO_ZONE = "UTC"


@dataclass(frozen=True, kw_only=True)
class Times:
    """
    When the rows happened.

    Parameters
    ----------
    frame : polars.DataFrame
        day (Date), time_from, time_to (Datetime UTC), reason (String, null where the row can be used), one row per row.
    precision : TimePrecision
    zone : str, optional
    utc_share : float
        Share of the instants that are marked as UTC.
    """

    frame: pl.DataFrame
    precision: TimePrecision
    zone: str | None
    utc_share: float


def check_zone(zone: str | None) -> None:
    """Raise BadDeclaration where a zone does not exist."""
    try:
        if zone is not None:
            ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise BadDeclaration(f"Tidszonen ”{zone}” finns inte. Skriv till exempel Europe/Stockholm.") from None


def settle_times(
    raw: Raw,
    clocks: Clocks,
    *,
    precision: TimePrecision,
    zone: str | None,
    at: datetime | None,
    ledger: Ledger,
) -> Times:
    """
    Return instants, days and precision; tell which rows cannot be used and why.

    Parameters
    ----------
    raw : Raw
    clocks : Clocks
        From `write_clocks`.
    precision : TimePrecision
        What is declared; UNKNOWN where it is to be decided from the values.
    zone : str, optional
        The source's zone; days are in UTC where none.
    at : datetime, optional
        With zone; later times are left out.
    ledger : Ledger
    """
    start, end = clocks.start, clocks.end
    frame = pl.DataFrame(
        {"row": raw.rows, "text": raw.frame[clocks.start_column], "two": start.two_digit, "unit": start.unit}
    )
    frame = frame.with_columns(instants(start, zone, raw, clocks.start_column, ledger))
    if end is not None:
        later = instants(end, zone, raw, clocks.end_column or "", ledger)
        frame = frame.with_columns(
            later["utc"].alias("end"), later["local"].alias("end_local"), end.unit.alias("end_unit")
        )
    else:
        none = pl.lit(None, dtype=pl.Datetime("us"))
        frame = frame.with_columns(
            none.dt.replace_time_zone("UTC").alias("end"),
            none.alias("end_local"),
            pl.lit(None, dtype=pl.Int8).alias("end_unit"),
        )
    frame = frame.with_columns(_reason(at).alias("reason"))
    usable = frame.filter(pl.col("reason").is_null())
    decided = decide_precision(usable, clocks, ledger) if precision is TimePrecision.UNKNOWN else precision
    if precision is not TimePrecision.UNKNOWN:
        doubt(usable, precision, ledger)
    spans = _spans(frame, decided, zone)
    marked = start.offset_s.drop_nulls()
    share = float((marked == 0).sum()) / max(1, start.local.count())
    return Times(frame=spans, precision=decided, zone=zone, utc_share=share)


def _reason(at: datetime | None) -> pl.Expr:
    """Return why a row cannot be used, null where it can."""
    limit = at.astimezone(UTC) if at else datetime(2200, 1, 1, tzinfo=UTC)
    utc, local = pl.col("utc"), pl.col("local")
    return (
        pl.when(pl.col("text").is_null()).then(pl.lit("no_time"))
        .when(pl.col("two")).then(pl.lit("two_digit_year"))
        .when(utc.is_null()).then(pl.lit("bad_time"))
        .when((local < EARLIEST) | (local > LATEST)).then(pl.lit("absurd_time"))
        .when(utc > pl.lit(limit, dtype=pl.Datetime("us", "UTC"))).then(pl.lit("future"))
        .when(pl.col("end") < utc).then(pl.lit("ends_before_start"))
    )  # fmt: skip


REASONS = {
    "no_time": "saknar tid",
    "bad_time": "tiden går inte att läsa",
    "two_digit_year": "årtalet har två siffror",
    "absurd_time": "tiden är orimlig (före 1971 eller efter 2200)",
    "future": "tiden ligger i framtiden",
    "ends_before_start": "slutar före början",
    "duplicate": "dubblett: samma nummer och samma innehåll som en tidigare rad",
    "total": "summarad, inte en rapport",
}
"""Why rows are left out, in Swedish."""


def _spans(frame: pl.DataFrame, precision: TimePrecision, zone: str | None) -> pl.DataFrame:
    """
    Return the day that each row counts on, and its instants: the whole day, week or month where no clock is
    known.
    """
    local, unit = pl.col("local"), pl.col("unit")
    coarse = {TimePrecision.DAY: DAY, TimePrecision.WEEK: WEEK, TimePrecision.MONTH: MONTH}.get(precision, 0)
    level = pl.max_horizontal(unit, pl.lit(coarse, dtype=pl.Int8))
    frame = frame.with_columns(level.alias("level"))
    begin = (
        pl.when(pl.col("level") == MONTH).then(local.dt.truncate("1mo"))
        .when(pl.col("level") == WEEK).then(local.dt.truncate("1w"))
        .when(pl.col("level") == DAY).then(local.dt.truncate("1d"))
    )  # fmt: skip
    over = (
        pl.when(pl.col("level") == MONTH).then(begin.dt.offset_by("1mo"))
        .when(pl.col("level") == WEEK).then(begin.dt.offset_by("1w"))
        .when(pl.col("level") == DAY).then(_day_after(begin))
    )  # fmt: skip
    frame = frame.with_columns(begin.alias("begin"), over.alias("over"))
    exact_end = pl.when(pl.col("end") > pl.col("utc")).then(pl.col("end"))
    whole = pl.col("level") > CLOCK
    counted = (
        local.dt.date()
        if precision not in (TimePrecision.WEEK, TimePrecision.MONTH)
        else pl.col("begin").dt.date()
    )
    return frame.select(
        pl.coalesce(pl.when(whole).then(pl.col("begin").dt.date()), counted).alias("day"),
        pl.when(whole).then(_utc(pl.col("begin"), zone)).otherwise(pl.col("utc")).alias("time_from"),
        pl.when(whole).then(_utc(pl.col("over"), zone)).otherwise(exact_end).alias("time_to"),
        "reason",
    )


def _day_after(begin: pl.Expr) -> pl.Expr:
    """Return the midnight after the last day: of the end where one is told as a day, else of the beginning."""
    last = pl.max_horizontal(begin, pl.col("end_local").dt.truncate("1d"))
    at_midnight = (pl.col("end_unit") == CLOCK) & (pl.col("end_local") == last) & (last > begin)
    return pl.when(at_midnight).then(last).otherwise(last.dt.offset_by("1d"))


def _utc(wall: pl.Expr, zone: str | None) -> pl.Expr:
    if zone is None:
        return wall.dt.replace_time_zone("UTC")
    there = wall.dt.replace_time_zone(zone, ambiguous="earliest", non_existent="null")
    later = (wall + timedelta(hours=1)).dt.replace_time_zone(zone, ambiguous="earliest", non_existent="null")
    return pl.coalesce(there, later).dt.convert_time_zone("UTC")
