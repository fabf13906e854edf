"""Background maps: only safe addresses, only the organisation's own, and only their pictures let through."""

from __future__ import annotations

import pytest

from samsyn.errors import BadInput, Refused
from samsyn_web.base.csp import HEADER
from samsyn_web.places import policies, queries, services

XYZ = "https://karta.example.se:8443/rutor/{z}/{x}/{y}.png"


def add(person, at, **changed):
    layer = {"name": "Stadskartan", "kind": "xyz", "address": XYZ, "layers": "", "attribution": "Kommunen"}
    return services.add_layer(by=person.scope, at=at, **(layer | changed))


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("http://karta.example.se/{z}/{x}/{y}.png", "https"),
        ("https://anna:hemligt@karta.example.se/{z}/{x}/{y}.png", "lösenord"),
        ("https://karta.example.se/{z}/{x}.png", "saknar {y}"),
        ("https://{s}.example.se/{z}/{x}/{y}.png", "tecken"),
        ("https://karta.example.se/{s}/{z}/{x}/{y}.png", "Byt ut {s}"),
        ("javascript:alert(1)//{z}{x}{y}", "hel"),
        ("karta.example.se/{z}/{x}/{y}", "hel"),
        ("https://karta.example.se;script-src/{z}/{x}/{y}", "tecken"),
        ("https://*.example.se/{z}/{x}/{y}", "tecken"),
        ("https://karta.example.se:99999/{z}/{x}/{y}", "läsa"),
        ("https://karta.example.se/{z}/{x}/{y} evil", "mellanslag"),
    ],
)
def test_an_address_that_is_not_safe_is_refused_in_words(anna, at, address, words):
    with pytest.raises(BadInput) as told:
        add(anna, at, address=address)
    assert words in told.value.message


def test_a_wms_names_its_layers(anna, at):
    with pytest.raises(BadInput, match="vilka lager"):
        add(anna, at, kind="wms", address="https://karta.example.se/wms")
    with pytest.raises(BadInput, match="klamrar"):
        add(anna, at, kind="wms", layers="a")
    assert add(anna, at, kind="wms", address="https://karta.example.se/wms", layers="a").layers == "a"


def test_origins():
    assert policies.origin_of(XYZ) == "https://karta.example.se:8443"
    assert policies.origin_of("http://127.0.0.1:8000/{z}") == "http://127.0.0.1:8000"
    assert policies.origin_of("http://[::1]/x") == "http://[::1]"


def test_one_layer_is_first_and_names_are_their_own(anna, at):
    one = add(anna, at, is_default=True)
    two = add(anna, at, name="Flygbild", is_default=True)
    assert [layer.is_default for layer in queries.layers(anna.scope).order_by("pk")] == [False, True]
    services.show_first(by=anna.scope, at=at, layer=one)
    services.show_first(by=anna.scope, at=at, layer=None)
    assert not queries.layers(anna.scope).filter(is_default=True).exists()
    with pytest.raises(BadInput, match="redan ett kartlager"):
        add(anna, at)
    services.remove_layer(by=anna.scope, at=at, layer=two)
    assert [layer.name for layer in queries.layers(anna.scope)] == ["Stadskartan"]


def test_only_the_own_organisation_sets_layers(anna, bo, cecilia, at):
    layer = add(anna, at)
    for person in (bo, cecilia):
        with pytest.raises(Refused, match="Din roll"):
            services.remove_layer(by=person.scope, at=at, layer=layer)
        with pytest.raises(Refused, match="Din roll"):
            services.show_first(by=person.scope, at=at, layer=layer)
    with pytest.raises(Refused, match="Din roll"):
        add(bo, at, name="Annat")


def test_the_policy_lets_through_just_the_own_layers_and_just_on_maps(anna, cecilia, at):
    add(anna, at)
    map_page = anna.client().get("/omraden/kartlager/")
    images = next(part for part in map_page[HEADER].split("; ") if part.startswith("img-src"))
    assert images == "img-src 'self' data: blob: https://karta.example.se:8443"
    assert map_page[HEADER].count("karta.example.se") == 1
    assert "karta.example.se" not in anna.client().get("/omraden/")[HEADER]
    assert "karta.example.se" not in cecilia.client().get("/omraden/kartlager/")[HEADER]
