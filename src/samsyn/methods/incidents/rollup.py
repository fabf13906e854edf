"""Counts of rows per bin, with the sums over areas and categories: what a page can read instead of the rows."""

from __future__ import annotations

import polars as pl

from samsyn.period import PeriodKind

CELL, AREA, CATEGORY, ALL = "cell", "area", "category", "all"
"""Which sides a count is kept for: both, the area, the category, or neither."""
_STEP = {PeriodKind.WEEK: "1w", PeriodKind.MONTH: "1mo"}  # polars begins weeks on Monday


def counts(rows: pl.DataFrame, grain: PeriodKind) -> pl.DataFrame:
    """
    Sum rows into bins, with the sums over areas, over categories, and over both.

    Parameters
    ----------
    rows : polars.DataFrame
        day, area, category, kind and n (the number of rows).
    grain : Grain

    Returns
    -------
    polars.DataFrame
        part, start, area, category, kind and n; a side that is summed over is an empty text.
    """
    cells = (
        rows.with_columns(pl.col("day").dt.truncate(_STEP[grain]).alias("start"))
        .with_columns(pl.col("area", "category").fill_null(""))
        .group_by("start", "area", "category", "kind")
        .agg(pl.col("n").sum())
    )
    parts = [cells.with_columns(pl.lit(CELL).alias("part"))]
    for part, kept in ((AREA, ["area"]), (CATEGORY, ["category"]), (ALL, [])):
        summed = cells.group_by("start", *kept, "kind").agg(pl.col("n").sum())
        gone = [pl.lit("").alias(side) for side in ("area", "category") if side not in kept]
        parts.append(summed.with_columns(pl.lit(part).alias("part"), *gone))
    columns = ("part", "start", "area", "category", "kind", "n")
    return pl.concat(part.select(columns) for part in parts).sort(columns)


def reporters(sent: pl.DataFrame, grain: PeriodKind) -> pl.DataFrame:
    """
    Count the reporters that sent anything in each bin.

    Parameters
    ----------
    sent : polars.DataFrame
        day and reporter.
    grain : PeriodKind
        Weeks (from Monday) or months.

    Returns
    -------
    polars.DataFrame
        start and n.
    """
    bins = sent.with_columns(pl.col("day").dt.truncate(_STEP[grain]).alias("start"))
    return bins.group_by("start").agg(pl.col("reporter").n_unique().cast(pl.Int64).alias("n")).sort("start")
