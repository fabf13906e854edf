"""From a finding to a problem, its priority and its causes: on a large screen by keyboard alone, and on a phone."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from samsyn_web.causes import services
from samsyn_web.causes.models import Cause
from tests.flows.conftest import Opener
from tests.flows.sight import check_page
from tests.samsyn_web.conftest import Person
from tests.support.mapped import AT, example_picture

SIGHT = os.environ.get("SIGHT")  # a folder for pictures of the pages, for people to look at


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def look(page: Page, name: str) -> None:
    """Keep pictures of a page where somebody has asked for them."""
    if SIGHT:
        for width in (390, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            page.screenshot(path=f"{SIGHT}/{name}-{width}.png", full_page=True)


def press(page: Page, control: Locator, key: str = "Enter") -> None:
    """Use a control as somebody without a mouse does."""
    control.focus()
    page.keyboard.press(key)


def shape(page: Page) -> list[str]:
    """The numbers and words of the outline, in reading order."""
    return [" ".join(one.split()) for one in page.locator(".outline .cause__words").all_inner_texts()]


def test_from_a_finding_to_its_causes_by_keyboard(open_page: Opener, anna: Person) -> None:
    picture = example_picture(anna)
    problem = services.open_problem(by=anna.scope, at=AT, title="Samlingar i Ekbacken", category="SAM")
    page = open_page(f"/lagesbilder/{picture.pk}/", person=anna)
    page.locator("a[href^='/figurer/']").first.click()
    press(page, page.get_by_role("link", name="Lägg till problemet"))
    page.get_by_label("Problem", exact=True).select_option(label="Samlingar i Ekbacken")
    press(page, page.get_by_role("button", name="Lägg till"))
    expect(page.get_by_text("Resultatet är tillagt.")).to_be_visible()
    check_page(page, (390, "dark"), (1280, "light"))
    press(page, page.get_by_role("link", name="Analysera orsakerna"))
    for cause, side in (
        ("Torget töms", "place"),
        ("Ingen har ansvaret", "place"),
        ("Inget annat är öppet", "offender"),
    ):
        page.get_by_label("Perspektiv", exact=True).select_option(side)
        page.get_by_label("Orsak", exact=True).focus()
        page.keyboard.type(cause)
        page.keyboard.press("Enter")
        expect(page.get_by_role("status").filter(has_text="Orsaken är tillagd.")).to_be_visible()
        expect(page.locator(".outline").get_by_role("link", name=cause, exact=True)).to_be_visible()
        page.reload()  # the words of the answer are gone, the cause is not
    _move_by_keyboard(page)
    check_page(page, (390, "dark"), (1280, "light"))
    look(page, "analysis")
    assert Cause.objects.get(statement="Ingen har ansvaret").parent is not None
    press(page, page.locator(".outline").get_by_role("link", name="Ingen har ansvaret", exact=True))
    page.get_by_label("Vad talar för eller mot?").fill("Avtalet slutar klockan 19.")
    press(page, page.get_by_role("button", name="Lägg till belägget"))
    expect(page.get_by_text("Belägget är tillagt.")).to_be_visible()
    look(page, "cause")
    page.goto(f"/problem/{problem.pk}/orsaker/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("3 orsaker är angivna, 1 med belägg.")


def _move_by_keyboard(page: Page) -> None:
    """Put the second cause behind the first, take it away and put it back, without a mouse."""
    second = page.locator(".outline > li").nth(1)
    press(page, second.locator("summary"))
    inwards = second.get_by_role("button", name="Bakom orsaken ovanför")
    key = inwards.get_attribute("id")
    press(page, inwards)
    expect(page.get_by_role("status").filter(has_text="står nu bakom orsaken ovanför")).to_be_visible()
    assert shape(page) == ["1 Torget töms", "1.1 Ingen har ansvaret", "2 Inget annat är öppet"]
    assert page.evaluate("document.activeElement.id") == key  # the focus stays where the person is
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="går inte att flytta")).to_be_visible()
    moved = page.locator(".outline .outline > li").first
    press(page, moved.get_by_role("button", name="Ta bort"))
    expect(page.get_by_role("status").filter(has_text="Orsaken är borttagen.")).to_be_focused()
    press(page, page.locator("summary", has_text="Borttaget"))
    press(page, page.get_by_role("button", name="Lägg tillbaka"))
    expect(page.get_by_role("status").filter(has_text="Orsaken är tillbaka.")).to_be_focused()
    assert shape(page) == ["1 Torget töms", "1.1 Ingen har ansvaret", "2 Inget annat är öppet"]


def test_problems_are_weighed_on_a_phone_and_without_a_script(open_page: Opener, anna: Person) -> None:
    problem = services.open_problem(by=anna.scope, at=AT, title="Samlingar i Ekbacken", category="SAM")
    page = open_page(f"/problem/{problem.pk}/bedomning/", person=anna, width=390, javascript=False)
    first = page.locator(".criterion").first
    first.get_by_label("Bedömning").select_option("strong")
    page.get_by_role("button", name="Spara bedömningen").click()
    expect(page.get_by_text("Skriv vad bedömningen bygger på.").first).to_be_visible()
    page.get_by_label("Vad bygger det på?").first.fill("Ökar bara här.")
    page.get_by_role("button", name="Spara bedömningen").click()
    page.get_by_label("inte nu").check()
    page.get_by_label("Varför?").fill("Väntar på mer underlag.")
    page.get_by_role("button", name="Spara valet").click()
    page = open_page("/problem/prioritering/", person=anna, width=390)
    expect(page.get_by_text("Väntar på mer underlag.")).to_be_visible()
    expect(page.locator("#prioriteringar")).to_be_hidden()  # the list says the same on a phone
    check_page(page, (390, "light"), (1280, "dark"))
    page.goto(f"/problem/{problem.pk}/orsaker/typiska/")
    page.locator("summary", has_text="Cykelstölder").click()
    page.get_by_label("Cykelställen går inte att låsa ramen i").check()
    page.get_by_role("button", name="Lägg till de valda").click()
    expect(page.get_by_text("En orsak är tillagd att pröva.")).to_be_visible()
    look(page, "typical-added")
