"""How well the two scorers agree: exactly, within a point, who is stricter, weighted kappa, intraclass correlation."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from samsyn.errors import BadInput
from samsyn.methods.readiness.scores import Scores

Floats = NDArray[np.float64]
NAN = float("nan")


@dataclass(frozen=True, kw_only=True)
class Agreed:
    """
    Agreement of the two raters, in one dimension or over all (`dimension` empty).

    Parameters
    ----------
    n : int
        Interview × dimension that both scored.
    exact, within_one : float
        Shares from 0 to 1.
    difference : float
        Mean of the first rater's score minus the second's: above 0 the second is stricter.
    kappa : float
        Cohen's kappa with quadratic weights; NaN where it cannot be computed.
    icc : float
        ICC(2,1): two-way random, absolute agreement, one rater.
    intervals : mapping of str to (float, float)
        95 %, interviews drawn anew whole, since scores of one interview hang together.
    sem, smallest_change : float
        Standard error of measurement of one score, SD of differences / √2, and the smallest change of one interview
        that is more than that noise, 1.96 √2 SEM.
    """

    dimension: str
    raters: tuple[str, str]
    n: int
    exact: float
    within_one: float
    difference: float
    kappa: float
    icc: float
    intervals: dict[str, tuple[float, float]]
    sem: float
    smallest_change: float
    reading: str = (
        "Under 0,50 är samstämmigheten svag, 0,50–0,75 måttlig, 0,75–0,90 god (Koo & Li 2016). Med sex intervjuer är "
        "intervallen breda."
    )
    not_when: str = "Räkna bara på poäng som sattes innan bedömarna såg varandras."


def agreement(
    scores: Scores, *, rng: np.random.Generator, resamples: int = 1000
) -> tuple[Agreed, tuple[Agreed, ...]]:
    """
    Compute agreement over all dimensions, and in each.

    Parameters
    ----------
    scores : Scores
        Of exactly two raters.
    rng : Generator
        For the intervals.
    resamples : int

    Raises
    ------
    BadInput
        If there are not two raters.

    References
    ----------
    .. [1] P. E. Shrout & J. L. Fleiss (1979), Intraclass correlations, Psychological Bulletin 86(2), 420-428.
    .. [2] J. Cohen (1968), Weighted kappa, Psychological Bulletin 70(4), 213-220.
    .. [3] T. K. Koo & M. Y. Li (2016), A guideline of selecting and reporting ICC, J. Chiropractic Medicine 15(2),
       155-163.
    """
    if len(scores.raters) != 2:
        raise BadInput(f"Samstämmighet räknas för två bedömare; här finns {len(scores.raters)}.")
    first, second = scores.raters
    rows = [
        (interview, dimension, float(value), float(scores.given[interview, dimension, second]))
        for (interview, dimension, rater), value in scores.given.items()
        if rater == first and (interview, dimension, second) in scores.given
    ]
    pooled = _agreed("", (first, second), rows, rng, resamples)
    return pooled, tuple(
        _agreed(key, (first, second), [row for row in rows if row[1] == key], rng, resamples)
        for key in scores.dimensions
    )


Row = tuple[str, str, float, float]


def _agreed(
    dimension: str, raters: tuple[str, str], rows: list[Row], rng: np.random.Generator, resamples: int
) -> Agreed:
    pairs = np.array([row[2:] for row in rows], dtype=np.float64).reshape(-1, 2)
    difference = pairs[:, 0] - pairs[:, 1]
    sem = float(difference.std(ddof=1) / np.sqrt(2)) if len(pairs) > 1 else NAN
    figures = _figures(pairs)
    return Agreed(
        dimension=dimension,
        raters=raters,
        n=len(pairs),
        exact=figures["exact"],
        within_one=figures["within_one"],
        difference=figures["difference"],
        kappa=figures["kappa"],
        icc=figures["icc"],
        intervals=_intervals(rows, rng, resamples),
        sem=sem,
        smallest_change=1.959963984540054 * np.sqrt(2) * sem,
    )


def _figures(pairs: Floats) -> dict[str, float]:
    if not len(pairs):
        return dict.fromkeys(("exact", "within_one", "difference", "kappa", "icc"), NAN)
    difference = pairs[:, 0] - pairs[:, 1]
    return {
        "exact": float((difference == 0).mean()),
        "within_one": float((np.abs(difference) <= 1).mean()),
        "difference": float(difference.mean()),
        "kappa": quadratic_kappa(pairs),
        "icc": icc_2_1(pairs),
    }


def quadratic_kappa(pairs: Floats) -> float:
    """
    Return Cohen's kappa with weights (i − j)².

    The width of the scale divides out, so quarter points are taken as they are: on whole numbers the value is that
    of the categories 1 to 9. NaN where both gave one and the same value throughout.
    """
    if not len(pairs):
        return NAN
    observed = ((pairs[:, 0] - pairs[:, 1]) ** 2).mean()
    expected = ((pairs[:, :1] - pairs[:, 1]) ** 2).mean()
    return float(1 - observed / expected) if expected > 0 else NAN


def icc_2_1(pairs: Floats) -> float:
    """
    Return ICC(2,1) of two raters; NaN where every score is the same or fewer than two were scored.

    The same as `samsyn.stats.agreement.intraclass`, without the tests and intervals that resampling has no use for.
    """
    n, k = pairs.shape
    if n < 2:
        return NAN
    centred = pairs - pairs.mean()
    units = k * (centred.mean(axis=1) ** 2).sum()
    raters = n * (centred.mean(axis=0) ** 2).sum()
    rest = max((centred**2).sum() - units - raters, 0.0) / ((n - 1) * (k - 1))
    units, raters = units / (n - 1), raters / (k - 1)
    total = units + (k - 1) * rest + k * (raters - rest) / n
    return float((units - rest) / total) if total > 0 else NAN


def _intervals(rows: list[Row], rng: np.random.Generator, resamples: int) -> dict[str, tuple[float, float]]:
    """Draw interviews anew, each with all its scores."""
    names = sorted({row[0] for row in rows})
    if len(names) < 3:
        return {}
    of = {name: np.array([row[2:] for row in rows if row[0] == name]) for name in names}
    drawn: dict[str, list[float]] = {}
    for picked in rng.integers(len(names), size=(resamples, len(names))):
        for key, value in _figures(np.concatenate([of[names[i]] for i in picked])).items():
            drawn.setdefault(key, []).append(value)
    return {key: _percentiles(np.array(values)) for key, values in drawn.items()}


def _percentiles(values: Floats) -> tuple[float, float]:
    known = values[np.isfinite(values)]
    if len(known) < len(values) / 2:
        return NAN, NAN
    low, high = np.quantile(known, [0.025, 0.975])
    return float(low), float(high)
