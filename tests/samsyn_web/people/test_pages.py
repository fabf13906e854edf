"""The pages about members and events, as the people of the story meet them."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from samsyn_web.base.models import AuditEvent
from samsyn_web.people.models import Membership
from tests.support.story import PASSWORD

FORM = {"email": "Eva@Example.org ", "name": "Eva", "function_title": "Fältsekreterare", "role": "reporter"}


def test_a_visitor_is_sent_to_sign_in_and_back(db):
    answer = Client().get("/medlemmar/")
    assert answer.status_code == 302
    assert answer.url == "/konto/login/?next=%2Fmedlemmar%2F"


def test_sign_in_by_address_in_any_case(anna):
    client = Client()
    page = client.get("/konto/login/")
    assert page.status_code == 200
    answer = client.post("/konto/login/", {"login": anna.user.email.upper(), "password": PASSWORD})
    assert answer.status_code == 302
    assert client.get("/medlemmar/").status_code == 200


def test_a_wrong_password_gives_one_answer_for_known_and_unknown(anna):
    pages = [
        Client().post("/konto/login/", {"login": address, "password": "fel fel fel fel"}).content.decode()
        for address in (anna.user.email, "ingen@example.org")
    ]
    errors = [re.findall(r'role="alert".*?</ul>', page, re.S) for page in pages]
    assert "Det gick inte att logga in" in errors[0][0]
    assert errors[0] == errors[1]


def test_guessing_is_limited(anna):
    client = Client()
    for _ in range(5):
        client.post("/konto/login/", {"login": anna.user.email, "password": "fel fel fel fel"})
    answer = client.post("/konto/login/", {"login": anna.user.email, "password": PASSWORD})
    assert answer.status_code == 200
    assert "_auth_user_id" not in client.session


def test_nobody_signs_up_or_manages_addresses(anna):
    assert "Konton läggs upp av organisationen" in Client().get("/konto/signup/").content.decode()
    assert anna.client().get("/konto/email/").status_code == 404
    assert "Be den som sköter medlemmar" in Client().get("/konto/password/reset/").content.decode()


@pytest.mark.parametrize("page", ["/medlemmar/", "/handelser/"])
def test_only_those_who_administer_reach_the_pages(page, anna, bo, rut, lars, ada):
    assert [person.client().get(page).status_code for person in (anna, ada, bo, rut, lars)] == [
        200, 200, 403, 403, 403,
    ]  # fmt: skip


def test_anna_adds_a_member_who_chooses_a_password_once(anna):
    client = anna.client()
    page = client.post("/medlemmar/ny/", FORM, follow=True).content.decode()
    assert "Eva är nu medlem." in page
    link = re.search(r'id="lank">http://testserver([^<]+)<', page)[1]
    assert 'id="lank"' not in client.get("/medlemmar/").content.decode(), "the link is shown once"

    eva = Client()
    form = eva.get(link, follow=True)
    assert "Välj lösenord" in form.content.decode()
    chosen = {"password1": "rödbetor på rad", "password2": "rödbetor på rad"}
    assert eva.post(form.redirect_chain[-1][0], chosen).status_code == 302
    assert Client().login(email="eva@example.org", password="rödbetor på rad")
    assert "gäller inte längre" in Client().get(link, follow=True).content.decode(), "the link holds once"


def test_a_form_with_errors_says_so(anna):
    answer = anna.client().post("/medlemmar/ny/", {**FORM, "email": "eva"})
    assert answer.status_code == 422
    assert "giltig e-postadress" in answer.content.decode()
    again = anna.client().post("/medlemmar/ny/", {**FORM, "email": anna.user.email})
    assert again.status_code == 422
    assert "är redan medlem" in again.content.decode()


def test_anna_changes_a_role_and_ends_and_takes_up_a_membership(anna, bo):
    client = anna.client()
    client.post(f"/medlemmar/{bo.membership.pk}/roll/", {"role": "reader"})
    bo.membership.refresh_from_db()
    assert bo.membership.role == "reader"
    his = bo.client()
    assert his.get("/organisation/").context["scope"] is not None
    asked = client.get(f"/medlemmar/{bo.membership.pk}/avsluta/").content.decode()
    assert "Vill du avsluta medlemskapet för Bo?" in asked
    assert his.get("/organisation/").context["scope"] is not None, "asking does nothing"
    client.post(f"/medlemmar/{bo.membership.pk}/avsluta/")
    assert his.get("/organisation/").context["scope"] is None, "out at the next click"
    client.post(f"/medlemmar/{bo.membership.pk}/aterta/")
    assert his.get("/organisation/").context["scope"] is not None


def test_cecilia_reaches_nobody_in_annas_organisation(anna, bo, cecilia):
    client = cecilia.client()
    page = client.get("/medlemmar/").content.decode() + client.get("/handelser/").content.decode()
    assert anna.user.email not in page
    assert "Bo" not in re.findall(r"\bBo\b", page)
    assert client.get(f"/medlemmar/{bo.membership.pk}/avsluta/").status_code == 404
    for act in ("avsluta", "aterta", "lank"):
        assert client.post(f"/medlemmar/{bo.membership.pk}/{act}/").status_code == 404
    assert client.post(f"/medlemmar/{bo.membership.pk}/roll/", {"role": "reader"}).status_code == 404
    assert client.post("/organisation/", {"organisation": anna.organisation.pk}).status_code == 404
    assert Membership.objects.get(pk=bo.membership.pk) == bo.membership


def test_a_person_in_two_organisations_chooses(anna, annanstad, cecilia, at):
    from samsyn_web.base.scope import Role
    from samsyn_web.people import services

    services.add_member(organisation=annanstad, email=anna.user.email, role=Role.READER, by=None, at=at)
    client = anna.client()
    assert client.get("/medlemmar/").url == "/organisation/"
    assert client.post("/organisation/", {"organisation": annanstad.pk}).url == "/"
    assert client.get("/medlemmar/").status_code == 403
    client.post("/organisation/", {"organisation": anna.organisation.pk, "next": "https://ond.example/"})
    assert client.get("/medlemmar/").status_code == 200


def test_a_foreign_next_is_not_followed(anna):
    choice = {"organisation": anna.organisation.pk, "next": "https://ond.example/"}
    assert anna.client().post("/organisation/", choice).url == "/"


def test_the_log_says_that_it_is_untouched_and_who_did_what(anna, bo):
    client = anna.client()
    client.post(f"/medlemmar/{bo.membership.pk}/roll/", {"role": "reader"})
    page = client.get("/handelser/").content.decode()
    assert "Händelseloggen är orörd" in page
    assert "ändrade en roll" in page


def test_the_log_says_when_it_was_changed(anna):
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("UPDATE base_auditevent SET verb = 'x' WHERE sequence = 1")
    page = anna.client().get("/handelser/").content.decode()
    assert "har ändrats utanför Samsyn" in page
    assert "Händelse 1 har ändrats" in page


def test_private_pages_are_not_stored_and_carry_the_policy(anna):
    answer = anna.client().get("/medlemmar/")
    assert "no-store" in answer["Cache-Control"]
    policy = answer["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "script-src 'self'" in policy
    assert "<c-" not in answer.content.decode()


def test_the_log_tells_of_wrong_passwords_but_not_which(anna, cecilia):
    Client().post("/konto/login/", {"login": anna.user.email, "password": "hemligt men fel"})
    Client().post("/konto/login/", {"login": "ingen@example.org", "password": "hemligt men fel"})
    page = anna.client().get("/handelser/").content.decode()
    assert page.count("fel lösenord vid inloggning") == 1
    assert "Okänd" in page
    events = AuditEvent.objects.filter(verb="user.sign_in_failed")
    assert [(event.organisation_id, event.by_id) for event in events] == [(anna.organisation.pk, None)]
    assert "hemligt" not in events[0].detail_json
    assert "fel lösenord vid inloggning" not in cecilia.client().get("/handelser/").content.decode()


def test_the_log_tells_when_a_password_is_chosen(anna):
    client = anna.client()
    given = {
        "oldpassword": PASSWORD,
        "password1": "ett nytt långt lösenord",
        "password2": "ett nytt långt lösenord",
    }
    assert client.post("/konto/password/change/", given).status_code == 302
    (event,) = AuditEvent.objects.filter(verb="user.password_chosen")
    assert (event.organisation_id, event.by_id, event.detail) == (anna.organisation.pk, anna.id, {})


@pytest.mark.parametrize("number", ["9" * 30, "-1", "0", "x", ""])
def test_an_impossible_organisation_is_asked_about_again(anna, number):
    assert anna.client().post("/organisation/", {"organisation": number}).status_code == 200
