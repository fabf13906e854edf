"""A plan is chosen, its remarks are read beside its rows, the file comes back, and the plan is taken over."""

from __future__ import annotations

import io
import os
from pathlib import Path

import docx
from playwright.sync_api import Page, expect

from tests.flows.conftest import Opener
from tests.flows.sight import check_page
from tests.samsyn_web.conftest import Person
from tests.support import written_plans as written

SIGHT = os.environ.get("SIGHT")  # a folder for pictures of the pages, for people to look at


def look(page: Page, name: str) -> None:
    """Keep pictures of a page where somebody has asked for them."""
    if SIGHT:
        for width in (390, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            page.screenshot(path=f"{SIGHT}/{name}-{width}.png", full_page=True)


def test_from_a_file_to_a_plan_in_samsyn(open_page: Opener, anna: Person, tmp_path: Path) -> None:
    file = tmp_path / "handlingsplan.docx"
    file.write_bytes(written.tables_docx())
    page = open_page("/plan/rontga/", person=anna, width=390)
    look(page, "xray")
    page.get_by_label("Er åtgärdsplan").set_input_files(str(file))
    page.get_by_role("button", name="Röntga planen").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Av planens 3 åtgärder")
    row = page.locator(".plan-row", has_text="Skräpplockning med skolan").first
    expect(row.get_by_text("Åtgärden har inget mål")).to_be_visible()
    check_page(page)
    look(page, "xray-result")
    with page.expect_download() as download:
        page.get_by_role("button", name="Hämta filen").click()
    got = docx.Document(io.BytesIO(Path(download.value.path()).read_bytes()))
    assert download.value.suggested_filename == "handlingsplan-röntgen.docx"
    assert got.paragraphs[0].text == "Röntgen av planen"
    page.get_by_label("Planens namn").fill("Handlingsplan för Exempelköping")
    page.get_by_role("button", name="Ta över som plan").click()
    expect(page.get_by_text("Åtgärder: 3, orsaker: 2")).to_be_visible()
    expect(page.locator(".plan-row", has_text="Dialog med krögare").first).to_be_visible()
    check_page(page)
    look(page, "own-remarks")
    page.get_by_role("link", name="Dialog med krögare").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Dialog med krögare")
    expect(page.get_by_text("Det framgår inte när åtgärden görs")).to_be_visible()
    look(page, "action")
