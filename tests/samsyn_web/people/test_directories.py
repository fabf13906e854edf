"""
Signing in by the directory of one's organisation, against a real OpenID Connect provider on this machine.

The provider is a process of its own. A test walks as the browser does: to the address that Samsyn sends it to, and
back with what the provider answers.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
import requests
from django.core.cache import cache
from django.test import Client

from samsyn_web.base.models import AuditEvent
from samsyn_web.base.scope import Role
from samsyn_web.config.environment import Directory, providers
from samsyn_web.people import services
from samsyn_web.people.models import Organisation, User
from tests.support.story import AT, PASSWORD, Person


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    """Return the address, which is the issuer, of a provider that runs while the tests of this file do."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "oidc_provider_mock", "--port", str(port)]
    environment = {**os.environ, "AUTHLIB_INSECURE_TRANSPORT": "1"}
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    issuer = f"http://localhost:{port}"
    try:
        for _ in range(200):
            try:
                requests.get(f"{issuer}/jwks", timeout=5).raise_for_status()
                break
            except requests.RequestException:
                assert process.poll() is None, "the provider stopped"
                time.sleep(0.1)
        yield issuer
    finally:
        process.terminate()
        process.wait(20)


@pytest.fixture
def directory(provider: str, settings, anna: Person) -> Directory:
    """Return Exempelköping's directory, set up in Samsyn."""
    cache.clear()
    one = Directory(
        name="Exempelköpings kommun", organisation="Exempelköping", issuer=provider, client_id="samsyn",
        client_secret="hemligt",
    )  # fmt: skip
    use(settings, ek=one)
    return one


def use(settings, **directories: Directory) -> None:
    settings.DIRECTORIES = directories
    settings.SOCIALACCOUNT_PROVIDERS = providers(directories)


def answer(
    client: Client, provider: str, email: str, *, verified: object = True, key: str = "ek", **query: str
) -> str:
    """Return the address that the provider sends the browser back to, for somebody with an address."""
    claims = {"email": email} | ({} if verified is None else {"email_verified": verified})
    sub = email.replace("@", "-")
    requests.put(f"{provider}/users/{sub}", json=claims, timeout=20).raise_for_status()
    there = client.get(f"/konto/katalog/{key}/", query)
    assert there.status_code == 302, there.content.decode()
    sent = requests.post(there.url, data={"sub": sub}, allow_redirects=False, timeout=20)
    assert sent.status_code == 302, sent.text
    return sent.headers["Location"].removeprefix("http://testserver")


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def refusals() -> list[str]:
    return [event.detail["reason"] for event in AuditEvent.objects.filter(verb="user.directory_refused")]


def test_the_button_is_there_only_where_a_directory_is_set_up(directory: Directory, settings) -> None:
    assert "Logga in via Exempelköpings kommun" in Client().get("/konto/login/").content.decode()
    use(settings)
    assert "Logga in via" not in Client().get("/konto/login/").content.decode()
    assert Client().get("/konto/katalog/ek/").status_code == 404


def test_the_right_person_gets_in_and_out(directory: Directory, provider: str, anna: Person) -> None:
    client = Client()
    there = answer(client, provider, anna.user.email.upper(), next="/medlemmar/")
    back = client.get(there)
    assert (back.status_code, back.url) == (302, "/medlemmar/"), back.content.decode()
    assert client.get("/medlemmar/").status_code == 200
    assert AuditEvent.objects.filter(verb="user.signed_in", by_id=anna.id).count() == 1
    assert "kvar inloggad i organisationens katalog" in client.get("/konto/logout/").content.decode()
    client.post("/konto/logout/")
    assert client.get("/medlemmar/").status_code == 302


def test_nothing_is_stored_of_the_directorys_account(
    directory: Directory, provider: str, anna: Person
) -> None:
    from allauth.account.models import EmailAddress
    from allauth.socialaccount.models import SocialAccount, SocialToken

    client = Client()
    client.get(answer(client, provider, anna.user.email))
    assert is_in(client)
    assert not any(table.objects.exists() for table in (SocialAccount, SocialToken, EmailAddress))


def test_a_password_that_was_there_still_holds(directory: Directory, provider: str, anna: Person) -> None:
    client = Client()
    client.get(answer(client, provider, anna.user.email))
    assert Client().login(email=anna.user.email, password=PASSWORD)


@pytest.mark.parametrize(
    ("who", "verified", "why", "reason"),
    [
        ("okand@example.org", True, "är inte medlem i Exempelköping", "NotMember"),
        ("anna", False, "inte att e-postadressen är bekräftad", "AddressNotVerified"),
        ("anna", None, "inte att e-postadressen är bekräftad", "AddressNotVerified"),
        ("anna", "false", "inte att e-postadressen är bekräftad", "AddressNotVerified"),
        ("cecilia", True, "är inte medlem i Exempelköping", "NotMember"),
    ],
)
def test_who_does_not_get_in(
    directory: Directory,
    provider: str,
    anna: Person,
    cecilia: Person,
    who: str,
    verified: object,
    why: str,
    reason: str,
) -> None:
    email = {"anna": anna, "cecilia": cecilia}[who].user.email if "@" not in who else who
    client = Client()
    page = client.get(answer(client, provider, email, verified=verified))
    assert page.status_code == 403
    assert why in page.content.decode()
    assert not is_in(client)
    assert refusals() == [reason]
    assert "@" not in AuditEvent.objects.get(verb="user.directory_refused").detail_json
    assert not User.objects.filter(email="okand@example.org").exists(), "nobody signs up"


def test_a_directory_that_vouches_is_believed_where_it_says_nothing(
    directory: Directory, provider: str, settings, anna: Person
) -> None:
    use(settings, ek=replace(directory, vouches_for_addresses=True))
    client = Client()
    client.get(answer(client, provider, anna.user.email, verified=None))
    assert is_in(client)
    other = Client()
    other.get(answer(other, provider, anna.user.email, verified=False))
    assert not is_in(other), "and never where it says no"


def test_one_who_has_left_is_out(directory: Directory, provider: str, anna: Person, bo: Person) -> None:
    client = Client()
    client.get(answer(client, provider, bo.user.email))
    assert is_in(client)
    services.deactivate(membership=bo.membership, by=anna.user, at=AT)
    assert client.get("/lagesbilder/").status_code == 302, "at the next click"
    again = Client()
    assert again.get(answer(again, provider, bo.user.email)).status_code == 403


def test_another_issuer_than_the_one_set_is_refused(
    directory: Directory, provider: str, settings, anna: Person
) -> None:
    """The provider answers as 127.0.0.1, while the directory is pinned to localhost."""
    use(settings, ek=directory)
    (app,) = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
    app["settings"]["server_url"] = provider.replace("localhost", "127.0.0.1")
    client = Client()
    page = client.get(answer(client, provider, anna.user.email))
    assert page.status_code == 403
    assert "gick inte att använda" in page.content.decode()
    assert not is_in(client)


def test_an_answer_is_taken_once_and_by_the_browser_that_asked(
    directory: Directory, provider: str, anna: Person
) -> None:
    client = Client()
    there = answer(client, provider, anna.user.email)
    thief = Client()
    assert thief.get(there).status_code == 403
    assert not is_in(thief)
    client.get(there)
    assert is_in(client)
    client.post("/konto/logout/")
    page = client.get(there)
    assert page.status_code == 403
    assert "redan använt" in page.content.decode()
    assert not is_in(client)


@pytest.mark.parametrize("nonce", ["stulen", None])
def test_an_answer_to_another_question_is_refused(
    directory: Directory, provider: str, anna: Person, nonce: str | None
) -> None:
    client = Client()
    asked = urlsplit(client.get("/konto/katalog/ek/").url)
    query = {name: values[0] for name, values in parse_qs(asked.query).items()}
    assert query["nonce"]
    assert query["code_challenge_method"] == "S256"
    query.pop("nonce")
    if nonce:
        query["nonce"] = nonce
    requests.put(f"{provider}/users/a", json={"email": anna.user.email, "email_verified": True}, timeout=20)
    sent = requests.post(
        asked._replace(query=urlencode(query)).geturl(), data={"sub": "a"}, allow_redirects=False, timeout=20
    )
    page = client.get(sent.headers["Location"].removeprefix("http://testserver"))
    assert page.status_code == 403
    assert "hör inte till den här inloggningen" in page.content.decode()
    assert refusals() == ["NotOurAnswer"]


def test_who_says_no_at_the_directory_is_told_how_to_go_on(directory: Directory) -> None:
    client = Client()
    state = parse_qs(urlsplit(client.get("/konto/katalog/ek/").url).query)["state"][0]
    page = client.get("/konto/katalog/ek/svar/", {"state": state, "error": "access_denied"})
    assert page.status_code == 403
    assert "Börja om från inloggningen" in page.content.decode()


def test_a_directory_that_does_not_answer_is_no_crash(directory: Directory, settings) -> None:
    use(settings, ek=replace(directory, issuer="http://localhost:9"))
    page = Client().get("/konto/katalog/ek/")
    assert page.status_code == 403
    assert "Börja om" in page.content.decode()


def test_a_foreign_next_is_not_followed(directory: Directory, provider: str, anna: Person) -> None:
    client = Client()
    assert client.get(answer(client, provider, anna.user.email, next="https://ond.example/")).url == "/"


def test_a_directory_does_not_speak_for_another_organisation(
    directory: Directory, provider: str, anna: Person, annanstad: Organisation
) -> None:
    """Somebody who works in both comes by the one's directory, and sees nothing of the other's; nor a way there."""
    services.add_member(organisation=annanstad, email=anna.user.email, role=Role.COORDINATOR, by=None, at=AT)
    client = Client()
    client.get(answer(client, provider, anna.user.email))
    for _ in range(2):
        page = client.get("/medlemmar/")
        assert page.status_code == 200
        assert page.context["scope"].organisation_id == anna.organisation.pk
        client.post("/organisation/", {"organisation": annanstad.pk})
    for closed in ("password/change/", "password/set/", "steg/", "steg/totp/activate/", "steg/webauthn/add/"):
        assert client.get(f"/konto/{closed}").url == "/", closed


def test_another_organisations_directory_cannot_take_over_an_address(
    directory: Directory, provider: str, settings, anna: Person, cecilia: Person
) -> None:
    use(settings, ek=directory, annan=replace(directory, organisation="Annanstad"))
    client = Client()
    page = client.get(answer(client, provider, anna.user.email, key="annan"))
    assert page.status_code == 403
    assert "är inte medlem i Annanstad" in page.content.decode()
    mixed = Client()
    there = answer(mixed, provider, anna.user.email, key="annan").replace("/annan/", "/ek/")
    assert mixed.get(there).status_code == 403, "an answer to the one is none to the other"
    assert not is_in(mixed)


def test_a_directory_that_is_taken_away_lets_nobody_go_on(
    directory: Directory, provider: str, settings, anna: Person
) -> None:
    client = Client()
    client.get(answer(client, provider, anna.user.email))
    use(settings)
    assert client.get("/medlemmar/").status_code == 302


def test_two_steps_are_the_directorys_to_ask_for(directory: Directory, provider: str, anna: Person) -> None:
    Organisation.objects.filter(pk=anna.organisation.pk).update(requires_two_steps=True)
    client = Client()
    client.get(answer(client, provider, anna.user.email))
    assert client.get("/medlemmar/").status_code == 200
    by_password = Client()
    by_password.post("/konto/login/", {"login": anna.user.email, "password": PASSWORD})
    assert by_password.get("/medlemmar/").url == "/konto/steg/"


def test_a_password_after_a_directory_does_not_inherit_its_word(
    directory: Directory, provider: str, anna: Person
) -> None:
    from tests.samsyn_web.people.test_second_step import add_app, signed_in

    add_app(signed_in(anna))
    client = Client()
    client.get(answer(client, provider, anna.user.email))
    assert is_in(client), "the directory has asked for its own second step"
    client.post("/konto/logout/")
    client.post("/konto/login/", {"login": anna.user.email, "password": PASSWORD})
    assert not is_in(client), "the code is still to come"
