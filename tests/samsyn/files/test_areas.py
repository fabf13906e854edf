"""Areas from every format, and rows placed in them."""

from __future__ import annotations

import json
import sqlite3
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest
import shapely
from shapely.geometry import mapping

from samsyn.errors import BadInput, MissingColumn, UnreadableFile
from samsyn.files import inspect_areas, read, read_areas
from samsyn.files.keys import area_keys
from samsyn.table import AreaSet, LocationPrecision, Source

Write = Callable[..., Path]
WEST, EAST = shapely.box(18.0, 59.3, 18.1, 59.4), shapely.box(18.1, 59.3, 18.2, 59.4)


def collection(*features: tuple[dict[str, Any], Any], crs: str | None = None) -> str:
    content: dict[str, Any] = {
        "type": "FeatureCollection",
        "features": [
            {"type": "Feature", "properties": properties, "geometry": shape and mapping(shape)}
            for properties, shape in features
        ],
    }
    if crs:
        content["crs"] = {"type": "name", "properties": {"name": crs}}
    return json.dumps(content)


TWO = collection(
    ({"regsokod": "0180R001", "regsonamn": "Västra", "pop_2022": 90, "pop_2024": 100}, WEST),
    ({"regsokod": "0180R002", "regsonamn": "Östra", "pop_2022": 80, "pop_2024": None}, EAST),
)


def test_geojson(file: Write) -> None:
    areas = read_areas(file(TWO, "regso2025.geojson"))
    assert areas.keys == ("0180R001", "0180R002")
    assert areas.names == ("Västra", "Östra")
    assert areas.population == (100, None)
    assert (areas.version, areas.crs) == ("RegSO 2025", "EPSG:3006")
    assert areas.polygons is not None
    # 0.1 degrees of longitude at 59.35° N is 5.69 km, and of latitude 11.14 km.
    assert areas.polygons[0].area / 1e6 == pytest.approx(5.69 * 11.14, rel=0.01)


def test_a_system_that_the_file_names(file: Write) -> None:
    square = shapely.box(674_000, 6_580_000, 675_000, 6_581_000)
    areas = read_areas(
        file(collection(({"kod": "1"}, square), crs="urn:ogc:def:crs:EPSG::3006"), "a.geojson")
    )
    assert areas.polygons is not None
    assert areas.polygons[0].equals(square)


def test_topojson_shares_borders(file: Write) -> None:
    topology = {
        "type": "Topology",
        "transform": {"scale": [0.1, 0.1], "translate": [18.0, 59.3]},
        "arcs": [[[1, 0], [0, 1]], [[1, 1], [-1, 0], [0, -1], [1, 0]], [[1, 0], [1, 0], [0, 1], [-1, 0]]],
        "objects": {"areas": {"type": "GeometryCollection", "geometries": [
            {"type": "Polygon", "arcs": [[0, 1]], "properties": {"lor": "01", "lor_name": "Väst"}},
            {"type": "Polygon", "arcs": [[2, -1]], "properties": {"lor": "02", "lor_name": "Öst"}},
        ]}},
    }  # fmt: skip
    topo = read_areas(file(json.dumps(topology), "a.json"))
    plain = read_areas(file(collection(({"lor": "01"}, WEST), ({"lor": "02"}, EAST)), "b.geojson"))
    assert topo.names == ("Väst", "Öst")
    assert topo.polygons is not None
    assert plain.polygons is not None
    for made, expected in zip(topo.polygons, plain.polygons, strict=True):
        assert made.symmetric_difference(expected).area < 1


def geopackage(path: Path, rows: list[tuple[str, str, bytes | None]]) -> Path:
    connection = sqlite3.connect(path)
    connection.executescript(
        "CREATE TABLE gpkg_contents (table_name TEXT, data_type TEXT);"
        "CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, srs_id INTEGER);"
        "CREATE TABLE gpkg_spatial_ref_sys (srs_id INTEGER, organization TEXT, organization_coordsys_id INTEGER);"
        "INSERT INTO gpkg_contents VALUES ('wards', 'features');"
        "INSERT INTO gpkg_geometry_columns VALUES ('wards', 'geom', 4326);"
        "INSERT INTO gpkg_spatial_ref_sys VALUES (4326, 'EPSG', 4326);"
        "CREATE TABLE wards (fid INTEGER PRIMARY KEY, geom BLOB, ward_code TEXT, ward_name TEXT);"
    )
    connection.executemany("INSERT INTO wards (ward_code, ward_name, geom) VALUES (?, ?, ?)", rows)
    connection.commit()
    connection.close()
    return path


def test_geopackage_with_and_without_an_envelope(tmp_path: Path) -> None:
    bare = b"GP\x00\x01" + struct.pack("<i", 4326) + shapely.to_wkb(WEST)
    boxed = b"GP\x00\x03" + struct.pack("<i4d", 4326, 18.1, 18.2, 59.3, 59.4) + shapely.to_wkb(EAST)
    rows = [
        ("E1", "Väst", bare),
        ("E2", "Öst", boxed),
        ("E3", "Utan", None),
        ("E4", "Trasig", b"GP\x00\x01....rubbish"),
    ]
    told = inspect_areas(geopackage(tmp_path / "a.gpkg", rows))
    assert told.areas.keys == ("E1", "E2", "E3", "E4")
    assert told.areas.polygons is not None
    assert [each is not None for each in told.areas.polygons] == [True, True, False, False]
    assert any("saknar yta" in each for each in told.warnings)


def test_geoparquet_and_points_as_reports(tmp_path: Path) -> None:
    shapes = [shapely.to_wkb(WEST), shapely.to_wkb(EAST)]
    pl.DataFrame({"kod": ["a", "b"], "geometry": shapes}).write_parquet(tmp_path / "a.parquet")
    areas = read_areas(tmp_path / "a.parquet")
    assert areas.polygons is not None
    points = collection(
        ({"datum": "2024-10-01T10:00", "kategori": "A"}, shapely.Point(18.05, 59.35)),
        ({"datum": "2024-10-02T10:00", "kategori": "B"}, shapely.Point(18.15, 59.35)),
        ({"datum": "2024-10-03T10:00", "kategori": "C"}, None),
    )
    (tmp_path / "p.geojson").write_text(points)
    reading = read(tmp_path / "p.geojson", areas=areas)
    assert reading.format == "geojson"
    assert reading.table.frame["area"].to_list() == ["a", "b", None]


def test_parquet_reports_with_typed_columns(tmp_path: Path) -> None:
    from datetime import UTC, datetime

    frame = pl.DataFrame(
        {
            "tidpunkt": pl.Series([datetime(2024, 7, 1, 22, 30, tzinfo=UTC), None]),
            "kategori": ["A", "B"],
            "kommunkod": ["0180", "0180"],
            "lat": [59.3, None],
            "lon": [18.1, float("nan")],
            "lista": [[1], [2]],
        }
    )
    frame.write_parquet(tmp_path / "a.parquet")
    reading = read(tmp_path / "a.parquet")
    assert reading.table.frame["day"][0].isoformat() == "2024-07-02"
    assert reading.table.frame["time_from"][0] == frame["tidpunkt"][0]
    assert [each.key for each in reading.left_out] == ["no_time"]
    assert "lista" not in {each.name for each in reading.columns}


def test_a_table_of_areas_without_polygons(file: Write) -> None:
    areas = read_areas(file("Områdeskod;Områdesnamn;Folkmängd\n01;Åsen;1 200\n02;Ön;..\n03;Norr;\n"))
    assert areas.keys == ("01", "02", "03")
    assert areas.population == (1200, None, None)
    assert areas.polygons is None


def test_broken_polygons_are_repaired_and_parts_joined(file: Write) -> None:
    bow = shapely.Polygon([(18.0, 59.3), (18.1, 59.4), (18.1, 59.3), (18.0, 59.4)])
    plain = [({"kod": str(n)}, WEST) for n in range(20)]
    text = collection(*plain, ({"kod": "0"}, EAST), ({"kod": "bow"}, bow), ({"kod": None}, WEST))
    told = inspect_areas(file(text, "a.geojson"), columns={"key": "kod"})
    assert told.areas.polygons is not None
    assert len(told.areas.keys) == len(told.areas.polygons) == 21
    assert all(shapely.is_valid(told.areas.polygons))
    assert told.areas.polygons[0].area == pytest.approx(2 * told.areas.polygons[1].area, rel=0.001)
    assert {each.found for each in told.problems} == {"tomt", "en yta som korsar sig själv", "0"}


def test_the_latest_of_several_years(file: Write) -> None:
    both = [(n, year) for year in (2021, 2023) for n in (1, 2)]
    text = collection(*[({"area_id": n, "year": year, "area_name": f"O{n}"}, WEST) for n, year in both])
    told = inspect_areas(file(text, "a.geojson"))
    assert told.areas.keys == ("1", "2")
    assert told.areas.version == "2023"
    assert any("flera år" in each for each in told.warnings)


def test_declared_columns_and_version(file: Write) -> None:
    path = file("a;b;c\nx;1;Ett\ny;2;Två\n")
    areas = read_areas(path, columns={"key": "b", "name": "c"}, version="egen 1")
    assert (areas.keys, areas.names, areas.version) == (("1", "2"), ("Ett", "Två"), "egen 1")
    with pytest.raises(MissingColumn):
        read_areas(path, columns={"key": "d"})
    with pytest.raises(BadInput):
        read_areas(path, columns={"colour": "a"})
    with pytest.raises(UnreadableFile):
        read_areas(file("", "tom.csv"))


SET = AreaSet(
    keys=("0114", "0180", "1480", "2"),
    names=("Upplands Väsby", "Stockholm", "Göteborg", "Göteborg"),
    version="v",
)


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("0114", ("0114", "key")), ("114", ("0114", "zeros")), ("114.0", ("0114", "zeros")),
        ("Stockholm", ("0180", "name")), ("STOCKHOLMS KOMMUN", ("0180", "name")), (" stockholm ", ("0180", "name")),
        ("Upplands Väsby kommun", ("0114", "name")),
        ("Göteborg", None), ("Göteborgs kommun", None),
        ("999", None), ("", None),
    ],
)  # fmt: skip
def test_matches_keys_and_names(value: str, found: tuple[str, str] | None) -> None:
    assert area_keys([value], SET).get(value) == found


def test_rows_take_the_key_with_its_lost_zero(file: Write) -> None:
    text = "Datum;Kategori;Kommunkod\n2024-10-01;A;180\n2024-10-02;B;1480\n2024-10-03;C;9999\n"
    reading = read(file(text), areas=SET)
    assert reading.table.frame["area"].to_list() == ["0180", "1480", None]
    assert any("nolla" in each for each in reading.warnings)
    assert any(each.found == "9999" for each in reading.problems)
    assert reading.source.area_version == "v"


def test_a_few_equal_names_are_chance(file: Write) -> None:
    rows = "".join(f"2024-10-0{n};A;Ort {n}\n" for n in range(1, 9))
    reading = read(file(f"Datum;Kategori;Kommun\n{rows}2024-10-09;A;Stockholm\n"), areas=SET)
    assert reading.table.frame["area"].null_count() == 9


def test_points_are_placed_by_polygon_and_the_rest_by_key(file: Write) -> None:
    areas = read_areas(file(TWO, "regso2025.geojson"))
    text = "Tidpunkt;Kategori;RegSOkod;lat;lon\n"
    text += "2024-10-01 10:00;A;0180R002;59.35;18.05\n2024-10-02 11:00;B;0180R002;;\n2024-10-03 12:00;C;;59.35;18.15\n"
    text += "2024-10-04 13:00;D;;59.5;18.15\n2024-10-05 13:00;E;;;\n"
    reading = read(file(text), areas=areas)
    assert reading.source.location_precision is LocationPrecision.POINT
    assert reading.table.frame["area"].to_list() == ["0180R001", "0180R002", "0180R002", None, None]
    assert any("utanför områdena" in each for each in reading.warnings)


def test_a_declared_centre_point_is_not_placed_by_polygon(file: Write) -> None:
    areas = read_areas(file(TWO, "regso2025.geojson"))
    declared = Source(key="x", name="X", location_precision=LocationPrecision.CENTROID)
    text = "Tidpunkt;Kategori;lat;lon\n2024-10-01 10:00;A;59.35;18.05\n"
    assert read(file(text), areas=areas, declared=declared).table.frame["area"].to_list() == [None]


def test_polygons_of_a_set_are_in_the_order_of_its_keys(file: Write) -> None:
    areas = read_areas(file(TWO, "regso2025.geojson"))
    assert areas.polygons is not None
    middle = np.array([shape.centroid.x for shape in areas.polygons])
    assert middle[0] < middle[1]


def test_metres_in_a_geojson_that_names_no_system_are_sweref(file: Write) -> None:
    box = shapely.box(674_000, 6_580_000, 675_000, 6_581_000)
    areas = read_areas(file(collection(({"kod": "A"}, box)), "a.geojson"))
    assert areas.crs == "EPSG:3006"
    assert areas.polygons is not None
    assert areas.polygons[0].equals_exact(box, 0.01)


@pytest.mark.parametrize(
    ("shape", "crs", "words"),
    [(WEST, "EPSG:99999", "känns inte igen"), (shapely.box(0, 0, 1e9, 1e9), None, "inga platser")],
)
def test_areas_in_no_known_system_are_refused(file: Write, shape: Any, crs: str | None, words: str) -> None:
    with pytest.raises(BadInput, match=words):
        read_areas(file(collection(({"kod": "A"}, shape), crs=crs), "a.geojson"))


def test_a_shape_with_a_coordinate_that_is_no_number_is_no_shape(file: Write) -> None:
    broken = collection(({"kod": "A"}, WEST), ({"kod": "B"}, EAST)).replace("18.2", "NaN", 1)
    reading = inspect_areas(file(broken, "a.geojson"))
    assert reading.areas.polygons is not None
    assert [shape is None for shape in reading.areas.polygons] == [False, True]
    assert "saknar yta" in reading.warnings[0]
