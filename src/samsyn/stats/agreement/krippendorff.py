"""Krippendorff's alpha: agreement of any number of raters, on any level, with gaps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from samsyn.errors import BadInput
from samsyn.stats.agreement.values import few_enough

Floats = NDArray[np.float64]
Level = Literal["nominal", "ordinal", "interval", "ratio"]
CHUNK = 4_000_000  # cells of an array at a time
MOST_VALUES = 2000


@dataclass(frozen=True, kw_only=True)
class Alpha:
    """
    Krippendorff's alpha.

    Parameters
    ----------
    value : float
        1 is full agreement, 0 what chance gives; NaN where every value is the same.
    low, high : float
        From resampled units; NaN where none was asked for.
    observed, expected : float
        Disagreement.
    units, values : int
        Units with at least two values, and their values.
    resamples : int
        How many gave a number.
    """

    value: float
    low: float
    high: float
    observed: float
    expected: float
    units: int
    values: int
    resamples: int
    reading: str = (
        "1 är full samstämmighet, 0 vad slumpen ger. Krippendorff kräver minst 0,800 för säkra slutsatser och "
        "0,667 för preliminära."
    )
    not_when: str = (
        "Använd inte när nästan alla värden är lika: då säger slumpen redan det mesta, och talet blir lågt och "
        "osäkert fast bedömarna är ense."
    )


@dataclass(frozen=True)
class Pairable:
    """
    Values of units with at least two.

    Parameters
    ----------
    unit, code : ndarray of int, shape (values,)
        The unit, from 0, and the place of the value among `scale`.
    scale : ndarray, shape (scale,)
        The values that occur, in order.
    size : ndarray, shape (units,)
        Values per unit.
    """

    unit: NDArray[np.int64]
    code: NDArray[np.int64]
    scale: Floats
    size: Floats


def krippendorff_alpha(
    ratings: ArrayLike,
    *,
    level: Level = "nominal",
    resamples: int = 0,
    confidence: float = 0.95,
    rng: np.random.Generator | None = None,
) -> Alpha:
    """
    Compute Krippendorff's alpha with a bootstrap interval.

    Parameters
    ----------
    ratings : array_like, shape (raters, units)
        NaN where a rater did not judge.
    level : {"nominal", "ordinal", "interval", "ratio"}
        What the values mean: names, order, distances, or proportions.
    resamples : int, default 0
        How many times units are drawn with replacement; 0 gives no interval.
    confidence : float, default 0.95
    rng : numpy.random.Generator, optional
        Needed with resamples.

    Returns
    -------
    Alpha

    Raises
    ------
    BadInput
        If no unit has two values, a value is infinite, or one is negative on the ratio level.

    Notes
    -----
    Whole units are drawn, so the values of a unit stay together; the interval is of percentiles. An ordinal distance is
    the distance of mean ranks.

    References
    ----------
    .. [1] K. Krippendorff (2011), Computing Krippendorff's alpha-reliability (example C).
    .. [2] K. Krippendorff (2019), Content Analysis, 4th ed., chapter 12 (limits .800 and .667).

    Examples
    --------
    >>> round(krippendorff_alpha([[0, 0, 1], [0, 1, 1]]).value, 4)
    0.4444
    """
    given = pairable(ratings)
    if level == "ratio" and given.scale.min() < 0:
        raise BadInput("På kvotnivå är inget värde under 0.")
    if level == "ratio" and given.scale.size > MOST_VALUES:
        raise BadInput(f"På kvotnivå går det med högst {MOST_VALUES} olika värden; avrunda dem.")
    once = np.ones((1, given.size.size))
    observed, expected = (float(one[0]) for one in disagreement(given, once, level))
    drawn = np.empty(0)
    if resamples:
        if rng is None:
            raise ValueError("resampling needs rng")
        drawn = _resampled(given, level, resamples, rng)
    tails = np.quantile(drawn, [0.5 - confidence / 2, 0.5 + confidence / 2]) if drawn.size else [np.nan] * 2
    return Alpha(
        value=1 - observed / expected if expected > 0 else float("nan"),
        low=float(tails[0]),
        high=float(tails[1]),
        observed=observed,
        expected=expected,
        units=given.size.size,
        values=given.code.size,
        resamples=drawn.size,
    )


def pairable(ratings: ArrayLike) -> Pairable:
    """
    Return the values of the units that have at least two.

    Raises
    ------
    BadInput
        If there is none, or a value is infinite.
    """
    table = np.atleast_2d(np.asarray(ratings, dtype=np.float64))
    if np.any(np.isinf(table)):
        raise BadInput("Ett värde är oändligt.")
    known = ~np.isnan(table)
    table, known = (one[:, known.sum(axis=0) >= 2] for one in (table, known))
    if table.shape[1] == 0:
        raise BadInput("Ingenting har bedömts av två: samstämmighet går inte att räkna.")
    rater, unit = np.nonzero(known)
    scale, code = np.unique(table[rater, unit], return_inverse=True)
    few_enough(len(scale))
    return Pairable(unit=unit, code=code, scale=scale, size=known.sum(axis=0).astype(np.float64))


def disagreement(given: Pairable, weights: Floats, level: Level) -> tuple[Floats, Floats]:
    """
    Return observed and expected disagreement.

    Parameters
    ----------
    given : Pairable
    weights : ndarray, shape (samples, units)
        How many times each unit counts.
    level : str

    Returns
    -------
    observed, expected : ndarray, shape (samples,)
    """
    often = np.zeros((given.size.size, given.scale.size))
    np.add.at(often, (given.unit, given.code), 1.0)
    margin = weights @ often
    n = weights @ given.size
    if level in ("interval", "ordinal"):
        within, between = _squares(given, weights, margin, level)
    else:
        apart = _apart(given.scale, level)
        own = ((often @ apart) * often).sum(axis=1)
        within = weights @ (own / (given.size - 1))
        between = ((margin @ apart) * margin).sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        return within / n, between / (n * (n - 1))


def _apart(scale: Floats, level: Level) -> Floats:
    """Return squared distances of values."""
    if level == "nominal":
        return np.asarray(1.0 - np.eye(scale.size))
    total = np.add.outer(scale, scale)
    away = np.subtract.outer(scale, scale)
    return np.divide(away, total, out=np.zeros_like(total), where=total > 0) ** 2


def _squares(given: Pairable, weights: Floats, margin: Floats, level: Level) -> tuple[Floats, Floats]:
    """Return sums of squared distances within units and between all values, by their variances."""
    if level == "interval":
        value = np.broadcast_to(given.scale - given.scale.mean(), margin.shape)
    else:
        value = np.cumsum(margin, axis=1) - margin / 2
        value = value - value.mean(axis=1, keepdims=True)
    n = margin.sum(axis=1)
    between = 2 * (n * (margin * value**2).sum(axis=1) - (margin * value).sum(axis=1) ** 2)
    cells = value[:, given.code]
    starts = np.flatnonzero(np.diff(np.sort(given.unit), prepend=-1))
    ordered = cells[:, np.argsort(given.unit, kind="stable")]
    first = np.add.reduceat(ordered, starts, axis=1)
    second = np.add.reduceat(ordered**2, starts, axis=1)
    own = 2 * (given.size * second - first**2) / (given.size - 1)
    return (weights * np.maximum(own, 0.0)).sum(axis=1), np.maximum(between, 0.0)


def _resampled(given: Pairable, level: Level, resamples: int, rng: np.random.Generator) -> Floats:
    """Return alpha of resampled units, without those where all values were the same."""
    units = given.size.size
    at_once = max(CHUNK // max(given.code.size, given.scale.size, units), 1)
    found = []
    for start in range(0, resamples, at_once):
        weights = rng.multinomial(units, np.full(units, 1 / units), size=min(at_once, resamples - start))
        observed, expected = disagreement(given, weights.astype(np.float64), level)
        found.append(1 - observed[expected > 0] / expected[expected > 0])
    return np.concatenate(found)
