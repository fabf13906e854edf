"""The interface for reports: each is kept once, each fault is told, and no input is a server error."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from samsyn_web.base.models import AuditEvent
from samsyn_web.base.scope import LINK_COOKIE
from samsyn_web.methods.incidents import policies
from samsyn_web.methods.incidents.models import Submission
from samsyn_web.people import services as people
from samsyn_web.places import services as places
from samsyn_web.places.models import Area, AreaVersion
from tests.support.story import Person

URL = "/api/rapporter/"


def now() -> datetime:
    """Return the clock that the server goes by."""
    return timezone.now().astimezone(UTC)  # noqa: TID251


def report(**values: Any) -> dict[str, Any]:
    """Return damage at a bus stop, just now."""
    return {
        "client_id": str(uuid4()),
        "what": "SKA",
        "where": {"text": "busskuren vid Torgvägen"},
        "when": {"code": "now"},
        "made_at": now().isoformat(),
        **values,
    }


@pytest.fixture
def token(rut: Person, at: datetime) -> str:
    """Return Rut's personal link."""
    return people.make_access_link(membership=rut.membership, by=None, at=at)


def post(token: str, body: Any, **headers: str) -> Any:
    """Send with a link's token."""
    content = body if isinstance(body, (bytes, str)) else json.dumps(body)
    bearer = {"Authorization": f"Bearer {token}"} if token else {}
    return Client().post(URL, content, content_type="application/json", headers={**bearer, **headers})


def test_a_report_is_kept_once(token: str) -> None:
    one = report(description="Ring 19811218-9876.")
    first, again = post(token, one), post(token, one)
    assert (first.status_code, again.status_code) == (201, 200)
    kept = first.json()["reports"][0]
    assert (kept["client_id"], kept["state"], kept["is_new"]) == (one["client_id"], "received", True)
    assert len(kept["masked"]) == 1
    assert again.json()["reports"][0] == kept | {"is_new": False}
    assert Submission.objects.get().channel == "api"
    assert AuditEvent.objects.filter(verb="report.received").count() == 1


def test_of_a_list_the_good_are_kept_and_the_bad_are_told(token: str) -> None:
    good, unknown, strange = report(), report(what="XXX"), report(colour="red")
    answer = post(token, [unknown, good, strange, "no report"])
    told = answer.json()
    assert answer.status_code == 207
    assert [one["client_id"] for one in told["reports"]] == [good["client_id"]]
    assert [(one["client_id"], one["field"]) for one in told["errors"]] == [
        (unknown["client_id"], "what"),
        (strange["client_id"], "colour"),
        (None, "report"),
    ]
    assert all(one["message"].endswith(".") for one in told["errors"])
    assert post(token, [unknown]).status_code == 422
    assert post(token, [good, report()]).status_code == 201


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"what": ""}, "what"),
        ({"what": 7}, "what"),
        ({"detail": "BRN-KAR"}, "detail"),
        ({"where": None}, "where"),
        ({"where": {"place": 4711}}, "where"),
        ({"where": {"point": [18.0]}}, "where.point.1"),
        ({"where": {"point": [181.0, 59.0]}}, "where"),
        ({"where": {"area": "nowhere"}}, "where"),
        ({"dwelling": True}, "where"),
        ({"when": None}, "when"),
        ({"when": {"code": "later"}}, "when.code"),
        ({"when": {"code": "exact", "from": "2024-10-07T20:00"}}, "when.from"),
        ({"when": {"code": "exact", "from": "9999-12-31T23:59:59+00:00"}}, "when.from"),
        ({"severity": 4}, "severity"),
        ({"severity": "1"}, "severity"),
        ({"basis": "gossip"}, "basis"),
        ({"done": ["113"]}, "done"),
        ({"description": "a" * 501}, "description"),
        ({"client_id": "1"}, "client_id"),
        ({"made_at": "yesterday"}, "made_at"),
        ({"made_at": "2020-01-01T00:00:00Z"}, "made_at"),
    ],
)
def test_what_cannot_be_is_told_by_its_field(token: str, values: dict[str, Any], field: str) -> None:
    answer = post(token, report(**values))
    assert answer.status_code == 422, answer.content
    assert [one["field"] for one in answer.json()["errors"]][:1] == [field]
    assert not Submission.objects.exists()


@pytest.mark.parametrize(
    "body",
    [
        b"", b"{", b"\xff\xfe", b"[]", b"NaN", b"[" * 100_000, b"1" * 5000, json.dumps([report()] * 51).encode(),
        b'"\\ud800"'[:-1],
    ],
)  # fmt: skip
def test_a_body_that_cannot_be_read(token: str, body: bytes) -> None:
    answer = post(token, body)
    assert (answer.status_code, answer.json()["code"]) == (400, "unreadable")


@pytest.mark.parametrize(
    "values",
    [
        {"client_id": "19811218-9876"},
        {"client_id": "19811218-9876-4000-8000-000000000000"},
        {"client_id": "00000000-0000-4000-8000-198112189876"},
        {"19811218-9876": 1},
        {"where": {"text": "torget", "811218-9876": 1}},
        {"where": {"area": "19811218-9876"}},
        {"where": {"area": "19811218-9876", "point": [18.05, 59.01]}},
        {"where": {"area": "19811218-9876", "point": [10.0, 10.0]}},
        {"what": "19811218-9876"},
        {"detail": "19811218-9876"},
        {"done": ["19811218-9876"]},
        {"basis": "811218-9876"},
        {"needs": "ring 19811218-9876"},
        {"made_at": "19811218-9876"},
    ],
)
def test_a_persons_number_is_neither_kept_nor_told_wherever_it_stands(
    token: str, values: dict[str, Any]
) -> None:
    answer = post(token, report(**values))
    assert answer.status_code == 422, answer.content
    assert "9876" not in answer.content.decode()
    assert not Submission.objects.exists()


def test_a_fault_is_told_by_the_number_that_the_device_gave(token: str) -> None:
    """A device finds its own report by it, so a number made by chance is never masked, whatever is read in it."""
    for number in ("07001234-5678-4abc-8123-070123456789", str(uuid4()).upper()):
        told = post(token, report(client_id=number, what="?")).json()
        assert [one["client_id"] for one in told["errors"]] == [number]


def test_an_area_beside_a_point_is_one_of_the_lists(token: str, rut: Person) -> None:
    version = AreaVersion.objects.create(
        organisation_id=rut.organisation.pk, version="2024", digest="one", created_at=now()
    )
    shape = '{"type": "Polygon", "coordinates": [[[18, 59], [18.1, 59], [18.1, 59.1], [18, 59]]]}'
    Area.objects.create(version=version, position=0, key="A1", name="Åsen", geometry=shape)
    far = {"point": [10.0, 10.0]}
    assert post(token, report(where={"area": "nowhere", **far})).status_code == 422
    assert post(token, report(where={"area": "A1", **far})).status_code == 201
    assert Submission.objects.get().area == "A1"


def test_signs_that_no_keyboard_has(token: str) -> None:
    kept = post(token, report(description="a\x00b\x1bc\nd", where={"text": "torget\x00"}))
    assert kept.status_code == 201
    assert Submission.objects.values_list("description", "place").get() == ("abc\nd", "torget")
    assert post(token, '{"client_id": "\\ud800", "what": "\\ud800"}').status_code == 422


def test_masks_that_are_longer_than_what_they_hide_have_room(token: str) -> None:
    text = ("a@b.se " * 80)[:500]
    assert post(token, report(description=text, where={"text": "a@b.se " * 28})).status_code == 201
    kept = Submission.objects.get()
    assert (len(kept.description), len(kept.place)) == (500, 200)
    assert "a@b" not in kept.description + kept.place


def test_a_wrong_clock_is_put_right(token: str) -> None:
    wrong = timedelta(days=3, minutes=7)
    clock = now() - wrong
    body = report(
        when={
            "code": "interval",
            "from": (clock - timedelta(hours=2)).isoformat(),
            "to": (clock - timedelta(hours=1)).isoformat(),
        },
        made_at=(clock - timedelta(minutes=30)).isoformat(),
        sent_at=clock.isoformat(),
    )
    assert post(token, body).status_code == 201
    kept = Submission.objects.get()
    assert kept.time_from
    assert kept.time_to
    assert abs(kept.clock_off_s - wrong.total_seconds()) < 5
    for instant, ago in ((kept.made_at, 0.5), (kept.time_from, 2), (kept.time_to, 1)):
        assert abs((now() - instant) - timedelta(hours=ago)) < timedelta(seconds=10)


def test_a_clock_that_differs_a_little_is_believed(token: str) -> None:
    sent = now() - timedelta(seconds=100)
    assert post(token, report(made_at=sent.isoformat(), sent_at=sent.isoformat())).status_code == 201
    kept = Submission.objects.get()
    assert (kept.clock_off_s, kept.made_at) == (0, sent)


def test_a_clock_without_battery(token: str) -> None:
    began = "1970-01-01T00:05:00Z"
    assert post(token, report(made_at=began, sent_at=began)).status_code == 201
    assert abs(Submission.objects.get().made_at - now()) < timedelta(seconds=10)


def test_nothing_to_report_needs_only_that(token: str) -> None:
    body = {"client_id": str(uuid4()), "what": "NOL", "made_at": now().isoformat()}
    assert post(token, body).json()["reports"][0]["state"] == "accepted"


def test_who_may_not(token: str, rut: Person, lars: Person, anna: Person) -> None:
    assert post("", report()).status_code == post("wrong", report()).status_code == 401
    assert post("", report())["WWW-Authenticate"] == "Bearer"
    refused = lars.client().post(URL, report(), content_type="application/json")
    assert (refused.status_code, refused.json()["code"]) == (403, "role")
    people.revoke_access_link(membership=rut.membership, by=anna.user, at=now())
    assert post(token, report()).status_code == 401
    assert not Submission.objects.exists()


def test_a_cookie_needs_the_token_against_forgery(token: str, rut: Person) -> None:
    for open_ in ("session", "link"):
        phone = Client(enforce_csrf_checks=True)
        if open_ == "session":
            phone.force_login(rut.user)
        else:
            phone.cookies[LINK_COOKIE] = token
        forged = phone.post(URL, report(), content_type="application/json")
        assert (forged.status_code, forged.json()["code"]) == (403, "csrf")
        me = phone.get(f"{URL}vem/").json()
        headers = {"X-CSRFToken": me["csrf"], "X-Samsyn-Sender": me["sender"]}
        assert phone.post(URL, report(), content_type="application/json", headers=headers).status_code == 201


def test_a_session_does_not_speak_for_a_wrong_token(rut: Person) -> None:
    answer = rut.client().get(f"{URL}egna/", headers={"Authorization": "Bearer wrong"})
    assert answer.status_code == 401


def test_reports_of_somebody_else_stay_on_the_device(token: str) -> None:
    answer = post(token, report(), **{"X-Samsyn-Sender": "somebody"})
    assert (answer.status_code, answer.json()["code"]) == (409, "sender")
    assert not Submission.objects.exists()


def test_too_big_and_too_many(token: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert post(token, b"[" + b" " * 600_000 + b"]").status_code == 413
    monkeypatch.setattr(policies.submissions, "MOST_A_MINUTE", 2)
    assert [post(token, report()).status_code for _ in "123"] == [201, 201, 429]
    assert post(token, report())["Retry-After"] == "30"


def test_an_unknown_address_answers_in_json(db: None) -> None:
    answer = Client().get("/api/finns-inte/")
    assert (answer.status_code, answer.json()["code"]) == (404, "unknown")


def test_ones_own_with_what_became_of_them(token: str, rut: Person, anna: Person) -> None:
    place = places.add_place(by=anna.scope, at=now(), name="Torget")
    sent = report(where={"place": place.pk}, detail="SKA-KLO")
    post(token, sent)
    anna.client().post(URL, report(), content_type="application/json")
    (own,) = rut.client().get(f"{URL}egna/").json()["reports"]
    assert own["client_id"] == sent["client_id"]
    assert (own["label"], own["place"], own["state_label"]) == ("Klotter", "Torget", "godtagen")


def test_the_forms_lists(token: str, anna: Person, cecilia: Person) -> None:
    place = places.add_place(by=anna.scope, at=now(), name="Torget")
    places.add_place(by=cecilia.scope, at=now(), name="Deras torg")
    post(token, report(where={"place": place.pk}))
    lists = Client().get(f"{URL}formular/", headers={"Authorization": f"Bearer {token}"}).json()
    assert [one["name"] for one in lists["places"]] == ["Torget"]
    assert lists["recent"] == [place.pk]
    assert len(lists["categories"]) == 14
    details = {each["code"] for one in lists["categories"] for each in one["subcategories"]}
    assert "SKA-KLO" in details
    assert "VAH-EXP" not in details, "sensitive ones are off"


def test_no_query_more_than_needed(token: str, django_assert_max_num_queries: Any) -> None:
    post(token, report())
    with django_assert_max_num_queries(17):
        assert post(token, report()).status_code == 201
