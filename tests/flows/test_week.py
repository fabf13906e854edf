"""A week is led from open to sent in a browser, and read on a phone; the meeting is run with the arrow keys."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from samsyn_web.actions.models import MeetingNote
from samsyn_web.base import clock
from samsyn_web.base.scope import Role
from samsyn_web.methods.incidents.models import ReportingPeriod
from tests.flows.conftest import Opener
from tests.flows.sight import check_complaints, check_page
from tests.samsyn_web.conftest import Person
from tests.support import weeks
from tests.support.story import make_person
from tests.support.weeks import MONDAY, accept, send

SIGHT = os.environ.get("SIGHT")  # a folder for pictures of the pages, for people to look at
ONE = "/veckan/2026-W47/"


@pytest.fixture(autouse=True)
def _week(anna: Person, rut: Person, settings, tmp_path: Path, monkeypatch) -> None:
    """Week 47 on the Monday after, with thirty weeks behind and two who are expected."""
    settings.MEDIA_ROOT, settings.MAIL_IS_ON = tmp_path, True
    siv = make_person("Siv", Role.REPORTER, anna.organisation)
    weeks.areas(anna)
    weeks.set_rhythm(anna)
    weeks.expect(anna, rut, siv)
    weeks.history(anna, [rut, siv])
    accept(send(rut, at=MONDAY + timedelta(days=1)))
    monkeypatch.setattr(clock, "now", lambda: MONDAY + timedelta(days=7))


def look(page: Page, name: str, width: int, height: int = 900) -> None:
    """Keep a picture of a page where somebody has asked for them."""
    if SIGHT:
        page.set_viewport_size({"width": width, "height": height})
        page.screenshot(path=f"{SIGHT}/{name}-{width}.png", full_page=height == 900)
        page.set_viewport_size({"width": 1280, "height": 900})


def test_from_an_open_period_to_sent(open_page: Opener, anna: Person) -> None:
    page = open_page("/veckan/", person=anna)
    expect(page.get_by_role("heading", level=1)).to_contain_text("1 av 2 väntade har svarat")
    check_page(page)
    look(page, "week", 1280)
    page.get_by_role("button", name="Påminn dem som inte har svarat").click()
    expect(page.get_by_text("En påminnelse är på väg.")).to_be_visible()
    page.get_by_role("link", name="Frys underlaget").click()
    check_page(page)
    page.get_by_role("button", name="Frys underlaget").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Underlaget är fryst")
    check_page(page)

    page.get_by_role("link", name="Öppna mötet").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Förra periodens beslut")
    check_page(page)
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("heading", level=1)).to_have_text("Lägesbilden")
    page.get_by_label("Minnesanteckning").fill("Gruppen är enig om bilden.")
    expect(page.get_by_role("status").filter(has_text="Sparat.")).to_be_visible()
    assert MeetingNote.objects.get().text == "Gruppen är enig om bilden."
    look(page, "meeting", 1920, 1080)
    page.get_by_role("heading", level=1).click()
    for title in ("utan funktion", "Nivåer att besluta"):
        page.keyboard.press("ArrowRight")
        expect(page.get_by_role("heading", level=1)).to_have_text(title)
    check_page(page)
    if page.get_by_role("button", name="Godta").count():
        with page.expect_navigation():
            page.get_by_role("button", name="Godta").first.click()
    while page.get_by_text("inte beslutat.").or_(page.get_by_text("inte beslutade.")).count():
        with page.expect_navigation():
            page.locator("details.how[open] button[type=submit]").first.click()
    page.get_by_role("link", name="Nästa bild").click()
    page.get_by_label("Vad ska göras?").fill("Byt lampan vid gången")
    page.get_by_label("Vem gör det?").fill("Gata och park")
    page.get_by_label("Senast").fill("2026-12-04")
    page.get_by_role("button", name="Besluta").click()
    expect(page.get_by_text("Beslutet är antecknat.")).to_be_visible()
    check_page(page)
    page.goto(f"{ONE}mote/8/")
    expect(page.get_by_text("Byt lampan vid gången")).to_be_visible()
    check_page(page)
    page.get_by_role("button", name="Beslutat").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Så här blir utskicket")
    check_page(page)
    page.get_by_role("button", name="Publicera och skicka").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Veckan är klar")
    assert ReportingPeriod.objects.get(period="2026-W47").state == "sent"
    check_page(page)
    check_complaints(page)


def test_what_is_written_without_a_connection_is_kept(open_page: Opener, anna: Person) -> None:
    page = open_page(f"{ONE}mote/2/", person=anna)
    page.context.set_offline(True)
    page.get_by_label("Minnesanteckning").fill("Skrivet i en källare.")
    expect(page.get_by_role("status").filter(has_text="Inte sparat än.")).to_be_visible()
    kept = "Object.entries(localStorage).filter(([key]) => key.startsWith('samsyn:note:')).map(([, text]) => text)"
    assert page.evaluate(kept) == ["Skrivet i en källare."]
    page.context.set_offline(False)
    expect(page.get_by_role("status").filter(has_text="Sparat.")).to_be_visible()
    assert page.evaluate(kept) == []
    assert MeetingNote.objects.get().text == "Skrivet i en källare."


def test_the_week_is_read_on_a_phone(open_page: Opener, anna: Person) -> None:
    page = open_page("/veckan/", person=anna, width=390)
    check_page(page)
    for address in (f"{ONE}mote/4/", "/veckan/narvaro/", "/rapporter/rytm/", "/beslut/", "/veckan/kalender/"):
        page.goto(address)
        check_page(page)


def test_the_meeting_works_without_javascript(open_page: Opener, anna: Person) -> None:
    page = open_page(f"{ONE}mote/", person=anna, javascript=False)
    page.get_by_role("link", name="Nästa bild").click()
    page.get_by_label("Minnesanteckning").fill("Utan skript.")
    page.get_by_role("button", name="Spara anteckningen").click()
    expect(page.get_by_label("Minnesanteckning")).to_have_value("Utan skript.")
