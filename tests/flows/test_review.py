"""A report is reviewed in a browser, on a phone and a large screen, and comes back to its reporter."""

from __future__ import annotations

import os
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from samsyn_web.actions import services as actions
from samsyn_web.base import clock
from samsyn_web.base.scope import Role
from samsyn_web.causes.models import Problem
from samsyn_web.methods.incidents.models import Disclosure, Retention, Submission
from tests.flows.conftest import Opener
from tests.flows.sight import check_page
from tests.samsyn_web.conftest import Person
from tests.support.sent import fresh, make_areas, send
from tests.support.story import make_person

SIGHT = os.environ.get("SIGHT")  # a folder for pictures of the pages, for people to look at


def look(page: Page, name: str) -> None:
    """Keep pictures of a page where somebody has asked for them."""
    if SIGHT:
        for width in (390, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            page.screenshot(path=f"{SIGHT}/{name}-{width}.png", full_page=True)


@pytest.fixture
def sent(anna: Person, rut: Person) -> list[Submission]:
    """Four reports: one that the guard doubts, and three plain ones of which two tell of the same event."""
    make_areas(anna)
    at = clock.now()
    doubtful = send(rut, at=at, description="Kalle Kula satt på bänken och kastade glas.", area="A1")
    Submission.objects.filter(pk=doubtful.pk).update(doubts=[["description", "namn", 0, 10]])
    some = [send(rut, at=at, place="gångtunneln vid skolan", area="A1", severity=2) for _ in range(2)]
    return [doubtful, *some, send(rut, at=at, place="parkeringen", what="BRN", area="A1")]


def test_the_queue_from_doubt_to_done(open_page: Opener, anna: Person, sent: list[Submission]) -> None:
    page = open_page("/rapporter/granska/", person=anna)
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "4 rapporter väntar på granskning; vakten är tveksam till en."
    )
    check_page(page)
    look(page, "queue")
    page.get_by_role("link", name="Granska nästa").press("Enter")
    expect(page.get_by_text("Vakten har markerat ett ställe i texten.")).to_be_visible()
    page.get_by_text("Maska andra ord").last.press("Enter")
    page.get_by_role("checkbox", name="glas.").press("Space")
    check_page(page)
    look(page, "doubtful")
    page.get_by_role("button", name="Maska det valda och godta").press("Enter")
    expect(page.get_by_role("status").filter(has_text="Maskad: ")).to_be_visible()
    assert fresh(sent[0]).description == "[maskat] satt på bänken och kastade [maskat]"

    page.get_by_role("button", name="Samma händelse").click()
    expect(page.get_by_text("Det är inte samma händelse")).to_be_visible()
    page.get_by_role("link", name="Öppna ett nytt problem").click()
    page.get_by_label("Vad är problemet?").fill("Bråk i gångtunneln")
    check_page(page)
    page.get_by_role("button", name="Öppna problemet").click()
    page.get_by_role("button", name="Länka : Bråk i gångtunneln").or_(
        page.get_by_role("button", name="Länka: Bråk i gångtunneln")
    ).click()
    expect(page.get_by_text("Rapporten är länkad till problemet.")).to_be_visible()
    check_page(page)
    look(page, "linked")
    page.get_by_role("link", name="Bråk i gångtunneln").first.click()
    expect(page.get_by_role("heading", name="Rapporter", exact=True)).to_be_visible()
    check_page(page)
    look(page, "problem")

    page.goto("/rapporter/granska/")
    page.get_by_role("link", name="Godta alla 3 utan anmärkning").click()
    check_page(page)
    look(page, "plain")
    page.get_by_role("checkbox").last.uncheck()
    page.get_by_role("button", name="Godta de valda").click()
    expect(page.get_by_text("2 rapporter är godtagna")).to_be_visible()
    page.get_by_role("button", name="Ångra", exact=True).click()
    expect(page.get_by_text("2 rapporter väntar på granskning igen.")).to_be_visible()
    assert Submission.objects.filter(state="received").count() == 3


def test_a_question_and_its_answer_need_no_script(
    open_page: Opener, anna: Person, rut: Person, sent: list[Submission]
) -> None:
    page = open_page(f"/rapporter/granska/{sent[0].pk}/", person=anna, width=390, javascript=False)
    page.get_by_text("Fråga rapportören").click()
    page.get_by_label("Vad vill du att rapportören svarar på?").fill("Kan du skriva utan namn?")
    page.get_by_role("button", name="Skicka tillbaka med frågan").click()
    expect(page.get_by_role("status").filter(has_text="Åter till rapportören")).to_be_visible()
    mine = open_page("/rapportera/mina/", person=rut, width=390, javascript=False)
    expect(mine.get_by_text("Kan du skriva utan namn?")).to_be_visible()
    mine.get_by_role("link", name="Svara").click()
    mine.get_by_label("Beskrivning").fill("Någon kastade glas från bänken.")
    mine.get_by_role("button", name="Skicka rapporten igen").click()
    expect(mine.get_by_text("Tack. Rapporten är skickad igen och läses på nytt.")).to_be_visible()
    assert (fresh(sent[0]).state, fresh(sent[0]).revision) == ("received", 2)


def test_what_came_of_it(open_page: Opener, anna: Person, rut: Person, sent: list[Submission]) -> None:
    from samsyn_web.causes import services as causes
    from samsyn_web.methods.incidents import services

    at = clock.now()
    problem: Problem = causes.open_problem(by=anna.scope, at=at, title="Mörkt i gångtunneln")
    one = services.accept(by=anna.scope, at=at, submission=sent[1])
    services.link_problem(by=anna.scope, at=at, submission=one, problem=problem)
    made = actions.decide(
        by=anna.scope, at=at, period="2026-W48", what="Lagas", function="Parkchefen", until=date(2026, 12, 3),
        problem=problem,
    )  # fmt: skip
    actions.tell(by=anna.scope, at=at, decision=made, status="done", text="Tre lampor är bytta.")
    services.send_back(by=anna.scope, at=at, submission=sent[0], answer="Kan du skriva utan namn?")
    page = open_page("/rapportera/mina/", person=rut)
    expect(
        page.get_by_text("Den ledde till ett beslut: lagas, senast 3 december 2026. Läget: gjort.")
    ).to_be_visible()
    check_page(page)
    look(page, "mine")
    page.get_by_role("link", name="Svara").click()
    check_page(page)
    look(page, "answer")


def test_keeping_protecting_and_disclosing(open_page: Opener, anna: Person, sent: list[Submission]) -> None:
    page = open_page("/gallring/", person=anna)
    check_page(page)
    look(page, "retention")
    page.get_by_role("link", name="Ändra Rapportens text").click()
    page.get_by_label("Beslutets beteckning").fill("KS 2026/17")
    page.get_by_label("Beslutets dag").fill("2026-01-05")
    check_page(page)
    page.get_by_role("button", name="Spara").click()
    expect(page.get_by_text("1 av 5 slag gallras enligt beslut.")).to_be_visible()
    assert Retention.objects.get().decision == "KS 2026/17"

    disa = make_person("Disa", Role.PROTECTION, anna.organisation)
    page = open_page("/dataskydd/", person=disa)
    page.get_by_role("button", name="Sök igenom allt nu").click()
    expect(page.get_by_text("Genomsökt")).to_be_visible()
    page.get_by_label("Ord att söka efter").fill("kalle kula")
    page.get_by_role("button", name="Sök i all fritext").click()
    expect(page.get_by_text("En text innehåller orden.")).to_be_visible()
    check_page(page)
    look(page, "protection")

    rolf = make_person("Rolf", Role.REGISTRAR, anna.organisation)
    page = open_page("/utlamnande/", person=rolf)
    page.get_by_role("button", name="Sök").click()
    check_page(page)
    look(page, "disclosing")
    page.get_by_role("button", name="Pröva de valda").click()
    page.get_by_role("checkbox", name="Kalle").check()
    page.get_by_role("checkbox", name="Kula").check()
    check_page(page)
    look(page, "disclose")
    page.get_by_label("Rättslig grund").fill("OSL 21 kap. 1 §")
    page.get_by_label("Form").select_option("csv")
    with page.expect_download() as download:
        page.get_by_role("button", name="Hämta filen").click()
    text = download.value.path().read_text(encoding="utf-8-sig")
    assert "[utelämnat] satt på bänken" in text
    assert Disclosure.objects.get().withheld == 1
