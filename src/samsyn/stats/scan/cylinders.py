"""What a scan searches: circles of areas, and how many events are expected in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from samsyn.errors import BadInput
from samsyn.stats.plane import metres

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
CLOSE = 1e-9
"""Scores and distances this close, relatively, are the same, added up in another order."""


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


def lay_out(
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


def checked(counts: ArrayLike, population: ArrayLike | None) -> Ints:
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
