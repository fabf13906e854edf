"""One border, pasted: what is understood, and what is said of one that is none."""

from __future__ import annotations

import json

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Transformer

from samsyn.errors import BadInput
from samsyn.files import outside_sweden, read_border

SQUARE = {"type": "Polygon", "coordinates": [[[18, 59], [18.01, 59], [18.01, 59.01], [18, 59.01], [18, 59]]]}


@pytest.mark.parametrize(
    "content",
    [
        SQUARE,
        {"type": "Feature", "properties": {}, "geometry": SQUARE},
        {
            "type": "FeatureCollection",
            "features": [{"type": "Feature", "properties": {}, "geometry": SQUARE}],
        },
    ],
)
def test_geojson_in_each_wrapping(content):
    assert read_border(json.dumps(content)).equals(shapely.box(18, 59, 18.01, 59.01))


@pytest.mark.parametrize(
    "text",
    [
        "59 18\n59 18.01\n59.01 18.01\n59.01 18",
        "18 59\n18.01 59\n18.01 59.01\n18 59.01\n18 59",
        "59,00; 18,00\n59,00; 18,01\n\n59,01; 18,01\n59,01; 18,00\n",
        "59.0,18.0\n59.0,18.01\n59.01,18.01\n59.01,18.0",
    ],
)
def test_corners_in_degrees_in_either_order(text):
    assert read_border(text).equals(shapely.box(18, 59, 18.01, 59.01))


def test_corners_in_metres_agree_with_the_projection_library():
    to_metres = Transformer.from_crs("EPSG:4326", "EPSG:3006", always_xy=True)
    corners = [(18.0, 59.0), (18.01, 59.0), (18.01, 59.01)]
    metres = [to_metres.transform(*one) for one in corners]
    for text in (
        "\n".join(f"{y:.3f} {x:.3f}" for x, y in metres),
        "\n".join(f"{x:.3f} {y:.3f}" for x, y in metres),
    ):
        assert shapely.hausdorff_distance(read_border(text), shapely.Polygon(corners)) < 1e-7


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "tom"),
        ("59 18\n59 18.01", "minst tre hörn. Texten har 2"),
        ("59 18\nTorget\n59.01 18", "Rad 2, ”Torget”"),
        ("59 18\n59 18.01\n59.01 18\n59.01 18.01", "korsar sig själv nära latitud 59,00500, longitud 18,00500"),
        ("59 18\n59.01 18\n59.02 18", "noll"),
        ("6580822 18\n6580822 18.1\n6580900 18", "varken grader"),
        ("{", "vid tecken 2"),
        ('{"type": "Point", "coordinates": [18, 59]}', "ingen yta"),
        ('{"type": "Polygon", "coordinates": [[["a", 2]]]}', "ingen GeoJSON-geometri"),
        ('{"type": "FeatureCollection", "features": [{}, {}]}', "2 områden"),
        ('{"type": "Polygon", "coordinates": [[[680000, 6570000], [681000, 6570000], [681000, 6571000]]]}',
         "inga grader"),
        ('{"type": "Polygon", "coordinates": []}', "tom"),
        ("[" * 5000, "GeoJSON"),
        ('{"type": "Polygon", "coordinates": [[[NaN, 59], [18.1, 59], [18.1, 59.1]]]}', "ingen GeoJSON-geometri"),
    ],
)  # fmt: skip
def test_what_is_no_surface_is_told_in_words(text, words):
    with pytest.raises(BadInput) as told:
        read_border(text)
    assert words in told.value.message


def test_a_border_abroad_is_seen():
    assert not outside_sweden(read_border(json.dumps(SQUARE)))
    assert outside_sweden(shapely.box(25, 60, 25.1, 60.1))


@given(st.text(alphabet='0123456789 .,;\n-{}[]"a', max_size=60))
def test_no_text_gives_another_error(text):
    try:
        drawn = read_border(text)
    except BadInput:
        return
    assert drawn.is_valid
    assert drawn.area > 0
