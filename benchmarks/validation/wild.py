"""
How often the wild bootstrap keeps the truth where there are few units.

    ./samsyn dev benchmarks/validation/wild.py

Simulated with a fixed seed. VALIDATION holds records with `method`, `kind`, `what` and `compute`, which returns `found`
(text) and `holds`.
"""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np

from samsyn.stats.effect import wild_cluster, wild_ratio_of_ratios

SEED, ROUNDS, DRAWS = 2026, 1000, 499


def share(found: list[bool], least: float, most: float = 1.0) -> dict[str, Any]:
    """The share of rounds that hold, and whether it is where it is promised to be."""
    value = float(np.mean(found))
    return {"found": f"{100 * value:.1f} %", "holds": least <= value <= most, "promised": least > 0}


def ratios(units: tuple[int, int], least: float, most: float = 1.0, unlike: float = 3.0) -> dict[str, Any]:
    """Units with levels and changes of their own, the smaller `unlike` the more; the true ratio of ratios is 0.8."""
    rng = np.random.default_rng(SEED)
    treated, n = units[0], sum(units)
    unit, after = np.repeat(np.arange(n), 2), np.tile([0, 1], n)
    side = (unit < treated).astype(int)
    held = []
    for _ in range(ROUNDS):
        level = rng.gamma(unlike, 40 / unlike, n)[unit] * np.where(after, rng.gamma(16, 1 / 16, n)[unit], 1)
        counts = rng.poisson(level * 0.8 ** (side * after))
        if np.bincount(2 * side + after, counts, minlength=4).min() > 0:
            found = wild_ratio_of_ratios(counts, side, after, unit, rng=rng, draws=DRAWS)
            held.append(found.low <= np.log(0.8) <= found.high)
    return share(held, least, most)


def line(units: int, signs: Any, least: float, most: float = 1.0) -> dict[str, Any]:
    """How often the slope is seen where there is none: 20 rows a unit, with a level and a slope of its own."""
    rng = np.random.default_rng(SEED)
    unit = np.repeat(np.arange(units), 20)
    seen = []
    for _ in range(ROUNDS):
        x = rng.normal(size=unit.size) + rng.normal(size=units)[unit]
        y = rng.normal(size=unit.size) + rng.normal(size=units)[unit]
        design = np.column_stack([np.ones(unit.size), x])
        seen.append(wild_cluster(y, design, unit, rng=rng, signs=signs, draws=DRAWS).p <= 0.05)
    return share(seen, least, most)


TOLD = 0.0  # told, not promised
VALIDATION: list[dict[str, Any]] = [
    {"method": "wild_ratio_of_ratios", "kind": "coverage", "what": what, "compute": compute}
    for what, compute in (
        ("10 and 10 units", partial(ratios, (10, 10), 0.93, 0.97)),
        ("5 and 5 units", partial(ratios, (5, 5), 0.93)),
        ("3 and 4 units", partial(ratios, (3, 4), 0.93)),
        ("3 and 12 units", partial(ratios, (3, 12), TOLD)),
        ("2 and 12 units: few treated", partial(ratios, (2, 12), TOLD)),
        ("5 and 5 very unlike units", partial(ratios, (5, 5), TOLD, 1.0, 0.7)),
    )
] + [
    {"method": "wild_cluster", "kind": "false alarms at 5 %", "what": what, "compute": compute}
    for what, compute in (
        ("12 units, two signs", partial(line, 12, "rademacher", 0.03, 0.07)),
        ("6 units, Webb's six values", partial(line, 6, "webb", TOLD)),
        ("6 units, two signs", partial(line, 6, "rademacher", TOLD)),
    )
]


if __name__ == "__main__":
    for record in VALIDATION:
        print(record["method"], record["kind"], record["what"], record["compute"]())
