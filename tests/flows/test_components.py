"""The gallery shows every component in every state; what holds there holds where they are used."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.flows.conftest import Opener
from tests.flows.sight import EVERY, check_page

COTTON = Path(__file__).parents[2] / "src/samsyn_web/templates/cotton"


def test_every_component_is_accessible_in_every_look(open_page: Opener) -> None:
    check_page(open_page("/om/komponenter/"), *EVERY)


@pytest.mark.parametrize("path", ["/om/komponenter/?fel=1", "/om/", "/om/tillganglighet/"])
def test_a_page_about_samsyn_is_accessible(open_page: Opener, path: str) -> None:
    check_page(open_page(path))


def test_errors_get_the_focus_and_lead_to_their_fields(open_page: Opener) -> None:
    page = open_page("/om/komponenter/?fel=1")
    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()
    summary.get_by_role("link", name="Vecka").click()
    field = page.get_by_label("Vecka", exact=True)
    assert field.get_attribute("aria-invalid") == "true"
    described = [page.locator(f"#{one}") for one in (field.get_attribute("aria-describedby") or "").split()]
    assert "53" in " ".join(one.inner_text() for one in described)
    assert len(described) == 2


def test_dark_is_remembered_and_holds_without_a_flash(open_page: Opener) -> None:
    page = open_page("/om/")
    light = page.evaluate("() => getComputedStyle(document.body).backgroundColor")
    page.get_by_role("button", name="Mörkt").click()
    expect(page.get_by_role("button", name="Mörkt")).to_have_attribute("aria-pressed", "true")
    dark = page.evaluate("() => getComputedStyle(document.body).backgroundColor")
    assert dark != light
    page.goto("/om/tillganglighet/")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.get_by_role("button", name="Som enheten").click()
    page.reload()
    assert page.locator("html").get_attribute("data-theme") is None


def test_dark_can_be_chosen_without_javascript(open_page: Opener) -> None:
    page = open_page("/om/tillganglighet/", javascript=False)
    page.get_by_role("button", name="Mörkt").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    assert page.url.endswith("/om/tillganglighet/")


def test_focus_is_a_ring_of_three_pixels(open_page: Opener) -> None:
    page = open_page("/om/komponenter/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Hoppa till innehållet")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    ring = page.evaluate("() => getComputedStyle(document.activeElement).outline")
    assert "3px" in ring
    assert "solid" in ring


def test_a_dropped_file_is_named(open_page: Opener) -> None:
    page = open_page("/om/komponenter/")
    zone = page.locator("[data-file-drop]")
    expect(zone).to_contain_text("Släpp filen här")
    transfer = page.evaluate_handle(
        "() => { const all = new DataTransfer(); all.items.add(new File(['a;b'], 'rapporter.csv')); return all; }"
    )
    zone.dispatch_event("drop", {"dataTransfer": transfer})
    expect(zone.get_by_role("listitem")).to_have_text("rapporter.csv, 0 kB")
    assert page.evaluate("() => document.querySelector('[data-file-drop] input').files.length") == 1


def test_columns_are_sorted_by_links_without_javascript(open_page: Opener) -> None:
    page = open_page("/om/komponenter/", javascript=False)
    heading = page.get_by_role("columnheader", name="Antal").first
    assert heading.get_attribute("aria-sort") == "descending"
    heading.get_by_role("link").click()
    expect(page.get_by_role("columnheader", name="Antal").first).to_have_attribute("aria-sort", "ascending")
    assert "ordning=antal" in page.url


def test_a_level_is_never_only_a_colour(open_page: Opener) -> None:
    page = open_page("/om/komponenter/")
    for level in page.locator(".level").all():
        assert level.inner_text().strip()
        assert level.locator("svg").count() == 1


def test_print_is_light_and_without_controls(open_page: Opener) -> None:
    page = open_page("/om/komponenter/")
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("() => getComputedStyle(document.body).color") == "rgb(27, 42, 51)"
    for selector in (".skip", ".button", ".theme", ".tabs", ".pagination"):
        expect(page.locator(selector).first).to_be_hidden()
    expect(page.locator(".how__body").first).to_be_visible()


def test_a_narrow_page_keeps_every_word(open_page: Opener) -> None:
    page = open_page("/om/komponenter/", width=320)
    cut = page.evaluate(
        """() => [...document.querySelectorAll("h1, h2, p, .button, .thread__label, dt, dd")]
            .filter((one) => one.checkVisibility() && !one.closest(".visually-hidden, .table__scroll"))
            .filter((one) => one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).display !== "inline")
            .map((one) => one.textContent.trim().slice(0, 60))"""
    )
    assert cut == []


def test_the_gallery_shows_every_component() -> None:
    gallery = COTTON.parents[1] / "portal/templates/gallery"
    shown = "\n".join(path.read_text(encoding="utf-8") for path in gallery.glob("*.html"))
    for path in COTTON.glob("*.html"):
        assert f"<c-{path.stem.replace('_', '-')}" in shown, path.stem
