"""Verdicts on series as findings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from samsyn.cycle import Estimate, Finding, Status
from samsyn.methods.incidents.changes import FLEXIBLE, Verdict
from samsyn.methods.incidents.findings import Maker
from samsyn.methods.incidents.grid import Grid
from samsyn.methods.incidents.levels import expected_range, subject
from samsyn.methods.incidents.words import over_periods
from samsyn.period import Period
from samsyn.provenance import Rows
from samsyn.stats.rate import poisson_interval

FUNCTIONS = {FLEXIBLE: "samsyn.stats.change.farrington_flexible"}
SHORT_FUNCTION = "samsyn.stats.change.short_history"


def change_findings(maker: Maker, grid: Grid, verdicts: Sequence[Verdict]) -> Iterator[Finding]:
    """
    Yield one finding per judged series: observed over expected, with an exact interval for the observed
    count.

    Series that are judged over several bins have a longer period than the round; what is pooled stands in
    the detail.
    """
    for verdict in verdicts:
        yield _finding(maker, grid, verdict)


def _finding(maker: Maker, grid: Grid, verdict: Verdict) -> Finding:
    stream = verdict.stream
    area = None if stream.area is None else grid.areas[stream.area]
    category = None if stream.category is None else grid.categories[stream.category]
    period = maker.observed.period
    if stream.width > 1:
        period = Period(start=grid.bins[-stream.width].start, end=period.end)
    members = [grid.categories[j] for j in stream.members]
    return maker.finding(
        "change_pooled" if members else "change",
        _estimate(maker, verdict),
        function=FUNCTIONS.get(verdict.method, SHORT_FUNCTION),
        area=area,
        category=category,
        period=period,
        rows=Rows(
            area=area,
            category=category,
            start=period.start,
            end=period.end,
            categories=tuple(members),
        ),
        status=verdict.status,
        reason=reason(maker, grid, verdict),
        detail=_detail(grid, verdict, members),
    )


def _estimate(maker: Maker, verdict: Verdict) -> Estimate:
    low, high = poisson_interval(verdict.observed, exposure=1.0, level=maker.options.level)
    scale = verdict.expected if verdict.expected > 0 else None
    judged = scale is not None and verdict.status is not Status.SILENT
    return Estimate(
        value=verdict.observed / scale if judged and scale else None,
        low=float(low) / scale if judged and scale else None,
        high=float(high) / scale if judged and scale else None,
        unit="gånger det väntade",
        n=verdict.observed,
        level=maker.options.level,
    )


def _detail(grid: Grid, verdict: Verdict, members: list[str]) -> dict[str, object]:
    stream = verdict.stream
    detail: dict[str, object] = {
        "observed": verdict.observed,
        "expected": verdict.expected,
        "expected_low": verdict.low,
        "expected_high": verdict.high,
        "p_above": verdict.p_above,
        "q_above": verdict.q_above,
        "p_below": verdict.p_below,
        "q_below": verdict.q_below,
        "history": verdict.history,
        "method": verdict.method,
        "bins": stream.width,
    }
    if members and stream.area is not None:
        cells = {
            grid.categories[j]: int(grid.counts[stream.area, j, -stream.width :].sum())
            for j in stream.members
        }
        detail["categories"] = {
            key: n for key, n in sorted(cells.items(), key=lambda item: (-item[1], item[0])) if n
        }
    return detail


def reason(maker: Maker, grid: Grid, verdict: Verdict) -> str:
    """Return why the status is what it is, in a sentence."""
    what = subject(maker, grid, verdict)
    if verdict.status is Status.SILENT:
        return "Ingen rapportör var aktiv, så antalet säger inget."
    span = over_periods(verdict.stream.width, grid.bins[-1].kind.value)
    said = f"{verdict.observed} {what}{span}; väntat {expected_range(verdict)}."
    if verdict.status is Status.ABOVE:
        return f"Fler än väntat: {said}"
    if verdict.status is Status.BELOW:
        return f"Färre än väntat: {said}"
    if not verdict.low <= verdict.observed <= verdict.high:
        return f"Utanför det väntade, men så mycket jämförs att det kan vara en slump: {said}"
    return f"Inom det väntade: {said}"
