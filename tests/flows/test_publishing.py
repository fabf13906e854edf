"""From how documents look to an edition for a partner: on a phone and a large screen, and without JavaScript."""

from __future__ import annotations

import os
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from samsyn_web.findings.models import Picture
from samsyn_web.reports.models import Brand, Publication
from tests.flows.conftest import Opener
from tests.flows.sight import check_page
from tests.samsyn_web.conftest import Person
from tests.support.published import add_partner, allow_public
from tests.support.uploads import compute

SIGHT = os.environ.get("SIGHT")  # a folder for pictures of the pages, for people to look at


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def picture(anna: Person) -> Picture:
    """A draft to publish."""
    return compute(anna)


def look(page: Page, name: str) -> None:
    """Keep pictures of a page where somebody has asked for them."""
    if SIGHT:
        for width in (390, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            page.screenshot(path=f"{SIGHT}/{name}-{width}.png", full_page=True)


def logo() -> dict[str, object]:
    """A logo as a person chooses it."""
    made = Image.new("RGBA", (400, 120))
    made.paste((122, 31, 92, 255), (0, 0, 120, 120))
    made.paste((30, 30, 30, 255), (140, 40, 400, 80))
    file = BytesIO()
    made.save(file, "PNG")
    return {"name": "vapen.png", "mimeType": "image/png", "buffer": file.getvalue()}


def test_the_look_of_documents(open_page: Opener, anna: Person) -> None:
    page = open_page("/dokument/utseende/", person=anna)
    check_page(page)
    page.locator("input[name=logo]").set_input_files(logo())
    page.get_by_label("Vad logotypen visar").fill("Exempelköpings vapen")
    page.get_by_label("Färg").fill("#FFE900")
    page.get_by_role("button", name="Spara").click()
    expect(page.get_by_role("alert")).to_contain_text("är för ljus mot vitt papper: kontrasten är 1,1")
    check_page(page, meant=("status of 422",))
    look(page, "look-refused")
    page.locator("input[name=logo]").set_input_files(logo())
    page.get_by_label("Färg").fill("#7A1F5C")
    page.get_by_label("Rad längst ner på varje sida").fill("Exempelköpings kommun, Storgatan 1")
    page.get_by_role("button", name="Spara").press("Enter")
    expect(page.get_by_role("img", name="Exempelköpings vapen")).to_be_visible()
    check_page(page)
    look(page, "look")
    page.get_by_role("button", name="Ta bort utseendet").click()
    expect(page.get_by_text("Dokumenten har Samsyns eget utseende.")).to_be_visible()
    page.get_by_role("button", name="Ångra: ta tillbaka det förra").click()
    expect(page.get_by_role("img", name="Exempelköpings vapen")).to_be_visible()
    assert Brand.objects.filter(is_used=True).count() == 1


def test_an_edition_for_a_partner_in_every_format(open_page: Opener, anna: Person, picture: Picture) -> None:
    page = open_page("/partner/", person=anna)
    check_page(page)
    page.get_by_role("link", name="Lägg till en partner").click()
    check_page(page)
    page.get_by_label("Namn").fill("Bostadsbolaget")
    page.get_by_label("Privat företag").check()
    page.get_by_label("Åsen").check()
    page.get_by_label("Kontaktfunktion").fill("Driftchef")
    look(page, "partner")
    page.get_by_role("button", name="Spara").click()
    expect(page.get_by_role("rowheader", name="Bostadsbolaget")).to_be_visible()
    check_page(page)
    look(page, "partners")

    page.goto(f"/lagesbilder/{picture.pk}/publicera/")
    page.get_by_label("Partnerupplaga.").check()
    page.get_by_role("combobox", name="Partner").select_option(label="Bostadsbolaget, privat företag")
    page.get_by_label("Publicera utan bedömning").check()
    page.get_by_role("button", name="Publicera").click()
    expect(page.get_by_role("alert")).to_contain_text("är ingen myndighet")
    check_page(page, meant=("status of 422",))
    look(page, "publish")
    page.get_by_label("Vem har beslutat att lämna ut upplagan").fill("Säkerhetschefen")
    page.get_by_label("På vilken rättslig grund").fill("OSL 10 kap. 14 § förbehåll")
    page.get_by_role("button", name="Publicera").click()
    expect(page.get_by_role("heading", name="Hämta")).to_be_visible()
    expect(page.get_by_text("OSL 10 kap. 14 § förbehåll")).to_be_visible()
    check_page(page)
    look(page, "publication")
    for name in ("PDF", "Word", "Excel", "Webbsida", "Paket", "JSON"):
        expect(page.get_by_role("link", name=name, exact=True)).to_be_visible()
    with page.expect_download() as fetched:
        page.get_by_role("link", name="Paket", exact=True).click()
    assert fetched.value.suggested_filename == "lagesbild_2024-w40_partner_bostadsbolaget_v1.zip"
    page.get_by_role("link", name="Webbsida", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Lägesbild")
    expect(page.get_by_text("Norrby")).to_have_count(0)


def test_the_public_edition_waits_for_a_decision_and_needs_no_script(
    open_page: Opener, anna: Person, picture: Picture
) -> None:
    add_partner(anna)
    page = open_page(f"/lagesbilder/{picture.pk}/publicera/", person=anna, width=390, javascript=False)
    expect(page.get_by_text("Den publika upplagan går inte att publicera nu")).to_be_visible()
    page.get_by_role("link", name="Beslut om upplagor").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Den publika upplagan är avstängd")
    page.get_by_label("Beslutsdag").fill("2024-09-02")
    page.get_by_label("Beslutat av").fill("Kommunstyrelsen")
    page.get_by_label("Diarienummer").fill("KS 2024/17")
    page.get_by_label("Gäller från").fill("2024-09-02")
    page.get_by_role("button", name="Registrera").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Den publika upplagan är öppen")
    page.goto(f"/lagesbilder/{picture.pk}/publicera/")
    page.get_by_label("Publik upplaga.").check()
    page.get_by_label("Publicera utan bedömning").check()
    page.get_by_role("button", name="Publicera").click()
    expect(page.get_by_role("heading", name="Hämta")).to_be_visible()
    assert Publication.objects.get().edition == "public"


def test_the_page_of_decisions(open_page: Opener, anna: Person) -> None:
    allow_public(anna)
    page = open_page("/publiceringar/upplagor/", person=anna)
    check_page(page)
    look(page, "editions")
    page.get_by_role("link", name="Återkalla").click()
    check_page(page)
    page.get_by_role("button", name="Återkalla").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Den publika upplagan är avstängd")
    check_page(page)
