"""The page of the legal documents, and fetching one."""

from __future__ import annotations

import os

from playwright.sync_api import expect

from tests.flows.conftest import Opener
from tests.flows.sight import check_page
from tests.samsyn_web.conftest import Person

SIGHT = os.environ.get("SIGHT")  # a folder for pictures of the pages, for people to look at


def test_a_draft_is_fetched(open_page: Opener, anna: Person) -> None:
    page = open_page("/styrning/handlingar/", person=anna)
    expect(page.get_by_role("heading", level=1)).to_have_text("Juridiska handlingar")
    check_page(page)
    if SIGHT:
        for width in (390, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            page.screenshot(path=f"{SIGHT}/legal-{width}.png", full_page=True)
    with page.expect_download() as fetched:
        page.get_by_role("link", name="Registerförteckning").first.click()
    assert fetched.value.suggested_filename == "utkast_registerforteckning.docx"
