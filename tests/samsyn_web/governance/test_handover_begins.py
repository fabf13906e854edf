"""Handing over begins by itself when a function changes hands, and is read by who leaves and who comes, no others."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.utils.timezone import localdate

from samsyn.errors import BadInput, Refused
from samsyn_web.base import clock
from samsyn_web.base.models import SentMail
from samsyn_web.base.scope import Role
from samsyn_web.governance import queries, services
from samsyn_web.governance.models import Handover, HandoverCheck
from samsyn_web.people import services as people
from tests.support.story import Person, make_person

DAY = timedelta(days=1)
FUNCTION = {"subject": "coordination/function", "function": "Samordnare"}


@pytest.fixture
def now() -> datetime:
    return clock.now()


@pytest.fixture
def olle(anna: Person) -> Person:
    return make_person("Olle", Role.OWNER, anna.organisation)


@pytest.fixture
def rolf(anna: Person) -> Person:
    return make_person("Rolf", Role.REPORTER, anna.organisation)


def test_it_begins_once_when_the_function_is_left_and_is_told(
    anna: Person, now: datetime, settings, django_capture_on_commit_callbacks
) -> None:
    settings.MAIL_IS_ON = True
    today = localdate(now)
    held = people.fill_function(by=anna.scope, at=now, **FUNCTION, starts=today - 300 * DAY)
    assert not Handover.objects.exists(), "the first who comes takes nothing over"
    with django_capture_on_commit_callbacks(execute=True):
        people.leave_function(by=anna.scope, at=now, period=held, ends=today + 10 * DAY)
    one = Handover.objects.get()
    assert (one.function, one.began, one.changes_on) == ("Samordnare", "left", today + 10 * DAY)
    assert HandoverCheck.objects.filter(handover=one).count() == 6
    (mail,) = SentMail.objects.filter(kind="handover")
    assert (mail.subject, mail.user_id) == ("Funktionen byter hand: Samordnare", anna.user.pk)
    people.fill_function(by=anna.scope, at=now, **FUNCTION, starts=today + 20 * DAY)
    one = Handover.objects.get()
    assert (one.began, one.changes_on) == ("left", today + 20 * DAY), "the same one, with the new day"
    page = anna.client().get("/").content.decode()
    assert "Överlämning: Samordnare" in page
    assert "Föreslagen av Samsyn" in anna.client().get("/styrning/overlamning/").content.decode()
    services.hand_over(by=anna.scope, at=now, handover=one)
    assert list(queries.handovers_waiting(anna.scope)) == []


def test_a_new_holder_after_a_vacancy_begins_one_and_history_none(anna: Person, now: datetime) -> None:
    today = localdate(now)
    people.fill_function(by=anna.scope, at=now, **FUNCTION, starts=today - 900 * DAY, ends=today - 400 * DAY)
    assert not Handover.objects.exists(), "what was long ago changes no hands now"
    people.fill_function(by=anna.scope, at=now, **FUNCTION, starts=today)
    assert Handover.objects.get().began == "came"


def test_who_leaves_and_who_comes_read_that_dossier_and_nothing_else(
    anna: Person, olle: Person, rolf: Person, cecilia: Person, now: datetime
) -> None:
    one = services.start_handover(by=anna.scope, at=now, function="Driftledare", membership=olle.membership)
    other = services.start_handover(by=anna.scope, at=now, function="Samordnare")
    there, elsewhere = f"/styrning/overlamning/{one.pk}/", f"/styrning/overlamning/{other.pk}/"
    services.name_handover(
        by=anna.scope, at=now, handover=one, leaving=olle.membership, arriving=rolf.membership
    )
    assert olle.client().get(there).status_code == 200
    assert "Överlämning: Driftledare" in olle.client().get("/").content.decode()
    assert rolf.client().get(there).status_code == 404, "who comes reads what is given"
    sent = {"note": "Fråga fastighet först.", "where": "Diariet", "seen": "1"}
    assert olle.client().post(f"{there}text/", sent).status_code == 302
    olle.client().post(f"{there}lamna/")
    one.refresh_from_db()
    assert one.handed_by_id == olle.user.pk
    page = rolf.client().get(there).content.decode()
    assert "Fråga fastighet först." in page
    assert "Jag har tagit emot funktionen" in page
    assert rolf.client().get(f"{there}overlamning.pdf").content.startswith(b"%PDF")
    assert rolf.client().get(f"{there}text/").status_code == 404
    rolf.client().post(f"{there}kvitto/")
    one.refresh_from_db()
    assert one.received_by_id == rolf.user.pk
    for person in (olle, rolf):
        assert person.client().get(elsewhere).status_code == 404
        assert person.client().get("/styrning/overlamning/").status_code == 403
        for page in ("ta-bort/", "vilka/"):
            assert person.client().post(f"{there}{page}").status_code == 403
    assert cecilia.client().get(there).status_code == 404
    assert list(queries.own_handovers(cecilia.scope)) == []


def test_only_two_different_members_of_the_organisation_are_named(
    anna: Person, olle: Person, bo: Person, cecilia: Person, now: datetime
) -> None:
    one = services.start_handover(by=anna.scope, at=now, function="Driftledare", membership=olle.membership)
    both = {"handover": one, "leaving": olle.membership, "arriving": olle.membership}
    with pytest.raises(BadInput, match="samma"):
        services.name_handover(by=anna.scope, at=now, **both)
    with pytest.raises(Refused):
        services.name_handover(by=anna.scope, at=now, **both | {"arriving": cecilia.membership})
    for stranger in (bo, olle, cecilia):
        with pytest.raises(Refused):
            services.name_handover(by=stranger.scope, at=now, **both | {"arriving": bo.membership})
        with pytest.raises(Refused):
            services.remove_handover(by=stranger.scope, at=now, handover=one)
    for stranger in (bo, cecilia):
        with pytest.raises(Refused):
            services.hand_over(by=stranger.scope, at=now, handover=one)
