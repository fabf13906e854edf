"""Areas come back as they were kept, only to their owner."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import shapely
from pyproj import Transformer

from samsyn.errors import BadInput, Refused
from samsyn.table import AreaSet
from samsyn_web.base import audit
from samsyn_web.places import queries, services

SQUARE = shapely.box(680_000, 6_570_000, 681_000, 6_571_000)
HOLED = shapely.Polygon(
    shapely.box(681_000, 6_570_000, 682_000, 6_571_000).exterior,
    [shapely.box(681_400, 6_570_400, 681_600, 6_570_600).exterior],
)


@pytest.fixture
def areas():
    return AreaSet(
        keys=("A", "B"), names=("Åsen", "Björkhagen"), version="Prov 2024", polygons=np.array([SQUARE, HOLED]),
        population=(1200, None),
    )  # fmt: skip


@pytest.fixture
def kept(areas, anna, at):
    return services.save_areas(organisation_id=anna.organisation.pk, areas=areas, by=anna.user, at=at)


def test_areas_come_back_as_they_were_kept(areas, kept, anna):
    back = queries.area_set(anna.scope, kept.pk)
    assert (back.keys, back.names, back.version, back.crs) == (
        areas.keys,
        areas.names,
        areas.version,
        areas.crs,
    )
    assert back.population == (1200, None), "not known is not zero"
    for one, other in zip(back.polygons, areas.polygons, strict=True):
        assert shapely.hausdorff_distance(one, other) < 1e-5
        assert one.area == pytest.approx(other.area, rel=1e-8)


def test_the_map_gets_degrees(kept, anna):
    shown = queries.feature_collection(anna.scope, "Prov 2024")
    lon, lat = shown["features"][0]["geometry"]["coordinates"][0][0]
    assert 18 < lon < 19
    assert 59 < lat < 60
    assert [feature["properties"]["name"] for feature in shown["features"]] == ["Åsen", "Björkhagen"]


def test_areas_without_borders_have_none(areas, anna, at):
    plain = replace(areas, polygons=None, version="Utan gränser", population=())
    services.save_areas(organisation_id=anna.organisation.pk, areas=plain, by=anna.user, at=at)
    back = queries.area_set(anna.scope, "Utan gränser")
    assert back.polygons is None
    assert back.population == (None, None)
    assert queries.feature_collection(anna.scope, "Utan gränser")["features"][0]["geometry"] is None


def test_one_area_of_several_may_lack_a_border(areas, anna, at):
    some = replace(areas, polygons=np.array([SQUARE, None]), version="Delvis")
    services.save_areas(organisation_id=anna.organisation.pk, areas=some, by=anna.user, at=at)
    assert queries.area_set(anna.scope, "Delvis").polygons[1] is None


def test_the_same_again_is_the_same(areas, kept, anna, at):
    before = audit.verify(anna.organisation.pk).events
    assert services.save_areas(organisation_id=anna.organisation.pk, areas=areas, by=anna.user, at=at) == kept
    assert audit.verify(anna.organisation.pk).events == before


@pytest.mark.parametrize(
    "change",
    [{"population": (1, 2)}, {"names": ("Åsen", "Granen")}, {"polygons": np.array([SQUARE, SQUARE])}],
)
def test_a_kept_version_never_changes(areas, kept, anna, at, change):
    with pytest.raises(Refused, match="finns redan"):
        services.save_areas(
            organisation_id=anna.organisation.pk, areas=replace(areas, **change), by=anna.user, at=at
        )


def test_two_organisations_may_use_the_same_name(areas, kept, cecilia, at):
    hers = services.save_areas(organisation_id=cecilia.organisation.pk, areas=areas, by=cecilia.user, at=at)
    assert hers != kept
    assert queries.area_version(cecilia.scope, kept.pk) is None


def test_bad_sets_are_refused(areas, anna, at):
    for bad, words in [
        (replace(areas, keys=("A", "A")), "samma nyckel: A"),
        (AreaSet(keys=(), names=(), version="tom"), "inget område"),
    ]:
        with pytest.raises(BadInput, match=words):
            services.save_areas(organisation_id=anna.organisation.pk, areas=bad, by=anna.user, at=at)


@pytest.mark.django_db
def test_all_municipalities_are_there():
    assert queries.municipalities().count() == 290
    assert queries.municipality("1480").name == "Göteborg"
    assert queries.municipality("1480").county_name == "Västra Götalands län"
    assert queries.municipality("9999") is None
    assert len({one.county_code for one in queries.municipalities()}) == 21


def test_names_of_places_are_found_once_each_and_lie_inside(areas, kept, anna, cecilia, at):
    moved = replace(areas, version="Prov 2025", names=("Åsen", "Granen"))
    services.save_areas(organisation_id=anna.organisation.pk, areas=moved, by=anna.user, at=at)
    found = queries.place_names(anna.scope)
    assert [name for name, _, _ in found] == ["Åsen", "Granen", "Björkhagen"]
    to_metres = Transformer.from_crs("EPSG:4326", "EPSG:3006", always_xy=True)
    for (_, lat, lon), border in zip(found, [SQUARE, HOLED, HOLED], strict=True):
        assert border.contains(shapely.Point(to_metres.transform(lon, lat)))
    assert queries.place_names(cecilia.scope) == []
