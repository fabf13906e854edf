"""A participant goes from phase to phase; what is missing is told, and the days come as a calendar."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.core.management import call_command
from django.db import DatabaseError, transaction
from django.db.models import QuerySet
from django.utils.timezone import localdate
from icalendar import Calendar

from samsyn.errors import BadInput, Refused
from samsyn_web.base import clock
from samsyn_web.programmes import queries, services
from samsyn_web.programmes.models import Participant, ParticipantPlan, PhaseGate, PhaseMeeting, Programme
from samsyn_web.programmes.models.participation import Phase
from samsyn_web.programmes.policies.participation import Standing, missing_before
from tests.support.story import AT, Person

DAY = date(2024, 10, 7)


@pytest.fixture
def annas(running: Programme) -> Participant:
    """Anna's municipality in the programme."""
    return Participant.objects.select_related("programme").get(programme=running, position=0)


def test_the_whole_way_to_activities_by_the_page(dag: Person, annas: Participant) -> None:
    client, path = dag.client(), f"/program/deltagare/{annas.pk}/vagen/"

    def post(do: str, **fields: str) -> int:
        return int(client.post(path, {"do": do, **{f"{do}-{k}": v for k, v in fields.items()}}).status_code)

    assert post("open", on="2024-10-07") == 302
    assert post("open", on="2024-10-07") == 422, "no planning meeting is held"
    assert "Mötet är inte hållet: planeringsmöte" in client.get(path).content.decode()
    assert post("meeting", kind="planning", on="2024-10-01", functions="Skola och polis") == 302
    assert post("open", on="2024-10-07") == 422, "it is only planned"
    assert post("held", key=str(PhaseMeeting.objects.get().pk)) == 302
    assert post("open", on="2024-10-07") == 302
    assert post("plan", focus_areas="1", text="Vi börjar med en lägesbild.") == 302
    assert post("open", on="2024-10-08") == 302
    assert post("letter", text="Vi avser att arbeta tillsammans.") == 302
    assert post("sign", side="programme", function="Enhetschef", signed_on="2024-10-08") == 302
    assert "inte undertecknad av deltagaren" in client.get(path).content.decode()
    assert post("sign", side="participant", function="Kommundirektör", signed_on="2024-10-09") == 302
    assert post("open", on="2024-10-09") == 302
    assert post("meeting", kind="kickoff", on="2024-10-20", is_held="on") == 302
    assert post("step", phase="kickoff", title="Bjud in nämnderna", due="2024-10-15") == 302
    assert post("open", on="2024-10-21") == 422, "a step of the phase is left"
    assert post("open", on="2024-10-21", reason="Nämnderna bjuds in i efterhand.") == 302
    assert "Nämnderna bjuds in i efterhand." in client.get(path).content.decode()
    assert PhaseGate.objects.exclude(passed_on=None).count() == 5
    glance = client.get(f"/program/{annas.programme_id}/deltagare/").content.decode()
    assert "har börjat" in glance


def test_a_new_letter_is_signed_anew_and_the_database_refuses_to_change_a_version(
    dag: Person, annas: Participant
) -> None:
    given: dict[str, Any] = {"by": dag.scope, "at": AT, "participant": annas}
    first = services.write_letter(**given, text="En avsikt.")
    sign: dict[str, Any] = {
        "by": dag.scope,
        "at": AT,
        "side": "programme",
        "function": "Enhetschef",
        "signed_on": DAY,
    }
    services.note_signature(**sign, letter=first)
    with pytest.raises(Refused, match="redan undertecknat"):
        services.note_signature(**sign, letter=first)
    assert queries.standings(dag.scope, annas.programme_id)[annas.pk].signed == {"programme"}
    services.write_letter(**given, text="En ändrad avsikt.")
    assert queries.standings(dag.scope, annas.programme_id)[annas.pk].signed == set()
    services.write_plan(**given, focus_areas=[1, 2], text="En plan.")
    with pytest.raises(DatabaseError), transaction.atomic():
        QuerySet.update(ParticipantPlan.objects.all(), text="En annan.")
    with pytest.raises(BadInput, match="fokusområden"):
        services.write_plan(**given, focus_areas=[9], text="En plan.")


def test_phases_begin_in_order_and_nothing_is_missing_when_all_is_in_place() -> None:
    whole = Standing(
        passed=set(Phase.values),
        held={"planning", "kickoff", "midterm", "closing"},
        has_plan=True,
        signed={"programme", "participant"},
        left={},
    )
    for before, phase in pairwise(Phase.values):
        assert missing_before(phase, whole) == []
        unbegun = Standing(**{**vars(whole), "passed": set(Phase.values) - {before}})
        assert len(missing_before(phase, unbegun)) == 1


def test_a_participant_writes_its_own_and_opens_no_phase(
    anna: Person, cecilia: Person, annas: Participant
) -> None:
    other = Participant.objects.get(programme=annas.programme, position=1)
    assert [one.pk for one in queries.followed(anna.scope, annas.programme_id)] == [annas.pk]
    services.add_meeting(by=anna.scope, at=AT, participant=annas, kind="planning", on=DAY)
    with pytest.raises(Refused):
        services.open_phase(by=anna.scope, at=AT, participant=annas, phase="preparation", on=DAY)
    with pytest.raises(Refused):
        services.add_meeting(by=anna.scope, at=AT, participant=other, kind="planning", on=DAY)
    for by, one in ((anna, other), (cecilia, annas)):
        assert by.client().get(f"/program/deltagare/{one.pk}/vagen/").status_code == 404


def test_the_days_come_as_a_calendar_until_its_address_is_stopped(
    anna: Person, dag: Person, annas: Participant
) -> None:
    given: dict[str, Any] = {"by": dag.scope, "at": AT, "participant": annas}
    services.set_phase_due(**given, phase="preparation", due=DAY)
    met = services.add_meeting(**given, kind="planning", on=DAY + timedelta(days=1))
    agreed: dict[str, Any] = {"by": dag.scope, "at": AT, "meeting": met, "function": "Projektledare"}
    services.add_point(**agreed, text="Boka lokal", due=DAY + timedelta(days=3))
    done = services.add_point(**agreed, text="Redan klart", due=DAY + timedelta(days=3))
    services.finish_point(by=dag.scope, at=AT, point=done, done_on=DAY)
    services.add_phase_milestone(**given, phase="preparation", title="Bjud in", due=DAY + timedelta(days=2))
    services.open_quarter(by=dag.scope, at=AT, programme=annas.programme, quarter="2024-Q4", due=DAY)
    client, path = anna.client(), f"/program/{annas.programme_id}/kalender/"
    page = client.post(path, {"do": "make"}).content.decode()
    token = page.split("/program/kalender/")[1].split(".ics")[0]
    feed = client.get(f"/program/kalender/{token}.ics")
    events = {
        str(one["SUMMARY"]): one.decoded("DTSTART") for one in Calendar.from_ical(feed.content).walk("VEVENT")
    }
    name = annas.name
    assert events == {
        f"{name}: förberedelse ska börja": DAY,
        f"{name}: planeringsmöte": DAY + timedelta(days=1),
        f"{name}: Bjud in": DAY + timedelta(days=2),
        f"{name}: Boka lokal": DAY + timedelta(days=3),
        f"{name}: kvartalsrapport 2024-Q4": DAY,
    }, "only what is her municipality's own"
    assert client.post(path, {"do": "stop"}).status_code == 302
    assert client.get(f"/program/kalender/{token}.ics").status_code == 404


def test_the_national_programme_has_its_phases_as_stated_and_takes_nothing_new(dag: Person) -> None:
    call_command("demo_programmes")
    one = Programme.objects.get()
    page = dag.client().get(f"/program/{one.pk}/deltagare/").content.decode()
    for said in ("Avsiktsförklaring", "hösten 2022", "1–2 juni 2023", "omkring 100", "ej angivet"):
        assert said in page
    sodertalje = Participant.objects.get(programme=one, key="sodertalje")
    own = dag.client().get(f"/program/deltagare/{sodertalje.pk}/vagen/").content.decode()
    assert "inget läggs till" in own
    assert 'name="do"' not in own
    with pytest.raises(Refused, match="återges"):
        services.add_meeting(by=dag.scope, at=AT, participant=sodertalje, kind="planning", on=DAY)


def test_the_demonstration_shows_participants_in_different_phases(dag: Person, running: Programme) -> None:
    call_command("demo_support")
    begun = [len(one.passed) for one in queries.standings(dag.scope, running.pk).values()]
    assert begun == [6, 5, 4, 3, 2]
    assert PhaseMeeting.objects.filter(on__gt=localdate(clock.now())).count() == 5


def test_no_page_leads_a_municipality_to_what_it_may_not_read(
    dag: Person, anna: Person, running: Programme
) -> None:
    for person in (dag, anna):
        client = person.client()
        pages = [f"/program/{running.pk}/"]
        pages += [f"/program/deltagare/{key}/" for key in Participant.objects.values_list("pk", flat=True)]
        linked = {
            link
            for page in pages
            for link in re.findall(r'href="(/program/[^"?#]*)', client.get(page).content.decode())
        }
        assert len(linked) > 15
        assert {link for link in linked if client.get(link).status_code != 200} == set()
