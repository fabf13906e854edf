"""Density clusters: groups of events with enough others near them, in space alone or in space and time."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from samsyn.errors import BadInput
from samsyn.stats.plane import cells, metres
from samsyn.stats.times import DAY_US, microseconds

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, kw_only=True)
class Clusters:
    """
    The cluster of each event.

    Parameters
    ----------
    label : int64 array, shape (events,)
        Number of the cluster, in the order of its first core event; -1 in none.
    core : bool array, shape (events,)
        Whether the event has enough others near it. An event that is near a core event without being one belongs to
        the cluster with the lowest number.
    """

    label: Ints
    core: NDArray[np.bool_]
    reading: str = (
        "En samling är händelser som hänger ihop: var och en har nog många andra nära sig. Inget test: "
        "också slumpen ger samlingar, så pröva andra avstånd och jämför med hot spots."
    )
    not_when: str = (
        "Använd inte när platserna är avrundade till områdens mittpunkter: då samlas allt på få "
        "punkter av sig självt."
    )

    @property
    def number(self) -> int:
        """How many clusters there are."""
        return int(self.label.max(initial=-1)) + 1


def density_clusters(
    x: ArrayLike,
    y: ArrayLike,
    time: ArrayLike | None = None,
    *,
    within_m: float,
    within_days: float | None = None,
    least: int = 5,
) -> Clusters:
    """
    Find clusters by DBSCAN, or ST-DBSCAN where times are given.

    Parameters
    ----------
    x, y : array_like, shape (events,)
        Metres.
    time : array_like, shape (events,), optional
        datetime64, or numbers of days.
    within_m, within_days : float
        Events are near each other where they are at most so far apart in space, and in time.
    least : int
        A core event has at least so many events near it, itself among them.

    Raises
    ------
    BadInput
        If a coordinate or time is missing or no number, coordinates look like degrees, or a limit makes no sense.

    Notes
    -----
    Events at the same place and time are one with a weight, so addresses with many events cost no more than others.

    References
    ----------
    .. [1] M. Ester, H.-P. Kriegel, J. Sander & X. Xu (1996), A density-based algorithm for discovering clusters in
       large spatial databases with noise, KDD-96, 226-231.
    .. [2] D. Birant & A. Kut (2007), ST-DBSCAN: an algorithm for clustering spatial-temporal data, Data & Knowledge
       Engineering 60(1), 208-221.

    Examples
    --------
    >>> density_clusters([0, 1, 2, 900], [0, 0, 0, 0], within_m=5, least=3).label.tolist()
    [0, 0, 0, -1]
    """
    if not (np.isfinite(within_m) and within_m > 0):
        raise BadInput("Avståndet ska vara större än 0 meter.")
    if least < 1:
        raise BadInput("Minsta antalet händelser ska vara minst 1.")
    if (time is None) != (within_days is None):
        raise BadInput("Tider och ett största antal dagar hör ihop: ge båda eller ingendera.")
    east, north = metres(x, y, reach_m=within_m)
    stamp, longest = np.zeros(east.size, dtype=np.int64), 0
    if time is not None and within_days is not None:
        if not within_days >= 0:
            raise BadInput("Antalet dagar ska vara minst 0.")
        stamp, longest = microseconds(time), int(min(within_days * DAY_US, 2**62))
        if stamp.size != east.size:
            raise BadInput(
                f"Det finns {east.size} punkter men {stamp.size} tider; varje händelse behöver båda."
            )
    return _found(east, north, stamp, within_m, longest, least)


def _found(x: Floats, y: Floats, time: Ints, within_m: float, longest: int, least: int) -> Clusters:
    from samsyn.stats.clusters_kernel import near_weight, roots, taken_in  # noqa: PLC0415

    if not x.size:
        return Clusters(label=np.zeros(0, dtype=np.int64), core=np.zeros(0, dtype=bool))
    order = np.lexsort((time, y, x))
    same = (np.diff(x[order]) == 0) & (np.diff(y[order]) == 0) & (np.diff(time[order]) == 0)
    start = np.flatnonzero(np.append(True, ~same))
    weight = np.diff(np.append(start, x.size)).astype(np.int64)
    of = np.empty(x.size, dtype=np.int64)
    of[order] = np.repeat(np.arange(start.size), weight)
    first = np.minimum.reduceat(order, start)
    held = cells(x[order[start]], y[order[start]], within_m, within=time[order[start]])
    at, weight, first = order[start][held.order], weight[held.order], first[held.order]
    arrays = (x[at], y[at], time[at], held.start, held.stop, held.end, within_m, longest)
    core = near_weight(*arrays, weight) >= least
    root = roots(*arrays, core)
    earliest = np.full(at.size, x.size, dtype=np.int64)  # the first core event of each cluster, at its root
    np.minimum.at(earliest, root[core], first[core])
    number = np.full(at.size, -1, dtype=np.int64)
    heads = np.flatnonzero(earliest < x.size)
    number[heads[np.argsort(earliest[heads])]] = np.arange(heads.size)
    label = np.where(core, number[root], -1)
    label = taken_in(*arrays, core, label)
    back = np.empty(at.size, dtype=np.int64)
    back[held.order] = np.arange(at.size)
    return Clusters(label=label[back[of]], core=core[back[of]])
