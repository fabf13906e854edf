"""Two periods compared from tables of counts, per day and per active reporter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import isfinite

import numpy as np
import polars as pl

from samsyn.cycle import Estimate, Status
from samsyn.period import Period
from samsyn.stats.multiplicity import benjamini_hochberg
from samsyn.stats.rate import rate_ratio

LEAST = (
    5  # events in both periods together, or seen and expected together; fewer say nothing about a difference
)


@dataclass(frozen=True, kw_only=True)
class Line:
    """
    One thing in two periods.

    Parameters
    ----------
    key : str, optional
        Area or category; an empty text is what has none, none is everything.
    now, then : int
        Counts of the period and of the one that it is compared with.
    ratio : Estimate
        Rate now over rate then; no value where nothing was counted then, and then only a lower limit.
    p, q : float
        Two-sided exact value of equal rates, and the same adjusted over the table; NaN where nothing was tested.
    status : Status
        ABOVE or BELOW where the rates differ surely, EXPECTED where they do not, TOO_FEW where they cannot.
    """

    key: str | None
    now: int
    then: int
    ratio: Estimate
    p: float
    q: float
    status: Status


def sums(table: pl.DataFrame, period: Period, side: str | None) -> dict[str | None, int]:
    """
    Return the counts of a period by area or category, or everything under none.

    Parameters
    ----------
    table : polars.DataFrame
        start (the first day of a bin), n and, where a side is given, that column; bins lie within the period or
        outside it.
    period : Period
    side : {"area", "category"}, optional
    """
    inside = table.filter(pl.col("start").is_between(period.start, period.end, closed="left"))
    if side is None:
        return {None: int(inside["n"].sum())}
    return {key: int(n) for key, n in inside.group_by(side).agg(pl.col("n").sum()).iter_rows()}


def compare_periods(
    table: pl.DataFrame,
    now: Period,
    then: Period,
    *,
    side: str | None = None,
    keys: Sequence[str] = (),
    level: float = 0.95,
    false_discovery: float = 0.05,
) -> tuple[Line, ...]:
    """
    Compare two periods per day: one line for everything, or one per area or category.

    Parameters
    ----------
    table : polars.DataFrame
        As in `sums`.
    now, then : Period
        They may differ in length: what is compared is reports per day.
    side : {"area", "category"}, optional
    keys : sequence of str
        Areas or categories that have a line also where nothing was counted.
    level : float
        Confidence level of the intervals, and of the judgement of everything.
    false_discovery : float
        Share of the differences in a table that may be false.

    Returns
    -------
    tuple of Line
        Those that changed surely first, then the most counted.

    Notes
    -----
    Counts are taken as Poisson. The two-sided exact value agrees with the exact interval, so what differs surely has an
    interval that leaves out 1. Reports that come in clusters vary more than Poisson counts, and then differences look
    surer than they are.

    References
    ----------
    Przyborowski & Wilenski (1940), Biometrika 31: 313-323; Benjamini & Hochberg (1995), JRSS B 57: 289-300.
    """
    here, there = sums(table, now, side), sums(table, then, side)
    every = sorted({*here, *there, *keys}, key=lambda key: key or "") if side else [None]
    pairs = [(key, here.get(key, 0), there.get(key, 0)) for key in every]
    lines = _lines(pairs, float(now.days), float(then.days), "gånger antalet per dag", level)
    if side is None:
        return tuple(_judged(lines, 1 - level))
    controlled = _judged(lines, false_discovery)
    return tuple(
        sorted(controlled, key=lambda one: (order_of(one.status), -(one.now + one.then), one.key or ""))
    )


def per_reporter(
    table: pl.DataFrame, reporters: pl.DataFrame, now: Period, then: Period, *, level: float = 0.95
) -> Line | None:
    """
    Compare two periods per active reporter and bin.

    Parameters
    ----------
    table : polars.DataFrame
        start and n.
    reporters : polars.DataFrame
        start and n (reporters that sent anything), in the same bins.
    now, then : Period
    level : float

    Returns
    -------
    Line or None
        None where some bin has reports and no known reporter, or a period has no reporter at all.
    """
    known = reporters.group_by("start").agg(pl.col("n").sum().alias("active"))
    joined = table.group_by("start").agg(pl.col("n").sum()).join(known, on="start", how="full", coalesce=True)
    units, counts = [], []
    for period in (now, then):
        inside = joined.filter(pl.col("start").is_between(period.start, period.end, closed="left"))
        if inside.filter((pl.col("n") > 0) & pl.col("active").is_null()).height:
            return None
        units.append(float(inside["active"].sum()))
        counts.append(int(inside["n"].sum()))
    if not all(units):
        return None
    lines = _lines(
        [(None, counts[0], counts[1])], units[0], units[1], "gånger antalet per aktiv rapportör", level
    )
    return _judged(lines, 1 - level)[0]


def _lines(
    pairs: Sequence[tuple[str | None, int, int]], units_now: float, units_then: float, unit: str, level: float
) -> list[Line]:
    counts_now, counts_then = (np.array([pair[side] for pair in pairs], dtype=float) for side in (1, 2))
    found = rate_ratio(counts_now, units_now, counts_then, units_then, level=level)
    return [
        Line(
            key=key,
            now=now,
            then=then,
            ratio=ratio_estimate(found.ratio[i], found.low[i], found.high[i], unit, now + then, level),
            p=float(found.p_exact[i]) if now + then >= LEAST else float("nan"),
            q=float("nan"),
            status=Status.TOO_FEW,
        )
        for i, (key, now, then) in enumerate(pairs)
    ]


def ratio_estimate(value: float, low: float, high: float, unit: str, n: int, level: float) -> Estimate:
    """Return a ratio; limits that are infinite are none, and with no events at all there is nothing to tell."""
    told = n > 0
    return Estimate(
        value=float(value) if told and isfinite(value) else None,
        low=float(low) if told else None,
        high=float(high) if told and isfinite(high) else None,
        unit=unit,
        n=n,
        level=level,
    )


def _judged(lines: Sequence[Line], share: float) -> list[Line]:
    """Return the lines with their status, false discovery controlled over all of them."""
    found = benjamini_hochberg(np.array([one.p for one in lines]), share)
    return [
        one
        if np.isnan(one.p)
        else replace(one, q=float(q), status=side_of(one.ratio) if sure else Status.EXPECTED)
        for one, sure, q in zip(lines, found.rejected, found.adjusted, strict=True)
    ]


def side_of(ratio: Estimate) -> Status:
    """Return which way a ratio that surely differs from 1 goes."""
    return Status.ABOVE if ratio.value is None or ratio.value > 1 else Status.BELOW


def order_of(status: Status) -> int:
    """Return where a status stands in a table: what differs surely first, what cannot be judged last."""
    return {Status.TOO_FEW: 2, Status.EXPECTED: 1}.get(status, 0)
