"""The invented municipality's areas and named places, drawn the same every time. Nothing of it exists."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from samsyn.table import AreaSet

MUNICIPALITY = "Exempelköping"
VERSION = "Exempelköping 2023"
CRS = "EPSG:3006"
ORIGIN_M = (700_000.0, 6_820_000.0)
"""South-west corner in SWEREF 99 TM: open sea, so that the areas cannot be taken for a real town."""

_GEOGRAPHY_SEED = 20_230_501

_AREAS = """
EX01 Köpingstorget   centre      6.0  6.0  2900  6.6
EX02 Stationsstaden  centre      7.1  6.9  3600  5.4
EX03 Ekbacken        flats       4.6  6.9  5200  4.8
EX04 Björkhaga       flats       4.4  5.1  4700  4.6
EX05 Kvarnvret       flats       3.1  4.3  3900  4.2
EX06 Tallmon         mixed       8.6  5.9  3100  3.2
EX07 Hammarvallen    mixed       7.4  4.7  2600  3.0
EX08 Sjövreten       mixed       6.1  3.6  2800  2.6
EX09 Lingonhöjden    houses      3.0  7.6  3300  1.9
EX10 Hagmarken       flats       5.8  8.3  4100  4.4
EX11 Smedjevret      industry    8.9  8.0   400  1.7
EX12 Änglyckan       houses      7.4  9.3  2700  1.5
EX13 Norrglänta      houses      4.4 10.0  2200  1.1
EX14 Söderkulla      houses      7.6  2.3  2500  1.2
EX15 Klockarvången   houses     10.2  4.6  1900  1.0
EX16 Brukslunden     mixed      10.4  6.9  2100  1.7
EX17 Fyrklövern      houses      1.8  5.8  2400  1.4
EX18 Rönnbärsdalen   houses      4.2  2.3  2000  1.0
EX19 Vitsippsängen   rural       1.7  2.9  1300  0.7
EX20 Gläntorp        rural      10.6  9.6  1100  0.6
"""

PLACE_KINDS = ("square", "park", "school", "tunnel", "parking", "stop", "dwelling", "sport", "yard")

_PLACES = {
    "centre": "square:Torget square:Gallerian park:Parken parking:P-huset stop:Hållplatsen dwelling:Bostadskvarteren",
    "flats": "square:Centrum park:Parken school:Skolan tunnel:Gångtunneln parking:Garaget dwelling:Norra_gårdarna "
    "dwelling:Södra_gårdarna",
    "mixed": "school:Skolan sport:Idrottsplatsen park:Grönområdet parking:Parkeringen stop:Hållplatsen "
    "dwelling:Bostadsgatorna",
    "houses": "school:Skolan park:Lekplatsen tunnel:Gångvägen stop:Hållplatsen dwelling:Bostadsgatorna",
    "industry": "yard:Industrigatan yard:Lastplatsen parking:Parkeringen stop:Hållplatsen",
    "rural": "sport:Bygdegården park:Badplatsen stop:Vändplatsen dwelling:Bostadsgatorna",
}


@dataclass(frozen=True, kw_only=True)
class Area:
    """An invented area; `per_week` is how many reports a week it usually gives rise to."""

    key: str
    name: str
    kind: str
    x_m: float
    y_m: float
    population: int
    per_week: float


@dataclass(frozen=True, kw_only=True)
class Places:
    """The named places: name, kind (index in PLACE_KINDS), area (index), and position in metres; one entry each."""

    names: tuple[str, ...]
    kind: np.ndarray[Any, Any]
    area: np.ndarray[Any, Any]
    x_m: np.ndarray[Any, Any]
    y_m: np.ndarray[Any, Any]


@cache
def areas() -> tuple[Area, ...]:
    """Return the twenty areas."""
    rows = (line.split() for line in _AREAS.strip().splitlines())
    return tuple(
        Area(
            key=key,
            name=name,
            kind=kind,
            x_m=ORIGIN_M[0] + 1000 * float(x),
            y_m=ORIGIN_M[1] + 1000 * float(y),
            population=int(population),
            per_week=float(per_week),
        )
        for key, name, kind, x, y, population, per_week in rows
    )


def index_of(name: str) -> int:
    """Return the index of an area by its key or name."""
    return next(number for number, area in enumerate(areas()) if name in (area.key, area.name))


@cache
def area_set() -> AreaSet:
    """Return the areas with their polygons and inhabitants."""
    return AreaSet(
        keys=tuple(area.key for area in areas()),
        names=tuple(area.name for area in areas()),
        version=VERSION,
        crs=CRS,
        polygons=_drawn(),
        population=tuple(area.population for area in areas()),
    )


@cache
def _drawn() -> np.ndarray[Any, Any]:
    """Return one irregular polygon per area; together they cover the municipality once."""
    rng = np.random.default_rng(_GEOGRAPHY_SEED)
    centres = shapely.points([(area.x_m, area.y_m) for area in areas()])
    cells = shapely.get_parts(
        shapely.voronoi_polygons(shapely.multipoints(centres), extend_to=_outline().envelope)
    )
    lines = shapely.union_all(shapely.boundary(shapely.intersection(cells, _outline())))
    bent = [_bend(line, rng) for line in _sorted(shapely.get_parts(shapely.line_merge(lines)))]
    pieces = shapely.get_parts(shapely.polygonize(bent))
    found = shapely.STRtree(pieces).query(centres, predicate="within")
    return np.asarray(shapely.normalize(pieces[found[1][np.argsort(found[0])]]))


def _outline() -> BaseGeometry:
    angle = np.linspace(0, 2 * np.pi, 73)[:-1]
    radius = 6300 + 420 * np.sin(3 * angle + 0.7) + 260 * np.sin(5 * angle + 2.1) + 120 * np.sin(11 * angle)
    middle = np.array(ORIGIN_M) + 6100
    return shapely.Polygon(middle + radius[:, None] * np.column_stack([np.cos(angle), np.sin(angle)]))


def _sorted(lines: np.ndarray[Any, Any]) -> list[BaseGeometry]:
    return sorted(
        shapely.normalize(lines), key=lambda line: tuple(np.round(line.coords[0] + line.coords[-1], 1))
    )


def _bend(line: BaseGeometry, rng: np.random.Generator) -> BaseGeometry:
    """Return a straight border as a crooked one with the same ends (the outline is crooked already)."""
    ends = np.asarray(line.coords)
    for share in () if len(ends) > 2 else (0.07, 0.07, 0.05):
        step = np.diff(ends, axis=0)
        across = np.column_stack([-step[:, 1], step[:, 0]]) * rng.uniform(-share, share, (len(step), 1))
        middle = (ends[:-1] + ends[1:]) / 2 + across
        ends = np.insert(ends, np.arange(1, len(ends)), middle, axis=0)
    return shapely.LineString(np.round(ends, 1))


@cache
def named_places() -> Places:
    """Return the named places: about six in each area, at least 150 m inside its border."""
    rng = np.random.default_rng(_GEOGRAPHY_SEED + 1)
    names, kinds, owner, points = [], [], [], []
    for number, (area, polygon) in enumerate(zip(areas(), _drawn(), strict=True)):
        inner = polygon.buffer(-150)
        for entry in _PLACES[area.kind].split():
            kind, name = entry.split(":")
            names.append(f"{name.replace('_', ' ')} i {area.name}")
            kinds.append(PLACE_KINDS.index(kind))
            owner.append(number)
            points.append(_point_in(inner, rng))
    x, y = np.round(np.array(points)).T
    return Places(names=tuple(names), kind=np.array(kinds), area=np.array(owner), x_m=x, y_m=y)


def _point_in(polygon: BaseGeometry, rng: np.random.Generator) -> tuple[float, float]:
    west, south, east, north = polygon.bounds
    while True:
        x, y = rng.uniform(west, east), rng.uniform(south, north)
        if shapely.contains_xy(polygon, x, y):
            return float(x), float(y)
