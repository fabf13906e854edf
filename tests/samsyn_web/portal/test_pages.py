"""The first page per role, the pages about Samsyn, and the choice of light or dark."""

from __future__ import annotations

import pytest
from django.template.loader import render_to_string
from django.test import Client

ERRORS = ("400", "403", "403_csrf", "404", "405", "429", "500")


def test_a_visitor_is_sent_to_sign_in(db):
    assert Client().get("/").url == "/konto/login/?next=%2F"


@pytest.mark.parametrize(
    "path", ["/om/", "/om/tillganglighet/", "/om/komponenter/", "/om/komponenter/?fel=1"]
)
def test_pages_about_samsyn_are_open(db, path):
    answer = Client().get(path)
    assert answer.status_code == 200
    assert "<c-" not in answer.content.decode()


def test_the_first_page_follows_the_role(anna, bo, lars, ada, rut):
    said = {
        person.user.name: person.client().get("/").content.decode() for person in (anna, bo, lars, ada, rut)
    }
    assert "Börja med en fil" in said["Anna"]
    assert "Börja med en fil" in said["Bo"]
    assert "Ingen lägesbild är publicerad än" in said["Lars"]
    assert "5 medlemmar" in said["Ada"]
    assert "Du är rapportör" in said["Rut"]
    assert all("<c-" not in page for page in said.values())


def test_the_menu_holds_only_what_the_role_may_open(anna, lars, rut):
    assert "Rapporter" in _menu(anna)
    assert "Rapporter" not in _menu(lars)
    assert "Lägesbild" in _menu(lars)
    assert "Lägesbild" not in _menu(rut)


def _menu(person) -> str:
    page = person.client().get("/").content.decode()
    return page.split('<nav class="cycle"')[1].split("</nav>")[0]


@pytest.mark.parametrize(
    ("choice", "kept"), [("dark", "dark"), ("light", "light"), ("auto", ""), ("<b>", "")]
)
def test_light_or_dark_is_kept_in_a_cookie(db, choice, kept):
    client = Client()
    answer = client.post("/utseende/", {"theme": choice, "next": "/om/"})
    assert answer.url == "/om/"
    assert client.cookies["theme"].value == kept
    page = client.get("/om/").content.decode()
    assert (f'data-theme="{kept}"' in page) is bool(kept)


@pytest.mark.parametrize("back", ["https://annan.example/", "//annan.example/", "javascript:alert(1)"])
def test_the_way_back_stays_here(db, back):
    assert Client().post("/utseende/", {"theme": "dark", "next": back}).url == "/"


@pytest.mark.parametrize("name", ERRORS)
def test_an_error_page_needs_nothing(name):
    page = render_to_string(f"{name}.html")
    assert "Vad är säkert?" in page
    assert "Vad kan jag göra?" in page
    assert f"Fel {name[:3]}" in page


def test_an_address_that_only_takes_what_a_form_sends_says_so(anna):
    answer = anna.client().get("/dataskydd/vakten/")
    assert answer.status_code == 405
    assert answer.headers["Allow"] == "POST"
    assert "går inte att öppna för sig" in answer.content.decode()
    assert anna.client().put("/dataskydd/vakten/").content == b"", "no browser asks so"


def test_an_unknown_address_gets_the_error_page(db):
    answer = Client().get("/finns-inte/")
    assert answer.status_code == 404
    assert "Sidan finns inte" in answer.content.decode()
