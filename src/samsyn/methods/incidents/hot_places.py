"""Hot places: squares with more than others, those that touch taken together as one place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from samsyn.cycle import Estimate, Finding, Status, format_number
from samsyn.methods.incidents.cells import Cells
from samsyn.methods.incidents.findings import Maker
from samsyn.methods.incidents.located import Located
from samsyn.methods.incidents.words import counted, plural
from samsyn.provenance import Rows
from samsyn.stats.proportion import wilson
from samsyn.stats.rate import poisson_interval

MOST_PLACES = 50
MOST_CELLS = 3_000
FUNCTION = "samsyn.stats.hotspot.gi_star"
Ints = NDArray[np.int64]


@dataclass(frozen=True, kw_only=True)
class Place:
    """Squares that stand out and touch: their positions among the cells, and how many events they hold."""

    number: int
    cells: tuple[int, ...]
    n: int
    fullest: int


def hot_places(cells: Cells) -> tuple[Place, ...]:
    """Return the places that stand out, the one with most events first."""
    from scipy.sparse import coo_matrix  # noqa: PLC0415
    from scipy.sparse.csgraph import connected_components  # noqa: PLC0415

    hot = np.flatnonzero(cells.significant)
    position = np.full(len(cells.n), -1, dtype=np.int64)
    position[hot] = np.arange(len(hot))
    one, other = position[cells.near.owner], position[cells.near.index]
    both = (one >= 0) & (other >= 0)
    links = coo_matrix((np.ones(both.sum()), (one[both], other[both])), shape=(len(hot), len(hot)))
    _, label = connected_components(links, directed=False)
    order = np.argsort(label, kind="stable")
    groups = np.split(hot[order], np.flatnonzero(np.diff(label[order])) + 1) if hot.size else []
    groups.sort(key=lambda group: (-int(cells.n[group].sum()), int(group[0])))
    return tuple(
        Place(
            number=number,
            cells=tuple(int(i) for i in group),
            n=int(cells.n[group].sum()),
            fullest=int(group[np.argmax(cells.n[group])]),
        )
        for number, group in enumerate(groups, start=1)
    )


def hot_place_findings(
    maker: Maker, rows: Located, cells: Cells, places: tuple[Place, ...]
) -> Iterator[Finding]:
    """Yield how much lies on places that stand out, and each of them."""
    yield _summary(maker, rows, cells, places)
    names = _areas(rows, cells, places[:MOST_PLACES])
    for place in places[:MOST_PLACES]:
        yield _one(maker, rows, cells, place, names.get(place.number))


def _summary(maker: Maker, rows: Located, cells: Cells, places: tuple[Place, ...]) -> Finding:
    hot, squares = sum(place.n for place in places), sum(len(place.cells) for place in places)
    all_squares = f"{format_number(len(cells.n))} rutor om {cells.size_m} meter"
    reason = (
        f"Av {all_squares} sticker {format_number(squares)} ut."
        if places
        else f"Ingen av {all_squares} har säkert fler än andra."
    )
    n = int(cells.n.sum())
    low, high = wilson(hot, n, level=maker.options.level)
    share = hot / n if n else 0.0
    return maker.finding(
        "hot_places",
        Estimate(
            value=share,
            low=min(float(low), share),
            high=max(float(high), share),
            unit=f"andel av alla {plural(maker.observed.source.counts)} med känd plats",
            n=n,
            level=maker.options.level,
        ),
        function=FUNCTION,
        period=rows.span,
        rows=Rows(start=rows.span.start, end=rows.span.end, having="point"),
        reason=reason,
        detail={
            "size_m": cells.size_m,
            "crs": maker.observed.table.crs,
            "cells": len(cells.n),
            "significant": squares,
            "places": len(places),
            "in_hot_places": hot,
            "located": rows.events.height,
            "all_events": rows.all_events,
        },
    )


def _one(maker: Maker, rows: Located, cells: Cells, place: Place, area: str | None) -> Finding:
    members = np.array(place.cells)
    even = float(cells.n.mean()) * len(members)
    low, high = poisson_interval(place.n, level=maker.options.level)
    counts = maker.observed.source.counts
    squares = "en ruta" if len(members) == 1 else f"{format_number(len(members))} rutor"
    return maker.finding(
        "hot_place",
        Estimate(
            value=float(place.n),
            low=float(low),
            high=float(high),
            unit=plural(counts),
            n=place.n,
            level=maker.options.level,
        ),
        function=FUNCTION,
        area=area,
        period=rows.span,
        rows=Rows(start=rows.span.start, end=rows.span.end, boxes=cells.boxes(members)),
        status=Status.ABOVE,
        reason=f"{format_number(place.n)} {counted(counts, place.n)} i {squares} om {cells.size_m} meter; lika många i "
        f"alla rutor hade gett {format_number(even, 1)}.",
        detail={
            "place": place.number,
            "cells": len(members),
            "size_m": cells.size_m,
            "x_m": float(cells.x_m[place.fullest]),
            "y_m": float(cells.y_m[place.fullest]),
            "crs": maker.observed.table.crs,
            "fullest": int(cells.n[place.fullest]),
            "even": even,
            "z": float(cells.z[members].max()),
            "q": float(cells.q[members].min()),
        },
    )


def _areas(rows: Located, cells: Cells, places: tuple[Place, ...]) -> dict[int, str]:
    """Return the area in which most of each place's events lie; places whose rows name none have none."""
    listed = [
        (place.number, int(cells.column[i]), int(cells.row[i])) for place in places for i in place.cells
    ]
    squares = pl.DataFrame(
        listed, schema={"place": pl.Int64, "column": pl.Int64, "row": pl.Int64}, orient="row"
    )
    corner = [(pl.col(axis) / cells.size_m).floor().cast(pl.Int64) for axis in ("x_m", "y_m")]
    found = (
        rows.events.select("area", column=corner[0], row=corner[1])
        .drop_nulls("area")
        .join(squares, on=["column", "row"])
        .group_by("place", "area")
        .len()
        .sort("place", "len", "area", descending=[False, True, False])
        .unique("place", keep="first", maintain_order=True)
    )
    return dict(found.select("place", "area").iter_rows())


def cell_series(cells: Cells, places: tuple[Place, ...]) -> list[dict[str, Any]]:
    """Return the squares to draw: those that stand out and others that hold anything, the fullest of each."""
    numbers = {i: place.number for place in places for i in place.cells}
    shown = [
        some[np.argsort(-cells.n[some], kind="stable")][:MOST_CELLS]
        for some in (np.flatnonzero(cells.significant), np.flatnonzero(~cells.significant & (cells.n > 0)))
    ]
    return [
        {
            "x_m": float(cells.x_m[i]),
            "y_m": float(cells.y_m[i]),
            "size_m": cells.size_m,
            "n": int(cells.n[i]),
            "z": round(float(cells.z[i]), 3),
            "q": round(float(cells.q[i]), 6),
            "significant": bool(cells.significant[i]),
            "place": numbers.get(int(i)),
        }
        for i in np.sort(np.concatenate(shown))
    ]
