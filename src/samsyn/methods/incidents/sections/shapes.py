"""Small pieces that the sections are built from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil, floor
from typing import Any

from samsyn.cycle import Chart, Column, DataTable, Finding, Status, format_number

STATUS_WORDS = {
    Status.STATED: "",
    Status.EXPECTED: "som väntat",
    Status.ABOVE: "fler än väntat",
    Status.BELOW: "färre än väntat",
    Status.TOO_FEW: "för litet underlag",
    Status.SILENT: "tyst",
    Status.GREY: "underlag saknas",
    Status.GREEN: "normalläge",
    Status.YELLOW: "avvikelse, följ",
    Status.ORANGE: "samordnad insats",
    Status.RED: "allvarligt läge",
    Status.WITHHELD: "visas inte",
}


def text(label: str) -> Column:
    """Return a column of text."""
    return Column(label=label)


def number(label: str, decimals: int = 0) -> Column:
    """Return a column of numbers."""
    return Column(label=label, number=True, decimals=decimals)


def chart(key: str, kind: str, title: str, sentence: str, data: Mapping[str, Any]) -> Chart:
    """Return the declaration of a chart; its table is filled from the data."""
    table = DataTable(key=f"{key}-table", caption=title, columns=(), rows=())
    return Chart(key=key, title=title, spec={"samsyn": kind, **data}, sentence=sentence, table=table)


def value(finding: Finding | None) -> float | None:
    """Return a finding's value; none where there is no finding or it is withheld."""
    return None if finding is None else finding.estimate.value


def interval(finding: Finding | None, decimals: int = 0) -> str:
    """Return an interval as text, e.g. "2,1–9,4"."""
    if finding is None or finding.estimate.low is None or finding.estimate.high is None:
        return "–"
    low = format_number(finding.estimate.low, decimals)
    return f"{low}–{format_number(finding.estimate.high, decimals)}"


def expected(detail: Mapping[str, Any]) -> str:
    """Return the expected range of a change, in whole events."""
    low, high = max(ceil(detail["expected_low"]), 0), max(floor(detail["expected_high"]), 0)
    return f"{format_number(low)}–{format_number(high)}" if high > low else format_number(low)


def judged(finding: Finding) -> str:
    """Return what a change says: a count outside the range is not always sure when much is compared."""
    if finding.status is Status.EXPECTED:
        observed = finding.detail["observed"]
        if observed > finding.detail["expected_high"]:
            return "fler, men osäkert"
        if observed < finding.detail["expected_low"]:
            return "färre, men osäkert"
    return STATUS_WORDS[finding.status]


def percent(share: float | None) -> str:
    """Return a share as per cent."""
    return "–" if share is None else f"{format_number(share * 100)}\u00a0%"


def table(
    key: str,
    caption: str,
    columns: Sequence[Column],
    rows: Sequence[tuple[Any, ...]],
    links: Sequence[str | None],
    note: str = "",
) -> DataTable:
    """Return a table."""
    return DataTable(
        key=key, caption=caption, columns=tuple(columns), rows=tuple(rows), links=tuple(links), note=note
    )
