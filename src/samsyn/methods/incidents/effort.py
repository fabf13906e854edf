"""Who was there to report: active and expected reporters, and silence as silence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from samsyn.cycle import Estimate, Finding, Status
from samsyn.methods.incidents.findings import Maker
from samsyn.methods.incidents.grid import Grid
from samsyn.methods.incidents.options import Options
from samsyn.methods.incidents.words import plural
from samsyn.provenance import Rows
from samsyn.stats.proportion import clopper_pearson
from samsyn.stats.rate import poisson_interval

Array = np.ndarray[Any, Any]


@dataclass(frozen=True, kw_only=True)
class Silence:
    """
    Who was expected in the period, and who of them was silent.

    Parameters
    ----------
    expected, silent : bool array, shape (reporters,)
    silent_for : int array, shape (reporters,)
        Bins of silence up to and including the last.
    areas_silent : bool array, shape (areas,)
        Areas with expected reporters, all of them silent.
    """

    expected: Array
    silent: Array
    silent_for: Array
    areas_silent: Array


def silence(grid: Grid, options: Options, *, asked: int = 1) -> Silence:
    """
    Work out who was expected to report and did not.

    A reporter is expected from the first run of `expected_bins` bins in which it was active in
    `expected_share` of them, until it has been silent for `ended_bins`. Silence cannot be read where the
    source holds no zero reports: then nobody is expected.

    Parameters
    ----------
    grid : Grid
        In the bins that reporters are followed over.
    options : Options
    asked : int
        How many of the last bins the period holds.

    Returns
    -------
    Silence
    """
    n = len(grid.reporters)
    nobody = np.zeros(n, dtype=bool)
    if not grid.has_zero_reports or n == 0 or len(grid.bins) < options.expected_bins + asked:
        return Silence(
            expected=nobody,
            silent=nobody,
            silent_for=np.zeros(n, dtype=int),
            areas_silent=np.zeros(len(grid.areas), dtype=bool),
        )
    before = grid.active[:, :-asked].astype(float)
    runs: Array = np.lib.stride_tricks.sliding_window_view(before, options.expected_bins, axis=1).mean(axis=2)
    established: Array = np.any(runs >= options.expected_share, axis=1)
    bins = grid.active.shape[1]
    last_active = np.where(grid.active.any(axis=1), bins - 1 - np.argmax(grid.active[:, ::-1], axis=1), -1)
    silent_for = bins - 1 - last_active
    expected = established & (silent_for < options.ended_bins)
    silent = expected & (silent_for >= asked)
    recently: Array = np.any(grid.active[:, -asked:], axis=1)
    there = (grid.covers & expected[:, None]).sum(axis=0)
    answered = (grid.covers & (expected & ~silent)[:, None]).sum(axis=0)
    anyone = (grid.covers & recently[:, None]).sum(axis=0)
    return Silence(
        expected=expected,
        silent=silent,
        silent_for=silent_for,
        areas_silent=(there > 0) & (answered == 0) & (anyone == 0),
    )


def effort_findings(maker: Maker, grid: Grid, reporting: Grid, quiet: Silence) -> Iterator[Finding]:
    """
    Yield how many reporters answered, each silent one, and reports per active reporter.

    `grid` counts in bins of the period's length, `reporting` in the bins that `quiet` was worked out from.
    Nothing is said where silence cannot be told from calm.
    """
    exposure, total = grid.exposure, grid.total_exposure
    if exposure is None or total is None:
        return
    yield from _answered(maker, grid, quiet)
    rows = Rows(start=maker.observed.period.start, end=maker.observed.period.end, kind=None)
    for r in np.flatnonzero(quiet.silent):
        weeks = int(quiet.silent_for[r])
        covered = [reporting.areas[a] for a in np.flatnonzero(reporting.covers[r])]
        yield maker.finding(
            "silent_reporter",
            Estimate(
                value=weeks,
                low=weeks,
                high=weeks,
                unit="perioder i följd utan svar",
                n=weeks,
                level=maker.options.level,
            ),
            function="samsyn.methods.incidents.effort.silence",
            area=covered[0] if len(covered) == 1 else None,
            rows=replace(rows, reporter=reporting.reporters[r]),
            status=Status.SILENT,
            reason=f"Rapportören brukar svara varje period men har varit tyst i {weeks}. Tystnad är inte lugn.",
            detail={"reporter": reporting.reporters[r], "areas": covered},
        )
    yield _per_reporter(maker, int(grid.total[-1]), float(total[-1]), None)
    for i, area in enumerate(grid.areas):
        if exposure[i, -1] > 0:
            yield _per_reporter(maker, int(grid.by_area[i, -1]), float(exposure[i, -1]), area)


def _answered(maker: Maker, grid: Grid, quiet: Silence) -> Iterator[Finding]:
    expected = int(quiet.expected.sum())
    if expected == 0:
        return
    answered = expected - int(quiet.silent.sum())
    low, high = clopper_pearson(answered, expected, level=maker.options.level)
    yield maker.finding(
        "reporters_answered",
        Estimate(
            value=answered / expected,
            low=float(low),
            high=float(high),
            unit="andel av väntade rapportörer",
            n=expected,
            level=maker.options.level,
        ),
        function="samsyn.stats.proportion.clopper_pearson",
        rows=Rows(start=maker.observed.period.start, end=maker.observed.period.end, kind=None),
        status=Status.SILENT if answered == 0 else Status.STATED,
        reason=f"{answered} av {expected} väntade rapportörer svarade; nollrapporter räknas som svar.",
        detail={"answered": answered, "expected": expected, "active": int(grid.active[:, -1].sum())},
    )


def _per_reporter(maker: Maker, n: int, active: float, area: str | None) -> Finding:
    if active <= 0:
        return maker.finding(
            "reports_per_reporter",
            Estimate(
                value=None,
                low=None,
                high=None,
                unit="rapporter per aktiv rapportör",
                n=n,
                level=maker.options.level,
            ),
            function="samsyn.stats.rate.rate",
            area=area,
            status=Status.SILENT,
            reason="Ingen rapportör svarade under perioden.",
        )
    low, high = poisson_interval(n, exposure=active, level=maker.options.level)
    return maker.finding(
        "reports_per_reporter",
        Estimate(
            value=n / active,
            low=float(low),
            high=float(high),
            unit=f"{plural(maker.observed.source.counts)} per aktiv rapportör",
            n=n,
            level=maker.options.level,
        ),
        function="samsyn.stats.rate.rate",
        area=area,
        detail={"active": int(active)},
    )
