"""A file of official statistics from the disk to the page that others read."""

from __future__ import annotations

import os

from playwright.sync_api import Page, expect

from tests.flows.conftest import Opener
from tests.flows.sight import check_page
from tests.samsyn_web.conftest import Person
from tests.samsyn_web.methods.statistics.test_reading_in import GOOD

SIGHT = os.environ.get("SIGHT")  # a folder for pictures of the pages, for people to look at


def look(page: Page, name: str) -> None:
    """Keep pictures of a page where somebody has asked for them."""
    if SIGHT:
        for width in (390, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            page.screenshot(path=f"{SIGHT}/{name}-{width}.png", full_page=True)


def test_from_a_wrong_file_to_kept_figures(open_page: Opener, anna: Person) -> None:
    page = open_page("/statistik/", person=anna)
    look(page, "empty")
    page.get_by_role("link", name="Läs in en fil").click()
    page.get_by_label("Varifrån är siffrorna?").select_option("bra-reported")
    wrong = {
        "name": "brott.csv",
        "mimeType": "text/csv",
        "buffer": GOOD.replace(";400;", ";många;", 1).encode(),
    }
    page.get_by_label("Fil", exact=True).set_input_files(wrong)
    page.get_by_role("button", name="Läs filen").click()
    expect(page.get_by_text("många").first).to_be_visible()
    look(page, "wrong")
    page.get_by_label("Fil", exact=True).set_input_files(wrong | {"buffer": GOOD.encode("cp1252")})
    page.get_by_label("Jämför kommunen").fill("Södertälje")
    page.get_by_role("button", name="Läs filen").click()
    expect(page.get_by_role("heading", name="Stämmer det här?")).to_be_visible()
    look(page, "understood")
    page.get_by_role("button", name="Spara siffrorna").click()
    expect(page.get_by_text("Filen är sparad.")).to_be_visible()
    check_page(page, (390, "dark"), (1280, "light"), meant=("status of 422",))
    look(page, "kept")
    page.get_by_role("link", name="Publik upplaga").click()
    expect(page.get_by_text("visas inte").first).to_be_visible()
    page.get_by_role("link", name="Dra tillbaka filen").click()
    page.get_by_role("button", name="Dra tillbaka").click()
    page.get_by_role("button", name="Ångra").click()
    expect(page.get_by_text("Filen är tillbaka.")).to_be_visible()
