"""A person signs in, finds the first page, and signs out; by keyboard, on a phone, and without JavaScript."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.flows.conftest import Opener
from tests.flows.sight import check_page
from tests.samsyn_web.conftest import PASSWORD, Person


@pytest.mark.parametrize("javascript", [True, False])
def test_sign_in_and_out_by_keyboard(open_page: Opener, anna: Person, javascript: bool) -> None:
    page = open_page("/", width=390, javascript=javascript)
    expect(page.get_by_role("heading", level=1)).to_have_text("Logga in")
    page.locator("input[name=login]").focus()
    page.keyboard.type(anna.user.email)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Börja med en fil")
    page.locator(".account summary").press("Enter")
    page.get_by_role("button", name="Logga ut").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Logga in")


def test_the_sign_in_page_is_accessible_also_with_an_error(open_page: Opener, anna: Person) -> None:
    page = open_page("/")
    check_page(page)
    page.locator("input[name=login]").fill(anna.user.email)
    page.locator("input[name=password]").fill("fel lösenord, men långt")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_be_focused()
    check_page(page)


def test_escape_closes_the_menu(open_page: Opener, anna: Person) -> None:
    page = open_page("/", person=anna)
    summary = page.locator(".account summary")
    summary.click()
    expect(page.get_by_role("link", name="Byt lösenord")).to_be_visible()
    check_page(page, (390, "light"), (1280, "dark"))
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="Byt lösenord")).to_be_hidden()
    expect(summary).to_be_focused()
