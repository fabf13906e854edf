"""Pairs of events by distance and time: how many there are, and how close each event is to the others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from samsyn.errors import BadInput
from samsyn.stats.plane import Cells, cells, metres
from samsyn.stats.threads import in_threads
from samsyn.stats.times import DAY_US, microseconds

Distance = Literal["euclidean", "manhattan"]
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
PARTS = 16
"""How many parts the places are counted in."""


@dataclass(frozen=True, kw_only=True)
class Events:
    """
    Events sorted by cell and, within each, by time.

    Parameters
    ----------
    x, y : float64 array, shape (events,)
    time : int64 array, shape (events,)
        Whole steps from the first event.
    sorted_cells : Cells
        Of the points as they came.
    space : float64 array, shape (bands + 1,)
        Edges of the bands of distance; squared for euclidean distances.
    steps : int64 array, shape (bands + 1,)
        Edges of the bands of time: a pair is below an edge where it is fewer steps apart.
    manhattan : bool
    """

    x: Floats
    y: Floats
    time: Ints
    sorted_cells: Cells
    space: Floats
    steps: Ints
    manhattan: bool


def events_in_cells(
    x: ArrayLike, y: ArrayLike, time: ArrayLike, space: Floats, days: Floats, distance: Distance
) -> Events:
    """Check and sort the events; the edges are rising metres and days."""
    finite = space[np.isfinite(space)]
    east, north = metres(x, y, reach_m=float(finite.max(initial=0)))
    stamp, step_days = _steps(time)
    if stamp.size != east.size:
        raise BadInput(f"Det finns {east.size} punkter men {stamp.size} tider; varje händelse behöver båda.")
    longest = int(stamp.max(initial=0)) + 1
    steps = np.minimum(np.ceil(days / step_days - 1e-9), longest).astype(np.int64)
    found = cells(east, north, float(space[-1]), within=stamp)
    manhattan = distance == "manhattan"
    return Events(
        x=east[found.order],
        y=north[found.order],
        time=stamp[found.order],
        sorted_cells=found,
        space=space if manhattan else np.where(space > 1e-150, space**2, space),
        steps=steps,
        manhattan=manhattan,
    )


def _steps(time: ArrayLike) -> tuple[Ints, float]:
    """Return times as whole steps from the first, the longest step that all are multiples of, and its days."""
    moment = microseconds(time)
    if not moment.size:
        return moment, 1.0
    moment = moment - moment.min()
    step = int(np.gcd.reduce(moment)) or DAY_US
    return moment // step, step / DAY_US


def observed_pairs(events: Events, threads: int | None = None) -> Ints:
    """Return how many pairs lie in each band of distance (rows) and time (columns)."""
    from samsyn.stats.nearrepeat.kernel import close_pairs  # noqa: PLC0415

    run = events.sorted_cells
    arrays = (events.x, events.y, events.time, run.start, run.stop, run.end, events.space, events.steps)
    edges = np.linspace(0, events.x.size, PARTS + 1).astype(np.int64)

    def part(piece: int) -> Ints:
        below: Ints = close_pairs(*arrays, events.manhattan, edges[piece], edges[piece + 1])
        return below

    below = np.array(in_threads(part, range(PARTS), threads)).sum(axis=0)
    return np.asarray(np.diff(np.diff(below, axis=0), axis=1), dtype=np.int64)


def space_degrees(events: Events, threads: int | None = None) -> tuple[Ints, Ints]:
    """
    Return how many other events lie in each band around each place, and how many events each place has.

    Returns
    -------
    tuple of two int64 arrays, shapes (bands, places) and (places,)
    """
    from samsyn.stats.nearrepeat.kernel import degrees  # noqa: PLC0415

    order = np.lexsort((events.y, events.x))
    new = np.ones(order.size, dtype=bool)
    new[1:] = (np.diff(events.x[order]) != 0) | (np.diff(events.y[order]) != 0)
    first = np.flatnonzero(new)
    weight = np.diff(np.append(first, order.size)).astype(np.int64)
    x, y = events.x[order[first]], events.y[order[first]]
    top = float(events.space[-1] if events.manhattan else np.sqrt(events.space[-1]))
    found = cells(x, y, top)
    x, y, weight = x[found.order], y[found.order], weight[found.order]
    below = np.zeros((events.space.size, x.size), dtype=np.int64)
    edges = np.linspace(0, x.size, PARTS + 1).astype(np.int64)

    def part(piece: int) -> None:
        arrays = (x, y, weight, found.start, found.stop, events.space)
        degrees(*arrays, events.manhattan, edges[piece], edges[piece + 1], below)

    in_threads(part, range(PARTS), threads)
    below -= events.space[:, None] > 0  # nobody is close to itself
    return np.diff(below, axis=0), weight


def time_degrees(events: Events) -> Ints:
    """Return how many other events lie in each band of time around each event, shape (bands, events)."""
    time = np.sort(events.time)
    below = np.empty((events.steps.size, time.size), dtype=np.int64)
    for row, edge in enumerate(events.steps):
        after = np.searchsorted(time, time + edge, side="left")
        before = np.searchsorted(time, time - edge, side="right")
        below[row] = np.maximum(after - before - 1, 0) if edge > 0 else 0
    return np.diff(below, axis=0)
