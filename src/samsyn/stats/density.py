"""Kernel density on a square grid: a smooth picture of how many events there are per area."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, pi
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from samsyn.errors import BadInput
from samsyn.stats.plane import metres
from samsyn.stats.threads import available, in_threads

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Kernel = Literal["gaussian", "quartic", "epanechnikov"]
REACH = 5.0
"""The Gaussian kernel is cut off at so many bandwidths, where 4e-6 of it is left."""
FINE = 10
"""Fine steps per bandwidth that points are shared between: keeps the error below 0.2 % of the peak."""
MOST_CELLS = 4_000_000


@dataclass(frozen=True, kw_only=True)
class Grid:
    """
    Cells of a square grid.

    Parameters
    ----------
    west, south : float
        The outer corner, metres.
    side_m : float
    columns, rows : int
    """

    west: float
    south: float
    side_m: float
    columns: int
    rows: int

    @property
    def x(self) -> Floats:
        """Eastings of the middles of the columns."""
        return np.asarray(self.west + (np.arange(self.columns) + 0.5) * self.side_m, dtype=np.float64)

    @property
    def y(self) -> Floats:
        """Northings of the middles of the rows, southernmost first."""
        return np.asarray(self.south + (np.arange(self.rows) + 0.5) * self.side_m, dtype=np.float64)


def grid_around(x: ArrayLike, y: ArrayLike, side_m: float) -> Grid:
    """
    Return the smallest grid whose corners are whole multiples of its side and that holds all points.

    Raises
    ------
    BadInput
        If there is no point, they look like degrees, or there would be more than four million cells.
    """
    east, north = metres(x, y, reach_m=side_m)
    if not east.size:
        raise BadInput("Det finns ingen punkt att räkna på.")
    first = np.floor(np.array([east.min(), north.min()]) / side_m)
    last = np.floor(np.array([east.max(), north.max()]) / side_m)
    columns, rows = (last - first).astype(np.int64) + 1
    if columns * rows > MOST_CELLS:
        raise BadInput(
            f"Punkterna ligger så utspridda att det blir {columns} gånger {rows} rutor. Välj större rutor, eller ta "
            "bort punkter som ligger fel."
        )
    west, south = first * side_m
    return Grid(west=float(west), south=float(south), side_m=side_m, columns=int(columns), rows=int(rows))


def density(
    x: ArrayLike,
    y: ArrayLike,
    grid: Grid,
    *,
    bandwidth_m: float | ArrayLike,
    kernel: Kernel = "gaussian",
    weights: ArrayLike | None = None,
    threads: int | None = None,
) -> Floats:
    """
    Return events per square metre in the middle of each cell.

    Parameters
    ----------
    x, y : array_like, shape (events,)
        Metres; also points outside the grid count inside it.
    grid : Grid
    bandwidth_m : float, or array_like of shape (events,)
        The Gaussian's standard deviation; the radius of the kernels that end. One for each event: adaptive.
    kernel : {"gaussian", "quartic", "epanechnikov"}
        One bandwidth of the Gaussian: points are shared among fine steps first, error at most 0.2 % of the peak of any
        single event. Otherwise exact.
    weights : array_like, shape (events,), optional
    threads : int, optional

    Returns
    -------
    float64 array, shape (rows, columns)
        Adds up, times the surface of a cell, to the number of events where the kernels lie inside the grid.

    Raises
    ------
    BadInput
        If a coordinate is no number, coordinates look like degrees, or a bandwidth is not above 0.

    Notes
    -----
    The answer scales with the unit of length: in kilometres it is a million times that in metres (a test says so, since
    a much used program cuts its kernels off at a density instead of at a distance). There is no correction at borders.

    References
    ----------
    .. [1] B. W. Silverman (1986), Density Estimation for Statistics and Data Analysis, Chapman & Hall, 76 (eq. 4.5).
    .. [2] M. P. Wand (1994), Fast computation of multivariate kernel estimators, Journal of Computational and Graphical
       Statistics 3(4), 433-445.
    """
    wide = np.asarray(bandwidth_m, dtype=np.float64)
    if not np.isfinite(wide).all() or np.any(wide <= 0):
        raise BadInput("Bandbredden ska vara större än 0 meter.")
    east, north = metres(x, y, reach_m=float(wide.max(initial=0)))
    mass = np.zeros(0) if weights is None else np.asarray(weights, dtype=np.float64).ravel()
    if (weights is not None and mass.size != east.size) or wide.size not in (1, east.size):
        raise BadInput("Varje punkt behöver en vikt och en bandbredd.")
    if kernel == "gaussian" and wide.size == 1:
        return _binned(east, north, mass, grid, float(wide.ravel()[0]), threads)
    mass = np.ones(east.size) if weights is None else mass
    return _scattered(
        east, north, mass, grid, np.broadcast_to(wide.ravel(), east.shape).copy(), kernel, threads
    )


def adaptive_bandwidths(
    x: ArrayLike, y: ArrayLike, *, bandwidth_m: float, most: float = 4.0, threads: int | None = None
) -> Floats:
    """
    Return a bandwidth for each event: narrower where events are dense, wider where they are few.

    Parameters
    ----------
    x, y : array_like, shape (events,)
    bandwidth_m : float
        Of the first estimate, and the geometric mean of the answer before it is limited.
    most : float
        No bandwidth is more than so many times as wide, or as narrow.

    References
    ----------
    I. S. Abramson (1982), On bandwidth variation in kernel estimates: a square root law, Annals of Statistics 10(4),
    1217-1223.
    """
    east, north = metres(x, y, reach_m=bandwidth_m)
    side = max(bandwidth_m / 3, float(max(np.ptp(east), np.ptp(north))) / 1500 if east.size else 0)
    grid = grid_around(east, north, side)
    first = density(east, north, grid, bandwidth_m=max(bandwidth_m, side), threads=threads)
    column = np.floor((east - grid.west) / side).astype(np.int64)
    row = np.floor((north - grid.south) / side).astype(np.int64)
    at = np.maximum(first[row, column], np.finfo(float).tiny)
    factor = np.sqrt(np.exp(np.log(at).mean()) / at)
    return np.asarray(bandwidth_m * np.clip(factor, 1 / most, most), dtype=np.float64)


def _binned(x: Floats, y: Floats, mass: Floats, grid: Grid, wide: float, threads: int | None) -> Floats:
    """Share the points between fine steps, then let each cell of the grid gather from them, by columns and by rows."""
    from samsyn.stats.density_kernel import gather, share_out  # noqa: PLC0415

    step = wide / FINE
    reach = REACH * wide
    low = grid.west - reach, grid.south - reach
    far = grid.columns * grid.side_m + 2 * reach, grid.rows * grid.side_m + 2 * reach
    shape = ceil(far[1] / step) + 2, ceil(far[0] / step) + 2
    if shape[0] * shape[1] > 4 * MOST_CELLS:
        mass = mass if mass.size else np.ones(x.size)
        return _scattered(x, y, mass, grid, np.full(x.size, wide), "gaussian", threads)
    parts = np.linspace(0, x.size, _useful(x.size, shape) + 1).astype(np.int64)

    def part(piece: int) -> Floats:
        held = np.zeros(shape)
        share_out(x, y, mass, low[0], low[1], step, held, parts[piece], parts[piece + 1])
        return held

    held: Floats = np.add.reduce(in_threads(part, range(len(parts) - 1), threads))
    spread = np.sqrt(wide**2 - step**2 / 6)  # sharing between two steps widens by step² / 6 in the mean
    by_row = gather(held, *_gathering(grid.y - low[1], step, spread, shape[0]))
    by_column = gather(np.ascontiguousarray(by_row.T), *_gathering(grid.x - low[0], step, spread, shape[1]))
    return np.ascontiguousarray(by_column.T)


def _useful(points: int, shape: tuple[int, int]) -> int:
    """Return in how many parts it pays to share out the points: each part has a grid of its own."""
    return int(np.clip(points // (4 * shape[0] * shape[1]), 1, 2))


def _gathering(middle: Floats, step: float, spread: float, nodes: int) -> tuple[Ints, Floats]:
    """Return for each middle the first node within reach, and the weights of it and those that follow."""
    first = np.ceil(middle / step - REACH * FINE).astype(np.int64)
    first = np.clip(first, 0, max(nodes - int(2 * REACH * FINE) - 1, 0))
    along = first[:, None] + np.arange(min(int(2 * REACH * FINE) + 1, nodes))
    away = (middle[:, None] - along * step) / spread
    return first, np.asarray(np.exp(-(away**2) / 2) / (spread * np.sqrt(2 * pi)), dtype=np.float64)


def _scattered(
    x: Floats, y: Floats, mass: Floats, grid: Grid, wide: Floats, kernel: Kernel, threads: int | None
) -> Floats:
    """Add each point to every cell that it reaches. Each part has rows of its own and adds points in order."""
    from samsyn.stats.density_kernel import PAD, gaussians, polynomials  # noqa: PLC0415

    edges = np.linspace(0, grid.rows, min(threads or available(), grid.rows) + 1).astype(np.int64)
    found = np.zeros((grid.rows, grid.columns + PAD))
    reach = REACH * wide if kernel == "gaussian" else wide

    def part(piece: int) -> None:
        first, last = int(edges[piece]), int(edges[piece + 1])
        south, north = grid.south + first * grid.side_m, grid.south + last * grid.side_m
        alone = len(edges) == 2
        mine = np.arange(y.size) if alone else np.flatnonzero((y + reach >= south) & (y - reach <= north))
        arrays = (x, y, mass, wide, mine, grid.west, grid.south, grid.side_m, found, first, last)
        if kernel == "gaussian":
            gaussians(*arrays, REACH)
        else:
            polynomials(*arrays, 2 if kernel == "quartic" else 1)

    in_threads(part, range(len(edges) - 1), threads)
    return np.ascontiguousarray(found[:, : grid.columns])
