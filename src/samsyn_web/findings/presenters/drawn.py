"""What the browser draws on a picture's map: borders, points or how many in each square, and dense cells."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import polars as pl

from samsyn.cycle import Edition
from samsyn.documents.judged import Judgements
from samsyn.stats.space import transform
from samsyn.table import AreaSet
from samsyn_web.findings.presenters.dense import significant_cells
from samsyn_web.findings.presenters.maps import map_page

DEGREES = "EPSG:4326"
MOST_POINTS = 20_000
FIRST_GRID_M = 25


def map_features(
    document: Mapping[str, Any],
    said: Judgements,
    borders: AreaSet | None,
    points: pl.DataFrame | None,
    crs: str,
    edition: Edition,
) -> dict[str, Any]:
    """What the browser draws: borders, points (or how many in each square where there are very many) and cells."""
    page = map_page(document, said, borders, {}, points, "", edition, crs)
    shapes: dict[str, Any] = {}
    if borders is not None and borders.polygons is not None:
        shapes = dict(zip(borders.keys, borders.polygons, strict=True))
    assert borders is not None or not shapes
    features = [
        {
            "type": "Feature",
            "properties": {"n": one.n, "name": one.name, "level": one.level, "words": one.words},
            "geometry": _geojson(shapes[area["key"]], borders.crs),
        }
        for one, area in zip(page.areas, document.get("areas", ()), strict=True)
        if borders is not None and shapes.get(area["key"]) is not None
    ]
    shown = points if page.shows_points and points is not None else None
    return {
        "areas": {"type": "FeatureCollection", "features": features},
        "points": _points(document, shown, crs),
        "cells": [_cell(one, crs) for one in significant_cells(document, edition)],
    }


def _geojson(shape: Any, crs: str) -> dict[str, Any]:
    import shapely

    ends = shapely.get_coordinates(shape)
    lon, lat = transform(ends[:, 0], ends[:, 1], source=crs, target=DEGREES)
    degrees = shapely.set_coordinates(shape, np.round(np.column_stack([lon, lat]), 6))
    plain: dict[str, Any] = json.loads(shapely.to_geojson(degrees))
    return plain


def _points(document: Mapping[str, Any], points: pl.DataFrame | None, crs: str) -> dict[str, Any] | None:
    if points is None:
        return None
    categories = [one["key"] for one in document.get("categories", ())]
    areas = [one["key"] for one in document.get("areas", ())]
    grouped, grid_m = _gathered(points)
    lon, lat = transform(grouped["x_m"].to_numpy(), grouped["y_m"].to_numpy(), source=crs, target=DEGREES)
    return {
        "lat": np.round(lat, 5).tolist(),
        "lon": np.round(lon, 5).tolist(),
        "category": _places(grouped["category"], categories),
        "area": _places(grouped["area"], areas),
        "count": grouped["count"].to_list(),
        "categories": categories,
        "grid_m": grid_m,
    }


def _gathered(points: pl.DataFrame) -> tuple[pl.DataFrame, int]:
    """Points with how many there are on each; in ever larger squares until a browser draws them at once."""
    grid_m = 0
    while True:
        snap = [
            ((pl.col(axis) / grid_m).floor() * grid_m + grid_m / 2) if grid_m else pl.col(axis)
            for axis in ("x_m", "y_m")
        ]
        keys = ["x_m", "y_m", "category", "area"]
        grouped = points.with_columns(*snap).group_by(keys, maintain_order=True).agg(pl.len().alias("count"))
        if grouped.height <= MOST_POINTS or grid_m > 100_000:
            return grouped, grid_m
        grid_m = grid_m * 2 or FIRST_GRID_M


def _places(column: pl.Series, keys: Sequence[str]) -> list[int]:
    """Each value's place among the keys; -1 where it is none of them."""
    at = pl.DataFrame(
        {"key": list(keys), "place": list(range(len(keys)))}, schema={"key": pl.String, "place": pl.Int64}
    )
    found = pl.DataFrame({"key": column}).join(at, on="key", how="left", maintain_order="left")
    return found["place"].fill_null(-1).to_list()


def _cell(one: Mapping[str, Any], crs: str) -> dict[str, Any]:
    """A square around its middle, as a ring of latitude and longitude."""
    half = one["size_m"] / 2
    x = np.array([-half, half, half, -half]) + one["x_m"]
    y = np.array([-half, -half, half, half]) + one["y_m"]
    lon, lat = transform(x, y, source=crs, target=DEGREES)
    return {"ring": np.round(np.column_stack([lat, lon]), 6).tolist(), "n": one["n"]}
