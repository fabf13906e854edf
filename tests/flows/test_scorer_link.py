"""A municipality without Samsyn: a scorer without an account opens a link on a telephone, scores and locks."""

from __future__ import annotations

import os
from datetime import timedelta

from django.utils.timezone import localdate
from playwright.sync_api import Page, expect

from samsyn_web.base import clock
from samsyn_web.methods.readiness import services
from samsyn_web.methods.readiness.models import Measurement, Sector
from tests.flows.conftest import Opener
from tests.flows.sight import check_page
from tests.samsyn_web.conftest import Person

SIGHT = os.environ.get("SIGHT")  # a folder for pictures of the pages, for people to look at


def look(page: Page, name: str, widths: tuple[int, ...] = (390, 1280)) -> None:
    """Keep pictures of a page where somebody has asked for them."""
    if SIGHT:
        for width in widths:
            page.set_viewport_size({"width": width, "height": 900})
            page.screenshot(path=f"{SIGHT}/{name}-{width}.png", full_page=True)


def measured(anna: Person) -> Measurement:
    """A measurement whose scorers have no account, with one interview."""
    now = clock.now()
    made = services.start(
        by=anna.scope, at=now, unit="Låtsasvik", wave="Start", definition="Klotter i Åsen, inte i hela kommunen.",
        first_scorer=None, second_scorer=None,
    )  # fmt: skip
    services.receive_interview(
        by=anna.scope, at=now, measurement=made, sector=Sector.SCHOOL, held_on=localdate(now) - timedelta(days=3),
        notes={"1": "En sju av tio. Det märks mest på kvällarna.", "2": "Vi har vandringar och ett nätverk."},
    )  # fmt: skip
    return made


def test_from_a_link_to_locked_scores(open_page: Opener, anna: Person) -> None:
    one = measured(anna)
    page = open_page(f"/beredskap/{one.pk}/utan-samsyn/", person=anna)
    check_page(page)
    page.get_by_role("button", name="Gör länken").click()
    address = page.locator(".copy").inner_text()
    look(page, "link-made")
    path = address[address.index("/beredskap/") :]
    phone = open_page(path, width=390, javascript=False)
    expect(phone.get_by_text("väntar på dina poäng")).to_be_visible()
    look(phone, "link-list", (390,))
    phone.get_by_role("link", name="Sätt poäng").click()
    look(phone, "link-score", (390,))
    for key in "ABCDEF":
        phone.locator(f"#score_{key}").fill("4,25")
    phone.get_by_role("button", name="Spara och lås mina poäng").click()
    expect(phone.get_by_text("Dina poäng är låsta.")).to_be_visible()
    checked = open_page(path)
    check_page(checked)
    checked.get_by_role("link", name="Läs I1").click()
    check_page(checked)
    look(checked, "link-locked")
    page.goto(f"/beredskap/{one.pk}/bedomare/2/las-in/")
    check_page(page)
    look(page, "read-sheet")
