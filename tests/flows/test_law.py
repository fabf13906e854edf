"""The law in a browser: from an empty municipality to a decided picture and plan, and the assembly's two pages."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pikepdf
from django.utils.timezone import localdate
from playwright.sync_api import Page, expect

from samsyn_web.base import clock
from tests.flows.conftest import Opener
from tests.flows.sight import check_page
from tests.support.story import Person

FORCED = (
    "Brottslighetens omfattning",
    "Brottslighetens konsekvenser",
    "Annan information av betydelse",
    "Analys",
    "Vad källorna inte visar",
)


def from_menu(page: Page, name: str) -> None:
    menu = page.get_by_role("navigation", name="Huvudmeny")
    link = menu.get_by_role("link", name=name, exact=True)
    if not link.is_visible():
        menu.locator("summary").click()
    link.click()


def to_documents(page: Page) -> None:
    from_menu(page, "Lagen")
    page.get_by_role("main").get_by_role("link", name="Handlingar enligt lagen").click()


def begin(page: Page, kind: str, title: str) -> None:
    to_documents(page)
    page.get_by_role("row", name=kind).get_by_role("link", name="Börja").click()
    page.get_by_label("Rubrik").fill(title)
    page.get_by_role("button", name="Börja").click()


def write(page: Page, part: str, text: str) -> None:
    """Write in a part that the page says is empty."""
    page.get_by_role("main").get_by_role("listitem").get_by_role("link", name=part).click()
    page.get_by_role("main").get_by_label("Text").fill(text)
    page.get_by_role("button", name="Spara texten").click()


def decide(page: Page, body: str, day: date, minutes: str) -> None:
    page.get_by_label("Beslutat av").fill(body)
    page.get_by_label("Beslutsdag").fill(day.isoformat())
    page.get_by_label("Protokoll och paragraf").fill(minutes)


def plan_with_one_action(page: Page, today: date) -> None:
    from_menu(page, "Plan")
    page.get_by_role("link", name="Skriv en åtgärdsplan").click()
    page.get_by_label("Vad heter planen?").fill("Åtgärdsplan 2027")
    page.get_by_label("Gäller från").fill(today.isoformat())
    page.get_by_label("Gäller till och med").fill((today + timedelta(days=365)).isoformat())
    page.get_by_role("button", name="Spara").click()
    page.get_by_role("link", name="Lägg till åtgärd").first.click()
    page.get_by_label("Vad ska göras?").fill("Ta reda på var det är mörkt")
    page.get_by_label("Eller: varför anges ingen orsak?").fill(
        "Orsakerna är inte kända än, och det är dem åtgärden ska visa."
    )
    page.get_by_label("Operativt mål").fill("Alla gångvägar är gådda en kväll")
    page.get_by_label("Indikator").fill("Gångvägar")
    page.get_by_label("Börjar").fill(today.isoformat())
    page.get_by_label("Klar", exact=False).first.fill((today + timedelta(days=60)).isoformat())
    page.get_by_label("Ansvarig funktion").fill("Driftledare")
    page.get_by_role("button", name="Spara och besluta").click()
    page.get_by_label("Det stämmer ändå").check()
    page.get_by_role("button", name="Besluta", exact=True).click()
    expect(page.get_by_text("Åtgärden är beslutad.")).to_be_visible()


def test_from_nothing_to_a_decided_plan_and_two_pages_for_the_assembly(
    open_page: Opener, anna: Person, tmp_path: Path
) -> None:
    today = localdate(clock.now())
    page = open_page("/", person=anna)
    from_menu(page, "Lagen")
    expect(page.get_by_text("0 av 10 skyldigheter är uppfyllda, en är försenad")).to_be_visible()

    begin(page, "Lägesbild enligt lagen", "Lägesbild 2026")
    for part in FORCED:
        write(page, part, f"{part}: skrivet för hand, för kommunen har inga rapporter än.")
    page.get_by_role("link", name="Anteckna beslut").click()
    decide(page, "Kommunstyrelsen", today, "KS § 203")
    page.get_by_role("button", name="Spara beslutet").click()
    expect(page.get_by_text("Beslutet är antecknat")).to_be_visible()

    plan_with_one_action(page, today)
    from_menu(page, "Plan")
    page.get_by_role("link", name="Anteckna beslut om planen").click()
    decide(page, "Kommunfullmäktige", today, "KF § 117")
    page.get_by_role("button", name="Spara versionen").click()

    from_menu(page, "Lagen")
    page.get_by_role("main").get_by_role("link", name="Vad planen bygger på").click()
    expect(page.get_by_text("inte angivet")).to_be_visible()
    check_page(page)
    page.get_by_role("button", name="Spara kopplingen").click()
    expect(page.get_by_role("row").get_by_role("link", name="Lägesbild 2026")).to_be_visible()
    from_menu(page, "Lagen")
    page.get_by_role("link", name="Vilket organ som leder arbetet", exact=True).click()
    page.get_by_label("Sedan vilken dag?").fill(today.isoformat())
    page.get_by_label("Var står det?").fill("Reglemente för kommunstyrelsen, KF § 41")
    page.get_by_role("button", name="Spara organet").click()

    begin(page, "Rapport till kommunfullmäktige", "Trygghetsarbetet 2026")
    write(
        page, "Det viktigaste", "Kommunen har en lägesbild och en plan. Nu ska vi lära oss var det är mörkt."
    )
    page.get_by_role("link", name="Anteckna beslut").click()
    decide(page, "Kommunfullmäktige", today, "KF § 131, anmäld")
    page.get_by_role("button", name="Spara beslutet").click()
    with page.expect_download() as got:
        page.get_by_role("link", name="PDF", exact=True).click()
    got.value.save_as(tmp_path / "rapport.pdf")
    with pikepdf.open(tmp_path / "rapport.pdf") as opened:
        assert len(opened.pages) == 2

    from_menu(page, "Lagen")
    expect(page.get_by_text("3 av 10 skyldigheter är uppfyllda")).to_be_visible()
    for sign in ("4", "5", "13"):
        row = page.get_by_role("row").filter(has=page.locator(f'th a[href$="/skyldigheter/{sign}/"]'))
        expect(row.get_by_text("uppfyllt")).to_be_visible()
    check_page(page)
