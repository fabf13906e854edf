"""
How often the intervals of effects hold the truth, and how often something is seen where nothing changed.

    ./samsyn dev benchmarks/validation/effect.py

Simulated with a fixed seed. VALIDATION holds records with `method`, `kind`, `what` and `compute`, which returns `found`
(text) and `holds`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from samsyn.stats.agreement import krippendorff_alpha
from samsyn.stats.effect import (
    Interval,
    interrupted_series,
    ratio_of_ratios,
    synthetic_control,
    weighted_difference,
)

SEED = 2026
ROUNDS = 4000


def share(found: np.ndarray, least: float, most: float = 1.0) -> dict[str, Any]:
    """The share of rounds that hold the truth, and whether it is where it is promised to be."""
    value = float(np.mean(found))
    return {"found": f"{100 * value:.1f} %", "holds": least <= value <= most, "promised": least > TOLD}


def drawn(rng: np.random.Generator, mean: np.ndarray, spread: float) -> np.ndarray:
    """Counts whose variance is `spread` times their mean."""
    return rng.poisson(mean) if spread == 1 else rng.negative_binomial(mean / (spread - 1), 1 / spread)


def wdd(means: tuple[float, ...], least: float, spread: float = 1.0, told: float = 1.0) -> dict[str, Any]:
    """Control before and after, treated before and after."""
    rng = np.random.default_rng(SEED)
    counts = drawn(rng, np.broadcast_to(np.array(means), (ROUNDS, 4)), spread)
    true = means[3] - means[2] - (means[1] - means[0])
    found = [weighted_difference((a, b), (c, d), dispersion=told).total for a, b, c, d in counts.tolist()]
    return share(np.array([one.low <= true <= one.high for one in found]), least)


def series(
    interval: Callable[[Any], Interval],
    least: float,
    *,
    mean: float = 15.0,
    spread: float = 1.0,
    correlation: float = 0.0,
    times: tuple[int, int] = (48, 24),
) -> dict[str, Any]:
    """A step of 0.75 with a season; counts may vary more than Poisson, and depend on the time before."""
    rng = np.random.default_rng(SEED)
    step = np.repeat([0, 1], times)
    length = len(step)
    wave = 0.25 * np.sin(2 * np.pi * np.arange(length) / 12)
    level = np.broadcast_to(mean * np.exp(wave) * 0.75**step, (ROUNDS, length))
    if correlation:
        noise = rng.normal(0, 0.2, (ROUNDS, length))
        for place in range(1, length):
            noise[:, place] = (
                correlation * noise[:, place - 1] + (1 - correlation**2) ** 0.5 * noise[:, place]
            )
        level = level * np.exp(noise - 0.02)
    found = interval(interrupted_series(drawn(rng, level, spread), step, harmonics=1).step)
    return share((found.low <= 0.75) & (found.high >= 0.75), least)


def difference(
    units: tuple[int, int], least: float, interval: str = "jackknife", unlike: float = 3.0
) -> dict[str, Any]:
    """
    Units with levels and changes of their own; the true ratio of ratios is 0.8.

    `unlike` is the shape of the levels' gamma distribution: the smaller, the more unlike.
    """
    rng = np.random.default_rng(SEED)
    treated, control = units
    n = treated + control
    unit, after = np.repeat(np.arange(n), 2), np.tile([0, 1], n)
    side = (unit < treated).astype(int)
    held = []
    for _ in range(ROUNDS // 2):
        level = rng.gamma(unlike, 40 / unlike, n)[unit] * np.where(after, rng.gamma(16, 1 / 16, n)[unit], 1)
        counts = rng.poisson(level * 0.8 ** (side * after) + 1e-9)
        sums = np.bincount(2 * side + after, counts, minlength=4)
        if sums.min() == 0:
            continue
        found = ratio_of_ratios(counts, side, after, unit=unit)
        used = found.poisson if interval == "poisson" else getattr(found.clustered, interval)
        held.append(float(used.low) <= 0.8 <= float(used.high))
    return share(np.array(held), least)


def placebo() -> dict[str, Any]:
    """How often p is at most 0.05 where nothing happened: 25 units alike."""
    rng = np.random.default_rng(SEED)
    p = []
    for _ in range(600):
        level = rng.gamma(5, 8, (25, 1)) * np.exp(0.2 * np.sin(np.arange(36) / 3))
        counts = rng.poisson(level).astype(float)
        p.append(synthetic_control(counts[0], counts[1:], 26).p)
    return share(np.array(p) <= 0.05, 0.02, 0.06)


def alpha(units: int, least: float) -> dict[str, Any]:
    """Two raters, five steps, ordinal; the truth is alpha of 200,000 units."""
    rng = np.random.default_rng(SEED)

    def rated(size: int) -> np.ndarray:
        true = rng.normal(0, 1, size)
        return np.digitize(true + rng.normal(0, 0.6, (2, size)), [-1, -0.3, 0.3, 1]).astype(float)

    truth = krippendorff_alpha(rated(200_000), level="ordinal").value
    held = []
    for _ in range(600):
        found = krippendorff_alpha(rated(units), level="ordinal", resamples=500, rng=rng)
        held.append(found.low <= truth <= found.high)
    return share(np.array(held), least)


def _t(found: Any) -> Interval:
    return found.t


def _quasi(found: Any) -> Interval:
    return found.quasi


def _robust(found: Any) -> Interval:
    return found.robust


def _related(found: Any) -> Interval:
    return found.related


def _poisson(found: Any) -> Interval:
    return found.poisson


TOLD = 0.0  # known to be too short: told, not promised
CASES: list[tuple[str, str, Callable[[], dict[str, Any]]]] = [
    ("weighted difference", "means 5 to 8", lambda: wdd((8, 8, 8, 5), 0.93)),
    ("weighted difference", "means 30 to 60", lambda: wdd((60, 50, 45, 30), 0.94)),
    ("weighted difference", "means 150 to 320", lambda: wdd((308, 318, 207, 150), 0.94)),
    ("weighted difference", "variance twice the mean, not told", lambda: wdd((60, 50, 45, 30), TOLD, 2.0)),
    ("weighted difference", "variance twice the mean, told", lambda: wdd((60, 50, 45, 30), 0.94, 2.0, 2.0)),
    ("interrupted, t", "Poisson, mean 15", lambda: series(_t, 0.94)),
    ("interrupted, t", "variance twice the mean", lambda: series(_t, 0.94, spread=2.0)),
    ("interrupted, t", "mean 3, variance twice", lambda: series(_t, 0.93, mean=3.0, spread=2.0)),
    ("interrupted, t", "24 times, mean 15", lambda: series(_t, 0.93, times=(16, 8))),
    ("interrupted, quasi-Poisson", "24 times, mean 15", lambda: series(_quasi, TOLD, times=(16, 8))),
    ("interrupted, Poisson", "variance twice the mean", lambda: series(_poisson, TOLD, spread=2.0)),
    ("interrupted, t", "correlation 0.5", lambda: series(_t, TOLD, mean=60.0, correlation=0.5)),
    ("interrupted, autoregressive", "Poisson, mean 15", lambda: series(_related, 0.94)),
    (
        "interrupted, autoregressive",
        "correlation 0.3",
        lambda: series(_related, 0.92, mean=60.0, correlation=0.3),
    ),
    (
        "interrupted, autoregressive",
        "correlation 0.5",
        lambda: series(_related, 0.88, mean=60.0, correlation=0.5),
    ),
    (
        "interrupted, autoregressive",
        "correlation 0.5, 240 times",
        lambda: series(_related, 0.91, mean=60.0, correlation=0.5, times=(160, 80)),
    ),
    ("interrupted, Newey-West", "correlation 0.5", lambda: series(_robust, TOLD, mean=60.0, correlation=0.5)),
    (
        "interrupted, Newey-West",
        "correlation 0.5, 240 times",
        lambda: series(_robust, 0.88, mean=60.0, correlation=0.5, times=(160, 80)),
    ),
    ("difference, jackknife", "20 and 20 units", lambda: difference((20, 20), 0.94)),
    ("difference, jackknife", "5 and 20 units", lambda: difference((5, 20), 0.93)),
    ("difference, jackknife", "2 and 20 units", lambda: difference((2, 20), 0.85)),
    ("difference, jackknife", "5 and 20 very unlike", lambda: difference((5, 20), 0.9, unlike=0.7)),
    ("difference, sandwich", "5 and 20 units", lambda: difference((5, 20), TOLD, "sandwich")),
    ("difference, Poisson", "5 and 20 units", lambda: difference((5, 20), TOLD, "poisson")),
    ("Krippendorff's alpha", "30 units", lambda: alpha(30, 0.9)),
    ("Krippendorff's alpha", "100 units", lambda: alpha(100, 0.93)),
]

VALIDATION = [
    {"method": method, "kind": "coverage", "what": f"95 % interval; {what}", "compute": compute}
    for method, what, compute in CASES
] + [
    {
        "method": "synthetic control",
        "kind": "size",
        "what": "p at most 0.05 where nothing happened; 25 units",
        "compute": placebo,
    }
]


if __name__ == "__main__":
    for record in VALIDATION:
        answer = record["compute"]()
        print(
            f"{record['method']}; {record['what']}: {answer['found']}{'' if answer['holds'] else '  FAILS'}",
            flush=True,
        )
