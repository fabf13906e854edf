"""
Weekly counts of our own making, the same on every machine and in every version of every library.

The reference values under tests/samsyn/stats/reference were computed from these series by other programs. Run
this file to print the series as JSON for them:

    python tests/support/count_series.py > series.json
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator

WEEKS = 312  # six years of 52
KINDS = (
    "busy",
    "rising",
    "seasonal",
    "overdispersed",
    "outbreaks",
    "sparse",
    "winter_only",
    "large",
    "empty",
)


def uniforms(seed: int) -> Iterator[float]:
    """Numbers in (0, 1) from a 64-bit linear congruential generator with Knuth's MMIX constants."""
    state = seed
    while True:
        state = (6364136223846793005 * state + 1442695040888963407) % 2**64
        yield ((state >> 11) + 0.5) / 2**53


def negative_binomial(u: float, mean: float, spread: float) -> int:
    """The count whose cumulative probability first exceeds u; variance is spread x mean, Poisson at spread 1."""
    if mean <= 0:
        return 0
    count, term = 0, math.exp(-mean) if spread == 1 else spread ** (-mean / (spread - 1))
    total = term
    while total < u and count < 100_000:
        count += 1
        if spread == 1:
            term *= mean / count
        else:
            size = mean / (spread - 1)
            term *= (count - 1 + size) / count * (1 - 1 / spread)
        total += term
    return count


def mean_of(kind: str, week: int) -> tuple[float, float]:
    """Mean and spread of a kind of series in a week."""
    wave = math.sin(2 * math.pi * week / 52)
    return {
        "busy": (9.0, 1.0),
        "rising": (4.0 * math.exp(0.004 * week), 1.3),
        "seasonal": (6.0 * math.exp(0.7 * wave), 1.2),
        "overdispersed": (7.0, 3.0),
        "outbreaks": (3.0 + (18.0 if week % 97 in (11, 12, 13) else 0.0), 1.5),
        "sparse": (0.35, 1.0),
        "winter_only": (3.0 if week % 52 < 13 else 0.0, 1.0),
        "large": (180.0 * math.exp(0.2 * wave - 0.001 * week), 4.0),
        "empty": (0.0, 1.0),
    }[kind]


def series(kind: str) -> list[int]:
    """Return 312 weekly counts of a kind."""
    stream = uniforms(1000 + KINDS.index(kind))
    return [negative_binomial(next(stream), *mean_of(kind, week)) for week in range(WEEKS)]


def population(kind: str) -> list[int]:
    """Return how many people the counts come from: grows by a tenth a year, with a jump in year four."""
    return [round(8000 * 1.1 ** (week / 52) * (1.25 if week >= 180 else 1)) for week in range(WEEKS)]


if __name__ == "__main__":
    print(json.dumps({kind: {"counts": series(kind), "population": population(kind)} for kind in KINDS}))
