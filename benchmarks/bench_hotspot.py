"""
Promise: Gi* and local Moran with 999 conditional permutations on a grid of 100 x 100, at least 20 times as
fast as esda.

    ./samsyn dev benchmarks/bench_hotspot.py

Where esda and libpysal are installed they run in the same process; elsewhere the time is put beside esda's as measured
once on two slow cores: 1.05 and 0.72 s.
"""

from __future__ import annotations

from time import perf_counter

import numpy as np

from samsyn.stats.hotspot import gi_star
from samsyn.stats.local_moran import local_moran
from samsyn.stats.neighbours import grid_neighbours

SIDE, PERMUTATIONS, CITED_S, CITED_MORAN_S = 100, 999, 1.05, 0.72


def best(call) -> float:
    """The best of five times."""
    times = []
    for _ in range(5):
        begun = perf_counter()
        call()
        times.append(perf_counter() - begun)
    return min(times)


def esda(counts: np.ndarray) -> tuple[float, np.ndarray] | None:
    """Seconds and p-values of the peer, or none where it is not installed."""
    try:
        from esda.getisord import G_Local
        from libpysal.weights import lat2W
    except ImportError:
        return None
    weights = lat2W(SIDE, SIDE, rook=False)

    def run():
        return G_Local(counts, weights, star=True, transform="B", permutations=PERMUTATIONS, n_jobs=1, seed=1)

    found = run()  # compiles
    return best(run), found.p_sim


def esda_moran(counts: np.ndarray) -> float | None:
    """Seconds of the peer's local Moran, or none."""
    try:
        from esda.moran import Moran_Local
        from libpysal.weights import lat2W
    except ImportError:
        return None
    weights = lat2W(SIDE, SIDE, rook=False)

    def run():
        return Moran_Local(counts, weights, transformation="r", permutations=PERMUTATIONS, n_jobs=1, seed=1)

    run()  # compiles
    return best(run)


def main() -> None:
    """Print times and the ratio."""
    rng = np.random.default_rng(5)
    rate = rng.gamma(0.5, 4.0, (SIDE, SIDE))
    rate[40:45, 60:66] += 12
    counts = rng.poisson(rate).ravel().astype(float)
    row, column = np.divmod(np.arange(SIDE * SIDE), SIDE)
    near = grid_neighbours(column, row)

    def own(permutations=PERMUTATIONS):
        return gi_star(
            counts, near, null="conditional", rng=np.random.default_rng(1), permutations=permutations
        )

    found = own()  # compiles
    seconds = best(own)
    print(f"gi_star, {SIDE} x {SIDE}, {PERMUTATIONS} conditional: {seconds:.4f} s")
    print(f"99,999 conditional: {best(lambda: own(99_999)):.2f} s; ", end="")
    print(f"even: {best(lambda: gi_star(counts, near, null='even')):.4f} s; ", end="")
    print(f"neighbours: {best(lambda: grid_neighbours(column, row)):.4f} s")
    moran_s = best(lambda: local_moran(counts, near, rng=np.random.default_rng(1), permutations=PERMUTATIONS))
    other = esda_moran(counts)
    told, compared = ("esda", other) if other else ("esda, measured elsewhere:", CITED_MORAN_S)
    print(f"local_moran: {moran_s:.4f} s; {told} {compared:.2f} s, ratio {compared / moran_s:.0f}")
    peer = esda(counts)
    if peer is None:
        print(f"esda, measured elsewhere: {CITED_S} s, ratio {CITED_S / seconds:.0f}")
        return
    folded = np.minimum(
        found.p_above, 1 - found.p_above
    )  # esda takes 1 - p for the lower side: ties lie above only
    print(f"esda {peer[0]:.2f} s, ratio {peer[0] / seconds:.0f}; ", end="")
    print(f"largest difference of p {np.abs(folded - peer[1]).max():.3f}")


if __name__ == "__main__":
    main()
