"""Areas in a browser: imported, drawn by keyboard, changed, compared; and with neither script nor mouse."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from samsyn_web.places.models import Area, AreaDraft, AreaVersion
from tests.flows.conftest import Opener
from tests.flows.sight import check_complaints, check_page
from tests.samsyn_web.conftest import Person

SIGHT = os.environ.get("SIGHT")  # a folder for pictures of the pages, for people to look at


def look(page: Page, name: str) -> None:
    """Keep pictures of a page where somebody has asked for them."""
    if SIGHT:
        for width in (390, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            page.wait_for_timeout(400)
            page.screenshot(path=f"{SIGHT}/{name}-{width}.png", full_page=True)


@pytest.fixture
def area_file(tmp_path: Path) -> Path:
    """Three areas, of which two lie over each other."""
    squares = {"Åsen": (18.0, 59.3), "Norrby": (18.02, 59.3), "Söderängen": (18.039, 59.3)}
    features = [
        {
            "type": "Feature",
            "properties": {"kod": f"{n}", "namn": name, "invanare": 1200 + n},
            "geometry": {
                "type": "Polygon",
                "coordinates": [[[x, y], [x + 0.02, y], [x + 0.02, y + 0.01], [x, y + 0.01], [x, y]]],
            },
        }
        for n, (name, (x, y)) in enumerate(squares.items())
    ]
    path = tmp_path / "stadsdelar.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return path


def test_areas_are_imported_changed_and_compared(open_page: Opener, anna: Person, area_file: Path) -> None:
    page = open_page("/omraden/", person=anna)
    expect(page.get_by_role("heading", name="Inga områden ännu")).to_be_visible()
    check_page(page)
    look(page, "areas-empty")
    page.get_by_role("link", name="Lägg till områden").click()
    check_page(page)
    look(page, "areas-begin")
    page.get_by_label("Fil med områden").set_input_files(area_file)
    page.get_by_role("button", name="Läs filen").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("3 områden lästes från stadsdelar.geojson.")
    expect(page.get_by_text("Norrby och Söderängen ligger över varandra")).to_be_visible()
    expect(page.locator("[data-drawn]")).to_be_visible()
    check_page(page)
    look(page, "areas-draft")
    page.get_by_label("Namn på indelningen").fill("Stadsdelar 2025")
    page.get_by_label("Gäller från").fill("2025-01-01")
    page.get_by_role("button", name="Spara indelningen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Stadsdelar 2025")
    expect(page.locator("[data-drawn]")).to_be_visible()
    check_page(page)
    look(page, "areas-version")

    page.get_by_role("button", name="Ändra i en ny version").click()
    page.get_by_role("link", name="Åsen").click()
    expect(page.locator("[data-editor][data-drawn]")).to_be_visible()
    page.get_by_label("Invånare").fill("1300")
    page.get_by_role("button", name="Spara området").click()
    expect(page.get_by_text("nu 1\u00a0300.")).to_be_visible()
    expect(page.get_by_text("Ny gräns:")).to_have_count(0)
    held = AreaDraft.objects.get()
    assert held.areas[0]["geometry"] == json.loads(held.previous)[0]["geometry"]
    page.get_by_role("link", name="Söderängen").click()
    expect(page.locator("[data-editor][data-drawn]")).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="4 hörn")).to_be_visible()
    page.get_by_role("button", name="Nästa hörn").click()
    page.keyboard.press("PageDown")
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Delete")
    expect(page.get_by_role("status").filter(has_text="3 hörn")).to_be_visible()
    page.get_by_role("button", name="Ångra", exact=True).click()
    expect(page.get_by_role("status").filter(has_text="4 hörn")).to_be_visible()
    check_page(page)
    look(page, "areas-editor")
    page.get_by_label("Namn", exact=True).fill("Söderängen och Viken")
    page.get_by_role("button", name="Spara området").click()
    expect(page.get_by_text("Hette Söderängen.")).to_be_visible()
    page.get_by_label("Namn på indelningen").fill("Stadsdelar 2026")
    page.get_by_role("button", name="Spara indelningen").click()
    page.get_by_role("link", name="se vad som ändrades").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("2 områden ändras, 1 område är som förut.")
    expect(page.get_by_text("Ny gräns:")).to_be_visible()
    expect(page.locator("[data-drawn]")).to_be_visible()
    check_page(page)
    look(page, "areas-compare")
    page.goto("/omraden/")
    check_page(page)
    look(page, "areas-list")
    assert Area.objects.get(version__version="Stadsdelar 2025", key="2").name == "Söderängen"


def test_an_area_is_drawn_with_the_keyboard_alone(open_page: Opener, anna: Person) -> None:
    page = open_page("/omraden/ny/", person=anna)
    page.get_by_role("button", name="Rita områden").press("Enter")
    expect(page.locator("[data-editor][data-drawn]")).to_be_visible()
    map_ = page.get_by_role("region", name="Karta att rita på")
    map_.focus()
    for key in ("Enter", "ArrowRight", "Enter", "ArrowDown", "Enter", "ArrowLeft", "Enter"):
        page.keyboard.press(key)
        page.wait_for_timeout(400)
    page.keyboard.press("Backspace")
    expect(page.get_by_role("status").filter(has_text="Ritar: 3 hörn")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("status").filter(has_text="3 hörn, ungefär")).to_be_visible()
    check_page(page)
    look(page, "areas-drawn")
    page.get_by_label("Namn", exact=True).fill("Viken")
    page.get_by_label("Nyckel").fill("V")
    page.get_by_role("button", name="Spara området").press("Enter")
    expect(page.get_by_text("Viken är med i utkastet.")).to_be_visible()
    (area,) = AreaDraft.objects.get().areas
    assert (area["key"], area["geometry"]["type"], len(area["geometry"]["coordinates"][0])) == (
        "V",
        "Polygon",
        4,
    )


def test_an_area_is_drawn_with_the_mouse_and_meets_its_neighbour(
    open_page: Opener, anna: Person, area_file: Path
) -> None:
    page = open_page("/omraden/ny/", person=anna)
    page.get_by_label("Fil med områden").set_input_files(area_file)
    page.get_by_role("button", name="Läs filen").click()
    page.get_by_role("link", name="Rita ett område till").click()
    expect(page.locator("[data-editor][data-drawn]")).to_be_visible()
    page.get_by_role("button", name="Rita en yta").click()
    map_ = page.locator(".map--editor")
    corners = page.evaluate(  # where the two upper corners of the first area stand, and two places above them
        """() => [...document.querySelectorAll(".map-area--quiet")].slice(0, 1).flatMap((path) => {
            const box = path.getBoundingClientRect();
            const whole = document.querySelector(".map--editor").getBoundingClientRect();
            const [left, right, top] = [box.left - whole.left, box.right - whole.left, box.top - whole.top];
            return [[left + 5, top + 5], [right - 5, top - 5], [right, top - 60], [left, top - 60]];
        })"""
    )
    for x, y in corners:
        map_.click(position={"x": x, "y": y})
    page.get_by_role("button", name="Ytan är klar").click()
    expect(page.get_by_role("status").filter(has_text="4 hörn, ungefär")).to_be_visible()
    border = json.loads(page.get_by_label("Gräns").input_value())
    assert border["coordinates"][0][:2] == [[18.0, 59.31], [18.02, 59.31]], (
        "the corners land on the neighbour's"
    )
    last = page.locator(".map-corner").nth(3)
    last.drag_to(map_, target_position={"x": corners[3][0] + 40, "y": corners[3][1]})
    moved = json.loads(page.get_by_label("Gräns").input_value())["coordinates"][0]
    assert moved[:3] == border["coordinates"][0][:3]
    assert moved[3][0] > border["coordinates"][0][3][0]
    page.get_by_role("button", name="Ångra", exact=True).click()
    assert json.loads(page.get_by_label("Gräns").input_value()) == border
    check_complaints(page)


def test_drawing_needs_neither_script_nor_map(open_page: Opener, anna: Person) -> None:
    page = open_page("/omraden/ny/", person=anna, width=390, javascript=False)
    page.get_by_role("button", name="Rita områden").click()
    page.get_by_label("Namn", exact=True).fill("Viken")
    page.get_by_label("Nyckel").fill("V")
    page.get_by_label("Gräns").fill("59,30 18,00\n59,30 18,02\n59,31 18,00\n59,31 18,02")
    page.get_by_role("button", name="Spara området").click()
    expect(page.get_by_role("alert")).to_contain_text("Gränsen korsar sig själv nära latitud 59,30500")
    page.get_by_label("Gräns").fill("59,30 18,00\n59,30 18,02\n59,31 18,02\n59,31 18,00")
    page.get_by_role("button", name="Spara området").click()
    page.get_by_role("button", name="Ta bort Viken").click()
    page.get_by_role("button", name="Ångra den senaste ändringen").click()
    page.get_by_label("Namn på indelningen").fill("Egna 2026")
    page.get_by_role("button", name="Spara indelningen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Egna 2026")
    page.get_by_role("link", name="Ta bort indelningen").click()
    page.get_by_role("button", name="Ta bort").click()
    expect(page.get_by_text("Indelningen är borttagen.")).to_be_visible()
    assert not AreaVersion.objects.exists()


def test_a_map_layer_is_added_and_taken_away(open_page: Opener, anna: Person) -> None:
    page = open_page("/omraden/kartlager/", person=anna)
    check_page(page)
    page.get_by_label("Namn", exact=True).fill("Stadskartan")
    page.get_by_label("Adress").fill("http://karta.example.se/{z}/{x}/{y}.png")
    page.get_by_label("Källa som ska stå på kartan").fill("Kommunen")
    page.get_by_role("button", name="Lägg till").click()
    expect(page.get_by_role("alert")).to_contain_text("https://")
    page.get_by_label("Adress").fill(f"{page.url.split('/omraden')[0]}/static/img/samsyn.svg?{{z}}{{x}}{{y}}")
    page.get_by_role("checkbox", name="Visa det här lagret först").check()
    page.get_by_role("button", name="Lägg till").click()
    expect(page.get_by_text("Kartlagret är tillagt.")).to_be_visible()
    expect(page.locator(".leaflet-tile-loaded").first).to_be_attached()
    check_page(page, meant=("status of 422",))
    look(page, "areas-layers")
    page.get_by_role("button", name="Ta bort Stadskartan").click()
    expect(page.get_by_text("Kartlagret är borttaget.")).to_be_visible()
