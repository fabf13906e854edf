"""Municipalities, and an organisation's areas in their versions."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet

from samsyn_web.base.scope import Scope
from samsyn_web.places.models import Area, AreaVersion, Municipality

if TYPE_CHECKING:
    from samsyn.table import AreaSet


def municipalities() -> QuerySet[Municipality]:
    """Return all municipalities in the order of their codes; open data, the same for everybody."""
    return Municipality.objects.all()


def municipality(code: str) -> Municipality | None:
    """Return a municipality by its code, or none."""
    return Municipality.objects.filter(pk=code).first()


def area_versions(scope: Scope) -> QuerySet[AreaVersion]:
    """Return the organisation's sets of areas, newest first."""
    return AreaVersion.objects.filter(organisation_id=scope.organisation_id)


def area_version(scope: Scope, version: int | str) -> AreaVersion | None:
    """Return one set by its key or its name, or none."""
    chosen = {"pk": version} if isinstance(version, int) else {"version": version}
    return area_versions(scope).filter(**chosen).first()


def area_set(scope: Scope, version: int | str) -> AreaSet | None:
    """Return a set of areas as the library wants it, polygons projected to metres; none if there is no such set."""
    found = area_version(scope, version)
    if found is None:
        return None
    from samsyn.table import AreaSet

    areas = list(Area.objects.filter(version=found).order_by("position"))
    return AreaSet(
        keys=tuple(area.key for area in areas),
        names=tuple(area.name for area in areas),
        version=found.version,
        crs=found.crs,
        polygons=_polygons(areas, found.crs),
        population=tuple(area.population for area in areas),
    )


def feature_collection(scope: Scope, version: int | str) -> dict[str, Any] | None:
    """Return a set of areas as GeoJSON for a map; areas without a border have none here either."""
    found = area_version(scope, version)
    if found is None:
        return None
    rows = Area.objects.filter(version=found).order_by("position").values_list("key", "name", "geometry")
    features = [
        {
            "type": "Feature",
            "id": key,
            "properties": {"key": key, "name": name},
            "geometry": json.loads(border) if border else None,
        }
        for key, name, border in rows
    ]
    return {"type": "FeatureCollection", "features": features}


def _polygons(areas: list[Area], crs: str) -> Any:
    if not any(area.geometry for area in areas):
        return None
    import shapely
    from pyproj import Transformer

    degrees = shapely.from_geojson([area.geometry or None for area in areas])
    to_metres = Transformer.from_crs("EPSG:4326", crs, always_xy=True)
    project: Any = to_metres.transform
    return shapely.transform(degrees, project, interleaved=False)
