"""A report from a phone: few taps, any input, every state accessible, and light enough for a bad net."""

from __future__ import annotations

import gzip
import re
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from samsyn_web.methods.incidents.models import Submission
from samsyn_web.places import services as places
from tests.flows.conftest import Opener
from tests.flows.sight import check_page
from tests.samsyn_web.conftest import Person

URL = "/rapportera/"
LIMIT_BYTES = 100_000


def now() -> datetime:
    """Return the clock that the server goes by."""
    return timezone.now().astimezone(UTC)  # noqa: TID251


@pytest.fixture
def named(anna: Person) -> list[str]:
    """Return the names of a municipality's places."""
    names = [
        "Stationsparken",
        "Torget",
        "Hamnplan",
        "Skolgatans gångtunnel",
        "Ekskolan",
        "Badplatsen",
        "Galleria Navet",
    ]
    for name in names:
        places.add_place(by=anna.scope, at=now(), name=name)
    return names


def tap(page: Page, text: str, taps: list[str]) -> None:
    """Tap what a finger would, and count it."""
    page.locator("#report label, #report button, #report summary").filter(
        has_text=re.compile(rf"^\s*{text}")
    ).first.click()
    taps.append(text)


def test_a_report_in_few_taps(open_page: Opener, rut: Person, named: list[str]) -> None:
    page = open_page(URL, person=rut, width=390)
    taps: list[str] = []
    for text in ("Skadegörelse och klotter", "Krossat glas", "Hamnplan", "Nu", "Skicka"):
        tap(page, text, taps)
    expect(page.locator("#done")).to_contain_text("mottagen")
    assert len(taps) <= 6
    kept = Submission.objects.get()
    assert (kept.category, kept.subcategory, kept.when) == ("SKA", "SKA-GLA", "now")
    assert kept.named_place is not None
    assert kept.named_place.name == "Hamnplan"
    expect(page.locator("#state")).to_be_empty()
    check_page(page)


def test_nothing_to_report_is_two_taps(open_page: Opener, rut: Person, named: list[str]) -> None:
    page = open_page(URL, person=rut, width=390)
    tap(page, "Inget att rapportera", [])
    expect(page.locator("#q-where")).to_be_hidden()
    tap(page, "Skicka", [])
    expect(page.locator("#done")).to_contain_text("mottagen")
    assert Submission.objects.get().kind == "zero"


def test_several_at_once_keep_place_and_time(open_page: Opener, rut: Person, named: list[str]) -> None:
    page = open_page(URL, person=rut, width=390)
    for what in ("Brand och pyroteknik", "Trygg eller positiv iakttagelse"):
        tap(page, what, [])
        if what.startswith("Brand"):
            tap(page, "Hamnplan", [])
            tap(page, "I går", [])
        tap(page, "Skicka och lägg till en till", [])
        expect(page.locator("#said")).to_contain_text("mottagen")
        expect(page.locator("[name=what]:checked")).to_have_count(0)
    assert set(Submission.objects.values_list("category", "when")) == {
        ("BRN", "yesterday"),
        ("POS", "yesterday"),
    }
    assert Submission.objects.values("named_place").distinct().count() == 1


def test_what_is_wrong_is_said_beside_it_and_the_focus_goes_there(open_page: Opener, rut: Person) -> None:
    page = open_page(URL, person=rut, width=320)
    tap(page, "Skicka", [])
    expect(page.locator("#summary")).to_be_focused()
    expect(page.locator("#e-what")).to_have_text("Välj vad som har hänt.")
    check_page(page)
    page.locator("#summary a").first.press("Enter")
    expect(page.locator("#what-SKA")).to_be_focused()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    assert page.locator(":focus").get_attribute("name") == "detail", "the finer kinds come next"
    assert not Submission.objects.exists()


def test_by_keyboard_alone(open_page: Opener, rut: Person, named: list[str]) -> None:
    page = open_page(URL, person=rut)
    page.locator("#what-SKA").focus()
    page.keyboard.press("Space")
    for name in ("where", "when"):
        while page.evaluate("() => document.activeElement.name") != name:
            page.keyboard.press("Tab")
        page.keyboard.press("Space")
    while page.evaluate("() => document.activeElement.name") != "send":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#done")).to_be_focused()
    expect(page.locator("#done")).to_contain_text("mottagen")


def test_search_and_words_and_other_times(open_page: Opener, rut: Person, named: list[str]) -> None:
    page = open_page(URL, person=rut, width=390)
    tap(page, "Trafik och fordon", [])
    page.locator("#more-places summary").click()
    page.get_by_label("Sök plats eller område").fill("TORG")
    page.keyboard.press("Enter")
    expect(page.locator("[name=where]:checked")).to_have_count(1)
    tap(page, "Mellan två tider", [])
    tap(page, "Skicka", [])
    expect(page.locator("#e-time_from")).to_be_visible()
    day = now().strftime("%Y-%m-%d")
    page.locator("#time_from").fill(f"{day}T00:05")
    page.locator("#time_to").fill(f"{day}T00:01")
    tap(page, "Skicka", [])
    expect(page.locator("#e-time_to")).to_contain_text("före början")
    page.locator("#time_to").fill(f"{day}T00:06")
    tap(page, "Skicka", [])
    expect(page.locator("#done")).to_contain_text("mottagen")
    kept = Submission.objects.get()
    assert kept.named_place is not None
    assert kept.named_place.name == "Torget"
    assert (kept.time_to - kept.time_from).total_seconds() == 60  # type: ignore[operator]


def test_a_home_asks_for_the_area_only(open_page: Opener, rut: Person, named: list[str]) -> None:
    page = open_page(URL, person=rut, width=390)
    page.locator("#place_text").fill("Storgatan 5")
    page.locator("#dwelling").check()
    expect(page.locator("#place_text")).to_be_hidden()
    tap(page, "Stöld och inbrott", [])
    tap(page, "Nu", [])
    tap(page, "Skicka", [])
    expect(page.locator("#e-where")).to_contain_text("Välj område")


def test_the_devices_own_place(open_page: Opener, rut: Person) -> None:
    page = open_page(URL, person=rut, width=390)
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation({"latitude": 59.02, "longitude": 18.06, "accuracy": 12})
    page.get_by_role("button", name="Min plats").click()
    expect(page.locator("#point-words")).to_have_text("Din plats, på 12 meter när")
    expect(page.locator("[name=where]:checked")).to_have_value("g")


def test_a_draft_survives_a_reload(open_page: Opener, rut: Person, named: list[str]) -> None:
    page = open_page(URL, person=rut, width=390)
    tap(page, "Narkotika och alkohol", [])
    page.locator("#more > summary").click()
    page.locator("#description").fill("Tre kanyler bakom förrådet.")
    page.reload()
    expect(page.locator("#description")).to_have_value("Tre kanyler bakom förrådet.")
    expect(page.locator("#what-NAR")).to_be_checked()


def test_the_guard_says_what_it_found_and_masks_it_with_one_tap(
    open_page: Opener, rut: Person, named: list[str]
) -> None:
    page = open_page(URL, person=rut, width=390)
    page.locator("#more > summary").click()
    page.locator("#description").fill("Ring 19811218-9876 om glaset.")
    expect(page.locator("#guard")).to_contain_text("”19811218-9876” (personnummer)")
    check_page(page, (320, "light"))
    page.get_by_role("button", name="Maskera").click()
    expect(page.locator("#description")).to_have_value("Ring [personnummer] om glaset.")
    expect(page.locator("#guard")).to_have_text("Maskerat.")
    page.locator("#description").fill("Kim slog sönder glaset. Ring 19811218-9876.")
    for text in ("Skadegörelse", "Hamnplan", "Nu", "Skicka"):
        tap(page, text, [])
    expect(page.locator("#done")).to_contain_text(
        "personnummer"
    )  # nothing was in the way, and the server masked it
    kept = Submission.objects.get()
    assert "9876" not in kept.description
    assert any(kind == "name" for _field, kind, _start, _end in kept.doubts)


def test_without_a_script(open_page: Opener, rut: Person, named: list[str]) -> None:
    page = open_page(URL, person=rut, width=390, javascript=False)
    for text in ("Skadegörelse och klotter", "Hamnplan", "Nu", "Skicka"):
        tap(page, text, [])
    expect(page.locator("h1")).to_have_text("Rapporten är mottagen")
    page.get_by_role("button", name="Ta tillbaka rapporten").click()
    expect(page.locator("h1")).to_have_text("Rapporten är återtagen")
    assert Submission.objects.get().state == "withdrawn"


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_part_of_the_page_can_be_used_by_everybody(
    open_page: Opener, rut: Person, named: list[str], language: str
) -> None:
    page = open_page(URL, person=rut, width=390)
    page.context.add_cookies([{"name": "samsyn_language", "value": language, "url": page.url}])
    page.reload()
    page.locator("#what-SKA").check()
    for summary in page.locator("summary").all():
        summary.click()
    page.locator("[name=when][value=interval]").check()
    check_page(page, (320, "light"), (390, "dark"), (1280, "light"), (844, "dark"), language=language)


def test_the_page_is_light(open_page: Opener, rut: Person, named: list[str]) -> None:
    weights: dict[str, int] = {}
    page = open_page("/om/", person=rut, width=390)
    kept: list[Any] = []
    page.on("response", lambda response: kept.append(response))
    page.goto(URL)
    page.wait_for_load_state("networkidle")
    for response in kept:
        path = urlsplit(response.url).path
        if (
            response.request.resource_type in ("document", "stylesheet", "script", "font")
            and response.status == 200
        ):
            weights[path] = len(gzip.compress(response.body(), 6, mtime=0)) + 300  # and its header
    assert {"/rapportera/", "/static/incidents/report/main.js", "/static/incidents/report/report.css"} <= set(
        weights
    )
    assert sum(weights.values()) < LIMIT_BYTES, weights


def test_a_phone_that_throws_away_is_told_to_keep_the_page(
    open_page: Opener, rut: Person, named: list[str]
) -> None:
    page = open_page("/om/", person=rut, width=390)
    agent = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Safari/604.1"
    page.add_init_script(f"Object.defineProperty(navigator, 'userAgent', {{ value: {agent!r} }})")
    page.goto(URL)
    expect(page.locator("#install")).to_be_hidden()
    page.context.set_offline(True)
    for text in ("Skadegörelse", "Hamnplan", "Nu", "Skicka"):
        tap(page, text, [])
    expect(page.locator("#install")).to_contain_text("sju dagar")


def test_a_page_that_is_not_kept_on_the_phone_says_so_and_gives_the_form(
    open_page: Opener, rut: Person, named: list[str]
) -> None:
    page = open_page(URL, person=rut, width=390)
    page.wait_for_function("() => navigator.serviceWorker.controller !== null")
    expect(page.locator("#said")).to_be_hidden()
    page.context.set_offline(True)
    page.get_by_role("link", name="Mina rapporter").click()
    expect(page.locator("#said")).to_contain_text("Den sidan går inte att öppna utan nät.")
    page.wait_for_load_state("networkidle")
    check_page(page, (320, "light"), (390, "dark"), meant=("net::ERR_INTERNET_DISCONNECTED",))
    for text in ("Skadegörelse och klotter", "Hamnplan", "Nu", "Skicka"):
        tap(page, text, [])
    expect(page.locator("#done")).to_contain_text("sparad på telefonen")
