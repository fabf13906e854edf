"""How many risks there are, at which level, of which type, and what existing protection does to them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from samsyn.cycle import Estimate, Finding, Found, Refusal, Round
from samsyn.instruments.load import crimeproofing
from samsyn.methods.crimeproofing.register import AFTER, BEFORE, SIDES
from samsyn.methods.crimeproofing.scale import APART
from samsyn.provenance import Provenance, Rows

NAME = "crimeproofing"
VERSION = "crimeproofing/1"
UNIT = "risker"


def find(observed: Round) -> Found:
    """
    Count the risks of a register.

    Parameters
    ----------
    observed : Round
        Rows as in `register.RISKS`.

    Returns
    -------
    Found
        `count` for each side and level; `risks_of_type` for each type that occurs; `risks`, `lowered` and `apart` over
        all. Each is a count of all risks, not a sample, so its interval is the number itself; how far the assessors
        were from each other stands in `detail`. One assessor only is a refusal to speak of agreement.
    """
    frame = observed.table.frame
    if frame.is_empty():
        return Found()
    before = frame.filter(pl.col("kind").str.starts_with(BEFORE))
    findings = [*_levels(observed), *_types(observed, before), *_totals(observed)]
    refusals = []
    if int(frame["assessors"].min() or 0) < 2:  # type: ignore[arg-type, call-overload]
        refusals.append(
            Refusal(
                key="agreement",
                what="Hur eniga bedömarna är",
                why="Minst en risk har bara en bedömare. Då syns inte om en annan hade sagt något annat.",
            )
        )
    return Found(findings=tuple(findings), refusals=tuple(refusals))


def _levels(observed: Round) -> list[Finding]:
    instrument, frame = crimeproofing(), observed.table.frame
    codes = [one.code for one in instrument.levels]
    found = []
    for side in SIDES:
        rows = frame.filter(pl.col("kind").str.starts_with(side))
        for n, code in enumerate(codes):
            kind = f"{side}_{code}"
            value = rows.filter(pl.col("kind") == kind).height
            within = (pl.col("lowest").is_in(codes[: n + 1])) & (pl.col("highest").is_in(codes[n:]))
            agreed = (pl.col("lowest") == code) & (pl.col("highest") == code)
            detail = {
                "side": side,
                "level": code,
                "all_agree": rows.filter(agreed).height,
                "some_say": rows.filter(within).height,
            }
            found.append(_finding(observed, "count", value, Rows(kind=kind), detail))
    return found


def _types(observed: Round, before: pl.DataFrame) -> list[Finding]:
    counts = dict(before.group_by("category").len().iter_rows())
    return [
        _finding(
            observed, "risks_of_type", int(counts[code]), Rows(kind=None, category=code), {"type": code}, code
        )
        for code in crimeproofing().codes("risk_types")
        if code in counts
    ]


def _totals(observed: Round) -> list[Finding]:
    frame = observed.table.frame
    order = {one.code: n for n, one in enumerate(crimeproofing().levels)}
    place = pl.col("kind").str.split("_").list.last().replace_strict(order, return_dtype=pl.Int64)
    side = pl.col("kind").str.split("_").list.first()
    risks = frame.group_by("case", "row").agg(
        place.filter(side == BEFORE).first().alias(BEFORE),
        place.filter(side == AFTER).first().alias(AFTER),
        pl.col("apart").any(),
    )
    every = Rows(kind=None)
    lowered = risks.filter(pl.col(AFTER) < pl.col(BEFORE)).height
    apart = risks.filter(pl.col("apart")).height
    return [
        _finding(observed, "risks", risks.height, every, {}),
        _finding(observed, "lowered", lowered, every, {"of": risks.height}),
        _finding(observed, "apart", apart, every, {"of": risks.height, "levels": APART}),
    ]


def _finding(
    observed: Round, key: str, value: int, rows: Rows, detail: Mapping[str, Any], category: str | None = None
) -> Finding:
    number = float(value)
    return Finding(
        method=NAME,
        key=key,
        period=observed.period,
        estimate=Estimate(value=number, low=number, high=number, unit=UNIT, n=value),
        category=category,
        detail=detail,
        provenance=Provenance(
            sources=observed.sources,
            function="samsyn.methods.crimeproofing.find.find",
            version=VERSION,
            rows=rows,
            parameters={"instrument": crimeproofing().version, "apart_levels": APART},
        ),
    )
