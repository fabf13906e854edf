"""Kulldorff's scan: every circle of areas with every span of times, and replicates for how much chance can do."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from samsyn.errors import BadInput
from samsyn.stats.scan.cylinders import CLOSE, Cylinders, Floats, Ints, checked, lay_out
from samsyn.stats.scan.replicates import gumbel_tail, replicate_scores
from samsyn.stats.scan.result import Scan, ScanCluster

Found = tuple[float, int, int, int, int]
"""Score, middle, last of the nearest, and window of a cylinder."""


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
    dispersion: float = 1.0,
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
    dispersion : float
        How many times more counts vary than events that come one by one, at least 1: scores are divided by it before
        they are set against the replicates, whose events do come one by one [6]_.
    threads : int, optional
        Changes how long it takes, and nothing else.

    Raises
    ------
    BadInput
        If counts are no counts, numbers do not match, a population is 0 where there are events, or coordinates are
        missing or look like degrees, or the dispersion is below 1.

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
    .. [6] T. Zhang, Z. Zhang & G. Lin (2012), Spatial scan statistics with overdispersion, Statistics in Medicine
       31(8), 762-774.
    """
    if not dispersion >= 1:
        raise BadInput("Spridningen kan inte vara mindre än 1.")
    model = "permutation" if population is None else "poisson"
    number = checked(counts, population)
    cylinders = lay_out(number, x, y, population, prospective, most_areas, most_share, longest)
    if not cylinders.allowed.any() or number.sum() < 2:
        return Scan(clusters=(), model=model, replications=0)
    found = _strongest_apart(number, cylinders)[:most_clusters]
    observed = found[0][0] / dispersion if found else 0.0
    by_permutation = population is None
    scores, p_first = replicate_scores(
        number, cylinders, by_permutation, observed, replications, enough, rng, threads
    )
    clusters = _clusters(number, cylinders, found, scores, p_first, dispersion)
    return Scan(clusters=clusters, model=model, replications=int(scores.size))


def _clusters(
    number: Ints,
    cylinders: Cylinders,
    found: list[Found],
    scores: Floats,
    p_first: float,
    dispersion: float,
) -> tuple[ScanCluster, ...]:
    """Return the clusters with how often chance alone is as strong."""
    tail, clusters = gumbel_tail(scores), []
    for place, (score, a, k, first, end) in enumerate(found):
        areas = cylinders.nearest[a, : k + 1]
        seen = int(number[areas, first:end].sum())
        expected = float(cylinders.rows[areas].sum() * (cylinders.share[end] - cylinders.share[first]))
        set_against = score / dispersion
        more = int((scores >= set_against - CLOSE * max(set_against, 1)).sum())
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
                p=p_first if place == 0 else (more + 1) / (scores.size + 1),
                p_gumbel=tail(set_against),
            )
        )
    return tuple(clusters)


def _strongest_apart(number: Ints, cylinders: Cylinders) -> list[Found]:
    """Return score, middle, last of the nearest and window of the strongest cylinders, none with an area of another."""
    from samsyn.stats.scan.kernel import every_zone  # noqa: PLC0415

    held = np.concatenate([np.zeros((number.shape[0], 1)), np.cumsum(number, axis=1)], axis=1)
    score, window = every_zone(held, *cylinders.arguments)
    rounded = np.round(
        score.ravel(), 9
    )  # what rounds to nothing is no cluster, and stands among those without window
    order = np.lexsort((cylinders.away.ravel(), -rounded))
    taken, found = np.zeros(number.shape[0], dtype=bool), []
    for place in order[: int((rounded > 0).sum())]:
        a, k = (int(one) for one in np.unravel_index(place, score.shape))
        members = cylinders.nearest[a, : k + 1]
        if not taken[members].any():
            taken[members] = True
            found.append((float(score[a, k]), a, k, int(window[a, k, 0]), int(window[a, k, 1])))
    return found
