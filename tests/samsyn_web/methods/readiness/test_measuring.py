"""A measurement from start to comparison; notes are guarded and deleted in time."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.management import call_command

from samsyn.errors import BadInput, Refused
from samsyn_web.methods.readiness import queries, services, tasks
from samsyn_web.methods.readiness.models import Measurement, Sector
from tests.support.story import AT, Person


@pytest.fixture
def measured(anna: Person, bo: Person) -> Measurement:
    """The demonstration's first measurement, by Anna and Bo."""
    call_command("demo_readiness")
    return Measurement.objects.order_by("pk")[0]


def test_the_demonstration_is_measured_twice_and_compared(anna: Person, measured: Measurement) -> None:
    call_command("demo_readiness")  # twice adds nothing
    assert Measurement.objects.count() == 2
    second = Measurement.objects.latest("pk")
    page = anna.client().get(f"/beredskap/{second.pk}/").content.decode()
    assert "Uppdiktad" in page
    assert "Svagast är kunskap om frågan" in page
    assert "kan inte skiljas från slump" in page
    assert "ökat" in page
    assert "Några nyckelpersoner har bytts ut." in page
    assert "Avslutad." in page
    assert "Lägg till en intervju" not in page


def test_the_comparison_is_refused_where_the_answers_say_so(anna: Person, measured: Measurement) -> None:
    second = Measurement.objects.latest("pk")
    answers = {**second.validity, "reach": "small_group"}
    services.answer_validity(by=anna.scope, at=AT, measurement=second, answers=answers)
    page = anna.client().get(f"/beredskap/{second.pk}/").content.decode()
    assert "Mätningarna jämförs inte" in page
    assert "inte relevant" in page
    with pytest.raises(BadInput, match="giltighet"):
        services.answer_validity(by=anna.scope, at=AT, measurement=second, answers={"reach": "whole"})


def test_notes_are_read_by_few_and_deleted_in_time(anna: Person, bo: Person, lars: Person) -> None:
    going = services.start(
        by=anna.scope, at=AT, unit="Åsen", wave="Start", definition="Klotter i Åsen",
        first_scorer=anna.membership, second_scorer=bo.membership,
    )  # fmt: skip
    first = services.add_interview(
        by=anna.scope, at=AT, measurement=going, sector=Sector.SCHOOL, held_on=AT.date(),
        notes={"2": "Trygghetsvärdar och fältarbete."},
    )  # fmt: skip
    path = f"/beredskap/intervju/{first.pk}/"
    assert "fältarbete" in bo.client().get(path).content.decode()
    assert lars.client().get(path).status_code == 404
    with pytest.raises(Refused):
        services.change_notes(by=lars.scope, at=AT, interview=first, notes={"1": "x"})
    with pytest.raises(BadInput):
        services.change_notes(by=anna.scope, at=AT, interview=first, notes={"1": "Ring 811218-9876"})
    tasks.dispose(first.added_at + timedelta(days=89))
    assert queries.interview(anna.scope, first.pk).notes  # type: ignore[union-attr]
    tasks.dispose(first.added_at + timedelta(days=90))
    gone = queries.interview(anna.scope, first.pk)
    assert gone is not None
    assert gone.notes == {}
    assert gone.notes_deleted_at is not None
    with pytest.raises(Refused, match="gallrade"):
        services.change_notes(by=anna.scope, at=AT, interview=gone, notes={"1": "x"})


def test_two_scorers_of_the_own_organisation(anna: Person, bo: Person, cecilia: Person, lars: Person) -> None:
    def start(first: Person, second: Person, by: Person = anna) -> Measurement:
        return services.start(
            by=by.scope, at=AT, unit="X", wave="Start", definition="Y", first_scorer=first.membership,
            second_scorer=second.membership,
        )  # fmt: skip

    with pytest.raises(BadInput, match="två olika"):
        start(anna, anna)
    with pytest.raises(Refused):
        start(anna, cecilia)
    with pytest.raises(Refused):
        start(anna, bo, by=lars)
    made = start(anna, bo)
    with pytest.raises(BadInput, match="framtiden"):
        services.add_interview(
            by=anna.scope, at=AT, measurement=made, sector=Sector.POLICE, held_on=date(2030, 1, 1)
        )


def test_the_forms_work_without_javascript(anna: Person, bo: Person) -> None:
    client = anna.client()
    said = {
        "unit": "Exempelköping", "wave": "Start", "definition": "Klotter i Åsen", "edition": "five",
        "mode": "interview", "first_scorer": anna.membership.pk, "second_scorer": bo.membership.pk, "previous": "",
        "keep_notes_days": 30,
    }  # fmt: skip
    assert client.post("/beredskap/ny/", {**said, "second_scorer": anna.membership.pk}).status_code == 422
    answer = client.post("/beredskap/ny/", said)
    made = Measurement.objects.get()
    assert answer.url == f"/beredskap/{made.pk}/"  # type: ignore[attr-defined]
    empty = client.get(answer.url).content.decode()  # type: ignore[attr-defined]
    assert "minst sex intervjuer" in empty
    for day, status in (("", 422), ("2024-10-01", 302)):
        sent = {"sector": "police", "held_on": day, "is_same_person": "unknown"}
        assert client.post(f"/beredskap/{made.pk}/intervju/", sent).status_code == status
    interview = queries.interviews(anna.scope, made.pk)[0]
    scores = {f"score_{key}": "4,5" for key in "BCDEF"}
    assert (
        client.post(f"/beredskap/intervju/{interview.pk}/poang/", {**scores, "lock": "1"}).status_code == 302
    )
    draft = bo.client().post(f"/beredskap/intervju/{interview.pk}/poang/", scores)
    assert draft.status_code == 302
    locked = bo.client().post(f"/beredskap/intervju/{interview.pk}/poang/", {**scores, "lock": "1"})
    assert locked.status_code == 302
    assert "Bedömare 1: 4,5" in client.get(f"/beredskap/intervju/{interview.pk}/konsensus/").content.decode()
    assert client.post(f"/beredskap/intervju/{interview.pk}/konsensus/", scores).status_code == 302
    page = client.get(f"/beredskap/{made.pk}/").content.decode()
    assert "intervjuer är få" in page
    assert client.post(f"/beredskap/{made.pk}/avsluta/").status_code == 302
    assert "Avslutad" in client.get(f"/beredskap/{made.pk}/").content.decode()
