"""
Promise: 200,000 points to the nearest of 20,000 street segments at least 4 times as fast as shapely's STRtree, to the
same segments.

    ./samsyn dev benchmarks/bench_snap.py
"""

from __future__ import annotations

import numpy as np
import shapely
from bench_nearrepeat import timed

from samsyn.stats.snap import snap

POINTS, BLOCKS = 200_000, 100


def streets(seed: int = 4) -> np.ndarray:
    """A crooked grid of about 20,000 segments over 10 km, each of three pieces."""
    rng = np.random.default_rng(seed)
    crossing = np.stack(np.meshgrid(np.arange(BLOCKS + 1), np.arange(BLOCKS + 1)), axis=-1) * 100.0
    crossing = crossing + rng.normal(0, 15, crossing.shape) + [674_000, 6_580_000]
    ends = np.concatenate(
        [
            np.stack([crossing[:, :-1], crossing[:, 1:]], axis=2).reshape(-1, 2, 2),
            np.stack([crossing[:-1], crossing[1:]], axis=2).reshape(-1, 2, 2),
        ]
    )
    share = np.array([0, 0.3, 0.7, 1])[:, None]
    path = ends[:, :1] + (ends[:, 1:] - ends[:, :1]) * share
    path[:, 1:3] += rng.normal(0, 5, (len(path), 2, 2))
    return shapely.linestrings(path)


def main() -> None:
    """Print times, the ratio and the agreement."""
    lines = streets()
    rng = np.random.default_rng(1)
    x, y = rng.uniform(0, 10_000, (2, POINTS)) + np.array([[674_000], [6_580_000]])
    snap(x[:10], y[:10], lines)  # compiles
    found, seconds = timed(lambda: snap(x, y, lines, most_m=200), 3)

    def peer() -> np.ndarray:
        tree = shapely.STRtree(lines)
        return tree.query_nearest(shapely.points(x, y), max_distance=200, all_matches=False)[1]

    other, peer_s = timed(peer, 2)
    same = np.mean(other == found.line) if other.size == found.line.size else float("nan")
    print(f"{POINTS:,} points, {len(lines):,} segments: {seconds:.2f} s; shapely {peer_s:.2f} s")
    print(f"ratio {peer_s / seconds:.1f}, promised 4; the same segment for {same:.4%}")


if __name__ == "__main__":
    main()
