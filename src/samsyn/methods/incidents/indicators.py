"""Indicators followed month by month: reports of the categories that a group has chosen, weighted as it has said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from samsyn.instruments.categories import CategoryList, Indicator


@dataclass(frozen=True, kw_only=True)
class Followed:
    """
    An indicator per month.

    Parameters
    ----------
    months : tuple of date
        First day of each month, also those without reports.
    n : tuple of int
        Reports.
    weighted : tuple of int
        Their weights summed.
    without_hour, without_severity : int
        Reports of its categories left out since they do not say what the indicator asks for: not zero, but not known.
    """

    months: tuple[date, ...]
    n: tuple[int, ...]
    weighted: tuple[int, ...]
    without_hour: int = 0
    without_severity: int = 0


def follow(
    rows: pl.DataFrame, indicator: Indicator, known: CategoryList, span: tuple[date, date]
) -> Followed:
    """
    Count an indicator per month.

    Parameters
    ----------
    rows : polars.DataFrame
        code (of `known`), day, hour (0–23, null where it is not known), severity (0–3 or null) and n, the number of
        such reports.
    indicator : Indicator
    known : CategoryList
    span : (date, date)
        Half-open; months that are not whole are counted as far as it goes.

    Returns
    -------
    Followed

    Notes
    -----
    A report is counted once: under its subcategory where that is part of the indicator, else under its category.
    """
    frame = rows.filter(pl.col("day").is_between(*span, closed="left"))
    weights = {code: weight for code in frame["code"].unique() if (weight := _weight(code, indicator, known))}
    frame = frame.filter(pl.col("code").is_in(list(weights)))
    without_severity = without_hour = 0
    if indicator.least_severity is not None:
        without_severity = int(frame.filter(pl.col("severity").is_null())["n"].sum())
        frame = frame.filter(pl.col("severity") >= indicator.least_severity)
    if indicator.hours is not None:
        without_hour = int(frame.filter(pl.col("hour").is_null())["n"].sum())
        first, last = indicator.hours
        late, early = pl.col("hour") >= first, pl.col("hour") < last
        frame = frame.filter(late & early if first < last else late | early)
    weighed = pl.col("code").replace_strict(weights, default=0, return_dtype=pl.Int64) * pl.col("n")
    summed = frame.group_by(month=pl.col("day").dt.truncate("1mo")).agg(
        pl.col("n").sum(), weighted=weighed.sum()
    )
    found = {month: (int(n), int(w)) for month, n, w in summed.select("month", "n", "weighted").iter_rows()}
    months = _months(span)
    return Followed(
        months=months,
        n=tuple(found.get(month, (0, 0))[0] for month in months),
        weighted=tuple(found.get(month, (0, 0))[1] for month in months),
        without_hour=without_hour,
        without_severity=without_severity,
    )


def _weight(code: str, indicator: Indicator, known: CategoryList) -> int:
    """Return the weight of a report with a code, 0 where it is no part of the indicator."""
    parts = dict(indicator.parts)
    home = known.get(code)
    return parts.get(code) or (parts.get(home.code, 0) if home else 0)


def _months(span: tuple[date, date]) -> tuple[date, ...]:
    first, end = span
    found, month = [], first.replace(day=1)
    while month < end:
        found.append(month)
        month = (month + timedelta(days=32)).replace(day=1)
    return tuple(found)
