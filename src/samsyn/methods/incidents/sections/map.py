"""The areas as a map of levels, in the areas' own projected system."""

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
    data = {
        "areas": _features(areas.keys, areas.polygons),
        "levels": levels,
        "names": dict(zip(areas.keys, areas.names, strict=True)),
    }
    sentence = "Områdena med föreslagen nivå; samma uppgifter står i tabellen."
    return chart("level-map", "levels_map", "Lägesnivå per område", sentence, data)


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
