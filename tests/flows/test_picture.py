"""From a file to a published picture, in a browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from samsyn_web.base.models import AuditEvent
from samsyn_web.findings.models import Picture
from samsyn_web.reports.models import PublishedFile
from tests.flows.conftest import Opener
from tests.flows.sight import check_page
from tests.samsyn_web.conftest import Person
from tests.support.published import allow_public
from tests.support.uploads import compute, csv_bytes

EXAMPLE = Path(__file__).parents[2] / "examples" / "exempelkoping.csv"


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def press(page: Page, name: str) -> None:
    """Press a button, and wait for the next page."""
    page.get_by_role("button", name=name).click(timeout=120_000)
    page.wait_for_load_state()


@pytest.mark.slow
def test_from_the_example_to_a_pdf(open_page: Opener, anna: Person, tmp_path: Path) -> None:
    page = open_page("/rapporter/las-in/", person=anna)
    page.set_default_timeout(120_000)
    page.get_by_label("Filer med rapporter").set_input_files(EXAMPLE)
    press(page, "Läs filen")
    expect(page.get_by_role("heading", level=1)).to_have_text("Alla 13\u00a0909 rader kan användas.")
    expect(page.get_by_label("Vad kategori betyder")).to_have_value("category")
    press(page, "Spara och gå vidare")
    press(page, "Spara och granska")
    press(page, "Läs in 13\u00a0909 rader")
    page.get_by_role("link", name="Ta fram en lägesbild").click()
    expect(page.get_by_label("Period", exact=True)).to_have_value("2026-W46")
    check_page(page)

    press(page, "Räkna ut lägesbilden")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ekbacken")
    expect(page.get_by_role("navigation", name="Den röda tråden")).to_be_visible()
    expect(page.get_by_text("Ingen upplaga är publicerad ännu.")).to_be_visible()
    check_page(page)

    ekbacken = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="Ekbacken")).first
    ekbacken.get_by_role("link").first.click()
    page.wait_for_load_state()
    expect(page.get_by_role("heading", name="Raderna bakom")).to_be_visible()
    expect(
        page.get_by_role("region", name="rader ur det frysta underlaget").locator("tbody tr")
    ).to_have_count(15)
    check_page(page)
    page.go_back()

    allow_public(anna)
    page.get_by_role("link", name="Publicera", exact=True).click()
    check_page(page)
    page.get_by_role("radio", name="Publik upplaga").check()
    page.get_by_role("checkbox", name="Publicera utan bedömning").check()
    press(page, "Publicera")
    expect(page.get_by_role("heading", level=1)).to_contain_text("version 1")
    check_page(page)
    with page.expect_download() as waiting:
        page.get_by_role("link", name="PDF", exact=True).click()
    waiting.value.save_as(tmp_path / "bild.pdf")
    assert (tmp_path / "bild.pdf").read_bytes() == bytes(PublishedFile.objects.get(kind="pdf").content)
    assert AuditEvent.objects.filter(verb="publication.made").count() == 1


def test_the_lists_and_a_draft_thrown_away_and_taken_back(open_page: Opener, anna: Person) -> None:
    picture = compute(anna)
    page = open_page("/underlag/", person=anna)
    check_page(page)
    page.get_by_role("link", name="Lägesbild", exact=True).first.click()
    check_page(page)
    page.get_by_role("link", name="vecka 40, 2024").click()
    page.get_by_role("link", name="Ta bort utkastet").click()
    check_page(page)
    press(page, "Ta bort")
    check_page(page)
    press(page, "Ångra borttagningen")
    expect(page.get_by_text("Lägesbilden är tillbaka.")).to_be_visible()
    assert Picture.objects.get(pk=picture.pk).discarded_at is None


def test_the_walk_needs_no_script(open_page: Opener, anna: Person, tmp_path: Path) -> None:
    path = tmp_path / "rapporter.csv"
    path.write_bytes(csv_bytes())
    page = open_page("/rapporter/las-in/", person=anna, width=390, javascript=False)
    page.get_by_label("Filer med rapporter").set_input_files(path)
    for button in ("Läs filen", "Spara och gå vidare", "Spara och granska"):
        press(page, button)
    page.get_by_role("button", name="Läs in").click()
    page.get_by_role("link", name="Ta fram en lägesbild").click()
    press(page, "Räkna ut lägesbilden")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.get_by_role("link", name="Publiceringar av lägesbilden").click()
    expect(page.get_by_text("Ingen upplaga är publicerad ännu.")).to_be_visible()


def test_paging_through_rows_gives_the_same_as_a_fresh_page(open_page: Opener, anna: Person) -> None:
    picture = compute(anna, period="2024-01-01..2024-10-01")
    from samsyn_web.findings.models import FindingRecord

    record = FindingRecord.objects.get(picture=picture, key="count", area=None, category=None)
    page = open_page(f"/figurer/{record.digest}/", person=anna)
    page.get_by_role("link", name="Nästa").click()
    expect(page.get_by_text("sida 2 av")).to_be_visible()
    swapped = page.locator("#rader").inner_text()
    page.reload()
    assert page.locator("#rader").inner_text() == swapped
    check_page(page)
