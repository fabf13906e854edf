"""The picture's map: what each edition and each person gets, and that what is drawn is what was counted."""

from __future__ import annotations

import json

import numpy as np
import polars as pl
import pytest
import shapely
from pyproj import Transformer

from samsyn.cycle import Edition, Status
from samsyn.documents.judged import Judgements
from samsyn.errors import Refused
from samsyn.table import AreaSet
from samsyn_web.base.csp import HEADER
from samsyn_web.findings import presenters, queries
from samsyn_web.findings import services as judging
from samsyn_web.findings.models import Decision, Picture
from samsyn_web.findings.presenters import drawn
from samsyn_web.findings.services import LevelChoice
from samsyn_web.places import queries as place_queries
from samsyn_web.places import services as places
from tests.support.mapped import AT
from tests.support.mapped_once import *  # noqa: F403
from tests.support.uploads import compute


def drawn_for(person, picture, edition="internal"):
    answer = person.client().get(f"/lagesbilder/{picture.pk}/karta/karta.json?upplaga={edition}")
    assert answer.status_code == 200
    return json.loads(answer.content)


def test_each_report_with_a_place_is_drawn_once_in_its_area(picture, anna):
    points = drawn_for(anna, picture)["points"]
    document = json.loads(queries.document(anna.scope, picture, Edition.INTERNAL))
    counts = {
        (f["area"], f["category"]): f["value"]
        for f in document["findings"]
        if f["key"] == "count" and f["area"]
    }
    keys = [area["key"] for area in document["areas"]]
    found: dict = {}
    for area, category, n in zip(points["area"], points["category"], points["count"], strict=True):
        if area >= 0 and category >= 0:
            at = (keys[area], points["categories"][category])
            found[at] = found.get(at, 0) + n
    assert sum(found.values()) > 50
    for at, n in found.items():
        assert n <= counts[at], "a report without coordinates is counted but not drawn"
    frame = queries.points(anna.scope, picture)
    assert sum(points["count"]) == frame.height


def test_points_and_borders_stand_where_the_projection_library_puts_them(picture, anna):
    found = drawn_for(anna, picture)
    to_degrees = Transformer.from_crs(picture.round.crs, "EPSG:4326", always_xy=True)
    frame = queries.points(anna.scope, picture)
    wanted = {
        (round(lon, 5), round(lat, 5))
        for lon, lat in (to_degrees.transform(x, y) for x, y in frame.select("x_m", "y_m").iter_rows())
    }
    assert set(zip(found["points"]["lon"], found["points"]["lat"], strict=True)) == wanted
    borders = queries.borders(anna.scope, picture)
    for feature in found["areas"]["features"]:
        back = shapely.from_geojson(json.dumps(feature["geometry"]))
        place = borders.names.index(feature["properties"]["name"])
        lon, lat = to_degrees.transform(*borders.polygons[place].centroid.coords[0])
        assert back.centroid.distance(shapely.Point(lon, lat)) < 1e-4


def test_levels_on_the_map_are_those_of_the_picture(picture, anna):
    levels = {
        f["properties"]["name"]: f["properties"]["level"]
        for f in drawn_for(anna, picture)["areas"]["features"]
    }
    proposed = {
        one.finding.area_name: one.finding.status for one in queries.areas_to_judge(anna.scope, picture)
    }
    assert levels == proposed
    assert levels["Ekbacken"] == "orange"


def test_a_decided_level_is_on_the_map_with_its_reason(picture, anna):
    choice = LevelChoice(decision=Decision.CHANGED, level=Status.RED, reason="En skola brann.")
    digest = next(
        one.finding.digest
        for one in queries.areas_to_judge(anna.scope, picture)
        if one.finding.area_name == "Tallmon"
    )
    judging.judge_levels(by=anna.scope, at=AT, picture=picture, chosen={digest: choice})
    levels = {
        f["properties"]["name"]: f["properties"]["level"]
        for f in drawn_for(anna, picture)["areas"]["features"]
    }
    assert levels["Tallmon"] == "red"
    assert "En skola brann." in anna.client().get(f"/lagesbilder/{picture.pk}/karta/").content.decode()


def test_borders_are_found_in_a_kept_version_that_knows_every_area(anna, at):
    made = compute(anna)
    names = tuple(queries.area_names(anna.scope, made))
    shapes = np.array(
        [shapely.box(674_000 + n, 6_580_000, 674_001 + n, 6_580_001) for n in range(len(names))]
    )
    for version, keys in (("fel", ("x", "y", "z")), ("rätt", names)):
        kept = AreaSet(keys=keys, names=keys, version=version, polygons=shapes)
        assert queries.borders(anna.scope, made) is None
        places.save_areas(organisation_id=anna.organisation.pk, areas=kept, by=anna.user, at=at)
    assert queries.borders(anna.scope, made).version == "rätt"
    assert len(drawn_for(anna, made)["areas"]["features"]) == len(names)


def test_only_those_who_open_rows_get_points_and_only_in_the_internal_edition(picture, anna, lars):
    for edition in ("partner", "public"):
        assert drawn_for(anna, picture, edition)["points"] is None
    assert drawn_for(anna, picture, "public")["cells"] == []
    Picture.objects.filter(pk=picture.pk).update(state="published")
    assert drawn_for(lars, picture)["points"] is None
    page = lars.client().get(f"/lagesbilder/{picture.pk}/karta/").content.decode()
    assert "för den som får öppna raderna" in page


def test_what_the_public_edition_withholds_is_not_on_its_map(picture, anna):
    document = json.loads(queries.document(anna.scope, picture, Edition.PUBLIC))
    withheld = [f for f in document["findings"] if f["area"] and f["key"] == "count" and f["value"] is None]
    assert withheld
    page = anna.client().get(f"/lagesbilder/{picture.pk}/karta/?upplaga=public").content.decode()
    main = page.split("<main")[1]
    assert "visas inte" in main
    assert "/figurer/" not in main
    assert 'class="level' not in main
    assert all(not f["properties"]["level"] for f in drawn_for(anna, picture, "public")["areas"]["features"])


def test_a_stranger_finds_no_map(picture, cecilia, rut, anna):
    for address in ("karta/", "karta/karta.json"):
        assert cecilia.client().get(f"/lagesbilder/{picture.pk}/{address}").status_code == 404
        assert rut.client().get(f"/lagesbilder/{picture.pk}/{address}").status_code == 403
        assert anna.client().get(f"/lagesbilder/{picture.pk}/{address}?upplaga=x").status_code == 404


def test_a_category_fills_a_column_without_script(picture, anna):
    document = json.loads(queries.document(anna.scope, picture, Edition.INTERNAL))
    one = next(
        f
        for f in document["findings"]
        if f["key"] == "count" and f["area"] and f["category"] and f["value"] > 1
    )
    page = presenters.map_page(document, Judgements(), None, {}, None, one["category"], Edition.INTERNAL)
    area = next(area for area in page.areas if area.name == one["area_name"])
    assert area.in_category == str(round(one["value"]))
    assert page.category_name == one["category_name"]


def test_an_own_map_layer_opens_the_policy_of_the_map_alone(picture, anna, at):
    places.add_layer(
        by=anna.scope, at=at, name="Stad", kind="wms", address="https://karta.example.se/wms", layers="a",
        attribution="Kommunen",
    )  # fmt: skip
    assert "https://karta.example.se" in anna.client().get(f"/lagesbilder/{picture.pk}/karta/")[HEADER]
    assert "karta.example.se" not in anna.client().get(f"/lagesbilder/{picture.pk}/")[HEADER]


def test_a_picture_without_points_and_borders_says_why(anna):
    made = compute(anna)
    page = anna.client().get(f"/lagesbilder/{made.pk}/karta/").content.decode()
    for words in ("Områdena ritas inte", "Källan anger inte platsen så noga", "Täthet ritas inte"):
        assert words in page
    assert drawn_for(anna, made) == {
        "areas": {"type": "FeatureCollection", "features": []}, "points": None, "cells": [],
    }  # fmt: skip


def test_very_many_points_become_squares_that_hold_as_many(monkeypatch):
    monkeypatch.setattr(drawn, "MOST_POINTS", 50)
    frame = pl.DataFrame(
        {
            "x_m": [float(674_000 + 13 * n) for n in range(400)],
            "y_m": [float(6_580_000 + 7 * n) for n in range(400)],
            "category": ["a", "b"] * 200,
            "area": ["A"] * 400,
        }
    )
    grouped, grid_m = drawn._gathered(frame)
    assert grouped.height <= 50
    assert grouped["count"].sum() == 400
    assert grid_m in (25 * 2**k for k in range(12))
    assert ((grouped["x_m"] - grid_m / 2) % grid_m).sum() == 0


def test_dense_places_are_squares_and_only_the_significant():
    cell = {
        "x_m": 674_000.0,
        "y_m": 6_580_000.0,
        "size_m": 200.0,
        "n": 9,
        "z": 4.0,
        "q": 0.01,
        "significant": True,
    }
    document = {
        "areas": [], "categories": [], "findings": [], "refusals": [], "sentence": "s",
        "source": {"location_precision": "point"},
        "series": {"hot_places": [cell, cell | {"significant": False}]},
    }  # fmt: skip
    found = presenters.map_features(document, Judgements(), None, None, "EPSG:3006", Edition.INTERNAL)
    (only,) = found["cells"]
    to_metres = Transformer.from_crs("EPSG:4326", "EPSG:3006", always_xy=True)
    corners = [to_metres.transform(lon, lat) for lat, lon in only["ring"]]
    assert shapely.Polygon(corners).area == pytest.approx(200 * 200, rel=1e-2)
    page = presenters.map_page(document, Judgements(), None, {}, None, "", Edition.INTERNAL)
    assert page.density == (("Plats 1", "9 rapporter i 1 ruta om 200 m"),)
    together = [cell | {"place": 1}, cell | {"place": 2, "n": 5}, cell | {"place": 1, "n": 1}]
    document["series"]["hot_places"] = together
    page = presenters.map_page(document, Judgements(), None, {}, None, "", Edition.INTERNAL)
    assert page.density == (
        ("Plats 1", "10 rapporter i 2 rutor om 200 m"),
        ("Plats 2", "5 rapporter i 1 ruta om 200 m"),
    )
    boxes = [shapely.box(x, 6_579_000, x + 1000, 6_581_000) for x in (672_500, 673_500)]
    borders = AreaSet(keys=("a", "b"), names=("Åsen", "Norrby"), version="v", polygons=np.array(boxes))
    together[2] |= {
        "x_m": 673_300.0,
        "n": 2,
    }  # the same place reaches into the other area, with fewer reports
    together[1] |= {"x_m": 700_000.0}  # outside every area
    page = presenters.map_page(document, Judgements(), borders, {}, None, "", Edition.INTERNAL)
    assert [name for name, _ in page.density] == ["Plats 1, Norrby, Åsen", "Plats 2"]
    assert "Täthet" not in " ".join(what for what, _ in page.refusals)
    assert (
        presenters.map_features(document, Judgements(), None, None, "EPSG:3006", Edition.PUBLIC)["cells"]
        == []
    )


def test_areas_that_a_picture_rests_on_cannot_be_removed(picture, anna, at):
    version = picture.round.area_version
    used = dict(place_queries.uses(anna.scope, version.pk))
    assert used["insamlingsomgång"] == 1
    with pytest.raises(Refused, match="1 insamlingsomgång"):
        places.remove_version(by=anna.scope, at=at, version=version)
    assert "Ta bort indelningen" not in anna.client().get(f"/omraden/{version.pk}/").content.decode()


def test_a_silent_area_has_no_zero_on_the_public_map():
    about = {
        "category": None,
        "category_name": None,
        "unit": "rapporter",
        "low": None,
        "high": None,
        "reason": "",
    }
    counts = [("a", "silent", None), ("b", "stated", 0), ("c", "withheld", None)]
    document = {
        "areas": [{"key": key, "name": key.upper()} for key, _, _ in counts],
        "categories": [{"key": "SKA", "name": "Skadegörelse"}],
        "findings": [
            {**about, "key": "count", "area": key, "status": status, "value": value, "digest": key}
            for key, status, value in counts
        ],
        "source": {},
    }
    page = presenters.map_page(document, Judgements(), None, {}, None, "SKA", Edition.PUBLIC)
    told = [
        (one.total, one.in_category, json.loads(one.counts).get("SKA"), one.figures[0].value)
        for one in page.areas
    ]
    assert told[0] == ("underlag saknas",) * 4
    assert told[1] == ("0", "0", None, "0 rapporter")
    assert told[2] == ("visas inte", "0", None, "visas inte")
