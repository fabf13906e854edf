"""Level, season and remainder of regular series, by STL."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from samsyn.errors import BadInput
from samsyn.stats.loess import Loess, smoother

Floats = NDArray[np.float64]
PASSES = 2


@dataclass(frozen=True)
class Decomposition:
    """
    A series is the sum of its three parts. Arrays of shape (streams, times), strengths of shape (streams,).

    Parameters
    ----------
    trend : ndarray
        The slow level.
    season : ndarray
        What comes back every period, around zero.
    remainder : ndarray
        What is left.
    trend_strength, season_strength : ndarray
        How much of the variation, with the other part taken away, the part accounts for: 0 nothing, 1 all. NaN
        where there is none to account for.
    """

    trend: Floats
    season: Floats
    remainder: Floats
    trend_strength: Floats
    season_strength: Floats
    reading: str = (
        "Trenden är nivån utan årsrytm, säsongen det som kommer tillbaka varje år, resten det som varken nivån "
        "eller årsrytmen förklarar."
    )
    not_when: str = (
        "Använd inte för små antal eller mindre än två hela år; en ändring mitt i serien smetas ut i trenden."
    )


def stl(
    series: ArrayLike,
    *,
    period: int,
    season: int | Literal["periodic"] = "periodic",
    trend: int | None = None,
    exact: bool = False,
) -> Decomposition:
    """
    Decompose series by seasons and trend with loess (STL), without robustness weights.

    Parameters
    ----------
    series : array_like, shape (streams, times)
        Any unit; at least two whole periods and one time more, none missing.
    period : int
        Times per period, at least 2.
    season : int or "periodic"
        Window over the same time of different periods, an odd number from 7; "periodic" lets the season be the
        same every period.
    trend : int, optional
        Window of the trend, an odd number; the smallest that does not take up the season unless given.
    exact : bool, default False
        Whether to smooth at every time. Otherwise at every tenth of a window with straight lines between, as
        the published program does.

    Returns
    -------
    Decomposition

    Raises
    ------
    BadInput
        If a value is missing or there are two periods or fewer.

    Notes
    -----
    Without robustness weights each part is a fixed linear function of the series: its smoothers are made once
    as sparse matrices and applied to all streams together. The figures are those of R's `stl` (4.2.2).

    References
    ----------
    .. [1] R. B. Cleveland, W. S. Cleveland, J. E. McRae & I. Terpenning (1990), STL: a seasonal-trend
       decomposition procedure based on loess, Journal of Official Statistics 6(1), 3-73.
    .. [2] X. Wang, K. Smith & R. Hyndman (2006), Characteristic-based clustering for time series data, Data
       Mining and Knowledge Discovery 13(3), 335-364 (strengths, pp. 342-343).

    Examples
    --------
    >>> found = stl([[5 + (n % 4 == 0) for n in range(24)]], period=4)
    >>> [round(float(one), 2) for one in found.season[0, :4]]
    [0.75, -0.25, -0.25, -0.25]
    """
    values = _read(series, period)
    times = values.shape[1]
    seasonal, level = _windows(times, period, season, trend, exact)
    cycle, low, slow = _operators(times, period, seasonal, level, exact)
    y = values.T
    slow_part, wave = np.zeros_like(y), np.zeros_like(y)
    for _ in range(PASSES):
        waves = cycle @ (y - slow_part)
        wave = waves[period : period + times] - low @ waves
        slow_part = slow @ (y - wave)
    if season == "periodic":
        place = np.arange(times) % period
        sums = np.zeros((period, y.shape[1]))
        np.add.at(sums, place, wave)
        wave = (sums / np.bincount(place, minlength=period)[:, None])[place]
    rest = y - wave - slow_part
    return Decomposition(
        trend=slow_part.T,
        season=wave.T,
        remainder=rest.T,
        trend_strength=_strength(rest, slow_part),
        season_strength=_strength(rest, wave),
    )


def _read(series: ArrayLike, period: int) -> Floats:
    values = np.atleast_2d(np.asarray(series, dtype=np.float64))
    if values.ndim != 2:
        raise ValueError(f"series have the shape (streams, times), not {values.shape}")
    if period < 2:
        raise ValueError("a period holds at least 2 times")
    if values.shape[1] <= 2 * period:
        raise BadInput(
            f"Seriens längd är {values.shape[1]}. Årsrytmen kan skiljas från nivån först med mer än två hela "
            f"perioder ({2 * period + 1} tider)."
        )
    if unknown := int((~np.isfinite(values)).sum()):
        raise BadInput(f"{unknown} värden saknas. Uppdelningen behöver ett värde för varje tid.")
    return values


def _windows(
    times: int, period: int, season: int | Literal["periodic"], trend: int | None, exact: bool
) -> tuple[Loess, Loess]:
    """Return how season and trend are smoothed."""
    if season == "periodic":
        width, degree = 10 * times + 1, 0
    else:
        width, degree = season, 0
        if season < 7 or season % 2 == 0:
            raise ValueError("the window of the season is an odd number from 7")
    level = _odd(ceil(1.5 * period / (1 - 1.5 / width))) if trend is None else trend
    if level < 3 or level % 2 == 0:
        raise ValueError("the window of the trend is an odd number from 3")
    return _loess(width, degree, exact), _loess(level, 1, exact)


def _odd(number: int) -> int:
    return number + (number % 2 == 0)


def _loess(window: int, degree: int, exact: bool) -> Loess:
    return Loess(window, degree, 1 if exact else ceil(window / 10))


def _operators(times: int, period: int, seasonal: Loess, level: Loess, exact: bool) -> tuple[Any, Any, Any]:
    """Return the smoothers of the cycles (with a period more at both ends), of what is slow in them, of the trend."""
    from scipy import sparse

    rows, columns, weights = [], [], []
    for place in range(period):
        own = np.arange(place, times, period)
        smooth = smoother(own.size, seasonal, ends=True).tocoo()
        rows.append(place + period * smooth.row)
        columns.append(own[smooth.col])
        weights.append(smooth.data)
    extended = times + 2 * period
    cells = (np.concatenate(rows), np.concatenate(columns))
    cycle = sparse.csr_array((np.concatenate(weights), cells), shape=(extended, times))
    low = smoother(times, _loess(_odd(period), 1, exact))
    averages = _average(times, 3) @ _average(times + 2, period) @ _average(extended - period + 1, period)
    return cycle, low @ averages, smoother(times, level)


def _average(length: int, size: int) -> Any:
    """Return the operator of moving averages: `length` of them, each over `size`."""
    from scipy import sparse

    return sparse.diags_array(
        [np.full(length, 1 / size)] * size, offsets=list(range(size)), shape=(length, length + size - 1)
    ).tocsr()


def _strength(rest: Floats, part: Floats) -> Floats:
    """Return 1 - var(rest) / var(part + rest), not below 0."""
    both = (part + rest).var(axis=0)
    share = np.divide(rest.var(axis=0), both, out=np.full(both.shape, np.nan), where=both > 1e-300)
    return np.asarray(np.maximum(1 - share, 0.0))
