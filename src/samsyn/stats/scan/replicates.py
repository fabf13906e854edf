"""How strong a cluster chance alone gives: the scan of many sets of events dealt out anew."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from samsyn.stats.scan.cylinders import CLOSE, Cylinders, Floats, Ints
from samsyn.stats.threads import in_threads

BATCH = 64
EULER = 0.5772156649015329


def replicate_scores(
    number: Ints,
    cylinders: Cylinders,
    by_permutation: bool,
    observed: float,
    replications: int,
    enough: int | None,
    rng: np.random.Generator,
    threads: int | None,
) -> tuple[Floats, float]:
    """Return the strongest score of each replicate, and p of the strongest in the data."""
    from samsyn.stats.scan.kernel import permuted, poisson, strongest  # noqa: PLC0415

    areas, times = number.shape
    area, time = (np.repeat(one.ravel(), number.ravel()) for one in np.indices(number.shape))
    upper = np.cumsum(cylinders.rows) / cylinders.total

    def one(seed: np.uint64) -> float:
        if by_permutation:
            held = permuted(area, time, seed, areas, times)
        else:
            held = poisson(upper, cylinders.share, seed, int(cylinders.total))
        return float(strongest(held, *cylinders.arguments))

    seeds = rng.integers(2**63, size=replications).astype(np.uint64)
    limit = observed - CLOSE * max(observed, 1)
    scores = np.zeros(0)
    for begin in range(0, replications, BATCH):
        batch = in_threads(one, list(seeds[begin : begin + BATCH]), threads)
        scores = np.concatenate([scores, batch])
        reached = np.cumsum(scores >= limit)
        if enough and reached[-1] >= enough:
            ran = int(np.searchsorted(reached, enough)) + 1
            return scores[:ran], enough / ran
    return scores, float((np.sum(scores >= limit) + 1) / (scores.size + 1))


def gumbel_tail(scores: Floats) -> Callable[[float], float]:
    """Return the upper tail of Gumbel's distribution with the replicates' mean and variance."""
    if scores.size < 50 or not scores.std() > 0:
        return lambda score: float("nan")
    scale = float(scores.std(ddof=1)) * 6**0.5 / np.pi
    middle = float(scores.mean()) - EULER * scale
    return lambda score: float(-np.expm1(-np.exp(-(score - middle) / scale)))
