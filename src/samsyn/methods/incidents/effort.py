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
    source holds no zero reports: then nobody is expected. What is stated of a reporter goes before that: one who
    was expected and has sent nothing yet is taken to cover every area.

    Parameters
    ----------
    grid : Grid
        In the bins that reporters are followed over.
    options : Options
        `stated` says of some reporters whether they answered, were silent, or were not expected.
    asked : int
        How many of the last bins the period holds.

    Returns
    -------
    Silence
    """
    expected, silent, silent_for = _from_history(grid, options, asked)
    covers, recently = grid.covers, np.any(grid.active[:, -asked:], axis=1)
    if options.stated:
        said = np.array([options.stated.get(name, "") for name in grid.reporters])
        answered, quiet = said == "answered", said == "silent"
        expected = (expected & (said == "")) | answered | quiet
        silent = (silent & (said == "")) | quiet
        silent_for = np.where(quiet, np.maximum(silent_for, asked), silent_for)
        covers = covers | ((answered | quiet) & ~covers.any(axis=1))[:, None]
        recently = (recently & (said == "")) | answered
    there = (covers & expected[:, None]).sum(axis=0)
    heard = (covers & (expected & ~silent)[:, None]).sum(axis=0)
    anyone = (covers & recently[:, None]).sum(axis=0)
    return Silence(
        expected=expected,
        silent=silent,
        silent_for=silent_for,
        areas_silent=(there > 0) & (heard == 0) & (anyone == 0),
    )


def _from_history(grid: Grid, options: Options, asked: int) -> tuple[Array, Array, Array]:
    """Return who was expected, who was silent and for how long, bool, bool and int arrays (reporters,)."""
    n, bins = len(grid.reporters), grid.active.shape[1]
    nobody = np.zeros(n, dtype=bool)
    if n == 0:
        return nobody, nobody, np.zeros(0, dtype=int)
    last_active = np.where(grid.active.any(axis=1), bins - 1 - np.argmax(grid.active[:, ::-1], axis=1), -1)
    silent_for = bins - 1 - last_active
    if not grid.has_zero_reports or len(grid.bins) < options.expected_bins + asked:
        return nobody, nobody, silent_for
    before = grid.active[:, :-asked].astype(float)
    runs: Array = np.lib.stride_tricks.sliding_window_view(before, options.expected_bins, axis=1).mean(axis=2)
    established: Array = np.any(runs >= options.expected_share, axis=1)
    expected = established & (silent_for < options.ended_bins)
    return expected, expected & (silent_for >= asked), silent_for


def effort_findings(maker: Maker, grid: Grid, reporting: Grid, quiet: Silence) -> Iterator[Finding]:
    """
    Yield how many reporters answered, each silent one, and reports per active reporter.

    `grid` counts in bins of the period's length, `reporting` in the bins that `quiet` was worked out from.
    Nothing is said where silence cannot be told from calm.
    """
    exposure, total = grid.exposure, grid.total_exposure
    if exposure is None and not maker.options.stated:
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
            reason=_why_silent(maker.options, reporting.reporters[r], weeks),
            detail={"reporter": reporting.reporters[r], "areas": covered},
        )
    if exposure is None or total is None:
        return
    yield _per_reporter(maker, int(grid.total[-1]), float(total[-1]), None)
    for i, area in enumerate(grid.areas):
        if exposure[i, -1] > 0:
            yield _per_reporter(maker, int(grid.by_area[i, -1]), float(exposure[i, -1]), area)


def _why_silent(options: Options, reporter: str, weeks: int) -> str:
    if reporter in options.stated:
        return "Rapportören skulle ha svarat i perioden men gjorde det inte. Tystnad är inte lugn."
    return f"Rapportören brukar svara varje period men har varit tyst i {weeks}. Tystnad är inte lugn."


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
