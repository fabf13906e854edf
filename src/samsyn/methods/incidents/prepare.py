"""From readings of files to one round: rows put together, categories mapped, a period proposed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import polars as pl

from samsyn.cycle import Round
from samsyn.errors import BadInput
from samsyn.files.reading import Reading
from samsyn.methods.incidents.coverage import check_overlap
from samsyn.methods.incidents.refusals import check_period
from samsyn.period import Period, PeriodKind, containing, parse
from samsyn.table import AreaSet, LocationPrecision, Source, Table, TimePrecision

# From the most exact to the least: readings put together carry no more than the least exact of them.
TIME_ORDER = tuple(TimePrecision)
PLACE_ORDER = tuple(LocationPrecision)


def prepare(
    readings: Sequence[Reading],
    *,
    period: Period | str | None = None,
    areas: AreaSet | None = None,
    options: Mapping[str, Any] | None = None,
) -> Round:
    """
    Put readings together into a round for one period.

    Parameters
    ----------
    readings : sequence of Reading
        At least one; the same file twice counts once.
    period : Period or str, optional
        The period that is asked about; the last whole week (month, where times carry no more) of the rows
        if left out.
    areas : AreaSet, optional
        The areas that the rows are keyed by.
    options : mapping, optional
        Settings that differ from `samsyn.methods.incidents.options.DEFAULTS`; with `map_categories` the
        source's mapping of categories is used.

    Returns
    -------
    Round

    Raises
    ------
    BadInput
        If no reading is given or no row can be used.
    BadPeriod
        If the period's text cannot be understood.
    Refused
        If the period is finer than the times that the source gives, or the rows say nothing about it.
    """
    unique = list({reading.sha256: reading for reading in readings}.values())
    if not unique:
        raise BadInput("Ange minst en fil med rapporter.")
    source = merged_source([reading.source for reading in unique])
    frames = [reading.table.frame.with_columns(file=pl.lit(i, pl.Int32)) for i, reading in enumerate(unique)]
    frame = pl.concat(frames)
    chosen = dict(options or {})
    if chosen.get("map_categories"):
        frame = map_categories(frame, source)
    if frame.is_empty():
        raise BadInput("Ingen rad i filen kan användas. Kör inspect för att se vad som saknas.")
    if isinstance(period, str):
        period = parse(period)
    crs = {reading.table.crs for reading in unique}
    period = period or propose_period(frame, source.time_precision)
    check_period(period, source)
    observed = Round(
        table=Table(frame=frame, crs=crs.pop() if len(crs) == 1 else None),
        period=period,
        source=source,
        sources=tuple(reading.sha256 for reading in unique),
        areas=areas or merged_areas([reading.areas for reading in unique if reading.areas]),
        options=chosen,
    )
    check_overlap(observed)
    return observed


def merged_areas(sets: Sequence[AreaSet]) -> AreaSet | None:
    """Return one area set for those that the files themselves name; the first to name a key decides."""
    if len(sets) < 2:
        return sets[0] if sets else None
    names = {key: name for areas in reversed(sets) for key, name in zip(areas.keys, areas.names, strict=True)}
    keys = tuple(sorted(names))
    return AreaSet(
        keys=keys,
        names=tuple(names[key] for key in keys),
        version=" + ".join(dict.fromkeys(a.version for a in sets)),
    )


def map_categories(frame: pl.DataFrame, source: Source) -> pl.DataFrame:
    """Return the rows with the source's categories mapped, and without those that it says are no incidents."""
    kept = pl.col("category").is_null() | ~pl.col("category").is_in(source.not_incidents)
    return frame.filter(kept).with_columns(category=pl.col("category").replace(dict(source.categories)))


def merged_source(sources: Sequence[Source]) -> Source:
    """Return one declaration for several sources: the least exact of each precision, and every break and caveat."""
    first = sources[0]
    if len(sources) == 1:
        return first
    zones = {source.zone for source in sources}
    return replace(
        first,
        name=" + ".join(dict.fromkeys(source.name for source in sources)),
        time_precision=max((s.time_precision for s in sources), key=TIME_ORDER.index),
        location_precision=max((s.location_precision for s in sources), key=PLACE_ORDER.index),
        zone=zones.pop() if len(zones) == 1 else None,
        categories={label: key for source in sources for label, key in source.categories.items()},
        not_incidents=tuple(dict.fromkeys(label for source in sources for label in source.not_incidents)),
        breaks=tuple(sorted({b for s in sources for b in s.breaks}, key=lambda b: b.day)),
        caveats=tuple(dict.fromkeys(c for s in sources for c in s.caveats)),
        credit="; ".join(dict.fromkeys(s.credit for s in sources if s.credit)),
        licence="; ".join(dict.fromkeys(s.licence for s in sources if s.licence)),
    )


def propose_period(frame: pl.DataFrame, precision: TimePrecision) -> Period:
    """Return the last whole week of the rows, or the last month where times carry no weeks."""
    last: date = frame["day"].max()  # type: ignore[assignment]
    first: date = frame["day"].min()  # type: ignore[assignment]
    if not precision.carries_weeks:
        return containing(last, PeriodKind.MONTH)
    week = containing(last, PeriodKind.WEEK)
    whole = precision is TimePrecision.WEEK or last == week.end - timedelta(days=1) or week.start <= first
    return week if whole else week.previous()
