"""A monthly meeting is noted with functions as counts, and what was agreed on stays until it is done."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils.timezone import localdate

from samsyn.errors import BadInput, Refused
from samsyn_web.base import clock
from samsyn_web.programmes import presenters, queries, services
from samsyn_web.programmes.models import MeetingPoint, Participant, Programme, QuarterlyReport
from samsyn_web.programmes.models.participation import PhaseMeeting
from tests.support.story import AT, Person

ON = date(2024, 9, 12)


@pytest.fixture
def met(anna: Person, running: Programme) -> PhaseMeeting:
    """A monthly meeting that Anna has planned."""
    annas = Participant.objects.get(programme=running, position=0)
    return services.add_meeting(by=anna.scope, at=AT, participant=annas, kind="monthly", on=ON)


def test_a_monthly_meeting_from_planned_to_its_points_done(
    anna: Person, cecilia: Person, dag: Person, met: PhaseMeeting
) -> None:
    client, path = anna.client(), f"/program/mote/{met.pk}/"
    noted = {"note-form": "digital", "note-about": "Läget i skolorna.", "note-present": "Rektor: 2\nPolis\n"}
    assert client.post(path, {"do": "note", **noted}).status_code == 302
    kept = PhaseMeeting.objects.get(pk=met.pk)
    assert (kept.present, kept.n_present, kept.is_held) == (
        [{"function": "Rektor", "n": 2}, {"function": "Polis", "n": 1}], 3, True,
    )  # fmt: skip
    point = {"point-text": "Ta fram schema.", "point-function": "Rektor", "point-due": "2024-10-01"}
    assert client.post(path, {"do": "point", **point}).status_code == 302
    way = f"/program/deltagare/{met.participant_id}/vagen/"
    page = dag.client().get(way).content.decode()
    for said in (
        "hållet, digitalt, 3 deltagare, öppna punkter: 1",
        "Ta fram schema.",
        "sen, senast 1 oktober 2024",
    ):
        assert said in page
    key = MeetingPoint.objects.get().pk
    assert client.post(way, {"do": "agreed", "agreed-key": key}).status_code == 302
    assert MeetingPoint.objects.get().done_on == localdate(clock.now())
    assert "Ta fram schema." not in client.get(way).content.decode(), "what is done is no longer open"
    assert client.post(path, {"do": "reopened", "reopened-key": key}).status_code == 302
    assert "Ta fram schema." in client.get(way).content.decode()
    assert cecilia.client().get(path).status_code == 404
    with pytest.raises(Refused):
        services.finish_point(by=cecilia.scope, at=AT, point=MeetingPoint.objects.get(), done_on=ON)


@pytest.mark.parametrize(
    ("present", "about"),
    [
        ([("Ring 811218-9876", 1)], ""),
        ([("Rektor", 0)], ""),
        ([("Rektor", 1), ("rektor ", 1)], ""),
        ([], "Ring 811218-9876"),
    ],
)
def test_what_may_not_be_noted(
    anna: Person, met: PhaseMeeting, present: list[tuple[str, int]], about: str
) -> None:
    with pytest.raises(BadInput):
        services.note_meeting(by=anna.scope, at=AT, meeting=met, form="digital", present=present, about=about)
    given: dict[str, Any] = {"by": anna.scope, "at": AT, "meeting": met, "due": ON}
    with pytest.raises(BadInput):
        services.add_point(**given, text=about or "811218-9876", function="Rektor")
    with pytest.raises(BadInput):
        services.add_point(**given, text="Schema.", function="")


def test_the_next_quarterly_report_begins_with_what_was_agreed_on(
    anna: Person, dag: Person, running: Programme, met: PhaseMeeting
) -> None:
    by: dict[str, Any] = {"by": anna.scope, "at": AT}
    before = services.add_meeting(
        **by, participant=met.participant, kind="monthly", on=ON - timedelta(days=92)
    )
    after = services.add_meeting(**by, participant=met.participant, kind="monthly", on=date(2024, 10, 1))
    other = services.add_meeting(**by, participant=met.participant, kind="planning", on=ON)
    for one in (met, before, after, other):
        services.note_meeting(**by, meeting=one, form="digital")
    agreed: dict[str, Any] = {**by, "function": "Rektor", "due": ON}
    done = services.add_point(**agreed, meeting=met, text="Schema")
    services.finish_point(**by, point=done, done_on=date(2024, 9, 30))
    late = services.add_point(**agreed, meeting=met, text="Lokal")
    services.finish_point(**by, point=late, done_on=date(2024, 10, 1))
    services.add_point(**agreed, meeting=before, text="Enkät")
    long_done = services.add_point(**agreed, meeting=before, text="Rum")
    services.finish_point(**by, point=long_done, done_on=ON)
    for one in (after, other):
        services.add_point(**agreed, meeting=one, text="Annat")
    found = queries.points(anna.scope, running.pk, met.participant_id)
    said = presenters.agreed(found, "2024-Q3")
    assert said.splitlines() == [
        "Schema (Rektor): klart.",
        "Lokal (Rektor): senast 12 september 2024.",
        "Enkät (Rektor): senast 12 september 2024.",
    ]
    services.open_quarter(by=dag.scope, at=AT, programme=running, quarter="2024-Q3")
    report = QuarterlyReport.objects.get(participant=met.participant)
    path = f"/program/kvartal/{report.pk}/"
    assert "Schema (Rektor): klart." in anna.client().get(path).content.decode()
    parts: dict[int, tuple[str, str, list[str]]] = {number: ("on_plan", "", []) for number in range(1, 7)}
    services.write_report(**by, report=report, parts=parts, agreed=said)
    assert services.submit(**by, report=report).content["agreed"] == said
    assert "Lokal (Rektor)" in dag.client().get(path).content.decode()
