"""Cumulative sums: small changes that last, which no single week shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from samsyn.errors import BadInput
from samsyn.stats.change.harmonic import seasonal_mean
from samsyn.stats.change.result import Assessed, Floats, read_assessed, read_counts

Transformation = Literal["rossi", "standard", "anscombe"]


@dataclass(frozen=True)
class CusumResult:
    """
    The sum of each assessed time and what it takes to make an alarm. Arrays of shape (streams, assessed).

    Parameters
    ----------
    expected : ndarray
        The mean that counts are held against.
    statistic : ndarray
        The cumulative sum after the time; NaN where nothing can be said.
    bound : ndarray
        A count of at least this makes an alarm, given the sum before it; 0 where any count does.
    alarm : ndarray of bool
    reading, not_when : str
        How to read the answer, and when not to use the method: Swedish.
    """

    expected: Floats
    statistic: Floats
    bound: Floats
    alarm: NDArray[np.bool_]
    reading: str = (
        "Ett larm betyder att antalen en tid har legat över sitt medel, inte att just den veckan är ovanlig."
    )
    not_when: str = (
        "Använd inte när antalen varierar mer än Poisson eller stiger år för år: då larmar summan utan orsak."
    )


def cusum(
    counts: ArrayLike,
    *,
    assessed: Assessed,
    mean: Literal["constant", "seasonal"] | ArrayLike = "constant",
    transformation: Transformation = "rossi",
    k: float = 1.04,
    h: float = 2.26,
    frequency: int = 52,
    restart: bool = False,
    compat: Literal["surveillance"] | None = None,
) -> CusumResult:
    """
    Add up how far standardised counts lie above their mean, less an allowance.

    Parameters
    ----------
    counts : array_like, shape (streams, times)
        Events per period. NaN means missing: the sum stands still.
    assessed : slice, int or array of int
        Time indices that follow each other; the sum starts at zero before the first of them.
    mean : {"constant", "seasonal"} or array_like, shape (assessed,) or (streams, assessed)
        The mean of all periods before the first assessed, or a yearly wave fitted to them (Poisson), or means
        that are known.
    transformation : {"rossi", "standard", "anscombe"}
        How counts are made standard normal.
    k, h : float
        Allowance and limit in standard deviations. The standard values give an alarm of no cause about once
        in 500 periods, if the standardised counts were normal; skewed small counts give more.
    frequency : int, default 52
        Periods per year.
    restart : bool, default False
        Whether the sum starts again at zero after an alarm.
    compat : "surveillance", optional
        Repeat R surveillance 1.20.3, whose bounds are wrong where the sum has already passed the limit.

    Returns
    -------
    CusumResult

    Raises
    ------
    BadInput
        If a count is negative, or nothing lies before the first assessed time.

    Notes
    -----
    With C the sum before and d = h + k - C, a count y makes an alarm when its standardised value is at least d.
    Rossi's is (y - 3 m + 2 sqrt(m y)) / (2 sqrt(m)): the square root of y solves a quadratic equation, whose
    root is negative where 0 is enough. The peer squares that root too, so that it shows a bound above 0 where
    there is none; its alarms are unaffected.

    Without an event in the baseline its mean would be 0 and any count infinitely far above it; half an event
    is taken instead.

    References
    ----------
    .. [1] G. Rossi, L. Lampugnani & M. Marchi (1999), An approximate CUSUM procedure for surveillance of
       health events, Statistics in Medicine 18(16), 2111-2122.
    .. [2] J. M. Lucas (1985), Counted data CUSUM's, Technometrics 27(2), 129-144 (restart).
    .. [3] E. S. Page (1954), Continuous inspection schemes, Biometrika 41(1/2), 100-115.

    Examples
    --------
    >>> cusum([[4, 5, 3, 4, 6, 4, 5, 4, 12, 12, 12]], assessed=slice(8, 11)).alarm.tolist()
    [[False, True, True]]
    """
    array, _ = read_counts(counts)
    when = read_assessed(assessed, array.shape[1])
    if when.size > 1 and np.any(np.diff(when) != 1):
        raise ValueError("the assessed times of a cumulative sum follow each other")
    expected = _mean(array, when, mean, frequency)
    observed = array[:, when]
    with np.errstate(divide="ignore", invalid="ignore"):
        score = _standardised(observed, expected, transformation)
    statistic, before = np.full(observed.shape, np.nan), np.empty(observed.shape)
    total = np.zeros(len(array))
    for column in range(when.size):
        before[:, column] = total
        told = ~np.isnan(score[:, column])
        total = np.where(told, np.maximum(total + np.where(told, score[:, column], 0.0) - k, 0.0), total)
        statistic[:, column] = np.where(told, total, np.nan)
        if restart:
            total = np.where(total >= h, 0.0, total)
    with np.errstate(invalid="ignore"):
        alarm = statistic >= h
        bound = _bound(h + k - before, expected, transformation, peer=compat is not None)
    return CusumResult(expected=expected, statistic=statistic, bound=bound, alarm=alarm)


def _mean(
    array: Floats, when: NDArray[np.int64], mean: Literal["constant", "seasonal"] | ArrayLike, frequency: int
) -> Floats:
    """Return the mean of each assessed time, shape (streams, assessed)."""
    shape = (len(array), when.size)
    if not isinstance(mean, str):
        return np.array(np.broadcast_to(np.asarray(mean, dtype=np.float64), shape))
    if when.size == 0:
        return np.empty(shape)
    past = array[:, : when[0]]
    if past.shape[1] == 0:
        raise BadInput("Det finns inga tidigare perioder att jämföra med: börja senare i serien.")
    if mean == "seasonal":
        return seasonal_mean(past, when, frequency)
    periods = (~np.isnan(past)).sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        level = np.maximum(np.nansum(past, axis=1), 0.5) / periods
    return np.array(np.broadcast_to(np.where(periods > 0, level, np.nan)[:, None], shape))


def _standardised(count: Floats, mean: Floats, transformation: Transformation) -> Floats:
    match transformation:
        case "rossi":
            value = (count - 3 * mean + 2 * np.sqrt(count * mean)) / (2 * np.sqrt(mean))
        case "standard":
            value = (count - mean) / np.sqrt(mean)
        case _:
            value = 1.5 * (np.cbrt(count) ** 2 - np.cbrt(mean) ** 2) / mean ** (1 / 6)
    return np.asarray(value)


def _bound(distance: Floats, mean: Floats, transformation: Transformation, *, peer: bool) -> Floats:
    """Return the smallest count whose standardised value is at least `distance`."""
    scale = np.sqrt(mean)
    match transformation:
        case "rossi":
            root = np.sqrt(4 * mean + 2 * distance * scale) - scale
            enough = np.isnan(root) if peer else ~(root > 0)
            bound = np.where(enough, 0.0, root**2)
        case "standard":
            bound = mean + scale * distance
            bound = np.maximum(np.ceil(bound) if peer else bound, 0.0)
        case _:
            power = np.cbrt(mean) ** 2 + 2 / 3 * mean ** (1 / 6) * distance
            bound = np.maximum(power, 0.0) ** 1.5
    return np.where(np.isnan(mean), np.nan, bound)
