"""The dense cube area x period x category: counted once, shared by rates, alarms and maps."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray


def count_cube(
    area: ArrayLike,
    period: ArrayLike,
    category: ArrayLike,
    shape: tuple[int, int, int],
    weights: ArrayLike | None = None,
) -> NDArray[Any]:
    """
    Count events by area, period and category.

    Parameters
    ----------
    area, period, category : array_like of int, shape (events,)
        Codes from 0; -1 in any of them leaves the event out.
    shape : tuple of int
        Numbers of areas, periods and categories.
    weights : array_like, shape (events,), optional
        What each event counts as.

    Returns
    -------
    ndarray of int64, shape `shape`
        Counts; float64 sums where weights are given.

    Raises
    ------
    ValueError
        If the codes differ in number, or one lies outside the shape.

    Examples
    --------
    >>> count_cube([0, 0, 1], [0, 0, 2], [0, 0, 0], (2, 3, 1))[:, :, 0].tolist()
    [[2, 0, 0], [0, 0, 1]]
    """
    codes = [np.asarray(code) for code in (area, period, category)]
    if len({code.shape for code in codes}) != 1 or codes[0].ndim != 1:
        raise ValueError("area, period and category must be one-dimensional and equally long")
    kept = np.ones(codes[0].shape, dtype=bool)
    flat = np.zeros(codes[0].shape, dtype=np.int64)
    for code, size in zip(codes, shape, strict=True):
        if code.size and (code.max() >= size or code.min() < -1):
            raise ValueError(f"codes must lie in -1..{size - 1}, found {code.min()}..{code.max()}")
        kept &= code >= 0
        flat *= size
        flat += code
    weight = None if weights is None else np.asarray(weights, dtype=np.float64)
    if not kept.all():
        flat, weight = flat[kept], None if weight is None else weight[kept]
    cube = np.bincount(flat, weight, minlength=int(np.prod(shape))).reshape(shape)
    return cube.astype(np.int64 if weight is None else np.float64, copy=False)
