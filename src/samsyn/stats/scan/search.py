"""Kulldorff's scan: every circle of areas with every span of times, and replicates for how much chance can do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from samsyn.errors import BadInput
from samsyn.stats.plane import metres
from samsyn.stats.scan.result import Scan, ScanCluster
from samsyn.stats.threads import in_threads

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
BATCH = 64
EULER = 0.5772156649015329
CLOSE = 1e-9


@dataclass(frozen=True, kw_only=True)
class Cylinders:
    """
    What is searched, for the data and every replicate alike.

    Parameters
    ----------
    nearest : int64 array, shape (areas, reach)
        Each area and its nearest, nearest first.
    away : float64 array, shape (areas, reach)
        Metres from the first.
    allowed : bool array, shape (areas, reach)
        Whether a circle ends there.
    rows : float64 array, shape (areas,)
        Expected events of each area over all times; they add up to all events.
    share : float64 array, shape (times + 1,)
        Share of the expected events before each time.
    least : float64 array, shape (longest + 1,)
        The least share in a span of 0, 1, 2 ... times.
    total : float
        All events.
    prospective : bool
    """

    nearest: Ints
    away: Floats
    allowed: NDArray[np.bool_]
    rows: Floats
    share: Floats
    least: Floats
    total: float
    prospective: bool

    @property
    def arguments(self) -> tuple[Any, ...]:
        """As the compiled loops take them."""
        plain = (self.nearest, self.allowed, self.rows, self.share, self.least)
        return (*plain, self.total, self.prospective)


def scan(
    counts: ArrayLike,
    x: ArrayLike,
    y: ArrayLike,
    *,
    rng: np.random.Generator,
    population: ArrayLike | None = None,
    prospective: bool = False,
    most_areas: int = 50,
    most_share: float = 0.5,
    longest: int | None = None,
    replications: int = 999,
    enough: int | None = None,
    most_clusters: int = 10,
    threads: int | None = None,
) -> Scan:
    """
    Search for the cylinders (circles of areas times spans of time) with most events beyond what is expected.

    Parameters
    ----------
    counts : array_like of int, shape (areas, times)
    x, y : array_like, shape (areas,)
        Middles of the areas, metres.
    rng : numpy.random.Generator
    population : array_like, shape (areas,), optional
        With it events are expected by population, evenly over time (Poisson model). Without it by how many each area
        and each time has in all (permutation model): only what is gathered in both space and time is found.
    prospective : bool
        Only spans that go on until the last time.
    most_areas : int
        In a circle.
    most_share : float
        The largest share of the population (or of all events) in a circle.
    longest : int, optional
        Times in a span; half of them where none, and at least 1.
    replications : int
    enough : int, optional
        Stop when so many replicates have been at least as strong as the data; p is then that number by how many ran.
    most_clusters : int
        How many are given at most; those after the first are the strongest that share no area with a stronger one.
    threads : int, optional
        Changes how long it takes, and nothing else.

    Raises
    ------
    BadInput
        If counts are no counts, numbers do not match, a population is 0 where there are events, or coordinates are
        missing or look like degrees.

    Notes
    -----
    Areas at exactly the same distance enter a circle together (SaTScan adds them one at a time, in an order that the
    data do not tell). The margins of the permutation model are the same in every replicate, so expected numbers are
    computed once. Windows are looked at only
    as long as bounds say that they may beat the best so far.

    References
    ----------
    .. [1] M. Kulldorff (1997), A spatial scan statistic, Communications in Statistics - Theory and Methods 26(6),
       1481-1496.
    .. [2] M. Kulldorff (2001), Prospective time periodic geographical disease surveillance using a scan statistic, JRSS
       A 164(1), 61-72.
    .. [3] M. Kulldorff et al. (2005), A space-time permutation scan statistic for disease outbreak detection,
       PLoS Medicine 2(3), e59.
    .. [4] J. Besag & P. Clifford (1991), Sequential Monte Carlo p-values, Biometrika 78(2), 301-304.
    .. [5] A. M. Abrams, K. Kleinman & M. Kulldorff (2010), Gumbel based p-value approximations for spatial scan
       statistics, International Journal of Health Geographics 9, 61.
    """
    number = _checked(counts, population)
    cylinders = _cylinders(number, x, y, population, prospective, most_areas, most_share, longest)
    if not cylinders.allowed.any() or number.sum() < 2:
        return Scan(clusters=(), model="permutation" if population is None else "poisson", replications=0)
    found = _strongest_apart(number, cylinders)[:most_clusters]
    observed = found[0][0] if found else 0.0
    scores, p_first = _replicates(
        number, cylinders, population is None, observed, replications, enough, rng, threads
    )
    gumbel = _gumbel(scores)
    clusters = []
    for place, (score, a, k, first, end) in enumerate(found):
        areas = cylinders.nearest[a, : k + 1]
        seen = int(number[areas, first:end].sum())
        expected = float(cylinders.rows[areas].sum() * (cylinders.share[end] - cylinders.share[first]))
        more = int((scores >= score - CLOSE * max(score, 1)).sum())
        p = p_first if place == 0 else (more + 1) / (scores.size + 1)
        clusters.append(
            ScanCluster(
                areas=tuple(int(one) for one in areas),
                radius_m=float(cylinders.away[a, k]),
                first=first,
                end=end,
                observed=seen,
                expected=expected,
                ratio=seen / expected,
                score=score,
                p=float(p),
                p_gumbel=gumbel(score),
            )
        )
    model = "permutation" if population is None else "poisson"
    return Scan(clusters=tuple(clusters), model=model, replications=int(scores.size))


def _checked(counts: ArrayLike, population: ArrayLike | None) -> Ints:
    given = np.asarray(counts, dtype=np.float64)
    if (
        given.ndim != 2
        or not np.isfinite(given).all()
        or np.any(given < 0)
        or np.any(given != np.floor(given))
    ):
        raise BadInput("Antalen ska vara hela tal från 0, ett för varje område och tid.")
    if population is not None:
        people = np.asarray(population, dtype=np.float64).ravel()
        if people.size != given.shape[0] or not np.isfinite(people).all() or np.any(people < 0):
            raise BadInput("Befolkningen ska vara ett tal från 0 för varje område.")
        if np.any((people == 0) & (given.sum(axis=1) > 0)):
            raise BadInput(
                "Ett område med händelser har befolkning 0; rätta befolkningen eller ta bort området."
            )
    return given.astype(np.int64)


def _cylinders(
    number: Ints,
    x: ArrayLike,
    y: ArrayLike,
    population: ArrayLike | None,
    prospective: bool,
    most_areas: int,
    most_share: float,
    longest: int | None,
) -> Cylinders:
    """Lay out the circles and the expected numbers."""
    east, north = metres(x, y, reach_m=1000)
    areas, times = number.shape
    if east.size != areas:
        raise BadInput(f"Det finns {areas} områden men {east.size} mittpunkter.")
    away = np.hypot(east[:, None] - east, north[:, None] - north)
    reach = min(max(most_areas, 1), areas)
    order = np.argsort(away, axis=1, kind="stable")
    ranked = np.take_along_axis(away, order, axis=1)
    apart = np.full((areas, areas), True)
    apart[:, :-1] = np.diff(ranked, axis=1) > CLOSE * np.maximum(ranked[:, 1:], 1)
    total = float(number.sum())
    if population is None:
        rows = number.sum(axis=1).astype(np.float64)
        by_time = number.sum(axis=0) / max(total, 1)
    else:
        people = np.asarray(population, dtype=np.float64).ravel()
        rows = total * people / max(float(people.sum()), 1e-300)
        by_time = np.full(times, 1 / max(times, 1))
    share = np.concatenate([[0.0], np.cumsum(by_time)])
    inside = np.cumsum(rows[order], axis=1)
    nearest = order[:, :reach].astype(np.int64)
    return Cylinders(
        nearest=np.ascontiguousarray(nearest),
        away=ranked[:, :reach],
        allowed=np.ascontiguousarray((apart & (inside <= most_share * total * (1 + CLOSE)))[:, :reach]),
        rows=rows,
        share=share,
        least=_least_shares(share, min(max(longest or times // 2, 1), max(times, 1))),
        total=total,
        prospective=prospective,
    )


def _least_shares(share: Floats, longest: int) -> Floats:
    """Return the least share in a span of each length, never less than in a shorter one."""
    least = [float((share[length:] - share[: share.size - length]).min()) for length in range(longest + 1)]
    return np.maximum.accumulate(np.asarray(least, dtype=np.float64) * (1 - CLOSE))


def _strongest_apart(number: Ints, cylinders: Cylinders) -> list[tuple[float, int, int, int, int]]:
    """Return score, middle, last of the nearest and window of the strongest cylinders, none with an area of another."""
    from samsyn.stats.scan.kernel import every_zone  # noqa: PLC0415

    held = np.concatenate([np.zeros((number.shape[0], 1)), np.cumsum(number, axis=1)], axis=1)
    score, window = every_zone(held, *cylinders.arguments)
    order = np.lexsort((cylinders.away.ravel(), -np.round(score.ravel(), 9)))
    taken, found = np.zeros(number.shape[0], dtype=bool), []
    for place in order[: int((score > 0).sum())]:
        a, k = (int(one) for one in np.unravel_index(place, score.shape))
        members = cylinders.nearest[a, : k + 1]
        if not taken[members].any():
            taken[members] = True
            found.append((float(score[a, k]), a, k, int(window[a, k, 0]), int(window[a, k, 1])))
    return found


def _replicates(
    number: Ints,
    cylinders: Cylinders,
    by_permutation: bool,
    observed: float,
    replications: int,
    enough: int | None,
    rng: np.random.Generator,
    threads: int | None,
) -> tuple[Floats, float]:
    """Return the strongest score of each replicate, and p of the strongest in the data."""
    from samsyn.stats.scan.kernel import permuted, poisson, strongest  # noqa: PLC0415

    areas, times = number.shape
    area, time = (np.repeat(one.ravel(), number.ravel()) for one in np.indices(number.shape))
    upper = np.cumsum(cylinders.rows) / cylinders.total

    def one(seed: np.uint64) -> float:
        if by_permutation:
            held = permuted(area, time, seed, areas, times)
        else:
            held = poisson(upper, cylinders.share, seed, int(cylinders.total))
        return float(strongest(held, *cylinders.arguments))

    seeds = rng.integers(2**63, size=replications).astype(np.uint64)
    limit = observed - CLOSE * max(observed, 1)
    scores = np.zeros(0)
    for begin in range(0, replications, BATCH):
        batch = in_threads(one, list(seeds[begin : begin + BATCH]), threads)
        scores = np.concatenate([scores, batch])
        reached = np.cumsum(scores >= limit)
        if enough and reached[-1] >= enough:
            ran = int(np.searchsorted(reached, enough)) + 1
            return scores[:ran], enough / ran
    return scores, float((np.sum(scores >= limit) + 1) / (scores.size + 1))


def _gumbel(scores: Floats) -> Callable[[float], float]:
    """Return the upper tail of Gumbel's distribution with the replicates' mean and variance."""
    if scores.size < 50 or not scores.std() > 0:
        return lambda score: float("nan")
    scale = float(scores.std(ddof=1)) * 6**0.5 / np.pi
    middle = float(scores.mean()) - EULER * scale
    return lambda score: float(-np.expm1(-np.exp(-(score - middle) / scale)))
