"""A report is received once, placed no closer than it may be, and holds nothing that points at a person."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from samsyn.errors import BadInput, Refused, SamsynError
from samsyn_web.base.models import AuditEvent
from samsyn_web.methods.incidents import queries, services
from samsyn_web.methods.incidents.models import Submission
from samsyn_web.methods.incidents.policies import Told
from samsyn_web.people import queries as people
from samsyn_web.people import services as getting_in
from samsyn_web.places import services as places
from samsyn_web.places.models import Area, AreaVersion
from tests.support.story import Person

NOW = datetime(2024, 10, 7, 20, 30, tzinfo=UTC)  # 22.30 in Sweden
SQUARE = '{"type": "Polygon", "coordinates": [[[18, 59], [18.1, 59], [18.1, 59.1], [18, 59]]]}'


@pytest.fixture
def areas(anna: Person) -> AreaVersion:
    """One area, a triangle."""
    version = AreaVersion.objects.create(
        organisation_id=anna.organisation.pk, version="2024", digest="a", created_at=NOW
    )
    Area.objects.create(version=version, position=0, key="A1", name="Åsen", geometry=SQUARE)
    return version


def told(**values: Any) -> Told:
    """Damage at a bus stop, just now."""
    return Told(**{"what": "SKA", "place": "busskuren vid Torgvägen", "made_at": NOW, **values})


def send(by: Person, what: Told | None = None, at: datetime = NOW, **values: Any) -> Submission:
    """Send a report under a number of its own."""
    return services.submit(by=by.scope, at=at, **{"device_id": uuid4(), "told": what or told(), **values})[0]


def test_the_same_number_is_the_same_report(rut: Person) -> None:
    number = uuid4()
    first, is_new = services.submit(by=rut.scope, at=NOW, device_id=number, told=told())
    again, is_new_again = services.submit(by=rut.scope, at=NOW, device_id=number, told=told(what="BRN"))
    assert (is_new, is_new_again, again.pk, again.category) == (True, False, first.pk, "SKA")
    assert Submission.objects.count() == AuditEvent.objects.filter(verb="report.received").count() == 1


def test_a_number_that_somebody_else_used_tells_nothing(anna: Person, rut: Person, cecilia: Person) -> None:
    number = UUID(int=7)
    services.submit(by=rut.scope, at=NOW, device_id=number, told=told())
    with pytest.raises(Refused, match="redan använt"):
        services.submit(by=anna.scope, at=NOW, device_id=number, told=told())
    _there, is_new = services.submit(by=cecilia.scope, at=NOW, device_id=number, told=told())
    assert is_new, "another municipality's numbers are its own"


def test_a_personal_number_never_reaches_the_database(rut: Person) -> None:
    kept = send(rut, told(description="Ring 19811218-9876? Nej.", place="hos 811218-9876"))
    stored = str(Submission.objects.filter(pk=kept.pk).values().get())
    assert "9876" not in stored
    assert len(kept.masked) == 2


def test_what_may_be_a_name_is_kept_for_people_to_judge(rut: Person) -> None:
    kept = send(rut, told(description="Ring 070-174 06 05, sa Kim Andersson.", place="Stora Torget"))
    assert kept.description == "Ring [telefonnummer], sa Kim Andersson."
    assert kept.masked == ["phone"]
    assert kept.doubts == [["description", "name", 25, 38]]
    assert kept.description[25:38] == "Kim Andersson"


def test_who_may_send(lars: Person, ada: Person, rut: Person, anna: Person, cecilia: Person) -> None:
    for by in (lars, ada):
        with pytest.raises(Refused):
            send(by)
    with pytest.raises(Refused):
        send(rut, for_member=anna.membership)
    with pytest.raises(Refused):
        send(anna, for_member=cecilia.membership)
    entered = send(anna, for_member=rut.membership)
    assert entered.membership_id == rut.membership.pk
    assert entered.entered_by_id == anna.id


def test_a_link_sends_and_reads_only_its_own(anna: Person, rut: Person) -> None:
    token = getting_in.make_access_link(membership=rut.membership, by=anna.user, at=NOW)
    scope = people.scope_of_link(token)
    assert scope is not None
    mine = services.submit(by=scope, at=NOW, device_id=uuid4(), told=told())[0]
    send(anna)
    assert list(queries.own_submissions(scope)) == [mine]
    assert not queries.submissions(scope)


@pytest.mark.parametrize(
    ("when", "day", "start", "end"),
    [
        ("now", "2024-10-07", "20:30", None),
        ("today", "2024-10-07", "22:00 6", "20:30"),
        ("yesterday", "2024-10-06", "22:00 5", "22:00 6"),
        ("discovered", "2024-10-07", None, "20:30"),
    ],
)
def test_when(rut: Person, when: str, day: str, start: str | None, end: str | None) -> None:
    kept = send(rut, told(when=when))
    assert kept.day.isoformat() == day
    assert [_clock(one) for one in (kept.time_from, kept.time_to)] == [_clock(one) for one in (start, end)]


def _clock(text: str | datetime | None) -> datetime | None:
    if text is None or isinstance(text, datetime):
        return text
    clock, _, day = text.partition(" ")
    hour, minute = map(int, clock.split(":"))
    return datetime(2024, 10, int(day or 7), hour, minute, tzinfo=UTC)


def test_both_clock_changes(rut: Person) -> None:
    for written, hours in (
        (datetime(2024, 3, 31, 18, tzinfo=UTC), 23),
        (datetime(2024, 10, 27, 18, tzinfo=UTC), 25),
    ):
        kept = send(
            rut, told(when="yesterday", made_at=written + timedelta(days=1)), at=written + timedelta(days=1)
        )
        assert kept.time_from is not None
        assert kept.time_to is not None
        assert kept.time_to - kept.time_from == timedelta(hours=hours)


@pytest.mark.parametrize(
    "wrong",
    [
        {"what": ""},
        {"what": "XXX"},
        {"detail": "BRN-KAR"},
        {"place": " "},
        {"place": "", "is_dwelling": True},
        {"when": "sometime"},
        {"severity": 4},
        {"severity": -1},
        {"basis": "gossip"},
        {"done": ["113"]},
        {"needs": "nobody"},
        {"description": "a" * 501},
        {"point": (200.0, 59.0)},
        {"area": "nowhere"},
        {"named_place": 4711},
        {"when": "exact", "time_from": NOW + timedelta(hours=1)},
        {"when": "exact", "time_from": NOW - timedelta(days=401)},
        {"when": "interval", "time_from": NOW, "time_to": NOW - timedelta(hours=1)},
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(rut: Person, wrong: dict[str, Any]) -> None:
    with pytest.raises(SamsynError):
        send(rut, told(**wrong))
    assert not Submission.objects.exists()


def test_what_comes_may_lie_ahead(rut: Person) -> None:
    assert send(rut, told(what="KOM", when="exact", time_from=NOW + timedelta(days=9))).kind == "forward"


def test_nothing_to_report_needs_no_place_and_no_review(rut: Person) -> None:
    kept = send(rut, told(what="NOL", place=""))
    assert (kept.kind, kept.state) == ("zero", "accepted")


def test_a_point_is_placed_in_its_area(rut: Person, areas: AreaVersion) -> None:
    kept = send(rut, told(point=(18.06, 59.02), place=""))
    assert kept.area == "A1"
    assert kept.x_m is not None
    assert kept.y_m is not None
    assert abs(kept.y_m - 6546000) < 20_000


def test_a_point_outside_all_areas_waits_for_somebody_to_look(rut: Person, areas: AreaVersion) -> None:
    assert send(rut, told(point=(18.06, 59.02), place="")).state == "accepted"
    far = send(rut, told(point=(0.0, 0.0), place=""))
    assert (far.area, far.state) == ("", "received")


def test_a_home_keeps_its_area_and_nothing_closer(anna: Person, rut: Person, areas: AreaVersion) -> None:
    where = {"point": (18.06, 59.02), "place": "Storgatan 5"}
    for kept in (
        send(rut, told(**where, is_dwelling=True)),
        send(rut, told(area="A1", place="Storgatan 5", is_dwelling=True)),
    ):
        assert (kept.area, kept.place, kept.x_m, kept.y_m) == ("A1", "", None, None)
    house = places.add_place(
        by=anna.scope, at=NOW, name="Åsvägen 1–9", point=(18.06, 59.02), is_dwelling=True
    )
    kept = send(rut, told(named_place=house.pk, place=""))
    assert (kept.area, kept.x_m) == ("A1", None)


def test_another_municipalitys_place_is_unknown(anna: Person, cecilia: Person) -> None:
    theirs = places.add_place(by=cecilia.scope, at=NOW, name="Torget")
    with pytest.raises(BadInput, match="inte längre"):
        send(anna, replace(told(), named_place=theirs.pk))
