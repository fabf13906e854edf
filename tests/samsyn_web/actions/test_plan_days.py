"""Before and after a day whoever answers for it is told, and their own calendar holds it; the steering group's page."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from samsyn_web.actions import services
from samsyn_web.actions.presenters.steering import waiting
from samsyn_web.base.models import SentMail
from samsyn_web.base.scope import Role
from tests.samsyn_web.actions.test_steering import ask
from tests.support.planned import WHOLE, decided, make_cause
from tests.support.story import AT, Person, make_person

DAYS = timedelta(days=1)
ENDS = WHOLE["ends"]
NOON = AT + (ENDS - AT.date())  # of the last day


@pytest.fixture
def olle(anna: Person) -> Person:
    """Olle answers for what the park department does."""
    return make_person("Olle", Role.OWNER, anna.organisation)


def test_reminders_come_before_and_after_each_once(anna: Person, olle: Person, settings: Any) -> None:
    settings.MAIL_IS_ON = True
    made = decided(anna, make_cause(anna), owner=olle.membership, title="Byta lampor")
    told = []
    for left in (9, 7, 7, 5, 1, 0, -1, -3, -14, -40):
        services.remind_of_actions(by=None, at=NOON - left * DAYS)
        told.append(SentMail.objects.count())
    assert told == [0, 1, 1, 1, 2, 2, 3, 3, 4, 4]
    subjects = list(SentMail.objects.order_by("pk").values_list("subject", flat=True))
    assert subjects == ["Snart dags: Byta lampor"] * 2 + ["Försenat: Byta lampor"] * 2
    assert set(SentMail.objects.values_list("address", flat=True)) == {olle.user.email}
    services.tell_action(by=olle.scope, at=NOON, action=made, status="done")
    SentMail.objects.all().delete()
    services.remind_of_actions(by=None, at=NOON + 60 * DAYS)
    assert not SentMail.objects.exists()


def test_a_machine_that_stood_still_sends_one_mail(anna: Person, olle: Person, settings: Any) -> None:
    settings.MAIL_IS_ON = True
    made = decided(anna, make_cause(anna), owner=olle.membership)
    services.add_milestone(by=anna.scope, at=AT, action=made, title="Beställ lampor", due=ENDS)
    services.remind_of_actions(by=None, at=NOON + 5 * DAYS)
    assert SentMail.objects.count() == 2  # the action and its step


def test_the_calendar_at_a_secret_address_that_can_be_stopped(anna: Person, olle: Person) -> None:
    cause = make_cause(anna)
    made = decided(anna, cause, owner=olle.membership, title="Byta lampor")
    services.add_milestone(by=anna.scope, at=AT, action=made, title="Beställ lampor", due=ENDS)
    decided(anna, cause, title="Andras åtgärd")
    client = olle.client()
    page = client.post("/plan/kalender/").content.decode()
    address = page.split('class="copy">')[1].split("<")[0].replace("http://testserver", "")
    feed = anna.client().get(address).content.decode()  # whoever holds the address
    for words in ("Ska vara klar: Byta lampor", "Följs upp: Byta lampor", "Delsteg: Beställ lampor"):
        assert words in feed
    assert f"DTSTART;VALUE=DATE:{ENDS:%Y%m%d}" in feed
    assert "Andras" not in feed
    client.post("/plan/kalender/ta-bort/")
    assert client.get(address).status_code == 404


def test_the_steering_group_lands_where_decisions_wait_and_answers(anna: Person, bo: Person) -> None:
    stina = make_person("Stina", Role.STEERING, anna.organisation)
    action = decided(anna, make_cause(anna))
    made = ask(bo, action=action)
    client = stina.client()
    page = client.get("/", follow=True)
    assert page.redirect_chain == [("/styrgrupp/", 302)]
    assert "Ett beslut väntar på er" in page.content.decode()
    refused = client.post(f"/styrgrupp/{made.pk}/", {"answer": "no", "text": ""})
    assert refused.status_code == 422
    client.post(f"/styrgrupp/{made.pk}/", {"answer": "no", "text": "Inte i år."})
    assert "Inte i år." in bo.client().get(f"/plan/atgarder/{action.pk}/").content.decode()
    part = bo.client().get(f"/plan/problem/{action.problem_id}/", headers={"hx-request": "true"})
    assert "Inte i år." in part.content.decode()
    assert "<html" not in part.content.decode()


def test_how_long_answers_take(bo: Person, anna: Person) -> None:
    stina = make_person("Stina", Role.STEERING, anna.organisation)
    asked = [ask(bo) for _turn in range(4)]
    for one, days in zip(asked, (2, 3, 10), strict=False):
        services.answer_question(by=stina.scope, at=AT + days * DAYS, question=one, answer="yes")
        one.refresh_from_db()
    said = waiting(asked, AT.date() + 12 * DAYS)
    assert (said.median, said.oldest, said.n_late) == ("3 dagar", "12 dagar", 0)
    assert waiting([], AT.date()).median == ""
