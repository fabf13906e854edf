"""
Promise: a million points each given its one polygon among 3,363 in 5 s.

    ./samsyn dev benchmarks/bench_points.py [AREAS]

AREAS is a file with polygons, such as the statistical areas of Sweden; without one, as many polygons with crooked
borders are made. The peer is shapely's tree of polygons, asked for every point; it gives a point on a shared border
to both sides.
"""

from __future__ import annotations

import sys
from pathlib import Path
from time import perf_counter

import numpy as np
import shapely

from samsyn.stats.space import assign

POINTS, SIDE, CORNERS, SIZE_M = 1_000_000, 58, 12, 2_000.0


def crooked(rng: np.random.Generator) -> np.ndarray:
    """Return 58 x 58 polygons that share crooked borders, less one: 3,363."""
    steps = np.arange(SIDE * CORNERS + 1)
    east, north = np.meshgrid(steps, steps) * np.array(SIZE_M / CORNERS)
    east, north = (axis + rng.uniform(-0.3, 0.3, axis.shape) * SIZE_M / CORNERS for axis in (east, north))
    shapes = []
    for i in range(SIDE):
        for j in range(SIDE):
            rows, columns = slice(i * CORNERS, (i + 1) * CORNERS), slice(j * CORNERS, (j + 1) * CORNERS)
            low, high, left, right = rows.start, rows.stop, columns.start, columns.stop
            ring = [
                *((low, c) for c in range(left, right)),
                *((r, right) for r in range(low, high)),
                *((high, c) for c in range(right, left, -1)),
                *((r, left) for r in range(high, low, -1)),
            ]
            shapes.append(shapely.Polygon([(east[r, c], north[r, c]) for r, c in ring]))
    return np.array(shapes[:-1], dtype=object)


def loaded(path: str) -> np.ndarray:
    """Return the polygons of a file, in metres."""
    from samsyn.files import read_areas

    polygons = read_areas(Path(path)).polygons
    if polygons is None:
        sys.exit(f"{path} has no polygons")
    return polygons


def tree(x: np.ndarray, y: np.ndarray, polygons: np.ndarray) -> np.ndarray:
    """Return the lowest polygon that each point meets, by shapely's tree; -1 where none."""
    found = np.full(len(x), len(polygons), dtype=np.int64)
    point, polygon = shapely.STRtree(polygons).query(shapely.points(x, y), predicate="intersects")
    np.minimum.at(found, point, polygon)
    return np.where(found == len(polygons), -1, found)


def main() -> None:
    """Print times and the ratio."""
    rng = np.random.default_rng(3)
    polygons = loaded(sys.argv[1]) if len(sys.argv) > 1 else crooked(rng)
    inside = rng.choice(
        len(polygons), POINTS
    )  # as people live: as many points in a small polygon as in a large one
    west, south, east, north = shapely.bounds(polygons)[inside].T
    x, y = rng.uniform(west, east), rng.uniform(south, north)
    times = []
    for _ in range(3):
        fresh = shapely.from_wkb(shapely.to_wkb(polygons))  # not yet prepared
        begun = perf_counter()
        own = assign(x, y, fresh)
        times.append(perf_counter() - begun)
    begun = perf_counter()
    theirs = tree(x, y, shapely.from_wkb(shapely.to_wkb(polygons)))
    peer = perf_counter() - begun
    corners = int(shapely.get_num_coordinates(polygons).sum())
    print(f"{POINTS:,} points, {len(polygons):,} polygons, {corners:,} corners")
    print(f"assign {min(times):.2f} s (promised: 5 s); shapely's tree {peer:.2f} s")
    print(f"ratio {peer / min(times):.1f}; equal answers {np.mean(own == theirs):.4%}")


if __name__ == "__main__":
    main()
