"""A picture is judged in a browser: on a phone and a large screen, with the keyboard, and without JavaScript."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from samsyn_web.findings.models import LevelJudgement, Picture, PictureState
from tests.flows.conftest import Opener
from tests.flows.sight import check_page
from tests.samsyn_web.conftest import Person
from tests.support.uploads import bring_in, compute, csv_bytes, source_of

SIGHT = os.environ.get("SIGHT")  # a folder for pictures of the pages, for people to look at


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def picture(anna: Person) -> Picture:
    """A draft where one area has far more reports in the last week."""
    burst = "".join(f"2024-10-0{1 + n % 4} 1{n % 9}:15;Skadegörelse;Åsen;{n}\n" for n in range(40))
    return compute(anna, source_of(bring_in(anna, csv_bytes() + burst.encode())))


def look(page: Page, name: str) -> None:
    """Keep pictures of a page where somebody has asked for them."""
    if SIGHT:
        for width in (390, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            page.screenshot(path=f"{SIGHT}/{name}-{width}.png", full_page=True)


def test_from_proposals_to_a_judged_picture(open_page: Opener, anna: Person, picture: Picture) -> None:
    page = open_page(f"/lagesbilder/{picture.pk}/", person=anna)
    page.get_by_role("link", name="Bedöm", exact=True).click()
    check_page(page)
    look(page, "proposals")

    page.get_by_role("button", name="Godta alla gröna").click()
    expect(page.get_by_text("2 gröna områden är godtagna.")).to_be_visible()
    area = page.get_by_role("region", name="Lägesnivå per område").get_by_role("article", name="Åsen")
    area.get_by_label("Beslut").select_option(label="Ändra till: allvarligt läge")
    area.get_by_role("button", name="Spara").click()
    expect(area.get_by_text("Skriv varför nivån skiljer sig från förslaget.")).to_be_visible()
    area.get_by_label("Skäl").fill("En skola brann.")
    area.get_by_role("button", name="Spara").press("Enter")
    expect(area).to_be_focused()
    expect(area.get_by_text("En skola brann.").first).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="Alla områden är bedömda.")).to_be_visible()

    alarm = page.get_by_role("region", name="Vad beror avvikelserna på?").get_by_role("article").first
    alarm.get_by_label("Vad beror det på?").select_option("real")
    alarm.get_by_label("Förklaring").fill("Samma natt.")
    alarm.get_by_role("button", name="Svara").click()
    page.get_by_role("textbox", name="Från fältet").fill("Belysningen vid torget är trasig.")
    page.get_by_role("button", name="Lägg till").click()
    first = page.get_by_role("group", name="Prioritering 1")
    first.get_by_label("Problem").fill("Bränder")
    first.get_by_label("Varför det kommer först").fill("Människor kan skadas.")
    page.get_by_role("button", name="Spara prioriteringarna").click()
    expect(page.get_by_text("Prioriteringarna är sparade.")).to_be_visible()
    check_page(page, meant=("status of 422",))
    look(page, "judging")

    page.get_by_role("button", name="Markera som bedömd").click()
    expect(page.get_by_text("Lägesbilden är bedömd och kan publiceras.")).to_be_visible()
    expect(page.get_by_text("föreslagen: ").first).to_be_visible()
    expect(page.get_by_text("Verklig förändring. Samma natt.").first).to_be_visible()
    expect(page.get_by_text("Belysningen vid torget är trasig.").first).to_be_visible()
    check_page(page)
    look(page, "judged-picture")
    page.get_by_role("link", name="Vad som är bedömt").click()
    check_page(page)
    look(page, "judged")
    assert Picture.objects.get().state == PictureState.JUDGED


def test_judging_needs_no_script(open_page: Opener, anna: Person, picture: Picture) -> None:
    page = open_page(f"/lagesbilder/{picture.pk}/bedom/", person=anna, width=390, javascript=False)
    area = page.get_by_role("article", name="Norrby", exact=True)
    area.get_by_label("Beslut").select_option("red")
    area.get_by_label("Skäl").fill("Mejla a@b.se")
    area.get_by_role("button", name="Spara").click()
    expect(page.get_by_role("alert")).to_contain_text("en e-postadress (tecken 7–12, efter ”Mejla”)")
    expect(area.get_by_label("Skäl")).to_have_value("Mejla a@b.se")
    area.get_by_label("Skäl").fill("En skola brann.")
    area.get_by_role("button", name="Spara").click()
    expect(area.get_by_text("En skola brann.").first).to_be_visible()
    page.get_by_role("article", name="Åsen", exact=True).first.get_by_label("Beslut").select_option(
        "accepted"
    )
    page.get_by_role("button", name="Spara alla områden").last.click()
    expect(page.get_by_text("Sparat: en bedömning.")).to_be_visible()
    assert {one.level for one in LevelJudgement.objects.all()} >= {"red"}
