"""
Promise: clusters in space and time, 75 m and 14 days, of 10,000 events at least 100 times as fast as st_dbscan as
measured elsewhere (4 s), and of 100,000 within 2 s.

    ./samsyn dev benchmarks/bench_clusters.py

Where scikit-learn is installed its DBSCAN runs on the same places, without times, and gives the same clusters.
"""

from __future__ import annotations

import numpy as np
from bench_nearrepeat import events, timed

from samsyn.stats.clusters import density_clusters

CITED_S = 4.0


def main() -> None:
    """Print times, ratios and agreement."""
    density_clusters([0.0, 1.0], [0.0, 1.0], within_m=75)  # compiles
    for n in (10_000, 100_000, 1_000_000):
        x, y, when = events(n)
        found, seconds = timed(lambda: density_clusters(x, y, when, within_m=75, within_days=14, least=4), 3)  # noqa: B023
        told = (
            f", st_dbscan as measured elsewhere {CITED_S} s, ratio {CITED_S / seconds:.0f}"
            if n == 10_000
            else ""
        )
        noise = int((found.label < 0).sum())
        print(
            f"{n:,} events, 75 m and 14 days: {seconds:.3f} s, {found.number:,} clusters, {noise:,} in none{told}"
        )
    x, y, _ = events(100_000)
    found, seconds = timed(lambda: density_clusters(x, y, within_m=75, least=30), 3)
    print(f"100,000 events, space alone: {seconds:.3f} s, {found.number:,} clusters; ", end="")
    try:
        from sklearn.cluster import DBSCAN
    except ImportError:
        print("scikit-learn is not installed")
        return
    places = np.column_stack([x, y])
    other, peer = timed(lambda: DBSCAN(eps=75, min_samples=30).fit(places))
    same = np.array_equal(other.labels_, found.label)
    print(f"scikit-learn {peer:.2f} s, ratio {peer / seconds:.1f}, the same labels: {same}")


if __name__ == "__main__":
    main()
