"""
The whole way in one browser, on a phone: from a figure in the picture to the verdict on an action, and back by links.

The invented municipality's numbers hold the truth: narcotics at Stationsstaden more than halves when the lights come.
"""

from __future__ import annotations

import os
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from samsyn_web.base import clock
from tests.flows.conftest import Opener
from tests.flows.sight import check_page
from tests.samsyn_web.conftest import Person
from tests.support.thread_rows import first_picture, the_rest

EARLY = datetime(2025, 9, 8, 7, 0, tzinfo=UTC)
LATE = datetime(2026, 10, 12, 7, 0, tzinfo=UTC)
PROBLEM, CAUSE, ACTION = "Öppen handel i Stationsstaden", "Parken är mörk efter klockan 17", "Ljus i parken"
SIGHT = os.environ.get("SIGHT")  # a folder for pictures of the pages, for people to look at


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def look(page: Page, name: str) -> None:
    """Keep a picture of a page where somebody has asked for it."""
    if SIGHT:
        page.screenshot(path=f"{SIGHT}/{name}.png", full_page=True)


def told(page: Page, what: str) -> None:
    """Wait until the page says that something is done."""
    expect(page.get_by_role("status").filter(has_text=what)).to_be_visible()


def thread(page: Page) -> Locator:
    """The thread of the page."""
    return page.get_by_role("navigation", name="Den röda tråden")


def test_from_a_finding_to_a_verdict_and_back(
    open_page: Opener, anna: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: EARLY)
    first_picture(anna, EARLY, "2025-08")
    page = open_page("/", person=anna, width=390)
    page.get_by_role("link", name="Läs utkastet").click()
    _open_a_problem(page)
    _find_a_cause(page)
    _decide_an_action(page)
    _decide_its_evaluation(page)
    monkeypatch.setattr(clock, "now", lambda: LATE)
    the_rest(anna, LATE, EARLY)
    page.get_by_role("navigation", name="Brödsmulor").get_by_role("link", name="Uppföljning").click()
    page.get_by_role("button", name="Räkna ut det som är dags").click()
    expect(page.get_by_role("table")).to_contain_text("minskat")
    page.get_by_role("link", name=ACTION).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("minskade med")
    expect(thread(page)).to_contain_text("minskat")
    check_page(page, (390, "light"))
    look(page, "verdict")
    _go_back(page)


def _open_a_problem(page: Page) -> None:
    """Go from a figure of the picture to a new problem that rests on it; the figure says where it is."""
    page.get_by_role("link", name=re.compile("Stationsstaden: hur räknades detta")).first.click()
    page.get_by_role("link", name="Lägg till problemet").click()
    page.get_by_role("link", name="Öppna ett problem").click()
    page.get_by_label("Vad är problemet?").fill(PROBLEM)
    expect(page.get_by_label("Område").locator("option:checked")).to_have_text("Stationsstaden")
    page.get_by_label("Kategori").select_option(label="Narkotika och alkohol")
    page.get_by_role("button", name="Öppna problemet").click()
    page.get_by_label("Problem", exact=True).select_option(label=PROBLEM)
    page.get_by_role("button", name="Lägg till").click()
    told(page, "Resultatet är tillagt.")
    look(page, "problem")


def _find_a_cause(page: Page) -> None:
    """Say why, and let the figure speak for it."""
    page.get_by_role("link", name="Analysera orsakerna").click()
    page.get_by_label("Orsak", exact=True).fill(CAUSE)
    page.get_by_label("Perspektiv", exact=True).select_option("place")
    page.get_by_role("button", name="Lägg till orsaken").click()
    page.locator(".outline").get_by_role("link", name=CAUSE, exact=True).click()
    page.get_by_label("Vad talar för eller mot?").fill(
        "Rapporterna kommer efter klockan 17, där ljuset saknas."
    )
    page.get_by_role("button", name="Lägg till belägget").click()
    told(page, "Belägget är tillagt.")
    look(page, "cause")


def _decide_an_action(page: Page) -> None:
    """Write an action against the cause, and decide it."""
    page.get_by_role("link", name="Skriv en åtgärd mot orsaken").click()
    expect(page.get_by_label(CAUSE)).to_be_checked()
    for label, words in (
        ("Vad ska göras", ACTION),
        ("Operativt mål", "Högst 4 rapporter om narkotika i månaden"),
        ("Indikator", "Rapporter om narkotika per månad"),
        ("Börjar", "2025-10-06"),
        ("Klar", "2025-11-14"),
        ("Följs upp", "2026-10-05"),
        ("Ansvarig funktion", "Driftledare"),
    ):
        page.get_by_label(re.compile(f"^{label}")).fill(words)  # most labels end with (valfritt)
    look(page, "action-form")
    page.get_by_role("button", name="Spara och besluta").click()
    expect(
        page.get_by_text("Utgångsläget saknas")
    ).to_be_visible()  # what the logic checker says is confirmed
    page.get_by_label("Det stämmer ändå").check()
    page.get_by_role("button", name="Besluta", exact=True).click()
    told(page, "Åtgärden är beslutad.")
    look(page, "action")


def _decide_its_evaluation(page: Page) -> None:
    """Decide beforehand how the action is judged, and see how small a change can be seen."""
    page.get_by_role("link", name="Bestäm hur den utvärderas").click()
    expect(page.get_by_label("Narkotika och alkohol")).to_be_checked()  # as the problem says
    compared = page.get_by_role("table", name="Jämförelseområden")
    for area in ("Björkhaga", "Ekbacken"):  # no area is quite alike, and the page says why of each
        compared.get_by_label(area).check()
    page.get_by_role("button", name="Visa vad som kan synas").click()
    told(page, "bara en minskning med mer än")
    look(page, "decide")
    page.get_by_role("button", name="Bestäm utvärderingen").click()
    told(page, "Utvärderingen är bestämd, och utgångsläget låst.")


def _go_back(page: Page) -> None:
    """Go by links from the verdict to its action, the cause, the problem and the figure that it began with."""
    thread(page).get_by_role("link", name="Åtgärder").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(ACTION)
    expect(page.get_by_text("minskade med")).to_be_visible()
    page.get_by_role("link", name=CAUSE).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(CAUSE)
    check_page(page, (390, "dark"))
    thread(page).get_by_role("link", name="Problem").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(PROBLEM)
    page.locator("section[aria-labelledby=underlag] a[href^='/figurer/']").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Stationsstaden")
