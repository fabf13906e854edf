"""When in the week: weekday and hour in local time, uncertain times spread over their whole interval."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import numpy as np
import polars as pl

from samsyn.cycle import Estimate, Finding, Refusal
from samsyn.methods.incidents.findings import Maker
from samsyn.period import Period
from samsyn.provenance import Rows
from samsyn.stats.proportion import wilson
from samsyn.stats.rhythm import weekday_hour

Array = np.ndarray[Any, Any]
DAYS = ["måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"]
BLOCK_HOURS = 4
LONGEST = timedelta(days=7)  # an interval of a week or more says nothing about weekday or hour


def rhythm_span(period: Period) -> Period:
    """Return the year that ends with the period: a single week holds too few reports for a rhythm."""
    if period.days >= 364:
        return period
    return Period(start=period.end - timedelta(days=364), end=period.end)


def rhythm_refusal(maker: Maker) -> Refusal | None:
    """Return why hours cannot be told, or none."""
    source = maker.observed.source
    what = "Diagram över veckodag och klockslag"
    if not source.time_precision.carries_hours:
        return Refusal(
            key="rhythm",
            what=what,
            why=f"Källan anger tid med precisionen {TIME_WORDS[source.time_precision.value]}, inte klockslag.",
        )
    if source.zone is None:
        return Refusal(
            key="rhythm",
            what=what,
            why="Tiderna är angivna i UTC och källans tidszon är inte känd. Ange zonen i källans beskrivning, så kan "
            "klockslagen räknas om till lokal tid.",
        )
    return None


TIME_WORDS = {
    "exact": "klockslag",
    "interval": "tidsrymd",
    "day": "dag",
    "week": "vecka",
    "month": "månad",
    "unknown": "okänd",
}


def weights(maker: Maker) -> tuple[Array, int, int]:
    """
    Return weights (7, 24), the number of incidents behind them, and how many were left out for too long
    intervals.
    """
    span = rhythm_span(maker.observed.period)
    frame = maker.observed.table.frame.filter(
        (pl.col("kind") == "incident")
        & pl.col("time_from").is_not_null()
        & pl.col("day").is_between(span.start, span.end, closed="left")
    )
    short = pl.col("time_to").is_null() | (pl.col("time_to") - pl.col("time_from") < LONGEST)
    known = frame.filter(short).sort("time_from", "time_to")  # sums of floats depend on their order
    start = known["time_from"].dt.replace_time_zone(None).to_numpy().astype("datetime64[us]")
    end = known["time_to"].dt.replace_time_zone(None).to_numpy().astype("datetime64[us]")
    grid = weekday_hour(start, end, maker.observed.source.zone or "UTC").reshape(7, 24)
    return grid, known.height, frame.height - known.height


def rhythm_findings(maker: Maker, grid: Array, n: int) -> Iterator[Finding]:
    """Yield the share of each weekday and hour of the day, and of the heaviest four hours of the week."""
    if n == 0:
        return
    span = rhythm_span(maker.observed.period)
    days, hours = grid.sum(axis=1), grid.sum(axis=0)
    for i, weight in enumerate(days):
        yield _share(maker, "rhythm_weekday", float(weight), n, span, {"weekday": i + 1, "label": DAYS[i]})
    for hour, weight in enumerate(hours):
        yield _share(maker, "rhythm_hour", float(weight), n, span, {"hour": hour})
    blocks = grid.reshape(7, 24 // BLOCK_HOURS, BLOCK_HOURS).sum(axis=2)
    day, block = np.unravel_index(int(np.argmax(blocks)), blocks.shape)
    start = int(block) * BLOCK_HOURS
    yield _share(
        maker,
        "rhythm_peak",
        float(blocks[day, block]),
        n,
        span,
        {
            "weekday": int(day) + 1,
            "hour_from": start,
            "hour_to": start + BLOCK_HOURS,
            "label": f"{DAYS[int(day)]} kl. {start:02d}–{start + BLOCK_HOURS:02d}",
        },
    )


def _share(maker: Maker, key: str, weight: float, n: int, span: Period, detail: dict[str, Any]) -> Finding:
    low, high = wilson(weight, n, level=maker.options.level)
    share = min(max(weight / n, 0.0), 1.0)
    return maker.finding(
        key,
        Estimate(
            value=share,
            low=min(float(low), share),
            high=max(float(high), share),
            unit="andel av rapporterna",
            n=n,
            level=maker.options.level,
        ),
        function="samsyn.stats.rhythm.weekday_hour",
        period=span,
        rows=Rows(start=span.start, end=span.end),
        detail={"weight": round(weight, 6), **detail},
    )
