"""
Promise: a million points each given its one polygon at least 5 times as fast as geopandas among 600, and 2 among 6,000;
10 times where the polygons were made ready before. Among 3,363 in 5 s.

    ./samsyn dev benchmarks/bench_points.py [AREAS]

AREAS is a file with polygons, such as the statistical areas of Sweden; without one, polygons with crooked borders are
made. The peers are geopandas' join where it is installed (its points made before; it gives a point on a shared border
to both sides), and shapely's tree of polygons, asked for every point.
"""

from __future__ import annotations

import sys
from pathlib import Path
from time import perf_counter

import numpy as np
import shapely

from samsyn.stats.polygons import polygon_index
from samsyn.stats.space import assign, assign_by

POINTS, CORNERS, SIZE_M = 1_000_000, 12, 2_000.0
SIDES = (25, 58, 78)


def crooked(rng: np.random.Generator, side: int) -> np.ndarray:
    """Return side x side polygons that share crooked borders, less one."""
    steps = np.arange(side * CORNERS + 1)
    east, north = np.meshgrid(steps, steps) * np.array(SIZE_M / CORNERS)
    east, north = (axis + rng.uniform(-0.3, 0.3, axis.shape) * SIZE_M / CORNERS for axis in (east, north))
    shapes = []
    for i in range(side):
        for j in range(side):
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


def geopandas(x: np.ndarray, y: np.ndarray, polygons: np.ndarray) -> float | None:
    """Seconds of geopandas' join, without the making of its points; none where it is not installed."""
    try:
        from geopandas import GeoDataFrame, points_from_xy
    except ImportError:
        return None
    points = GeoDataFrame(geometry=points_from_xy(x, y))
    times = []
    for _ in range(3):
        areas = GeoDataFrame(geometry=shapely.from_wkb(shapely.to_wkb(polygons)))
        begun = perf_counter()
        points.sjoin(areas, how="left", predicate="intersects")
        times.append(perf_counter() - begun)
    return min(times)


def compared(polygons: np.ndarray, rng: np.random.Generator) -> None:
    """Print times and ratios for as many polygons."""
    inside = rng.choice(
        len(polygons), POINTS
    )  # as people live: as many points in a small polygon as in a large one
    west, south, east, north = shapely.bounds(polygons)[inside].T
    x, y = rng.uniform(west, east), rng.uniform(south, north)
    cold, warm = [], []
    for _ in range(5):
        fresh = shapely.from_wkb(shapely.to_wkb(polygons))  # not yet prepared
        begun = perf_counter()
        own = assign(x, y, fresh)
        cold.append(perf_counter() - begun)
        ready = polygon_index(fresh)
        begun = perf_counter()
        again = assign_by(ready, x, y, fresh)
        warm.append(perf_counter() - begun)
    begun = perf_counter()
    theirs = tree(x, y, shapely.from_wkb(shapely.to_wkb(polygons)))
    by_tree, peer = perf_counter() - begun, geopandas(x, y, polygons)
    corners = int(shapely.get_num_coordinates(polygons).sum())
    print(
        f"{POINTS:,} points, {len(polygons):,} polygons, {corners:,} corners; the same again: {(own == again).all()}"
    )
    print(f"assign {min(cold):.3f} s (promised: 5 s), made ready before {min(warm):.3f} s")
    print(
        f"shapely's tree {by_tree:.2f} s, ratio {by_tree / min(cold):.1f}; equal answers {np.mean(own == theirs):.4%}"
    )
    if peer is None:
        print("geopandas is not installed")
    else:
        ratios = (
            f"ratio to {len(polygons):,} {peer / min(cold):.1f}, made ready before {peer / min(warm):.1f}"
        )
        print(f"geopandas {peer:.2f} s, {ratios}")


def main() -> None:
    """Print for a file, or for some numbers of polygons."""
    rng = np.random.default_rng(3)
    if len(sys.argv) > 1:
        compared(loaded(sys.argv[1]), rng)
    else:
        for side in SIDES:
            compared(crooked(rng, side), rng)


if __name__ == "__main__":
    main()
