"""How unevenly events lie over units: shares, Lorenz curve and Gini, set against what chance alone gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from samsyn.errors import BadInput
from samsyn.stats.even import even_spreads

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
SHARES = (0.25, 0.5, 0.8)


@dataclass(frozen=True, kw_only=True)
class Range:
    """A number and the limits of its interval, or the middle and the limits of what chance gives."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, kw_only=True)
class Holding:
    """
    How few units hold a share of the events.

    Parameters
    ----------
    share : float
        Of the events, above 0 and at most 1.
    units : int
        The fewest units that hold at least so much.
    observed, chance : Range
        Share of all units: as it is with its interval, and where chance alone spreads the events.
    """

    share: float
    units: int
    observed: Range
    chance: Range


@dataclass(frozen=True, kw_only=True)
class Concentration:
    """
    How unevenly events lie over units.

    Parameters
    ----------
    units, occupied, events : int
        Units, those of them with an event, and events.
    holdings : tuple of Holding
        One for each share that was asked for.
    gini, corrected : Range
        Gini's index, and the same corrected for few events, with intervals.
    chance_gini, chance_corrected : Range
        Both where chance alone spreads the events.
    p : float
        How often chance alone gives a Gini as high; never 0.
    level : float
        Level of the intervals and of the ranges of chance.
    """

    units: int
    occupied: int
    events: int
    holdings: tuple[Holding, ...]
    gini: Range
    corrected: Range
    chance_gini: Range
    chance_corrected: Range
    p: float
    level: float

    @property
    def beyond_chance(self) -> bool:
        """Whether the events lie more unevenly than chance alone can be blamed for."""
        return self.p <= 1 - self.level

    def holding(self, share: float) -> Holding:
        """Return the holding of a share that was asked for."""
        return next(one for one in self.holdings if one.share == share)


def lorenz(counts: ArrayLike) -> tuple[Floats, Floats]:
    """
    Return the Lorenz curve.

    Parameters
    ----------
    counts : array_like, shape (units,)
        Events of each unit, none negative, at least one above 0.

    Returns
    -------
    tuple of two float64 arrays, shape (units + 1,)
        Share of the units, those with fewest events first, and the share of the events that they hold. Both run from 0
        to 1.

    References
    ----------
    M. O. Lorenz (1905), Methods of measuring the concentration of wealth, Publications of the American Statistical
    Association 9(70), 209-219.

    Examples
    --------
    >>> lorenz([1, 3])[1].tolist()
    [0.0, 0.25, 1.0]
    """
    x = np.sort(_checked(counts))
    held = np.concatenate([[0.0], np.cumsum(x)])
    return np.arange(len(x) + 1) / len(x), held / held[-1]


def gini(counts: ArrayLike) -> float:
    """
    Return Gini's index: 0 where every unit has as many events, near 1 where one of many units has all.

    Parameters
    ----------
    counts : array_like, shape (units,)
        None negative, at least one above 0.

    Examples
    --------
    >>> gini([1, 1, 1, 1]), gini([0, 0, 0, 4])
    (0.0, 0.75)
    """
    values, times = _histogram(_checked(counts))
    return float(_gini(values, times)[0])


def gini_corrected(counts: ArrayLike) -> float:
    """
    Return Gini's index corrected for few events: set against as even a spread as so few events can have.

    Parameters
    ----------
    counts : array_like, shape (units,)
        None negative, at least one above 0.

    Notes
    -----
    Three events can lie in three of ten units at most, so Gini's index is then 0.7 at least. The correction makes it 0:
    G' = max(N/C, 1) (G - 1) + 1 with N units and C events. With more events than units G' = G.

    References
    ----------
    W. Bernasco & W. Steenbeek (2017), More places than crimes: implications for evaluating the law of crime
    concentration at place, Journal of Quantitative Criminology 33(3), 451-467.

    Examples
    --------
    >>> round(gini([3, 1, 1, 0, 0, 0, 0, 0, 0, 0]), 2), round(gini_corrected([3, 1, 1, 0, 0, 0, 0, 0, 0, 0]), 2)
    (0.78, 0.56)
    """
    values, times = _histogram(_checked(counts))
    return float(_corrected(values, times)[0])


def units_holding(counts: ArrayLike, share: float) -> int:
    """Return the fewest units that hold at least a share (above 0, at most 1) of the events."""
    values, times = _histogram(_checked(counts))
    return int(_holding(values, times, _fraction(share))[0])


def concentration(
    counts: ArrayLike,
    *,
    rng: np.random.Generator,
    shares: Sequence[float] = SHARES,
    empty_known: bool = True,
    level: float = 0.95,
    replicates: int = 999,
) -> Concentration:
    """
    Measure how unevenly events lie over units, with intervals, and what chance alone would give.

    Parameters
    ----------
    counts : array_like of int, shape (units,)
        Events of each unit.
    rng : numpy.random.Generator
    shares : sequence of float
        Shares of the events to find the holders of.
    empty_known : bool
        Whether units without events are among the units. Where they are not (the places that a list of events names),
        chance is that of an even spread over an unknown number of units, given how many got any: that does not depend
        on how many there were.
    level : float
    replicates : int
        For the intervals, and for chance.

    Raises
    ------
    BadInput
        If there is no event, a count is negative or no whole number, or (where empty units are not known) zero.

    Notes
    -----
    Intervals: the units are drawn again with replacement, percentiles. Chance: events are dropped one by one, each on
    any unit alike, so a unit that is larger than others is not allowed for.

    References
    ----------
    .. [1] W. Bernasco & W. Steenbeek (2017), as in `gini_corrected`.
    .. [2] D. Weisburd (2015), The law of crime concentration and the criminology of place, Criminology 53(2), 133-157.
    .. [3] G. Mohler, P. J. Brantingham, J. Carter & M. B. Short (2019), Reducing bias in estimates for the law of
       crime concentration, Journal of Quantitative Criminology 35(4), 747-765.
    """
    x = _checked(counts)
    if not empty_known and (x == 0).any():
        raise BadInput("Enheter utan händelser är inte kända, så inget antal kan vara 0.")
    values, times = _histogram(x)
    again = rng.multinomial(x.size, times[0] / x.size, size=replicates)
    again = again[(again @ values[0]) > 0]
    even = even_spreads(int(x.sum()), x.size, rng=rng, empty=empty_known, draws=replicates)
    observed, chance = _gini(values, times)[0], _gini(*even)

    def spread(drawn: NDArray[Any], at: float) -> Range:
        low, high = np.quantile(drawn, [(1 - level) / 2, (1 + level) / 2])
        return Range(value=float(at), low=min(float(low), float(at)), high=max(float(high), float(at)))

    def middle(drawn: Floats) -> Range:
        return spread(drawn, float(np.median(drawn)))

    def held(share: float) -> Holding:
        units = int(_holding(values, times, share)[0])
        resampled = _holding(values, again, share) / x.size
        seen, by_luck = spread(resampled, units / x.size), middle(_holding(*even, share) / x.size)
        return Holding(share=share, units=units, observed=seen, chance=by_luck)

    return Concentration(
        units=x.size,
        occupied=int((x > 0).sum()),
        events=int(x.sum()),
        holdings=tuple(held(_fraction(share)) for share in shares),
        gini=spread(_gini(values, again), observed),
        corrected=spread(_corrected(values, again), _corrected(values, times)[0]),
        chance_gini=middle(chance),
        chance_corrected=middle(_corrected(*even)),
        p=float((1 + np.sum(chance >= observed - 1e-12)) / (1 + len(chance))),
        level=level,
    )


def _fraction(share: float) -> float:
    if not 0 < share <= 1:
        raise ValueError("a share is above 0 and at most 1")
    return float(share)


def _checked(counts: ArrayLike) -> Ints:
    x = np.asarray(counts, dtype=np.float64).ravel()
    if not np.isfinite(x).all() or np.any(x < 0) or np.any(x != np.floor(x)):
        raise BadInput("Antalen ska vara hela tal från 0, ett för varje enhet.")
    if x.sum() == 0:
        raise BadInput("Det finns ingen händelse: då går det inte att säga hur ojämnt de ligger.")
    return x.astype(np.int64)


def _histogram(x: Ints) -> tuple[Ints, Ints]:
    """Return the different counts, rising, and how many units have each; shape (1, counts)."""
    values, times = np.unique(x, return_counts=True)
    return values[None, :], times.astype(np.int64)[None, :]


# Below, values and times have the shape (rows, counts), where one row may serve all rows of the other.


def _gini(values: Ints, times: Ints) -> Floats:
    """Return Gini's index of each row: one less twice the area under Lorenz's curve."""
    held = times * values
    after = np.cumsum(held, axis=1)
    under = (times * (2 * after - held)).astype(float).sum(axis=1)
    return np.asarray(1 - under / (times.sum(axis=1) * after[:, -1].astype(float)))


def _corrected(values: Ints, times: Ints) -> Floats:
    units, events = times.sum(axis=1), (times * values).sum(axis=1)
    return np.asarray(np.maximum(units / events, 1) * (_gini(values, times) - 1) + 1)


def _holding(values: Ints, times: Ints, share: float) -> Ints:
    """Return the fewest units of each row that hold a share of its events."""
    size, many = np.broadcast_arrays(values[:, ::-1], times[:, ::-1])
    held = np.cumsum(many * size, axis=1)
    wanted = share * held[:, -1] - 1e-9
    rows, group = np.arange(len(held)), (held >= wanted[:, None]).argmax(axis=1)
    units_before = np.cumsum(many, axis=1)[rows, group] - many[rows, group]
    before = held[rows, group] - (many * size)[rows, group]
    last = np.ceil((wanted - before) / np.maximum(size[rows, group], 1)).astype(np.int64)
    return np.asarray(units_before + np.maximum(last, 1))
