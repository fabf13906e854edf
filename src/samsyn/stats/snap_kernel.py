"""Nearest pieces of lines by compiled loops. Imported only where there are any."""

from __future__ import annotations

import math

from numba import njit


@njit(cache=True, nogil=True)
def fill(piece, west, south, side, columns, rows, at, listed):  # type: ignore[no-untyped-def]
    """
    List each piece in the cells that it may touch, row by row, and move `at` on.

    With an empty list the pieces are only counted.
    """
    for i in range(len(piece)):
        x0, y0, x1, y1 = piece[i]
        if y0 > y1:
            x0, y0, x1, y1 = x1, y1, x0, y0
        low = max(0, int((y0 - south) / side - 1e-6))
        high = min(rows - 1, int((y1 - south) / side + 1e-6))
        for r in range(low, high + 1):
            below, above = max(y0, south + r * side), min(y1, south + (r + 1) * side)
            a, b = x0, x1
            if y1 > y0:  # the part of the piece that lies in the row
                a = x0 + (x1 - x0) * min(max((below - y0) / (y1 - y0), 0.0), 1.0)
                b = x0 + (x1 - x0) * min(max((above - y0) / (y1 - y0), 0.0), 1.0)
            left = max(0, int((min(a, b) - west) / side - 1e-6))
            right = min(columns - 1, int((max(a, b) - west) / side + 1e-6))
            for c in range(left, right + 1):
                cell = r * columns + c
                if len(listed) > 0:
                    listed[at[cell]] = i
                at[cell] += 1


@njit(cache=True, nogil=True)
def _closest(x, y, piece, i):  # type: ignore[no-untyped-def]
    """Return the squared distance to a piece, and the place on it."""
    x0, y0, x1, y1 = piece[i]
    dx, dy = x1 - x0, y1 - y0
    length = dx * dx + dy * dy
    along = 0.0
    if length > 0:
        along = min(max(((x - x0) * dx + (y - y0) * dy) / length, 0.0), 1.0)
    px, py = x0 + along * dx, y0 + along * dy
    return (x - px) * (x - px) + (y - py) * (y - py), px, py


@njit(cache=True, nogil=True)
def nearest(  # type: ignore[no-untyped-def]  # noqa: C901
    x, y, piece, owner, west, south, side, columns, rows, first, listed, most, line, far, at_x, at_y
):
    """Fill line, far, at_x and at_y for each point."""
    for p in range(len(x)):
        u, v = (x[p] - west) / side, (y[p] - south) / side
        c0, r0 = math.floor(u), math.floor(v)
        edge = min(u - c0, c0 + 1 - u, v - r0, r0 + 1 - v)  # to the nearest side of the own cell
        best, held = most * most, -1
        ring = max(-c0, c0 - columns + 1, -r0, r0 - rows + 1, 0)
        last = max(c0, columns - 1 - c0, r0, rows - 1 - r0)
        while ring <= last and (ring == 0 or ((ring - 1 + edge) * side) ** 2 <= best):
            for r in range(max(r0 - ring, 0), min(r0 + ring, rows - 1) + 1):
                whole = abs(r - r0) == ring
                step = 1 if whole or ring == 0 else 2 * ring
                for c in range(c0 - ring, c0 + ring + 1, step):
                    if c < 0 or c >= columns:
                        continue
                    for k in range(first[r * columns + c], first[r * columns + c + 1]):
                        i = listed[k]
                        d, px, py = _closest(x[p], y[p], piece, i)
                        if d < best or (d == best and (held < 0 or owner[i] < held)):
                            best, held = d, owner[i]
                            at_x[p], at_y[p] = px, py
            ring += 1
        line[p] = held
        if held >= 0:
            far[p] = math.sqrt(best)
