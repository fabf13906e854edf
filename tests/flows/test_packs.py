"""A pack in a browser: opened, its key compared, taken in as a draft, approved, and given on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from samsyn.bundle.keys import fingerprint, public_key
from samsyn.bundle.pack_contents import Kind
from samsyn.bundle.packs import open_pack, sign_pack
from tests.flows.conftest import Opener
from tests.flows.sight import check_page
from tests.support.story import AT, Person

SEED = bytes(range(32))
LESSON = {
    "title": "Bänkarna flyttades fram",
    "result": "worked",
    "intervention": "Bänkarna flyttades till gångstråket.",
    "impact": "Färre rapporter på kvällarna.",
}


@pytest.fixture(autouse=True)
def _signing_key(settings: Any, tmp_path: Path) -> None:
    settings.SIGNING_KEY = tmp_path / "signing_key"


def test_from_a_file_to_a_lesson_that_says_whence_it_came(
    open_page: Opener, anna: Person, tmp_path: Path
) -> None:
    file = tmp_path / "paket.json"
    file.write_bytes(
        sign_pack(
            seed=SEED,
            kind=Kind.LESSON,
            name="lesson-3",
            version=1,
            contents=LESSON,
            origin="Fjärrstad",
            terms="CC-BY-4.0",
            at=AT,
        )  # fmt: skip
    )
    page = open_page("/kunskap/", person=anna)
    page.get_by_role("link", name="Paket", exact=True).click()
    page.get_by_label("Paketet eller listan").set_input_files(file)
    page.get_by_role("button", name="Öppna filen").click()
    expect(page.get_by_text("Nyckeln har ingen godkänt")).to_be_visible()
    check_page(page)
    page.get_by_label("Fingeravtrycket som avsändaren har läst upp").fill(fingerprint(public_key(SEED)))
    page.get_by_role("button", name="Godkänn nyckeln").click()
    page.get_by_role("button", name="Ta in som utkast").click()
    page.get_by_role("link", name="Utkastet till lärdom").click()
    expect(page.get_by_text("Från Fjärrstad, version 1, signerad")).to_be_visible()
    check_page(page)
    page.get_by_role("button", name="Godkänn utkastet").click()
    page.get_by_role("link", name="Gör ett paket").click()
    page.get_by_label("om avsändaren anges").check()
    check_page(page)
    page.get_by_role("button", name="Signera paketet").click()
    check_page(page)
    with page.expect_download() as fetched:
        page.get_by_role("link", name="Bänkarna flyttades fram (hämta filen").click()
    given = open_pack(fetched.value.path().read_bytes())
    assert (given.title, given.based_on) == (LESSON["title"], f"{LESSON['title']} (Fjärrstad, version 1)")
