"""A rule goes from a file to a memo in a browser: upload, marks, risk, blind judging, proposal, decision, memo."""

from __future__ import annotations

import io
import os
import re
from datetime import timedelta
from pathlib import Path

import docx
import pypdf
from django.utils.timezone import localdate
from playwright.sync_api import Page, expect

from samsyn_web.base import clock
from samsyn_web.methods.crimeproofing import services
from samsyn_web.methods.crimeproofing.models import Case, Risk, Sitting
from tests.flows.conftest import Opener
from tests.flows.sight import Look, check_page
from tests.samsyn_web.conftest import Person

LOOKS: tuple[Look, ...] = ((390, "dark"), (1280, "light"))
SIGHT = os.environ.get("SIGHT")  # a folder for pictures of the pages, for people to look at


def look(page: Page, name: str) -> None:
    """Check a page at both widths, and keep pictures of it where somebody has asked for them."""
    check_page(page, *LOOKS)
    if SIGHT:
        for width in (390, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            page.screenshot(path=f"{SIGHT}/proof-{name}-{width}.png", full_page=True)


def rules(folder: Path) -> Path:
    """Return a rule as a Word file."""
    made, path = docx.Document(), folder / "regler.docx"
    made.add_heading("Bidrag", 1)
    for text in (
        "1 § Syftet är fler aktiviteter.",
        "2 § Bidrag ges vid behov.",
        "3 § Föreningen intygar själv.",
    ):
        made.add_paragraph(text)
    made.save(str(path))
    return path


def test_from_a_file_to_a_memo(
    open_page: Opener, anna: Person, bo: Person, lars: Person, tmp_path: Path
) -> None:
    page = open_page("/brottssakring/", person=anna)
    page.get_by_role("link", name="Öppna ett ärende").click()
    page.get_by_label("Vad ska ärendet heta?").fill("Bidragen")
    page.get_by_label("Vilket regelverk granskas?").fill("Regler för bidrag")
    page.get_by_role("button", name="Öppna ärendet").click()
    for person in ("Bo", "Lars"):
        page.get_by_label("Lägg till en deltagare").select_option(label=f"{person}, ")
        page.get_by_role("button", name="Lägg till").click()

    page.get_by_role("link", name="Texter", exact=True).click()
    page.get_by_label("Regelverket som fil").set_input_files(rules(tmp_path))
    page.get_by_label("Vad heter texten?").fill("Reglerna")
    page.get_by_role("button", name="Läs in texten").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("2 ställen väntar på att ni säger vad de är.")
    look(page, "rule")
    page.get_by_role("button", name=re.compile("Avfärda ?: 2 §, vid behov")).press("Enter")
    expect(page.get_by_text("Avfärdad. Det går att ångra.")).to_be_visible()
    page.get_by_role("link", name=re.compile("Det är en brist ?: 3 §, intygar")).press("Enter")
    page.get_by_label("Vad är oklart, och vad kan det leda till?").fill("Ingen kontrollerar uppgiften.")
    page.get_by_role("button", name="Spara bristen").click()
    page.get_by_role("link", name=re.compile("Beskriv en risk här ?: 3 §")).click()
    page.get_by_label("Hur går det till?").fill("Fler uppges än de är.")
    page.get_by_label("Egna uppgifter utan kontroll").check()
    page.get_by_role("button", name="Spara risken").click()

    page.get_by_role("link", name="Bedömning", exact=True).click()
    page.get_by_label("Bo", exact=True).check()
    page.get_by_label("Lars", exact=True).check()
    page.get_by_role("button", name="Börja omgången").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("2 bedömare har inte låst än.")
    case, sitting, risk = Case.objects.get(), Sitting.objects.get(), Risk.objects.get()
    steps, today = dict.fromkeys(services.FIELDS, 2), localdate(clock.now())
    services.assess(
        by=lars.scope, at=clock.now(), sitting=sitting, risk=risk, steps=steps, reason="Lars eget skäl."
    )
    services.lock(by=lars.scope, at=clock.now(), sitting=sitting)

    phone = open_page(f"/brottssakring/{case.pk}/bedomning/", person=bo, width=390)
    phone.get_by_role("link", name=re.compile("Bedöm ? risk ? 1")).click()
    expect(phone.get_by_text("Lars eget skäl.")).to_have_count(0)
    for group in phone.locator("main fieldset").all():
        group.get_by_role("radio").nth(3).check()
    phone.get_by_label("Varför bedömer du så?").fill("Ingen prövar uppgifterna.")
    look(phone, "assess")
    phone.get_by_role("button", name="Spara min bedömning").click()
    phone.get_by_role("button", name="Lås min bedömning").click()
    expect(phone.get_by_role("heading", level=1)).to_contain_text("Alla har låst.")

    page.goto(f"/brottssakring/{case.pk}/risker/")
    expect(page.get_by_role("table").first.get_by_text("kritisk").first).to_be_visible()
    look(page, "risks")
    page.get_by_role("link", name="Oriktiga eller utelämnade uppgifter").click()
    expect(page.get_by_text("Lars eget skäl.")).to_be_visible()
    page.get_by_role("link", name="Föreslå ny lydelse").click()
    page.get_by_label("Föreslagen lydelse").fill("Föreningen visar närvarolistor.")
    page.get_by_role("button", name="Spara förslaget").click()
    expect(page.locator("ins").first).to_be_visible()
    page.get_by_label("Skäl").fill("Uppgiften avgör beloppet.")
    page.get_by_label("Beslutsdag").fill(today.isoformat())
    page.get_by_label("Följs upp").fill((today + timedelta(days=180)).isoformat())
    page.get_by_role("button", name="Anteckna beslutet").click()
    expect(page.get_by_text("Beslutet är antecknat.")).to_be_visible()

    page.get_by_role("link", name="Promemoria", exact=True).click()
    page.get_by_label("Vad ska promemorian användas till?").fill("Nämndens möte")
    page.get_by_role("checkbox").check()
    look(page, "memo")
    with page.expect_download() as taken:
        page.get_by_role("button", name="Ta ut promemorian").click()
    memo = " ".join(
        one.extract_text() for one in pypdf.PdfReader(io.BytesIO(taken.value.path().read_bytes())).pages
    )
    for words in ("Fler uppges än de är.", "måttlig–kritisk", "visar närvarolistor", f"Antaget {today}"):
        assert words in " ".join(memo.split()), words
