"""How many: counts and rates of the period, per area and category, with exact intervals."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import polars as pl

from samsyn.cycle import Estimate, Finding
from samsyn.methods.incidents.findings import Maker
from samsyn.methods.incidents.grid import Grid
from samsyn.methods.incidents.words import plural
from samsyn.provenance import Rows
from samsyn.stats.rate import poisson_interval

INTERVAL = "samsyn.stats.rate.poisson_interval"


def count_findings(maker: Maker, grid: Grid) -> Iterator[Finding]:
    """
    Yield the counts of the period.

    Every area and every category gets one, also when it is zero; a cell of area and category only when it
    is not. Rows without area or category are counted in the total and under "count_without_area" and "
    ""count_without_category", so that parts and whole agree.
    """
    cells = grid.counts[:, :, -1]
    pairs = np.argwhere(cells > 0)
    where: list[tuple[str | None, str | None, int]] = [(None, None, int(grid.total[-1]))]
    where += [(area, None, int(grid.by_area[i, -1])) for i, area in enumerate(grid.areas)]
    where += [(None, category, int(grid.by_category[j, -1])) for j, category in enumerate(grid.categories)]
    where += [(grid.areas[i], grid.categories[j], int(cells[i, j])) for i, j in pairs]
    values = np.array([n for _, _, n in where])
    low, high = poisson_interval(values, level=maker.options.level)
    for (area, category, n), a, b in zip(where, low, high, strict=True):
        yield maker.finding(
            "count", _estimate(maker, n, a, b), function=INTERVAL, area=area, category=category
        )
    yield from _without(maker, grid)


def _estimate(maker: Maker, n: int, low: float, high: float, unit: str = "") -> Estimate:
    return Estimate(
        value=float(n),
        low=float(low),
        high=float(high),
        unit=unit or plural(maker.observed.source.counts),
        n=n,
        level=maker.options.level,
    )


def _without(maker: Maker, grid: Grid) -> Iterator[Finding]:
    """Yield how many incidents of the period name no area or no category."""
    missing = {
        "count_without_area": int(grid.total[-1] - grid.by_area[:, -1].sum()),
        "count_without_category": int(grid.total[-1] - grid.by_category[:, -1].sum()),
    }
    low, high = poisson_interval(np.array(list(missing.values())), level=maker.options.level)
    for (key, n), a, b in zip(missing.items(), low, high, strict=True):
        if n:
            rows = Rows(
                start=maker.observed.period.start,
                end=maker.observed.period.end,
                missing=key.removeprefix("count_without_"),
            )
            yield maker.finding(key, _estimate(maker, n, a, b), function=INTERVAL, rows=rows)


def population_rates(maker: Maker, grid: Grid) -> Iterator[Finding]:
    """Yield reports per 1 000 inhabitants for each area whose population is known and above zero."""
    areas = maker.observed.areas
    if areas is None or not areas.population:
        return
    people = dict(zip(areas.keys, areas.population, strict=True))
    for i, area in enumerate(grid.areas):
        inhabitants = people.get(area)
        if inhabitants:
            n = int(grid.by_area[i, -1])
            low, high = poisson_interval(n, exposure=inhabitants / 1000, level=maker.options.level)
            yield maker.finding(
                "rate_per_1000",
                Estimate(
                    value=n / inhabitants * 1000,
                    low=float(low),
                    high=float(high),
                    unit=f"{plural(maker.observed.source.counts)} per 1 000 invånare",
                    n=n,
                    level=maker.options.level,
                ),
                function="samsyn.stats.rate.rate",
                area=area,
                detail={"inhabitants": inhabitants},
            )


def other_kinds(maker: Maker) -> Iterator[Finding]:
    """Yield the zero reports and positive observations of the period, if the source has any."""
    frame = maker.observed.table.frame
    period = maker.observed.period
    inside = frame.filter(pl.col("day").is_between(period.start, period.end, closed="left"))
    for kind, key, unit in (
        ("zero", "zero_reports", "nollrapporter"),
        ("positive", "positive_observations", "positiva iakttagelser"),
    ):
        if (frame["kind"] == kind).any():
            n = int((inside["kind"] == kind).sum())
            low, high = poisson_interval(n, level=maker.options.level)
            yield maker.finding(
                key,
                _estimate(maker, n, float(low), float(high), unit),
                function=INTERVAL,
                rows=Rows(start=period.start, end=period.end, kind=kind),
            )
