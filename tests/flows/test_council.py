"""The council in a browser: from none to a decision that is an action, and 10 § has turned."""

from __future__ import annotations

from datetime import timedelta

from django.utils.timezone import localdate
from playwright.sync_api import Page, expect

from samsyn_web.base import clock
from tests.flows.conftest import Opener
from tests.flows.sight import check_page
from tests.support.story import Person


def add(page: Page, party: str, function: str, *ticks: str) -> None:
    page.get_by_role("link", name="Lägg till en funktion").click()
    page.get_by_label("Organisation").fill(party)
    page.get_by_label("Funktion", exact=True).fill(function)
    page.get_by_label("strategisk: i ledande ställning").check()
    for tick in ticks:
        page.get_by_label(tick, exact=True).check()
    page.get_by_role("button", name="Spara").click()


def test_from_no_council_to_a_decision_that_is_an_action(open_page: Opener, anna: Person) -> None:
    today = localdate(clock.now())
    page = open_page("/", person=anna)
    page.goto(f"{page.url}styrning/skyldigheter/10/")
    expect(page.get_by_text("ej påbörjat")).to_be_visible()
    page.get_by_role("link", name="Rådet, dess möten och vilka som är med").click()
    page.get_by_role("link", name="Anteckna rådet").click()
    page.get_by_label("Vad heter rådet?").fill("Trygghetsrådet")
    page.get_by_label("Sedan vilken dag finns det?").fill((today - timedelta(days=20)).isoformat())
    page.get_by_label("Var är det beslutat?").fill("Kommunstyrelsen § 31")
    page.get_by_role("button", name="Spara").click()
    add(page, "Exempelköpings kommun", "kommunstyrelsens ordförande", "Det är kommunen själv", "Leder rådet")
    expect(page.get_by_text("Ingen annan aktör är med.")).to_be_visible()
    add(page, "Polismyndigheten", "lokalpolischef")

    page.get_by_role("link", name="Planera ett möte").click()
    page.get_by_label("Dag", exact=True).fill(today.isoformat())
    page.get_by_label("Plats frivilligt", exact=True).fill("Stadshuset")
    page.get_by_role("button", name="Spara mötet").click()
    page.get_by_role("link", name="Lägg till en punkt").click()
    page.get_by_label("Vad gäller punkten?").fill("Ljuset vid stationen")
    page.get_by_label("för beslut").check()
    page.get_by_role("button", name="Spara punkten").click()
    page.get_by_role("link", name="Anteckna närvaro").click()
    page.get_by_label("Exempelköpings kommun, kommunstyrelsens ordförande").check()
    page.get_by_label("Polismyndigheten, lokalpolischef").check()
    page.get_by_role("button", name="Spara närvaron").click()
    expect(page.get_by_text("2 av 2 var med")).to_be_visible()
    check_page(page)

    page.get_by_role("link", name="Anteckna ett beslut").click()
    page.get_by_label("Vad beslutade rådet?").fill("Laga lamporna på Järnvägsgatan")
    page.get_by_label("Ansvarig funktion").fill("Driftchef")
    page.get_by_label("Klart senast").fill((today + timedelta(days=60)).isoformat())
    page.get_by_label("en ny åtgärd i planen").check()
    page.get_by_role("button", name="Spara beslutet").click()
    page.get_by_role("link", name="Åtgärd: utkast").click()
    expect(page.get_by_role("heading", name="Laga lamporna på Järnvägsgatan")).to_be_visible()

    page.goto(page.url.split("/plan/")[0] + "/styrning/radet/")
    expect(page.get_by_role("row", name="Laga lamporna på Järnvägsgatan")).to_contain_text("ska göras")
    check_page(page)
    page.get_by_role("link", name="10 §").click()
    expect(page.get_by_text("uppfyllt")).to_be_visible()
