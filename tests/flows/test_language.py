"""The language is changed on the page, without JavaScript too, and pages in English are as accessible."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.flows.conftest import Opener
from tests.flows.sight import check_page


def test_english_is_chosen_on_the_page_and_stays(open_page: Opener, anna) -> None:
    page = open_page("/hjalp/?q=niv%C3%A5", person=anna, javascript=False)
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert page.url.endswith("/hjalp/?q=niv%C3%A5")
    expect(page.get_by_role("button", name="English")).to_have_attribute("aria-pressed", "true")
    page.get_by_role("link", name="Start", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Begin with a file of incidents.")
    page.get_by_role("button", name="Svenska").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Börja med en fil med händelser.")


def test_english_pages_are_accessible(open_page: Opener, anna) -> None:
    page = open_page("/", person=anna)
    page.get_by_role("button", name="English").click()
    check_page(page, language="en")
    for path in ("/hjalp/", "/om/"):
        page.goto(path)
        check_page(page, language="en")
