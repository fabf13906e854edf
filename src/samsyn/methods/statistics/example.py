"""Invented figures: six municipalities that do not exist, five kinds of reported offences, five years."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np

from samsyn.cycle import Round
from samsyn.methods.statistics.figures import COUNT, statistics_table
from samsyn.methods.statistics.templates import template
from samsyn.period import parse
from samsyn.provenance import digest

HOME = "Exempelköping"
OTHERS = ("Mellanstad", "Norrbruk", "Sörhamn", "Vikholm", "Östlunda")
KINDS = {"Skadegörelse": 900, "Stöld": 2100, "Misshandel": 620, "Narkotikabrott": 480, "Rån": 6}
YEARS, SEED = range(2021, 2026), 11


def example_rows() -> list[dict[str, Any]]:
    """Return the rows: counts with population, of which one cell is missing and some are small."""
    rng = np.random.default_rng(SEED)
    rows: list[dict[str, Any]] = []
    for area in (HOME, *OTHERS):
        people = int(rng.integers(38_000, 62_000))
        for year in YEARS:
            people += int(rng.integers(-150, 400))
            for category, rate in KINDS.items():
                missing = (area, category, year) == ("Norrbruk", "Rån", 2024)
                rows.append(
                    {
                        "row": len(rows) + 2,
                        "day": date(year, 1, 1),
                        "area": area,
                        "category": category,
                        "kind": COUNT,
                        "value": None if missing else float(rng.poisson(rate * people / 100_000)),
                        "low": None,
                        "high": None,
                        "answers": None,
                        "population": people,
                    }
                )
    return rows


def example_round() -> Round:
    """Return the invented figures as a round about 2025."""
    return Round(
        table=statistics_table(example_rows()),
        period=parse("2025"),
        source=template("bra-reported").source,
        sources=(digest(["statistics example", SEED]),),
        options={"home": HOME, "group": list(OTHERS), "criteria": "Påhittade kommuner av samma storlek."},
    )
