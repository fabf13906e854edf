"""Points added to grids by compiled loops. Imported only where there are any: the compiler loads in a second."""

from __future__ import annotations

import math

import numpy as np
from numba import njit

PAD = 4
"""Columns to the right of a grid, so that cells can be taken four at a time."""


@njit(cache=True, nogil=True)
def share_out(x, y, mass, west, south, step, held, first, last):  # type: ignore[no-untyped-def]
    """Add the points from first to last to the four nearest nodes, each the more the nearer; no mass is 1 each."""
    rows, columns = held.shape
    for i in range(first, last):
        u, v = (x[i] - west) / step, (y[i] - south) / step
        if u >= 0 and v >= 0 and u < columns - 1 and v < rows - 1:
            c, r = int(u), int(v)
            u, v = u - c, v - r
            one = mass[i] if len(mass) > 0 else 1.0
            upper, lower = one * v, one * (1 - v)
            held[r, c] += lower * (1 - u)
            held[r, c + 1] += lower * u
            held[r + 1, c] += upper * (1 - u)
            held[r + 1, c + 1] += upper * u


@njit(cache=True, nogil=True)
def gather(held, first, weight):  # type: ignore[no-untyped-def]
    """Return rows that are weighted sums of rows from the first on; always added in the same order."""
    found = np.zeros((len(first), held.shape[1]))
    for r in range(len(first)):
        for k in range(weight.shape[1]):
            for c in range(held.shape[1]):
                found[r, c] += weight[r, k] * held[first[r] + k, c]
    return found


@njit(cache=True, nogil=True)
def polynomials(x, y, mass, wide, mine, west, south, side, found, first, last, power):  # type: ignore[no-untyped-def]
    """Add (1 - distance² / wide²) to the power 1 or 2, of volume 1, for rows from first to last."""
    columns = found.shape[1] - PAD
    over = np.empty(columns + PAD)
    for k in range(len(mine)):
        i = mine[k]
        h = wide[i]
        scale = (power + 1) * mass[i] / (math.pi * h * h)
        u, v, reach = (x[i] - west) / side - 0.5, (y[i] - south) / side - 0.5, h / side
        low, high = max(first, math.ceil(v - reach)), min(last - 1, math.floor(v + reach))
        left, right = max(0, math.ceil(u - reach)), min(columns - 1, math.floor(u + reach))
        for c in range(left, right + 1):
            over[c] = ((c - u) / reach) ** 2
        over[right + 1 : right + 1 + PAD] = 4.0  # out of reach
        for r in range(low, high + 1):
            rest = 1 - ((r - v) / reach) ** 2
            if power == 2:
                for c in range(left, right + 1, PAD):
                    for one in range(PAD):
                        part = max(rest - over[c + one], 0.0)
                        found[r, c + one] += scale * part * part
            else:
                for c in range(left, right + 1, PAD):
                    for one in range(PAD):
                        found[r, c + one] += scale * max(rest - over[c + one], 0.0)


@njit(cache=True, nogil=True)
def gaussians(x, y, mass, wide, mine, west, south, side, found, first, last, cut):  # type: ignore[no-untyped-def]
    """Add Gaussian kernels, cut off at so many bandwidths along each axis, for rows from first to last."""
    columns = found.shape[1] - PAD
    along = np.empty(columns)
    for k in range(len(mine)):
        i = mine[k]
        h = wide[i]
        scale = mass[i] / (2 * math.pi * h * h)
        u, v, reach = (x[i] - west) / side - 0.5, (y[i] - south) / side - 0.5, h / side
        left, right = max(0, math.ceil(u - cut * reach)), min(columns - 1, math.floor(u + cut * reach))
        low, high = max(first, math.ceil(v - cut * reach)), min(last - 1, math.floor(v + cut * reach))
        for c in range(left, right + 1):
            along[c] = scale * math.exp(-0.5 * ((c - u) / reach) ** 2)
        for r in range(low, high + 1):
            up = math.exp(-0.5 * ((r - v) / reach) ** 2)
            for c in range(left, right + 1):
                found[r, c] += up * along[c]
