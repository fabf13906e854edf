"""Findings by edition: what is withheld, and with it all that rests on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import replace

from samsyn.cycle import Edition, Estimate, Finding, Status
from samsyn.disclosure.tables import REST, THRESHOLD, Key, hidden_cells, with_rests

# One reason for both kinds of withholding: who knows which counts are the small ones knows an upper limit for each,
# and two that add up to eight are then four each.
SMALL = "Visas inte i den här upplagan: färre än {threshold}, eller ett antal som skulle avslöja ett sådant."
RELATED = "Visas inte i den här upplagan: bygger på ett antal som inte visas."
COUNTS_IN_DETAIL = ("observed", "now", "then")
WITHOUT: dict[str, Key] = {"count_without_area": (REST, None), "count_without_category": (None, REST)}
Place = tuple[str, str | None, str | None]  # period, area, category


def protect_findings(
    findings: Sequence[Finding],
    edition: Edition,
    threshold: int = THRESHOLD,
) -> list[Finding]:
    """
    Return the findings as an edition may show them, withheld ones without figures.

    Parameters
    ----------
    findings : sequence of Finding
        Counts have the key "count", or "count_without_area" and "count_without_category" where they have none; other
        figures about the same period, area and category are withheld with them.
    edition : Edition
        Internal and partner show all; public withholds small numbers. `protect_own` is for a partner with own areas.
    threshold : int
        Smallest count that the public edition shows.
    """
    if edition is not Edition.PUBLIC:
        return list(findings)
    reasons = reasons_to_withhold(findings, threshold)
    return [withhold(f, reasons[f.digest]) if f.digest in reasons else f for f in findings]


def withhold(finding: Finding, reason: str) -> Finding:
    """Return a finding without its figures: not the number, nor the interval, nor n, nor what is behind them."""
    empty = Estimate(
        value=None, low=None, high=None, unit=finding.estimate.unit, n=0, level=finding.estimate.level
    )
    return replace(finding, estimate=empty, status=Status.WITHHELD, reason=reason, detail={})


def _place(finding: Finding) -> Place:
    return str(finding.period), finding.area, finding.category


def reasons_to_withhold(findings: Sequence[Finding], threshold: int) -> dict[str, str]:
    """Return why each finding that must be withheld is, by digest."""
    why = SMALL.format(threshold=threshold)
    reasons: dict[str, str] = {}
    for table in tables_of(findings).values():
        cells = with_rests({key: n for key, (n, _) in table.items() if REST not in key})
        hidden = hidden_cells(cells, threshold=threshold)
        reasons |= {table[key][1].digest: why for key in hidden if key in table}
    for finding in findings:
        if _small(finding, threshold):
            reasons.setdefault(finding.digest, why)
    hidden_places = {_place(f) for f in findings if f.key == "count" and f.digest in reasons}
    for finding in findings:
        if _place(finding) in hidden_places:
            reasons.setdefault(finding.digest, RELATED)
    return reasons


def tables_of(findings: Sequence[Finding]) -> dict[Hashable, dict[Key, tuple[int, Finding]]]:
    """Return the tables that sums bind together: the counts of a period, and what they are compared with."""
    tables: dict[Hashable, dict[Key, tuple[int, Finding]]] = defaultdict(dict)
    for finding in findings:
        at = (finding.area, finding.category)
        if finding.key in WITHOUT:
            tables[finding.method, str(finding.period)][WITHOUT[finding.key]] = (finding.estimate.n, finding)
        elif finding.key == "count":
            tables[finding.method, str(finding.period)][at] = (finding.estimate.n, finding)
        elif isinstance(finding.detail.get("then"), int):
            about = (finding.method, finding.key, str(finding.period), finding.detail.get("compared_with"))
            tables[about][at] = (finding.detail["then"], finding)
    return tables


def _small(finding: Finding, threshold: int) -> bool:
    behind = [finding.detail.get(name) for name in COUNTS_IN_DETAIL]
    return any(isinstance(n, int) and 0 < n < threshold for n in [finding.estimate.n, *behind])
