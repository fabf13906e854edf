"""The coordination function: when it is held, what that says of 11 and 12 §§, and what anybody may read of it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils.timezone import localdate

from samsyn.duties import Status
from samsyn.errors import BadInput, Refused
from samsyn_web.base import clock
from samsyn_web.base.models import SentMail
from samsyn_web.governance import queries, services
from samsyn_web.governance.models import ContactPoint, CoordinationPost
from samsyn_web.people import services as people
from samsyn_web.people.models import FunctionPeriod
from tests.architecture.test_json_contract import listed
from tests.samsyn_web.conftest import Person

PAGE, PUBLIC, DAY = "/styrning/samordning/", "/kontaktpunkt/exempelkoping/", timedelta(days=1)
POST = {"title": "brottsförebyggande samordnare", "share": 75, "reference": "KD, dnr 2026/12"}


def described(by: Person, at: datetime, **more) -> CoordinationPost:
    return services.set_post(by=by.scope, at=at, **{"kind": "function", **POST, **more})


def status(by: Person, code: str, day: date) -> Status:
    return next(one.status for one in queries.standing(by.scope, day) if one.paragraph.code == code)


def test_eleven_is_met_while_the_function_is_held(
    anna: Person, cecilia: Person, at: datetime, settings: Any
) -> None:
    settings.MAIL_IS_ON = True
    today = localdate(at)
    assert status(anna, "11", today) is Status.NOT_STARTED
    post = described(anna, at)
    assert status(anna, "11", today) is Status.NOT_STARTED, "described, and held by nobody"
    services.fill_post(by=anna.scope, at=at, post=post, starts=today - 40 * DAY)
    assert (status(anna, "11", today), status(cecilia, "11", today)) == (Status.DONE, Status.NOT_STARTED)
    described(anna, at, title="säkerhetssamordnare")
    with pytest.raises(Refused, match="redan besatt"):
        services.fill_post(by=anna.scope, at=at, post=CoordinationPost.objects.get(), starts=today)
    people.leave_function(by=anna.scope, at=at, period=FunctionPeriod.objects.get(), ends=today - DAY)
    assert [status(anna, "11", today - n * DAY) for n in (1, 0)] == [Status.DONE, Status.OVERDUE]
    assert queries.coordination(anna.scope, today)["function"].vacant == today
    assert services.warn_of_duties(by=None, at=at) >= 1
    assert SentMail.objects.filter(subject__contains="11").exists(), "a vacancy is told by mail"
    services.fill_post(by=anna.scope, at=at, post=CoordinationPost.objects.get(), starts=today + 5 * DAY)
    assert [status(anna, "11", today + n * DAY) for n in (4, 5)] == [Status.OVERDUE, Status.DONE]


def test_twelve_is_met_by_a_task_and_a_page_that_anybody_may_read(anna: Person, at: datetime) -> None:
    today = localdate(at)
    with pytest.raises(Refused, match="vad sidan ska säga"):
        services.publish_contact(by=anna.scope, at=at)
    described(anna, at, mandate="Uppdrag, dnr 7", mandate_on=today, starts=today)
    services.write_contact(by=anna.scope, at=at, address="exempelkoping", information="")
    with pytest.raises(Refused, match="hur man når"):
        services.publish_contact(by=anna.scope, at=at)
    described(anna, at, mandate="Uppdrag, dnr 7", mandate_on=today, email="trygg@exempelkoping.example")
    services.publish_contact(by=anna.scope, at=at)
    assert status(anna, "12", today) is Status.UNDER_WAY, "no information to inhabitants"
    services.write_contact(by=anna.scope, at=at, address="exempelkoping", information="Så arbetar vi.")
    assert status(anna, "12", today) is Status.DONE
    services.unpublish_contact(by=anna.scope, at=at)
    assert status(anna, "12", today) is Status.UNDER_WAY
    assert queries.public_contact("exempelkoping", today) is None


def test_anybody_reads_what_is_published_and_nothing_else(anna: Person, bo: Person) -> None:
    client, visitor, today = anna.client(), Client(), localdate(clock.now())
    assert "Ingen samordningsfunktion är antecknad" in client.get(PAGE).content.decode()
    sent = {
        **POST,
        "starts": (today - 90 * DAY).isoformat(),
        "email": "trygg@kommun.example",
        "phone": "0123-100 00",
    }
    assert client.post(f"{PAGE}function/andra/", sent).status_code == 302
    deputy = {
        **POST,
        "title": "säkerhetschef",
        "starts": (today - 9 * DAY).isoformat(),
        "phone": "0123-100 01",
    }
    assert client.post(f"{PAGE}deputy/andra/", deputy).status_code == 302
    client.post(
        f"{PAGE}kontaktpunkt/", {"address": "exempelkoping", "information": "Vi arbetar\ntillsammans."}
    )
    assert visitor.get(PUBLIC).status_code == 404
    client.post(f"{PAGE}kontaktpunkt/publicera/")
    page = visitor.get(PUBLIC)
    said = page.content.decode()
    for there in (
        "Brottsförebyggande samordnare",
        "trygg@kommun.example",
        "0123-100 01",
        "tillsammans.",
        "112",
    ):
        assert there in said
    for hidden in ("Anna", "dnr 2026/12", "csrf"):
        assert hidden not in said
    assert page.headers["Cache-Control"] == "public, max-age=3600"
    data = visitor.get(f"{PUBLIC[:-1]}.json")
    assert data.json() == {
        "format": "samsyn-contact/1", "organisation": "Exempelköping", "municipality_code": "", "is_invented": True,
        "function": {
            "title": "brottsförebyggande samordnare", "is_vacant": False, "email": "trygg@kommun.example",
            "phone": "0123-100 00",
        },
        "deputy": {"title": "säkerhetschef", "email": "", "phone": "0123-100 01"},
        "information": "Vi arbetar\ntillsammans.", "changed": today.isoformat(),
    }  # fmt: skip
    told = listed("The JSON of a contact point")
    assert told == {key for key in data.json() if key not in ("title", "email", "phone")}
    assert data.headers["X-Robots-Tag"] == "noindex", "what is invented is not found by search engines"
    client.post(f"{PAGE}function/vakant/", {"ends": (today - 32 * DAY).isoformat()})
    assert "i mer än trettio dagar" in client.get(PAGE).content.decode()
    assert "vakant just nu" in visitor.get(PUBLIC).content.decode()
    assert client.post(f"{PAGE}function/besatt/", {"starts": today.isoformat()}).status_code == 302
    assert "vakant" not in visitor.get(PUBLIC).content.decode()
    assert bo.client().get(PAGE).status_code == 200
    assert bo.client().post(f"{PAGE}kontaktpunkt/ta-bort/").status_code == 403
    client.post(f"{PAGE}kontaktpunkt/ta-bort/")
    assert [visitor.get(one).status_code for one in (PUBLIC, f"{PUBLIC[:-1]}.json")] == [404, 404]


def test_what_cannot_be_said_of_the_function_is_refused(
    anna: Person, bo: Person, cecilia: Person, at: datetime
) -> None:
    today = localdate(at)
    for wrong, said in (
        ({"title": " "}, "vilken funktion"),
        ({"share": 0}, "1 till 100"),
        ({"title": "Ring 070-123 45 67"}, "telefon"),
        ({"mandate": "Uppdrag"}, "både"),
        ({"mandate": "Uppdrag", "mandate_on": today + DAY}, "inte varit än"),
        ({"email": "kontoret"}, "adress"),
        ({"phone": "ring oss"}, "nummer"),
    ):
        with pytest.raises(BadInput, match=said):
            described(anna, at, **wrong)
    with pytest.raises(Refused):
        described(bo, at)
    services.write_contact(by=cecilia.scope, at=at, address="annanstad", information="")
    for address in ("annanstad", "Å", "a b", "-"):
        with pytest.raises(BadInput):
            services.write_contact(by=anna.scope, at=at, address=address, information="")
    with pytest.raises(BadInput, match="telefon"):
        services.write_contact(by=anna.scope, at=at, address="a", information="Ring 070-123 45 67")
    assert ContactPoint.objects.count() == 1
