"""All figures of a round, in the order of the picture."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from samsyn.cycle import Finding, Found, Refusal, Round
from samsyn.methods.incidents.change_findings import change_findings
from samsyn.methods.incidents.changes import Verdict, changes, method_of
from samsyn.methods.incidents.cluster_findings import cluster_findings
from samsyn.methods.incidents.counts import count_findings, other_kinds, population_rates
from samsyn.methods.incidents.coverage import unfinished
from samsyn.methods.incidents.effort import effort_findings, silence
from samsyn.methods.incidents.findings import Maker
from samsyn.methods.incidents.gathering import gathering
from samsyn.methods.incidents.grid import Grid, grid, period_bins, reporting_bins
from samsyn.methods.incidents.levels import level_findings
from samsyn.methods.incidents.options import options
from samsyn.methods.incidents.refusals import refusals
from samsyn.methods.incidents.repeat_findings import repeat_findings
from samsyn.methods.incidents.rhythm import rhythm_findings, rhythm_refusal, weights
from samsyn.methods.incidents.series import trend_series, year_series
from samsyn.methods.incidents.years import comparable_years, year_findings


def find(observed: Round) -> Found:
    """
    Find what a round says.

    Parameters
    ----------
    observed : Round
        Rows with history; see `samsyn.table.INCIDENTS`.

    Returns
    -------
    Found
        `findings` have the keys in `samsyn.methods.incidents.keys.KEYS`; `series` holds "trend", "years",
        "rhythm", "hot_places" and "clusters" as the charts take them. Nothing at all for a round without rows.

    Raises
    ------
    BadInput
        If an option is unknown.
    """
    maker = Maker(observed=observed, options=options(observed.options))
    if observed.table.frame.is_empty():
        return Found()
    counted = grid(observed, maker.options, period_bins(observed))
    reporting = grid(observed, maker.options, reporting_bins(observed))
    partial = unfinished(observed)
    verdicts = [] if partial else changes(counted, maker.options)
    earlier, year_refusals = ([], [partial]) if partial else comparable_years(maker)
    weekly = observed.source.time_precision.carries_weeks
    series: dict[str, Any] = {
        "trend": trend_series(maker, counted, verdicts, partial=partial is not None),
        "years": year_series(observed, weekly=weekly),
    }
    clusters, cluster_refusals, drawn = ([], [], []) if partial else cluster_findings(maker, reporting)
    followed, repeat_refusals = repeat_findings(maker)
    findings: list[Finding] = [
        *count_findings(maker, counted),
        *population_rates(maker, counted),
        *other_kinds(maker),
    ]
    findings += [] if partial else _judged(maker, counted, reporting, verdicts)
    if rhythm_refusal(maker) is None:
        hours, n, too_long = weights(maker)
        findings += rhythm_findings(maker, hours, n)
        series["rhythm"] = {"values": hours.tolist(), "n": n, "too_long": too_long}
    findings += year_findings(maker, earlier)
    gathered = gathering(maker, counted)
    findings += [*gathered.findings, *followed, *clusters]
    if drawn:
        series["clusters"] = drawn
    if gathered.cells is not None:
        series["hot_places"] = gathered.cells
    refused: list[Refusal] = [*refusals(maker, counted), *year_refusals, *gathered.refusals]
    refused += [*repeat_refusals, *cluster_refusals]
    return Found(findings=tuple(findings), refusals=tuple(refused), series=series)


def _judged(maker: Maker, counted: Grid, reporting: Grid, verdicts: Sequence[Verdict]) -> list[Finding]:
    asked = sum(step.start >= maker.observed.period.start for step in reporting.bins) or 1
    quiet = silence(reporting, maker.options, asked=asked)
    findings = [
        *effort_findings(maker, counted, reporting, quiet),
        *change_findings(maker, counted, verdicts),
    ]
    if method_of(counted) is not None:
        findings += level_findings(maker, counted, verdicts, quiet)
    return findings
