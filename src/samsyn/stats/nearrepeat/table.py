"""Knox's table of near repeats: observed pairs by distance and time beside what chance alone gives."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from samsyn.errors import BadInput
from samsyn.stats.multiplicity import benjamini_hochberg
from samsyn.stats.nearrepeat.moments import moments_of_sums, upper_tail
from samsyn.stats.nearrepeat.pairs import (
    Distance,
    Events,
    events_in_cells,
    observed_pairs,
    space_degrees,
    time_degrees,
)
from samsyn.stats.nearrepeat.permutations import permuted_pairs
from samsyn.stats.nearrepeat.result import Band, NearRepeat, Table

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
LEAST_M = float(np.finfo(float).tiny)
"""Nearer than this is the same place."""


def near_repeat(
    x: ArrayLike,
    y: ArrayLike,
    time: ArrayLike,
    *,
    space_m: Sequence[float],
    time_days: Sequence[float],
    distance: Distance = "euclidean",
    permutations: int = 999,
    rng: np.random.Generator | None = None,
    threads: int | None = None,
) -> NearRepeat:
    """
    Count pairs of events by how near they are in space and in time, beside what chance alone gives.

    Parameters
    ----------
    x, y : array_like, shape (events,)
        Metres in one projected system.
    time : array_like, shape (events,)
        datetime64, whole days or instants; or numbers of days.
    space_m, time_days : sequence of float
        Rising edges of the bands, metres and days. A band holds its lower edge and not its upper; the last may be
        infinity.
    distance : {"euclidean", "manhattan"}
        As the crow flies, or along streets at right angles.
    permutations : int
        0: p-values from the exact mean and variance only.
    rng : numpy.random.Generator, optional
        Needed for permutations.
    threads : int, optional
        Changes how long it takes, and nothing else.

    Raises
    ------
    BadInput
        If coordinates or times are missing or no numbers, coordinates look like degrees, or edges do not rise.
    ValueError
        If permutations are asked for without `rng`.

    Notes
    -----
    Expected numbers are exact, not the mean of the permutations. p = (r + 1) / (R + 1) where r of R permutations give
    as many pairs. Pairs are counted in float64 from differences of coordinates; times are whole steps, so an edge is
    never met by rounding.

    References
    ----------
    .. [1] E. G. Knox (1964), The detection of space-time interactions, Applied Statistics 13(1), 25-29.
    .. [2] J. Besag & P. J. Diggle (1977), Simple Monte Carlo tests for spatial pattern, Applied Statistics 26(3),
       327-333.
    .. [3] M. Townsley, R. Homel & J. Chaseling (2003), Infectious burglaries: a test of the near repeat hypothesis,
       British Journal of Criminology 43(3), 615-633.
    .. [4] S. D. Johnson et al. (2007), Space-time patterns of risk: a cross national assessment of residential burglary
       victimization, Journal of Quantitative Criminology 23(3), 201-219.

    Examples
    --------
    >>> x, y, day = [0, 0, 60, 5000], [0, 0, 80, 5000], [0, 3, 7, 100]
    >>> found = near_repeat(x, y, day, space_m=[0, 100, 200], time_days=[0, 4, 14], permutations=0)
    >>> found.table.observed.tolist()
    [[1, 0], [0, 2]]
    """
    metre_edges, day_edges = _edges(space_m, "avstånd"), _edges(time_days, "tid")
    if permutations and rng is None:
        raise ValueError("permutations need rng")
    split = metre_edges[0] == 0 and metre_edges[1] > LEAST_M
    inner = np.insert(metre_edges, 1, LEAST_M) if split else metre_edges
    events = events_in_cells(x, y, time, inner, day_edges, distance)
    observed = observed_pairs(events, threads)
    sums = _degree_sums(events, threads)
    drawn = np.zeros((0, *observed.shape), dtype=np.int64)
    if permutations and rng is not None:
        drawn = permuted_pairs(events, permutations, rng, threads)
    whole = [Band(low=a, high=b) for a, b in zip(metre_edges, metre_edges[1:], strict=False)]
    joined = (
        [[0, 1], *([row] for row in range(2, len(inner) - 1))] if split else [[r] for r in range(len(whole))]
    )
    parts = [Band(low=0, high=0, zero=True), Band(low=0, high=metre_edges[1], above=True)] if split else []
    n = events.x.size
    return NearRepeat(
        events=n,
        permutations=permutations,
        columns=tuple(Band(low=a, high=b) for a, b in zip(day_edges, day_edges[1:], strict=False)),
        table=_table(whole, joined, n, observed, sums, drawn),
        apart=_table(parts, [[row] for row in range(len(parts))], n, observed, sums, drawn),
    )


def _edges(given: Sequence[float], what: str) -> Floats:
    edges = np.asarray(given, dtype=np.float64)
    if edges.size < 2 or np.isnan(edges).any() or edges[0] < 0 or np.any(np.diff(edges) <= 0):
        raise BadInput(
            f"Gränserna för {what} ska vara minst två stigande tal från 0, till exempel 0,100,200."
        )
    return edges


def _degree_sums(events: Events, threads: int | None) -> tuple[Ints, Ints, Ints]:
    """Return the degrees of places, the events of each place, and the degrees of times."""
    around, weight = space_degrees(events, threads)
    return around, weight, time_degrees(events)


def _table(
    rows: list[Band],
    joined: list[list[int]],
    n: int,
    observed: Ints,
    degrees: tuple[Ints, Ints, Ints],
    drawn: Ints,
) -> Table:
    """Return a table whose rows are sums of the inner bands."""
    around, weight, times = degrees
    shape = (len(rows), len(times))
    seen = np.array([observed[held].sum(axis=0) for held in joined], dtype=np.int64).reshape(shape)
    mean, variance = np.zeros(shape), np.zeros(shape)
    in_time = [(int(one.sum()), int((one * (one - 1)).sum())) for one in times]
    for row, held in enumerate(joined):
        degree = around[held].sum(axis=0)
        space = int((weight * degree).sum()), int((weight * degree * (degree - 1)).sum())
        for column, of_time in enumerate(in_time):
            found = moments_of_sums(n, *space, *of_time)
            mean[row, column], variance[row, column] = found.mean, found.variance
    by_moments = upper_tail(seen, mean, variance)
    p, below, simulated = by_moments, 1 - upper_tail(seen + 1, mean, variance), np.full(shape, np.nan)
    if len(drawn) and rows:
        chance = np.array([drawn[:, held].sum(axis=1) for held in joined])
        p = (1 + (chance >= seen[:, None]).sum(axis=1)) / (len(drawn) + 1)
        below = (1 + (chance <= seen[:, None]).sum(axis=1)) / (len(drawn) + 1)
        simulated = chance.mean(axis=1)
    return Table(
        rows=tuple(rows),
        observed=seen,
        expected=mean,
        variance=variance,
        ratio=np.where(mean > 0, seen / np.where(mean > 0, mean, 1), np.nan),
        simulated=simulated,
        p=p,
        p_below=below,
        p_moments=by_moments,
        q=benjamini_hochberg(np.clip(p, 0, 1)).adjusted,
    )
