"""The plan in a browser: from a draft that cannot be decided to the board and the file; and an owner's phone."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils.timezone import localdate
from playwright.sync_api import expect

from samsyn_web.actions import services
from samsyn_web.actions.models import Action
from samsyn_web.base import clock
from samsyn_web.base.scope import Role
from tests.flows.conftest import Opener
from tests.flows.sight import check_page
from tests.support.planned import decided, make_cause, plan_of
from tests.support.story import Person, make_person


def test_from_a_draft_to_the_board_and_the_file(open_page: Opener, anna: Person) -> None:
    today = localdate(clock.now())
    make_cause(anna, "Parken är mörk")
    plan_of(anna, starts=today, ends=today + timedelta(days=365))
    page = open_page("/plan/", person=anna)
    page.get_by_role("link", name="Lägg till åtgärd").first.click()
    page.get_by_label("Vad ska göras?").fill("Bättre ljus")
    page.get_by_role("button", name="Spara och besluta").click()
    expect(page.get_by_role("heading", name="Åtgärden kan inte beslutas än")).to_be_visible()
    page.get_by_role("link", name="Fyll i det som saknas").click()
    page.get_by_label("Parken är mörk").check()
    page.get_by_label("Operativt mål").fill("Högst 4 rapporter i månaden")
    page.get_by_label("Indikator").fill("Rapporter")
    page.get_by_label("Börjar").fill(today.isoformat())
    page.get_by_label("Klar", exact=False).first.fill((today + timedelta(days=60)).isoformat())
    page.get_by_label("Ansvarig funktion").fill("Driftledare")
    page.get_by_role("button", name="Spara och besluta").click()
    expect(page.get_by_text("Det framgår inte hur och när åtgärden följs upp.")).to_be_visible()
    check_page(page)
    page.get_by_label("Det stämmer ändå").check()
    page.get_by_role("button", name="Besluta", exact=True).press("Enter")
    expect(page.get_by_text("Åtgärden är beslutad.")).to_be_visible()

    page.get_by_role("navigation", name="Huvudmeny").get_by_role("link", name="Plan", exact=True).click()
    page.get_by_role("link", name="Tavla").click()
    under_way = page.get_by_role("region", name="Pågår")
    page.get_by_role("button", name="Bättre ljus: pågår").press("Enter")
    expect(under_way.get_by_role("link", name="Bättre ljus")).to_be_visible()
    check_page(page)
    with page.expect_download() as got:
        page.get_by_role("link", name="Word, för beslut").click()
    assert got.value.suggested_filename.endswith(".docx")


def test_an_owner_tells_from_a_phone(open_page: Opener, anna: Person) -> None:
    olle = make_person("Olle", Role.OWNER, anna.organisation)
    today = localdate(clock.now())
    days: dict[str, Any] = {"starts": today - timedelta(days=9), "ends": today + timedelta(days=3)}
    made = decided(anna, make_cause(anna), owner=olle.membership, title="Byta lampor", **days)
    services.add_milestone(by=anna.scope, at=clock.now(), action=made, title="Beställ", due=today)
    page = open_page("/", person=olle)
    page.set_viewport_size({"width": 390, "height": 800})
    page.get_by_role("link", name="Mina åtgärder").last.click()
    check_page(page)
    page.get_by_role("button", name="Jag har börjat").click()
    expect(page.get_by_text("Tack. Det syns i planen nu.")).to_be_visible()
    page.get_by_role("button", name="Klart").click()
    expect(page.get_by_text("1 av 1 delsteg klara")).to_be_visible()
    page.get_by_role("button", name="Det är gjort").click()
    expect(page.get_by_role("heading", name="Avslutade")).to_be_visible()
    assert Action.objects.get().status == "done"
