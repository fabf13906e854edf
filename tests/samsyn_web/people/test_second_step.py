"""Signing in with two steps: who must, that the codes work, and that the secrets are not readable in the database."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import struct
import time

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client
from django.utils.timezone import localdate
from django.utils.translation import override

from samsyn_web.base.models import AuditEvent
from samsyn_web.base.scope import Role
from samsyn_web.people import services
from samsyn_web.people.models import Organisation
from tests.support.story import AT, PASSWORD, Person


def code(secret: str, at: float | None = None) -> str:
    """Return the six digits of RFC 6238, computed here from its text: HMAC-SHA1 over the count of half minutes."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    count = struct.pack(">Q", int(time.time() if at is None else at) // 30)
    digest = hmac.new(key, count, hashlib.sha1).digest()
    place = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[place : place + 4])[0] & 0x7FFFFFFF) % 10**6:06d}"


def test_our_codes_are_those_of_the_standard() -> None:
    """RFC 6238, appendix B, SHA-1: the last six of eight digits."""
    secret = base64.b32encode(b"12345678901234567890").decode()
    assert [code(secret, at) for at in (59, 1111111109, 1234567890)] == ["287082", "081804", "005924"]


@pytest.fixture(autouse=True)
def _fresh_limits(db: None) -> None:
    cache.clear()


def require(person: Person) -> None:
    Organisation.objects.filter(pk=person.organisation.pk).update(requires_two_steps=True)


def signed_in(person: Person) -> Client:
    client = Client()
    client.post("/konto/login/", {"login": person.user.email, "password": PASSWORD})
    return client


def add_app(client: Client) -> str:
    asked = client.get("/konto/steg/totp/activate/")
    assert asked.url.startswith("/konto/reauthenticate/"), "the password is asked for again first"
    page = client.post(asked.url, {"password": PASSWORD}, follow=True).content.decode()
    secret = re.search(r'id="hemlighet">([A-Z2-7]+)<', page)
    assert secret, page
    answer = client.post("/konto/steg/totp/activate/", {"code": code(secret[1])})
    assert answer.status_code == 302, answer.content.decode()
    return secret[1]


def test_new_organisations_require_it_and_the_demonstration_does_not(anna: Person) -> None:
    new = services.create_organisation(name="Nyköping", by=None, at=AT)
    assert new.requires_two_steps
    assert not anna.organisation.requires_two_steps


def test_who_lacks_it_is_led_there_before_anything_else(anna: Person) -> None:
    require(anna)
    client = signed_in(anna)
    for page in ("/", "/medlemmar/", "/handelser/", "/lagesbilder/"):
        assert client.get(page).url == "/konto/steg/"
    assert client.post("/medlemmar/tva-steg/", {}).url == "/konto/steg/"
    assert Organisation.objects.get(pk=anna.organisation.pk).requires_two_steps
    assert "Din organisation kräver två steg" in client.get("/konto/steg/").content.decode()
    assert client.get("/om/").status_code == 200
    add_app(client)
    assert client.get("/medlemmar/").status_code == 200


def test_who_may_only_report_is_left_alone(anna: Person, rut: Person) -> None:
    require(anna)
    assert signed_in(rut).get("/").status_code == 200
    token = services.make_access_link(membership=anna.membership, by=anna.user, at=AT)
    assert Client().get(f"/r/{token}/", follow=True).status_code == 200


def test_a_deputy_with_more_rights_is_asked_too(anna: Person, rut: Person) -> None:
    from samsyn_web.base import clock

    require(anna)
    today = localdate(clock.now())
    services.appoint_deputy(
        absent=anna.membership, deputy=rut.membership, first_day=today, last_day=today, by=anna.user, at=AT
    )
    assert signed_in(rut).get("/medlemmar/").url == "/konto/steg/"


def test_the_code_is_asked_for_at_the_next_sign_in(anna: Person) -> None:
    secret = add_app(signed_in(anna))
    client = Client()
    answer = client.post("/konto/login/", {"login": anna.user.email, "password": PASSWORD})
    assert answer.url == "/konto/steg/authenticate/"
    assert "_auth_user_id" not in client.session
    page = client.get(answer.url).content.decode()
    assert "Det andra steget" in page
    wrong = client.post(answer.url, {"code": "000000" if code(secret) != "000000" else "000001"})
    assert wrong.status_code == 200
    assert "_auth_user_id" not in client.session
    cache.clear()
    right = client.post(answer.url, {"code": code(secret)})
    assert right.status_code in (200, 302)
    if right.status_code == 200:  # the code that added the app is not taken again: the next half minute's is
        cache.clear()
        right = client.post(answer.url, {"code": code(secret, time.time() + 30)})
    assert right.status_code == 302
    assert client.get("/medlemmar/").status_code == 200


def test_a_recovery_code_opens_once(anna: Person) -> None:
    client = signed_in(anna)
    add_app(client)
    page = client.get("/konto/steg/recovery-codes/").content.decode()
    first = re.findall(r"<li><code>([^<]+)</code>", page)[0]
    for expected in (302, 200):
        cache.clear()
        other = Client()
        other.post("/konto/login/", {"login": anna.user.email, "password": PASSWORD})
        assert other.post("/konto/steg/authenticate/", {"code": first}).status_code == expected


def test_secrets_are_encrypted_in_the_database(anna: Person) -> None:
    client = signed_in(anna)
    secret = add_app(client)
    held = Authenticator.objects.get(type="totp")
    assert secret not in str(held.data)
    assert held.wrap().validate_code(code(secret, time.time() + 30))


def test_another_key_opens_no_secret_and_crashes_nothing(anna: Person, settings) -> None:
    secret = add_app(signed_in(anna))
    client = Client()
    client.post("/konto/login/", {"login": anna.user.email, "password": PASSWORD})
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]  # the session goes on
    settings.SECRET_KEY = "another key, which this installation never had, long enough"
    answer = client.post("/konto/steg/authenticate/", {"code": code(secret, time.time() + 30)})
    assert answer.status_code in (200, 302)
    assert "_auth_user_id" not in client.session


def test_an_administrator_takes_away_a_lost_step(anna: Person, ada: Person, lars: Person, annanstad) -> None:
    for person in (lars, ada):
        add_app(signed_in(person))
    held = Authenticator.objects.filter(user=lars.user)
    path = f"/medlemmar/{lars.membership.pk}/steg/ta-bort/"
    lars.client().post(path)
    assert held.exists()
    anna.client().post(f"/medlemmar/{anna.membership.pk}/steg/ta-bort/")
    other = services.add_member(
        organisation=annanstad, email=ada.user.email, role=Role.READER, by=None, at=AT
    )
    anna.client().post(f"/medlemmar/{ada.membership.pk}/steg/ta-bort/")
    assert Authenticator.objects.filter(user=other.user).exists(), "she works elsewhere too"
    assert (
        "Ta bort det andra steget" in anna.client().get(f"/medlemmar/{lars.membership.pk}/").content.decode()
    )
    anna.client().post(path)
    assert not held.exists()
    event = AuditEvent.objects.filter(organisation_id=anna.organisation.pk).order_by("-sequence")[0]
    assert (event.verb, event.by_id, event.detail["user"]) == ("member.second_step_removed", anna.id, lars.id)


def test_getting_and_losing_a_step_is_in_the_trail(anna: Person, django_capture_on_commit_callbacks) -> None:
    client = signed_in(anna)
    with django_capture_on_commit_callbacks(execute=True):
        add_app(client)
    client.post("/konto/steg/totp/deactivate/")
    found = AuditEvent.objects.filter(verb__startswith="user.second_step").order_by("sequence")
    assert list(found.values_list("verb", flat=True)) == [
        "user.second_step_added",
        "user.second_step_removed",
    ]


def test_an_administrator_sets_it_and_a_reader_does_not(anna: Person, lars: Person) -> None:
    anna.client().post("/medlemmar/tva-steg/", {"required": "on"})
    assert Organisation.objects.get(pk=anna.organisation.pk).requires_two_steps
    assert lars.client().post("/medlemmar/tva-steg/", {}).status_code in (302, 403)
    assert Organisation.objects.get(pk=anna.organisation.pk).requires_two_steps


@pytest.mark.parametrize("role", [Role.READER, Role.POLICE, Role.REGISTRAR, Role.REVIEWER])
def test_every_role_that_may_more_than_report_is_asked(anna: Person, role: Role) -> None:
    from tests.support.story import make_person

    require(anna)
    assert make_person("Person", role, anna.organisation).client().get("/").url == "/konto/steg/"


@pytest.mark.parametrize(
    "page",
    ["", "totp/activate/", "totp/deactivate/", "recovery-codes/", "recovery-codes/generate/", "webauthn/",
     "webauthn/add/"],
)  # fmt: skip
def test_the_pages_are_ours_and_in_both_languages(anna: Person, page: str) -> None:
    client = signed_in(anna)
    add_app(client)
    with override("sv"):  # a request leaves its language behind
        client.cookies["samsyn_language"] = "sv"
        swedish = client.get(f"/konto/steg/{page}", follow=True).content.decode()
        client.cookies["samsyn_language"] = "en"
        english = client.get(f"/konto/steg/{page}", follow=True).content.decode()
    for text in (swedish, english):
        assert '<header class="top">' in text
        assert "<c-" not in text
        assert 'style="' not in text
    heading = re.compile(r"<h[12][^>]*>([^<]+)</h[12]>")
    assert heading.findall(swedish) != heading.findall(english)


@pytest.mark.parametrize("page", ["remove", "edit"])
def test_nobody_reaches_anothers_key(anna: Person, cecilia: Person, page: str) -> None:
    held = Authenticator.objects.create(
        user=anna.user, type=Authenticator.Type.WEBAUTHN, data={"name": "Annas nyckel", "credential": {}}
    )
    path = f"/konto/steg/webauthn/keys/{held.pk}/{page}/"
    for client in (signed_in(cecilia), cecilia.client()):
        client.post("/konto/reauthenticate/", {"password": PASSWORD})
        for method in ("get", "post"):
            answer = getattr(client, method)(path, {"name": "min"})
            assert answer.status_code == 404, answer
    assert Authenticator.objects.filter(pk=held.pk).exists()
