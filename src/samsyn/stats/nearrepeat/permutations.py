"""The pairs that chance alone gives: the times dealt out anew among the places, many times."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from samsyn.stats.nearrepeat.pairs import Events
from samsyn.stats.threads import in_threads

Ints = NDArray[np.int64]


def permuted_pairs(
    events: Events, permutations: int, rng: np.random.Generator, threads: int | None = None
) -> Ints:
    """
    Return the pairs in each band of distance and time where the times are shared anew among the places.

    Parameters
    ----------
    events : Events
    permutations : int
    rng : numpy.random.Generator
        Gives each batch of permutations a seed of its own, so the number of threads changes nothing.
    threads : int, optional

    Returns
    -------
    int64 array, shape (permutations, bands of distance, bands of time)

    Notes
    -----
    Pairs are found again for every 64 permutations rather than kept: it costs a seventh of the time, and memory does
    not grow with the number of pairs.
    """
    from samsyn.stats.nearrepeat.kernel import LANES, PERMUTED  # noqa: PLC0415

    longest = int(events.time.max(initial=0))
    kind = next(np.dtype(one) for one in ("u2", "u4", "u8") if 2 * longest + 2 < np.iinfo(one).max)
    steps = events.steps.astype(np.uint64)
    shift = np.where(steps > 0, steps - np.uint64(1), np.uint64(0)).astype(kind)
    width = np.where(steps > 0, 2 * steps - np.uint64(1), np.uint64(0)).astype(kind)
    time, run = events.time.astype(kind), events.sorted_cells
    seeds = rng.integers(2**63, size=-(-permutations // LANES))

    def batch(seed: np.int64) -> Ints:
        own = np.random.default_rng(seed)
        lanes = np.stack([own.permutation(time) for _ in range(LANES)], axis=1)
        found = np.zeros((events.space.size, steps.size, LANES), dtype=np.int64)
        edges = (run.start, run.stop, events.space, shift, width, events.manhattan)
        PERMUTED[kind](events.x, events.y, np.ascontiguousarray(lanes), *edges, found)
        return np.diff(found, axis=1)[1:].transpose(2, 0, 1)

    return np.concatenate(in_threads(batch, list(seeds), threads))[:permutations]
