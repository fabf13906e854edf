"""Measurements of readiness as a table: one row for each interview and dimension that the scorers agreed on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl

from samsyn.instruments.load import readiness
from samsyn.methods.readiness.scores import Score, Scores, gather
from samsyn.table import ColumnRule, Source, Table

SOURCE = Source(key="readiness", name="Intervjuer om beredskap", counts="intervju", source_status="own_words")
BEFORE, NOW = "before", "now"
QUARTER = 4

AGREED: tuple[ColumnRule, ...] = (
    ColumnRule(name="row", dtype=pl.Int64(), meaning="the interview's number in its wave", nullable=False),
    ColumnRule(name="day", dtype=pl.Date(), meaning="local day of the interview", nullable=False),
    ColumnRule(
        name="category",
        dtype=pl.String(),
        meaning="dimension",
        nullable=False,
        domain=tuple(readiness().dimensions),
    ),
    ColumnRule(
        name="kind",
        dtype=pl.String(),
        meaning="this measurement or the one before it",
        nullable=False,
        domain=(BEFORE, NOW),
    ),
    ColumnRule(name="reporter", dtype=pl.String(), meaning="sector of the one who was interviewed"),
    ColumnRule(
        name="consensus",
        dtype=pl.Int16(),
        meaning="what the scorers agreed on",
        unit="quarter points",
        nullable=False,
    ),
    ColumnRule(name="first", dtype=pl.Int16(), meaning="the first scorer's score", unit="quarter points"),
    ColumnRule(name="second", dtype=pl.Int16(), meaning="the second scorer's score", unit="quarter points"),
)


@dataclass(frozen=True, kw_only=True)
class Measured:
    """
    What a round's options say beside its rows.

    Parameters
    ----------
    unit, definition : str
        What was measured, and the issue.
    wave, previous_wave : str
        Names of the two measurements; the latter empty where there is only one.
    mode, previous_mode : str
        How answers came in.
    validity : mapping
        Answers to the questions that a comparison asks for, by key.
    """

    unit: str
    definition: str
    wave: str
    previous_wave: str = ""
    mode: str = ""
    previous_mode: str = ""
    validity: Mapping[str, str] | None = None


def readiness_table(rows: Sequence[Mapping[str, Any]]) -> Table:
    """Return rows as a checked table; none gives an empty one."""
    schema = {rule.name: rule.dtype for rule in AGREED}
    return Table(frame=pl.DataFrame(list(rows), schema=schema, orient="row"), rules=AGREED)


def agreed_row(
    *, number: int, day: date, wave: str, score: Score, other: Score | None = None
) -> dict[str, Any]:
    """Return a row: what two scorers gave an interview in one dimension, and agreed on."""
    if score.consensus is None:
        raise ValueError("Only what the scorers have agreed on is a row.")
    return {
        "row": number,
        "day": day,
        "category": score.dimension,
        "kind": wave,
        "reporter": score.sector or None,
        "consensus": int(score.consensus * QUARTER),
        "first": int(score.value * QUARTER),
        "second": int(other.value * QUARTER) if other else None,
    }


def scores_of(frame: pl.DataFrame, wave: str, *, name: str, mode: str) -> Scores | None:
    """Return the scores of one wave as `profile`, `agreement` and `compare` take them; none without a row."""
    own = frame.filter(pl.col("kind") == wave).sort("row", "category")
    found = [
        Score(
            interview=f"{row['row']:04d}",
            dimension=row["category"],
            rater=rater,
            value=Decimal(row[rater] if row[rater] is not None else row["consensus"]) / QUARTER,
            wave=name,
            consensus=Decimal(row["consensus"]) / QUARTER,
            sector=row["reporter"] or "",
            mode=mode,
        )
        for row in own.iter_rows(named=True)
        for rater in ("first", "second")
        if row[rater] is not None or rater == "first"
    ]
    return gather(found)[name] if found else None
