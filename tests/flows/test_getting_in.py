"""Ways in, in a real browser: a key instead of a password, a code app, and the sheet with a personal link."""

from __future__ import annotations

import re

from django.core.cache import cache
from playwright.sync_api import Page, expect

from tests.flows.conftest import Opener
from tests.flows.sight import check_page
from tests.samsyn_web.conftest import Person
from tests.samsyn_web.people.test_second_step import code
from tests.support.story import PASSWORD


def sign_in(page: Page, person: Person) -> None:
    page.get_by_label("E-post").fill(str(person.user.email))
    page.get_by_label("Lösenord").fill(PASSWORD)
    page.get_by_role("button", name="Logga in", exact=True).click()


def give_key(page: Page) -> None:
    """Put a virtual key into the browser, as a phone has one: it verifies its owner and keeps passkeys."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def show_who(page: Page) -> None:
    page.get_by_label("Lösenord").fill(PASSWORD)
    page.get_by_role("button", name="Fortsätt").click()


def test_a_required_second_step_by_a_key_and_then_in_without_a_password(
    open_page: Opener, anna: Person
) -> None:
    cache.clear()
    anna.organisation.requires_two_steps = True
    anna.organisation.save()
    page = open_page("/konto/login/?next=/medlemmar/")
    give_key(page)
    sign_in(page, anna)
    expect(page.get_by_text("Din organisation kräver två steg")).to_be_visible()
    check_page(page)
    page.get_by_role("link", name="Lägg till en nyckel").click()
    show_who(page)
    page.get_by_label("Namn", exact=True).fill("Jobbtelefonen")
    check_page(page)
    page.get_by_role("button", name="Lägg till nyckeln").click()
    expect(page.get_by_text("Nyckeln är tillagd.")).to_be_visible()
    page.goto(page.url.split("/konto/")[0] + "/konto/steg/webauthn/")
    expect(page.get_by_text("Jobbtelefonen").first).to_be_visible()
    check_page(page)
    page.goto(page.url.split("/konto/")[0] + "/medlemmar/")
    expect(page.get_by_role("heading", name="Medlemmar", level=1)).to_be_visible()
    page.goto(page.url.split("/medlemmar/")[0] + "/konto/logout/")
    page.get_by_role("main").get_by_role("button", name="Logga ut").click()
    expect(page.get_by_role("button", name="Logga in med en nyckel")).to_be_visible()
    check_page(page)
    page.get_by_role("button", name="Logga in med en nyckel").click()
    page.wait_for_url(re.compile(r"localhost:\d+/$"))
    page.goto(page.url + "medlemmar/")
    expect(page.get_by_role("heading", name="Medlemmar", level=1)).to_be_visible()


def test_the_password_and_then_the_key(open_page: Opener, anna: Person) -> None:
    cache.clear()
    page = open_page("/konto/login/")
    give_key(page)
    sign_in(page, anna)
    page.wait_for_url(re.compile(r"localhost:\d+/$"))
    root = page.url.rstrip("/")
    page.goto(f"{root}/konto/steg/webauthn/add/")
    show_who(page)
    page.get_by_label("Logga in med nyckeln utan lösenord").uncheck()
    page.get_by_role("button", name="Lägg till nyckeln").click()
    expect(page.get_by_text("Nyckeln är tillagd.")).to_be_visible()
    page.goto(f"{root}/konto/logout/")
    page.get_by_role("main").get_by_role("button", name="Logga ut").click()
    sign_in(page, anna)
    expect(page.get_by_role("heading", name="Det andra steget")).to_be_visible()
    check_page(page)
    page.get_by_role("button", name="Använd en nyckel").click()
    page.wait_for_url(f"{root}/")


def test_a_code_app_on_a_phone(open_page: Opener, anna: Person) -> None:
    cache.clear()
    page = open_page("/konto/login/?next=/konto/steg/totp/activate/", width=390)
    sign_in(page, anna)
    show_who(page)
    check_page(page)
    secret = page.locator("#hemlighet").inner_text()
    page.get_by_label("Kod", exact=True).fill(code(secret))
    page.get_by_role("button", name="Lägg till").click()
    expect(page.get_by_role("heading", name="Reservkoder", level=1)).to_be_visible()
    check_page(page)


def test_a_key_that_is_not_there_is_said_in_words(open_page: Opener, anna: Person) -> None:
    page = open_page("/konto/login/")
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
               "isUserVerified": False, "automaticPresenceSimulation": True}  # fmt: skip
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    page.get_by_role("button", name="Logga in med en nyckel").click()
    expect(page.get_by_text("Det gick inte att använda nyckeln. Logga in med lösenordet")).to_be_visible()


def test_the_sheet_is_made_and_the_link_opens_on_a_phone(
    open_page: Opener, anna: Person, rut: Person
) -> None:
    page = open_page("/medlemmar/lankar/", person=anna)
    check_page(page)
    page.get_by_label(re.compile("^Rut")).check()
    page.get_by_role("button", name="Gör länkar och ark för de valda").click()
    expect(page.get_by_role("img", name="QR-kod med den personliga länken")).to_be_visible()
    check_page(page)
    link = page.locator("code.copy").inner_text()
    phone = open_page(link, width=390)
    expect(phone.get_by_role("heading", level=1)).to_be_visible()
    check_page(phone)


def test_members_come_as_a_list_and_one_is_changed(open_page: Opener, anna: Person) -> None:
    page = open_page("/medlemmar/flera/", person=anna, width=390)
    check_page(page)
    page.get_by_role("textbox", name=re.compile("^Lista")).fill(
        "Fia;;rapportör;Fältsekreterare;Åsen\nGun;gun;granskare"
    )
    page.get_by_role("button", name="Se hur listan läses").click()
    expect(page.get_by_text("gun är ingen e-postadress.")).to_be_visible()
    check_page(page, meant=("status of 422",))
    page.get_by_role("textbox", name=re.compile("^Lista")).fill("Fia;;rapportör;Fältsekreterare;Åsen")
    page.get_by_role("button", name="Se hur listan läses").click()
    page.get_by_role("button", name="Lägg till 1 person").click()
    expect(page.get_by_text("1 person är nu medlem.")).to_be_visible()
    check_page(page)
    page.get_by_role("link", name="Fia").click()
    check_page(page)
    page.get_by_label("Arbetsplats").fill("Åsenskolan")
    page.get_by_role("button", name="Spara").click()
    expect(page.get_by_text("Ändringarna är sparade.")).to_be_visible()
