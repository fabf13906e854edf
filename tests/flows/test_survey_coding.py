"""Open answers from a codebook to a theme in the result: two code alone, agree, and one answer is quoted."""

from __future__ import annotations

import os
from datetime import timedelta

from playwright.sync_api import Page, expect

from samsyn.instruments.load import surveys
from samsyn_web.base import clock
from samsyn_web.methods.surveys import services
from samsyn_web.methods.surveys.models import Survey
from tests.flows.conftest import Opener
from tests.flows.sight import check_page
from tests.samsyn_web.conftest import Person

SIGHT = os.environ.get("SIGHT")  # a folder for pictures of the pages, for people to look at


def look(page: Page, name: str) -> None:
    """Keep pictures of a page where somebody has asked for them."""
    if SIGHT:
        for width in (390, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            page.screenshot(path=f"{SIGHT}/{name}-{width}.png", full_page=True)


def closed(anna: Person) -> Survey:
    """An anonymous survey that five have answered."""
    now = clock.now()
    opened = now - timedelta(days=9)
    survey = services.make(
        by=anna.scope, at=opened, form=next(one for one in surveys().forms if one.key == "programme"),
        title="Vad har stödet betytt?", purpose="Vi vill veta.", sender="Kommunen", about="deltagarna",
        is_anonymous=True, opens_at=opened, closes_at=now - timedelta(days=1), asked=5,
    )  # fmt: skip
    for _ in range(5):
        given = {"strengthened": "4", "best": "Att alla ser samma sak"}
        services.answer(by=None, at=opened, survey=survey, given=given, may_quote=True)
    return services.close(by=anna.scope, at=now, survey=survey)


def code(page: Page) -> None:
    """Give each answer the first code, and lock."""
    page.get_by_role("link", name="Koda svaren").click()
    for box in page.get_by_label("Gemensam bild").all():
        box.check()
    look(page, "code")
    page.get_by_role("button", name="Spara och lås mina koder").click()
    expect(page.get_by_text("Dina koder är låsta.")).to_be_visible()


def test_from_a_codebook_to_a_theme(open_page: Opener, anna: Person, bo: Person) -> None:
    survey = closed(anna)
    page = open_page(f"/enkater/{survey.pk}/", person=anna)
    page.get_by_role("link", name="Gör en kodbok").first.click()
    page.get_by_label("Första kodaren").select_option(str(anna.membership.pk))
    page.get_by_label("Andra kodaren").select_option(str(bo.membership.pk))
    page.get_by_label("Koder").fill("Gemensam bild: alla ser samma problem\nTid")
    page.get_by_role("button", name="Spara kodboken").click()
    expect(page.get_by_text("skriv koden, ett kolon").first).to_be_visible()
    page.get_by_label("Koder").fill("Gemensam bild: alla ser samma problem\nTid: den räckte inte")
    page.get_by_role("button", name="Spara kodboken").click()
    path = page.url.partition("/enkater/")[2]
    code(page)
    other = open_page(f"/enkater/{path}", person=bo)
    code(other)
    expect(other.get_by_text("Kodningen kan avslutas.")).to_be_visible()
    check_page(other, (390, "dark"), (1280, "light"))
    other.get_by_role("link", name="Avsluta kodningen").click()
    other.get_by_role("button", name="Avsluta kodningen").click()
    expect(other.get_by_text("Vanligaste temat är ”Gemensam bild”: 5 av 5 svar")).to_be_visible()
    other.goto(other.url.partition("/enkater/")[0] + f"/enkater/{path}citat/")
    other.locator("main summary").last.click()
    other.get_by_label("Så här citeras det").last.fill("Att alla ser samma problem")
    other.get_by_role("button", name="Ta med i resultatet").last.click()
    expect(other.get_by_text("Citatet står i resultatet.")).to_be_visible()
    check_page(other, (390, "light"), (1280, "dark"))
    look(other, "quotations")
