"""How gathered it is: over places and over areas, and which places stand out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from samsyn.cycle import Estimate, Finding, Refusal, format_number
from samsyn.methods.incidents.cells import LEAST_CELLS, MOST_CELLS, compared
from samsyn.methods.incidents.findings import Maker
from samsyn.methods.incidents.grid import Grid
from samsyn.methods.incidents.hot_places import cell_series, hot_place_findings, hot_places
from samsyn.methods.incidents.located import LEAST_EVENTS, WHAT, Located, located, places_refusal
from samsyn.methods.incidents.words import plural
from samsyn.period import Period
from samsyn.provenance import Rows
from samsyn.stats.concentration import concentration

PLACE_M = 25  # points in one square of this side are one place
LEAST_AREAS, LEAST_IN_AREAS = 5, 50
HALF = 0.5
REPLICATES = 499
Ints = NDArray[np.int64]
UNITS = {"places": "andel av platserna", "areas": "andel av områdena"}


@dataclass(frozen=True, kw_only=True)
class Gathered:
    """What was found, what was not and why, and the squares to draw (none where no place could be looked for)."""

    findings: list[Finding] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    cells: list[dict[str, Any]] | None = None


def gathering(maker: Maker, grid: Grid) -> Gathered:
    """Return how gathered the events of the year that ends with the period are."""
    rows = located(maker.observed)
    findings, refusals, cells = _over_places(maker, rows)
    over_areas, refused = _over_areas(maker, grid, rows)
    return Gathered(findings=[*findings, *over_areas], refusals=[*refusals, *refused], cells=cells)


def _over_places(
    maker: Maker, rows: Located
) -> tuple[list[Finding], list[Refusal], list[dict[str, Any]] | None]:
    if (refusal := places_refusal(maker.observed, rows)) is not None:
        return [], [refusal], None
    corner = [(pl.col(axis) / PLACE_M).floor().alias(axis) for axis in ("x_m", "y_m")]
    counts = rows.events.group_by(*corner).len("n")["n"].sort().to_numpy()
    findings = [_concentration(maker, "places", counts.astype(np.int64), rows.span)]
    cells = compared(maker, rows)
    if cells is None:
        why = (
            f"Det behövs minst {LEAST_CELLS} rutor att jämföra, med minst {LEAST_EVENTS} "
            f"{plural(maker.observed.source.counts)} i dem, inom områdena, och högst {format_number(MOST_CELLS)} rutor."
        )
        return findings, [Refusal(key="hot_places", what=WHAT.split(",", maxsplit=1)[0], why=why)], None
    places = hot_places(cells)
    findings += hot_place_findings(maker, rows, cells, places)
    return findings, [], cell_series(cells, places)


def _over_areas(maker: Maker, grid: Grid, rows: Located) -> tuple[list[Finding], list[Refusal]]:
    if not grid.areas:
        return [], []  # said once, for everything that areas carry
    counts = np.array(list(_by_area(maker, grid, rows.span)), dtype=np.int64)
    n, unit = int(counts.sum()), plural(maker.observed.source.counts)
    if len(counts) < LEAST_AREAS or n < LEAST_IN_AREAS:
        why = (
            f"{format_number(len(counts))} områden och {format_number(n)} {unit} {rows.span.span_label}; det behövs "
            f"minst {LEAST_AREAS} områden och {LEAST_IN_AREAS} {unit}."
        )
        return [], [Refusal(key="concentration", what="Hur samlat det är på områden", why=why)]
    return [_concentration(maker, "areas", counts, rows.span)], []


def _by_area(maker: Maker, grid: Grid, span: Period) -> Iterator[int]:
    inside = maker.observed.table.frame.filter(
        (pl.col("kind") == "incident") & pl.col("day").is_between(span.start, span.end, closed="left")
    )
    counts = dict(inside.drop_nulls("area").group_by("area").len().iter_rows())
    return (counts.get(area, 0) for area in grid.areas)


def _concentration(maker: Maker, over: str, counts: Ints, span: Period) -> Finding:
    found = concentration(
        counts,
        rng=np.random.default_rng([maker.options.seed, 0 if over == "places" else 1]),
        empty_known=over == "areas",
        level=maker.options.level,
        replicates=REPLICATES,
    )
    half = found.holding(HALF)
    word = "platser" if over == "places" else "områden"
    said = (
        "mer samlat än vad slumpen ensam ger"
        if found.beyond_chance
        else "inte mer samlat än vad slumpen ensam kan ge"
    )
    return maker.finding(
        "concentration",
        Estimate(
            value=half.observed.value,
            low=half.observed.low,
            high=half.observed.high,
            unit=UNITS[over],
            n=found.events,
            level=found.level,
        ),
        function="samsyn.stats.concentration.concentration",
        period=span,
        rows=Rows(start=span.start, end=span.end, having="point" if over == "places" else "area"),
        reason=f"Hälften finns på {format_number(half.units)} av {format_number(found.units)} {word}: {said}.",
        detail={
            "over": over,
            "units": found.units,
            "occupied": found.occupied,
            "beyond_chance": found.beyond_chance,
            "p": found.p,
            "gini": asdict(found.gini),
            "gini_corrected": asdict(found.corrected),
            "chance_gini": asdict(found.chance_gini),
            "chance_gini_corrected": asdict(found.chance_corrected),
            "holdings": [asdict(one) for one in found.holdings],
            **({"place_m": PLACE_M} if over == "places" else {}),
        },
    )
