"""Keep an organisation's areas; a version, once kept, never changes."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from samsyn.errors import BadInput, Refused
from samsyn.provenance import digest
from samsyn_web.base import audit
from samsyn_web.places.models import Area, AreaVersion

if TYPE_CHECKING:
    from samsyn.table import AreaSet


@transaction.atomic
def save_areas(*, organisation_id: int, areas: AreaSet, by: audit.Actor, at: datetime) -> AreaVersion:
    """
    Keep a set of areas under its version; the same set again gives what is kept.

    Raises
    ------
    BadInput
        If two areas have the same key, or there is none.
    Refused
        If the version is kept already with other areas, borders or populations.
    """
    _check(areas)
    borders = _borders(areas)
    population = areas.population or (None,) * len(areas.keys)
    content = digest([areas.keys, areas.names, areas.crs, population, borders])
    kept = AreaVersion.objects.filter(organisation_id=organisation_id, version=areas.version).first()
    if kept is not None:
        if kept.digest != content:
            raise Refused(
                f"Indelningen {areas.version} finns redan med andra gränser, namn eller invånartal. "
                "Ge den nya ett eget versionsnamn, så att äldre lägesbilder står kvar som de var."
            )
        return kept
    version = AreaVersion.objects.create(
        organisation_id=organisation_id, version=areas.version, crs=areas.crs, digest=content, created_at=at
    )
    rows = zip(areas.keys, areas.names, population, borders, strict=True)
    Area.objects.bulk_create(
        [
            Area(version=version, position=place, key=key, name=name, population=people, geometry=border)
            for place, (key, name, people, border) in enumerate(rows)
        ],
        batch_size=100,
    )
    audit.record(
        organisation_id=organisation_id,
        by=by,
        at=at,
        verb="areas.kept",
        target=version,
        detail={"version": areas.version, "areas": len(areas.keys), "digest": content},
    )
    return version


def _check(areas: AreaSet) -> None:
    if not areas.keys:
        raise BadInput("Indelningen innehåller inget område.")
    twice = sorted(key for key, count in Counter(areas.keys).items() if count > 1)
    if twice:
        raise BadInput(f"Flera områden har samma nyckel: {', '.join(twice[:5])}.")


def _borders(areas: AreaSet) -> list[str]:
    if areas.polygons is None:
        return [""] * len(areas.keys)
    import shapely
    from pyproj import Transformer

    to_degrees = Transformer.from_crs(areas.crs, "EPSG:4326", always_xy=True)
    project: Any = to_degrees.transform
    degrees = shapely.transform(areas.polygons, project, interleaved=False)
    return [text or "" for text in shapely.to_geojson(degrees)]
