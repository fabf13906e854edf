"""The rows of the invented municipality: answers, codes, times, places."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from zoneinfo import ZoneInfo

import polars as pl
import shapely

from samsyn.instruments.load import categories
from samsyn.methods.incidents.example import area_set
from samsyn.methods.incidents.example.places import PLACE_KINDS, named_places
from samsyn.methods.incidents.example.reporters import reporters
from samsyn.methods.incidents.example.rhythm import (
    CATEGORIES,
)
from tests.support.example_world import rows, world

KINDS_OF_FUNCTION = """
Bovärd Skola Förskola Fritidsgård Fältgrupp Trygghetsvärdar Park Bibliotek Idrottshall Hemtjänst Räddningstjänst
Busstrafik Ordningsvakter Väktare Handel Områdespolis Byalag
"""


def test_a_zero_report_stands_exactly_where_a_reporter_answered_and_had_nothing_to_tell() -> None:
    told: dict[tuple[str, int], Counter[str]] = {}
    for row in rows():
        week = (date.fromisoformat(row["tid_fran"][:10]) - date(2023, 5, 1)).days // 7
        told.setdefault((row["rapportor"], week), Counter())[row["slag"]] += 1
    for number, reporter in enumerate(reporters()):
        for week in range(185):
            found = told.get((reporter.name, week), Counter())
            assert bool(found) == world().answered[number, week]
            assert found["nollrapport"] == (1 if found and found.total() == found["nollrapport"] else 0)
    assert not (world().answered & ~world().expected).any()


def test_codes_are_those_of_the_instrument() -> None:
    known = {
        sub.code: each.code for each in categories().categories for sub in each.subcategories if sub.enabled
    }
    for row in rows():
        if row["slag"] == "händelse":
            assert known[row["underkategori"]] == row["kategori"]
            assert row["allvar"] in ("", "0", "1", "2", "3")
        else:
            assert row["kategori"] == {"nollrapport": "NOL", "positiv": "POS"}[row["slag"]]
            assert row["underkategori"] == row["allvar"] == ""
    assert set(CATEGORIES) == set(categories().incident_codes)


def test_times_exist_and_intervals_are_in_order() -> None:
    zone, utc = ZoneInfo("Europe/Stockholm"), ZoneInfo("UTC")
    intervals = 0
    for row in rows():
        start = datetime.fromisoformat(row["tid_fran"]).replace(tzinfo=zone)
        assert start.astimezone(utc).astimezone(zone) == start
        assert start.astimezone(utc).astimezone(zone).hour == start.hour
        if row["tid_till"]:
            intervals += 1
            assert row["tid_fran"] < row["tid_till"] <= "2026-11-16 00:00"
    assert 0.1 < intervals / len(rows()) < 0.3


def test_every_point_lies_in_its_own_area() -> None:
    known = area_set()
    frame = world().frame.filter(pl.col("x_m").is_not_null())
    for key, polygon in zip(known.keys, known.polygons if known.polygons is not None else (), strict=True):
        here = frame.filter(pl.col("area") == key)
        assert shapely.contains_xy(polygon, here["x_m"].to_numpy(), here["y_m"].to_numpy()).all()


def test_dwellings_are_one_point_for_the_neighbourhood() -> None:
    places = named_places()
    for name, kind in zip(places.names, places.kind, strict=True):
        points = {(row["lon"], row["lat"]) for row in rows() if row["plats"] == name}
        assert (len(points) == 1) == (PLACE_KINDS[kind] == "dwelling"), name


def test_reporters_are_functions() -> None:
    assert len({each.name for each in reporters()}) == 40
    assert all(each.name.split()[0] in KINDS_OF_FUNCTION.split() for each in reporters())
    assert {area for each in reporters() for area in each.areas} == set(range(20))
