"""Rounds of incident reports for tests, built row by row from plain dictionaries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

import numpy as np
import polars as pl

from samsyn.cycle import Round
from samsyn.period import parse
from samsyn.table import INCIDENTS, AreaSet, LocationPrecision, Source, Table, TimePrecision

SOURCE = Source(
    key="test", name="Prov", time_precision=TimePrecision.EXACT, location_precision=LocationPrecision.AREA
)


def frame(rows: Iterable[Mapping[str, Any]]) -> pl.DataFrame:
    """Return a frame of incident rows; what a row leaves out gets a harmless value."""
    full = []
    for number, row in enumerate(rows, start=2):
        day: date = row["day"]
        noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
        base = dict.fromkeys(rule.name for rule in INCIDENTS)
        base |= {"file": 0, "row": number, "kind": "incident", "time_from": row.get("time_from", noon)}
        full.append(base | dict(row))
    return pl.DataFrame(full, schema={rule.name: rule.dtype for rule in INCIDENTS}, orient="row")


def observed(rows: Iterable[Mapping[str, Any]], period: str, **changes: Any) -> Round:
    """Return a round of rows for a period; `changes` replace its other fields."""
    table = changes.pop("table", None) or Table(frame=frame(rows))
    return Round(
        table=table,
        period=parse(period),
        source=changes.pop("source", SOURCE),
        sources=changes.pop("sources", ("0" * 64,)),
        **changes,
    )


def areas(*names: str, population: tuple[int | None, ...] = ()) -> AreaSet:
    """Return areas whose keys are their names."""
    return AreaSet(keys=names, names=names, version="prov 1", population=population)


def weekly(
    rng: np.random.Generator,
    *,
    weeks: int,
    means: Mapping[tuple[str, str], float],
    start: date = date(2023, 1, 2),
    zero_reports: bool = True,
) -> list[dict[str, Any]]:
    """Return Poisson weeks of reports per (area, category), with two reporters per area that always answer."""
    rows: list[dict[str, Any]] = []
    for week in range(weeks):
        monday = start + timedelta(weeks=week)
        if zero_reports:
            for area in sorted({area for area, _ in means}):
                rows += [
                    {"day": monday, "area": area, "kind": "zero", "reporter": f"{area} {i}"} for i in (1, 2)
                ]
        for (area, category), mean in means.items():
            for _ in range(int(rng.poisson(mean))):
                day = monday + timedelta(days=int(rng.integers(7)))
                rows.append({"day": day, "area": area, "category": category, "reporter": f"{area} 1"})
    return rows
