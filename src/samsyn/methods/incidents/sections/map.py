"""The areas as a map of levels, and the hot places among them, in the areas' own projected system."""

from __future__ import annotations

from typing import Any

from samsyn.cycle import Chart, Finding
from samsyn.methods.incidents.sections.shapes import chart
from samsyn.methods.incidents.story import Story

MOST = 400  # more areas than this cannot be told apart on a page
DETAIL = 1 / 600  # what is finer than this share of the map's width cannot be seen


def level_map(story: Story, findings: list[Finding]) -> Chart | None:
    """Return the map, or none where the areas have no polygons or are too many."""
    areas = story.observed.areas
    if areas is None or areas.polygons is None or not 1 < len(areas.keys) <= MOST:
        return None
    levels = {finding.area: finding.status.value for finding in findings}
    shown = [n for n, key in enumerate(areas.keys) if not story.own or key in levels]
    if len(shown) < 2:
        return None
    keys = tuple(areas.keys[n] for n in shown)
    data = {
        "areas": _features(keys, areas.polygons[shown]),
        "levels": levels,
        "names": {key: areas.name_of(key) for key in keys},
    }
    sentence = "Områdena med föreslagen nivå; samma uppgifter står i tabellen."
    return chart("level-map", "levels_map", "Lägesnivå per område", sentence, data)


def place_map(story: Story, places: list[Finding]) -> Chart | None:
    """Return the squares that stand out with the areas around them, or none where the areas have no borders."""
    areas, squares = story.observed.areas, story.series.get("hot_places") or ()
    hot = [one for one in squares if one["significant"]]
    known = areas is not None and areas.polygons is not None and areas.crs == story.observed.table.crs
    if not known or not hot:
        return None
    data = {
        "areas": _around(areas, hot),
        "cells": [{name: one[name] for name in ("x_m", "y_m", "size_m", "n", "place")} for one in hot],
        "names": dict(zip(areas.keys, areas.names, strict=True)) if areas else {},
        "labels": {str(f.detail["place"]): story.area_name(f.area) for f in places if f.area is not None},
    }
    sentence = "Rutorna som sticker ut, numrerade som i tabellen."
    return chart("hot-places-map", "cells_map", "Var platserna ligger", sentence, data)


def _around(areas: Any, squares: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the areas cut to what lies around the squares: a whole municipality would make them too small to see."""
    import shapely

    half = squares[0]["size_m"] / 2
    x, y = [one["x_m"] for one in squares], [one["y_m"] for one in squares]
    wide, high = max(x) - min(x) + 2 * half, max(y) - min(y) + 2 * half
    margin = max(0.12 * max(wide, high), 4 * half)
    view = shapely.box(
        min(x) - half - margin, min(y) - half - margin, max(x) + half + margin, max(y) + half + margin
    )
    cut = shapely.intersection(areas.polygons, view)
    seen = [n for n, shape in enumerate(cut) if shape is not None and shape.area > 0]
    keys = tuple(areas.keys[n] for n in seen)
    return _features(keys, cut[seen])


def _features(keys: tuple[str, ...], polygons: Any) -> dict[str, Any]:
    import shapely

    left, bottom, right, top = shapely.total_bounds(polygons)
    simple = shapely.simplify(polygons, max(right - left, top - bottom) * DETAIL, preserve_topology=True)
    return {
        "type": "FeatureCollection",
        "features": [
            {"type": "Feature", "properties": {"key": key}, "geometry": shapely.geometry.mapping(shape)}
            for key, shape in zip(keys, simple, strict=True)
        ],
    }
