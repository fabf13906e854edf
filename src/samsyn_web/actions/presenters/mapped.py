"""The plan on a map: the areas drawn with how many actions each has, and the same as a list."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from samsyn_web.actions.presenters.rows import BriefLine

NAMED = 12  # actions that are named for an area; the rest are counted


@dataclass(frozen=True, kw_only=True)
class AreaOnMap:
    """An area with its actions: its border as a path, and where its number stands."""

    name: str
    path: str
    x: str
    y: str
    heat: int
    n: int
    lines: tuple[BriefLine, ...]  # the first of them
    more: int


@dataclass(frozen=True, kw_only=True)
class PlanMap:
    """The areas drawn, those with actions listed, and the actions of no area."""

    drawn: tuple[AreaOnMap, ...]
    listed: tuple[AreaOnMap, ...]
    elsewhere: AreaOnMap
    width: int
    height: int


def plan_map(lines: Sequence[BriefLine], borders: Mapping[str, Any] | None) -> PlanMap:
    """
    Return the plan on a map.

    `borders` are the areas as GeoJSON.
    """
    by_area: dict[str, list[BriefLine]] = {}
    names: dict[str, str] = {}
    for line in lines:
        key, name = line.area or line.area_name, line.area_name
        by_area.setdefault(key, []).append(line)
        names[key] = name or key
    elsewhere = by_area.pop("", [])
    most = max((len(found) for found in by_area.values()), default=0)
    features = [one for one in (borders or {}).get("features", ()) if one["geometry"]]
    project, height = _projection(features)
    drawn = []
    for one in features:
        key = str(one["properties"]["key"])
        here = tuple(by_area.get(key, ()))
        rings = [[project(*point[:2]) for point in ring] for ring in _rings(one["geometry"])]
        xs, ys = zip(*max(rings, key=len), strict=True)
        drawn.append(
            AreaOnMap(
                name=str(one["properties"]["name"]),
                path="".join("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in ring) + "Z" for ring in rings),
                x=f"{(min(xs) + max(xs)) / 2:.1f}",
                y=f"{(min(ys) + max(ys)) / 2:.1f}",
                heat=max(1, round(4 * len(here) / most)) if here else 0,
                n=len(here),
                lines=(),
                more=0,
            )
        )
    listed = tuple(
        _listed(names[key], found)
        for key, found in sorted(by_area.items(), key=lambda item: (-len(item[1]), names[item[0]]))
    )
    return PlanMap(
        drawn=tuple(drawn), listed=listed, elsewhere=_listed("", elsewhere), width=640, height=height
    )


def _listed(name: str, found: Sequence[BriefLine]) -> AreaOnMap:
    n, lines = len(found), tuple(found[:NAMED])
    return AreaOnMap(name=name, path="", x="", y="", heat=0, n=n, lines=lines, more=n - len(lines))


def _rings(geometry: Mapping[str, Any]) -> list[Any]:
    parts = geometry["coordinates"]
    polygons = [parts] if geometry["type"] == "Polygon" else parts
    return [ring for polygon in polygons for ring in polygon]


def _projection(features: Sequence[Mapping[str, Any]]) -> tuple[Any, int]:
    """Return what turns degrees into places in the picture, and its height: plain, since a municipality is small."""
    points = [point for one in features for ring in _rings(one["geometry"]) for point in ring]
    if not points:
        return (lambda lon, lat: (0.0, 0.0)), 0
    west, east = min(p[0] for p in points), max(p[0] for p in points)
    south, north = min(p[1] for p in points), max(p[1] for p in points)
    narrow = math.cos(math.radians((south + north) / 2))
    scale = 620 / max((east - west) * narrow, (north - south) * 0.6, 1e-9)

    def project(lon: float, lat: float) -> tuple[float, float]:
        return 10 + (lon - west) * narrow * scale, 10 + (north - lat) * scale

    return project, int(20 + (north - south) * scale)
