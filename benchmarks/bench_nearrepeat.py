"""
Promise: near repeats of 10,000 events within 200 m and 14 days, 999 permutations, at least 20 times as fast as
pointpats' `knox`; of 100,000 within 30 s and 500 MiB; exact moments of a million within 10 s; a table of 5 by 4 bands
of 10,000 events within 10 s and 300 MiB.

    ./samsyn dev benchmarks/bench_nearrepeat.py [--peer]

With --peer and pointpats installed the peer runs in the same process; elsewhere the time is put beside pointpats' as
measured once on two slow cores: 13.4 s.
"""

from __future__ import annotations

import resource
import sys
from time import perf_counter

import numpy as np

from samsyn.stats.nearrepeat import near_repeat

CITED_S, DAYS, SIDE_M = 13.4, 1096, 10_000.0


def events(n: int, seed: int = 7) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Six of ten events at some of 20,000 addresses, few of which have many; some followed by another nearby."""
    rng = np.random.default_rng(seed)
    homes = rng.uniform(0, SIDE_M, (20_000, 2)).round(1)
    weight = rng.pareto(1.5, 20_000) + 0.1
    children = n * 15 // 100
    first = n - children
    at_home = rng.random(first) < 0.7
    place = np.where(
        at_home[:, None],
        homes[rng.choice(20_000, first, p=weight / weight.sum())],
        rng.uniform(0, SIDE_M, (first, 2)),
    )
    day = rng.integers(0, DAYS, first)
    parent = rng.integers(0, first, children)
    moved = np.where(rng.random((children, 1)) < 0.4, 0, rng.normal(0, 80, (children, 2)))
    place = np.vstack([place, place[parent] + moved]) + [674_000, 6_580_000]
    day = np.concatenate([day, np.minimum(day[parent] + rng.geometric(1 / 7, children), DAYS - 1)])
    return place[:, 0], place[:, 1], np.datetime64("2021-01-01") + day


def timed(call, turns: int = 1):
    """The result and the best of some times."""
    times = []
    for _ in range(turns):
        start = perf_counter()
        result = call()
        times.append(perf_counter() - start)
    return result, min(times)


def memory() -> float:
    """The highest memory so far, MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def knox(n: int, permutations: int, space=(0, 200), days=(0, 14), turns: int = 1):
    """Run one size and print it."""
    x, y, when = events(n)

    def call():
        rng = np.random.default_rng(1)
        return near_repeat(x, y, when, space_m=space, time_days=days, permutations=permutations, rng=rng)

    found, seconds = timed(call, turns)
    bands = f"{len(space) - 1} x {len(days) - 1}"
    print(
        f"{n:,} events, {bands}, {permutations}: {seconds:.2f} s, memory so far {memory():.0f} MiB; ", end=""
    )
    print(f"pairs {found.table.observed.ravel()[0]:,}, expected {found.table.expected.ravel()[0]:,.1f}")
    return seconds


def peer(n: int, own: float) -> None:
    """Run pointpats on the same events."""
    from pointpats import knox as pointpats_knox

    x, y, when = events(n)
    day = (when - when.min()).astype(int).astype(float)[:, None]
    place = np.column_stack([x, y])
    _, seconds = timed(lambda: pointpats_knox(place, day, 200, 14, 999))
    print(f"pointpats.knox {seconds:.1f} s, ratio {seconds / own:.0f}")


def main() -> None:
    """Print times, memory and ratios."""
    start = memory()
    knox(1000, 64)  # compiles
    print(f"memory before {start:.0f} MiB, compiled {memory():.0f} MiB")
    own = knox(10_000, 999, turns=3)
    knox(10_000, 999, (0, 100, 200, 300, 400, 500), (0, 7, 14, 21, 28))
    knox(100_000, 999)
    knox(1_000_000, 0)
    if "--peer" in sys.argv:
        peer(10_000, own)
    else:
        print(f"pointpats.knox as measured elsewhere {CITED_S} s, ratio {CITED_S / own:.0f}")


if __name__ == "__main__":
    main()
