"""The rows whose points carry a question about places: which days, which rows, and why not where they do not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import polars as pl

from samsyn.cycle import Refusal, Round, format_number
from samsyn.methods.incidents.coverage import reach
from samsyn.methods.incidents.words import counted, plural
from samsyn.period import Period
from samsyn.table import LocationPrecision

LEAST_EVENTS = 100
LEAST_SHARE = 0.5
WHAT = "Heta platser, och hur samlat det är på platser"

WHY = {
    LocationPrecision.CENTROID: "Koordinaterna är mittpunkter för hela områden. En het plats skulle vara en mittpunkt, "
    "inte en plats där något hände.",
    LocationPrecision.SNAPPED_GRID: "Koordinaterna är flyttade till bestämda punkter. En punkt samlar allt som hände "
    "omkring den, och en ruta utan tillåten punkt är alltid tom, så rutor kan inte jämföras med varandra. Områden kan "
    "jämföras. Är punkterna i själva verket adresser, ange det i källans beskrivning, under ”Så noga anger källan "
    "platsen”.",
    LocationPrecision.AREA: "Källan anger område men inte plats inom området.",
    LocationPrecision.UNKNOWN: "Källan anger inga platser.",
}


@dataclass(frozen=True, kw_only=True)
class Located:
    """
    Rows with points.

    Parameters
    ----------
    span : Period
        The days that are looked at.
    events : polars.DataFrame
        Incidents of those days with a point: x_m, y_m, area.
    all_events : int
        Incidents of those days, with or without a point.
    seen : polars.DataFrame
        x_m and y_m of every row up to the period's end, of any kind: where something can be reported at all.
    """

    span: Period
    events: pl.DataFrame
    all_events: int
    seen: pl.DataFrame


def year_until(observed: Round) -> Period:
    """
    Return the year that ends with the period, or the period where it is longer; no day before the first row.

    A single week holds too few reports to tell places apart. 52 whole weeks, or twelve months where times are months.
    """
    period = observed.period
    first, _ = reach(observed)
    if period.days >= 364:
        start = period.start
    elif observed.source.time_precision.carries_weeks:
        start = period.end - timedelta(days=364)
    else:
        start = period.end.replace(year=period.end.year - 1)
    return Period(start=min(max(start, first), period.start), end=period.end)


def located(observed: Round) -> Located:
    """Return the rows with points."""
    span = year_until(observed)
    until = observed.table.frame.filter(pl.col("day") < span.end)
    events = until.filter((pl.col("kind") == "incident") & (pl.col("day") >= span.start))
    known = pl.col("x_m").is_finite() & pl.col("y_m").is_finite()
    return Located(
        span=span,
        events=events.filter(known).select("x_m", "y_m", "area"),
        all_events=events.height,
        seen=until.filter(known).select("x_m", "y_m"),
    )


def places_refusal(observed: Round, rows: Located) -> Refusal | None:
    """Return why places cannot be compared, or none."""
    why = _why(observed, rows)
    return None if why is None else Refusal(key="hot_places", what=WHAT, why=why)


def _why(observed: Round, rows: Located) -> str | None:
    precision, n = observed.source.location_precision, rows.events.height
    unit = observed.source.counts
    if not precision.carries_points:
        return WHY[precision]
    if observed.table.crs is None and n:
        return "Filernas koordinater är i olika system, så avstånd mellan dem kan inte räknas ut."
    if n < LEAST_EVENTS:
        return (
            f"{format_number(n)} {counted(unit, n)} med känd plats {rows.span.span_label}; det behövs minst "
            f"{LEAST_EVENTS} för att skilja platser åt."
        )
    if n < LEAST_SHARE * rows.all_events:
        return (
            f"Bara {format_number(n)} av {format_number(rows.all_events)} {plural(unit)} har en känd plats. De kan "
            "ligga på andra platser än resten."
        )
    return None
