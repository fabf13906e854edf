"""What changed: each series against its own baseline, with false alarms controlled over all that is judged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from samsyn.cycle import Status
from samsyn.methods.incidents.grid import LONG_DAYS, SEASONAL, Grid
from samsyn.methods.incidents.options import Options
from samsyn.methods.incidents.streams import Stream, part_of, streams, total_stream
from samsyn.period import PeriodKind
from samsyn.stats.change import ChangeResult, farrington_flexible, short_history
from samsyn.stats.multiplicity import benjamini_hochberg

Array = np.ndarray[Any, Any]

FLEXIBLE = "farrington_flexible"
SHORT = "short_history"
YEARS = "same_period_earlier_years"
LEAST_HISTORY = 7  # bins: the baseline of EARS (Hutwagner et al. 2003)


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """
    What one series says about its last step.

    Parameters
    ----------
    stream : Stream
    observed : int
    expected, low, high : float
        Expected count and the central predictive range.
    p_above, q_above, p_below, q_below : float
        Chance of so many (so few) or more (fewer) without change, and the same adjusted over all that is
        judged.
    status : Status
    before : Status
        What the step before says, judged in the same way; STATED where it was not judged.
    history : int
        Steps that the baseline rests on.
    method : str
    """

    stream: Stream
    observed: int
    expected: float
    low: float
    high: float
    p_above: float
    q_above: float
    p_below: float
    q_below: float
    status: Status
    before: Status = Status.STATED
    history: int = 0
    method: str = SHORT


def width_of(kind: PeriodKind, options: Options) -> int:
    """Return how many bins sparse series are pooled over: more than one only where bins repeat within the year."""
    return options.pooled_bins if kind in SEASONAL else 1


def method_of(grid: Grid) -> str | None:
    """
    Return which method the history carries: flexible from three years, the short window below, none below
    its least.
    """
    kind, steps = grid.bins[-1].kind, len(grid.bins)
    if kind not in SEASONAL:
        return (
            (YEARS if steps > 1 else None)
            if grid.bins[-1].days >= LONG_DAYS
            else (SHORT if steps > LEAST_HISTORY else None)
        )
    if steps >= 3 * SEASONAL[kind]:
        return FLEXIBLE
    return SHORT if steps > LEAST_HISTORY else None


def changes(grid: Grid, options: Options) -> list[Verdict]:
    """
    Judge every series of the grid, and step down from pooled ones that deviate to the categories in them.

    Parameters
    ----------
    grid : Grid
    options : Options

    Returns
    -------
    list of Verdict
        In the order of `streams`, then what was stepped down to; empty where the history is too short.

    References
    ----------
    Noufaily et al. (2013), Statistics in Medicine 32: 1206-1222; Benjamini & Hochberg (1995), JRSS B 57:
    289-300; Yekutieli (2008), JASA 103: 309-316 (testing in a hierarchy).
    """
    method = method_of(grid)
    if method is None:
        return []
    chosen = list(streams(grid, options, width=width_of(grid.bins[-1].kind, options)))
    verdicts = judge(chosen, grid.bins[-1].kind, method, options)
    return verdicts + _stepped_down(grid, verdicts, method, options)


def judge(chosen: Sequence[Stream], kind: PeriodKind, method: str, options: Options) -> list[Verdict]:
    """Return one verdict per series, false discovery controlled over all of them together, each direction by itself."""
    now: list[Verdict | None] = [None] * len(chosen)
    then: list[Verdict | None] = [None] * len(chosen)
    for width in sorted({stream.width for stream in chosen}):
        where = [i for i, stream in enumerate(chosen) if stream.width == width]
        result = _assess([chosen[i] for i in where], kind, method, width, options)
        for row, i in enumerate(where):
            now[i] = _verdict(chosen[i], result, method, row, -1)
            if result.expected.shape[1] > 1:
                then[i] = _verdict(chosen[i], result, method, row, 0)
    judged = _controlled([v for v in now if v is not None], options)
    earlier = _controlled([v for v in then if v is not None], options)
    before = {id(v.stream): v.status for v in earlier}
    return [replace(v, before=before.get(id(v.stream), Status.STATED)) for v in judged]


def _assess(
    chosen: Sequence[Stream], kind: PeriodKind, method: str, width: int, options: Options
) -> ChangeResult:
    last = chosen[0].counts.size - 1
    lag = 0 if method == YEARS else options.lag_weeks // width
    single = method == YEARS or last - 1 - lag < 1
    return assess(chosen, kind, method, options, assessed=np.array([last] if single else [last - 1, last]))


def assess(
    chosen: Sequence[Stream], kind: PeriodKind, method: str, options: Options, *, assessed: Array
) -> ChangeResult:
    """Return what was expected of series of one width at the assessed steps, by the method that the history carries."""
    width = chosen[0].width
    counts = np.stack([stream.counts for stream in chosen])
    exposure = None
    if chosen[0].exposure is not None:
        exposure = np.stack([stream.exposure for stream in chosen if stream.exposure is not None])
    level = 1 - 2 * options.false_discovery
    first = int(assessed[0])
    if method == FLEXIBLE:
        frequency = SEASONAL[kind] // width
        half_window = max(1, 3 // width)
        return farrington_flexible(
            counts,
            assessed=assessed,
            frequency=frequency,
            years_back=max(1, min(5, (first - half_window) // frequency)),
            half_window=half_window,
            periods=10 if width == 1 and kind is PeriodKind.WEEK else 4,
            excluded_recent=frequency // 2,
            exposure=exposure,
            level=level,
        )
    lag = 0 if method == YEARS else options.lag_weeks // width
    baseline = max(1, min(options.baseline_weeks // width, first - lag))
    return short_history(
        counts, assessed=assessed, baseline=baseline, lag=lag, exposure=exposure, level=level
    )


def expected_over_time(grid: Grid, options: Options, steps: int) -> dict[str, Array]:
    """Return expected, low and high of the total for as many of the last `steps` bins as the history carries."""
    method = method_of(grid)
    total = total_stream(grid)
    last = total.counts.size - 1
    least = (
        2 * SEASONAL.get(grid.bins[-1].kind, 1)
        if method == FLEXIBLE
        else 1
        if method == YEARS
        else LEAST_HISTORY
    )
    first = max(last - steps + 1, least)
    if method is None or first > last:
        return {}
    result = assess([total], grid.bins[-1].kind, method, options, assessed=np.arange(first, last + 1))
    return {"expected": result.expected[0], "low": result.low[0], "high": result.high[0]}


def _verdict(stream: Stream, result: ChangeResult, method: str, row: int, step: int) -> Verdict:
    shift = result.expected.shape[1] + step if step < 0 else step
    observed = int(stream.counts[shift - result.expected.shape[1]])
    return Verdict(
        stream=stream,
        observed=observed,
        expected=float(result.expected[row, shift]),
        low=float(result.low[row, shift]),
        high=float(result.high[row, shift]),
        p_above=float(np.minimum(result.p_above[row, shift], 1.0)),  # rounding may pass 1
        q_above=1.0,
        p_below=float(np.minimum(result.p_below[row, shift], 1.0)),
        q_below=1.0,
        status=Status.EXPECTED,
        history=int(result.history[row, shift]),
        method=method,
    )


def _controlled(verdicts: list[Verdict], options: Options) -> list[Verdict]:
    if not verdicts:
        return []
    above = benjamini_hochberg(np.array([v.p_above for v in verdicts]), options.false_discovery)
    below = benjamini_hochberg(np.array([v.p_below for v in verdicts]), options.false_discovery)
    result = []
    for i, verdict in enumerate(verdicts):
        status = Status.EXPECTED
        if np.isnan(verdict.p_above):
            status = Status.SILENT
        elif above.rejected[i]:
            status = Status.ABOVE
        elif below.rejected[i]:
            status = Status.BELOW
        result.append(
            replace(
                verdict, q_above=float(above.adjusted[i]), q_below=float(below.adjusted[i]), status=status
            )
        )
    return result


def _stepped_down(grid: Grid, verdicts: Sequence[Verdict], method: str, options: Options) -> list[Verdict]:
    """Return verdicts on the categories of pooled series that deviate, controlled within each such series."""
    result: list[Verdict] = []
    kind = grid.bins[-1].kind
    for verdict in verdicts:
        pooled = verdict.stream
        if pooled.members and verdict.status in (Status.ABOVE, Status.BELOW):
            parts = [part_of(grid, pooled, j) for j in pooled.members]
            parts = [part for part in parts if part.counts.any()]
            judged = judge(parts, kind, method, options)
            result += [part for part in judged if part.status is verdict.status]
    return result
