"""
How often the methods of place find something where nothing is, and whether their numbers are those of an exact count.

    ./samsyn dev benchmarks/validation/places.py

Simulated with fixed seeds. VALIDATION holds records with `method`, `kind`, `what` and `compute`, which returns `found`
(text) and `holds`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from samsyn.stats.hotspot import gi_star
from samsyn.stats.local_moran import local_moran
from samsyn.stats.multiplicity import benjamini_hochberg
from samsyn.stats.nearrepeat import near_repeat
from samsyn.stats.neighbours import grid_neighbours
from samsyn.stats.scan import scan

RUNS = 1000
MARGIN = 3 * (0.05 * 0.95 / RUNS) ** 0.5


def _alarms(judge: Callable[[np.random.Generator], bool]) -> float:
    return float(np.mean([judge(np.random.default_rng(seed)) for seed in range(RUNS)]))


def _rate(judge: Callable[[np.random.Generator], bool]) -> dict[str, Any]:
    """An alarm at 5 % where places and times have nothing to do with each other."""
    rate = _alarms(judge)
    return {"found": f"{rate:.1%} of {RUNS} sets of data at a nominal 5 %", "holds": rate <= 0.05 + MARGIN}


def knox_permuted() -> dict[str, Any]:
    """Places in clumps, times in waves, independent."""
    return _rate(lambda rng: _knox(rng, 199) <= 0.05)


def knox_moments() -> dict[str, Any]:
    """The same by the exact mean and variance."""
    return _rate(lambda rng: _knox(rng, 0) <= 0.05)


def _knox(rng: np.random.Generator, permutations: int) -> float:
    middle = rng.uniform(0, 5000, (12, 2))
    place = middle[rng.integers(12, size=250)] + rng.normal(0, 200, (250, 2))
    day = np.where(rng.random(250) < 0.5, rng.integers(0, 365, 250), rng.integers(0, 30, 250))
    options = {"space_m": [0, 150], "time_days": [0, 7], "permutations": permutations}
    return float(near_repeat(place[:, 0], place[:, 1], day, rng=rng, **options).table.p[0, 0])


def knox_agreement() -> dict[str, Any]:
    """p by the exact mean and variance beside 9,999 permutations, 60 sets of data."""
    apart = []
    for seed in range(60):
        exact, permuted = (_knox(np.random.default_rng(seed), n) for n in (0, 9_999))
        apart.append(abs(exact - permuted))
    return {
        "found": f"at most {max(apart):.3f} apart, {np.mean(apart):.3f} in the mean",
        "holds": max(apart) < 0.03,
    }


def _scanned(population: bool, enough: int | None = None) -> dict[str, Any]:
    def judge(rng: np.random.Generator) -> bool:
        x, y = rng.uniform(0, 5000, (2, 25))
        rate = np.ones(25) if population else rng.gamma(2, 1, 25)
        counts = rng.poisson(rate[:, None] * np.ones(12))
        people = np.full(25, 100) if population else None
        found = scan(counts, x, y, rng=rng, population=people, replications=199, enough=enough)
        return bool(found.clusters and found.clusters[0].p <= 0.05)

    return _rate(judge)


def _squares(method: str) -> dict[str, Any]:
    row, column = np.divmod(np.arange(400), 20)
    near = grid_neighbours(column, row)

    def judge(rng: np.random.Generator) -> bool:
        counts = rng.poisson(0.6, 400)
        if method == "local_moran":
            p = local_moran(counts, near, rng=rng, permutations=49_999).p
        else:
            p = gi_star(counts, near, null="conditional", rng=rng, permutations=49_999).p_above
        return bool(benjamini_hochberg(p).rejected.any())

    return _rate(judge)


def _record(
    method: str, what: str, compute: Callable[[], dict[str, Any]], kind: str = "false alarms"
) -> dict[str, Any]:
    return {"method": method, "kind": kind, "what": what, "compute": compute}


VALIDATION = [
    _record("near_repeat", "clumped places and waves of times, permutations", knox_permuted),
    _record("near_repeat", "clumped places and waves of times, exact moments", knox_moments),
    _record("near_repeat", "exact moments beside permutations", knox_agreement, "agreement"),
    _record("scan", "permutation model", lambda: _scanned(False)),
    _record("scan", "permutation model, stopped early", lambda: _scanned(False, 10)),
    _record("scan", "Poisson model", lambda: _scanned(True)),
    _record(
        "gi_star", "any of 400 squares, conditional, false discovery rate 5 %", lambda: _squares("gi_star")
    ),
    _record("local_moran", "any of 400 squares, false discovery rate 5 %", lambda: _squares("local_moran")),
]


if __name__ == "__main__":
    for record in VALIDATION:
        answer = record["compute"]()
        print(
            f"{record['method']}; {record['what']}: {answer['found']}{'' if answer['holds'] else '  FAILS'}",
            flush=True,
        )
