"""Events spread evenly over units by chance."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
MANY = 2_000  # units; of more, the spreads are told as how many units have each count
HIGH = 30.0  # events to a unit; above it, the different counts are too many to be drawn one after another
AT_ONCE = 4_000_000  # numbers of one step
RARE = 1e-12


def even_spreads(
    events: int, units: int, *, rng: np.random.Generator, empty: bool, draws: int
) -> tuple[Ints, Ints]:
    """
    Return counts where every event lands on any unit alike; the draws are independent of each other.

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
        Counts, rising in each row, and how many units have each; the times of each draw add up to `units`, and counts
        times times to `events`. An array of one row holds for every draw.

    Raises
    ------
    ValueError
        If no unit may be empty and there are fewer events than units.

    Notes
    -----
    Where a unit is seldom left empty, or may be, the events are dropped one by one, and draws with an empty unit are
    drawn again. Otherwise the units' counts are independent Poisson variables (without zero) on condition of their sum,
    and only how many units have each count is drawn: all but two neighbouring counts from their multinomial
    distribution; the sum then leaves one way to share the units between these two, and the draw is kept with a
    probability in proportion to that of this way [1]_. Counts less likely than 1e-12 in any unit are left out.

    References
    ----------
    .. [1] L. Devroye (2012), Simulating size-constrained Galton-Watson trees, SIAM Journal on Computing 41(1), 1-11:
       the multinomial distribution on condition of its weighted sum.
    """
    if not empty and events < units:
        raise ValueError("there are fewer events than units")
    mean = events / units
    seldom_empty = empty or units * np.exp(-mean) < 1 / 2
    if not seldom_empty or (units > MANY and mean <= HIGH):
        return _by_count(events, units, rng, empty, draws)
    if units <= MANY:
        return np.sort(_dropped(events, units, rng, empty, draws), axis=1), np.ones(
            (1, units), dtype=np.int64
        )
    step = max(AT_ONCE // units, 1)
    parts = [_dropped(events, units, rng, empty, min(step, draws - first)) for first in range(0, draws, step)]
    least, most = min(int(part.min()) for part in parts), max(int(part.max()) for part in parts)
    times = [np.bincount(row - least, minlength=most - least + 1) for part in parts for row in part]
    return np.arange(least, most + 1)[None, :], np.stack(times).astype(np.int64)


def _dropped(events: int, units: int, rng: np.random.Generator, empty: bool, draws: int) -> Ints:
    """Return the counts of each unit, shape (draws, units)."""
    alike = np.full(units, 1 / units)
    spread = rng.multinomial(events, alike, size=draws)
    while not empty and (again := np.flatnonzero((spread == 0).any(axis=1))).size:
        spread[again] = rng.multinomial(events, alike, size=again.size)
    return spread


def _by_count(
    events: int, units: int, rng: np.random.Generator, empty: bool, draws: int
) -> tuple[Ints, Ints]:
    """Return the different counts, shape (1, counts), and how many units have each, shape (draws, counts)."""
    values, chances = _chances(events, units, empty)
    if len(values) == 1:
        return values[None, :], np.full((1, 1), units, dtype=np.int64)
    pair = min(int(chances.argmax()), len(values) - 2)  # this count and the next take what the others leave
    others = np.delete(np.arange(len(values)), [pair, pair + 1])
    both = chances[pair] + chances[pair + 1]
    share = chances[pair + 1] / both
    shares = np.append(both, chances[others])
    most = _most_likely(units, both, share)
    kept: list[Ints] = []
    have, step = 0, 2 * draws
    while have < draws:
        tried = rng.multinomial(units, shares / shares.sum(), size=min(step, AT_ONCE // len(shares) + 1))
        upper = events - tried[:, 1:] @ values[others] - tried[:, 0] * values[pair]
        lucky = rng.random(len(tried)) * most < _binomial(upper, tried[:, 0], share)
        times = np.empty((int(lucky.sum()), len(values)), dtype=np.int64)
        times[:, others] = tried[lucky, 1:]
        times[:, pair], times[:, pair + 1] = tried[lucky, 0] - upper[lucky], upper[lucky]
        kept.append(times)
        have += len(times)
        step = int((draws - have + 10) * 1.2 * len(tried) / max(len(times), 1)) + 1
    return values[None, :], np.concatenate(kept)[:draws]


def _chances(events: int, units: int, empty: bool) -> tuple[Ints, Floats]:
    """Return the counts that a unit can have, and how likely each is before the sum is known."""
    from scipy.stats import poisson  # noqa: PLC0415

    mean = events / units
    rate = mean if empty else _without_zero(mean)
    if rate == 0:
        return np.ones(1, dtype=np.int64), np.ones(1)
    first = 0 if empty else 1
    values = np.arange(first, min(int(rate + 12 * np.sqrt(rate)) + 30, events - first * (units - 1)) + 1)
    chances = np.asarray(poisson.pmf(values, rate))
    likely = chances > RARE / units
    return values[likely], chances[likely]


def _without_zero(mean: float) -> float:
    """Return the rate of a Poisson distribution whose mean is `mean` once zero is left out; 0 where it is 1."""
    if mean <= 1:
        return 0.0
    low, high = 0.0, mean
    for _ in range(80):
        rate = (low + high) / 2
        low, high = (rate, high) if rate / -np.expm1(-rate) < mean else (low, rate)
    return high


def _most_likely(units: int, both: float, share: float) -> float:
    """Return the highest chance of one way to share between two counts, over as few units as they ever have."""
    from scipy.stats import binom  # noqa: PLC0415

    fewest = max(int(binom.ppf(RARE, units, min(both, 1.0))), 0)
    return float(binom.pmf(int((fewest + 1) * share), fewest, share))


def _binomial(k: Ints, n: Ints, share: float) -> Floats:
    """Return the chance of k of n, 0 where k is not among 0 to n."""
    from scipy.special import gammaln  # noqa: PLC0415

    inside = (k >= 0) & (k <= n)
    j = np.where(inside, k, 0)
    ways = gammaln(n + 1) - gammaln(j + 1) - gammaln(n - j + 1)
    return np.where(inside, np.exp(ways + j * np.log(share) + (n - j) * np.log1p(-share)), 0.0)
