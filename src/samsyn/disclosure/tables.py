"""Tables that are shown with their sums: which cells must be withheld so that none can be worked out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass
from heapq import heappop, heappush
from typing import Any

import numpy as np

THRESHOLD = 5
PRIMARY = "Visas inte i den här upplagan: färre än {threshold}."
COMPLEMENTARY = "Visas inte i den här upplagan: annars skulle ett litet antal intill kunna räknas ut."
INFINITE = float("inf")
DEAR = 1e9  # what a sum costs to withhold, compared with the counts in it
REST = "\0rest"  # row or column of what the parts of a sum leave: nobody states it, but anyone can subtract

Key = tuple[Hashable, Hashable]  # row and column of a table; none means the sum over it
Arcs = dict[Key, tuple[Hashable, Hashable]]
Steps = dict[Hashable, list[tuple[Hashable, Key]]]  # node → next nodes, and the cell that leads there


@dataclass(frozen=True, kw_only=True)
class Protected:
    """
    A table with what is withheld.

    Parameters
    ----------
    counts : array of float, shape as given
        The counts, NaN where withheld.
    rows, columns : array of float, shapes (rows,) and (columns,)
        Sums, NaN where withheld; empty for a table of one dimension.
    total : float
        The grand total, NaN where withheld.
    reasons : mapping
        (row, column) → why, one Swedish sentence; none stands for a sum.
    """

    counts: np.ndarray[Any, Any]
    rows: np.ndarray[Any, Any]
    columns: np.ndarray[Any, Any]
    total: float
    reasons: Mapping[Key, str]


def protect(counts: Any, *, threshold: int = THRESHOLD, hide_zeros: bool = False) -> Protected:
    """
    Withhold small counts in a table that is shown with its sums.

    Parameters
    ----------
    counts : array_like of int, shape (rows,) or (rows, columns)
        Not negative.
    threshold : int
        Smallest count that is shown.
    hide_zeros : bool
        Whether zero is small too.

    Notes
    -----
    Each small count gets the cheapest protection in turn, sums last. That is not the smallest possible set, which is
    hard to find, but no withheld count can be derived.

    References
    ----------
    Gusfield (1988), A graph theoretic approach to statistical data security, SIAM J. Comput. 17, 552-571.
    """
    table = np.asarray(counts, dtype=np.int64)
    cells = _cells(table)
    reasons = hidden_cells(cells, threshold=threshold, hide_zeros=hide_zeros)
    shown = {key: np.nan if key in reasons else float(value) for key, value in cells.items()}
    rows, columns = (*table.shape, 0)[:2]
    inner: list[Key] = [(i, j) for i in range(rows) for j in range(columns)]
    inner = inner or [(i, None) for i in range(rows)]
    return Protected(
        counts=np.array([shown[key] for key in inner], dtype=float).reshape(table.shape),
        rows=np.array([shown[i, None] for i in range(rows)] if columns else [], dtype=float),
        columns=np.array([shown[None, j] for j in range(columns)], dtype=float),
        total=shown[None, None],
        reasons=reasons,
    )


def _cells(table: np.ndarray[Any, Any]) -> dict[Key, int]:
    cells: dict[Key, int] = {(None, None): int(table.sum())}
    if table.ndim == 1:
        return cells | {(i, None): int(value) for i, value in enumerate(table)}
    cells |= {(i, None): int(value) for i, value in enumerate(table.sum(axis=1))}
    cells |= {(None, j): int(value) for j, value in enumerate(table.sum(axis=0))}
    return cells | {(i, j): int(table[i, j]) for i, j in np.ndindex(*table.shape)}


def hidden_cells(
    cells: Mapping[Key, int], *, threshold: int = THRESHOLD, hide_zeros: bool = False
) -> dict[Key, str]:
    """
    Return which cells of a table with sums must be withheld, and why.

    Parameters
    ----------
    cells : mapping of (row, column) to int
        None for row or column is the sum over it; cells that are not given are zero, sums that are not given known.
    threshold : int
        Smallest count that is shown.
    hide_zeros : bool
        Whether zero is small too.
    """
    least = 0 if hide_zeros else 1
    reasons = {key: PRIMARY.format(threshold=threshold) for key, n in cells.items() if least <= n < threshold}
    arcs = _arcs(cells)
    steps = _steps(arcs, cells, least)
    for key in list(reasons):
        reasons |= dict.fromkeys(_complements(key, reasons, arcs, steps, cells, least), COMPLEMENTARY)
    return reasons


def exposed_cells(
    cells: Mapping[Key, int], hidden: Collection[Key], *, threshold: int = THRESHOLD
) -> list[Key]:
    """
    Return the small counts that are withheld and can be worked out all the same.

    Parameters
    ----------
    cells : mapping of (row, column) to int
        As for `hidden_cells`.
    hidden : collection of (row, column)
        What the reader does not know; every other cell is known.
    threshold : int
        Smallest count that is shown.

    Notes
    -----
    A hidden count can take another value when it lies on a cycle of hidden cells along which some grow as much as
    others shrink, none below one (Gusfield 1988); then it is not exposed.
    """
    arcs = _arcs(cells)
    steps = _steps({key: arcs[key] for key in hidden}, cells, 1)
    small = [key for key in hidden if 0 < cells[key] < threshold]
    return [key for key in small if not _can_change(key, arcs[key], steps, grows_only=cells[key] == 1)]


def _can_change(key: Key, arc: tuple[Hashable, Hashable], steps: Steps, *, grows_only: bool) -> bool:
    tail, head = arc
    return _reaches(steps, head, tail, key) or (not grows_only and _reaches(steps, tail, head, key))


def _reaches(steps: Steps, start: Hashable, goal: Hashable, without: Key) -> bool:
    """Whether one can go from a node to another, not along one of the cells."""
    seen, ahead = {start}, [start]
    while ahead:
        for following, cell in steps.get(ahead.pop(), ()):
            if cell == without or following in seen:
                continue
            if following == goal:
                return True
            seen.add(following)
            ahead.append(following)
    return start == goal


def with_rests(cells: Mapping[Key, int]) -> dict[Key, int]:
    """
    Return the cells of a table with what its parts leave of each sum, in a row and a column called `REST`.

    Counts without a row or a column are in the sums but in no cell; whoever subtracts the cells from the sums finds
    them, so they must be protected like any other. Rests of zero are left out.
    """
    rows = {row: n for (row, column), n in cells.items() if row is not None and column is None}
    columns = {column: n for (row, column), n in cells.items() if row is None and column is not None}
    in_rows: Counter[Hashable] = Counter()
    in_columns: Counter[Hashable] = Counter()
    for (row, column), n in cells.items():
        if row is not None and column is not None:
            in_rows[row] += n
            in_columns[column] += n
    rests: dict[Key, int] = {}
    if in_rows:
        rests |= {(row, REST): n - in_rows[row] for row, n in rows.items()}
        rests |= {(REST, column): n - in_columns[column] for column, n in columns.items()}
    total = cells.get((None, None))
    if total is not None and rows:
        rests[REST, None] = total - sum(rows.values())
        if in_rows:
            rests[REST, REST] = rests[REST, None] - sum(rests[REST, column] for column in columns)
    if total is not None and columns:
        rests[None, REST] = total - sum(columns.values())
    return {**cells, **{key: n for key, n in rests.items() if n > 0}}


def _arcs(cells: Iterable[Key]) -> Arcs:
    """
    Return each cell as an arc of a network in which the sums are conservation of flow.

    The total runs from the sink to the source, a row's sum from the source to the row, a cell from its row to its
    column, a column's sum to the sink. Where there are no inner cells, the rows are one node and the columns another.
    """
    keys = list(cells)
    inner = any(row is not None and column is not None for row, column in keys)
    rows = "sink" if inner else "rows" if any(row is not None for row, _ in keys) else "source"
    columns = "source" if inner or all(column is None for _, column in keys) else "columns"
    arcs: Arcs = {}
    for row, column in keys:
        if row is None and column is None:
            arcs[row, column] = (rows, columns)
        elif column is None:
            arcs[row, column] = ("source", ("row", row) if inner else rows)
        elif row is None:
            arcs[row, column] = (("column", column), "sink") if inner else (columns, "source")
        else:
            arcs[row, column] = (("row", row), ("column", column))
    return arcs


def _steps(arcs: Arcs, cells: Mapping[Key, int], least: int) -> Steps:
    """Return where one can go from each node: forwards along a cell that may grow, backwards where it may shrink."""
    steps: Steps = defaultdict(list)
    for key, (tail, head) in arcs.items():
        if cells[key] >= least:
            steps[tail].append((head, key))
            if cells[key] > least:
                steps[head].append((tail, key))
    return steps


def _complements(
    key: Key, hidden: Collection[Key], arcs: Arcs, steps: Steps, cells: Mapping[Key, int], least: int
) -> list[Key]:
    """
    Return the visible cells to withhold so that a hidden one can take another value.

    It can when it lies on a cycle of hidden cells along which some grow as much as others shrink, none below the least
    possible value; the cheapest such cycle is a shortest path. Cells on it protect each other.
    """

    def price(other: Key) -> float:
        if other == key:
            return INFINITE
        return 0.0 if other in hidden else 1.0 + cells[other] + DEAR * other.count(None)

    tail, head = arcs[key]
    paths = [_cheapest(steps, price, head, tail)]
    if cells[key] > least:
        paths.append(_cheapest(steps, price, tail, head))
    best, path = min(paths, key=lambda found: found[0])
    return [other for other in path if other not in hidden] if best < INFINITE else []


def _cheapest(
    steps: Steps, price: Callable[[Key], float], start: Hashable, goal: Hashable
) -> tuple[float, list[Key]]:
    """Return the price of the cheapest path and the cells along it (Dijkstra)."""
    best: dict[Hashable, float] = {start: 0.0}
    came: dict[Hashable, tuple[Hashable, Key]] = {}
    queue: list[tuple[float, int, Hashable]] = [(0.0, 0, start)]
    order = 0
    while queue:
        paid, _, node = heappop(queue)
        if node == goal:
            return paid, _walked(came, start, goal)
        if paid > best[node]:
            continue
        for following, cell in steps.get(node, ()):
            total = paid + price(cell)
            if total < best.get(following, INFINITE):
                best[following] = total
                came[following] = (node, cell)
                order += 1
                heappush(queue, (total, order, following))
    return INFINITE, []


def _walked(came: Mapping[Hashable, tuple[Hashable, Key]], start: Hashable, goal: Hashable) -> list[Key]:
    cells = []
    while goal != start:
        goal, cell = came[goal]
        cells.append(cell)
    return cells
