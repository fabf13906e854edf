"""The map of a picture: levels, points, panel, filter and search; by keyboard, on a phone, and without JavaScript."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest
import shapely
from playwright.sync_api import Page, expect

from samsyn.table import AreaSet
from samsyn_web.findings.models import FindingRecord
from samsyn_web.places import services as places
from tests.flows.conftest import Opener
from tests.flows.sight import check_complaints, check_page
from tests.samsyn_web.conftest import Person
from tests.support.mapped import AT, example_picture
from tests.support.uploads import bring_in, compute, csv_bytes, source_of

SIGHT = os.environ.get("SIGHT")  # a folder for pictures of the pages, for people to look at


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def look(page: Page, name: str) -> None:
    """Keep pictures of a page where somebody has asked for them."""
    if SIGHT:
        for width in (390, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme="light")
            page.reload()
            expect(page.locator(".map[data-drawn]")).to_be_visible()
            page.wait_for_timeout(400)
            page.screenshot(path=f"{SIGHT}/{name}-{width}.png", full_page=True)


def test_the_map_is_read_with_the_keyboard(open_page: Opener, anna: Person) -> None:
    picture = example_picture(anna)
    page = open_page(f"/lagesbilder/{picture.pk}/", person=anna)
    page.get_by_role("link", name="Se områdena på kartan").click()
    expect(page.locator(".map[data-drawn]")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ekbacken")
    expect(page.locator(".map-level--green").first).to_be_attached()
    expect(page.locator(".map-cluster").first).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="rapporter i kartutsnittet.")).to_be_visible()
    check_page(page)
    look(page, "map")

    listed = page.get_by_role("list", name="Områden").get_by_role("link", name="Ekbacken")
    listed.press("Enter")
    panel = page.locator("[data-panel]")
    expect(panel.get_by_role("heading", name="Ekbacken")).to_be_focused()
    expect(panel.get_by_role("link").first).to_be_visible()
    check_page(page)
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(listed).to_be_focused()

    before = page.locator("[data-view]").inner_text()
    page.get_by_label("Kategori").select_option(index=1)
    expect(page.locator("[data-view]")).not_to_have_text(before)
    expect(page.locator("[data-category-head]")).to_be_visible()
    page.get_by_role("combobox", name="Sök område").fill("ekb")
    page.keyboard.press("Enter")
    expect(panel.get_by_role("heading", name="Ekbacken")).to_be_visible()
    search = page.get_by_role("combobox", name="Sök område")
    search.fill("Ingenstans")
    search.press("Enter")
    expect(page.get_by_text("Inget område och ingen plats heter så.")).to_be_visible()
    search.fill("61,54 18,92")
    search.press("Enter")
    expect(page.locator(".leaflet-popup")).to_have_text("61,54 18,92")
    page.get_by_role("region", name="Karta över områdena").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("+")
    check_complaints(page)


def test_the_map_needs_no_script(open_page: Opener, anna: Person) -> None:
    picture = example_picture(anna)
    page = open_page(f"/lagesbilder/{picture.pk}/karta/", person=anna, width=390, javascript=False)
    assert "Kartan behöver JavaScript" in page.locator("noscript").inner_html()
    expect(page.locator(".map")).to_be_hidden()
    expect(page.get_by_role("article", name="Ekbacken").get_by_role("link").first).to_be_visible()
    page.get_by_label("Kategori").select_option(index=1)
    page.get_by_role("button", name="Visa", exact=True).click()
    chosen = page.get_by_label("Kategori").locator("option[selected]").inner_text()
    expect(page.get_by_role("columnheader", name=chosen)).to_be_visible()
    page.get_by_role("link", name="Publik upplaga").click()
    expect(page.get_by_text("Punkter visas bara i den interna upplagan.")).to_be_visible()
    expect(page.locator(".level")).to_have_count(0)


def test_a_source_that_tells_no_places_gets_words_for_it(open_page: Opener, anna: Person) -> None:
    picture = compute(anna)
    page = open_page(f"/lagesbilder/{picture.pk}/karta/", person=anna)
    expect(page.get_by_text("Områdena ritas inte")).to_be_visible()
    expect(page.get_by_text("Källan anger inte platsen så noga")).to_be_visible()
    expect(page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="Norrby"))).to_be_visible()
    page.get_by_role("list", name="Områden").get_by_role("link", name="Norrby").click()
    expect(page.locator("[data-panel]").get_by_role("heading", name="Norrby")).to_be_visible()
    check_page(page)


def test_a_name_with_markup_is_shown_as_it_stands(open_page: Opener, anna: Person) -> None:
    odd = "<img src=x><i>Åsen</i>"
    picture = compute(anna, source_of(bring_in(anna, csv_bytes().replace("Åsen".encode(), odd.encode()))))
    names = tuple(FindingRecord.objects.exclude(area=None).values_list("area", flat=True).distinct())
    shapes = np.array(
        [shapely.box(674_000 + 900 * n, 6_580_000, 674_900 + 900 * n, 6_581_000) for n in range(3)]
    )
    areas = AreaSet(keys=names, names=names, version="2024", polygons=shapes)
    places.save_areas(organisation_id=anna.organisation.pk, areas=areas, by=anna.user, at=AT)
    page = open_page(f"/lagesbilder/{picture.pk}/karta/", person=anna)
    expect(page.locator(".map[data-drawn]")).to_be_visible()
    page.locator(".map-level").nth(names.index(odd)).hover(position={"x": 20, "y": 20})
    expect(page.locator(".leaflet-tooltip")).to_contain_text(odd)
    expect(page.locator(".map-name__words").filter(has_text=odd)).to_be_attached()
    assert page.locator(".map img, .map i").count() == 0
    check_complaints(page)
