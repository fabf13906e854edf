"""Events spread evenly over units by chance."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
MANY = 2_000  # units; of more, each is drawn by itself, and the sum of the events is right on average
SETTLE, APART = 24, 3  # rounds of the chain before the first draw, and between draws


def even_spreads(
    events: int, units: int, *, rng: np.random.Generator, empty: bool, draws: int
) -> tuple[Ints, Ints]:
    """
    Return counts where every event lands on any unit alike.

    Parameters
    ----------
    events, units : int
        At least one of each; where no unit may be empty, at least as many events as units.
    rng : numpy.random.Generator
    empty : bool
        Whether units may be left without events. If not, the draws are those in which each unit got at least one.
    draws : int

    Returns
    -------
    tuple of two int64 arrays, shape (draws or 1, counts)
        Counts, rising in each row, and how many units have each; the times of each draw add up to `units`. An array of
        one row holds for every draw.

    Notes
    -----
    Given that every unit has an event, a spread x has probability in proportion to 1 / (x1! x2! ...). A chain keeps it:
    units are paired at random, and each pair shares its events anew, by tosses of a coin, drawn again where one of the
    two would have none.

    With more than 2,000 units the counts are drawn independently, from a Poisson distribution (without zero) of the
    same mean; the number of events then varies, by less than its own square root.
    """
    if units > MANY:
        return _independent(events, units, rng, empty, draws)
    if empty:
        spread = rng.multinomial(events, np.full(units, 1 / units), size=draws)
    else:
        spread = _none_empty(events, units, rng, draws)
    return np.sort(spread, axis=1), np.ones((1, units), dtype=np.int64)


def _none_empty(events: int, units: int, rng: np.random.Generator, draws: int) -> Ints:
    if events < units:
        raise ValueError("there are fewer events than units")
    now = np.full(units, events // units, dtype=np.int64)
    now[: events % units] += 1
    result = np.empty((draws, units), dtype=np.int64)
    for turn in range(SETTLE + draws * APART):
        _share_anew(now, rng)
        if turn >= SETTLE and (turn - SETTLE) % APART == 0:
            result[(turn - SETTLE) // APART] = now
    return result


def _share_anew(now: Ints, rng: np.random.Generator) -> None:
    """Let random pairs share their events anew, in place."""
    order = rng.permutation(len(now))
    half = len(now) // 2
    one, other = order[:half], order[half : 2 * half]
    both = now[one] + now[other]
    taken = rng.binomial(both, 0.5)
    while (again := np.flatnonzero((taken == 0) | (taken == both))).size:
        taken[again] = rng.binomial(both[again], 0.5)
    now[one], now[other] = taken, both - taken


def _independent(
    events: int, units: int, rng: np.random.Generator, empty: bool, draws: int
) -> tuple[Ints, Ints]:
    from scipy.stats import poisson  # noqa: PLC0415

    mean = events / units
    rate = mean if empty else _without_zero(mean)
    most = int(poisson.isf(1e-12, rate)) + 2
    chances = poisson.pmf(np.arange(most + 1), rate)
    if not empty:
        chances[:2] = (0.0, chances[1]) if rate > 0 else (0.0, 1.0)
    return np.arange(most + 1)[None, :], rng.multinomial(units, chances / chances.sum(), size=draws)


def _without_zero(mean: float) -> float:
    """Return the rate of a Poisson distribution whose mean is `mean` once zero is left out; 0 where it is 1."""
    if mean <= 1:
        return 0.0
    low, high = 0.0, mean
    for _ in range(80):
        rate = (low + high) / 2
        low, high = (rate, high) if rate / -np.expm1(-rate) < mean else (low, rate)
    return high
