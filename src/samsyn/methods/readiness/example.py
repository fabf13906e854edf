"""Two invented measurements of an invented municipality: ten interviews each, by two scorers."""

from __future__ import annotations

from dataclasses import asdict
from decimal import Decimal

import numpy as np

from samsyn.cycle import Round
from samsyn.methods.readiness.register import BEFORE, NOW, SOURCE, Measured, agreed_row, readiness_table
from samsyn.methods.readiness.scores import Score
from samsyn.period import parse
from samsyn.provenance import digest

INTERVIEWS, SEED = 10, 5
MIDDLE = {
    BEFORE: {"A": 22, "B": 17, "C": 13, "D": 18, "E": 14, "F": 21},
    NOW: {"A": 23, "B": 20, "C": 19, "D": 19, "E": 16, "F": 21},
}
SECTORS = (
    "skola",
    "skola",
    "skola",
    "skola",
    "polis",
    "socialtjänst",
    "socialtjänst",
    "socialtjänst",
    "polis",
    "polis",
)


def example_round() -> Round:
    """Return the invented measurement with the one before it."""
    rng, period, rows = np.random.default_rng(SEED), parse("2026-Q3"), []
    for wave, middle in MIDDLE.items():
        for number in range(INTERVIEWS):
            own = int(rng.integers(-2, 3))
            for key, quarters in middle.items():
                agreed = int(np.clip(quarters + own + rng.integers(-1, 2), 4, 36))
                first, second = (int(np.clip(agreed + rng.integers(-2, 3), 4, 36)) for _ in range(2))
                one, other = (
                    Score(
                        interview=str(number),
                        dimension=key,
                        rater=rater,
                        value=Decimal(given) / 4,
                        consensus=Decimal(agreed) / 4,
                        sector=SECTORS[number],
                    )
                    for rater, given in (("first", first), ("second", second))
                )
                rows.append(agreed_row(number=number, day=period.start, wave=wave, score=one, other=other))
    said = Measured(
        unit="Exempelköping",
        definition="Arbetet mot öppen narkotikahandel i Ekbacken.",
        wave="Uppföljning",
        previous_wave="Start",
        mode="interview",
        previous_mode="interview",
        validity={
            "reach": "whole",
            "turnover": "none",
            "reorganisation": "no",
            "vacancy": "no",
            "other_initiatives": "no",
        },
    )
    return Round(
        table=readiness_table(rows),
        period=period,
        source=SOURCE,
        sources=(digest(["readiness example", SEED]),),
        options=asdict(said),
    )
