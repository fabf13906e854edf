"""Reads times of the day."""

from __future__ import annotations

import polars as pl

from samsyn.files.timestyles import CLOCK_DIGITS, CLOCK_ONLY, DAY_PART, HOUR_ONLY


def hour24() -> pl.Expr:
    """Return the hour of the day; 12-hour clocks by their am or pm."""
    half = pl.col("ap").str.to_lowercase().str.slice(0, 1)
    twelve = pl.when(pl.col("H").is_between(1, 12)).then(pl.col("H") % 12)
    return pl.when(half == "p").then(twelve + 12).when(half == "a").then(twelve).otherwise(pl.col("H"))


def read_clock(text: pl.Series, *, hours: bool = False) -> pl.Series:
    """
    Read a column of times of the day, as seconds since midnight (Int32, null where nothing could be read).

    Parameters
    ----------
    text : polars.Series of String
        "14:05", "14.05", "2:05 PM", "kl. 14.05", "1405", or a fraction of a day as spreadsheets store it.
    hours : bool
        Whether a bare number up to 24 is an hour.
    """
    frame = pl.DataFrame({"text": text})
    result = pl.repeat(None, text.len(), dtype=pl.Int32, eager=True)
    for pattern in (CLOCK_ONLY, CLOCK_DIGITS, *((HOUR_ONLY,) if hours else ())):
        parts = frame.select(pl.col("text").str.extract_groups(pattern).alias("part")).unnest("part")
        parts = parts.with_columns(
            pl.lit(None, dtype=pl.String).alias(p) for p in ("M", "S", "ap") if p not in parts.columns
        )
        parts = parts.with_columns(pl.col("H", "M", "S").cast(pl.Int32, strict=False))
        hour, minute, second = hour24(), pl.col("M").fill_null(0), pl.col("S").fill_null(0)
        right = hour.is_between(0, 24) & (minute < 60) & (second < 60)
        seconds = pl.when(right).then(hour * 3600 + minute * 60 + second)
        result = result.zip_with(result.is_not_null(), parts.select(seconds.alias("s"))["s"].cast(pl.Int32))
    part = pl.when(pl.col("text").str.contains(DAY_PART)).then(pl.col("text").str.replace(",", "."))
    fraction = frame.select((part.cast(pl.Float64, strict=False) * 86400).round().cast(pl.Int32).alias("s"))[
        "s"
    ]
    return result.zip_with(result.is_not_null(), fraction)
