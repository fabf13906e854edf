"""Reads written dates and times, whole columns at once."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from samsyn.files.dayclock import hour24, read_clock
from samsyn.files.timestyles import (
    CLOCK,
    DAY,
    MONTH,
    MONTH_NAMES,
    STYLES,
    TWO_DIGIT_YEAR,
    WEEK,
    Style,
)

_DAY_US = 86_400_000_000
_PARTS = ("y", "m", "d", "H", "M", "S", "f", "ap", "z", "name", "w", "wd", "a", "b")


@dataclass(frozen=True, kw_only=True)
class Written:
    """
    A column of times as they are written.

    Parameters
    ----------
    local : polars.Series of Datetime("us")
        The wall clock; null where nothing could be read. Monday of a week, first of a month.
    offset_s : polars.Series of Int32
        Seconds east of UTC where the value says so; null where it does not.
    unit : polars.Series of Int8
        CLOCK, DAY, WEEK or MONTH.
    two_digit : polars.Series of Boolean
        Values that are refused because the year has two digits.
    styles : dict
        How many values were read in each style.
    order : str, optional
        "dmy" or "mdy" where some values write day and month as bare numbers before the year.
    order_sure : bool
        False where no value tells which of the two comes first.
    mixed : int
        Values that can only be read in the other order.
    """

    local: pl.Series
    offset_s: pl.Series
    unit: pl.Series
    two_digit: pl.Series
    styles: dict[str, int]
    order: str | None = None
    order_sure: bool = True
    mixed: int = 0


def read_times(text: pl.Series, *, order: str | None = None) -> Written:
    """
    Read a column of dates and times.

    Parameters
    ----------
    text : polars.Series of String
        The cells; null where empty.
    order : str, optional
        "dmy" or "mdy" for numeric dates that end in the year; decided from the values where none.

    Returns
    -------
    Written
        One entry per cell.
    """
    rest = pl.DataFrame(
        {"n": pl.int_range(text.len(), dtype=pl.UInt32, eager=True), "text": text}
    ).drop_nulls()
    pieces: list[pl.DataFrame] = []
    styles: dict[str, int] = {}
    told: str | None = None
    sure, mixed = True, 0
    for style in STYLES:
        fits = rest["text"].str.contains(style.pattern)
        if not fits.any():
            continue
        chosen, rest = rest.filter(fits), rest.filter(~fits)
        if style.key == "serial":
            piece = _serials(chosen)
        elif style.key == "epoch":
            piece = _epochs(chosen)
        else:
            parts = _parts(chosen, style)
            if style.key == "numbers":
                parts, told, sure, mixed = _ordered(parts, order)
            piece = _assembled(parts, style)
        pieces.append(piece)
        styles[style.key] = piece.height
        if rest.is_empty():
            break
    read = _joined(pieces, text.len())
    two_digit = pl.zeros(text.len(), dtype=pl.Boolean, eager=True)
    if not rest.is_empty():
        two_digit = text.str.contains(TWO_DIGIT_YEAR).fill_null(value=False) & read["local"].is_null()
    return Written(
        local=read["local"],
        offset_s=read["offset_s"],
        unit=read["unit"],
        two_digit=two_digit,
        styles=styles,
        order=told,
        order_sure=sure,
        mixed=mixed,
    )


def _joined(pieces: list[pl.DataFrame], height: int) -> pl.DataFrame:
    every = pl.DataFrame({"n": pl.int_range(height, dtype=pl.UInt32, eager=True)})
    empty = pl.DataFrame(
        schema={"n": pl.UInt32, "local": pl.Datetime("us"), "offset_s": pl.Int32, "unit": pl.Int8}
    )
    read = pl.concat([empty, *pieces])
    if read.height == height and len(pieces) == 1:
        return read
    return every.join(read, on="n", how="left", maintain_order="left")


def _parts(chosen: pl.DataFrame, style: Style) -> pl.DataFrame:
    """Return the named parts of each value as numbers; a part that the style does not have is null."""
    parts = chosen.select("n", pl.col("text").str.extract_groups(style.pattern).alias("part")).unnest("part")
    parts = parts.with_columns(
        pl.lit(None, dtype=pl.String).alias(p) for p in _PARTS if p not in parts.columns
    )
    name = pl.col("name").str.to_lowercase().str.slice(0, 3)
    return parts.with_columns(
        *(pl.col(p).cast(pl.Int32, strict=False) for p in ("y", "d", "H", "M", "S", "w", "wd", "a", "b")),
        pl.coalesce(
            pl.col("m").cast(pl.Int32, strict=False),
            name.replace_strict(MONTH_NAMES, default=None, return_dtype=pl.Int32),
        ).alias("m"),
        (pl.col("f").str.pad_end(6, "0").str.slice(0, 6))
        .cast(pl.Int32, strict=False)
        .fill_null(0)
        .alias("f"),
    )


def _ordered(parts: pl.DataFrame, order: str | None) -> tuple[pl.DataFrame, str, bool, int]:
    """Decide which of two numbers is the day: the one that is over 12 somewhere; else the day first, as in Sweden."""
    a, b = pl.col("a"), pl.col("b")
    day_first = parts.filter((a > 12) & (b <= 12)).height
    month_first = parts.filter((b > 12) & (a <= 12)).height
    told = order or ("mdy" if month_first > day_first else "dmy")
    if not order and not day_first and not month_first and parts["ap"].count() * 2 > parts.height:
        told = "mdy"
    sure = bool(order or day_first or month_first) and not (day_first and month_first)
    day, month = (a, b) if told == "dmy" else (b, a)
    turn = (month > 12) & (day <= 12)
    parts = parts.with_columns(
        pl.when(turn).then(month).otherwise(day).alias("d"),
        pl.when(turn).then(day).otherwise(month).alias("m"),
    )
    return (
        parts,
        told,
        sure,
        min(day_first, month_first) if not order else (month_first if told == "dmy" else day_first),
    )


def _assembled(parts: pl.DataFrame, style: Style) -> pl.DataFrame:
    """Return wall clock, offset and unit; null where the parts name no day or no time."""
    hour = hour24()
    parts = parts.with_columns(
        pl.col("m").fill_null(1) if style.unit == WEEK else pl.col("m"),  # "Zon 2024" names no month
        pl.col("d").fill_null(1) if style.unit != CLOCK else pl.col("d"),
    )
    length = (
        pl.when(pl.col("m") == 2)
        .then(28 + pl.date(pl.col("y").clip(1, 9999), 1, 1).dt.is_leap_year().cast(pl.Int32))
        .otherwise(31 - pl.col("m").is_in([4, 6, 9, 11]).cast(pl.Int32))
    )
    right = (
        pl.col("y").is_between(1, 9999)
        & pl.col("m").is_between(1, 12)
        & pl.col("d").is_between(1, length)
        & (hour.is_between(0, 23) | ((hour == 24) & (pl.col("M") == 0))).fill_null(value=True)
        & pl.col("M").is_between(0, 59).fill_null(value=True)
        & pl.col("S").is_between(0, 60).fill_null(value=True)
    )
    if style.unit == WEEK:
        right &= pl.col("w").is_between(1, 53)
    kept = parts.filter(right)
    midnight = pl.datetime(pl.col("y"), pl.col("m"), pl.col("d"))
    clock = (
        (hour.fill_null(0).cast(pl.Int64) * 60 + pl.col("M").fill_null(0)) * 60 + pl.col("S").fill_null(0)
    ) * 1_000_000
    if style.unit == WEEK:
        kept = kept.with_columns(_monday().alias("local")).filter(
            pl.col("local").dt.iso_year() == pl.col("y")
        )
    else:
        kept = kept.with_columns((midnight + pl.duration(microseconds=clock + pl.col("f"))).alias("local"))
    unit = (
        pl.when(pl.lit(style.unit != CLOCK))
        .then(style.unit)
        .when(pl.col("H").is_null())
        .then(DAY)
        .otherwise(CLOCK)
    )
    if style.key == "week":
        unit = pl.when(pl.col("wd").is_null()).then(WEEK).otherwise(DAY)
    return kept.select(
        "n",
        pl.col("local").cast(pl.Datetime("us")),
        _offset().alias("offset_s"),
        unit.cast(pl.Int8).alias("unit"),
    )


def _monday() -> pl.Expr:
    """Return the Monday of an ISO week, or the day of it that is told."""
    fourth = pl.date(pl.col("y"), 1, 4)
    first = fourth - pl.duration(days=fourth.dt.weekday().cast(pl.Int64) - 1)
    days = (pl.col("w").cast(pl.Int64) - 1) * 7 + pl.col("wd").fill_null(1) - 1
    return (first + pl.duration(days=days)).cast(pl.Datetime("us"))


def _offset() -> pl.Expr:
    """Return seconds east of UTC, null where the value does not say."""
    zone = pl.col("z").str.to_lowercase().str.replace("−", "-")
    digits = zone.str.replace_all(r"[^\d]", "").str.pad_end(4, "0")
    seconds = digits.str.slice(0, 2).cast(pl.Int32, strict=False) * 3600
    seconds += digits.str.slice(2, 2).cast(pl.Int32, strict=False) * 60
    sign = pl.when(zone.str.starts_with("-")).then(-1).otherwise(1)
    named = zone.is_in(["z", "utc", "gmt"])
    return pl.when(zone.is_null()).then(None).when(named).then(0).otherwise(seconds * sign).cast(pl.Int32)


def _serials(chosen: pl.DataFrame) -> pl.DataFrame:
    """Read the day numbers of spreadsheets: days since 30 December 1899, the fraction is the time, to the second."""
    value = pl.col("text").str.replace(",", ".").cast(pl.Float64)
    seconds = (value * 86400).round().cast(pl.Int64)
    start = pl.datetime(1899, 12, 30)
    return chosen.select(
        "n",
        (start + pl.duration(seconds=seconds)).cast(pl.Datetime("us")).alias("local"),
        pl.lit(None, dtype=pl.Int32).alias("offset_s"),
        pl.when(seconds % 86400 == 0).then(DAY).otherwise(CLOCK).cast(pl.Int8).alias("unit"),
    )


def _epochs(chosen: pl.DataFrame) -> pl.DataFrame:
    """Read seconds or milliseconds since 1970, which are in UTC."""
    digits = pl.col("text").str.replace(r"[.,].*$", "")
    value = digits.cast(pl.Int64) * pl.when(digits.str.len_bytes() == 13).then(1000).otherwise(1_000_000)
    return chosen.select(
        "n",
        pl.from_epoch(value, time_unit="us").cast(pl.Datetime("us")).alias("local"),
        pl.lit(0, dtype=pl.Int32).alias("offset_s"),
        pl.lit(CLOCK, dtype=pl.Int8).alias("unit"),
    )


__all__ = ["CLOCK", "DAY", "MONTH", "WEEK", "Written", "read_clock", "read_times"]
