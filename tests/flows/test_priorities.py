"""Deciding what an analysis period puts first, on a phone and a large screen, and without JavaScript."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.flows.conftest import Opener
from tests.flows.sight import check_page
from tests.samsyn_web.conftest import Person
from tests.support.mapped import example_picture

SIGHT = os.environ.get("SIGHT")  # a folder for pictures of the pages, for people to look at


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def look(page: Page, name: str) -> None:
    """Keep pictures of a page where somebody has asked for them."""
    if SIGHT:
        for width in (390, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            page.screenshot(path=f"{SIGHT}/{name}-{width}.png", full_page=True)


def fill(page: Page) -> None:
    """Judge the first area."""
    first = page.locator(".area-priority").first
    first.locator("select[name$=-need]").select_option("3")
    first.get_by_label("Vad behovet bygger på").fill("Många rapporter om skadegörelse.")
    first.locator("select[name$=-influence]").select_option("2")
    first.get_by_label("Vad påverkbarheten bygger på").fill("Kommunen äger marken.")
    first.get_by_label("prioriteras", exact=True).check()


def test_a_period_is_judged_and_shown(open_page: Opener, anna: Person) -> None:
    example_picture(anna)
    page = open_page("/prioriteringar/", person=anna)
    check_page(page)
    page.goto("/prioriteringar/2026-T3/")
    check_page(page)
    page.get_by_role("link", name="Bedöm områdena").click()
    check_page(page)
    fill(page)
    page.get_by_role("button", name="Spara beslutet").click()
    expect(page.get_by_text("Skriv varför området prioriteras eller lämnas.").first).to_be_visible()
    check_page(page, meant=("status of 422",))
    look(page, "prioritise")
    page.get_by_label("Skäl").first.fill("Störst behov och lätt att nå.")
    page.get_by_role("button", name="Spara beslutet").click()
    expect(page.get_by_role("heading", name="Behov och påverkbarhet")).to_be_visible()
    check_page(page)
    look(page, "prioritisation")
    page.goto("/prioriteringar/")
    check_page(page)
    look(page, "prioritisations")


def test_it_needs_no_script(open_page: Opener, anna: Person) -> None:
    example_picture(anna)
    page = open_page("/prioriteringar/2026-T3/besluta/", person=anna, width=390, javascript=False)
    fill(page)
    page.get_by_label("Skäl").first.fill("Störst behov.")
    page.get_by_role("button", name="Spara beslutet").click()
    expect(page.get_by_text("Störst behov.")).to_be_visible()
