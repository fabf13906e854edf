"""Which earlier weeks a week is compared with, and to which season each belongs; the same for all streams."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Design:
    """
    The baseline of one assessed time.

    Parameters
    ----------
    weeks : ndarray of int, shape (weeks,)
        Time indices of the baseline.
    season : ndarray of int, shape (weeks,)
        The season of each, from 0; the last is the one that the assessed time belongs to.
    seasons : int
        How many seasons there are.
    elapsed : ndarray, shape (weeks,)
        Time from the assessed time (negative).
    starts : ndarray of int, shape (seasons,)
        Where each season begins: the weeks are sorted by season.
    years : int
        How many earlier years the baseline reaches into.
    """

    weeks: Ints
    season: Ints
    seasons: int
    elapsed: Floats
    starts: Ints
    years: int


def design(
    when: int, *, frequency: int, years_back: int, half_window: int, periods: int, excluded_recent: int
) -> Design:
    """
    Lay out the baseline of a time.

    Each earlier year has a reference week, `frequency` apart. The reference weeks with `half_window` on both
    sides are one season, and what lies between is split into `periods` - 1 blocks of nearly equal length, the
    longer ones first (Noufaily et al. 2013, pp. 1206-1222). With `periods` = 1 only the windows count. The last
    `excluded_recent` weeks are left out. Where history is shorter than `years_back`, the years that there are
    serve; where not one reference window lies in the history, all of it is one season.

    Parameters
    ----------
    when : int
        The assessed time.
    frequency, years_back, half_window, periods, excluded_recent : int
        As in `farrington_flexible`.
    """
    marks = np.full(when + 1, -1, dtype=np.int64)
    last = periods - 1
    marks[max(when - half_window, 0) :] = last
    years = min(years_back, (when + half_window) // frequency)
    for year in range(1, years_back + 1):
        reference = when - year * frequency
        first_between, end_between = reference + half_window + 1, reference + frequency - half_window
        if end_between <= 0:
            break
        if periods > 1:
            _fill(marks, first_between, end_between, periods - 1)
        marks[max(reference - half_window, 0) : max(reference + half_window + 1, 0)] = last
    marks[max(when - excluded_recent, 0) :] = -1
    weeks = np.flatnonzero(marks >= 0)
    if years == 0 or not np.any(marks[weeks] == last):
        weeks = np.arange(max(when - excluded_recent, 0))
        season = np.zeros(weeks.size, dtype=np.int64)
    else:
        season = np.searchsorted(
            np.unique(marks[weeks]), marks[weeks]
        )  # seasons without a week are not counted
    order = np.argsort(season, kind="stable")
    weeks, season = weeks[order], season[order]
    seasons = int(season.max(initial=0)) + 1
    return Design(
        weeks=weeks,
        season=season,
        seasons=seasons,
        elapsed=(weeks - when).astype(np.float64),
        starts=np.searchsorted(season, np.arange(seasons)),
        years=years,
    )


def _fill(marks: Ints, first: int, end: int, blocks: int) -> None:
    """Number the weeks from `first` up to `end` by block."""
    lengths = np.full(blocks, max(end - first, 0) // blocks)
    lengths[: max(end - first, 0) % blocks] += 1
    numbers = np.repeat(np.arange(blocks), lengths)
    inside = np.arange(first, first + numbers.size)
    marks[inside[inside >= 0]] = numbers[inside >= 0]
