"""What the sources' precision, reporting and history do not carry: said, with the reason, instead of drawn."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from samsyn.cycle import Refusal, Round
from samsyn.errors import Refused
from samsyn.methods.incidents.changes import LEAST_HISTORY, method_of
from samsyn.methods.incidents.findings import Maker
from samsyn.methods.incidents.grid import Grid
from samsyn.methods.incidents.rhythm import rhythm_refusal
from samsyn.methods.incidents.words import plural
from samsyn.period import Period
from samsyn.table import LocationPrecision, Source, TimePrecision

PLACE_WHY = {
    LocationPrecision.CENTROID: "Koordinaterna är mittpunkter för hela områden ({points} olika punkter på "
    "{rows} rader). "
    "En täthetskarta skulle visa var mittpunkterna ligger, inte var något hände.",
    LocationPrecision.SNAPPED_GRID: "Koordinaterna är flyttade till bestämda punkter ({points} olika punkter på "
    "{rows} rader). "
    "En täthetskarta skulle visa punkterna, inte platserna.",
    LocationPrecision.AREA: "Källan anger område men inte plats inom området.",
    LocationPrecision.UNKNOWN: "Källan anger inga platser.",
}

PUBLIC_MAP = (
    "Källans platser är för grova: en täthetskarta skulle visa hur de är angivna, inte var något hände."
)


def check_period(period: Period, source: Source) -> None:
    """
    Refuse a period that is finer than the source's times.

    Raises
    ------
    Refused
        If times are months and the period is not whole months, or times are unknown.
    """
    if source.time_precision is TimePrecision.UNKNOWN:
        raise Refused(
            "Källan anger inte när något hände. Utan tid går det inte att göra en lägesbild för en period."
        )
    whole_months = period.start.day == 1 and period.end.day == 1
    if source.time_precision is TimePrecision.MONTH and not whole_months:
        raise Refused(
            f"Källan anger bara månad, så {period.label} kan inte räknas ut. "
            f"Välj hela månader, till exempel --period {period.start:%Y-%m}."
        )
    if source.time_precision is TimePrecision.WEEK and (period.start.weekday() or period.end.weekday()):
        raise Refused(f"Källan anger bara vecka, så {period.label} kan inte räknas ut. Välj hela veckor.")


def refusals(maker: Maker, grid: Grid) -> Iterator[Refusal]:
    """Yield every analysis that is not made, with the reason."""
    observed = maker.observed
    yield from _map(observed)
    if (hours := rhythm_refusal(maker)) is not None:
        yield hours
    if not grid.areas:
        yield Refusal(
            key="areas",
            what="Antal och nivå per område",
            why="Ingen rad kunde kopplas till något av områdena."
            if observed.areas
            else "Källan anger inget område och ingen områdesfil är vald.",
        )
    if method_of(grid) is None:
        why = (
            f"Jämförelsen behöver minst {LEAST_HISTORY} hela perioder före den valda; uppgifterna har "
            f"{len(grid.bins) - 1}. "
            "Utan historik går det inte att säga vad som är väntat."
        )
        yield Refusal(key="change", what="Vad som avviker från det väntade", why=why)
        yield Refusal(key="area_level", what="Lägesnivå per område", why=why)
    yield from _effort(maker, grid)
    if observed.areas is None or not any(observed.areas.population):
        yield Refusal(
            key="rate_per_1000", what="Antal per 1 000 invånare", why="Områdenas folkmängd är inte känd."
        )


def _map(observed: Round) -> Iterator[Refusal]:
    precision = observed.source.location_precision
    if precision.carries_points:
        return
    points = observed.table.frame.select("x_m", "y_m").drop_nulls().unique().height
    rows = observed.table.frame.select(pl.col("x_m").is_not_null().sum()).item()
    yield Refusal(
        key="heat_map",
        what="Täthetskarta (heat map)",
        why=PLACE_WHY[precision].format(points=points, rows=rows),
    )


def _effort(maker: Maker, grid: Grid) -> Iterator[Refusal]:
    what = "Antal per aktiv rapportör, och skillnaden mellan tystnad och lugn"
    unit = plural(maker.observed.source.counts)
    if not grid.reporters:
        yield Refusal(
            key="effort",
            what=what,
            why=f"Källan säger inte vem som rapporterar. Fler {unit} kan betyda fler som rapporterar.",
        )
    elif not grid.has_zero_reports:
        yield Refusal(
            key="effort",
            what=what,
            why="Källan har inga nollrapporter, så en rapportör utan rapporter kan vara tyst eller ha en lugn period.",
        )
