"""The main pages by keyboard alone: the order of focus, the ring, the shortcuts and how to turn them off."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from samsyn_web.findings.models import FindingRecord, Picture
from tests.flows.conftest import Opener
from tests.flows.sight import check_page
from tests.samsyn_web.conftest import Person
from tests.support.uploads import bring_in, compute, source_of

SIGHT = os.environ.get("SIGHT")  # a folder for pictures of the pages, for people to look at

FOCUSED = """() => {
    const one = document.activeElement, box = one.getBoundingClientRect(), style = getComputedStyle(one);
    const seen = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    return {
        name: one === document.body ? "" : `${one.tagName} ${one.id} ${one.textContent.trim().slice(0, 30)}`,
        index: [...document.querySelectorAll("*")].indexOf(one),
        ring: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
        shown: box.width > 0 && box.height > 0 && (one.contains(seen) || (seen ?? document.body).contains(one)),
    };
}"""
REACHABLE = """() => {
    const group = (one) => [...one.form.querySelectorAll(`[name="${one.name}"]`)];
    return [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")]
        .filter((one) => !one.disabled && one.type !== "hidden" && one.tabIndex >= 0)
        .filter((one) => one.checkVisibility({ visibilityProperty: true }))
        .filter((one) => one.type !== "radio" || one === (group(one).find((same) => same.checked) ?? group(one)[0]))
        .length;
}"""


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def picture(anna: Person) -> Picture:
    """A draft of the last week of a small file."""
    return compute(anna, source_of(bring_in(anna)))


def look(page: Page, name: str) -> None:
    """Keep pictures of a page where somebody has asked for them."""
    if SIGHT:
        for width in (390, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            page.screenshot(path=f"{SIGHT}/{name}-{width}.png", full_page=True)


def walk(page: Page, most: int = 400) -> list[dict]:
    """Press Tab from the top until the focus leaves the page; return what had it, in order."""
    page.evaluate("() => { document.activeElement.blur(); scrollTo(0, 0); }")
    held: list[dict] = []
    for _ in range(most):
        page.keyboard.press("Tab")
        now = page.evaluate(FOCUSED)
        if not now["name"] or (held and now["index"] == held[0]["index"]):
            return held
        held.append(now)
    raise AssertionError(f"the focus never leaves: {[one['name'] for one in held[-5:]]}")


def check_walk(page: Page) -> None:
    """Tab meets everything that can be used, once, from top to bottom, and each shows that it has the focus."""
    held = walk(page)
    assert held[0]["name"].strip().endswith("Hoppa till innehållet")
    assert [one["index"] for one in held] == sorted({one["index"] for one in held})
    assert not [one["name"] for one in held if not one["ring"]]
    assert not [one["name"] for one in held if not one["shown"]]
    assert len(held) == page.evaluate(REACHABLE)


@pytest.mark.parametrize(
    "path", ["/", "/hjalp/", "/om/komponenter/", "/lagesbilder/", "/medlemmar/", "/handelser/"]
)
def test_tab_walks_a_page_from_top_to_bottom_and_out(open_page: Opener, anna, path: str) -> None:
    check_walk(open_page(path, person=anna))


def test_tab_walks_the_pages_of_a_picture(open_page: Opener, anna: Person, picture: Picture) -> None:
    page = open_page(f"/lagesbilder/{picture.pk}/", person=anna)
    page.wait_for_load_state("networkidle")
    check_walk(page)
    figure = FindingRecord.objects.filter(picture=picture, key="count").first()
    for path in (
        f"/lagesbilder/{picture.pk}/bedom/",
        f"/lagesbilder/{picture.pk}/publicera/",
        f"/figurer/{figure.digest}/",
    ):
        page.goto(path)
        check_walk(page)


def test_the_words_of_a_page_are_accessible_when_they_are_open(
    open_page: Opener, anna: Person, picture: Picture
) -> None:
    page = open_page(f"/lagesbilder/{picture.pk}/bedom/", person=anna)
    for word in page.locator("details.term summary").all():
        word.press("Enter")
    check_page(page)
    look(page, "words")
    page.goto(f"/lagesbilder/{picture.pk}/")
    page.get_by_role("button", name="English").click()
    check_page(page, language="en")
    look(page, "english")
    page.goto("/")
    check_page(page, language="en")
    look(page, "first-steps")
    page.goto("/hjalp/")
    look(page, "help")


def test_the_skip_link_leads_past_the_menu(open_page: Opener, anna) -> None:
    page = open_page("/", person=anna)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#innehall")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.querySelector('main').contains(document.activeElement)")


def test_a_menu_opens_and_closes_by_keyboard_and_gives_the_focus_back(open_page: Opener, anna) -> None:
    page = open_page("/", person=anna)
    menu = page.locator(".account summary")
    menu.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Byt lösenord")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(menu).to_be_focused()
    expect(page.get_by_role("link", name="Byt lösenord")).to_be_hidden()


def test_a_word_is_explained_by_keyboard_and_without_javascript(open_page: Opener) -> None:
    page = open_page("/om/komponenter/", javascript=False)
    word = page.locator("details.term summary").first
    word.focus()
    page.keyboard.press("Enter")
    expect(page.locator("details.term p").first).to_be_visible()
    page.keyboard.press("Space")
    expect(page.locator("details.term p").first).to_be_hidden()


@pytest.mark.parametrize(
    ("keys", "path"),
    [
        (("?",), "/hjalp/"),
        (("g", "l"), "/lagesbilder/"),
        (("g", "r"), "/rapporter/"),
        (("/",), "/hjalp/#sok"),
    ],
)
def test_keys_lead_where_the_help_says(open_page: Opener, anna, keys: tuple[str, ...], path: str) -> None:
    page = open_page("/", person=anna)
    for key in keys:
        page.keyboard.press(key)
    page.wait_for_url(f"**{path}")


def test_every_key_of_the_help_is_on_the_page_and_leads_to_the_same(open_page: Opener, anna) -> None:
    page = open_page("/hjalp/", person=anna)
    rows = page.locator("#kortkommandon tbody tr").all()
    assert len(rows) >= 5
    for row in rows:
        keys, href = row.locator("kbd").inner_text(), row.get_by_role("link").get_attribute("href")
        assert page.locator(f'[data-key="{keys}"]').get_attribute("href") == href, keys


def test_the_search_takes_the_focus_and_letters_written_there_lead_nowhere(open_page: Opener, anna) -> None:
    page = open_page("/hjalp/", person=anna)
    page.keyboard.press("/")
    expect(page.get_by_label("Sök bland orden")).to_be_focused()
    page.keyboard.type("gl?/")
    expect(page.get_by_label("Sök bland orden")).to_have_value("gl?/")
    assert page.url.endswith("/hjalp/")
    page.keyboard.press("Control+a")
    page.keyboard.type("tyst")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="ord passar")).to_be_visible()
    expect(page.locator("#silent_reporter")).to_be_visible()
    expect(page.locator("#frozen")).to_have_count(0)


def test_shortcuts_can_be_turned_off_and_on(open_page: Opener, anna) -> None:
    page = open_page("/hjalp/", person=anna)
    page.get_by_role("button", name="Stäng av kortkommandona").click()
    expect(page.get_by_role("button", name="Slå på kortkommandona")).to_be_visible()
    page.goto("/")
    for key in ("?", "g", "l", "/"):
        page.keyboard.press(key)
    page.wait_for_timeout(300)
    assert page.url.endswith("/")
    assert page.evaluate("() => document.activeElement === document.body")
    page.goto("/hjalp/")
    page.get_by_role("button", name="Slå på kortkommandona").click()
    expect(page.get_by_role("button", name="Stäng av kortkommandona")).to_be_visible()
    page.keyboard.press("g")
    page.keyboard.press("l")
    page.wait_for_url("**/lagesbilder/")


def test_the_help_is_accessible(open_page: Opener, anna) -> None:
    check_page(open_page("/hjalp/", person=anna))
    check_page(open_page("/hjalp/?q=finnsinte"))
