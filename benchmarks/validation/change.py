"""
How often the methods of change detection alarm when nothing has changed, and how often they find what has.

    ./samsyn dev benchmarks/validation/change.py

Simulated with a fixed seed: 1,000 streams of 312 weeks, the last 26 judged. VALIDATION holds records with `method`,
`kind`, `what` and `compute`, which returns `found` (text) and `holds`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
from scipy.special import ndtri

from samsyn.stats.change import bayes, cusum, ears, farrington_flexible, farrington_original, short_history
from samsyn.stats.multiplicity import benjamini_hochberg

STREAMS, WEEKS, JUDGED = 1000, 312, 26
WHEN = slice(WEEKS - JUDGED, WEEKS)
WORLDS = {
    "Poisson, mean 1": (1.0, 1.0, 0.0),
    "Poisson, mean 8": (8.0, 1.0, 0.0),
    "variance twice the mean 8": (8.0, 2.0, 0.0),
    "season of a factor 2, mean 8": (8.0, 1.2, 0.35),
}


@cache
def world(name: str) -> np.ndarray:
    """Counts in which nothing changes."""
    mean, spread, wave = WORLDS[name]
    rng = np.random.default_rng(2026)
    level = mean * np.exp(wave * np.sin(2 * np.pi * np.arange(WEEKS) / 52)) * np.ones((STREAMS, 1))
    if spread == 1:
        return rng.poisson(level)
    return rng.negative_binomial(level / (spread - 1), 1 / spread)


def above(call: Callable[[np.ndarray], Any]) -> Callable[[np.ndarray], np.ndarray]:
    """Alarms where a count lies above the limit."""
    return lambda counts: counts[:, WHEN] > call(counts).high


METHODS: dict[str, tuple[Callable[[np.ndarray], np.ndarray], float, float]] = {
    "farrington_flexible": (above(lambda y: farrington_flexible(y, assessed=WHEN, level=0.98)), 0.01, 1.6),
    "farrington_original": (above(lambda y: farrington_original(y, assessed=WHEN, level=0.98)), 0.01, np.inf),
    "short_history": (lambda y: short_history(y, assessed=WHEN).p_above <= 0.01, 0.01, 2.5),
    "bayes": (above(lambda y: bayes(y, assessed=WHEN, level=0.98)), 0.01, np.inf),
    "ears C2": (
        above(lambda y: ears(y, variant="C2", assessed=WHEN, limit=float(ndtri(0.99)))),
        0.01,
        np.inf,
    ),
    "cusum": (lambda y: cusum(y, assessed=WHEN, mean="seasonal", restart=True).alarm, 1 / 500, np.inf),
}
"""The alarms of each method, the nominal share, and the factor over it that is promised (infinite: only told)."""


def false_alarms(method: str, name: str) -> dict[str, Any]:
    """The share of judged weeks with an alarm, beside the nominal share."""
    alarms, nominal, factor = METHODS[method]
    share = float(alarms(world(name)).mean())
    return {
        "found": f"{share:.2%} of weeks, nominal {nominal:.1%}",
        "holds": share <= factor * nominal,
        "promised": bool(np.isfinite(factor)),
    }


def discoveries() -> dict[str, Any]:
    """Ten in a hundred streams of mean 8 doubled in the last week; q 0.1 over the streams of that week."""
    rng = np.random.default_rng(7)
    wrong, made, found, changed = 0, 0, 0, 0
    for _ in range(20):
        counts = rng.poisson(8.0, (200, 260))
        risen = np.arange(200) < 20
        counts[risen, -1] = rng.poisson(18.0, 20)
        p = farrington_flexible(counts, assessed=-1).p_above[:, 0]
        rejected = benjamini_hochberg(p, 0.1).rejected
        wrong, made = wrong + int((rejected & ~risen).sum()), made + int(rejected.sum())
        found, changed = found + int((rejected & risen).sum()), changed + 20
    share = wrong / max(made, 1)
    return {
        "found": f"{share:.1%} of {made} alarms false, {found / changed:.0%} of the rises found",
        "holds": share <= 0.1,
    }


def gap() -> dict[str, Any]:
    """A sixth of the weeks missing, read as missing and as nought: the mean error of the expected count."""
    counts = world("Poisson, mean 8").astype(float)[:300]
    lost = np.random.default_rng(3).random(counts.shape) < 1 / 6
    lost[:, WHEN] = False
    missing = farrington_flexible(np.where(lost, np.nan, counts), assessed=WHEN).expected.mean()
    nought = farrington_flexible(np.where(lost, 0.0, counts), assessed=WHEN).expected.mean()
    return {
        "found": f"expected {missing:.2f} where missing, {nought:.2f} where read as nought; the truth is 8",
        "holds": abs(missing - 8) < 0.1 < abs(nought - 8),
    }


VALIDATION = [
    {
        "method": method,
        "kind": "false alarms",
        "what": f"alarms without a change: {name}",
        "compute": lambda method=method, name=name: false_alarms(method, name),
    }
    for method in METHODS
    for name in WORLDS
] + [
    {
        "method": "farrington_flexible",
        "kind": "false discoveries",
        "what": "a tenth of 200 streams doubled, q 0.1",
        "compute": discoveries,
    },
    {
        "method": "farrington_flexible",
        "kind": "missing weeks",
        "what": "missing weeks are not nought",
        "compute": gap,
    },
]


if __name__ == "__main__":
    for record in VALIDATION:
        answer = record["compute"]()
        print(
            f"{record['method']}; {record['what']}: {answer['found']}{'' if answer['holds'] else '  FAILS'}"
        )
