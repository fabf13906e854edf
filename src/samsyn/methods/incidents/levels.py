"""The level that is proposed for each area: grey, green, yellow or orange. Red is set by people only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import polars as pl

from samsyn.cycle import Estimate, Finding, Status
from samsyn.methods.incidents.changes import Verdict
from samsyn.methods.incidents.effort import Silence
from samsyn.methods.incidents.findings import Maker
from samsyn.methods.incidents.grid import Grid
from samsyn.methods.incidents.words import category_name, counted, expected_words, over_periods
from samsyn.stats.rate import rate_ratio

NUMBERS = {Status.GREY: -1, Status.GREEN: 0, Status.YELLOW: 1, Status.ORANGE: 2}
STRONG = 0.2  # an alarm whose adjusted chance is below this share of the limit is strong
SEVERE_DAYS = 7  # a report of severity 3 raises the level of a week; every longer period has some
AGAIN = {False: " Det är andra perioden i rad.", True: " Så var det även perioden före."}
FEW = 10  # fewer events than this over both spans give no trend


def level_findings(
    maker: Maker, grid: Grid, verdicts: Sequence[Verdict], quiet: Silence
) -> Iterator[Finding]:
    """
    Yield the proposed level of each area, with the reasons.

    Grey: every expected reporter of the area was silent. Yellow: something in the area came in larger
    numbers than expected, or, in a week, one report of severity 3. Orange: the same for the second period
    in a row, or strongly so, or two reports of severity 3 in one category. Green: otherwise. Few events
    never turn an area grey; they only take the trend away.
    """
    severe = _severe(maker)
    for i, area in enumerate(grid.areas):
        above = [v for v in verdicts if v.stream.area == i and v.status is Status.ABOVE]
        alone = {v.stream.category for v in above}
        alarms = [v for v in above if not alone & set(v.stream.members)]
        status, reasons = _level(maker, grid, alarms, severe.get(area, {}), bool(quiet.areas_silent[i]))
        number = NUMBERS[status]
        yield maker.finding(
            "area_level",
            Estimate(
                value=number,
                low=number,
                high=number,
                unit="nivå",
                n=int(grid.by_area[i, -1]),
                level=maker.options.level,
            ),
            function="samsyn.methods.incidents.levels.level_findings",
            area=area,
            status=status,
            reason=" ".join(reasons),
            detail={
                "trend": trend(grid, i),
                "alarms": len(alarms),
                "severe": sum(severe.get(area, {}).values()),
            },
        )


def _severe(maker: Maker) -> dict[str, dict[str, int]]:
    """Return how many reports of severity 3 the period has, per area and category."""
    period = maker.observed.period
    if period.days > SEVERE_DAYS:
        return {}
    inside = maker.observed.table.frame.filter(
        (pl.col("kind") == "incident")
        & (pl.col("severity") == 3)
        & pl.col("area").is_not_null()
        & pl.col("day").is_between(period.start, period.end, closed="left")
    )
    result: dict[str, dict[str, int]] = {}
    for area, category, n in inside.group_by("area", "category").len().sort("area", "category").iter_rows():
        result.setdefault(area, {})[category or ""] = n
    return result


def _level(
    maker: Maker, grid: Grid, alarms: Sequence[Verdict], severe: Mapping[str, int], silent: bool
) -> tuple[Status, list[str]]:
    if silent:
        return Status.GREY, [
            "Ingen av de rapportörer som väntas svara i området svarade. Det behöver inte betyda att det är lugnt."
        ]
    reasons = []
    orange = False
    for alarm in alarms:
        again = alarm.before is Status.ABOVE
        strong = alarm.q_above <= maker.options.false_discovery * STRONG
        orange = orange or again or strong
        reasons.append(what_came(maker, grid, alarm) + (AGAIN[alarm.stream.width > 1] if again else ""))
    if most := max(severe.values(), default=0):
        orange = orange or most >= 2
        total = sum(severe.values())
        reasons.append(
            f"{'En rapport' if total == 1 else f'{total} rapporter'} har den högsta allvarligheten, 3."
        )
    if orange:
        return Status.ORANGE, reasons
    if reasons:
        return Status.YELLOW, reasons
    return Status.GREEN, ["Inget avviker från det vanliga."]


def what_came(maker: Maker, grid: Grid, verdict: Verdict) -> str:
    """Return what an alarm says, e.g. "7 rapporter om skadegörelse; väntat 1–4."."""
    what = subject(maker, grid, verdict)
    span = over_periods(verdict.stream.width, grid.bins[-1].kind.value)
    return f"{verdict.observed} {what}{span}; väntat {expected_range(verdict)}."


def expected_range(verdict: Verdict) -> str:
    """Return the expected range in whole events, e.g. "1–4" or "högst 2"."""
    return expected_words(verdict.low, verdict.high)


def subject(maker: Maker, grid: Grid, verdict: Verdict) -> str:
    """Return what a series counts, e.g. "rapporter om Brand"."""
    stream = verdict.stream
    unit = counted(maker.observed.source.counts, verdict.observed)
    if stream.category is not None:
        return f"{unit} om {category_name(grid.categories[stream.category])}"
    if stream.members:
        return f"{unit} i ovanliga kategorier sammanlagt"
    return unit


def trend(grid: Grid, area: int) -> str:
    """
    Return "up", "down", "flat" or "none": the last four bins against the twelve before, 95 % interval.

    Reports per active reporter where the source tells who was active. Few events give "none".
    """
    counts = grid.by_area[area]
    if counts.size < 16:
        return "none"
    late, early = int(counts[-4:].sum()), int(counts[-16:-4].sum())
    if late + early < FEW:
        return "none"
    exposure: Any = grid.exposure[area] if grid.exposure is not None else np.ones(counts.size)
    spans = float(exposure[-4:].sum()), float(exposure[-16:-4].sum())
    if min(spans) <= 0:
        return "none"
    ratio = rate_ratio(late, spans[0], early, spans[1])
    if ratio.low > 1:
        return "up"
    return "down" if ratio.high < 1 else "flat"
