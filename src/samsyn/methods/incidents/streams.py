"""Which series are judged: rich ones alone, sparse ones pooled over bins and then over categories."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from samsyn.methods.incidents.grid import Grid
from samsyn.methods.incidents.options import Options

Array = np.ndarray[Any, Any]


@dataclass(frozen=True, kw_only=True)
class Stream:
    """
    One series that is judged.

    Parameters
    ----------
    area, category : int, optional
        Positions in the grid; none means all.
    members : tuple of int
        Categories that are pooled, when `category` is none and not all are in.
    width : int
        Bins that are added together in each step of the series.
    counts : int64 array, shape (steps,)
        Oldest first; the last step ends with the period.
    exposure : float array, shape (steps,), optional
        Active reporters, summed over the bins of a step.
    """

    area: int | None
    category: int | None
    members: tuple[int, ...] = ()
    width: int = 1
    counts: Array
    exposure: Array | None


def steps(values: Array, width: int) -> Array:
    """
    Return sums over `width` bins, aligned so that the last step ends with the last bin; a rest at the start
    is left out.
    """
    rest = values.shape[-1] % width
    whole = values[..., rest:]
    summed: Array = whole.reshape(*whole.shape[:-1], -1, width).sum(axis=-1)
    return summed


def streams(grid: Grid, options: Options, *, width: int) -> Iterator[Stream]:
    """
    Yield the series to judge, each event at most once per view (all, category, area, cell).

    A cell of area and category whose mean is `rich_mean` per bin or more stands alone; one that reaches it
    over `width` bins is judged over them; the rest of an area's categories are pooled, over `width` bins
    too. With `width` 1 only categories are pooled.
    """
    yield _stream(grid, options, None, None, grid.total, width)
    for j in range(len(grid.categories)):
        yield _stream(grid, options, None, j, grid.by_category[j], width)
    for i in range(len(grid.areas)):
        yield _stream(grid, options, i, None, grid.by_area[i], width)
        yield from _cells(grid, options, i, width)


def _stream(
    grid: Grid, options: Options, area: int | None, category: int | None, counts: Array, width: int
) -> Stream:
    history = counts[:-1]
    rich = history.size > 0 and history.mean() >= options.rich_mean
    return _made(grid, area, category, (), counts, 1 if rich else width)


def _made(
    grid: Grid, area: int | None, category: int | None, members: tuple[int, ...], counts: Array, width: int
) -> Stream:
    exposure = grid.total_exposure if area is None else None
    if area is not None and grid.exposure is not None:
        exposure = grid.exposure[area]
    return Stream(
        area=area,
        category=category,
        members=members,
        width=width,
        counts=steps(counts, width),
        exposure=None if exposure is None else steps(exposure, width),
    )


def _cells(grid: Grid, options: Options, i: int, width: int) -> Iterator[Stream]:
    history = grid.counts[i, :, :-1]
    means = history.mean(axis=1) if history.shape[1] else np.zeros(len(grid.categories))
    sparse = []
    for j, mean in enumerate(means):
        if mean >= options.rich_mean:
            yield _made(grid, i, j, (), grid.counts[i, j], 1)
        elif width > 1 and mean * width >= options.rich_mean:
            yield _made(grid, i, j, (), grid.counts[i, j], width)
        else:
            sparse.append(j)
    if sparse and grid.counts[i, sparse].any():
        yield _made(grid, i, None, tuple(sparse), grid.counts[i, sparse].sum(axis=0), width)


def part_of(grid: Grid, pooled: Stream, category: int) -> Stream:
    """Return the series of one category in a pooled series, over the same bins."""
    return _made(grid, pooled.area, category, (), grid.counts[pooled.area, category], pooled.width)


def total_stream(grid: Grid) -> Stream:
    """Return the series of all incidents, bin by bin."""
    return _made(grid, None, None, (), grid.total, 1)
