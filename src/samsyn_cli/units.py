"""Units that events are counted in: squares of a grid, or areas from a file."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from samsyn.stats.neighbours import Neighbours
    from samsyn_cli.points import Points

SQUARE_M = 250.0


@dataclass(frozen=True, kw_only=True)
class Units:
    """
    Units with their events.

    Parameters
    ----------
    labels : list of dict
        What tells each unit: `x`, `y` of a square's middle, or `key`, `name` of an area.
    count : int64 array, shape (units,)
    value : float64 array, shape (units,)
        What is compared: the counts, or counts per square kilometre or inhabitant.
    density : float64 array, shape (units,), optional
        Events per square kilometre, smoothed; squares only.
    near : Neighbours
    facts : dict
        What an answer says about them.
    outside : int
        Events in none.
    """

    labels: list[dict[str, Any]]
    count: NDArray[np.int64]
    value: NDArray[np.float64]
    density: NDArray[np.float64] | None
    near: Neighbours
    facts: dict[str, Any]
    outside: int


def squares(points: Points, args: Namespace) -> Units:
    """Count events in the squares of the smallest grid that holds them all, and smooth them."""
    import numpy as np

    from samsyn.stats.density import adaptive_bandwidths, density, grid_around
    from samsyn.stats.neighbours import grid_neighbours

    side = args.cell or SQUARE_M
    grid = grid_around(points.x, points.y, side)
    column = np.floor((points.x - grid.west) / side).astype(np.int64)
    row = np.floor((points.y - grid.south) / side).astype(np.int64)
    count = np.bincount(row * grid.columns + column, minlength=grid.rows * grid.columns)
    radius = args.radius or 3 * side
    if args.kernel == "adaptive":
        wide = adaptive_bandwidths(points.x, points.y, bandwidth_m=radius)
        smooth = density(points.x, points.y, grid, bandwidth_m=wide)
    else:
        smooth = density(points.x, points.y, grid, bandwidth_m=radius, kernel=args.kernel)
    rows, columns = np.divmod(np.arange(count.size), grid.columns)
    return Units(
        labels=[
            {"x": x, "y": y} for x, y in zip(grid.x[columns].tolist(), grid.y[rows].tolist(), strict=True)
        ],
        count=count.astype(np.int64),
        value=count.astype(np.float64),
        density=smooth.ravel() * 1e6,
        near=grid_neighbours(columns, rows),
        facts={
            "kind": "squares",
            "number": int(count.size),
            "side_m": side,
            "columns": grid.columns,
            "rows": grid.rows,
            "radius_m": radius,
        },
        outside=0,
    )


def areas(points: Points, args: Namespace) -> Units:
    """
    Count events in the areas of a file.

    Raises
    ------
    BadInput
        If the file has no polygons, or what the counts are divided by is not known.
    """
    import numpy as np
    import shapely

    from samsyn.errors import BadInput
    from samsyn.files import inspect_areas
    from samsyn.stats.neighbours import touching
    from samsyn.stats.plane import metres
    from samsyn.stats.space import assign

    found = inspect_areas(args.areas).areas
    if found.polygons is None:
        raise BadInput(
            f"{args.areas} har inga områdesgränser; hot spots behöver veta vilka områden som möts."
        )
    x, y = metres(points.x, points.y, reach_m=1000)
    index = assign(x, y, found.polygons)
    count = np.bincount(index[index >= 0], minlength=len(found.keys)).astype(np.int64)
    surface = shapely.area(found.polygons) / 1e6
    value = count.astype(np.float64)
    if args.per == "area":
        value = count / np.maximum(surface, 1e-12)
    elif args.per == "population":
        people = np.array([one or 0 for one in found.population], dtype=np.float64)
        if not people.size or np.any(people <= 0):
            raise BadInput(
                f"{args.areas}: minst ett område saknar invånare; --per population behöver dem alla."
            )
        value = count / people
    return Units(
        labels=[{"key": key, "name": name} for key, name in zip(found.keys, found.names, strict=True)],
        count=count,
        value=value,
        density=None,
        near=touching(found.polygons, gap=1.0),
        facts={"kind": "areas", "number": len(found.keys), "version": found.version, "per": args.per},
        outside=int((index < 0).sum()),
    )
