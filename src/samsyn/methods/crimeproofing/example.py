"""An invented register: sixty risks in six cases, each judged by three assessors."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

from samsyn.cycle import Round
from samsyn.instruments.load import crimeproofing
from samsyn.methods.crimeproofing.register import AFTER, BEFORE, SOURCE, register_row, register_table
from samsyn.methods.crimeproofing.scale import Judgement, weigh
from samsyn.period import parse
from samsyn.provenance import digest

CASES, RISKS_IN_EACH, ASSESSORS, SEED = 6, 10, 3, 7


def example_round() -> Round:
    """Return the invented register of a quarter."""
    instrument, rng = crimeproofing(), np.random.default_rng(SEED)
    period, types = parse("2026-Q3"), instrument.codes("risk_types")
    rows = []
    for case in range(CASES):
        for number in range(1, RISKS_IN_EACH + 1):
            true = rng.integers(1, 5, size=4)
            category = types[int(rng.integers(0, len(types)))]
            day: date = period.start + timedelta(days=int(rng.integers(0, period.days)))
            for side, less in ((BEFORE, 0), (AFTER, 1)):
                judged = [_judged(true, less, rng) for _ in range(ASSESSORS)]
                rows.append(
                    register_row(
                        number=number,
                        case=f"case-{case}",
                        day=day,
                        category=category,
                        side=side,
                        weighed=weigh(judged, instrument),
                    )
                )
    return Round(
        table=register_table(rows),
        period=period,
        source=SOURCE,
        sources=(digest(["crimeproofing example", SEED]),),
    )


def _judged(
    true: np.ndarray[tuple[int], np.dtype[np.int64]], less: int, rng: np.random.Generator
) -> Judgement:
    seen = np.clip(true - less * np.array([1, 0, 0, 0]) + rng.integers(-1, 2, size=4), 1, 4)
    likelihood, *consequence = (int(one) for one in seen)
    codes = [one.code for one in crimeproofing().consequences]
    return Judgement(likelihood=likelihood, consequence=dict(zip(codes, consequence, strict=True)))
