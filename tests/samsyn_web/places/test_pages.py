"""Who reaches the pages of areas, and what they say of files and forms."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import shapely
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from samsyn_web.places import queries, services
from samsyn_web.places.models import AreaDraft, AreaVersion
from tests.samsyn_web.conftest import Person

SQUARE = json.loads(shapely.to_geojson(shapely.box(18, 59.3, 18.02, 59.31)))
ANNAS = [
    "/omraden/{version}/",
    "/omraden/{version}/omraden.geojson",
    "/omraden/{version}/ta-bort/",
    "/omraden/{version}/jamfor/{version}/",
    "/omraden/utkast/{draft}/",
    "/omraden/utkast/{draft}/omraden.geojson",
    "/omraden/utkast/{draft}/omrade/",
    "/omraden/utkast/{draft}/omrade/0/",
    "/omraden/utkast/{draft}/kasta/",
]
POSTS = [
    "/omraden/{version}/andra/",
    "/omraden/{version}/ta-bort/",
    "/omraden/utkast/{draft}/",
    "/omraden/utkast/{draft}/omrade/0/",
    "/omraden/utkast/{draft}/omrade/0/ta-bort/",
    "/omraden/utkast/{draft}/angra/",
    "/omraden/utkast/{draft}/kasta/",
]


def geojson(*areas: tuple[str, str]) -> bytes:
    """Return a file of areas on one square."""
    features = [
        {"type": "Feature", "properties": {"kod": key, "namn": name}, "geometry": SQUARE}
        for key, name in areas
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def send(person: Person, content: bytes, name: str = "stadsdelar.geojson"):
    return person.client().post("/omraden/ny/", {"file": SimpleUploadedFile(name, content)})


@pytest.fixture
def annas(anna: Person, at) -> dict[str, int]:
    """Return the keys of a version and a draft of Anna's."""
    send(anna, geojson(("1", "Åsen"), ("2", "Norrby")))
    kept = services.keep_draft(by=anna.scope, at=at, draft=AreaDraft.objects.get(), name="2025")
    draft = services.draft_of_version(by=anna.scope, at=at, version=kept)
    return {"version": kept.pk, "draft": draft.pk}


def test_anna_reaches_each_of_her_pages(annas, anna):
    for address in ANNAS:
        assert anna.client().get(address.format(**annas)).status_code == 200, address


def test_a_stranger_finds_none_of_it(annas, cecilia):
    client = cecilia.client()
    for address in ANNAS:
        assert client.get(address.format(**annas)).status_code == 404, address
    for address in POSTS:
        given = {"name": "Stulen", "key": "x", "border": ""}
        assert client.post(address.format(**annas), given).status_code == 404, address
    assert "2025" not in client.get("/omraden/").content.decode().split("<main")[1].split("</main")[0]
    assert (AreaVersion.objects.count(), AreaDraft.objects.count()) == (1, 1)


@pytest.mark.parametrize("who", ["rut", "lars", "ada"])
def test_others_of_the_organisation_see_and_change_none_of_it(annas, who, request):
    client = request.getfixturevalue(who).client()
    for address in [*ANNAS, "/omraden/", "/omraden/ny/"]:
        assert client.get(address.format(**annas)).status_code == 403, address
    for address in [*POSTS, "/omraden/rita/"]:
        assert client.post(address.format(**annas)).status_code == 403, address


def test_nobody_reads_it_without_signing_in(annas):
    for address in [*ANNAS, "/omraden/", "/omraden/kartlager/"]:
        assert Client().get(address.format(**annas)).status_code == 302, address


def test_names_of_places_are_for_those_who_read_pictures(annas, lars, rut, cecilia):
    assert [name for name, *_ in lars.client().get("/omraden/namn.json").json()["names"]] == [
        "Åsen",
        "Norrby",
    ]
    assert cecilia.client().get("/omraden/namn.json").json() == {"names": []}
    assert rut.client().get("/omraden/namn.json").status_code == 403


def test_layers_are_for_those_who_administer(bo, ada):
    assert bo.client().get("/omraden/kartlager/").status_code == 403
    assert ada.client().get("/omraden/kartlager/").status_code == 200


def test_a_table_of_areas_is_read_without_borders(anna):
    page = send(anna, "kod;namn;invanare\n1;Åsen;1200\n2;Norrby;\n".encode(), "omraden.csv")
    text = anna.client().get(page.url).content.decode()
    assert "2 områden lästes från omraden.csv." in text
    assert "Inget område har någon gräns." in text
    assert "data-areas-map" not in text
    assert [one["population"] for one in AreaDraft.objects.get().areas] == [1200, None]


def test_a_geopackage_from_abroad_is_read_and_asked_about(anna):
    wards = Path(__file__).parents[3] / "examples/nottingham/nottingham_wards.gpkg"
    text = anna.client().get(send(anna, wards.read_bytes(), wards.name).url).content.decode()
    assert "20 områden lästes från nottingham_wards.gpkg." in text
    assert "Områdena ligger utanför Sverige. Stämmer det?" in text
    assert AreaDraft.objects.get().crs == "EPSG:32630"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "Filen är tom."),
        (b"{}", "ingen GeoJSON"),
        (geojson()[:-4], "skadad"),
        (b"\x89PNG", "stadsdelar.geojson"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_in_words(anna, content, words):
    page = send(anna, content)
    assert page.status_code == 422
    assert words in page.content.decode()
    assert not AreaDraft.objects.exists()


def test_two_features_with_one_key_are_one_area_and_said_so(anna):
    text = anna.client().get(send(anna, geojson(("1", "Åsen"), ("1", "Åsen"))).url).content.decode()
    assert "1 område lästes" in text
    assert "samma områdeskod" in text


def test_a_form_that_is_wrong_keeps_what_was_written(annas, anna):
    address = "/omraden/utkast/{draft}/omrade/".format(**annas)
    page = anna.client().post(address, {"key": "1", "name": "Viken", "border": "59 18\n59 18.1\n59.1 18"})
    assert page.status_code == 422
    assert "Nyckeln 1 används redan av Åsen" in page.content.decode()
    assert "59.1 18" in page.content.decode()
    assert anna.client().get("/omraden/utkast/{draft}/omrade/9/".format(**annas)).status_code == 404


def test_an_area_saved_as_the_form_gave_it_keeps_its_border_digit_for_digit(annas, anna):
    address = "/omraden/utkast/{draft}/omrade/0/".format(**annas)
    held = AreaDraft.objects.get()
    areas = held.areas
    areas[0][
        "geometry"
    ] = {  # a butterfly, as a file may hold: read again it would be refused, or come back mended
        "type": "Polygon",
        "coordinates": [
            [
                [18.012345678901, 59.3],
                [18.02, 59.31],
                [18.02, 59.3],
                [18.012345678901, 59.31],
                [18.012345678901, 59.3],
            ]
        ],
    }
    held.content = json.dumps(areas)
    held.save(update_fields=["content"])
    given = anna.client().get(address).context["form"].initial
    sent = {**given, "population": 77, "border": f"{given['border']}\r\n"}
    assert anna.client().post(address, sent).status_code == 302
    after = AreaDraft.objects.get().areas[0]
    assert (after["geometry"], after["population"]) == (areas[0]["geometry"], 77)
    moved = {**sent, "was": after["key"], "border": "59 18\n59 18.1\n59.1 18"}
    assert anna.client().post(address, moved).status_code == 302
    assert AreaDraft.objects.get().areas[0]["geometry"] != areas[0]["geometry"]


def test_a_border_abroad_is_asked_about_and_kept(annas, anna):
    address = "/omraden/utkast/{draft}/omrade/".format(**annas)
    page = anna.client().post(
        address, {"key": "9", "name": "Helsingfors", "border": "60.1 24.9\n60.1 25\n60.2 25"}, follow=True
    )
    assert "Gränsen ligger utanför Sverige. Stämmer det?" in page.content.decode()
    assert len(AreaDraft.objects.get().areas) == 3


def test_the_file_comes_back_as_it_was(annas, anna):
    answer = anna.client().get("/omraden/{version}/omraden.geojson?fil=1".format(**annas))
    assert answer["Content-Disposition"] == 'attachment; filename="2025.geojson"'
    send(anna, answer.content)
    draft = AreaDraft.objects.order_by("-pk").first()
    back, kept = queries.draft_set(anna.scope, draft.pk), queries.area_set(anna.scope, annas["version"])
    assert (back.keys, back.names) == (kept.keys, kept.names)
    assert all(a.equals_exact(b, 1e-3) for a, b in zip(back.polygons, kept.polygons, strict=True))


def test_a_municipality_brings_its_statistical_areas(anna, cecilia):
    said = anna.client().post("/omraden/regso/", {"municipality": "Trollhättan", "vintage": "2020"})
    draft = AreaDraft.objects.get()
    assert said.url == f"/omraden/utkast/{draft.pk}/"
    assert draft.name == "RegSO 2020 Trollhättan"
    assert sum(one["population"] for one in draft.areas) > 50_000
    assert {one["key"][:5] for one in draft.areas} == {"1488R"}
    assert cecilia.client().get(said.url).status_code == 404
    wrong = anna.client().post("/omraden/regso/", {"municipality": "Trolhättan", "vintage": "2025"})
    assert wrong.status_code == 422
    assert "Menade du Trollhättan?" in wrong.content.decode()
