"""What the search for near repeats answers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

READING = (
    "Varje ruta räknar par av händelser. Ett band går från och med det första värdet till, men inte med, det andra. "
    "En kvot på 2 betyder att paren är dubbelt så många som om tidpunkterna hade bytt plats med varandra slumpmässigt."
)
NOT_WHEN = (
    "Använd inte när platserna är avrundade till områden eller tiderna till veckor, när samma händelse står flera "
    "gånger, eller när några platser bara har mätts under en del av tiden: då uppstår närhet av sig själv."
)


@dataclass(frozen=True, kw_only=True)
class Band:
    """
    From `low`, itself included, up to but not including `high`.

    Parameters
    ----------
    low, high : float
        Metres or days.
    zero : bool
        The band holds what is exactly 0 and nothing else.
    above : bool
        `low` itself is not in the band: what is exactly 0 has been taken out of it.
    """

    low: float
    high: float
    zero: bool = False
    above: bool = False

    @property
    def text(self) -> str:
        """The band as mathematics writes it: "[100, 200)"."""
        high = "∞" if self.high == float("inf") else f"{self.high:g}"
        return "0" if self.zero else f"{'(' if self.above else '['}{self.low:g}, {high})"


@dataclass(frozen=True, kw_only=True)
class Table:
    """
    Pairs by band of distance (rows) and band of time (columns).

    Parameters
    ----------
    rows : tuple of Band
    observed : int64 array, shape (rows, columns)
        Pairs in both bands.
    expected, variance : float64 array, shape (rows, columns)
        Mean and variance over all ways to share the times among the places, exact.
    ratio : float64 array, shape (rows, columns)
        Observed by expected; NaN where none can be expected.
    simulated : float64 array, shape (rows, columns)
        Mean of the permutations; NaN without any.
    p, p_below : float64 array, shape (rows, columns)
        That chance alone gives at least, and at most, as many pairs. By permutation never below
        1 / (permutations + 1); without permutations from a distribution with the exact mean and variance.
    p_moments : float64 array, shape (rows, columns)
        `p` from the exact mean and variance.
    q : float64 array, shape (rows, columns)
        `p` adjusted over the cells of the table (Benjamini & Hochberg).
    """

    rows: tuple[Band, ...]
    observed: Ints
    expected: Floats
    variance: Floats
    ratio: Floats
    simulated: Floats
    p: Floats
    p_below: Floats
    p_moments: Floats
    q: Floats


@dataclass(frozen=True, kw_only=True)
class NearRepeat:
    """
    The answer.

    Parameters
    ----------
    events, permutations : int
    columns : tuple of Band
        Days.
    table : Table
        One row for each band that was asked for.
    apart : Table
        Repeats and near repeats apart: pairs at the same place (distance 0), and pairs of the first band that are not;
        no row where the first band does not begin at 0.
    """

    events: int
    permutations: int
    columns: tuple[Band, ...]
    table: Table
    apart: Table
    reading: str = READING
    not_when: str = NOT_WHEN
