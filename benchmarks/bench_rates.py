"""
Promise: the E-test of 2,000 pairs of counts at least 8 times as fast as statsmodels, to the same p-values; and a
million exact, mid-P and Byar intervals in a second each.

    ./samsyn dev benchmarks/bench_rates.py

The peer's method is "etest-wald": its "etest" takes the statistic of another test where exposures differ.
"""

from __future__ import annotations

from time import perf_counter

import numpy as np
from statsmodels.stats.rates import test_poisson_2indep

from samsyn.stats.rate import e_test, poisson_interval, rate_ratio

PAIRS, INTERVALS = 2_000, 1_000_000


def timed(call, turns: int = 3):
    """The result and the best of some times, after one that imports."""
    result, times = call(), []
    for _ in range(turns):
        start = perf_counter()
        result = call()
        times.append(perf_counter() - start)
    return result, min(times)


def main() -> None:
    """Print times and the ratio."""
    rng = np.random.default_rng(11)
    level = rng.lognormal(np.log(15), 0.8, PAIRS)
    one, other = rng.poisson(level), rng.poisson(level * rng.choice([1.0, 1.0, 1.5], PAIRS))
    units_1, units_0 = rng.uniform(0.5, 4, PAIRS), rng.uniform(0.5, 4, PAIRS)
    ours, seconds = timed(lambda: e_test(one, units_1, other, units_0))
    pairs = list(zip(one, units_1, other, units_0, strict=True))

    def peer() -> list[float]:
        return [
            test_poisson_2indep(x1, n1, x0, n0, method="etest-wald").pvalue if x1 + x0 else 1.0
            for x1, n1, x0, n0 in pairs
        ]

    with np.errstate(all="ignore"):
        theirs, peer_seconds = timed(peer, turns=1)
    apart = np.abs(ours - theirs).max()
    print(f"e_test, {PAIRS:,} pairs: {seconds:.3f} s; statsmodels {peer_seconds:.2f} s")
    print(f"ratio {peer_seconds / seconds:.0f}, promised 8; largest difference {apart:.1e}")
    counts = rng.poisson(rng.lognormal(1, 1.5, INTERVALS))
    for method in ("exact", "midp", "byar", "score"):
        _, seconds = timed(lambda method=method: poisson_interval(counts, exposure=2.0, method=method), 1)
        print(f"poisson_interval {method}, {INTERVALS:,}: {seconds:.3f} s")
    _, seconds = timed(lambda: rate_ratio(counts[:100_000], 1.0, counts[100_000:200_000], 2.0), 1)
    print(f"rate_ratio, 100,000 pairs: {seconds:.3f} s")


if __name__ == "__main__":
    main()
