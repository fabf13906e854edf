"""The local project leader: writes for her own municipality in a programme, and nothing beside that."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from samsyn.errors import Refused
from samsyn_web.base import clock
from samsyn_web.base.scope import Permission, Role
from samsyn_web.governance.models import Handover
from samsyn_web.people import services as people
from samsyn_web.programmes import policies, queries, services
from samsyn_web.programmes.models import Activity, Participant, Programme, QuarterlyReport
from tests.support.story import AT, Person, make_person


@pytest.fixture
def petra(anna: Person) -> Person:
    return make_person("Petra", Role.PROJECT_LEADER, anna.organisation)


@pytest.fixture
def places(running: Programme) -> list[Participant]:
    found = Participant.objects.select_related("programme").filter(programme=running)
    return list(found.order_by("position"))


@pytest.fixture
def reports(dag: Person, places: list[Participant]) -> list[QuarterlyReport]:
    made = services.open_quarter(by=dag.scope, at=AT, programme=places[0].programme, quarter="2026-Q3")
    return sorted(made, key=lambda one: one.participant_id)


def whole(programme: Programme) -> dict[int, tuple[str, str, list[str]]]:
    """Every focus area, on plan."""
    return {int(number): ("on_plan", "", []) for number in programme.facts["focus_areas"]}


def test_she_may_exactly_this() -> None:
    assert Role.PROJECT_LEADER.permissions == {
        Permission.READ_PICTURE, Permission.CARRY_OUT, Permission.TAKE_PART,
    }  # fmt: skip


def test_she_does_all_that_is_her_municipalitys(
    petra: Person, dag: Person, places: list[Participant], reports: list[QuarterlyReport]
) -> None:
    own, programme = places[0], places[0].programme
    client, today = petra.client(), localdate(clock.now())
    parts = whole(programme)
    services.write_report(by=petra.scope, at=AT, report=reports[0], parts=parts)
    services.submit(by=petra.scope, at=AT, report=reports[0])
    met = services.add_meeting(by=petra.scope, at=AT, participant=own, kind="monthly", on=today)
    services.note_meeting(
        by=petra.scope, at=AT, meeting=met, form="digital", present=[("Projektledare", 1)], about=""
    )
    services.write_plan(by=petra.scope, at=AT, participant=own, focus_areas=[1], text="Vi börjar.")
    services.ask_for_support(
        by=petra.scope, at=AT, participant=own, kind="advice", focus_area=1, question="Hur?"
    )
    new = reverse("programmes:add_activity", args=[programme.pk])
    form = client.get(new).content.decode()
    assert own.name in form
    assert places[1].name not in form
    sent = {"focus_area": "1", "formats": ["1"], "title": "Workshop", "starts": str(today), "version": "0"}
    assert client.post(new, {**sent, "municipality": places[1].key}).status_code == 422
    assert client.post(new, {**sent, "municipality": own.key}).status_code == 302
    made = Activity.objects.get(title="Workshop")
    moved = {"starts": str(today + timedelta(days=9)), "reason": "Lokal saknas"}
    assert client.post(reverse("programmes:move_activity", args=[made.pk]), moved).status_code == 302


def test_the_first_page_shows_what_waits(
    petra: Person, dag: Person, places: list[Participant], reports: list[QuarterlyReport]
) -> None:
    today = localdate(clock.now())
    other = services.add_meeting(by=dag.scope, at=AT, participant=places[1], kind="monthly", on=today)
    services.add_point(by=dag.scope, at=AT, meeting=other, text="Grannens punkt", function="X", due=today)
    met = services.add_meeting(by=dag.scope, at=AT, participant=places[0], kind="monthly", on=today)
    services.add_point(
        by=dag.scope,
        at=AT,
        meeting=met,
        text="Boka lokal",
        function="Projektledare",
        due=today + timedelta(days=3),
    )
    page = petra.client().get("/").content.decode()
    assert "3 saker väntar på dig" in page
    assert f'href="{reverse("programmes:report", args=[reports[0].pk])}"' in page
    assert "Överenskommet: Boka lokal" in page
    assert "Grannens punkt" not in page
    services.write_report(by=petra.scope, at=AT, report=reports[0], parts=whole(places[0].programme))
    services.submit(by=petra.scope, at=AT, report=reports[0])
    services.finish_point(
        by=petra.scope, at=AT, point=queries.points(petra.scope, places[0].programme_id)[0], done_on=today
    )
    services.hold_meeting(by=petra.scope, at=AT, meeting=met)
    assert "Inget väntar på dig just nu" in petra.client().get("/").content.decode()


def test_an_attack_on_other_municipalities_and_the_programme(
    petra: Person, dag: Person, places: list[Participant], reports: list[QuarterlyReport]
) -> None:
    programme, theirs = places[0].programme, places[1]
    for attack in (
        lambda by: services.submit(by=by, at=AT, report=reports[1]),
        lambda by: services.add_meeting(by=by, at=AT, participant=theirs, kind="monthly", on=localdate(AT)),
        lambda by: services.write_plan(by=by, at=AT, participant=theirs, focus_areas=[1], text="Nej."),
        lambda by: services.open_quarter(by=by, at=AT, programme=programme, quarter="2026-Q4"),
        lambda by: services.set_load_limit(by=by, at=AT, programme=programme, hours_per_week=1, focus_areas=1),
        lambda by: services.write_text(by=by, at=AT, programme=programme, key="learnt", text="Nej."),
        lambda by: services.add_activity(
            by=by, at=AT, programme=programme, municipality=theirs.key,
            written=services.Written(focus_area=1, title="Nej", formats=(1,)),
        ),
    ):  # fmt: skip
        with pytest.raises(Refused):
            attack(petra.scope)
    row = services.add_activity(
        by=dag.scope, at=AT, programme=programme, municipality=theirs.key,
        written=services.Written(focus_area=1, title="Deras", formats=(1,)),
    )  # fmt: skip
    assert not policies.can_change(petra.scope, row)
    for name in ("programmes:change_activity", "programmes:cancel_activity"):
        answer = petra.client().post(reverse(name, args=[row.pk]), {"reason": "Nej"})
        assert answer.status_code in (404, 422)
    assert Activity.objects.get(pk=row.pk).status == "planned"
    assert not queries.reports(petra.scope, programme.pk).exclude(participant=places[0]).exists()


def test_neither_members_nor_documents_of_the_law_nor_money(petra: Person, running: Programme) -> None:
    client = petra.client()
    for page in ("people:members", "people:events"):
        assert client.get(reverse(page)).status_code == 403
    assert client.post(reverse("governance:start_handover"), {"function": "X"}).status_code == 403
    for page in ("programmes:add_money", "programmes:receive"):
        assert client.get(reverse(page, args=[running.pk])).status_code == 403
    for permission in ("PUBLISH", "DECIDE", "ADMINISTER", "SET_UP", "DISCLOSE", "WORK_WITH_DATA", "JUDGE"):
        assert not petra.scope.can(Permission[permission])


def test_when_she_leaves_her_function_is_handed_over_in_her_municipality(
    petra: Person, dag: Person, anna: Person, places: list[Participant], reports: list[QuarterlyReport]
) -> None:
    now = clock.now()
    about = {
        "subject": policies.subject_of(places[0].programme_id, places[0].pk),
        "function": policies.LEADER,
    }
    held = people.fill_function(by=dag.scope, at=now, starts=localdate(now) - timedelta(days=99), **about)
    people.leave_function(by=dag.scope, at=now, period=held, ends=localdate(now))
    one = Handover.objects.get()
    assert (one.organisation, one.membership) == (anna.organisation, petra.membership)
    page = petra.client().get(reverse("governance:handover", args=[one.pk])).content.decode()
    assert "Kvartalsrapport 2026-Q3" in page
    assert dag.client().get(reverse("governance:handover", args=[one.pk])).status_code == 404
    theirs = {**about, "subject": policies.subject_of(places[1].programme_id, places[1].pk)}
    people.fill_function(
        by=dag.scope, at=now, starts=localdate(now) - timedelta(days=99), ends=localdate(now), **theirs
    )
    other = Handover.objects.exclude(pk=one.pk).get()
    assert other.organisation == dag.organisation, "a municipality without a place here"
    people.fill_function(by=anna.scope, at=now, starts=localdate(now), ends=localdate(now), **theirs)
    assert Handover.objects.count() == 2, "who may not work with a participant begins nothing for it"
