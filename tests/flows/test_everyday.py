"""The everyday page in a browser: look, compare, note, save, with and without JavaScript."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from samsyn_web.base import clock
from samsyn_web.methods.incidents.models import SavedView
from tests.flows.conftest import Opener
from tests.flows.sight import check_page, until
from tests.samsyn_web.conftest import Person
from tests.support.uploads import bring_in

EXPLORE = "/rapporter/utforska/"
LONG = ("Veckan_i_centrum_" * 5)[:80]


@pytest.fixture(autouse=True)
def _own_world(settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(clock, "now", lambda: datetime(2024, 10, 10, 8, 0, tzinfo=UTC))


def heading(page: Page) -> str:
    """Return the page's answer."""
    return page.get_by_role("heading", level=1).inner_text()


@pytest.mark.parametrize("javascript", [True, False])
def test_look_note_and_save(open_page: Opener, anna: Person, javascript: bool) -> None:
    bring_in(anna)
    page = open_page(EXPLORE, person=anna, javascript=javascript)
    assert "september 2024" in heading(page)
    if javascript:
        check_page(page)

    page.get_by_label("Period", exact=True).select_option("2024-W39")
    page.get_by_label("Jämförs med").select_option("year")
    page.get_by_role("button", name="Visa", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("vecka 39, 2023")
    expect(page).to_have_url(re.compile("period=2024-W39"))
    swapped = heading(page)
    page.reload()
    assert heading(page) == swapped  # the address holds all choices
    if javascript:
        check_page(page)

    page.get_by_role("link", name="Skriv och ändra anteckningar").click()
    page.get_by_label("Dag, eller första dagen").fill("2024-09-25")
    page.get_by_label("Vad som hände").fill("Ny e-tjänst")
    page.get_by_label("Slag").select_option("break")
    page.get_by_role("button", name="Spara anteckningen").click()
    expect(page.get_by_text("Anteckningen syns nu på tidslinjerna.")).to_be_visible()
    if javascript:
        check_page(page)
    page.goto(f"{EXPLORE}?period=2024-W39&compare=year")
    expect(page.get_by_text("Källan ändrades 25 september 2024").first).to_be_visible()

    page.get_by_text("Spara valen som en vy").click()
    page.get_by_label("Namn").fill(LONG)
    page.get_by_role("button", name="Spara vyn").click()
    expect(page.get_by_text(f"Vyn ”{LONG}” är sparad.")).to_be_visible()
    if javascript:
        check_page(page)
    page.get_by_role("link", name="Alla sparade vyer").click()
    if javascript:
        check_page(page)
    page.get_by_role("link", name=f"Ändra {LONG}").click()
    if javascript:
        check_page(page)
    page.get_by_role("button", name="Ta bort vyn").click()
    page.get_by_role("button", name="Ångra borttagningen").click()
    until(page, lambda: SavedView.objects.get().removed_at is None)


def test_a_swap_copies_no_style_and_back_shows_the_page_whole(open_page: Opener, anna: Person) -> None:
    bring_in(anna)
    page = open_page(f"{EXPLORE}?period=2024-W38", person=anna)
    for week in (39, 37):
        page.evaluate(  # as a print, an extension or a picture of the page leaves them
            "() => document.querySelectorAll('[id]').forEach((one) => "
            "{ one.style.opacity = '1'; one.style.opacity = ''; })"
        )
        page.get_by_label("Period", exact=True).select_option(f"2024-W{week}")
        page.get_by_role("button", name="Visa", exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_contain_text(f"vecka {week}, 2024")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_contain_text("vecka 39, 2024")
    expect(page.get_by_role("banner")).to_be_visible()
    assert page.evaluate("() => sessionStorage.getItem('htmx-history-cache')") is None
    check_page(page)


def test_faults_and_empty_registers_are_pages_too(open_page: Opener, anna: Person) -> None:
    page = open_page(EXPLORE, person=anna)
    check_page(page)
    bring_in(anna)
    page.goto(f"{EXPLORE}?compare=own&period=2024-W39")
    expect(page.get_by_role("alert")).to_contain_text("Skriv vilken period")
    check_page(page, meant=("status of 422",))
