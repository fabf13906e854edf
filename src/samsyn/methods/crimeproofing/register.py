"""The register of risks as a table: two rows a risk, one without the protections that exist and one with them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import polars as pl

from samsyn.instruments.crimeproofing import ProofInstrument
from samsyn.instruments.load import crimeproofing
from samsyn.methods.crimeproofing.scale import Weighed
from samsyn.table import ColumnRule, Source, Table

BEFORE, AFTER = "before", "after"
SIDES = (BEFORE, AFTER)
SOURCE = Source(key="risks", name="Riskregister", counts="risk", source_status="local_design")


def _rules(instrument: ProofInstrument) -> tuple[ColumnRule, ...]:
    levels = tuple(one.code for one in instrument.levels)
    kinds = tuple(f"{side}_{level}" for side in SIDES for level in levels)
    return (
        ColumnRule(name="row", dtype=pl.Int64(), meaning="the risk's number in its case", nullable=False),
        ColumnRule(
            name="case", dtype=pl.String(), meaning="which case, a key without meaning", nullable=False
        ),
        ColumnRule(
            name="day", dtype=pl.Date(), meaning="local day that the last assessor locked", nullable=False
        ),
        ColumnRule(
            name="category",
            dtype=pl.String(),
            meaning="type of risk",
            nullable=False,
            domain=instrument.codes("risk_types"),
        ),
        ColumnRule(
            name="kind",
            dtype=pl.String(),
            meaning="with or without existing protection, and the middle level",
            nullable=False,
            domain=kinds,
        ),
        ColumnRule(name="lowest", dtype=pl.String(), meaning="lowest level of any assessor", domain=levels),
        ColumnRule(name="highest", dtype=pl.String(), meaning="highest level of any assessor", domain=levels),
        ColumnRule(name="assessors", dtype=pl.Int64(), meaning="how many assessed", nullable=False),
        ColumnRule(
            name="apart", dtype=pl.Boolean(), meaning="two levels or more between them", nullable=False
        ),
    )


RISKS: tuple[ColumnRule, ...] = _rules(crimeproofing())


def register_row(
    *, number: int, case: str, day: date, category: str, side: str, weighed: Weighed
) -> dict[str, Any]:
    """Return a row of the register: one side of one risk."""
    return {
        "row": number,
        "case": case,
        "day": day,
        "category": category,
        "kind": f"{side}_{weighed.level.code}",
        "lowest": weighed.lowest.code,
        "highest": weighed.highest.code,
        "assessors": weighed.assessors,
        "apart": weighed.apart,
    }


def register_table(rows: Iterable[dict[str, Any]]) -> Table:
    """Return rows as a checked table; none gives an empty one."""
    schema = {rule.name: rule.dtype for rule in RISKS}
    return Table(frame=pl.DataFrame(list(rows), schema=schema, orient="row"), rules=RISKS)
