"""Municipalities, and an organisation's areas in their versions."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.db.models import Count, ForeignKey, QuerySet
from django.utils.translation import ngettext

from samsyn_web.base.scope import Permission, Scope
from samsyn_web.places import policies
from samsyn_web.places.models import Area, AreaVersion, MapLayer, Municipality, NamedPlace
from samsyn_web.places.models import AreaDraft as AreaDraft

if TYPE_CHECKING:
    from samsyn.table import AreaSet

NEWEST, MOST_NAMES = 3, 3000


@dataclass(frozen=True, kw_only=True)
class Background:
    """What stands behind a map; nothing of one's own is the plain map that needs no network."""

    layers: tuple[dict[str, Any], ...] = ()
    origins: tuple[str, ...] = ()


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
    return _set(list(Area.objects.filter(version=found).order_by("position")), found.version, found.crs)


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


def newest_areas(scope: Scope) -> list[tuple[str, str]]:
    """Return key and name of the areas of the organisation's newest version, in their order."""
    newest = area_versions(scope).first()
    return list(_cached_names(newest.pk, newest.digest, newest.version)) if newest else []


@lru_cache(maxsize=512)
def _cached_names(version_id: int, digest: str, version: str) -> tuple[tuple[str, str], ...]:
    # The areas of a version never change; each report that comes in asks for them.
    rows = Area.objects.filter(version_id=version_id).order_by("position")
    return tuple(rows.values_list("key", "name"))


def named_places(scope: Scope) -> QuerySet[NamedPlace]:
    """Return the places that reporters of the organisation choose from, by name."""
    return NamedPlace.objects.filter(organisation_id=scope.organisation_id, closed_at=None)


def named_place(scope: Scope, place_id: int) -> NamedPlace | None:
    """Return one of them, or none."""
    return named_places(scope).filter(pk=place_id).first()


def area_at(scope: Scope, lon: float, lat: float) -> tuple[str, float, float, str] | None:
    """
    Return key of the area that a point lies in (empty outside them all), easting and northing in metres, and the CRS.

    Nothing where the organisation has no areas. Polygons of a version never change, so they are kept in memory.
    """
    from samsyn.stats.space import assign, project

    newest = area_versions(scope).first()
    if newest is None:
        return None
    areas = _cached_set(newest.pk, newest.digest)
    x_m, y_m = project([lon], [lat], newest.crs)
    if areas.polygons is None:
        return "", float(x_m[0]), float(y_m[0]), newest.crs
    found = int(assign(x_m, y_m, areas.polygons)[0])
    return (areas.keys[found] if found >= 0 else ""), float(x_m[0]), float(y_m[0]), newest.crs


def point_at(scope: Scope, x_m: float | None, y_m: float | None) -> tuple[float, float] | None:
    """Return longitude and latitude of a point in the newest version's metres; nothing where there is none."""
    from pyproj import Transformer

    newest = area_versions(scope).first()
    if newest is None or x_m is None or y_m is None:
        return None
    lon, lat = Transformer.from_crs(newest.crs, "EPSG:4326", always_xy=True).transform(x_m, y_m)
    return round(lon, 6), round(lat, 6)


@lru_cache(maxsize=64)
def _cached_set(version_id: int, digest: str) -> AreaSet:
    version = AreaVersion.objects.get(pk=version_id)
    rows = list(Area.objects.filter(version=version).order_by("position"))
    return _set(rows, version.version, version.crs)


def versions_with_counts(scope: Scope) -> list[tuple[AreaVersion, int]]:
    """Return the organisation's versions, newest first, each with how many areas it has."""
    found = list(area_versions(scope).select_related("supersedes"))
    counts = dict(
        Area.objects.filter(version__in=found).order_by().values_list("version").annotate(Count("pk"))
    )
    return [(version, counts.get(version.pk, 0)) for version in found]


def uses(scope: Scope, version: int) -> list[tuple[str, int]]:
    """
    Return what rests on a version: the name of each kind of thing, and how many of them.

    Later steps refer to versions by key; their tables are found by that, so that none has to be named here.
    """
    found = area_version(scope, version)
    if found is None:
        return []
    counted = []
    for relation in AreaVersion._meta.get_fields(include_hidden=True):
        model = relation.related_model if relation.auto_created and relation.one_to_many else None
        if model in (None, Area, AreaDraft):
            continue
        field = relation.remote_field
        assert isinstance(field, ForeignKey)
        count = model._base_manager.filter(**{field.name: found}).count()
        about = model._meta
        name = str(about.verbose_name if count == 1 else about.verbose_name_plural)
        if model is AreaVersion:
            name = ngettext("nyare indelning", "nyare indelningar", count)
        counted += [(name, count)] if count else []
    return counted


def newer_versions(scope: Scope, version: int) -> QuerySet[AreaVersion]:
    """Return the versions that were made of a version."""
    return area_versions(scope).filter(supersedes=version)


def drafts(scope: Scope) -> QuerySet[AreaDraft]:
    """Return the areas that are being worked on, the last changed first, for those who work with data."""
    if not scope.can(Permission.WORK_WITH_DATA):
        return AreaDraft.objects.none()
    return AreaDraft.objects.filter(organisation_id=scope.organisation_id).select_related("supersedes")


def draft(scope: Scope, draft_id: int) -> AreaDraft | None:
    """Return one draft, or none."""
    return drafts(scope).filter(pk=draft_id).first()


def draft_set(scope: Scope, draft_id: int, version: str = "") -> AreaSet | None:
    """Return the areas of a draft as the library wants them; none if there is no such draft."""
    found = draft(scope, draft_id)
    if found is None:
        return None
    rows = [
        Area(
            key=one["key"],
            name=one["name"],
            population=one["population"],
            geometry=json.dumps(one["geometry"]) if one["geometry"] else "",
        )
        for one in found.areas
    ]
    return _set(rows, version or found.name, found.crs)


def layers(scope: Scope) -> QuerySet[MapLayer]:
    """Return the organisation's own background maps."""
    return MapLayer.objects.filter(organisation_id=scope.organisation_id)


def layer(scope: Scope, layer_id: int) -> MapLayer | None:
    """Return one background map, or none."""
    return layers(scope).filter(pk=layer_id).first()


def place_names(scope: Scope) -> list[tuple[str, float, float]]:
    """Return the names of areas in the newest versions, each with latitude and longitude inside it; a name once."""
    import shapely

    newest = area_versions(scope).values_list("pk", flat=True)[:NEWEST]
    areas = (
        Area.objects.filter(version__in=list(newest)).exclude(geometry="").order_by("-version_id", "position")
    )
    found: dict[str, str] = {}
    for name, border in areas.values_list("name", "geometry")[:MOST_NAMES]:
        found.setdefault(name, border)
    inside = shapely.point_on_surface(shapely.from_geojson(list(found.values())))
    return [(name, round(point.y, 5), round(point.x, 5)) for name, point in zip(found, inside, strict=True)]


def background(scope: Scope) -> Background:
    """Return what stands behind the organisation's maps: its own layers, and the origins of their pictures."""
    own = tuple(layers(scope))
    return Background(
        layers=tuple(
            {
                "name": one.name,
                "kind": one.kind,
                "address": one.address,
                "layers": one.layers,
                "attribution": one.attribution,
                "first": one.is_default,
            }
            for one in own
        ),
        origins=tuple(dict.fromkeys(policies.origin_of(one.address) for one in own)),
    )


def area_borders(areas: AreaSet) -> list[str]:
    """Return each area's border as GeoJSON in WGS 84; empty where it has none."""
    if areas.polygons is None:
        return [""] * len(areas.keys)
    import shapely
    from pyproj import Transformer

    to_degrees = Transformer.from_crs(areas.crs, "EPSG:4326", always_xy=True)
    project: Any = to_degrees.transform
    degrees = shapely.transform(areas.polygons, project, interleaved=False)
    return [text or "" for text in shapely.to_geojson(degrees)]


def _set(areas: list[Area], version: str, crs: str) -> AreaSet:
    from samsyn.table import AreaSet

    return AreaSet(
        keys=tuple(area.key for area in areas),
        names=tuple(area.name for area in areas),
        version=version,
        crs=crs,
        polygons=_polygons(areas, crs),
        population=tuple(area.population for area in areas),
    )


def _polygons(areas: list[Area], crs: str) -> Any:
    if not any(area.geometry for area in areas):
        return None
    import shapely
    from pyproj import Transformer

    degrees = shapely.from_geojson([area.geometry or None for area in areas])
    to_metres = Transformer.from_crs("EPSG:4326", crs, always_xy=True)
    project: Any = to_metres.transform
    return shapely.transform(degrees, project, interleaved=False)
