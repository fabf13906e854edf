"""Categories worked out in a browser: propose, try, comment and decide, with and without JavaScript."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from samsyn_web.base import clock
from samsyn_web.methods.incidents.models import CategoryVersion
from tests.flows.conftest import Opener
from tests.flows.sight import check_page
from tests.samsyn_web.conftest import Person
from tests.support.uploads import bring_in

HOME = "/rapporter/kategorier/"


@pytest.fixture(autouse=True)
def _own_world(settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(clock, "now", lambda: datetime(2024, 10, 10, 8, 0, tzinfo=UTC))


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


@pytest.mark.parametrize("javascript", [True, False])
def test_propose_try_and_decide(open_page: Opener, anna: Person, javascript: bool) -> None:
    bring_in(anna)
    page = open_page(HOME, person=anna, javascript=javascript)

    def look(*meant: str) -> None:
        if javascript:
            check_page(page, meant=meant)

    look()
    page.get_by_role("link", name="Föreslå ändringar").click()
    page.get_by_label("Vad förslaget heter").fill("Trapphus och trafik")
    press(page, "Öppna förslaget")
    look()

    page.get_by_role("link", name="Lägg till en kategori").click()
    look()
    page.get_by_label("Namn", exact=True).fill("Tiggeri")
    page.get_by_label("Förklaring för den som rapporterar").fill("Skräp innanför entrén.")
    page.get_by_label("Källornas ord").fill("Nedskräpning")
    page.get_by_label("Räknas nationellt som").select_option("PLA")
    press(page, "Spara i förslaget")
    expect(page.get_by_text("pekar ut en grupp av människor").first).to_be_visible()
    look("status of 422")
    page.get_by_label("Namn", exact=True).fill("Skräp i trapphus")
    press(page, "Spara i förslaget")
    expect(page.get_by_role("row", name="Skräp i trapphus")).to_be_visible()

    press(page, "Flytta Skräp i trapphus upp")
    expect(page.get_by_text("Ordningen")).to_be_hidden()  # what is new has no place that it left
    page.get_by_role("button", name="Ångra ändringen").click()
    expect(page.get_by_text("Ändringen är ångrad.")).to_be_visible()

    page.get_by_role("link", name="Lägg till en indikator").click()
    look()
    page.get_by_label("Namn", exact=True).fill("Otrygghet i trapphus")
    page.get_by_label("Skräp i trapphus").select_option("2")
    press(page, "Spara i förslaget")
    expect(page.get_by_role("row", name="Otrygghet i trapphus")).to_be_visible()
    page.get_by_label("Kommentar").fill("Bra för bovärdarna")
    press(page, "Kommentera")
    expect(page.get_by_text("Bra för bovärdarna")).to_be_visible()
    look()

    page.get_by_role("link", name="Pröva på förra årets rapporter").click()
    expect(page.get_by_role("heading", name="Indikator: Otrygghet i trapphus")).to_be_visible()
    look()
    page.get_by_role("link", name="Tillbaka till förslaget").click()
    page.get_by_role("link", name="Besluta").click()
    look()
    page.get_by_label("Skäl").fill("Trapphusen syns inte i dag")
    press(page, "Besluta")
    expect(page.get_by_text("Listan är beslutad.")).to_be_visible()
    look()
    assert CategoryVersion.objects.get().number == 1
