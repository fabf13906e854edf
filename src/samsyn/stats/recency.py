"""Where events have lain close together lately: a surface that looks back, and weighs what is near and recent most."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from math import ceil

import numpy as np
from numpy.typing import ArrayLike, NDArray

from samsyn.errors import BadInput
from samsyn.stats.density import Grid
from samsyn.stats.plane import metres
from samsyn.stats.threads import available, in_threads
from samsyn.stats.times import DAY_US, microseconds

Floats = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class Recency:
    """
    How near and recent the events around each cell are.

    Parameters
    ----------
    surface : float64 array, shape (rows, columns)
        Southernmost row first. An event in the middle of the cell at the very moment counts 1, one that lies one step
        off 1/2, one that also is one step old 1/4.
    events : int
        Events recent enough to count, wherever they lie.
    """

    surface: Floats
    events: int
    reading: str = (
        "Ytan visar var händelser har legat tätt på senare tid: ju närmare och ju färskare, desto mer väger de. "
        "Den ser bara bakåt och säger inget om vad som kommer att hända."
    )
    not_when: str = (
        "Använd inte för att peka ut var något kommer att hända, och inte om personer. Det är inget test: "
        "också slumpen ger toppar, så jämför med en analys av upprepning i närheten."
    )


def recency(
    x: ArrayLike,
    y: ArrayLike,
    time: ArrayLike,
    grid: Grid,
    *,
    at: datetime | np.datetime64 | float,
    within_m: float = 400.0,
    within_days: float = 56.0,
    step_m: float = 50.0,
    step_days: float = 7.0,
    whole: bool = False,
    threads: int | None = None,
) -> Recency:
    """
    Return a surface of how near and recent the events are, at one moment.

    Parameters
    ----------
    x, y : array_like, shape (events,)
        Metres; also points outside the grid count inside it.
    time : array_like, shape (events,)
        datetime64, or numbers of days; in any order. Events after `at` do not count.
    grid : Grid
    at : datetime64 or datetime, or number of days as the times are
        The moment from which the surface looks back.
    within_m, within_days : float
        Events count that are nearer than this, and less old.
    step_m, step_days : float
        An event one step away, or old, counts half.
    whole : bool
        As first published: an event's cell stands for its place, steps are whole cells (diagonal ones too) and whole
        times of `step_days`; `step_m` is not read.
    threads : int, optional

    Returns
    -------
    Recency

    Raises
    ------
    BadInput
        If a coordinate or time is missing or no number, coordinates look like degrees, a limit makes no sense, or times
        are told in days and the moment as a date.

    Notes
    -----
    The sum of 1 / ((1 + d) (1 + t)) over events, d and t the steps away and old. The papers use it to look ahead; the
    same surface is here a picture of what has been, and nothing in Samsyn tells from it what will be. There is no
    correction at borders.

    References
    ----------
    .. [1] K. J. Bowers, S. D. Johnson & K. Pease (2004), Prospective hot-spotting: the future of crime mapping?,
       British Journal of Criminology 44(5), 641-658.
    .. [2] S. D. Johnson, D. J. Birks, L. McLaughlin, K. J. Bowers & K. Pease (2007), Prospective crime mapping in
       operational context, Home Office Online Report 19/07.

    Examples
    --------
    >>> grid = Grid(west=0, south=0, side_m=50, columns=3, rows=1)
    >>> recency([25], [25], [0], grid, at=7).surface.round(3).tolist()
    [[0.5, 0.25, 0.167]]
    """
    if not all(np.isfinite(one) and one > 0 for one in (within_m, within_days, step_m, step_days)):
        raise BadInput("Avstånd och antal dagar ska vara större än 0.")
    east, north = metres(x, y, reach_m=within_m)
    moment = microseconds(time)
    now = int(microseconds(_without_zone(at))[0])
    dated = isinstance(at, datetime | np.datetime64)
    if moment.size and dated != (np.asarray(time).dtype.kind == "M"):
        raise BadInput("Tiderna och ögonblicket ska båda vara tidpunkter, eller båda antal dagar.")
    if moment.size != east.size:
        raise BadInput(f"Det finns {east.size} punkter men {moment.size} tider; varje händelse behöver båda.")
    age = now - moment
    steps = age // round(step_days * DAY_US) if whole else age / (step_days * DAY_US)
    limit = within_days / step_days
    kept = (age >= 0) & (steps < limit)
    mass = 1 / (1 + steps[kept].astype(np.float64))
    column, row = (east[kept] - grid.west) / grid.side_m, (north[kept] - grid.south) / grid.side_m
    reach = within_m / grid.side_m
    if whole:
        surface = _by_cell(column, row, mass, grid, ceil(reach))
    else:
        surface = _by_place(column - 0.5, row - 0.5, mass, grid, reach, step_m / grid.side_m, threads)
    return Recency(surface=surface, events=int(kept.sum()))


def _without_zone(at: datetime | np.datetime64 | float) -> np.datetime64 | float:
    """Return a moment as numpy has it: UTC where a zone is told."""
    if not isinstance(at, datetime):
        return at
    return np.datetime64(at.astimezone(UTC).replace(tzinfo=None) if at.tzinfo else at)


def _by_cell(column: Floats, row: Floats, mass: Floats, grid: Grid, cells: int) -> Floats:
    """Sum the events of each cell, then each ring of cells around."""
    from samsyn.stats.recency_kernel import rings  # noqa: PLC0415

    pad = cells - 1
    shape = grid.rows + 2 * pad, grid.columns + 2 * pad
    r, c = np.floor(row) + pad, np.floor(column) + pad
    inside = (r >= 0) & (c >= 0) & (r < shape[0]) & (c < shape[1])
    flat = (r[inside] * shape[1] + c[inside]).astype(np.int64)
    held = np.bincount(flat, weights=mass[inside], minlength=shape[0] * shape[1]).reshape(shape)
    found = np.zeros((grid.rows, grid.columns))
    rings(held, cells, found)
    return found


def _by_place(
    u: Floats, v: Floats, mass: Floats, grid: Grid, reach: float, step: float, threads: int | None
) -> Floats:
    """Lay each event down on the cells around it. Each part has rows of its own and adds events in order."""
    from samsyn.stats.recency_kernel import laid_down  # noqa: PLC0415

    found = np.zeros((grid.rows, grid.columns))
    edges = np.linspace(0, grid.rows, min(threads or available(), grid.rows) + 1).astype(np.int64)

    def part(piece: int) -> None:
        laid_down(u, v, mass, reach, step, found, edges[piece], edges[piece + 1])

    in_threads(part, range(len(edges) - 1), threads)
    return found
