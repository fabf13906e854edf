"""The period against the same period in earlier years."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np
import polars as pl

from samsyn.cycle import Estimate, Finding, Refusal, Status
from samsyn.methods.incidents.findings import Maker
from samsyn.methods.incidents.words import counted
from samsyn.period import Period
from samsyn.provenance import Rows
from samsyn.stats.multiplicity import benjamini_hochberg
from samsyn.stats.rate import rate_ratio

LEAST = 5  # events in both periods together, for a comparison within an area or category


def comparable_years(maker: Maker) -> tuple[list[Period], list[Refusal]]:
    """Return the earlier years' periods that can be compared, newest first, and why others cannot."""
    frame = maker.observed.table.frame
    first: date = frame["day"].min()  # type: ignore[assignment]
    periods, refusals = [], []
    for years in range(1, maker.options.earlier_years + 1):
        earlier = maker.observed.period.years_back(years)
        if first is None or earlier.start < first:
            if years == 1:
                refusals.append(_too_short(earlier, first))
            break
        crossed = [
            b for b in maker.observed.source.breaks if earlier.start < b.day < maker.observed.period.end
        ]
        if crossed:
            refusals.append(_broken(earlier, crossed[0].day, crossed[0].what))
            break
        periods.append(earlier)
    return periods, refusals


def _too_short(earlier: Period, first: date | None) -> Refusal:
    return Refusal(
        key="earlier_years",
        what="Jämförelse med samma period tidigare år",
        why=f"Uppgifterna börjar {first} och täcker inte {earlier.label}.",
    )


def _broken(earlier: Period, day: date, what: str) -> Refusal:
    return Refusal(
        key="earlier_years",
        what=f"Jämförelse med {earlier.label}",
        why=f"Källan ändrades {day}: {what} Antalen före och efter kan inte jämföras.",
    )


def year_findings(maker: Maker, earlier: list[Period]) -> Iterator[Finding]:
    """
    Yield rate ratios against earlier years: in total for each year, per area and per category against the
    last year.

    The ratio is of counts per day, since years differ in length of months; status is decided with false
    discovery controlled over the areas and categories together.
    """
    if not earlier:
        return
    for period in earlier:
        yield _ratio(maker, period, None, None, _counts(maker, period, None).get("", (0, 0)))
    pairs: list[tuple[str | None, str | None, tuple[int, int]]] = []
    for column in ("area", "category"):
        for key, n in sorted(_counts(maker, earlier[0], column).items()):
            if sum(n) >= LEAST:
                pairs.append((key, None, n) if column == "area" else (None, key, n))
    findings = [_ratio(maker, earlier[0], area, category, n) for area, category, n in pairs]
    p = np.array([finding.detail["p"] for finding in findings])
    rejected = benjamini_hochberg(p, maker.options.false_discovery).rejected
    for finding, found, (area, category, n) in zip(findings, rejected, pairs, strict=True):
        yield _ratio(maker, earlier[0], area, category, n, differs=bool(found)) if found else finding


def _counts(maker: Maker, earlier: Period, column: str | None) -> dict[str, tuple[int, int]]:
    """Return (now, then) per key of a column, or in all under ""."""
    frame = maker.observed.table.frame.filter(pl.col("kind") == "incident")
    now, then = maker.observed.period, earlier
    key = pl.col(column) if column else pl.lit("")
    table = (
        frame.with_columns(key=key)
        .filter(pl.col("key").is_not_null())
        .group_by("key")
        .agg(
            now=pl.col("day").is_between(now.start, now.end, closed="left").sum(),
            then=pl.col("day").is_between(then.start, then.end, closed="left").sum(),
        )
    )
    return {k: (int(a), int(b)) for k, a, b in table.iter_rows()}


def _ratio(
    maker: Maker,
    earlier: Period,
    area: str | None,
    category: str | None,
    n: tuple[int, int],
    *,
    differs: bool | None = None,
) -> Finding:
    now, then = n
    ratio = rate_ratio(now, maker.observed.period.days, then, earlier.days, level=maker.options.level)
    finite = then > 0
    if differs is None:
        differs = area is None and category is None and not (float(ratio.low) <= 1 <= float(ratio.high))
    status = Status.EXPECTED
    if now + then < LEAST:
        status = Status.TOO_FEW
    elif differs:
        status = Status.ABOVE if now * earlier.days > then * maker.observed.period.days else Status.BELOW
    unit = counted(maker.observed.source.counts, now)
    return maker.finding(
        "ratio_to_earlier_year",
        Estimate(
            value=float(ratio.ratio) if finite else None,
            low=float(ratio.low) if finite else None,
            high=float(ratio.high) if finite else None,
            unit="gånger samma period tidigare",
            n=now + then,
            level=maker.options.level,
        ),
        function="samsyn.stats.rate.rate_ratio",
        area=area,
        category=category,
        rows=Rows(
            area=area,
            category=category,
            start=maker.observed.period.start,
            end=maker.observed.period.end,
            compared_from=earlier.start,
            compared_to=earlier.end,
        ),
        status=status,
        reason=f"{now} {unit} mot {then} under {earlier.label}.",
        detail={"compared_with": str(earlier), "now": now, "then": then, "p": float(ratio.p)},
    )
