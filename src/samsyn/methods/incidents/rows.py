"""The rows behind a figure: its selection, applied again to the frozen table."""

from __future__ import annotations

import polars as pl

from samsyn.provenance import Rows


def select(frame: pl.DataFrame, rows: Rows) -> pl.DataFrame:
    """
    Return the rows that a figure rests on.

    Parameters
    ----------
    frame : polars.DataFrame
        The round's table, columns as in `samsyn.table.INCIDENTS`.
    rows : Rows

    Returns
    -------
    polars.DataFrame
        In the table's order. For a figure that compares two spans, the rows of both.
    """
    chosen = pl.lit(value=True)
    for column, value in (
        ("area", rows.area),
        ("category", rows.category),
        ("kind", rows.kind),
        ("reporter", rows.reporter),
    ):
        if value is not None:
            chosen = chosen & (pl.col(column) == value)
    if rows.categories:
        chosen = chosen & pl.col("category").is_in(rows.categories)
    if rows.missing is not None:
        chosen = chosen & pl.col(rows.missing).is_null()
    return frame.filter(chosen & _days(rows))


def _days(rows: Rows) -> pl.Expr:
    inside = pl.lit(value=True)
    if rows.start is not None:
        inside = inside & (pl.col("day") >= rows.start)
    if rows.end is not None:
        inside = inside & (pl.col("day") < rows.end)
    if rows.compared_from is not None and rows.compared_to is not None:
        inside = inside | pl.col("day").is_between(rows.compared_from, rows.compared_to, closed="left")
    return inside
