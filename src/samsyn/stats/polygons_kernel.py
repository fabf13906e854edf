"""Cells of a grid that polygons fill or touch, and points looked up in them. Imported only for many points."""

from __future__ import annotations

import math

import numpy as np
from numba import njit

NONE, FIRST = -1, -2
OUTSIDE, INSIDE, DOUBTFUL = 0, 1, 2
ROUNDING = 1.8e-15  # eight times the rounding of one step


@njit(cache=True, nogil=True)
def _rows(y1, y2, side, pad):  # type: ignore[no-untyped-def]
    """Return the first and last row that an edge reaches."""
    return math.floor((min(y1, y2) - pad) / side), math.floor((max(y1, y2) + pad) / side)


@njit(cache=True, nogil=True)
def rows_of(edges, first, south, side, pad, low, high):  # type: ignore[no-untyped-def]
    """Fill low and high with the rows that each polygon reaches, less than none where it has no edge."""
    for p in range(len(first) - 1):
        low[p], high[p] = 0, -1
        for e in range(first[p], first[p + 1]):
            a, b = _rows(edges[e, 1] - south, edges[e, 3] - south, side, pad)
            if e == first[p]:
                low[p], high[p] = a, b
            low[p], high[p] = min(low[p], a), max(high[p], b)


@njit(cache=True, nogil=True)
def by_row(edges, first, low, offset, south, side, pad, count, of):  # type: ignore[no-untyped-def]
    """List the edges of each polygon and row; only counts them where `of` is empty."""
    for p in range(len(first) - 1):
        for e in range(first[p], first[p + 1]):
            a, b = _rows(edges[e, 1] - south, edges[e, 3] - south, side, pad)
            for r in range(a, b + 1):
                key = offset[p] + r - low[p]
                if len(of) > 0:
                    of[count[key]] = e
                count[key] += 1


@njit(cache=True, nogil=True)
def _upward(edge, west, south):  # type: ignore[no-untyped-def]
    """Return an edge from the corner of the grid, its lower end first."""
    x1, y1, x2, y2 = edge[0] - west, edge[1] - south, edge[2] - west, edge[3] - south
    return (x1, y1, x2, y2) if y1 <= y2 else (x2, y2, x1, y1)


@njit(cache=True, nogil=True)
def _columns(x1, y1, x2, y2, r, side, pad):  # type: ignore[no-untyped-def]
    """Return the first and last column that an edge reaches in a row."""
    a, b = x1, x2
    if y2 > y1:
        slope = (x2 - x1) / (y2 - y1)
        a = x1 + slope * (min(max(r * side - pad, y1), y2) - y1)
        b = x1 + slope * (min(max((r + 1) * side + pad, y1), y2) - y1)
    return math.floor((min(a, b) - pad) / side), math.floor((max(a, b) + pad) / side)


@njit(cache=True, nogil=True)
def _border(mine, p, west, south, side, pad, last, links, head, following, held):  # type: ignore[no-untyped-def]
    """Link a polygon to the cells that its border reaches; return the links so far, and the box of those cells."""
    rows, columns = last.shape
    left, right, below, above = columns, -1, rows, -1
    for e in range(len(mine)):
        x1, y1, x2, y2 = _upward(mine[e], west, south)
        low, high = _rows(y1, y2, side, pad)
        for r in range(max(0, low), min(rows - 1, high) + 1):
            start, stop = _columns(x1, y1, x2, y2, r, side, pad)
            start, stop = max(0, start), min(columns - 1, stop)
            left, right, below, above = min(left, start), max(right, stop), min(below, r), max(above, r)
            for c in range(start, stop + 1):
                if last[r, c] == p:
                    continue
                last[r, c] = p
                if links < len(held):
                    held[links], following[links], head[r, c] = p, head[r, c], links
                links += 1
    return links, left, right, below, above


@njit(cache=True, nogil=True)
def _interior(mine, p, west, south, side, left, right, below, above, last, full, toggles):  # type: ignore[no-untyped-def]
    """Give a polygon the cells that it fills: inside by the crossings along the middle of the row, without border."""
    toggles[below : above + 1, left : right + 2] = 0
    for e in range(len(mine)):
        x1, y1, x2, y2 = _upward(mine[e], west, south)
        for r in range(max(below, math.floor(y1 / side - 0.5)), min(above, math.ceil(y2 / side)) + 1):
            middle = (r + 0.5) * side
            if (y1 > middle) != (y2 > middle):
                c = math.ceil((x1 + (x2 - x1) * (middle - y1) / (y2 - y1)) / side - 0.5)
                toggles[r, min(max(c, left), right + 1)] ^= 1
    for r in range(below, above + 1):
        inside = 0
        for c in range(left, right + 1):
            inside ^= toggles[r, c]
            if inside == 1 and last[r, c] != p:
                full[r, c] = p


@njit(cache=True, nogil=True)
def fill(edges, first, west, south, side, pad, full, head, following, held, toggles):  # type: ignore[no-untyped-def]
    """
    Tell for each cell the lowest polygon that fills it, and in a chain, lowest first, those with a border in it.

    Returns how many links the chains have; where there is no room for them the rest are only counted.
    """
    last = np.full(full.shape, NONE, dtype=np.int32)
    links = 0
    for back in range(len(first) - 1):
        p = len(first) - 2 - back
        mine = edges[first[p] : first[p + 1]]
        links, left, right, below, above = _border(
            mine, p, west, south, side, pad, last, links, head, following, held
        )
        if right >= left and above >= below:
            _interior(mine, p, west, south, side, left, right, below, above, last, full, toggles)
    return links


@njit(cache=True, nogil=True)
def _holds(px, py, edges, start, stop, near):  # type: ignore[no-untyped-def]
    """Whether a polygon holds a point, by the edges that the row of the point meets; doubtful at its border."""
    inside = False
    for k in range(start, stop):
        x1, y1, x2, y2 = edges[k, 0], edges[k, 1], edges[k, 2], edges[k, 3]
        crossed = (y1 > py) != (y2 > py)
        if px < min(x1, x2) - near:  # to the left of all of it
            inside ^= crossed
        elif px <= max(x1, x2) + near:
            ax, ay, bx, by = x2 - x1, y2 - y1, px - x1, py - y1
            if _squared(ax, ay, bx, by) <= near * near:
                return DOUBTFUL
            if crossed:
                one, other = ax * by, bx * ay
                if abs(one - other) <= ROUNDING * (abs(one) + abs(other)):
                    return DOUBTFUL
                inside ^= (one > other) == (ay > 0)
    return INSIDE if inside else OUTSIDE


@njit(cache=True, nogil=True)
def _squared(ax, ay, bx, by):  # type: ignore[no-untyped-def]
    """Return the squared distance of b from the line between nought and a."""
    along, length = ax * bx + ay * by, ax * ax + ay * ay
    if along <= 0 or length == 0:
        return bx * bx + by * by
    if along >= length:
        return (bx - ax) ** 2 + (by - ay) ** 2
    return (ax * by - ay * bx) ** 2 / length


@njit(cache=True, nogil=True)
def look_up(  # type: ignore[no-untyped-def]
    x,
    y,
    west,
    south,
    side,
    answer,
    full,
    following,
    held,
    edges,
    start,
    low,
    offset,
    near,
    found,
    doubtful,
    ask,
    a,
    b,
):
    """Fill found for the points from a to b; doubtful where one lies at a border, and ask for what may hold it."""
    rows, columns = answer.shape
    for i in range(a, b):
        found[i], doubtful[i] = NONE, False
        u, v = (x[i] - west) / side, (y[i] - south) / side
        if not (u >= 0 and v >= 0 and u < columns and v < rows):  # also what is no number
            continue
        r, c = int(v), int(u)
        found[i] = answer[r, c]
        if found[i] >= NONE:
            continue
        link = FIRST - found[i]
        found[i] = full[r, c]
        while link != NONE and (found[i] == NONE or held[link] < found[i]):
            p = held[link]
            key = offset[p] + r - low[p]
            one = _holds(x[i], y[i], edges, start[key], start[key + 1], near)
            if one == INSIDE:
                found[i] = p
            doubtful[i] = one == DOUBTFUL
            link = NONE if one != OUTSIDE else following[link]
        if doubtful[i]:
            if full[r, c] != NONE:
                ask[full[r, c]] = True
            link = FIRST - answer[r, c]
            while link != NONE:
                ask[held[link]] = True
                link = following[link]
