"""
Promise: the surface of near and recent events, 10,000 events on 100 x 100 cells, at least 100 times as fast as open_cp.

    ./samsyn dev benchmarks/bench_recency.py

open_cp cannot be installed from a package index. The peer is the algorithm that it publishes, written with numpy in
the same way: each cell in turn, with the distance and the weight of every event. Its own time, measured once elsewhere
on two slow cores, was 5.6 s.
"""

from __future__ import annotations

import numpy as np
from bench_nearrepeat import events, timed

from samsyn.stats.density import Grid
from samsyn.stats.recency import recency

N, SIDE, CITED_S = 10_000, 100, 5.6


def cell_by_cell(x: np.ndarray, y: np.ndarray, weeks: np.ndarray, grid: Grid, *, whole: bool) -> np.ndarray:
    """Each cell in turn; whole cells and weeks below 8, or distances below 400 m and less than 8 weeks."""
    u, v = (x - grid.west) / grid.side_m, (y - grid.south) / grid.side_m
    u, v = (np.floor(u) + 0.5, np.floor(v) + 0.5) if whole else (u, v)
    weeks = np.floor(weeks) if whole else weeks
    found, near = np.empty((grid.rows, grid.columns)), 400 / grid.side_m
    for r in range(grid.rows):
        for c in range(grid.columns):
            across, up = np.abs(u - c - 0.5), np.abs(v - r - 0.5)
            away = np.maximum(across, up) if whole else np.hypot(across, up)
            counts = (weeks >= 0) & (weeks < 8) & (away < near)
            found[r, c] = np.sum(1 / ((1 + away) * (1 + weeks)) * counts)
    return found


def main() -> None:
    """Print times, ratios and the largest difference."""
    x, y, when = events(N)
    at = when.max() - np.timedelta64(1, "D")
    weeks = (at - when) / np.timedelta64(7, "D")
    weeks = np.where(weeks < 0, np.inf, weeks)  # what comes after does not count
    grid = Grid(west=674_000, south=6_580_000, side_m=100, columns=SIDE, rows=SIDE)
    for name, whole in (("whole cells and weeks", True), ("places and days", False)):

        def ours(whole: bool = whole) -> np.ndarray:
            return recency(x, y, when, grid, at=at, step_m=100, whole=whole).surface

        ours()  # compiles
        found, seconds = timed(ours, 5)
        slow, peer = timed(lambda whole=whole: cell_by_cell(x, y, weeks, grid, whole=whole))
        apart = np.abs(found - slow).max()
        print(
            f"{name}, {N:,} events: {seconds:.4f} s; cell by cell {peer:.2f} s, ratio {peer / seconds:.0f}, largest "
            f"difference {apart:.0e}; open_cp as measured elsewhere {CITED_S} s"
        )


if __name__ == "__main__":
    main()
