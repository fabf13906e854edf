"""
How often the intervals of counts and shares hold the truth, and how often the tests reject it: summed exactly over all
counts, not simulated.

    ./samsyn dev benchmarks/validation/rates.py

VALIDATION holds records with `method`, `kind`, `what` and `compute`, which returns `found` (text) and `holds`.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy import stats

from samsyn.stats.proportion import clopper_pearson, wilson
from samsyn.stats.rate import e_test, poisson_interval, rate_ratio

MEANS = np.concatenate([np.arange(0.5, 10, 0.05), np.arange(10, 60, 0.5)])
SHARES = np.linspace(0.02, 0.98, 193)
LEVEL = 0.95
FLOORS = {"exact": 0.95, "midp": 0.91, "byar": 0.95, "score": 0.9}
"""The lowest coverage that each method is known for at small means."""


def poisson_coverage(method: str) -> dict[str, Any]:
    """The lowest and the mean coverage over true means from 0.5 to 60."""
    counts = np.arange(200)
    low, high = poisson_interval(counts, level=LEVEL, method=method)  # type: ignore[arg-type]
    held = (low <= MEANS[:, None]) & (MEANS[:, None] <= high)
    coverage = (stats.poisson.pmf(counts, MEANS[:, None]) * held).sum(axis=1)
    return {
        "found": f"lowest {coverage.min():.3f}, mean {coverage.mean():.3f}",
        "holds": coverage.min() >= FLOORS[method] - 1e-9 and abs(coverage.mean() - LEVEL) < 0.03,
    }


def share_coverage(method: str) -> dict[str, Any]:
    """The lowest and the mean coverage over true shares from 0.02 to 0.98, of 30."""
    x = np.arange(31)
    low, high = (wilson if method == "wilson" else clopper_pearson)(x, 30, level=LEVEL)
    held = (low <= SHARES[:, None]) & (SHARES[:, None] <= high)
    coverage = (stats.binom.pmf(x, 30, SHARES[:, None]) * held).sum(axis=1)
    floor = 0.92 if method == "wilson" else LEVEL
    return {
        "found": f"lowest {coverage.min():.3f}, mean {coverage.mean():.3f}",
        "holds": coverage.min() >= floor - 1e-9,
    }


def test_size(method: str) -> dict[str, Any]:
    """The highest share of rejections at 0.05 when two rates are equal, exposures 1 and 2, means from 0.5 to 20."""
    one, other = (grid.ravel() for grid in np.meshgrid(np.arange(60), np.arange(110), indexing="ij"))
    ratio = rate_ratio(one, 1.0, other, 2.0)
    p = {
        "e_test": lambda: e_test(one, 1.0, other, 2.0),
        "exact": lambda: ratio.p_exact,
        "midp": lambda: ratio.p,
        "score": lambda: ratio.p_score,
    }[method]()
    sizes = [
        float((stats.poisson.pmf(one, mean) * stats.poisson.pmf(other, 2 * mean))[p <= 0.05].sum())
        for mean in np.arange(0.5, 20.1, 0.5)
    ]
    most = {"e_test": 0.06, "exact": 0.05, "midp": 0.065, "score": 0.08}[method]
    return {"found": f"highest {max(sizes):.3f}, mean {np.mean(sizes):.3f}", "holds": max(sizes) <= most}


VALIDATION = (
    [
        {
            "method": f"poisson_interval {method}",
            "kind": "coverage",
            "what": "95 % interval of a count",
            "compute": lambda method=method: poisson_coverage(method),
        }
        for method in FLOORS
    ]
    + [
        {
            "method": method,
            "kind": "coverage",
            "what": "95 % interval of a share of 30",
            "compute": lambda method=method: share_coverage(method),
        }
        for method in ("wilson", "clopper_pearson")
    ]
    + [
        {
            "method": f"two rates, {method}",
            "kind": "size",
            "what": "rejections at 0.05 of equal rates",
            "compute": lambda method=method: test_size(method),
        }
        for method in ("e_test", "exact", "midp", "score")
    ]
)


if __name__ == "__main__":
    for record in VALIDATION:
        answer = record["compute"]()
        print(
            f"{record['method']}; {record['what']}: {answer['found']}{'' if answer['holds'] else '  FAILS'}"
        )
