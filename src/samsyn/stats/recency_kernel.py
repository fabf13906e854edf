"""Events added to a grid by how near and how recent they are. Imported only where asked for: compilers load slowly."""

from __future__ import annotations

import math

from numba import njit


@njit(cache=True, nogil=True)
def laid_down(u, v, mass, reach, step, found, first, last):  # type: ignore[no-untyped-def]
    """Add mass / (1 + distance / step) to cells nearer than reach, for rows from first to last; lengths in cells."""
    columns = found.shape[1]
    for i in range(len(u)):
        low, high = max(first, math.ceil(v[i] - reach)), min(last - 1, math.floor(v[i] + reach))
        left, right = max(0, math.ceil(u[i] - reach)), min(columns - 1, math.floor(u[i] + reach))
        for r in range(low, high + 1):
            for c in range(left, right + 1):
                away = math.sqrt((r - v[i]) ** 2 + (c - u[i]) ** 2)
                if away < reach:
                    found[r, c] += mass[i] / (1 + away / step)


@njit(cache=True, nogil=True)
def rings(held, reach, found):  # type: ignore[no-untyped-def]
    """Add held / (1 + cells away, the longer way) to cells less than reach away; held has reach - 1 more around."""
    rows, columns = found.shape
    pad = reach - 1
    for r in range(held.shape[0]):
        for c in range(held.shape[1]):
            if held[r, c] == 0:
                continue
            for row in range(max(0, r - 2 * pad), min(rows, r + 1)):
                for column in range(max(0, c - 2 * pad), min(columns, c + 1)):
                    away = max(abs(row + pad - r), abs(column + pad - c))
                    found[row, column] += held[r, c] / (1 + away)
