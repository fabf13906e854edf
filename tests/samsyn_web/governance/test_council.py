"""The council: who sits in it, when it has met, what that says of 10 §, and who may."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.utils.timezone import localdate

from samsyn.duties import Status
from samsyn.errors import BadInput, Refused
from samsyn_web.base import clock
from samsyn_web.base.models import AuditEvent
from samsyn_web.base.registry import days_for
from samsyn_web.governance import queries, services
from samsyn_web.governance.models import Council, CouncilMeeting, CouncilPresence, CouncilSeat
from tests.samsyn_web.conftest import Person

PAGE, DAY = "/styrning/radet/", timedelta(days=1)
OWN = {
    "party": "Exempelköpings kommun",
    "is_own": True,
    "function": "kommunstyrelsens ordförande",
    "level": "strategic",
}
POLICE = {"party": "Polismyndigheten", "is_own": False, "function": "lokalpolischef", "level": "strategic"}


def council(by: Person, at: datetime, since: date) -> Council:
    return services.set_council(by=by.scope, at=at, name="Trygghetsrådet", since=since, reference="KS § 31")


def seat(by: Person, at: datetime, starts: date, ends: date | None = None, **said) -> CouncilSeat:
    one = queries.council(by.scope)
    given = {"is_chair": False, **said}
    return services.write_seat(by=by.scope, at=at, council=one, starts=starts, ends=ends, **given)


def meet(by: Person, at: datetime, day: date, *there: CouncilSeat) -> CouncilMeeting:
    one = queries.council(by.scope)
    made = services.plan_meeting(
        by=by.scope, at=at, council=one, day=day, begins=None, form="place", place="Stadshuset"
    )
    return services.hold_meeting(by=by.scope, at=at, meeting=made, there=[each.pk for each in there])


def ten(by: Person, day: date) -> Status:
    return next(one.status for one in queries.standing(by.scope, day) if one.paragraph.code == "10")


def test_ten_turns_right_when_the_council_meets_and_wrong_when_it_stops(
    anna: Person, cecilia: Person, at: datetime
) -> None:
    today = localdate(at)
    since = today - 30 * DAY
    assert ten(anna, today) is Status.NOT_STARTED
    council(anna, at, since)
    assert ten(anna, today) is Status.UNDER_WAY, "set up, and has not met"
    chair = seat(anna, at, since, **OWN, is_chair=True)
    police = seat(anna, at, since, **POLICE)
    meet(anna, at, today - 2 * DAY, chair)
    assert ten(anna, today) is Status.UNDER_WAY, "the municipality alone is no forum"
    meet(anna, at, today - DAY, chair, police)
    assert [ten(anna, day) for day in (today - 2 * DAY, today)] == [Status.UNDER_WAY, Status.DONE]
    assert ten(cecilia, today) is Status.NOT_STARTED
    (judged,) = [one for one in queries.standing(anna.scope, date(2025, 10, 7)) if one.paragraph.code == "10"]
    assert (judged.status, "mer än 12 månader gammal" in judged.reason) == (Status.UNDER_WAY, True)
    said = {**POLICE, "is_chair": False, "starts": since, "ends": today - DAY}
    services.write_seat(by=anna.scope, at=at, council=police.council, seat=police, **said)
    assert ten(anna, today) is Status.OVERDUE, "nobody from another party leads where they come from any more"
    seat(anna, at, today, **{**POLICE, "level": "operative"})
    assert ten(anna, today) is Status.OVERDUE
    seat(anna, at, today, **POLICE)
    assert ten(anna, today) is Status.DONE


def test_the_council_is_kept_on_the_pages(anna: Person, bo: Person, rut: Person) -> None:
    today, client = localdate(clock.now()), anna.client()
    assert "Inget råd är antecknat" in client.get(PAGE).content.decode()
    since = (today - 60 * DAY).isoformat()
    answer = client.post(f"{PAGE}andra/", {"name": "Trygghetsrådet", "since": since, "reference": "KS § 31"})
    assert answer.headers["Location"] == PAGE
    assert "Ingen annan aktör är med." in client.get(PAGE).content.decode()
    for said in (
        {**OWN, "is_chair": "on"},
        {**POLICE, "is_own": ""},
        {**POLICE, "is_own": "", "party": "Skolan"},
    ):
        assert client.post(f"{PAGE}platser/ny/", {**said, "starts": since}).status_code == 302
    wrong = client.post(
        f"{PAGE}platser/ny/", {**POLICE, "is_own": "", "function": "070-123 45 67", "starts": since}
    )
    assert (wrong.status_code, "telefon" in wrong.content.decode()) == (422, True)
    chair, police, school = CouncilSeat.objects.order_by("pk")
    answer = client.post(f"{PAGE}moten/ny/", {"day": today.isoformat(), "form": "place", "begins": "13:00"})
    assert (answer.status_code, "Skriv var ni möts" in answer.content.decode()) == (422, True)
    answer = client.post(f"{PAGE}moten/ny/", {"day": today.isoformat(), "form": "place", "begins": "13:00", "place": "Stadshuset"})  # fmt: skip  # noqa: E501
    meeting = CouncilMeeting.objects.get()
    there = f"{PAGE}moten/{meeting.pk}/"
    assert answer.headers["Location"] == there
    assert "kl. 13.00, Stadshuset, på plats" in client.get(there).content.decode()
    assert client.post(f"{there}narvaro/", {"there": [chair.pk, police.pk]}).status_code == 302
    assert "2 av 3 var med" in client.get(PAGE).content.decode()
    client.post(f"{PAGE}platser/{police.pk}/ta-bort/")
    client.post(f"{PAGE}platser/{school.pk}/ta-bort/")
    assert CouncilSeat.objects.count() == 3, "all of them stand in the record of a meeting"
    later = client.post(f"{PAGE}moten/ny/", {"day": (today + 9 * DAY).isoformat(), "form": "remote"})
    there = later.headers["Location"]
    assert [one.day for one in days_for(anna.scope, today) if one.key.startswith("council")] == [
        today + 9 * DAY
    ]
    assert client.post(f"{there}stall-in/", {"why": ""}).status_code == 422
    client.post(f"{there}stall-in/", {"why": "Ingen lokal"})
    assert "Ingen lokal" in client.get(there).content.decode()
    assert not [one for one in days_for(anna.scope, today) if one.key.startswith("council")]
    client.post(f"{there}angra/")
    assert "Nästa möte är" in bo.client().get(PAGE).content.decode()
    assert bo.client().get(f"{PAGE}andra/").status_code == 403
    assert rut.client().get(PAGE).status_code == 403
    verbs = (
        AuditEvent.objects.filter(verb__startswith="council.").order_by("pk").values_list("verb", flat=True)
    )
    assert [one.partition(".")[2] for one in verbs] == [
        "set", "seat_added", "seat_added", "seat_added", "planned", "held", "planned", "cancelled", "reopened",
    ]  # fmt: skip


def test_what_cannot_be_said_of_a_council_is_refused_in_words(anna: Person, bo: Person, at: datetime) -> None:
    today = localdate(at)
    with pytest.raises(BadInput, match="inte varit än"):
        council(anna, at, today + DAY)
    one = council(anna, at, today - 30 * DAY)
    chair = seat(anna, at, today - 30 * DAY, ends=today - 9 * DAY, **OWN)
    with pytest.raises(BadInput, match="före den första"):
        seat(anna, at, today, today - DAY, **POLICE)
    with pytest.raises(BadInput, match="innan rådet fanns"):
        meet(anna, at, today - 31 * DAY, chair)
    with pytest.raises(BadInput, match="inte i rådet"):
        meet(anna, at, today, chair)
    meeting = services.plan_meeting(
        by=anna.scope, at=at, council=one, day=today + DAY, begins=None, form="remote", place=""
    )
    with pytest.raises(BadInput, match="redan ett möte"):
        services.plan_meeting(
            by=anna.scope, at=at, council=one, day=today + DAY, begins=None, form="remote", place=""
        )
    with pytest.raises(BadInput, match="inte varit än"):
        services.hold_meeting(by=anna.scope, at=at, meeting=meeting, there=[chair.pk])
    with pytest.raises(Refused):
        services.cancel_meeting(by=bo.scope, at=at, meeting=meeting, why="Nej")
    assert not CouncilPresence.objects.exists()
