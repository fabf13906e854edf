"""The first page of each role says what is and what to do, with one main action."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.flows.conftest import Opener
from tests.flows.sight import check_page


@pytest.mark.parametrize(
    ("who", "says"),
    [
        ("anna", "Börja med en fil"),
        ("bo", "Börja med en fil"),
        ("lars", "Ingen lägesbild är publicerad än"),
        ("ada", "medlem i Samsyn"),
        ("rut", "Du är rapportör"),
    ],
)
def test_the_first_page_of_a_role(
    open_page: Opener, request: pytest.FixtureRequest, who: str, says: str
) -> None:
    page = open_page("/", person=request.getfixturevalue(who))
    expect(page.get_by_role("heading", level=1)).to_contain_text(says)
    assert page.locator("main .button--primary").count() <= 1
    check_page(page)


def test_a_new_municipality_is_led_to_its_first_file(open_page: Opener, anna) -> None:
    page = open_page("/", person=anna, width=390)
    page.get_by_role("link", name="Läs in den första filen").click()
    expect(page.locator("input[type=file]").first).to_be_attached()


def test_no_link_of_the_menu_is_dead(open_page: Opener, anna) -> None:
    page = open_page("/", person=anna)
    hrefs = [link.get_attribute("href") for link in page.locator("header a, footer a").all()]
    for href in hrefs:
        assert page.request.get(str(href)).status == 200, href
