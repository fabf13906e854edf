"""The series that charts draw: the total over time with what was expected, and this year against earlier years."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import numpy as np
import polars as pl

from samsyn.cycle import Round
from samsyn.methods.incidents.changes import FLEXIBLE, Verdict, expected_over_time, method_of
from samsyn.methods.incidents.coverage import ended
from samsyn.methods.incidents.findings import Maker
from samsyn.methods.incidents.grid import Grid
from samsyn.period import PeriodKind, containing

SHOWN = {PeriodKind.WEEK: 104, PeriodKind.MONTH: 36}


def trend_series(
    maker: Maker, grid: Grid, verdicts: Sequence[Verdict], *, partial: bool = False
) -> dict[str, Any]:
    """
    Return periods, values and, where the history carries it, the expected range of the total.

    A partial period has no value: drawn beside whole ones it would look like a fall.
    """
    shown = SHOWN.get(grid.bins[-1].kind, len(grid.bins))
    periods = [step.start.isoformat() for step in grid.bins[-shown:]]
    result: dict[str, Any] = {
        "periods": periods,
        "values": [int(n) for n in grid.total[-shown:]],
        "highlight": len(periods) - 1,
        "period_kind": grid.bins[-1].kind.value,
        "breaks": [{"day": b.day.isoformat(), "what": b.what} for b in maker.observed.source.breaks],
    }
    if partial:
        result["values"][-1] = None
    if (method := method_of(grid)) is not None and verdicts:
        steps = min(shown, 52 if method == FLEXIBLE else shown)
        band = expected_over_time(grid, maker.options, steps)
        for name, values in band.items():
            padded = [None] * (len(periods) - len(values)) + [round(float(v), 3) for v in values]
            result[name] = [None if v is None or not np.isfinite(v) else v for v in padded]
    return result


def _last_whole(observed: Round, *, weekly: bool) -> date:
    """Return the day after the last whole week (or month), where the rows end within one."""
    last = ended(observed)
    if last is None:
        return observed.period.end
    after = last + timedelta(days=1)
    return containing(after, PeriodKind.WEEK if weekly else PeriodKind.MONTH).start


def year_series(observed: Round, *, weekly: bool) -> dict[str, Any] | None:
    """Return counts per week (or month) of each calendar year that the rows hold; none for a single year."""
    whole = min(observed.period.end, _last_whole(observed, weekly=weekly))
    frame = observed.table.frame.filter((pl.col("kind") == "incident") & (pl.col("day") < whole))
    year = pl.col("day").dt.iso_year() if weekly else pl.col("day").dt.year()
    number = pl.col("day").dt.week() if weekly else pl.col("day").dt.month()
    table = (
        frame.select(year=year, number=number.cast(pl.Int32))
        .group_by("year", "number")
        .len()
        .sort("year", "number")
    )
    years = table["year"].unique().sort().to_list()
    if len(years) < 2:
        return None
    last = 53 if weekly else 12
    found = {(y, n): count for y, n, count in table.iter_rows()}
    first_number = {y: int(table.filter(pl.col("year") == y)["number"].min()) for y in (years[0],)}  # type: ignore[arg-type]
    end = int(table.filter(pl.col("year") == years[-1])["number"].max())  # type: ignore[arg-type]
    series = []
    for y in years:
        values: list[int | None] = [found.get((y, n), 0) for n in range(1, last + 1)]
        if y == years[0]:
            values = [None if n < first_number[y] else v for n, v in enumerate(values, start=1)]
        if y == years[-1]:
            values = [None if n > end else v for n, v in enumerate(values, start=1)]
        if weekly and (y, 53) not in found:
            values[52] = None
        series.append({"year": y, "values": values})
    return {
        "periods": list(range(1, last + 1)),
        "series": series,
        "period_kind": "week" if weekly else "month",
    }
